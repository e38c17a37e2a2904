"""Kalai-Smorodinsky: by hand, against a grid, its own properties, and the edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from majlis.models import Profile, ProfileError, kalai_smorodinsky
from majlis.models.threads import threads

model = kalai_smorodinsky.MODEL
Single = Callable[..., Profile]
Floats = NDArray[np.float64]
quick = settings(max_examples=60, deadline=None)
CLAIMS = ["equal", "gain", "concession"]


def outcome(profile: Profile, **options: Any) -> float:
    return float(model.settle(profile, model.options(**options)).outcome[0, 0])


@pytest.mark.parametrize("cost", [1.0, 3.0, 1e5])
def test_equal_claims_and_saliences_meet_midway(single: Single, cost: float) -> None:
    assert outcome(single([0, 1, 1, 6], [0.5] * 4, [9, 1, 1, 1]), cost=cost) == pytest.approx(3.0)


def test_two_actors_by_hand(single: Single) -> None:
    """Equal shares: s1 y^2 = s2 (1 - y)^2, hence y = 1 / 3 for s = (1, 1/4)."""
    profile = single([0, 1], [1, 0.25], [1, 4])
    assert outcome(profile) == pytest.approx(1 / 3)
    assert outcome(profile, claim="concession") == pytest.approx(1 / 2)  # c s are 1 and 1
    # gain: (1 - y^2) / 1 = (1 - (1 - y)^2 / 4) / 4, that is 15 y^2 + 2 y - 13 = 0 ... at K = 1
    y = outcome(profile, claim="gain")
    assert 1 - y**2 == pytest.approx((1 - (1 - y) ** 2 / 4) / 4)


def test_status_quo_by_hand(single: Single) -> None:
    """q = 0, x = (1, 4): F = [0, 2]; r1 = y (2 - y), r2 = y (8 - y) / 12, equal at y = 16 / 11."""
    profile = single([1, 4], [0.3, 0.9], [1, 1], (0, 4), 0.0)
    assert outcome(profile, disagreement="status-quo") == pytest.approx(16 / 11)
    turned = single([3, 0], [0.3, 0.9], [1, 1], (0, 4), 4.0)
    assert outcome(turned, disagreement="status-quo") == pytest.approx(4 - 16 / 11)


def test_vacuous_bargains_are_said() -> None:
    x = np.array([[2.0, 8.0], [6.0, 8.0], [5.0, 9.0], [7.0, 7.0]])[:, :, None]
    ones = np.ones_like(x)
    profile = Profile.checked(x, ones, ones, [[0, 10]], np.full((4, 1), 5.0))
    settled = model.settle(profile, model.options(disagreement="status-quo"))
    assert settled.outcome[[0, 2, 3], 0].tolist() == [5.0, 5.0, 7.0]
    assert "in 50 % of draws" in settled.notes[0]


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("disagreement", ["cost", "status-quo"])
def test_against_a_grid(single: Single, claim: str, disagreement: str) -> None:
    rng = np.random.default_rng(3)
    for _ in range(30):
        n = int(rng.integers(1, 7))
        x, s, c = rng.uniform(0.2, 1, n), rng.uniform(0.05, 1, n), rng.uniform(0.2, 3, n)
        found = outcome(single(x, s, c, (0, 1), 0.0), claim=claim, disagreement=disagreement)
        top = 1.0 if disagreement == "cost" else min(1.0, 2 * x.min())
        grid = np.linspace(0, top, 20_001)[:, None]
        gain = 1 - s * (grid - x) ** 2 if disagreement == "cost" else s * (x**2 - (grid - x) ** 2)
        best = np.ones(n) if disagreement == "cost" else s * (x**2 - (np.minimum(x, top) - x) ** 2)
        share = gain / best
        worst = {
            "equal": share,
            "gain": share / c,
            "concession": -c * (1 - share),
        }[claim].min(axis=1)
        assert found == pytest.approx(grid[worst.argmax(), 0], abs=2e-4)


def test_needs_a_status_quo(emission: Profile) -> None:
    with pytest.raises(ProfileError, match="needs the status quo of every issue"):
        model.settle(emission, model.options(disagreement="status-quo"))


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("disagreement", ["cost", "status-quo"])
def test_extremes(single: Single, claim: str, disagreement: str) -> None:
    options = {"claim": claim, "disagreement": disagreement}
    for c in ([1e300, 1e-300], [1e-300, 1e-300], [1e307, 1e-20]):
        for s in ([1.0, 1.0], [0.0, 1.0], [1e-300, 1.0]):
            if np.multiply(c, s).sum() == 0:
                continue
            for x in ([1e-12, 1.0], [1.0, 1.0], [0.0, 0.0]):
                assert min(x) <= outcome(single(x, s, c, (0, 1), 0.0), **options) <= max(x)
    alone = single([0.3], [1.0], [1.0], (0, 1), 0.0)
    assert outcome(alone, **options) == 0.3
    many = single(np.linspace(0, 1, 250), np.full(250, 0.5), np.ones(250), (-1, 1), -1.0)
    assert 0 <= outcome(many, **options) <= 1


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    n, issues, draws = draw(st.integers(1, 6)), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    shape = (draws, n, issues)
    size = draws * n * issues

    def numbers(low: int, high: int) -> Floats:
        return np.array(draw(st.lists(st.integers(low, high), min_size=size, max_size=size)), float).reshape(
            shape
        )

    s, c = numbers(0, 16) / 16, numbers(0, 20) / 4
    s[:, 0], c[:, 0] = np.maximum(s[:, 0], 0.25), np.maximum(c[:, 0], 0.25)
    quo = np.full((draws, issues), float(draw(st.integers(0, 16))))
    return Profile.checked(numbers(0, 64) / 4, s, c, [[0, 16]] * issues, quo)


def changed(profile: Profile, **parts: Any) -> Profile:
    names = ("position", "salience", "capability", "bounds", "status_quo")
    return Profile(**({name: getattr(profile, name) for name in names} | parts))


variants = pytest.mark.parametrize(
    "options",
    [{"claim": claim, "disagreement": kind} for claim in CLAIMS for kind in ("cost", "status-quo")],
    ids=lambda options: "-".join(options.values()),
)


@variants
@quick
@given(profile=profiles(), random=st.randoms(use_true_random=False), shift=st.integers(-9, 9))
def test_order_unit_shift_and_ends(options: Any, profile: Profile, random: Any, shift: int) -> None:
    chosen = model.options(**options)
    here = model.settle(profile, chosen).outcome
    order = list(range(profile.actors))
    random.shuffle(order)
    parts = {name: getattr(profile, name)[:, order] for name in ("position", "salience", "capability")}
    assert (model.settle(changed(profile, **parts), chosen).outcome == here).all()
    unit = changed(profile, capability=profile.capability * 8)
    assert (model.settle(unit, chosen).outcome == here).all()
    quo = profile.status_quo
    assert quo is not None
    moved = changed(
        profile,
        position=2 * profile.position + shift,
        bounds=2 * profile.bounds + shift,
        status_quo=2 * quo + shift,
    )
    assert model.settle(moved, chosen).outcome == pytest.approx(2 * here + shift, abs=1e-9)
    turned = changed(profile, position=16 - profile.position, status_quo=16 - quo)
    assert model.settle(turned, chosen).outcome == pytest.approx(16 - here, abs=1e-9)


@variants
@quick
@given(profile=profiles(), at=st.integers(0, 48), powerless=st.booleans())
def test_inert_actors_and_unanimity(options: Any, profile: Profile, at: int, powerless: bool) -> None:
    chosen = model.options(**options)
    here = model.settle(profile, chosen).outcome
    shape = (profile.draws, 1, profile.issues)

    def joined(array: Floats, value: float) -> Floats:
        return np.concatenate([array, np.full(shape, value)], axis=1)

    more = changed(
        profile,
        position=joined(profile.position, at / 3),
        salience=joined(profile.salience, 1.0 - (not powerless)),
        capability=joined(profile.capability, 1.0 - powerless),
    )
    assert model.settle(more, chosen).outcome == pytest.approx(here, abs=1e-12)
    agreed = changed(profile, position=np.full_like(profile.position, at / 3))
    assert (model.settle(agreed, chosen).outcome == at / 3).all()


@quick
@given(profile=profiles())
def test_split_in_two_changes_nothing_where_claims_are_equal(profile: Profile) -> None:
    half = profile.capability.copy()
    half[:, 0] /= 2

    def twice(array: Floats) -> Floats:
        return np.concatenate([array, array[:, :1]], axis=1)

    split = changed(
        profile, position=twice(profile.position), salience=twice(profile.salience), capability=twice(half)
    )
    assert (model.settle(split).outcome == model.settle(profile).outcome).all()


def test_split_in_two_where_capability_claims(single: Single) -> None:
    whole, halves = single([0, 1], [1, 1], [2, 2]), single([0, 0, 1], [1, 1, 1], [1, 1, 2])
    for claim in ("gain", "concession"):
        assert abs(outcome(whole, claim=claim) - outcome(halves, claim=claim)) > 0.05


@variants
def test_a_draw_alone_and_threads(options: Any) -> None:
    rng = np.random.default_rng(8)
    shape = (60, 9, 2)
    quo = np.where(rng.random((60, 2)) < 0.7, 0.0, 4.0)
    profile = Profile.checked(
        rng.uniform(0, 4, shape), rng.random(shape), rng.random(shape), [[0, 4]] * 2, quo
    )
    chosen = model.options(**options)
    together = model.settle(profile, chosen, path=True)
    assert together.path is not None
    assert (together.path[:, 0] == profile.position).all()
    for draw in range(0, 60, 7):
        one = slice(draw, draw + 1)
        parts = {n: getattr(profile, n)[one] for n in ("position", "salience", "capability", "status_quo")}
        alone = model.settle(changed(profile, **parts), chosen)
        assert alone.outcome.tobytes() == together.outcome[one].tobytes()
    with threads(1):
        assert model.settle(profile, chosen).outcome.tobytes() == together.outcome.tobytes()
