"""Distributions of estimates, drawn by inversion.

An estimate has a most likely value and a range, low to high. What the three numbers mean depends on the
shape:

===============  =======================  =========================================
shape            value                    low, high
===============  =======================  =========================================
fixed            the number               not used
triangular       mode                     ends
pert             mode                     ends
uniform          not used                 ends
normal           mean before cutting      5th and 95th percentile before cutting
lognormal        median                   5th and 95th percentile
discrete         points and weights       not used
===============  =======================  =========================================

`quantile(u)` is the inverse of the distribution function, element by element, for 0 <= u <= 1; it never
falls as u rises. All units are those of the estimate.
"""

from __future__ import annotations

from typing import Protocol

from numpy.typing import ArrayLike

from majlis.chance.discrete import Discrete, Fixed
from majlis.chance.normal import Z95, LogNormal, TruncatedNormal
from majlis.chance.shares import DistributionError, Floats
from majlis.chance.triangular import Pert, Triangular, Uniform

__all__ = [
    "Z95",
    "Discrete",
    "Distribution",
    "DistributionError",
    "Fixed",
    "LogNormal",
    "Pert",
    "Triangular",
    "TruncatedNormal",
    "Uniform",
]


class Distribution(Protocol):
    """What every distribution can do."""

    def quantile(self, u: ArrayLike) -> Floats:
        """Give the values below which shares u of the distribution lie, in the form of u."""
        ...

    def mean(self) -> float:
        """Give the expected value."""
        ...

    def support(self) -> tuple[float, float]:
        """Give the smallest and the largest value."""
        ...
