"""The normal distribution cut at bounds, and the lognormal."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from majlis.chance import normal_tail
from majlis.chance.shares import DistributionError, Floats, check_finite, check_order, shares_of

Z95 = 1.6448536269514722
"""95th percentile of the standard normal distribution."""

_EXTREME_Z = 8.3  # beyond the largest normal deviate that a double below 1 can give
_EXTREME_LOG = 709.0  # exp of more overflows


@dataclass(frozen=True, slots=True)
class TruncatedNormal:
    """Normal distribution cut at two bounds.

    Before cutting, its mean is value and its standard deviation (high - low) / (2 * 1.6448536), so that low
    and high are the 5th and 95th percentile when value lies midway; otherwise only the width of the range
    counts. The value may lie outside the bounds. `majlis.chance.normal_tail` has the formulas.
    """

    low: float
    value: float
    high: float
    lower: float = -math.inf
    upper: float = math.inf

    def __post_init__(self) -> None:
        check_finite(self, "low", "value", "high")
        check_order(self, "low", "value", "high")
        if not self.lower < self.upper and not -math.inf < self.lower == self.upper < math.inf:
            raise DistributionError(
                f"TruncatedNormal: found bounds {self.lower:g} and {self.upper:g}, expected lower below upper"
            )

    @property
    def sd(self) -> float:
        """Standard deviation before cutting."""
        return (self.high - self.low) / (2 * Z95)

    def quantile(self, u: ArrayLike) -> Floats:
        """Inverse of the distribution function."""
        u = shares_of(u)
        if self._certain():
            return np.full(u.shape, self._cut(self.value), dtype=np.float64)
        deviates = normal_tail.truncated_quantile(u, *self._deviates())
        return np.clip(self.value + self.sd * deviates, self.lower, self.upper)

    def mean(self) -> float:
        """Mean after cutting."""
        if self._certain():
            return self._cut(self.value)
        return self._cut(self.value + self.sd * normal_tail.truncated_mean(*self._deviates()))

    def support(self) -> tuple[float, float]:
        """Give the bounds."""
        if self._certain():
            return self._cut(self.value), self._cut(self.value)
        return self.lower, self.upper

    def _cut(self, value: float) -> float:
        return min(max(value, self.lower), self.upper)

    def _certain(self) -> bool:
        """No spread, or bounds so far off that all mass lies on the nearer one."""
        return self.sd == 0 or self._deviates()[0] == math.inf or self._deviates()[1] == -math.inf

    def _deviates(self) -> tuple[float, float]:
        return (self.lower - self.value) / self.sd, (self.upper - self.value) / self.sd


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Distribution whose logarithm is normal.

    Its median is value and sigma = ln(high / low) / (2 * 1.6448536), so that low and high are the 5th and
    95th percentile when value is their geometric mean. Q(u) = value exp(sigma z(u)) with z the normal
    quantile; mean value exp(sigma^2 / 2) (Aitchison and Brown 1957, 'The Lognormal Distribution').
    """

    low: float
    value: float
    high: float

    def __post_init__(self) -> None:
        check_finite(self, "low", "value", "high")
        check_order(self, "low", "value", "high")
        if self.low <= 0:
            raise DistributionError(f"LogNormal: found low {self.low:g}, expected more than 0")
        reach = max(_EXTREME_Z * self.sigma, self.sigma**2 / 2)
        if math.log(self.value) + reach > _EXTREME_LOG:
            raise DistributionError(
                f"LogNormal: found the range {self.low:g} to {self.high:g}, which is too wide to "
                "compute with; expected a narrower one"
            )

    @property
    def sigma(self) -> float:
        """Standard deviation of the natural logarithm."""
        return (math.log(self.high) - math.log(self.low)) / (2 * Z95)

    def quantile(self, u: ArrayLike) -> Floats:
        """Inverse of the distribution function."""
        u = shares_of(u)
        if self.sigma == 0:
            return np.full(u.shape, self.value, dtype=np.float64)
        return np.asarray(self.value * np.exp(self.sigma * special.ndtri(u)), dtype=np.float64)

    def mean(self) -> float:
        """Give the expected value, which lies above the median."""
        return self.value * math.exp(self.sigma**2 / 2)

    def support(self) -> tuple[float, float]:
        """Zero to infinity."""
        return (0.0, math.inf) if self.sigma > 0 else (self.value, self.value)
