"""The standard normal distribution between two bounds, good in both tails.

Everything is done on the logarithm of whichever tail is the smaller, so that bounds far from the mean give
neither infinity nor NaN; beyond 1,000 standard deviations the distribution is, to one part in
10**6, exponential with rate equal to the nearer bound (Robert 1995, 'Simulation of truncated normal
variables', Statistics and Computing 5).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]

_FAR = 1e3
_NARROW = 1e-7


def truncated_quantile(u: Floats, lower: float, upper: float) -> Floats:
    """Quantiles of the standard normal distribution between two bounds (in standard deviations).

    Q(u) = inverse of Phi at (1 - u) Phi(lower) + u Phi(upper), taken from the upper tail where that is the
    smaller.
    """
    if lower > _FAR:
        return _far_quantile(u, lower, upper)
    if upper < -_FAR:
        return -_far_quantile(1 - u, -upper, -lower)
    with np.errstate(divide="ignore"):
        log_u, log_rest = np.log(u), np.log1p(-u)
    below = np.logaddexp(special.log_ndtr(lower) + log_rest, special.log_ndtr(upper) + log_u)
    above = np.logaddexp(special.log_ndtr(-lower) + log_rest, special.log_ndtr(-upper) + log_u)
    smaller = special.ndtri_exp(np.minimum(below, above))
    return np.asarray(np.clip(np.where(below <= above, smaller, -smaller), lower, upper), dtype=np.float64)


def truncated_mean(lower: float, upper: float) -> float:
    """Mean (phi(lower) - phi(upper)) / (Phi(upper) - Phi(lower)), by scaled error functions in the tails."""
    if lower + upper < 0:
        return -truncated_mean(-upper, -lower)
    width = upper - lower
    if lower > _FAR:
        return lower + _far_mean(lower, width)
    if width < _NARROW:
        middle = lower + width / 2
        return middle - middle * width**2 / 12
    return _tail_mean(lower, upper) if lower >= 0 else _middle_mean(lower, upper)


def _far_quantile(u: Floats, lower: float, upper: float) -> Floats:
    """Exponential with rate a = lower up to b = upper: Q(u) = a - ln(1 - u (1 - exp(-a (b - a)))) / a."""
    mass = -math.expm1(-lower * (upper - lower))
    with np.errstate(divide="ignore"):
        excess = -np.log1p(-u * mass) / lower
    return np.clip(lower + excess, lower, upper)


def _far_mean(lower: float, width: float) -> float:
    """Mean excess of that exponential over its lower bound."""
    reach = lower * width
    if reach > 700:
        return 1 / lower
    return width / 2 if reach < _NARROW else 1 / lower - width / math.expm1(reach)


def _tail_mean(lower: float, upper: float) -> float:
    """Mean for 0 <= a = lower < b = upper.

    It is sqrt(2 / pi) (1 - D) / (erfcx(a / sqrt 2) - D erfcx(b / sqrt 2)), with D = phi(b) / phi(a).
    """
    exponent = -(upper - lower) * (lower + upper) / 2
    scaled = special.erfcx(lower / math.sqrt(2)) - math.exp(exponent) * special.erfcx(upper / math.sqrt(2))
    return float(math.sqrt(2 / math.pi) * -math.expm1(exponent) / scaled)


def _middle_mean(lower: float, upper: float) -> float:
    """Mean for lower < 0 < upper, where the mass between the bounds is no small difference."""
    density = (math.exp(-(lower**2) / 2) - math.exp(-(upper**2) / 2)) / math.sqrt(2 * math.pi)
    return float(density / (special.ndtr(upper) - special.ndtr(lower)))
