"""Legislative bargaining in one dimension: the conditions of equilibrium, its limit, and the edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from majlis.models import Profile, Settlement, baron_ferejohn, get

model = baron_ferejohn.MODEL
Floats = NDArray[np.float64]
Single = Callable[..., Profile]
quick = settings(max_examples=20, deadline=None)


def settle(profile: Profile, **options: Any) -> Settlement:
    return model.settle(profile, model.options(**options))


def parts(settled: Settlement) -> tuple[Floats, Floats]:
    assert settled.support is not None
    assert settled.weight is not None
    return settled.support[0, 0], settled.weight[0, 0]


@pytest.mark.parametrize("quota", [0.5, 0.6, 0.75, 1.0])
@pytest.mark.parametrize("discount", [0.0, 0.5, 0.9, 0.99])
def test_conditions_of_equilibrium(single: Single, quota: float, discount: float) -> None:
    """Every proposal passes, and nothing that its proposer likes better would: by all votes on a grid."""
    rng = np.random.default_rng(5)
    for _ in range(8):
        n = int(rng.integers(2, 8))
        x, c = rng.uniform(0, 1, n), rng.integers(1, 6, n).astype(float)
        cost = float(rng.uniform(1, 2))
        y, p = parts(settle(single(x, np.ones(n), c, (0, 1)), quota=quota, discount=discount, cost=cost))
        assert p == pytest.approx(c / c.sum())
        waiting = discount * (p * (cost - (y - x[:, None]) ** 2)).sum(axis=1)
        grid = np.linspace(0, 1, 5_001)

        def passes(points: Floats, slack: float, of: Any = (x, c, cost, waiting)) -> NDArray[np.bool_]:
            stand, votes, worth, least = of
            yes = worth - (points[:, None] - stand) ** 2 >= least + slack
            for_it = yes @ votes
            return for_it > votes.sum() / 2 if quota == 0.5 else for_it >= quota * votes.sum() - 1e-9

        assert passes(y, -1e-9).all()
        passing = grid[passes(grid, 1e-9)]
        for stand, proposal in zip(x, y, strict=True):
            if passing.size:
                assert abs(proposal - stand) <= np.abs(passing - stand).min() + 1e-9


def test_two_actors_by_hand(single: Single) -> None:
    """Unanimity of 0 and 1, K = 1: b^2 = 1 - d + d (b^2 + (1 - b)^2) / 2."""
    for d in (0.0, 0.5, 0.9, 0.999):
        y, _ = parts(settle(single([0, 1], [1, 1], [1, 1]), quota=1.0, discount=d))
        b = np.roots([1 - d, d, -(1 - d / 2)]).max() if d < 1 else 0.5
        assert y == pytest.approx([1 - b, b], abs=1e-9)


def test_majority_by_hand(single: Single) -> None:
    """x = 0, 1/2, 1: r^2 = (1 - d) + 2/3 d r^2 while r is at most 1/2."""
    d = 0.95
    r = ((1 - d) / (1 - 2 * d / 3)) ** 0.5
    y, _ = parts(settle(single([0, 0.5, 1], [1] * 3, [1] * 3), discount=d))
    assert y == pytest.approx([0.5 - r, 0.5, 0.5 + r], abs=1e-12)


def test_without_patience_the_proposer_gets_its_way(single: Single) -> None:
    y, _ = parts(settle(single([0, 0.2, 1], [1] * 3, [1] * 3), discount=0.0))
    assert y.tolist() == [0.0, 0.2, 1.0]


def test_limit_of_banks_and_duggan() -> None:
    """As delay costs less, everybody proposes the core: the median of a simple majority."""
    rng = np.random.default_rng(2)
    shape = (200, 7, 1)
    profile = Profile.checked(rng.random(shape), np.ones(shape), rng.uniform(0.5, 1, shape), [[0, 1]])
    median = get("median").settle(profile).outcome[:, :, None]
    widest = []
    for discount in (0.9, 0.99, 0.9999, 0.999999, 0.999999999):
        settled = settle(profile, discount=discount)
        assert settled.support is not None
        widest.append(np.abs(settled.support - median).max())
    assert (np.diff(widest) < 0).all()
    assert widest[-1] < 2e-4
    assert settled.outcome == pytest.approx(median[:, :, 0], abs=1e-4)


def test_recognition(single: Single) -> None:
    profile = single([0, 0.5, 1], [1, 0.5, 0.25], [1, 2, 1])
    for kind, wanted in (
        ("capability", [0.25, 0.5, 0.25]),
        ("capability-salience", [1 / 2.25, 1 / 2.25, 0.25 / 2.25]),
        ("equal", [1 / 3] * 3),
    ):
        assert parts(settle(profile, recognition=kind))[1] == pytest.approx(wanted)


VARIANTS: list[dict[str, Any]] = [
    {},
    {"quota": 0.7, "recognition": "capability-salience"},
    {"quota": 1.0, "discount": 0.99},
    {"recognition": "equal", "discount": 0.5},
]
every = pytest.mark.parametrize("options", VARIANTS, ids=str)


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
    return Profile.checked(numbers(0, 64) / 4, s, c, [[0, 16]] * issues)


def changed(profile: Profile, **other: Any) -> Profile:
    names = ("position", "salience", "capability", "bounds")
    return Profile(**({name: getattr(profile, name) for name in names} | other))


@every
@quick
@given(profile=profiles(), random=st.randoms(use_true_random=False), shift=st.integers(-9, 9))
def test_order_unit_shift_and_ends(
    options: dict[str, Any], profile: Profile, random: Any, shift: int
) -> None:
    here = settle(profile, **options).outcome
    order = list(range(profile.actors))
    random.shuffle(order)
    turned = {each: getattr(profile, each)[:, order] for each in ("position", "salience", "capability")}
    assert settle(changed(profile, **turned), **options).outcome == pytest.approx(here, abs=1e-8)
    unit = changed(profile, capability=profile.capability * 8)
    assert (settle(unit, **options).outcome == here).all()
    moved = changed(profile, position=2 * profile.position + shift, bounds=2 * profile.bounds + shift)
    assert settle(moved, **options).outcome == pytest.approx(2 * here + shift, abs=1e-7)
    mirror = changed(profile, position=16 - profile.position)
    assert settle(mirror, **options).outcome == pytest.approx(16 - here, abs=1e-7)
    assert (here >= profile.position.min(axis=1)).all()
    assert (here <= profile.position.max(axis=1)).all()


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
    assert settle(more, **options).outcome == pytest.approx(here, abs=1e-8)
    if options.get("recognition") != "equal":  # which counts heads
        half = profile.capability.copy()
        half[:, 0] /= 2
        split = changed(
            profile,
            position=joined(profile.position, profile.position[:, :1]),
            salience=joined(profile.salience, profile.salience[:, :1]),
            capability=joined(half, half[:, :1]),
        )
        assert settle(split, **options).outcome == pytest.approx(here, abs=1e-8)
    agreed = changed(profile, position=np.full_like(profile.position, at / 3))
    assert (settle(agreed, **options).outcome == at / 3).all()


def test_where_heads_count(single: Single) -> None:
    whole, halves = single([0, 1], [1, 1], [1, 1.5]), single([0, 1, 1], [1] * 3, [1, 0.75, 0.75])
    one, other = (settle(each, recognition="equal").outcome[0, 0] for each in (whole, halves))
    assert abs(one - other) > 0.05


@every
def test_a_draw_alone_equals_itself_in_a_batch(options: dict[str, Any]) -> None:
    rng = np.random.default_rng(8)
    shape = (40, 9, 2)
    profile = Profile.checked(rng.uniform(0, 4, shape), rng.random(shape), rng.random(shape), [[0, 4]] * 2)
    together = settle(profile, **options)
    assert together.weight is not None
    assert together.weight.sum(axis=2) == pytest.approx(np.ones((40, 2)))
    for draw in range(0, 40, 7):
        one = slice(draw, draw + 1)
        alone = {n: getattr(profile, n)[one] for n in ("position", "salience", "capability")}
        found = settle(changed(profile, **alone), **options)
        assert found.outcome.tobytes() == together.outcome[one].tobytes()


@every
def test_extremes(options: dict[str, Any], single: Single) -> None:
    for x in ([0.0, 1.0], [1.0, 1.0], [0.0, 0.0]):
        for c in ([1e300, 1e-300], [1e-300, 1e-300], [1.0, 0.0]):
            assert 0 <= settle(single(x, [1.0, 0.5], c, (0, 1)), **options).outcome[0, 0] <= 1
    many = single(np.linspace(0, 1, 250), np.full(250, 0.5), np.ones(250), (-1, 1))
    assert 0 <= settle(many, **options).outcome[0, 0] <= 1
