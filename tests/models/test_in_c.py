"""The kernels give the very numbers that the same kernels by hand in C give."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest


def test_kernels_and_c_agree_to_the_last_digit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    for name in [each for each in sys.modules if each.split(".")[0] == "benchmarks"]:
        monkeypatch.delitem(sys.modules, name)
    c_kernels = importlib.import_module("benchmarks.c_kernels")
    if c_kernels.compiler() is None:
        pytest.skip("there is no C compiler here")
    compare = importlib.import_module("benchmarks.c_kernels.compare")
    found = list(compare.pairs(tmp_path, c_kernels.PLAIN, {"spatial": 3, "challenge": 40}))
    assert len(found) == 5
    assert [pair.title for pair in found if not pair.equal()] == []
