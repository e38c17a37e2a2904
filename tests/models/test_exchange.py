"""The exchange model: two actors by hand, equal gain in every exchange, its properties, and the edges."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from majlis.models import OptionError, Profile, ProfileError, Settlement, Status, exchange, get
from majlis.models.threads import threads

model = exchange.MODEL
Floats = NDArray[np.float64]
quick = settings(max_examples=60, deadline=None)


def profile_of(x: ArrayLike, s: ArrayLike, c: ArrayLike | None = None, scale: float = 100.0) -> Profile:
    """One draw; x, s and c are lists of actors, each with a number for every issue."""
    x, s = np.array(x, dtype=float)[None], np.array(s, dtype=float)[None]
    c = np.ones_like(x) if c is None else np.array(c, dtype=float)[None]
    return Profile.checked(x, s, c, [[0.0, scale]] * x.shape[2])


def settle(profile: Profile, path: bool = True, **options: Any) -> Settlement:
    return model.settle(profile, model.options(**options), path=path)


def voted(settled: Settlement) -> Floats:
    assert settled.path is not None
    return settled.path[0, -1]


TWO = ([[0, 0], [100, 100]], [[0.10, 0.90], [0.60, 0.50]])


def test_two_actors() -> None:
    """The published pair: compromises 85.71 and 35.71, and 100 and 0 if both moved all the way.

    With equal gain the first moves all the way on p, which shifts it by 100/7; equality asks for half of that
    as the shift on q (70 against 140 points of salience), which the second makes by moving to 80.
    """
    profile = profile_of(*TWO)
    assert get("mean").settle(profile).outcome[0] == pytest.approx([85.714286, 35.714286], abs=5e-7)
    full = profile_of([[100, 0], [100, 0]], TWO[1])
    assert get("mean").settle(full).outcome[0].tolist() == [100.0, 0.0]
    settled = settle(profile)
    assert voted(settled) == pytest.approx(np.array([[100, 0], [100, 80]]))
    assert settled.outcome[0] == pytest.approx([100, 200 / 7])
    assert settled.rounds.tolist() == [1]
    assert settled.status.tolist() == [Status.SETTLED]


def test_gains_are_equal() -> None:
    profile = profile_of(*TWO)
    shift = (settle(profile).outcome - get("mean").settle(profile).outcome)[0] / 100
    s = np.array(TWO[1])
    # the first wants the low end, the second the high end
    assert -s[0] @ shift == pytest.approx(s[1] @ shift)
    assert s[1] @ shift > 0


def test_no_move_passes_its_partner_and_no_outcome_the_position() -> None:
    """The outcome stops at the partner's 40, though more could be given."""
    profile = profile_of([[40, 0], [0, 100], [100, 50]], [[0.9, 0.1], [0.2, 0.9], [0.05, 0.01]])
    before = get("mean").settle(profile).outcome[0]
    settled = settle(profile)
    assert before[0] < settled.outcome[0, 0] <= 40 + 1e-9
    assert (voted(settled) >= profile.position[0].min(axis=0) - 1e-9).all()
    assert (voted(settled) <= profile.position[0].max(axis=0) + 1e-9).all()


@pytest.mark.parametrize(
    ("x", "s"),
    [
        ([[0, 0], [100, 100]], [[0.5, 0.5], [0.8, 0.8]]),  # they weigh the issues alike
        ([[0, 50], [100, 50]], [[0.1, 0.9], [0.6, 0.5]]),  # they agree on one
        ([[0, 0], [100, 100]], [[0.1, 0.9], [0.6, 0.0]]),  # one does not care about the other issue
        ([[30, 70]], [[1, 1]]),
    ],
)
def test_nothing_to_trade(x: list[list[float]], s: list[list[float]]) -> None:
    profile = profile_of(x, s)
    if np.array(s)[:, 1].sum() > 0:
        settled = settle(profile)
        assert settled.outcome == pytest.approx(get("mean").settle(profile).outcome)
        assert settled.rounds.tolist() == [0]
        assert voted(settled).tolist() == x


def test_the_largest_gain_goes_first_and_each_position_once() -> None:
    """The pair that differs most trades; the third finds the positions used."""
    x = [[0, 0], [100, 100], [100, 100]]
    s = [[0.1, 0.9], [0.9, 0.1], [0.6, 0.5]]
    found = voted(settle(profile_of(x, s)))
    assert found[0, 0] > 0
    assert found[1, 1] < 100
    assert found[2].tolist() == [100, 100]


def test_ties_follow_the_stated_rule_whatever_the_order() -> None:
    """Three issues on which the same two could trade with equal gain: the first two are taken."""
    x = [[0, 0, 0], [100, 100, 100]]
    s = [[0.2, 0.8, 0.8], [0.8, 0.2, 0.2]]
    found = voted(settle(profile_of(x, s)))
    assert found[0, 0] == pytest.approx(100)
    assert found[1, 1] == pytest.approx(0)
    turned = voted(settle(profile_of(x[::-1], s[::-1])))
    assert turned[::-1].tolist() == found.tolist()


def test_repetition() -> None:
    """The second round starts from what is kept of the first: 0.1 + 0.4 (1 - s)."""
    profile = profile_of(*TWO)
    settled = settle(profile, rounds=2, kept=0.1, kept_by_salience=0.4)
    assert settled.path is not None
    assert settled.path.shape == (1, 3, 2, 2)
    start = [[100 * (0.1 + 0.4 * 0.9), 0], [100, 100 - 20 * (0.1 + 0.4 * 0.5)]]
    again = settle(profile_of(start, TWO[1]))
    assert settled.path[0, 2] == pytest.approx(voted(again))
    assert settled.outcome == pytest.approx(again.outcome)
    assert settled.status.tolist() == [Status.LIMIT]
    assert settle(profile, rounds=30, kept=1.0, kept_by_salience=0.0).status.tolist() == [Status.SETTLED]


def test_keeping_more_than_all() -> None:
    with pytest.raises(OptionError, match="together at most 1"):
        model.options(kept=0.8, kept_by_salience=0.4)


def test_actors_of_one_mind() -> None:
    """Split in two, an actor trades as before if its halves act as one; apart, each trades for itself."""
    x, s = [[0, 0], [100, 100], [20, 90]], [[0.1, 0.9], [0.6, 0.5], [0.9, 0.7]]
    whole = settle(profile_of(x, s, [[2, 2], [1, 1], [3, 3]]))
    split = profile_of([*x, x[0]], [*s, s[0]], [[1, 1], [1, 1], [3, 3], [1, 1]])
    assert settle(split).outcome.tolist() == whole.outcome.tolist()
    found = voted(settle(split))
    assert found[0].tolist() == found[3].tolist()
    apart = voted(settle(split, alike="apart"))
    assert apart[0].tolist() != apart[3].tolist()


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    n, issues, draws = draw(st.integers(1, 5)), draw(st.integers(1, 3)), draw(st.integers(1, 2))
    shape = (draws, n, issues)
    size = draws * n * issues

    def numbers(low: int, high: int) -> Floats:
        drawn = draw(st.lists(st.integers(low, high), min_size=size, max_size=size))
        return np.array(drawn, dtype=float).reshape(shape)

    s, c = numbers(0, 16) / 16, numbers(0, 20) / 4
    s[:, 0], c[:, 0] = np.maximum(s[:, 0], 0.25), np.maximum(c[:, 0], 0.25)
    return Profile.checked(numbers(0, 64) / 4, s, c, [[0, 16]] * issues)


def changed(profile: Profile, **other: Any) -> Profile:
    names = ("position", "salience", "capability", "bounds")
    return Profile(**({name: getattr(profile, name) for name in names} | other))


every = pytest.mark.parametrize("options", [{}, {"rounds": 3}], ids=str)


@every
@quick
@given(profile=profiles(), random=st.randoms(use_true_random=False), shift=st.integers(-9, 9))
def test_order_unit_and_shift(options: dict[str, Any], profile: Profile, random: Any, shift: int) -> None:
    here = settle(profile, **options)
    order = list(range(profile.actors))
    random.shuffle(order)
    shuffled = {each: getattr(profile, each)[:, order] for each in ("position", "salience", "capability")}
    turned = settle(changed(profile, **shuffled), **options)
    assert turned.outcome == pytest.approx(here.outcome, abs=1e-11)
    assert turned.path is not None
    assert here.path is not None
    assert (turned.path == here.path[:, :, order]).all()
    unit = settle(changed(profile, capability=profile.capability * 8), **options)
    assert (unit.outcome == here.outcome).all()
    moved = changed(profile, position=2 * profile.position + shift, bounds=2 * profile.bounds + shift)
    assert settle(moved, **options).outcome == pytest.approx(2 * here.outcome + shift, abs=1e-9)
    assert (here.path[:, 0] == profile.position).all()
    assert (here.outcome >= profile.position.min(axis=1) - 1e-12).all()
    assert (here.outcome <= profile.position.max(axis=1) + 1e-12).all()


@every
@quick
@given(profile=profiles(), at=st.integers(0, 16), powerless=st.booleans())
def test_inert_split_and_unanimous(
    options: dict[str, Any], profile: Profile, at: int, powerless: bool
) -> None:
    here = settle(profile, **options).outcome
    shape = (profile.draws, 1, profile.issues)

    def joined(array: Floats, value: float | Floats) -> Floats:
        return np.concatenate([array, np.broadcast_to(value, shape)], axis=1)

    more = changed(
        profile,
        position=joined(profile.position, at),
        salience=joined(profile.salience, 1.0 - (not powerless)),
        capability=joined(profile.capability, 1.0 - powerless),
    )
    assert settle(more, **options).outcome == pytest.approx(here, abs=1e-9)
    half = profile.capability.copy()
    half[:, 0] /= 2
    split = changed(
        profile,
        position=joined(profile.position, profile.position[:, :1]),
        salience=joined(profile.salience, profile.salience[:, :1]),
        capability=joined(half, half[:, :1]),
    )
    assert settle(split, **options).outcome == pytest.approx(here, abs=1e-9)
    agreed = changed(profile, position=np.full_like(profile.position, at / 3))
    assert (settle(agreed, **options).outcome == at / 3).all()


def test_both_ends_of_the_scale_are_alike_without_ties() -> None:
    """With ties they are not: the rule goes from the lowest position upwards."""
    rng = np.random.default_rng(4)
    shape = (50, 6, 3)
    profile = Profile.checked(rng.random(shape), rng.random(shape), rng.random(shape), [[0, 1]] * 3)
    turned = changed(profile, position=1 - profile.position)
    assert settle(turned).outcome == pytest.approx(1 - settle(profile).outcome, abs=1e-9)


@every
def test_alone_in_a_batch_and_on_threads(options: dict[str, Any]) -> None:
    rng = np.random.default_rng(8)
    shape = (70, 7, 3)
    x = np.where(rng.random(shape) < 0.4, rng.integers(0, 4, shape), rng.uniform(0, 4, shape))
    profile = Profile.checked(x, rng.random(shape), rng.random(shape), [[0, 4]] * 3)
    together = settle(profile, **options)
    assert together.path is not None
    for draw in range(0, 70, 9):
        one = slice(draw, draw + 1)
        parts = {n: getattr(profile, n)[one] for n in ("position", "salience", "capability")}
        alone = settle(changed(profile, **parts), **options)
        assert alone.path is not None
        assert alone.outcome.tobytes() == together.outcome[one].tobytes()
        assert alone.path.tobytes() == together.path[one].tobytes()
    found = set()
    for number in (1, 2, 5):
        with threads(number):
            found.add(settle(profile, **options).outcome.tobytes())
    assert found == {together.outcome.tobytes()}


def test_one_issue_is_the_compromise(emission: Profile) -> None:
    assert settle(emission).outcome == pytest.approx(get("mean").settle(emission).outcome, abs=1e-12)


def test_large_and_extreme() -> None:
    rng = np.random.default_rng(1)
    for shape in ((1, 250, 1), (1, 250, 3), (1, 3, 300)):
        profile = Profile.checked(
            rng.random(shape), rng.random(shape), rng.random(shape), [[0, 1]] * shape[2]
        )
        found = settle(profile).outcome
        assert np.isfinite(found).all()
    shape = (1, 250, 1000)
    begun = time.perf_counter()
    with pytest.raises(ProfileError, match="250 actors over 1000 issues at once would take too long"):
        settle(Profile.checked(np.zeros(shape), np.ones(shape), np.ones(shape), [[0, 1]] * 1000))
    assert time.perf_counter() - begun < 5
    for c in ([[1e300, 1e-300], [1e-300, 1e300]], [[1e-300, 1e-300], [1e-300, 1e-300]]):
        for s in ([[1.0, 1e-300], [1e-3, 1.0]], [[0.1, 0.9], [0.6, 0.5]]):
            if (np.multiply(c, s).sum(axis=0) > 0).all():
                found = settle(profile_of(TWO[0], s, c)).outcome
                assert ((found >= 0) & (found <= 100)).all()
