"""What is kept of every week: how many draws stand where. Memory does not grow with the draws.

Whole numbers add up to the same sum in any order, so the tally is the same for any chunk and any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from majlis.chance.kernel import call, kernel
from majlis.dynamics.state import State
from majlis.dynamics.system import System
from majlis.dynamics.week_kernel import LOG

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

BINS = 200
"""Parts into which a level's range is cut; a quantile is exact to one of them."""
MOST = 256
"""Counts of a week that are told apart."""


@kernel
def _count(
    value: Any, shapes: Any, code: Any, happened: Any, so_far: Any, levels: Any, weekly: Any, ever: Any
) -> None:
    bins = levels.shape[1]
    for d in range(value.shape[0]):
        for v in range(value.shape[1]):
            low, high = shapes[v, 0], shapes[v, 1]
            share = (value[d, v] - low) / (high - low)
            if code[v] == LOG:
                share = np.log(value[d, v] / low) / np.log(high / low)
            levels[v, min(max(int(share * bins), 0), bins - 1)] += 1
        for h in range(happened.shape[1]):
            weekly[h, min(happened[d, h], weekly.shape[1] - 1)] += 1
            ever[h] += 1 if so_far[d, h] > 0 else 0


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
            np.zeros((len(weeks), levels, BINS), dtype=np.int64),
            np.zeros((len(weeks), hazards, MOST), dtype=np.int64),
            np.zeros((len(weeks), hazards), dtype=np.int64),
        )

    def take(self, system: System, state: State) -> None:
        """Count the draws of a state at its week."""
        at = state.week - self.weeks.start
        count = state.count[state.week % system.depth]
        arrays = (self.levels[at], self.weekly[at], self.ever[at])
        call(_count, state.value, system.shapes, system.code, count, state.so_far, *arrays)

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
