"""The triangular distribution nearest to draws: how a posterior is written as an estimate of a case."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from majlis.chance.distribution import Triangular

Floats = NDArray[np.float64]

_SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
_DIGITS = 3


def triangle(values: Floats, support: tuple[float, float]) -> tuple[float, float, float]:
    """Return low, value and high of the triangular distribution with quantiles nearest to those of draws.

    It stays within the support of the prior, and its numbers are rounded to three digits.
    """
    from scipy.optimize import minimize

    aim = np.quantile(values, _SHARES)
    wide = max(float(aim[-1] - aim[0]), 1e-12)

    def ends(at: Floats) -> tuple[float, float, float]:
        middle = float(np.clip(at[0], *support))
        low, high = middle - wide * abs(at[1]), middle + wide * abs(at[2])
        return max(low, support[0]), middle, min(high, support[1])

    def miss(at: Floats) -> float:
        low, middle, high = ends(at)
        if not low < high:
            return 1e6
        return float((((Triangular(low, middle, high).quantile(_SHARES) - aim) / wide) ** 2).sum())

    best = minimize(miss, np.array([aim[2], 0.7, 0.7]), method="Nelder-Mead", options={"maxiter": 2_000})
    low, middle, high = (_rounded(number) for number in ends(best.x))
    return min(low, middle), middle, max(middle, high)


def _rounded(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")
