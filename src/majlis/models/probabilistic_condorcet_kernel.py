"""The election of :mod:`majlis.models.probabilistic_condorcet`, over draws and issues."""

from __future__ import annotations

from typing import Any

import numpy as np

from majlis.chance.kernel import kernel, part
from majlis.models.condorcet_kernel import elect

PARTS = ("e19e35b5",)
"""The digest of condorcet_kernel.py, so that a change there changes this file too."""

NO_REFERENCE = -1


@part
def occupied(position: Any, weight: Any, order: Any, at: Any, w: Any) -> int:
    """Gather the positions held with weight, from low to high, equal ones put together; say how many."""
    n = position.size
    for k in range(n):
        order[k] = k
        m = k - 1
        while m >= 0 and (
            position[order[m]] > position[k]
            or (position[order[m]] == position[k] and weight[order[m]] > weight[k])
        ):
            order[m + 1] = order[m]
            m -= 1
        order[m + 1] = k
    m = 0
    for k in order:
        if weight[k] <= 0.0:
            continue
        if m == 0 or position[k] != at[m - 1]:
            at[m], w[m] = position[k], 0.0
            m += 1
        w[m - 1] += weight[k]
    return m


@kernel
def elect_draws(
    position: Any, weight: Any, bounds: Any, support: Any, chance: Any, rules: Any, form: Any
) -> None:
    """Hold an election in every draw and issue of positions and weights [draw, actor, issue].

    Writes support and chance [draw, issue, m]; the places beyond those occupied are the first one again,
    with chance 0. The rules are (0, power, election).
    """
    draws, n, issues = position.shape
    square = np.empty((3, n, n))
    work = (square[0], square[1], square[2], np.empty((2, n)))
    u, at, w, p, order = np.empty((n, n)), np.empty(n), np.empty(n), np.empty(n), np.empty(n, np.int64)
    for draw in range(draws):
        for issue in range(issues):
            m = occupied(position[draw, :, issue], weight[draw, :, issue], order, at, w)
            width = bounds[issue, 1] - bounds[issue, 0]
            for a in range(m):
                for o in range(m):
                    u[a, o] = 1.0 - abs(at[a] - at[o]) / width
            elect(u, w[:m], m, NO_REFERENCE, rules, form, p, work)
            for o in range(n):
                support[draw, issue, o] = at[o if o < m else 0]
                chance[draw, issue, o] = p[o] if o < m else 0.0
