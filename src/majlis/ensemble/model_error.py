"""The models' own error: how far decisions have landed from what such models said.

A weighted mean misses resolved decisions by a root mean square of 29.8 points on a scale of 100 (c·s mean,
351 issues of the European Union with an outcome, DEU III; Arregui and Perarnaud 2021, doi 10.34810/data53;
mean absolute error 23.0). The outcome of a run is therefore the settlement plus an error,

    landing = clip(settlement + sigma * z, low, high),   z ~ N(0, 1),

so that the share of draws beyond a point says what the model *and* its record allow. About 30 % of those
decisions lie exactly at an end of the scale, as clipped draws do. Errors on coercive disputes are surely not
smaller.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from majlis.case.estimate import Estimate
from majlis.case.issue import Issue

SHARE_OF_SCALE = (0.25, 0.275, 0.30)
REASON = (
    "Weighted means miss resolved EU decisions by 25 to 30 % of the scale (DEU III, 351 issues: root mean "
    "square error 29.8 points of 100); error spread learned from EU legislation, likely too narrow here."
)


def model_error(issue: Issue) -> Estimate:
    """Return the spread of the models' error (sd, points of the scale): the case's own, or the default."""
    if issue.error is not None:
        return issue.error
    low, value, high = (share * issue.scale.width for share in SHARE_OF_SCALE)
    return Estimate(value=value, low=low, high=high, reason=REASON)


def landed(
    settlement: NDArray[np.float64], shift: NDArray[np.float64], bounds: tuple[float, float]
) -> NDArray[np.float64]:
    """Return where decisions land [draw]: settlement plus error, in points of the scale, clipped to it."""
    return np.clip(settlement + shift, *bounds)
