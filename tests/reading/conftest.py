"""What tests of reading share: the scorer, which lives with the benchmarks."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def scoring() -> SimpleNamespace:
    """The modules of ``benchmarks.score_reading``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        names = ("gold", "article", "marked", "matching", "measures", "readings", "place")
        parts = {name: importlib.import_module(f"benchmarks.score_reading.{name}") for name in names}
        return SimpleNamespace(command=importlib.import_module("benchmarks.score_reading.command"), **parts)


@pytest.fixture(scope="session")
def learning() -> SimpleNamespace:
    """The modules that learn what clues to a stance weigh."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        names = ("coded_sides", "random_field", "sayings", "learn_stances", "score_reading.gold")
        parts = {name: importlib.import_module(f"benchmarks.{name}") for name in names}
        return SimpleNamespace(gold=parts.pop("score_reading.gold"), **parts)
