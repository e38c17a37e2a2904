"""The parts of the spatial model's kernel that are about places: distances, utilities and bargains.

:mod:`majlis.models.spatial` has the equations, :mod:`majlis.models.spatial_kernel` the rest of the kernel and
the meaning of the arguments.
"""

from __future__ import annotations

import math
from typing import Any

from majlis.chance.kernel import part

S1P1, S2P2, S2PMAX = 0, 1, 2
INITIATOR, BOTH, COMPROMISE = 0, 1, 2

# Squares that a turn works on; THEIRS is what the receiver thinks of the odds, OWN_T is transposed.
DISTANCE, OWN, SEEN, MADE, THEIRS, OWN_T = range(6)
SQUARES = 6


@part
def curve(distance: float, risk: float) -> float:
    """Return the utility of a distance for a risk attitude."""
    return (1.0 - distance) * (1.0 + risk * distance)


@part
def apart(q: Any, point: Any, s: Any) -> float:
    """Return the distance of a point from an ideal, weighted by salience."""
    top, bottom = 0.0, 0.0
    for d in range(q.size):
        away = s[d] * (q[d] - point[d])
        top += away * away
        bottom += s[d] * s[d]
    return min(math.sqrt(top / bottom), 1.0)


@part
def towards(w_own: float, w_other: float, ours: float, theirs: float) -> float:
    """Return the weighted mean of two places on a dimension; the own one when neither has any weight."""
    if w_own + w_other == 0.0:
        return ours
    there = ours + (w_other / (w_own + w_other)) * (theirs - ours)
    return min(max(there, min(ours, theirs)), max(ours, theirs))


@part
def meet(i: int, j: int, p: float, actors: Any, compat: bool, weighting: int, to: Any) -> None:
    """Fill to[0] and to[1] with where i and j would go, if i prevails with probability p."""
    x, s = actors[0], actors[3]
    least = 1e-6 if compat else 0.0
    for d in range(x.shape[1]):
        if weighting == S2PMAX:
            for_j, for_i = max(0.0, 1.0 - 2.0 * p), max(0.0, 2.0 * p - 1.0)
            ours, theirs = s[i, d] * s[i, d], s[j, d] * s[j, d]
            to[0, d] = towards(least + (1.0 - for_j) * ours, for_j * theirs, x[i, d], x[j, d])
            to[1, d] = towards(least + (1.0 - for_i) * theirs, for_i * ours, x[j, d], x[i, d])
            continue
        v, w = s[i, d] * p, s[j, d] * (1.0 - p)
        if weighting == S2P2:
            v, w = v * v, w * w
        if compat:
            one = ((v + least) * x[i, d] + w * x[j, d]) / (v + w + least)
            two = (v * x[i, d] + (w + least) * x[j, d]) / (v + w + least)
            to[0, d] = math.floor(0.5 + 10000.0 * one) / 10000.0
            to[1, d] = math.floor(0.5 + 10000.0 * two) / 10000.0
        else:
            to[0, d] = towards(v, w, x[i, d], x[j, d])
            to[1, d] = to[0, d] if v + w > 0.0 else x[j, d]


@part
def bargains(i: int, j: int, actors: Any, square: Any, rules: Any, to: Any) -> int:
    """Fill to[0:2], and to[2:4] where there is a second one, with the bargains of i and j; say how many."""
    compat, weighting, model = rules[0] == 1, rules[4], rules[5]
    meet(i, j, square[MADE, i, j], actors, compat, weighting, to[0:2])
    if model == INITIATOR:
        return 1
    meet(i, j, square[THEIRS, i, j], actors, compat, weighting, to[2:4])
    if model == BOTH:
        return 2
    c, total = actors[2], actors[4]
    ours, theirs = c[i] * total[i], c[i if compat else j] * total[j]
    for d in range(to.shape[1]):
        for side in range(2):
            to[side, d] = towards(ours, theirs, to[side, d], to[side + 2, d])
    return 1
