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

import math
from collections.abc import Callable, Sequence
from typing import Literal, Protocol, get_args

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
    "Shape",
    "Triangular",
    "TruncatedNormal",
    "Uniform",
    "from_estimate",
]

Shape = Literal["fixed", "triangular", "pert", "uniform", "normal", "lognormal", "discrete"]


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


def from_estimate(
    shape: Shape,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
    bounds: tuple[float, float] = (-math.inf, math.inf),
    points: Sequence[tuple[float, float]] = (),
) -> Distribution:
    """Make the distribution of an estimate.

    Parameters
    ----------
    shape
        Name of the shape. Without low and high an estimate of any shape but uniform and discrete is certain.
    value, low, high
        The three numbers, in the meaning that the shape gives them.
    bounds
        Where a normal distribution is cut: the ends of its scale.
    points
        Points and their weights, for a discrete estimate.

    Raises
    ------
    DistributionError
        When a number is missing, is not finite, or the numbers do not rise from low to high.

    """
    if shape == "discrete":
        return Discrete(tuple(point for point, _ in points), tuple(weight for _, weight in points))
    if shape == "uniform":
        return Uniform(_given(shape, "low", low), _given(shape, "high", high))
    middle = _given(shape, "value", value)
    if shape == "fixed" or (low is None and high is None):
        return Fixed(middle)
    ends = _given(shape, "low", low), _given(shape, "high", high)
    if shape == "normal":
        return TruncatedNormal(ends[0], middle, ends[1], *bounds)
    families: dict[str, Callable[[float, float, float], Distribution]] = {
        "triangular": Triangular,
        "pert": Pert,
        "lognormal": LogNormal,
    }
    if shape not in families:
        raise DistributionError(f"shape: found {shape!r}, expected one of {', '.join(get_args(Shape))}")
    return families[shape](ends[0], middle, ends[1])


def _given(shape: str, name: str, number: float | None) -> float:
    if number is None:
        raise DistributionError(f"{shape}: found no {name}, expected a number")
    return number
