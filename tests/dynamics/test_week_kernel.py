"""What the kernel of a week reckons with, and that draws side by side do not know of each other."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.dynamics.forms import Assembly, Bloc, Hazard, Level, Link, Vote
from majlis.dynamics.week_arrays import LANE
from majlis.dynamics.week_kernel import exp_of, log_of

VALUES = {
    "own": 0.4,
    "half_life": 6.0,
    "noise": 0.05,
    "pace": 0.03,
    "rate": 0.4,
    "span": 16.0,
    "strength": 0.25,
    "dispersion": 0.5,
    "support": 0.5,
}


@given(st.floats(-700.0, 700.0))
def test_powers_of_e(number: float) -> None:
    assert exp_of(number) == pytest.approx(math.exp(number), rel=5e-16)


@given(st.floats(1e-300, 1e300))
def test_logarithms(number: float) -> None:
    assert log_of(number) == pytest.approx(math.log(number), rel=5e-16, abs=1e-300)


def test_beyond_its_reach_a_power_is_the_last_within() -> None:
    assert exp_of(-1e9) == exp_of(-700.0) > 0.0
    assert exp_of(1e9) == exp_of(700.0) < math.inf


def moving() -> Assembly:
    """Return levels on every scale, counts with and without dispersion, and a vote to wait for."""
    scales = (("a", 0.0, 1.0, "logit"), ("b", 0.1, 10.0, "log"), ("c", 0.0, 1.0, "identity"))
    levels = tuple(
        Level(name, name, "share", bottom, top, "own", "half_life", scale, noise="noise", pace=pace)
        for (name, bottom, top, scale), pace in zip(scales, (None, None, "pace"), strict=True)
    )
    hazards = (
        Hazard("motion", "Motion", "rate", "span", dispersion="dispersion"),
        Hazard("law", "Law", None, "span"),
        Hazard("strike", "Strike", "rate", "span", once=True),
    )
    links = (
        Link("L1", "a", "b", 1, "strength"),
        Link("L2", "law", "c", 1, "strength", lag=2),
        Link("L3", "b", "motion", -1, "strength"),
    )
    blocs = (Bloc("x", 60, "c", 0.6), Bloc("y", 40, "support", 0.4))
    vote = Vote("V", "motion", "law", blocs, 100, 51, "majority-present")
    return Assembly(levels, hazards, links, votes=(vote,))


@pytest.mark.parametrize("size", [1, LANE - 1, LANE, LANE + 7])
def test_a_draw_moves_alike_whoever_stands_beside_it(path_of, size: int) -> None:
    whole = path_of(moving(), VALUES, draws=3 * LANE)
    every = whole.advance(whole.begin(0), 30)
    which = np.arange(3 * LANE)[::-1][:size]
    some = whole.of(which, frozenset())
    few = some.advance(some.begin(0), 30)
    assert every.so_far[:, 1].any()
    for name in ("value", "so_far", "integral"):
        assert np.array_equal(getattr(every, name)[which], getattr(few, name)), name
