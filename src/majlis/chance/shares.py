"""What all distributions check: the shares that they are asked for and the numbers that they are made of."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class DistributionError(ValueError):
    """Numbers that make no distribution: says what was found and what was expected."""


def shares_of(u: ArrayLike) -> Floats:
    """Check that every u lies within 0 to 1."""
    shares = np.asarray(u, dtype=np.float64)
    if not ((shares >= 0) & (shares <= 1)).all():
        raise DistributionError("u: found a share outside 0 to 1, expected shares of the distribution")
    return shares


def check_finite(owner: object, *names: str) -> None:
    """Check that the named fields are finite numbers."""
    for name in names:
        found = getattr(owner, name)
        if isinstance(found, bool) or not isinstance(found, int | float | np.integer | np.floating):
            raise DistributionError(f"{type(owner).__name__}: found {name} {found!r}, expected a number")
        if not math.isfinite(found):
            raise DistributionError(
                f"{type(owner).__name__}: found {name} {found!r}, expected a finite number"
            )


def check_order(owner: object, *names: str) -> None:
    """Check that the named fields do not fall and that their span can be computed with."""
    values = [float(getattr(owner, name)) for name in names]
    if values != sorted(values) or not math.isfinite(values[-1] - values[0]):
        found = ", ".join(f"{name} {value:g}" for name, value in zip(names, values, strict=True))
        raise DistributionError(f"{type(owner).__name__}: found {found}, expected {' <= '.join(names)}")
