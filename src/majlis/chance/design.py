"""Quasi-random designs: points that fill a cube more evenly than random ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from majlis.chance.addressed import Addressed

DRAWS_LIMIT = 2**30
DIMENSIONS_LIMIT = 21_201
"""As many as the direction numbers of Joe and Kuo 2008 have."""

_BITS = 52
_HALF_CELL = 2.0**-53


class DesignError(ValueError):
    """A design that cannot be made: says what was found and what was expected."""


def sobol(dimensions: int, draws: int, seed: int) -> NDArray[np.float64]:
    """Give the first points of a scrambled Sobol sequence, strictly inside the unit cube.

    Points are Sobol's with the direction numbers of Joe and Kuo (2008, SIAM Journal on Scientific Computing
    30(5)), scrambled by a random lower triangular matrix and a digital shift (Matousek 1998, Journal of
    Complexity 14), from `scipy.stats.qmc`; half of the finest cell is added so that none is 0. A power of
    two fills the cube best, any other number of draws is allowed. The points belong to one case: with one
    dimension more, all of them change.

    Parameters
    ----------
    dimensions
        How many columns, 0 to 21,201.
    draws
        How many points, 1 to 2**30.
    seed
        0 <= seed < 2**63; the same seed gives the same points.

    Returns
    -------
    Points [draws, dimensions].

    Raises
    ------
    DesignError
        When there are too many dimensions or draws, or fewer than none.
    AddressError
        When the seed is out of range.

    """
    from scipy.stats import qmc

    if not 0 <= dimensions <= DIMENSIONS_LIMIT:
        raise DesignError(
            f"found {dimensions} uncertain numbers, expected at most {DIMENSIONS_LIMIT} for a Sobol design; "
            "use random draws"
        )
    if not 1 <= draws <= DRAWS_LIMIT:
        raise DesignError(f"found {draws} draws, expected 1 to {DRAWS_LIMIT} for a Sobol design")
    checked = Addressed(seed).seed
    if dimensions == 0:
        return np.empty((draws, 0), dtype=np.float64)
    sequence = qmc.Sobol(dimensions, scramble=True, bits=_BITS, seed=np.random.default_rng(checked))
    points = sequence.random_base2((draws - 1).bit_length())[:draws]
    return np.asarray(points + _HALF_CELL, dtype=np.float64)
