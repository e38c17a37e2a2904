"""Distributions of estimates, against scipy.stats and against themselves."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import integrate, special, stats

from majlis.chance.distribution import (
    Z95,
    Discrete,
    DistributionError,
    Fixed,
    LogNormal,
    Pert,
    Triangular,
    TruncatedNormal,
    Uniform,
)

GRID = np.concatenate(
    [10.0 ** np.arange(-15, -1), np.linspace(0.01, 0.99, 99), 1 - 10.0 ** np.arange(-14, -1)]
)
NUMBER = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))
SHARES = st.lists(st.floats(2**-53, 1 - 2**-53), min_size=2, max_size=40)


@st.composite
def three(draw, numbers=NUMBER):
    return tuple(sorted(draw(st.tuples(numbers, numbers, numbers))))


@st.composite
def truncated(draw):
    low, value, high = draw(three())
    lower, upper = sorted(draw(st.tuples(NUMBER, NUMBER)))
    assume(lower < upper)
    ends = draw(
        st.sampled_from([(lower, upper), (-math.inf, upper), (lower, math.inf), (-math.inf, math.inf)])
    )
    return TruncatedNormal(low, value, high, *ends)


@st.composite
def discrete(draw):
    points = draw(st.lists(NUMBER, min_size=1, max_size=8, unique=True))
    weights = draw(st.lists(st.floats(1e-3, 1e3), min_size=len(points), max_size=len(points)))
    return Discrete(tuple(points), tuple(weights))


ANY = st.one_of(
    NUMBER.map(Fixed),
    three().map(lambda ends: Uniform(ends[0], ends[2])),
    three().map(lambda ends: Triangular(*ends)),
    three().map(lambda ends: Pert(*ends)),
    three(st.floats(1e-3, 1e6)).map(lambda ends: LogNormal(*ends)),
    truncated(),
    discrete(),
)

TWINS = [
    (Uniform(-2.0, 6.0), stats.uniform(-2, 8)),
    (Triangular(10, 20, 40), stats.triang(1 / 3, 10, 30)),
    (Triangular(10, 10, 40), stats.triang(0, 10, 30)),
    (Triangular(10, 40, 40), stats.triang(1, 10, 30)),
    (Pert(10, 20, 40), stats.beta(1 + 4 / 3, 1 + 8 / 3, 10, 30)),
    (Pert(0, 1, 1, weight=2), stats.beta(3, 1, 0, 1)),
    (TruncatedNormal(10, 20, 30), stats.norm(20, 10 / Z95)),
    (TruncatedNormal(10, 20, 30, 0, 100), stats.truncnorm(-2 * Z95, 8 * Z95, 20, 10 / Z95)),
    (TruncatedNormal(-1, 0, 1, 0.5, 3), stats.truncnorm(0.5 * Z95, 3 * Z95, 0, 1 / Z95)),
    (TruncatedNormal(-1, 0, 1, -3, -0.5), stats.truncnorm(-3 * Z95, -0.5 * Z95, 0, 1 / Z95)),
    (TruncatedNormal(-Z95, 0, Z95, 6, 9), stats.truncnorm(6, 9)),
    (LogNormal(1, 2, 4), stats.lognorm(math.log(4) / (2 * Z95), scale=2)),
]


@pytest.mark.parametrize(("ours", "theirs"), TWINS, ids=lambda twin: str(twin)[:60])
def test_quantiles_and_means_equal_those_of_scipy(ours, theirs):
    middle = GRID[(GRID > 1e-8) & (GRID < 1 - 1e-8)]
    np.testing.assert_allclose(ours.quantile(middle), theirs.ppf(middle), rtol=1e-9, atol=1e-9)
    assert ours.mean() == pytest.approx(theirs.mean(), rel=1e-9)
    inner = GRID[(GRID > 1e-6) & (GRID < 1 - 1e-6)]
    np.testing.assert_allclose(theirs.cdf(ours.quantile(inner)), inner, rtol=1e-7)


@given(ANY, SHARES)
def test_quantiles_never_fall_and_stay_within_the_support(distribution, shares):
    shares = np.sort(shares)
    found = distribution.quantile(shares)
    low, high = distribution.support()
    assert np.isfinite(found).all()
    assert ((found >= low) & (found <= high)).all()
    slack = 1e-12 * (1 + np.abs(found).max())
    assert (np.diff(found) >= -slack).all()
    assert low <= distribution.mean() <= high


@given(ANY, SHARES)
def test_a_draw_does_not_depend_on_its_batch(distribution, shares):
    block = np.array([shares, shares]).T
    whole = distribution.quantile(block)
    assert whole.shape == block.shape
    alone = np.array([distribution.quantile(share) for share in shares])
    assert (whole[:, 0] == alone).all()
    assert (distribution.quantile(block[:, 1]) == alone).all()


@given(ANY)
def test_the_mean_is_the_integral_of_the_quantiles(distribution):
    points = [1e-9, 1e-6, 1e-3, 0.1, 0.5, 0.9, 0.999, 1 - 1e-6, 1 - 1e-9]
    if isinstance(distribution, Discrete):
        points = np.cumsum(distribution.weights)[:-1].tolist()
    edges = [0.0, *points, 1.0]
    nodes, weights = np.polynomial.legendre.leggauss(60)
    pieces = [
        (right - left)
        / 2
        * (weights @ distribution.quantile((left + right) / 2 + (right - left) / 2 * nodes))
        for left, right in pairwise(edges)
    ]
    span = distribution.quantile(1 - 1e-6) - distribution.quantile(1e-6)
    scale = span + 1e-9 * (1 + abs(distribution.mean()))
    assert abs(math.fsum(pieces) - distribution.mean()) < 2e-4 * scale


@pytest.mark.parametrize("bounds", [(-3.3, 13), (6, 9), (-9, -6), (-1, 1), (5, math.inf), (-math.inf, 0.3)])
def test_both_tails_of_a_truncated_normal(bounds):
    """Shares on either side of a quantile, from the tail probabilities themselves."""

    def mass(left, right):
        flipped = special.ndtr(-np.asarray(left)) - special.ndtr(-np.asarray(right))
        return flipped if bounds[0] > 0 else special.ndtr(right) - special.ndtr(left)

    found = TruncatedNormal(-Z95, 0, Z95, *bounds).quantile(GRID)
    small, large = (GRID > 1e-6) & (GRID < 0.5), (GRID > 0.5) & (GRID < 1 - 1e-6)
    below, above = mass(bounds[0], found) / mass(*bounds), mass(found, bounds[1]) / mass(*bounds)
    np.testing.assert_allclose(below[small], GRID[small], rtol=1e-8)
    np.testing.assert_allclose(above[large], 1 - GRID[large], rtol=1e-8)


@pytest.mark.parametrize(
    ("lower", "upper"), [(0.5, 3), (-3, -0.5), (-1, 4), (8, 9), (30, 40), (-40, -30), (0, 1e-3), (5, 5.0001)]
)
def test_the_mean_of_a_truncated_normal_by_quadrature(lower, upper):
    peak = min(max(0, lower), upper)

    def density(x):
        return math.exp((peak**2 - x**2) / 2)

    def weighted(x):
        return x * density(x)

    mass, moment = (
        integrate.quad(part, lower, upper, epsabs=1e-300, epsrel=1e-12, limit=500)[0]
        for part in (density, weighted)
    )
    assert TruncatedNormal(-Z95, 0, Z95, lower, upper).mean() == pytest.approx(moment / mass, rel=1e-9)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("distance", [5, 40, 1e3, 999.9, 1_000.1, 1e4, 1e6, 1e12, 1e200])
def test_bounds_far_from_the_mean(distance, sign):
    """Far out the excess over the nearer bound is exponential with rate equal to its distance in sds."""
    bounds = sorted([sign * distance, sign * distance * 2])
    distribution = TruncatedNormal(-Z95, 0, Z95, *bounds)
    shares = np.array([2**-53, 0.1, 0.5, 0.9, 1 - 2**-53])
    found = distribution.quantile(shares)
    assert np.isfinite(found).all()
    assert ((found >= bounds[0]) & (found <= bounds[1])).all()
    excess = np.abs(found[1:4] - sign * distance)
    expected = -np.log1p(-shares[1:4] if sign > 0 else shares[1:4] - 1) / distance
    if distance <= 1e6:
        assert excess == pytest.approx(expected, rel=max(3 / distance**2, 1e-4))
        assert abs(distribution.mean()) - distance == pytest.approx(
            1 / distance, rel=max(3 / distance**2, 1e-4)
        )


def test_the_exponential_form_joins_the_exact_one():
    from majlis.chance import normal_tail

    shares = np.linspace(0.01, 0.99, 99)
    near = normal_tail.truncated_quantile(shares, 999.9999, math.inf) - 999.9999
    far = normal_tail.truncated_quantile(shares, 1_000.0001, math.inf) - 1_000.0001
    np.testing.assert_allclose(near, far, rtol=1e-5, atol=1e-9)


def test_a_range_is_the_5th_and_95th_percentile():
    assert TruncatedNormal(10, 20, 30).quantile([0.05, 0.5, 0.95]) == pytest.approx([10, 20, 30])
    assert LogNormal(2, 4, 8).quantile([0.05, 0.5, 0.95]) == pytest.approx([2, 4, 8])


@pytest.mark.parametrize(
    "distribution",
    [
        Fixed(7),
        Uniform(7, 7),
        Triangular(7, 7, 7),
        Pert(7, 7, 7),
        TruncatedNormal(7, 7, 7),
        LogNormal(7, 7, 7),
        TruncatedNormal(7, 7, 7, 0, 100),
        TruncatedNormal(5, 6, 7, 7, 7),
        TruncatedNormal(1, 1, 1, 7, 9),
        Discrete((7,), (3,)),
        TruncatedNormal(0, 0, 1e-320, 7, 9),
    ],
)
def test_no_range_is_a_certain_value(distribution):
    assert distribution.quantile([0, 1e-9, 0.5, 1]).tolist() == [7, 7, 7, 7]
    assert distribution.mean() == 7
    assert distribution.support() == (7, 7)


def test_shares_of_0_and_1_are_the_ends():
    assert TruncatedNormal(10, 20, 30, 0, 100).quantile([0, 1]).tolist() == [0, 100]
    assert TruncatedNormal(10, 20, 30).quantile([0, 1]).tolist() == [-math.inf, math.inf]
    assert Triangular(1, 2, 3).quantile([0, 1]).tolist() == [1, 3]
    assert Pert(1, 2, 3).quantile([0, 1]).tolist() == [1, 3]
    assert LogNormal(1, 2, 3).quantile([0, 1]).tolist() == [0, math.inf]
    assert Discrete((3, 1), (1, 1)).quantile([0, 0.5, 0.5000001, 1]).tolist() == [1, 1, 3, 3]


def test_discrete_shares():
    found = Discrete((50, 0, 100), (0.5, 0.2, 0.3))
    assert found.points == (0, 50, 100)
    assert found.weights == (0.2, 0.5, 0.3)
    assert found.mean() == pytest.approx(55)
    drawn = found.quantile((np.arange(1000) + 0.5) / 1000)
    assert [int((drawn == point).sum()) for point in found.points] == [200, 500, 300]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Fixed(math.nan), "Fixed: found value nan, expected a finite number"),
        (lambda: Fixed("3"), "Fixed: found value '3', expected a number"),
        (lambda: Uniform(2, 1), "Uniform: found low 2, high 1, expected low <= high"),
        (lambda: Uniform(-1.7e308, 1.7e308), "Uniform: found"),
        (
            lambda: Triangular(1, 5, 3),
            "Triangular: found low 1, value 5, high 3, expected low <= value <= high",
        ),
        (lambda: Pert(3, 2, 4), "Pert: found low 3, value 2, high 4"),
        (lambda: Pert(1, 2, 4, weight=-1), "Pert: found weight -1, expected 0 or more"),
        (lambda: TruncatedNormal(1, 2, 3, 5, 4), "found bounds 5 and 4, expected lower below upper"),
        (lambda: TruncatedNormal(1, 2, 3, math.inf, math.inf), "found bounds inf and inf"),
        (lambda: TruncatedNormal(1, 2, 3, math.nan, 3), "found bounds nan and 3"),
        (lambda: TruncatedNormal(1, 2, math.inf), "found high inf, expected a finite number"),
        (lambda: LogNormal(0, 2, 3), "LogNormal: found low 0, expected more than 0"),
        (lambda: LogNormal(1e-300, 2, 1e300), "too wide to compute with"),
        (lambda: Discrete((), ()), "found 0 points and 0 weights"),
        (lambda: Discrete((1, 2), (1,)), "found 2 points and 1 weights"),
        (lambda: Discrete((1, 1), (1, 1)), "expected each point once"),
        (lambda: Discrete((1, 2), (1, 0)), "expected finite numbers above 0"),
        (lambda: Discrete((1, 2), (1e308, 1e308)), "expected finite numbers above 0"),
        (lambda: Discrete((1, math.inf), (1, 1)), "expected finite numbers"),
        (lambda: Uniform(0, 1).quantile([0.5, 1.5]), "u: found a share outside 0 to 1"),
        (lambda: Uniform(0, 1).quantile(math.nan), "u: found a share outside 0 to 1"),
    ],
)
def test_faults_say_what_was_found_and_expected(make, said):
    with pytest.raises(DistributionError) as fault:
        make()
    assert said in str(fault.value)
