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
        names = ("gold", "article", "matching", "measures", "readings", "place")
        parts = {name: importlib.import_module(f"benchmarks.score_reading.{name}") for name in names}
        return SimpleNamespace(command=importlib.import_module("benchmarks.score_reading.__main__"), **parts)
