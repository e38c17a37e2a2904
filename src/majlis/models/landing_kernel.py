"""The election over occupied positions behind :mod:`majlis.models.landing`, which has the equations."""

from __future__ import annotations

from typing import Any

import numpy as np

from majlis.chance.kernel import kernel, part

FLOOR = 1e-12
"""Votes that every position gets in every pair, as a share of all weight times the width of the scale."""


@part
def occupied(position: Any, weight: Any, bottom: float, width: float, x: Any, u: Any, w: Any) -> int:
    """Gather the positions held by somebody with weight, from low to high, equal ones put together.

    Fills x (as given), u (0 to 1 over the scale) and w (weights added up); returns how many there are.
    """
    order = np.argsort(position, kind="mergesort")
    m = 0
    for k in order:
        if weight[k] <= 0.0:
            continue
        if m == 0 or position[k] != x[m - 1]:
            x[m], u[m], w[m] = position[k], (position[k] - bottom) / width, 0.0
            m += 1
        w[m - 1] += weight[k]
    return m


@part
def beats(u: Any, w: Any, m: int, win: Any) -> None:
    """Fill win[i, j], the probability that position i beats position j in a pairwise vote.

    On quadratic losses actor k prefers i to j by (u_k-u_j)^2 - (u_k-u_i)^2, which is 2 |u_i-u_j| times its
    distance from the point midway, on i's side of it.
    """
    below, moment = np.zeros(m + 1), np.zeros(m + 1)
    for k in range(m):
        below[k + 1] = below[k] + w[k]
        moment[k + 1] = moment[k] + w[k] * u[k]
    floor = FLOOR * below[m]
    for i in range(m):
        win[i, i] = 0.5
        t = i + 1
        for j in range(i + 1, m):
            middle = 0.5 * (u[i] + u[j])
            while t < m and u[t] < middle:
                t += 1
            low = max(middle * below[t] - moment[t], 0.0) + floor
            high = max(moment[m] - moment[t] - middle * (below[m] - below[t]), 0.0) + floor
            win[i, j] = low / (low + high)
            win[j, i] = high / (low + high)


@part
def called(u: Any, m: int, near: float, out: Any) -> None:
    """Fill out[j], how often position j is called as the challenger: less where positions crowd."""
    for j in range(m):
        crowd = 0.0
        for k in range(m):
            crowd += max(0.0, 1.0 - abs(u[j] - u[k]) / near)
        out[j] = 1.0 / crowd


@part
def lasting(rate: Any, m: int, out: Any) -> None:
    """Fill out with the stationary distribution of a chain with those rates from row to column.

    The elimination of Grassmann, Taksar and Heyman (1985), which subtracts nothing. The rates are lost.
    """
    for n in range(m - 1, 0, -1):
        total = 0.0
        for j in range(n):
            total += rate[n, j]
        for i in range(n):
            rate[i, n] /= total
        for i in range(n):
            for j in range(n):
                if i != j:
                    rate[i, j] += rate[i, n] * rate[n, j]
    out[0] = 1.0
    total = 1.0
    for n in range(1, m):
        out[n] = 0.0
        for i in range(n):
            out[n] += out[i] * rate[i, n]
        total += out[n]
    for n in range(m):
        out[n] /= total


@kernel
def elect_draws(
    position: Any, weight: Any, bounds: Any, near: float, places: Any, chance: Any, centre: Any, spread: Any
) -> None:
    """Hold the election in every draw and issue of [draw, actor, issue] arrays by itself.

    Writes the occupied positions from low to high and the chance of each [draw, issue, actor] (filled up
    with the last one at chance 0), the mean of the election and the weighted standard deviation of the
    positions [draw, issue], all on the scale of the issue.
    """
    draws, n, issues = position.shape
    x, u, w, p, call = np.empty(n), np.empty(n), np.empty(n), np.empty(n), np.empty(n)
    win, rate = np.empty((n, n)), np.empty((n, n))
    for draw in range(draws):
        for issue in range(issues):
            bottom = bounds[issue, 0]
            width = bounds[issue, 1] - bottom
            m = occupied(position[draw, :, issue], weight[draw, :, issue], bottom, width, x, u, w)
            beats(u, w, m, win)
            called(u, m, near, call)
            for j in range(m):
                for i in range(m):
                    rate[j, i] = call[i] * win[i, j]
            lasting(rate, m, p)
            total, mean, middle, square = 0.0, 0.0, 0.0, 0.0
            for k in range(m):
                total += w[k]
                mean += w[k] * u[k]
                middle += p[k] * u[k]
            mean /= total
            for k in range(m):
                square += w[k] * (u[k] - mean) * (u[k] - mean)
            centre[draw, issue] = min(max(bottom + width * middle, x[0]), x[m - 1])
            spread[draw, issue] = width * np.sqrt(square / total) if m > 1 else 0.0
            for k in range(n):
                places[draw, issue, k] = x[min(k, m - 1)]
                chance[draw, issue, k] = p[k] if k < m else 0.0
