"""What tests of the models share: the emission case, short ways to a profile, the plain NumPy models."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

from majlis.models import Profile

HERE = Path(__file__).parent
Rows = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


@pytest.fixture(scope="session")
def plain() -> ModuleType:
    """The models in plain NumPy, which the benchmarks time the kernels against."""
    path = HERE.parents[1] / "benchmarks" / "plain.py"
    spec = importlib.util.spec_from_file_location("benchmarks_plain", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def table() -> Callable[[str], Rows]:
    """Read positions, saliences and capabilities of a reference case."""

    def read(name: str) -> Rows:
        with (HERE / "reference" / f"{name}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        x, s, c = (
            np.array([float(row[key]) for row in rows]) for key in ("Position", "Salience", "Capability")
        )
        return x, s, c

    return read


@pytest.fixture(scope="session")
def reference() -> Callable[[str], NDArray[np.float64]]:
    """Read the numbers of a reference output, without its heading."""

    def read(name: str) -> NDArray[np.float64]:
        return np.loadtxt(HERE / "reference" / f"{name}.csv", delimiter=",", skiprows=1)

    return read


@pytest.fixture(scope="session")
def single() -> Callable[..., Profile]:
    """Make a profile of one draw and one issue from a list for each of x, s, c."""

    def make(
        x: ArrayLike,
        s: ArrayLike,
        c: ArrayLike,
        bounds: tuple[float, float] | None = None,
        status_quo: float | None = None,
    ) -> Profile:
        x, s, c = (np.asarray(each, dtype=float)[None, :, None] for each in (x, s, c))
        low, high = bounds or (float(x.min()), float(x.max()))
        return Profile.checked(
            x, s, c, [[low, high if high > low else low + 1]], None if status_quo is None else [[status_quo]]
        )

    return make


@pytest.fixture(scope="session")
def emission(table: Callable[[str], Rows], single: Callable[..., Profile]) -> Profile:
    """Table 1 of Scholz, Calbert and Smith (2011) on a scale from 0 to 20."""
    return single(*table("ExampleActors"), bounds=(0.0, 20.0))
