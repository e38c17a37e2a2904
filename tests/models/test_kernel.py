"""Kernels compiled and as plain Python, where their compiled form is kept, and the threads over draws."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from majlis.models.threads import number_of_threads, over_draws, threads

PROGRAM = """
import sys
import numpy as np
from majlis.models import Profile, get
from majlis.models.threads import threads
rng = np.random.default_rng(9)
shape = (12, 6, 2)
x = np.where(rng.random(shape) < .4, rng.integers(0, 4, shape), rng.uniform(0, 4, shape))
profile = Profile.checked(x, rng.random(shape), rng.random(shape), [[0, 4]] * 2, np.zeros((12, 2)))
for name, pairs in (
    ('nash', {}),
    ('settlement', {}),
    ('nash', {'disagreement': 'status-quo', 'exponent': 'capability'}),
    ('challenge', {'rounds': '4'}),
    ('challenge', {'rounds': '4', 'q': '.5', 'perspective': 'own', 'resistance': 'appendix'}),
    ('challenge', {'rounds': '4', 'resistance': 'appendix', 'choice': 'least-move', 'report': 'mean'}),
    ('challenge', {'rounds': '4', 'variant': 'published-code'}),
):
    model = get(name)
    settled = model.settle(profile, model.options_from(pairs), path=True)
    for part in (settled.outcome, settled.path, settled.status, settled.rounds):
        print(name, *part.ravel().tolist())
"""


def run(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


def test_compiled_equals_plain_python() -> None:
    compiled = run(PROGRAM, NUMBA_DISABLE_JIT="0")
    uncompiled = run(PROGRAM, NUMBA_DISABLE_JIT="1")
    assert compiled.returncode == 0, compiled.stderr
    assert uncompiled.returncode == 0, uncompiled.stderr
    assert uncompiled.stderr == ""
    assert compiled.stdout == uncompiled.stdout  # to the last digit


SMALL = """
from majlis.models import Profile, get
ones = [[[1.], [1.]]]
profile = Profile.checked([[[0.], [1.]]], ones, ones, [[0., 1.]])
for name in ('nash', 'nash'):
    get(name).settle(profile)
"""


def test_compiling_is_said_once_and_kept(tmp_path: Path) -> None:
    first = run(SMALL, NUMBA_CACHE_DIR=str(tmp_path), NUMBA_DISABLE_JIT="0")
    assert first.returncode == 0, first.stderr
    assert first.stderr.count("\n") == 1
    assert first.stderr.startswith("Compiling the decision model for this machine")
    assert first.stdout == ""
    assert list(tmp_path.rglob("*.nbi"))
    second = run(SMALL, NUMBA_CACHE_DIR=str(tmp_path), NUMBA_DISABLE_JIT="0")
    assert second.stderr == ""


def test_message_goes_where_it_is_sent(tmp_path: Path) -> None:
    redirect = "import majlis.chance.kernel as k\nk.on_compile = lambda text: print('told:', text)\n"
    done = run(redirect + SMALL, NUMBA_CACHE_DIR=str(tmp_path), NUMBA_DISABLE_JIT="0")
    assert done.stderr == ""
    assert done.stdout.startswith("told: Compiling")


def test_nowhere_to_keep_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = importlib.import_module("majlis.chance.kernel")
    asked: list[bool] = []

    def njit(**flags: Any) -> Any:
        asked.append(flags.get("cache", False))
        if flags.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return lambda function: function

    monkeypatch.setattr(kernel.numba, "njit", njit)
    assert kernel.kernel(len) is len
    assert asked == [True, False]


def test_shares_cover_every_draw_once() -> None:
    for draws in (1, 15, 16, 100, 1001):
        for number in (1, 2, 7):
            seen = np.zeros(draws, dtype=int)

            def mark(first: int, end: int, seen: Any = seen) -> None:
                seen[first:end] += 1

            with threads(number):
                over_draws(mark, draws)
            assert (seen == 1).all()


def test_errors_in_a_share_are_raised() -> None:
    def fail(first: int, end: int) -> None:
        raise ValueError(f"draws {first} to {end}")

    for number in (1, 3):
        with threads(number), pytest.raises(ValueError, match="draws 0 to"):
            over_draws(fail, 500)


def test_number_of_threads() -> None:
    assert number_of_threads() >= 1
    with threads(3):
        assert number_of_threads() == 3
        with threads(1):
            assert number_of_threads() == 1
        assert number_of_threads() == 3
    with pytest.raises(ValueError, match="the number of threads is 0"), threads(0):
        pass
