"""Small systems for the tests of motion."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Anchor, drawn
from majlis.dynamics.forms import Assembly
from majlis.dynamics.path import Path, Record
from majlis.dynamics.system import System

MakePath = Callable[..., Path]


@pytest.fixture(scope="session")
def path_of() -> MakePath:
    """Return a path of some draws in which every quantity has one value."""

    def make(
        assembly: Assembly,
        values: Mapping[str, float],
        draws: int = 1,
        seed: int = 1,
        held: frozenset[str] = frozenset(),
        record: Record | None = None,
        first: int = 0,
        anchor: Anchor | None = None,
    ) -> Path:
        system = System(assembly)
        indices = np.arange(first, first + draws, dtype=np.int64)
        quantity = {name: np.full(draws, float(values[name])) for name in system.quantity_names}
        numbers = drawn(system, indices, quantity, {}, anchor or Anchor.none())
        return Path(system, numbers, Addressed(seed), record or Record(), held)

    return make
