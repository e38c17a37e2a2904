"""What is kept of every week: how many draws stand where. Memory does not grow with the draws.

Whole numbers add up to the same sum in any order, so the tally is the same for any chunk and any thread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.dynamics.system import System
from majlis.dynamics.week_arrays import Counted
from majlis.dynamics.week_kernel import LOG

Floats = NDArray[np.float64]
Whole = NDArray[np.int32]

BINS = 200
"""Parts into which a level's range is cut; a quantile is exact to one of them."""
MOST = 256
"""Counts of a week that are told apart."""


@dataclass(frozen=True)
class Tally:
    """Numbers of draws by week.

    Attributes
    ----------
    weeks
        The weeks, relative to the as-of date.
    levels
        Draws in each part of each level's range [week, level, part].
    weekly
        Draws with each count of each hazard in the week [week, hazard, count].
    ever
        Draws in which each hazard has happened since the warm-up began [week, hazard].

    """

    weeks: range
    levels: Whole
    weekly: Whole
    ever: Whole

    @classmethod
    def empty(cls, weeks: range, system: System) -> Tally:
        """Return a tally of no draws."""
        levels, hazards = len(system.levels), len(system.hazards)
        return cls(
            weeks,
            np.zeros((len(weeks), levels, BINS), dtype=np.int32),
            np.zeros((len(weeks), hazards, MOST), dtype=np.int32),
            np.zeros((len(weeks), hazards), dtype=np.int32),
        )

    @property
    def counted(self) -> Counted:
        """The arrays that `majlis.dynamics.path.Path.advance` counts in."""
        return Counted(self.weeks.start, self.levels, self.weekly, self.ever)

    def add(self, other: Tally) -> None:
        """Add the draws of another tally."""
        self.levels[:] += other.levels
        self.weekly[:] += other.weekly
        self.ever[:] += other.ever

    def quantiles(self, system: System, level: int, shares: tuple[float, ...]) -> Floats:
        """Return quantiles of a level by week [share, week]: the middle of the part in which each lies."""
        below = np.cumsum(self.levels[:, level], axis=1)
        low, high = system.shapes[level]
        edges = (np.arange(BINS) + 0.5) / BINS
        points = low * (high / low) ** edges if system.code[level] == LOG else low + (high - low) * edges
        return np.stack([points[_first(below, share)] for share in shares])

    def counts(self, hazard: int, shares: tuple[float, ...]) -> Whole:
        """Return quantiles of a hazard's weekly count by week [share, week]."""
        below = np.cumsum(self.weekly[:, hazard], axis=1)
        return np.stack([_first(below, share) for share in shares])

    def mean_count(self, hazard: int) -> Floats:
        """Return the mean weekly count of a hazard by week."""
        draws = np.maximum(self.weekly[:, hazard].sum(axis=1), 1)
        mean: Floats = self.weekly[:, hazard] @ np.arange(MOST) / draws
        return mean


def _first(below: Whole, share: float) -> Whole:
    """Return where cumulative numbers first reach a share of their total, row by row."""
    wanted = np.maximum(np.ceil(share * below[:, -1]), 1.0)
    first: Whole = np.argmax(below >= wanted[:, None], axis=1)
    return first
