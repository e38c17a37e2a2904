r"""Scores of forecasts whose outcome is known: errors, CRPS, and calibration of 80 % intervals.

A forecast distribution is a support :math:`x_m` with weights :math:`w_m` that add up to 1, on the scale of
the outcome y; so atoms, on which decisions often lie, are nothing special.

* CRPS (Matheson and Winkler 1976; Gneiting and Raftery 2007, equation 21), in units of the scale, lower is
  better; for a point forecast it is the absolute error:
  :math:`\sum_m w_m |x_m-y| - \tfrac12\sum_{m,n} w_m w_n |x_m-x_n|`.
* coverage80 (Czado, Gneiting and Held 2009): where a distribution has atoms its probability integral
  transform is randomised, uniform between :math:`F(y^-)` and :math:`F(y)`. The share of outcomes whose
  transform lies in [0.1, 0.9] is computed as its expectation, without drawing. 0.8 is calibrated.
* interval80_closed: share of outcomes in the closed interval between the 10th and 90th percentile. With
  atoms at its ends it holds more than 80 % also of a calibrated forecast.

Sources: Gneiting, T. and A.E. Raftery (2007), 'Strictly proper scoring rules, prediction, and estimation',
*JASA* 102; Czado, C., T. Gneiting and L. Held (2009), 'Predictive model assessment for count data',
*Biometrics* 65.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

LOW, HIGH = 0.1, 0.9
SAME = 1e-9
"""Points nearer than this share of the larger of 1 and the outcome count as the outcome itself."""


@dataclass(frozen=True)
class Mixture:
    """A forecast distribution: a support [m], from low to high, and weights [m] that add up to 1."""

    support: Floats
    weight: Floats

    @classmethod
    def of(cls, support: ArrayLike, weight: ArrayLike | None = None) -> Mixture:
        """Sort a support; all points weigh the same where no weights are given."""
        points = np.asarray(support, dtype=np.float64)
        weights = np.ones(len(points)) if weight is None else np.asarray(weight, dtype=np.float64)
        order = np.argsort(points, kind="stable")
        return cls(points[order], weights[order] / weights.sum())

    @property
    def mean(self) -> float:
        """The mean."""
        return float(self.support @ self.weight)

    def quantile(self, level: float) -> float:
        """Return the lowest point up to which at least this share of the weight lies."""
        index = int(np.searchsorted(np.cumsum(self.weight), level - 1e-12))
        return float(self.support[min(index, len(self.support) - 1)])


@dataclass(frozen=True)
class Scored:
    """How one forecast did on one outcome; the last three are None for a point forecast.

    Attributes
    ----------
    error
        Absolute error of the point forecast, the median of a distribution.
    square
        Squared error of the mean of a distribution, or of the point.
    crps
        In units of the scale.
    covered
        Chance that the randomised transform lies in [0.1, 0.9].
    inside
        1 when the outcome lies in the closed interval from the 10th to the 90th percentile, else 0.
    width
        Width of that interval.

    """

    error: float
    square: float
    crps: float
    covered: float | None = None
    inside: float | None = None
    width: float | None = None


def crps(forecast: Mixture, outcome: float) -> float:
    """Return the continuous ranked probability score of a distribution."""
    x, w = forecast.support, forecast.weight
    # Half the mean distance of two points: the sum over gaps of F (1 - F) times the gap.
    below = np.cumsum(w)[:-1]
    spread = float((below * (1.0 - below) * np.diff(x)).sum())
    return float(w @ np.abs(x - outcome)) - spread


def transform(forecast: Mixture, outcome: float) -> tuple[float, float]:
    """Return F just below the outcome and F at it."""
    same = SAME * max(1.0, abs(outcome))
    below = float(forecast.weight[forecast.support < outcome - same].sum())
    return below, below + float(forecast.weight[np.abs(forecast.support - outcome) <= same].sum())


def covered(forecast: Mixture, outcome: float) -> float:
    """Return the chance that the randomised transform of the outcome lies in [0.1, 0.9]."""
    below, upto = transform(forecast, outcome)
    if upto - below < 1e-15:
        return float(LOW <= upto <= HIGH)
    return min(1.0, max(0.0, min(HIGH, upto) - max(LOW, below)) / (upto - below))


def score_point(point: float, outcome: float) -> Scored:
    """Score a point forecast."""
    error = abs(point - outcome)
    return Scored(error, error**2, error)


def score(forecast: Mixture, outcome: float, point: float | None = None) -> Scored:
    """Score a distribution; ``point`` is its median where that is known more exactly than its points."""
    median = forecast.quantile(0.5) if point is None else point
    low, high = forecast.quantile(LOW), forecast.quantile(HIGH)
    same = SAME * max(1.0, abs(outcome))
    return Scored(
        error=abs(median - outcome),
        square=(forecast.mean - outcome) ** 2,
        crps=crps(forecast, outcome),
        covered=covered(forecast, outcome),
        inside=float(low - same <= outcome <= high + same),
        width=high - low,
    )
