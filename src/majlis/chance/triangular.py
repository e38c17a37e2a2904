"""Distributions between two ends: uniform, triangular and PERT."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from majlis.chance.shares import DistributionError, Floats, check_finite, check_order, shares_of


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value from low to high alike: Q(u) = low + (high - low) u, mean (low + high) / 2."""

    low: float
    high: float

    def __post_init__(self) -> None:
        check_finite(self, "low", "high")
        check_order(self, "low", "high")

    def quantile(self, u: ArrayLike) -> Floats:
        """Inverse of the distribution function."""
        return np.clip(self.low + (self.high - self.low) * shares_of(u), self.low, self.high)

    def mean(self) -> float:
        """Middle of the range."""
        return self.low + (self.high - self.low) / 2

    def support(self) -> tuple[float, float]:
        """Low and high."""
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Triangular:
    """Density rising in a straight line from low to value and falling to high.

    With w = high - low and c = (value - low) / w: Q(u) = low + w sqrt(u c) for u < c, otherwise high - w
    sqrt((1 - u)(1 - c)); mean (low + value + high) / 3 (Kotz and van Dorp 2004, 'Beyond Beta', chapter 1).
    """

    low: float
    value: float
    high: float

    def __post_init__(self) -> None:
        check_finite(self, "low", "value", "high")
        check_order(self, "low", "value", "high")

    def quantile(self, u: ArrayLike) -> Floats:
        """Inverse of the distribution function."""
        u = shares_of(u)
        width = self.high - self.low
        if width == 0:
            return np.full(u.shape, self.value, dtype=np.float64)
        peak = (self.value - self.low) / width
        rising = np.minimum(self.low + width * np.sqrt(u * peak), self.value)
        falling = np.maximum(self.high - width * np.sqrt((1 - u) * (1 - peak)), self.value)
        return np.where(u < peak, rising, falling)

    def mean(self) -> float:
        """Mean of the three corners."""
        return self.low + ((self.value - self.low) + (self.high - self.low)) / 3

    def support(self) -> tuple[float, float]:
        """Low and high."""
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Pert:
    """Beta distribution on low to high whose mode is value.

    a = 1 + weight (value - low) / (high - low), b = 1 + weight (high - value) / (high - low), Q(u) = low +
    (high - low) times the inverse of the regularised incomplete beta function I(a, b); mean (low + weight
    value + high) / (weight + 2). Weight 4 is that of Malcolm, Roseboom, Clark and Fazar 1959, 'Application
    of a technique for research and development program evaluation', Operations Research 7(5); other
    weights: Vose 2008, 'Risk Analysis'.
    """

    low: float
    value: float
    high: float
    weight: float = 4.0

    def __post_init__(self) -> None:
        check_finite(self, "low", "value", "high", "weight")
        check_order(self, "low", "value", "high")
        if self.weight < 0:
            raise DistributionError(f"Pert: found weight {self.weight:g}, expected 0 or more")

    def quantile(self, u: ArrayLike) -> Floats:
        """Inverse of the distribution function."""
        u = shares_of(u)
        width = self.high - self.low
        if width == 0:
            return np.full(u.shape, self.value, dtype=np.float64)
        left, right = (self.value - self.low) / width, (self.high - self.value) / width
        share = special.betaincinv(1 + self.weight * left, 1 + self.weight * right, u)
        return np.asarray(np.clip(self.low + width * share, self.low, self.high), dtype=np.float64)

    def mean(self) -> float:
        """Weighted mean of the ends and the mode."""
        excess = self.weight * (self.value - self.low) + (self.high - self.low)
        return min(max(self.low + excess / (self.weight + 2), self.low), self.high)

    def support(self) -> tuple[float, float]:
        """Low and high."""
        return self.low, self.high
