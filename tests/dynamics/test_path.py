"""The primitives in motion: their limits, and what must not change a path."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.dynamics.forms import Assembly, Bloc, Gate, Hazard, Level, Link, Seat, Sitting, Vote
from majlis.dynamics.path import Happened, Observed, Record
from majlis.dynamics.path import Path as Way
from majlis.dynamics.state import State
from majlis.dynamics.system import SystemFault

LEVEL = Level("tension", "Tension", "share", 0.0, 1.0, "own", "half_life")
OTHER = Level("anger", "Anger", "share", 0.0, 1.0, "other_own", "half_life", noise="noise")
ATTACK = Hazard("attack", "Attack", "rate", "span")
VALUES = {
    "own": 0.4,
    "other_own": 0.5,
    "half_life": 6.0,
    "noise": 0.02,
    "rate": 0.8,
    "span": 16.0,
    "strength": 0.25,
    "jump": 0.1,
}


def moved(path, weeks: int, begin: int = 0, value: float | None = None) -> State:
    state = path.begin(begin)
    if value is not None:
        state.value[:] = value
    return path.advance(state, begin + weeks)


def test_a_level_without_pushes_returns_with_its_half_life(path_of):
    state = moved(path_of(Assembly(levels=(LEVEL,)), VALUES), 6, value=0.8)
    assert state.value[0, 0] == pytest.approx(0.4 + 0.4 / 2)


@pytest.mark.parametrize(("scale", "bottom", "top"), [("log", 1.0, 100.0), ("logit", 0.0, 100.0)])
def test_on_a_latent_scale_it_is_the_latent_deviation_that_halves(path_of, scale, bottom, top):
    level = Level("tension", "Tension", "points", bottom, top, "own", "half_life", scale=scale)
    state = moved(path_of(Assembly(levels=(level,)), VALUES | {"own": 20.0}), 6, value=60.0)
    latent = np.log if scale == "log" else lambda x: np.log(x / (100.0 - x))
    assert latent(state.value[0, 0]) == pytest.approx((latent(60.0) + latent(20.0)) / 2)


def test_a_level_without_a_half_life_holds_what_it_was_given(path_of):
    flag = Level("stage", "Stage", "stage", 0.0, 3.0, "own", None)
    assert moved(path_of(Assembly(levels=(flag,)), VALUES), 50, value=2.0).value[0, 0] == 2.0


def test_a_push_shifts_the_effect_by_its_strength_when_the_cause_moves_across_its_range(path_of):
    effect = Level("fear", "Fear", "points", 0.0, 200.0, "fear_own", "half_life")
    assembly = Assembly(levels=(LEVEL, effect), links=(Link("L", "tension", "fear", 1, "strength"),))
    low, high = (
        moved(path_of(assembly, VALUES | {"own": own, "fear_own": 20.0}), 400).value[0, 1]
        for own in (0.0, 1.0)
    )
    assert high - low == pytest.approx(0.25 * 200.0)


def test_a_level_moves_no_faster_than_its_pace(path_of):
    force = Level("force", "Force", "soldiers", 0.0, 5000.0, "own", "half_life", pace="pace")
    values = VALUES | {"own": 0.0, "half_life": 1.0, "pace": 100.0}
    state = path_of(Assembly(levels=(force,)), values).begin(0)
    state.value[:] = 2500.0
    seen = [2500.0]
    path_of(Assembly(levels=(force,)), values).advance(state, 30, lambda s: seen.append(s.value[0, 0]))
    steps = -np.diff(seen)
    assert steps.max() == pytest.approx(100.0)
    assert seen[-1] < 10.0


def test_without_excitation_counts_are_poisson(path_of):
    draws = 4_000
    state = moved(path_of(Assembly(hazards=(ATTACK,)), VALUES, draws), 20)
    total = state.so_far[:, 0]
    assert total.mean() == pytest.approx(16.0, abs=4 * 4 / np.sqrt(draws))
    assert total.var() / total.mean() == pytest.approx(1.0, abs=0.1)
    assert state.integral[:, 0] == pytest.approx(16.0)


def test_dispersion_widens_weekly_counts_as_it_says(path_of):
    hazard = Hazard("attack", "Attack", "rate", "span", dispersion="dispersion")
    draws = 20_000
    state = moved(path_of(Assembly(hazards=(hazard,)), VALUES | {"rate": 4.0, "dispersion": 0.5}, draws), 1)
    counts = state.so_far[:, 0]
    assert counts.mean() == pytest.approx(4.0, abs=0.1)
    assert counts.var() == pytest.approx(4.0 + 0.5 * 16.0, rel=0.06)


def test_a_subcritical_process_has_the_mean_of_its_branching_ratio(path_of):
    """With few, small jumps the log rate is nearly linear, and the mean is rate / (1 - n)."""
    heat = Level("heat", "Heat", "share", 0.0, 1.0, "nothing", "half_life")
    links = (Link("feeds", "heat", "attack", 1, "strength"), Link("heats", "attack", "heat", 1, "jump"))
    values = VALUES | {"nothing": 0.0, "rate": 1.0, "strength": 1.0, "jump": 0.01, "half_life": 4.0}
    ratio = 1.0 * np.log(16.0) * 0.01 / (1.0 - 2.0 ** (-1.0 / 4.0))
    path = path_of(Assembly((heat,), (ATTACK,), links), values, 4_000)
    state = moved(path, 40)
    early = state.so_far[:, 0].copy()
    path.advance(state, 200)
    mean = (state.so_far[:, 0] - early).mean() / 160
    assert 0.15 < ratio < 0.2
    assert mean == pytest.approx(1.0 / (1.0 - ratio), rel=0.03)


def test_a_cause_moves_the_log_rate_by_its_share_of_the_span(path_of):
    assembly = Assembly((LEVEL,), (ATTACK,), (Link("L", "tension", "attack", -1, "strength"),))
    path = path_of(assembly, VALUES)
    rate = path.rates_now(path.begin(0))[0, 0]
    assert rate == pytest.approx(0.8 * 16.0 ** (-0.25 * 0.4))


def test_what_happens_once_happens_once_and_at_its_rate(path_of):
    notice = Hazard("notice", "Notice", "rate", "span", once=True)
    draws = 20_000
    state = moved(path_of(Assembly(hazards=(notice,)), VALUES | {"rate": 0.02}, draws), 52)
    assert set(np.unique(state.so_far)) == {0, 1}
    assert state.so_far.mean() == pytest.approx(1.0 - np.exp(-1.04), abs=0.015)


def test_a_held_hazard_never_happens_and_its_rate_adds_up(path_of):
    notice = Hazard("notice", "Notice", "rate", "span", once=True)
    path = path_of(Assembly(hazards=(notice,)), VALUES, 50, held=frozenset({"notice"}))
    state = moved(path, 52)
    assert state.so_far.sum() == 0
    assert state.integral == pytest.approx(52 * 0.8)


def test_a_shut_gate_lets_nothing_happen(path_of):
    gated = Hazard("strike", "Strike", "rate", "span", when=(Gate("attack", ">=", 3),))
    path = path_of(Assembly(hazards=(ATTACK, gated)), VALUES, 500)
    state, first = path.begin(0), []
    path.advance(state, 12, lambda s: first.append((s.so_far.copy(), s.count[s.week % 1].copy())))
    for (before, _), (_, now) in pairwise(first):
        assert not now[before[:, 0] < 3, 1].any()
    assert state.so_far[:, 1].sum() > 0


def test_a_lag_delays_the_effect_by_that_many_weeks(path_of):
    record = Record(events={-9: (Happened(0, 1),)})
    for lag in (1, 4):
        assembly = Assembly((LEVEL,), (ATTACK,), (Link("L", "attack", "tension", 1, "jump", lag),))
        path = path_of(assembly, VALUES, record=record)
        state, seen = path.begin(-10), {}
        path.advance(state, 0, lambda s, seen=seen: seen.update({s.week: s.value[0, 0]}))
        assert seen[-9 + lag - 1] == pytest.approx(0.4)
        assert seen[-9 + lag] == pytest.approx(0.5)


def test_in_the_warm_up_only_the_record_happens(path_of):
    record = Record(events={-3: (Happened(0, 7),)}, observations={-2: (Observed(0, 0.9, np.array([0.5])),)})
    path = path_of(Assembly((LEVEL,), (ATTACK,)), VALUES, record=record)
    state = path.begin(-10)
    path.advance(state, -2)
    assert state.so_far[0, 0] == 7
    assert state.value[0, 0] == pytest.approx(0.65)


BUSY = Assembly(
    (LEVEL, OTHER),
    (ATTACK, Hazard("notice", "Notice", "slow", "span", once=True)),
    (
        Link("a", "attack", "anger", 1, "jump"),
        Link("b", "anger", "notice", 1, "strength", 3),
        Link("c", "tension", "anger", -1, "strength"),
        Link("d", "notice", "tension", -1, "jump"),
    ),
)
BUSY_VALUES = VALUES | {"slow": 0.02}


def states_equal(first: State, second: State) -> bool:
    return all(
        np.array_equal(getattr(first, name), getattr(second, name))
        for name in ("week", "value", "own", "place", "count", "so_far", "integral")
    )


def test_half_the_way_and_then_the_rest_is_the_whole_way(path_of):
    path = path_of(BUSY, BUSY_VALUES, 40)
    whole = path.advance(path.begin(-8), 104)
    half = path.advance(path.begin(-8), 52)
    again = path_of(BUSY, BUSY_VALUES, 40).advance(half.copy(), 104)
    assert states_equal(whole, again)


@settings(max_examples=15, deadline=None)
@given(cut=st.integers(1, 39), seed=st.integers(0, 2**40))
def test_a_draw_alone_is_the_same_draw_in_a_batch(path_of, cut, seed):
    whole = path_of(BUSY, BUSY_VALUES, 40, seed).begin(-4)
    path_of(BUSY, BUSY_VALUES, 40, seed).advance(whole, 30)
    tail = path_of(BUSY, BUSY_VALUES, 40 - cut, seed, first=cut)
    state = tail.advance(tail.begin(-4), 30)
    assert states_equal(state, whole.of(np.arange(cut, 40)))


def test_a_longer_warm_up_changes_no_later_number(path_of):
    """Chance is addressed by the week from the as-of date, so only what is left of the state differs."""
    path = path_of(Assembly(hazards=(ATTACK,)), VALUES, 60)
    short, long = path.advance(path.begin(-4), 20), path.advance(path.begin(-30), 20)
    assert np.array_equal(short.so_far, long.so_far)


def test_the_order_of_links_does_not_matter(path_of):
    turned = Assembly(BUSY.levels, BUSY.hazards, tuple(reversed(BUSY.links)))
    first, second = (path_of(each, BUSY_VALUES, 40) for each in (BUSY, turned))
    one, two = first.advance(first.begin(-4), 50), second.advance(second.begin(-4), 50)
    assert np.allclose(one.value, two.value, atol=1e-12)
    assert np.array_equal(one.so_far, two.so_far)


POSITION = Level("a.issue.position", "Where a stands", "points", 0.0, 100.0, "stands", None)
SETTLED = Level("issue", "Settled", "points", 0.0, 100.0, "fifty", "half_life")
DECIDING = Assembly(
    (*BUSY.levels, POSITION, SETTLED),
    (*BUSY.hazards, Hazard("motion", "Motion", "often", "span"), Hazard("passed", "Passed", None, "span")),
    (*BUSY.links, Link("e", "passed", "tension", 1, "jump"), Link("f", "anger", "motion", 1, "strength")),
    sittings=(
        Sitting(
            "issue",
            "issue",
            (Seat("a", "a.issue.position", "salience", "power"), Seat("b", "low", "salience", "power")),
            "mean",
            4,
            "concession",
            "widening",
        ),
    ),
    votes=(Vote("vote", "motion", "passed", (Bloc("x", 40, "anger", 0.8),), 60, 30, "majority-present"),),
)
DECIDING_VALUES = BUSY_VALUES | {
    "stands": 80.0,
    "fifty": 50.0,
    "low": 20.0,
    "salience": 60.0,
    "power": 1.0,
    "often": 0.3,
    "concession": 0.2,
    "widening": 1.0,
}


def test_a_stretch_of_weeks_is_those_weeks_one_by_one(path_of):
    """Votes stop a draw in the midst of a stretch, and an observer makes every week a stretch of its own."""
    record = Record(
        events={-3: (Happened(0, 2),), 5: (Happened(1, 1, np.arange(60) % 2 == 0),)},
        observations={-2: (Observed(0, 0.9, np.full(60, 0.5)),)},
    )
    path = path_of(DECIDING, DECIDING_VALUES, 60, record=record)
    seen = []
    weekly = path.advance(path.begin(-6), 30, lambda state: seen.append(state.so_far[:, 3].sum()))
    assert states_equal(path.advance(path.begin(-6), 30), weekly)
    assert 0 < seen[-1] < weekly.so_far[:, 2].sum()
    assert len(seen) == 36


def test_paths_joined_are_the_paths_apart(path_of):
    """The second has draws of the first again: they have the same luck, and other numbers."""
    record = Record(events={2: (Happened(0, 1, np.arange(40) < 9), Happened(1, 1))})
    first = path_of(DECIDING, DECIDING_VALUES, 40, record=record)
    second = path_of(DECIDING, DECIDING_VALUES | {"rate": 1.6}, 25, record=record.of(np.arange(25)), first=10)
    together = Way.joined([first, second])
    state = together.advance(together.begin(-4), 20)
    for path, rows in ((first, np.arange(40)), (second, np.arange(40, 65))):
        assert states_equal(path.advance(path.begin(-4), 20), state.of(rows))


def test_two_seats_at_one_position_that_moves_are_refused(path_of):
    (sitting,) = DECIDING.sittings
    twice = replace(DECIDING, sittings=(replace(sitting, seats=(sitting.seats[0],) * 2),))
    with pytest.raises(SystemFault, match=r"two seats at 'a\.issue\.position'"):
        path_of(twice, DECIDING_VALUES)
