"""Loops and their gains: whether the system comes to rest or feeds on itself.

The gain of a link is the long-run shift of its effect's place for a unit shift of its cause's place, at the
as-of state. From level to level it is the strength (times 1.47, the steepest slope, where the effect is
bounded). A hazard between two levels passes on ``rate * beta ln(span)`` occurrences a week, each of which
moves the effect by its strength and fades with its half-life. A hazard that happens at most once closes no
loop. Where the largest absolute eigenvalue of the gains reaches 1, a push comes back undiminished.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.dynamics.system import System
from majlis.dynamics.week_kernel import HAZARD_TO_LEVEL, LEVEL_TO_HAZARD, LEVEL_TO_LEVEL, LOGIT, LOGIT_RANGE

Floats = NDArray[np.float64]
LONGEST = 8
MOST = 200
FAINTEST = 1e-4


@dataclass(frozen=True)
class Loop:
    """Levels that feed each other in a circle, and the product of the gains around it."""

    levels: tuple[str, ...]
    gain: float


def gains(system: System, beta: Floats, back: Floats, rate: Floats) -> Floats:
    """Return the gains [effect, cause] between levels.

    Parameters
    ----------
    system
        The system.
    beta
        Effect of each link [link], as `majlis.dynamics.drawn.Drawn` has it.
    back
        Share of the way back in a week [level].
    rate
        Weekly rate of each hazard [hazard] at the as-of state.

    """
    count = len(system.levels)
    matrix = np.zeros((count, count))
    slope = np.array([LOGIT_RANGE / 4.0 if code == LOGIT else 1.0 for code in system.code]) / system.ranges
    into = [k for k, row in enumerate(system.links) if row[0] == LEVEL_TO_HAZARD]
    for k, (kind, cause, effect, _) in enumerate(system.links):
        if kind == LEVEL_TO_LEVEL:
            matrix[effect, cause] += beta[k] * slope[effect]
        elif kind == HAZARD_TO_LEVEL and not system.once[cause] and back[effect] > 0.0:
            lasting = rate[cause] * beta[k] * slope[effect] / back[effect]
            for first in into:
                if system.links[first, 2] == cause:
                    matrix[effect, system.links[first, 1]] += beta[first] * lasting
    return matrix


def spectral_radius(matrix: Floats) -> float:
    """Return the largest absolute eigenvalue of a matrix of gains; 0 without levels."""
    return float(np.abs(np.linalg.eigvals(matrix)).max()) if matrix.size else 0.0


def loops(system: System, matrix: Floats) -> tuple[Loop, ...]:
    """List the loops of up to eight levels, strongest first; at most 200."""
    found: list[Loop] = []
    neighbours = [[int(v) for v in np.flatnonzero(np.abs(column) > FAINTEST)] for column in matrix.T]
    for start in range(len(neighbours)):
        _walk(matrix, neighbours, [start], 1.0, found)
    named = [Loop(tuple(system.levels[int(v)].id for v in loop.levels), loop.gain) for loop in found]
    return tuple(sorted(named, key=lambda loop: -abs(loop.gain))[:MOST])


def _walk(
    matrix: Floats, neighbours: list[list[int]], way: list[int], gain: float, found: list[Loop]
) -> None:
    """Follow gains from the first level of a way over higher ones, so that each loop is found once."""
    for after in neighbours[way[-1]]:
        passed_on = gain * matrix[after, way[-1]]
        if after == way[0]:
            found.append(Loop(tuple(str(v) for v in way), float(passed_on)))
        elif after > way[0] and after not in way and len(way) < LONGEST and len(found) < 10 * MOST:
            _walk(matrix, neighbours, [*way, after], passed_on, found)
