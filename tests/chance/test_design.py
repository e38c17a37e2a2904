"""Quasi-random designs."""

import numpy as np
import pytest
from scipy.stats import qmc

from majlis.chance.addressed import AddressError
from majlis.chance.design import DIMENSIONS_LIMIT, DesignError, sobol


def test_same_seed_same_points():
    assert (sobol(5, 100, seed=3) == sobol(5, 100, seed=3)).all()
    assert (sobol(5, 100, seed=3) != sobol(5, 100, seed=4)).all()


@pytest.mark.parametrize("draws", [1, 2, 3, 64, 1000])
def test_points_lie_strictly_inside(draws):
    points = sobol(7, draws, seed=1)
    assert points.shape == (draws, 7)
    assert ((points > 0) & (points < 1)).all()


def test_fewer_points_are_the_first_ones():
    assert (sobol(3, 300, seed=2)[:50] == sobol(3, 50, seed=2)).all()


def test_points_are_a_net():
    """Of 2**m points, each interval of length 2**-m holds exactly one, in every column."""
    points = sobol(20, 256, seed=9)
    for column in points.T:
        assert (np.bincount((column * 256).astype(int), minlength=256) == 1).all()


def test_points_are_more_even_than_random_ones():
    points = sobol(4, 1000, seed=5)
    random = np.random.default_rng(5).random((1000, 4))
    assert qmc.discrepancy(points) < qmc.discrepancy(random) / 10


def test_scrambling_is_without_bias():
    means = [sobol(2, 8, seed=seed).mean() for seed in range(300)]
    assert abs(np.mean(means) - 0.5) < 4 * np.std(means) / np.sqrt(300)


def test_no_dimensions():
    assert sobol(0, 10, seed=1).shape == (10, 0)


def test_limits():
    assert qmc.Sobol.MAXDIM == DIMENSIONS_LIMIT
    with pytest.raises(DesignError, match="found 21202 uncertain numbers, expected at most 21201"):
        sobol(21_202, 10, seed=1)
    with pytest.raises(DesignError, match="found 0 draws"):
        sobol(2, 0, seed=1)
    with pytest.raises(AddressError, match="seed: found -1"):
        sobol(2, 10, seed=-1)
