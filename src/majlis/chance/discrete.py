"""Distributions on points: one certain value, or some points with weights."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from majlis.chance.shares import DistributionError, Floats, check_finite, shares_of


@dataclass(frozen=True, slots=True)
class Fixed:
    """One certain value."""

    value: float

    def __post_init__(self) -> None:
        check_finite(self, "value")

    def quantile(self, u: ArrayLike) -> Floats:
        """Give the value for every u."""
        return np.full(shares_of(u).shape, self.value, dtype=np.float64)

    def mean(self) -> float:
        """Give the value."""
        return self.value

    def support(self) -> tuple[float, float]:
        """Give the value twice."""
        return self.value, self.value


@dataclass(frozen=True, slots=True)
class Discrete:
    """Some points with weights.

    Q(u) is the first point, in rising order, at which the shares add up to u or more.

    Points are kept in rising order and weights as shares that sum to 1.
    """

    points: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        _check_points(self.points, self.weights)
        total = math.fsum(self.weights)
        pairs = sorted(zip(self.points, self.weights, strict=True))
        object.__setattr__(self, "points", tuple(float(point) for point, _ in pairs))
        object.__setattr__(self, "weights", tuple(weight / total for _, weight in pairs))

    def quantile(self, u: ArrayLike) -> Floats:
        """Inverse of the distribution function."""
        sums = np.cumsum(self.weights)
        sums[-1] = 1.0
        return np.asarray(self.points, dtype=np.float64)[np.searchsorted(sums, shares_of(u))]

    def mean(self) -> float:
        """Weighted mean of the points."""
        return math.fsum(point * share for point, share in zip(self.points, self.weights, strict=True))

    def support(self) -> tuple[float, float]:
        """First and last point."""
        return self.points[0], self.points[-1]


def _check_points(points: tuple[float, ...], weights: tuple[float, ...]) -> None:
    if not points or len(points) != len(weights):
        raise DistributionError(
            f"Discrete: found {len(points)} points and {len(weights)} weights, expected as many, and some"
        )
    if not all(math.isfinite(point) for point in points):
        raise DistributionError(f"Discrete: found points {points}, expected finite numbers")
    if len(set(points)) < len(points):
        raise DistributionError(f"Discrete: found points {points}, expected each point once")
    if not all(0 < weight < math.inf for weight in weights) or not math.isfinite(sum(weights)):
        raise DistributionError(f"Discrete: found weights {weights}, expected finite numbers above 0")
