"""Pivots, win-set, agenda setter and consultation: by hand, against all coalitions, and at the edges."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from majlis.models import Profile, ProfileError, consultation, setter, win_set
from majlis.models.pivots import pivots

Floats = NDArray[np.float64]
Single = Callable[..., Profile]
quick = settings(max_examples=60, deadline=None)
MODELS = {"win-set": win_set.MODEL, "setter": setter.MODEL, "consultation": consultation.MODEL}


def outcome(name: str, profile: Profile, **options: Any) -> float:
    model = MODELS[name]
    return float(model.settle(profile, model.options(**options)).outcome[0, 0])


def three(single: Single, quo: float, votes: tuple[float, ...] = (1, 1, 1)) -> Profile:
    return single([2, 5, 9], [1, 1, 1], votes, (-10, 20), quo)


# The cases worked out by hand for positions 2, 5, 9


@pytest.mark.parametrize(
    ("quo", "quota", "wanted"),
    [
        (0, 1.0, 4),  # unanimity: the win-set is (0, 4)
        (0, 0.5, 9),  # majority pivot 5: the win-set is (0, 10)
        (3, 0.5, 7),  # the mirror image of 3 in 5
        (5, 0.5, 5),  # the median itself
        (12, 0.5, 9),
        (4, 1.0, 4),  # in the core [2, 9]
        (10, 1.0, 9),
    ],
)
def test_setter_at_nine(single: Single, quo: float, quota: float, wanted: float) -> None:
    assert outcome("setter", three(single, quo), quota=quota, proposer=3) == pytest.approx(wanted)


def test_setter_on_the_other_side(single: Single) -> None:
    assert outcome("setter", three(single, 3), proposer=1) == 3.0
    assert outcome("setter", three(single, 0, (0, 1, 1)), quota=1.0, proposer=1) == 2.0  # from outside


@pytest.mark.parametrize(
    ("quo", "quota", "point", "wanted"),
    [
        (0, 1.0, "middle", 2),
        (0, 1.0, "median", 4),
        (0, 1.0, "pivot", 2),
        (0, 0.5, "middle", 5),
        (0, 0.5, "median", 5),
        (3, 0.5, "middle", 5),
        (-9, 0.5, "middle", 5),  # (-9, 19)
        (20, 0.5, "middle", 5),  # cut at -10
        (20, 0.9, "pivot", 9),
        (20, 0.9, "median", 5),
        (6, 0.9, "median", 6),
    ],
)
def test_win_set(single: Single, quo: float, quota: float, point: str, wanted: float) -> None:
    assert outcome("win-set", three(single, quo), quota=quota, point=point) == pytest.approx(wanted)


def test_the_core_is_said(single: Single) -> None:
    settled = win_set.MODEL.settle(three(single, 6), win_set.MODEL.options(quota=1.0))
    assert settled.notes == ("In 100 % of draws nothing defeats the status quo: it lies in the core.",)
    assert win_set.MODEL.settle(three(single, 6)).notes == ()


@pytest.mark.parametrize(
    ("commission", "quo", "quota", "wanted"),
    [
        (9, 0, 0.5, 9),  # pivot 5 accepts up to 10
        (20, 0, 0.5, 9),  # but the Council would amend what is beyond 9
        (20, 3, 0.5, 7),
        (4, 0, 1.0, 4),
        (20, 0, 1.0, 4),
        (-5, 0, 0.5, 0),  # anything that is accepted is worse for it: it withholds
        (1, 0, 0.5, 2),  # 2 is no farther than 0: it proposes what will not be amended
        (0.5, 0, 0.5, 0),  # 2 is farther: it withholds
        (9, 6, 1.0, 6),  # nothing passes
    ],
)
def test_consultation(single: Single, commission: float, quo: float, quota: float, wanted: float) -> None:
    profile = single([commission, 2, 5, 9], [1] * 4, [7, 1, 1, 1], (-10, 20), quo)
    assert outcome("consultation", profile, quota=quota) == pytest.approx(wanted)


def test_a_commission_alone(single: Single) -> None:
    assert outcome("consultation", single([3], [1], [1], (0, 10), 0.0)) == 3.0
    assert outcome("consultation", single([3, 7], [1, 1], [1, 0], (0, 10), 0.0)) == 3.0


@pytest.mark.parametrize(
    ("votes", "quota", "left", "right"),
    [
        ((1, 1, 1, 1, 1), 0.6, 3, 3),  # 3 of 5
        ((1, 1, 1, 1, 1), 0.8, 2, 4),  # 4 of 5: left at cumulated 5 - 4 + 1 = 2
        ((1, 1, 1, 1, 1), 1.0, 1, 5),
        ((4, 4, 4, 2, 2), 12 / 16, 2, 3),  # 16 - 12 + 1 = 5 from either end
        ((1, 0, 0, 1, 0), 0.5, 1, 4),  # divided in half
        ((1, 1, 1, 1, 0), 0.75, 2, 3),
        ((1e-20, 1, 1, 1, 1e-20), 1.0, 1, 5),  # unanimity asks even the smallest
        ((1e300, 1e300, 1e300, 0, 0), 0.5, 2, 2),
    ],
)
def test_weighted_pivots(votes: tuple[float, ...], quota: float, left: float, right: float) -> None:
    position = np.arange(1.0, 6.0)[None, :, None]
    found = pivots(position, np.array(votes)[None, :, None], quota)
    assert [float(each[0, 0]) for each in found] == [left, right]


@quick
@given(
    position=st.lists(st.integers(0, 12), min_size=1, max_size=6),
    votes=st.lists(st.integers(1, 9), min_size=6, max_size=6),
    quota=st.sampled_from([0.5, 0.6, 2 / 3, 0.75, 1.0]),
    quo=st.integers(0, 12),
)
def test_win_set_against_all_coalitions(
    position: list[int], votes: list[int], quota: float, quo: int
) -> None:
    """A point is in the win-set when some deciding coalition strictly prefers it, one and all."""
    n = len(position)
    votes = votes[:n]
    x = np.array(position, dtype=float)[None, :, None]
    left, right = (float(e[0, 0]) for e in pivots(x, np.array(votes, float)[None, :, None], quota))
    total = sum(votes)
    deciding = [
        s
        for size in range(1, n + 1)
        for s in combinations(range(n), size)
        if (
            2 * sum(votes[i] for i in s) > total
            if quota == 0.5
            else sum(votes[i] for i in s) >= quota * total - 1e-9
        )
    ]
    for y in np.arange(-12.25, 25, 0.5):
        wins = any(all(abs(y - position[i]) < abs(quo - position[i]) for i in s) for s in deciding)
        expected = (
            (quo < y < 2 * left - quo)
            if quo < left
            else (2 * right - quo < y < quo)
            if quo > right
            else False
        )
        assert wins == expected


@pytest.mark.parametrize("name", MODELS)
def test_status_quo_as_an_option(name: str, single: Single) -> None:
    bare = single([2, 5, 9], [1, 1, 1], [1, 1, 1], (-10, 20))
    with pytest.raises(ProfileError, match=f"{name} needs the status quo .* say status_quo=at"):
        MODELS[name].settle(bare)
    for quo in (-10.0, 0.0, 20.0):
        options = {"status_quo": "at", "at": (quo + 10) / 30}
        assert outcome(name, bare, **options) == pytest.approx(outcome(name, three(single, quo)))


def test_no_such_proposer(single: Single) -> None:
    for name in ("setter", "consultation"):
        with pytest.raises(ProfileError, match=f"{name} has proposer=4, but there are only 3 actors"):
            outcome(name, three(single, 0), proposer=4)


def test_equally_strong_setters_change_least(single: Single) -> None:
    assert outcome("setter", three(single, 0)) == 2.0
    assert outcome("setter", three(single, 20)) == 9.0
    assert outcome("setter", three(single, 0, (1, 1, 1.5))) == 9.0


# What is true of all three

VARIANTS: list[tuple[str, dict[str, Any]]] = [
    *(
        ("win-set", {"point": point, "quota": q})
        for point in ("median", "pivot", "middle")
        for q in (0.5, 0.7)
    ),
    *(("setter", {"quota": q}) for q in (0.5, 0.7, 1.0)),
    *(("consultation", {"quota": q}) for q in (0.5, 0.7, 1.0)),
]
every = pytest.mark.parametrize(("name", "options"), VARIANTS, ids=str)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    n, issues, draws = draw(st.integers(1, 6)), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    shape = (draws, n, issues)
    size = draws * n * issues

    def numbers(low: int, high: int) -> Floats:
        drawn = draw(st.lists(st.integers(low, high), min_size=size, max_size=size))
        return np.array(drawn, dtype=float).reshape(shape)

    s, c = numbers(0, 16) / 16, numbers(0, 20) / 4
    s[:, 0], c[:, 0] = np.maximum(s[:, 0], 0.25), np.maximum(c[:, 0], 0.25)
    quo = np.full((draws, issues), float(draw(st.integers(0, 16))))
    return Profile.checked(numbers(0, 64) / 4, s, c, [[0, 16]] * issues, quo)


def changed(profile: Profile, **parts: Any) -> Profile:
    names = ("position", "salience", "capability", "bounds", "status_quo")
    return Profile(**({name: getattr(profile, name) for name in names} | parts))


def settled(name: str, options: dict[str, Any], profile: Profile) -> Floats:
    return MODELS[name].settle(profile, MODELS[name].options(**options)).outcome


@every
@quick
@given(profile=profiles(), random=st.randoms(use_true_random=False), shift=st.integers(-9, 9))
def test_order_unit_shift_and_ends(
    name: str, options: dict[str, Any], profile: Profile, random: Any, shift: int
) -> None:
    here = settled(name, options, profile)
    order = list(range(profile.actors))
    random.shuffle(order)
    parts = {each: getattr(profile, each)[:, order] for each in ("position", "salience", "capability")}
    named = {"proposer": order.index(0) + 1} if name == "consultation" else {}
    assert settled(name, options | named, changed(profile, **parts)) == pytest.approx(here, abs=1e-12)
    unit = changed(profile, capability=profile.capability * 8)
    assert (settled(name, options, unit) == here).all()
    quo = profile.status_quo
    assert quo is not None
    moved = changed(
        profile,
        position=2 * profile.position + shift,
        bounds=2 * profile.bounds + shift,
        status_quo=2 * quo + shift,
    )
    assert settled(name, options, moved) == pytest.approx(2 * here + shift, abs=1e-9)
    turned = changed(profile, position=16 - profile.position, status_quo=16 - quo)
    assert settled(name, options, turned) == pytest.approx(16 - here, abs=1e-9)
    assert ((here >= 0) & (here <= 16)).all()


@every
@quick
@given(profile=profiles(), at=st.integers(0, 16), powerless=st.booleans())
def test_inert_and_split_actors(
    name: str, options: dict[str, Any], profile: Profile, at: int, powerless: bool
) -> None:
    here = settled(name, options, profile)
    shape = (profile.draws, 1, profile.issues)

    def joined(array: Floats, value: float | Floats) -> Floats:
        return np.concatenate([array, np.broadcast_to(value, shape)], axis=1)

    more = changed(
        profile,
        position=joined(profile.position, at),
        salience=joined(profile.salience, 1.0 - (not powerless)),
        capability=joined(profile.capability, 1.0 - powerless),
    )
    assert settled(name, options, more) == pytest.approx(here, abs=1e-12)
    last = profile.actors - 1
    if name == "win-set" or (name == "consultation" and last > 0):
        half = profile.capability.copy()
        half[:, last] /= 2
        split = changed(
            profile,
            position=joined(profile.position, profile.position[:, last:]),
            salience=joined(profile.salience, profile.salience[:, last:]),
            capability=joined(half, half[:, last:]),
        )
        assert settled(name, options, split) == pytest.approx(here, abs=1e-12)


def test_where_a_split_counts(single: Single) -> None:
    """The strongest sets the agenda only while it is one actor."""
    whole = single([2, 9], [1, 1], [2, 3], (0, 10), 0.0)
    halves = single([2, 9, 9], [1, 1, 1], [2, 1.5, 1.5], (0, 10), 0.0)
    assert outcome("setter", whole) == 9.0
    assert outcome("setter", halves) == 2.0


@every
@quick
@given(profile=profiles(), at=st.integers(0, 48))
def test_unanimity(name: str, options: dict[str, Any], profile: Profile, at: int) -> None:
    """All of one mind get what they want; only the unanimous mirror image or the middle is not it."""
    agreed = changed(profile, position=np.full_like(profile.position, at / 3))
    found = settled(name, options, agreed)
    if options.get("point") == "middle":
        quo = profile.status_quo
        assert (np.abs(found - at / 3) <= np.abs(quo - at / 3) + 1e-12).all()
    else:
        assert (found == at / 3).all()


@every
def test_a_draw_alone_equals_itself_in_a_batch(name: str, options: dict[str, Any]) -> None:
    rng = np.random.default_rng(8)
    shape = (40, 9, 2)
    profile = Profile.checked(
        rng.uniform(0, 4, shape),
        rng.random(shape),
        rng.random(shape),
        [[0, 4]] * 2,
        rng.uniform(0, 4, (40, 2)),
    )
    together = settled(name, options, profile)
    for draw in range(0, 40, 7):
        one = slice(draw, draw + 1)
        parts = {n: getattr(profile, n)[one] for n in ("position", "salience", "capability", "status_quo")}
        assert settled(name, options, changed(profile, **parts)).tobytes() == together[one].tobytes()


@every
def test_extremes(name: str, options: dict[str, Any], single: Single) -> None:
    for x in ([0.0, 1.0], [1.0, 1.0], [0.0, 0.0]):
        for c in ([1e300, 1e-300], [1e-300, 1e-300], [1.0, 0.0]):
            for quo in (0.0, 0.5, 1.0):
                assert 0 <= outcome(name, single(x, [1.0, 0.5], c, (0, 1), quo), **options) <= 1
    many = single(np.linspace(0, 1, 250), np.full(250, 0.5), np.ones(250), (-1, 1), -1.0)
    assert -1 <= outcome(name, many, **options) <= 1
