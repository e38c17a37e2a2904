from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from majlis.models import Profile, get
from majlis.models.landing import (
    NEAR,
    WIDENING,
    Landing,
    LandingOptions,
    land,
    landing_of,
)
from majlis.models.landing_record import record

Make = Callable[..., Profile]


def election(x: np.ndarray, w: np.ndarray, width: float) -> tuple[np.ndarray, np.ndarray]:
    """The election by its definition: votes added up actor by actor, the fixed point by linear algebra."""
    u = np.unique(x[w > 0])
    loss = (x[:, None] - u[None, :]) ** 2
    votes = (w[:, None, None] * np.maximum(0, loss[:, None, :] - loss[:, :, None])).sum(axis=0)
    win = np.divide(votes, votes + votes.T, out=np.full(votes.shape, 0.5), where=votes + votes.T > 0)
    call = 1 / np.maximum(0, 1 - np.abs(u[:, None] - u[None, :]) / (NEAR * width)).sum(axis=1)
    call /= call.sum()
    # p_i = sum_j P_ij (h_j p_i + h_i p_j)
    step = np.diag(win @ call) + call[:, None] * win
    kept = np.vstack([step - np.eye(len(u)), np.ones(len(u))])
    p, *_ = np.linalg.lstsq(kept, np.append(np.zeros(len(u)), 1.0), rcond=None)
    return u, p


def one(landing: Landing) -> tuple[np.ndarray, np.ndarray]:
    held = landing.chance[0, 0] > 0
    return landing.places[0, 0][held], landing.chance[0, 0][held]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_election_is_what_it_is_defined_to_be(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 9))
    x = np.array(data.draw(st.lists(st.integers(0, 40), min_size=n, max_size=n)), dtype=float) / 4
    w = np.array(data.draw(st.lists(st.integers(0, 5), min_size=n, max_size=n)), dtype=float)
    w[0] += 1
    profile = Profile.checked(x[None, :, None], np.ones((1, n, 1)), w[None, :, None], [[0, 10]])
    landing = landing_of(profile)
    places, chance = one(landing)
    expected_places, expected = election(x, w, 10.0)
    assert places.tolist() == expected_places.tolist()
    assert chance == pytest.approx(expected, abs=1e-9)
    assert landing.centre[0, 0] == pytest.approx(expected @ expected_places, abs=1e-8)
    mean = np.average(x, weights=w)
    deviation = np.sqrt(np.average((x - mean) ** 2, weights=w))
    assert landing.deviation[0, 0] == pytest.approx(record().spread * deviation, abs=1e-9)


def test_two_camps(single: Make) -> None:
    """Of two camps each stands for its share of the weight: votes are in proportion to it."""
    landing = landing_of(single([0, 100, 100], [1, 0.5, 1], [2, 2, 1]))
    assert landing.chance[0, 0].tolist() == pytest.approx([0.5, 0.5, 0.0])
    landing = landing_of(single([0, 100], [1, 1], [1, 3]))
    assert landing.chance[0, 0] == pytest.approx([0.25, 0.75])


def test_a_crowd_is_called_as_one(single: Make) -> None:
    """Ten positions close together are hardly more than one: jitter in a camp does not carry the day."""
    camp = 90 + np.arange(10) / 5
    jittered = landing_of(single([0, 50, *camp], np.ones(12), [10, 10, *np.ones(10)], (0, 100)))
    clean = landing_of(single([0, 50, 91], np.ones(3), [10, 10, 10], (0, 100)))
    places, chance = one(jittered)
    assert chance[places >= 90].sum() == pytest.approx(clean.chance[0, 0, 2], abs=0.03)
    assert jittered.centre[0, 0] == pytest.approx(clean.centre[0, 0], abs=2)


def brute(landing: Landing, level: float) -> float:
    """The quantile from the distribution function itself, by bisection."""

    def below(y: float) -> float:
        atoms = landing.chance[0, 0][landing.places[0, 0] <= y].sum()
        error = norm.cdf(y, landing.centre[0, 0], landing.deviation[0, 0])
        if y >= landing.bounds[0, 1]:
            error = 1.0
        return float(landing.share * atoms + (1 - landing.share) * error)

    low, high = landing.bounds[0]
    if below(low) >= level:
        return float(low)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if below(middle) >= level else (middle, high)
    return float(high)


@pytest.mark.parametrize("share", [0.0, 0.45, 0.99])
@pytest.mark.parametrize("widening", [0.2, 1.0, 3.0])
def test_inversion(single: Make, share: float, widening: float) -> None:
    profile = single([0, 20, 20, 65, 100], [1, 0.5, 0.2, 1, 0.7], [1, 2, 3, 1.5, 1], (0, 100))
    options = LandingOptions(share=share, widening=widening)
    levels = np.array([1e-6, 0.05, 0.1, 0.3, 0.45, 0.5, 0.501, 0.7, 0.9, 0.95, 1 - 1e-6])
    many = Profile(
        *(np.repeat(part, len(levels), axis=0) for part in (profile.position, profile.salience)),
        np.repeat(profile.capability, len(levels), axis=0),
        profile.bounds,
    )
    landed = land(many, levels, options)[:, 0]
    landing = landing_of(profile, options)
    assert landed == pytest.approx([brute(landing, level) for level in levels], abs=1e-6)
    assert (np.diff(landed) >= 0).all()
    if share:
        assert set(landed) & {0.0, 20.0, 65.0, 100.0}


def test_points_are_the_distribution(single: Make) -> None:
    profile = single([0, 30, 100], [1, 1, 1], [1, 2, 1], (0, 100))
    support, weight = landing_of(profile).points()
    assert support.shape == weight.shape
    assert weight.sum() == pytest.approx(1)
    uniform = (np.arange(4000) + 0.5) / 4000
    many = Profile(*(np.repeat(part, 4000, axis=0) for part in _parts(profile)), profile.bounds)
    landed = land(many, uniform)[:, 0]
    assert landed.mean() == pytest.approx((support * weight).sum(), abs=0.1)
    for point in (0.0, 10.0, 30.0, 60.0, 99.0):
        assert (landed <= point).mean() == pytest.approx(weight[support <= point].sum(), abs=0.006)
    assert (support >= 0).all()
    assert (support <= 100).all()


def _parts(profile: Profile) -> tuple[np.ndarray, ...]:
    return profile.position, profile.salience, profile.capability


def test_widening_by_draw(single: Make) -> None:
    profile = single([0, 50, 100], [1, 1, 1], [1, 1, 1], (0, 100))
    two = Profile(*(np.repeat(part, 2, axis=0) for part in _parts(profile)), profile.bounds)
    landing = landing_of(two, widening=[1.0, 2.0])
    assert landing.deviation[1, 0] == pytest.approx(2 * landing.deviation[0, 0])
    assert (landing.chance[0] == landing.chance[1]).all()
    assert land(two, [[0.3], [0.3]], widening=[1.0, 1.0])[0] == land(two, [0.3, 0.3])[1]
    assert WIDENING[0] <= WIDENING[1] <= WIDENING[2]


def test_all_of_one_mind(single: Make) -> None:
    profile = single([7, 7, 7], [1, 1, 1], [1, 1, 1], (0, 10))
    support, weight = landing_of(profile).points()
    assert support[weight > 0].tolist() == [7.0] * 100
    assert land(profile, [0.001]).tolist() == land(profile, [0.999]).tolist() == [[7.0]]


def test_who_has_no_weight_occupies_nothing(single: Make) -> None:
    assert one(landing_of(single([0, 50, 100], [1, 0, 1], [1, 1, 1])))[0].tolist() == [0.0, 100.0]
    little = one(landing_of(single([0, 50, 100], [1, 1, 1], [1, 1e-9, 1])))
    assert little[1][1] > 0.5  # however little: the two camps can meet there


@pytest.mark.parametrize("capability", [1e-300, 1e300])
def test_odd_numbers(single: Make, capability: float) -> None:
    n = 250
    rng = np.random.default_rng(2)
    x = np.where(rng.random(n) < 0.5, 0.0, rng.random(n))
    settled = get("settlement").settle(single(x, rng.random(n), np.full(n, capability), (0, 1)))
    assert np.isfinite(settled.outcome).all()
    lopsided = landing_of(single([0, 1, 0.5], [1, 1, 1], [1, 1e-18, 1e-30], (0, 1)))
    assert np.isfinite(lopsided.chance).all()
    assert lopsided.chance[0, 0].sum() == pytest.approx(1)


def test_outcome_is_the_median_and_warns(emission: Profile) -> None:
    settled = get("settlement").settle(emission)
    assert settled.outcome == land(emission, [0.5])
    assert settled.notes == ("Error spread learned from EU legislation, likely too narrow here.",)


def test_record_says_where_it_comes_from() -> None:
    learned = record()
    options = LandingOptions()
    assert (options.share, options.spread) == (learned.share, learned.spread)
    assert "10.34810/data53" in learned.source
    names = [name for fold in learned.folds for name in fold.without]
    assert len(names) == len(set(names)) == 82
    fold = learned.without(names[0])
    assert fold is not None
    assert names[0] in fold.without
    assert learned.without("another") is None


def test_settlement_carries_its_distribution(emission: Profile) -> None:
    settled = get("settlement").settle(emission)
    support, weight = landing_of(emission).points()
    assert settled.support is not None
    assert settled.weight is not None
    assert (settled.support == support).all()
    assert (settled.weight == weight).all()
