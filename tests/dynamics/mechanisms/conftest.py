from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Anchor, drawn
from majlis.dynamics.forms import Assembly, Level, Quantity
from majlis.dynamics.path import Path
from majlis.dynamics.state import State
from majlis.dynamics.system import System

Floats = NDArray[np.float64]
Runner = Callable[..., tuple[System, State, list[State]]]

ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    "bargaining": {},
    "chamber": {"drivers": ("tension",)},
    "executive": {"government": ("gov",), "drivers": ("tension",), "restraints": ("worry",)},
    "negotiation": {"host": ("gov",), "guest": ("guest",), "restraints": ("worry",)},
    "escalation": {"challenger": ("rebels",), "defender": ("guest",), "drivers": ("tension",)},
    "publics": {"communities": ("north", "south")},
    "insurgency": {"insurgent": ("rebels",), "guards": ("worry",)},
    "coercion": {"coercer": ("guest",), "target": ("gov",)},
    "alignment": {"client": ("gov",), "patrons": ("east", "west"), "agents": ("rebels",)},
    "autonomy": {"region": ("north",), "centre": ("gov",), "drivers": ("tension",)},
    "cabinet": {"government": ("gov",), "burdens": ("worry",)},
    "shocks": {"drivers": ("tension",)},
}
OPTIONS: dict[str, dict[str, object]] = {
    "chamber": {"blocs": [{"actor": "left", "seats": 40}, {"actor": "right", "seats": 60, "salience": 0.9}]}
}


@pytest.fixture
def roles() -> dict[str, dict[str, tuple[str, ...]]]:
    return ROLES


@pytest.fixture
def options() -> dict[str, dict[str, object]]:
    return OPTIONS


def outside(*names: str) -> Assembly:
    """Levels of a case that roles bring in."""
    levels = tuple(Level(name, name, "share", 0.0, 1.0, f"{name}.own", None) for name in names)
    numbers = tuple(Quantity(f"{name}.own", 0.5, 0.5, 0.5, "share", "judgement", "-") for name in names)
    return Assembly(levels=levels, quantities=numbers)


@pytest.fixture
def with_outside() -> Callable[[Assembly], Assembly]:
    return lambda assembly: assembly + outside("tension", "worry")


@pytest.fixture
def ran() -> Runner:
    """Run an assembly for some weeks with every number at its value, or as given."""

    def run(
        assembly: Assembly, weeks: int, draws: int = 2_000, numbers: Mapping[str, float] | None = None
    ) -> tuple[System, State, list[State]]:
        system = System(assembly)
        known = {each.name: each.value for each in assembly.quantities} | dict(numbers or {})
        quantity = {name: np.full(draws, known[name]) for name in system.quantity_names}
        found = drawn(system, np.arange(draws), quantity, {}, Anchor.none())
        path = Path(system, found, Addressed(1))
        states: list[State] = []
        state = path.begin(0)
        path.advance(state, weeks, lambda each: states.append(each.copy()))
        return system, state, states

    return run
