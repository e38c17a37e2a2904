"""Bootstrap of means over decisions that come in clusters: the issues of one proposal go together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

TIMES = 10_000
SEED = 1


class Clusters:
    """Resamples whole clusters with replacement, the same ones whatever is averaged.

    Parameters
    ----------
    names
        The cluster of each decision.
    times, seed
        How many samples, and the seed of numpy's generator.

    """

    def __init__(self, names: Sequence[str], times: int = TIMES, seed: int = SEED) -> None:
        known, self._cluster = np.unique(np.asarray(names), return_inverse=True)
        drawn = np.random.default_rng(seed).multinomial(
            len(known), np.full(len(known), 1 / len(known)), times
        )
        self._often = drawn.astype(np.float64)
        self._size = np.bincount(self._cluster).astype(np.float64)

    def means(self, values: ArrayLike) -> Floats:
        """Return the mean of the values [decision] in every sample [time]."""
        summed = np.bincount(self._cluster, np.asarray(values, dtype=np.float64))
        found: Floats = (self._often @ summed) / (self._often @ self._size)
        return found

    def interval(self, values: ArrayLike, level: float = 0.95) -> tuple[float, float]:
        """Return the percentile interval of the mean."""
        low, high = np.quantile(self.means(values), [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)

    def share_below(self, values: ArrayLike) -> float:
        """Return the share of samples in which the mean is below 0."""
        return float((self.means(values) < 0).mean())
