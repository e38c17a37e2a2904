from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from majlis.forecast.clustered import Clusters
from majlis.forecast.scores import Mixture, covered, crps, score, score_point, transform

points = st.lists(st.integers(0, 20).map(float), min_size=1, max_size=8)


def integrated(forecast: Mixture, outcome: float) -> float:
    """The score by its definition: the integral of the squared distance of F from the step at the outcome."""
    edges = np.unique([*forecast.support, outcome])
    middles = (edges[1:] + edges[:-1]) / 2
    below = np.array([forecast.weight[forecast.support <= middle].sum() for middle in middles])
    return float((((below - (middles >= outcome)) ** 2) * np.diff(edges)).sum())


@settings(max_examples=100, deadline=None)
@given(support=points, outcome=st.integers(0, 20).map(float), data=st.data())
def test_crps_is_its_integral(support: list[float], outcome: float, data: st.DataObject) -> None:
    weight = data.draw(st.lists(st.integers(1, 5), min_size=len(support), max_size=len(support)))
    forecast = Mixture.of(support, weight)
    assert crps(forecast, outcome) == pytest.approx(integrated(forecast, outcome), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(support=points, outcome=st.integers(0, 20).map(float))
def test_crps_is_its_mean_of_distances(support: list[float], outcome: float) -> None:
    x, n = np.array(support), len(support)
    expected = np.abs(x - outcome).mean() - np.abs(x[:, None] - x).sum() / (2 * n * n)
    assert crps(Mixture.of(support), outcome) == pytest.approx(expected, abs=1e-12)


def test_crps_of_a_normal() -> None:
    """The closed form of Gneiting and Raftery (2007), equation 20 and following, and the integral."""
    mu, sigma, y = 3.0, 2.0, 4.5
    z = (y - mu) / sigma
    closed = sigma * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))
    squared, _ = quad(lambda x: (norm.cdf(x, mu, sigma) - (x >= y)) ** 2, -15, 20, points=[y])
    assert squared == pytest.approx(closed, abs=1e-6)
    many = norm.ppf((np.arange(5000) + 0.5) / 5000, mu, sigma)
    assert crps(Mixture.of(many), y) == pytest.approx(closed, abs=1e-3)


def test_crps_of_a_point_is_its_error() -> None:
    assert crps(Mixture.of([3.0]), 10.0) == 7.0
    point = score_point(3.0, 10.0)
    assert (point.error, point.square, point.crps) == (7.0, 49.0, 7.0)
    assert point.covered is point.inside is point.width is None


def test_crps_is_proper() -> None:
    """On outcomes drawn from one of two distributions that one scores better on average."""
    random = np.random.default_rng(1)
    right, wrong = Mixture.of([0, 50, 100], [0.2, 0.5, 0.3]), Mixture.of([0, 50, 100], [0.3, 0.4, 0.3])
    outcomes = random.choice(right.support, size=4000, p=right.weight)
    gap = [crps(right, y) - crps(wrong, y) for y in outcomes]
    assert np.mean(gap) < 0


def test_transform_at_an_atom() -> None:
    forecast = Mixture.of([0, 50, 100], [0.2, 0.5, 0.3])
    assert transform(forecast, 50.0) == pytest.approx((0.2, 0.7))
    assert transform(forecast, 50.0 + 1e-12) == pytest.approx((0.2, 0.7))
    assert transform(forecast, 60.0) == pytest.approx((0.7, 0.7))
    assert covered(forecast, 0.0) == pytest.approx(0.5)
    assert covered(forecast, 50.0) == pytest.approx(1.0)
    assert covered(forecast, 100.0) == pytest.approx(2 / 3)
    assert covered(forecast, 60.0) == 1.0
    assert covered(forecast, -1.0) == covered(forecast, 101.0) == 0.0
    assert covered(Mixture.of([7.0]), 7.0) == pytest.approx(0.8)


def test_a_calibrated_forecast_covers_80_percent() -> None:
    """Exactly so in expectation, atoms or not: the reason for randomising (Czado, Gneiting and Held 2009)."""
    for weight in ([0.2, 0.5, 0.3], [0.05, 0.9, 0.05], [1 / 3, 1 / 3, 1 / 3]):
        forecast = Mixture.of([0, 50, 100], weight)
        expected = sum(
            w * covered(forecast, y) for y, w in zip(forecast.support, forecast.weight, strict=True)
        )
        assert expected == pytest.approx(0.8)


def test_covered_agrees_with_drawing() -> None:
    random = np.random.default_rng(3)
    forecast = Mixture.of([0, 10, 10, 30], [1, 2, 3, 4])
    for outcome in (0.0, 10.0, 30.0):
        below, upto = transform(forecast, outcome)
        drawn = random.uniform(below, upto, 20_000)
        assert covered(forecast, outcome) == pytest.approx(((drawn >= 0.1) & (drawn <= 0.9)).mean(), abs=0.02)


def test_score_of_a_distribution() -> None:
    scored = score(Mixture.of([0, 50, 100], [0.2, 0.5, 0.3]), 100.0)
    assert scored.error == 50.0
    assert scored.square == pytest.approx(45.0**2)
    assert (scored.inside, scored.width) == (1.0, 100.0)
    assert score(Mixture.of(np.arange(101.0)), 95.0).inside == 0.0
    assert score(Mixture.of([0.0, 1.0]), 1.0, point=0.25).error == 0.75


def test_quantiles_are_the_lowest_points() -> None:
    forecast = Mixture.of([3, 1, 2, 4])
    assert [forecast.quantile(level) for level in (0.0, 0.25, 0.26, 0.5, 1.0)] == [1, 1, 2, 2, 4]
    tenths = Mixture.of(np.arange(10.0))
    assert (tenths.quantile(0.1), tenths.quantile(0.9)) == (0.0, 8.0)


def test_clusters_stay_together() -> None:
    """With two clusters only four samples exist: both, twice the one, twice the other."""
    clusters = Clusters(["a", "a", "a", "b"], times=4000, seed=2)
    means = clusters.means([1.0, 2.0, 3.0, 10.0])
    assert {round(float(mean), 9) for mean in means} == {2.0, 4.0, 10.0}
    assert (means == 4.0).mean() == pytest.approx(0.5, abs=0.03)
    assert clusters.interval([1.0, 2.0, 3.0, 10.0]) == (2.0, 10.0)
    assert clusters.share_below([-1.0, -1.0, -1.0, 1.0]) == pytest.approx(0.75, abs=0.03)


def test_clusters_of_one_are_the_plain_bootstrap() -> None:
    random = np.random.default_rng(5)
    values = random.normal(size=400)
    low, high = Clusters([str(k) for k in range(400)]).interval(values)
    error = values.std() / np.sqrt(400)
    assert (low, high) == pytest.approx(
        (values.mean() - 1.96 * error, values.mean() + 1.96 * error), abs=0.02
    )
    assert Clusters(["a", "b"]).interval([1.0, 2.0]) == Clusters(["a", "b"]).interval([1.0, 2.0])
