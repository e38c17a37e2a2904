"""The search for the bargain of :mod:`majlis.models.nash`: Newton's steps kept inside a closing bracket."""

from __future__ import annotations

from typing import Any

import numpy as np

from majlis.chance.kernel import kernel, part

COST, STATUS_QUO = 0, 1
STEPS = 200
CLOSE = 1e-15


@part
def cost_slope(y: float, x: Any, e: Any, s: Any, cost: float) -> Any:
    """Return the slope of sum e log(K - s (y - x)^2), halved, and its own slope, at y."""
    slope, bend = 0.0, 0.0
    for k in range(x.size):
        away = x[k] - y
        gain = cost - s[k] * away * away
        pull = e[k] * s[k] / gain
        slope += pull * away
        bend -= pull * (1.0 + 2.0 * s[k] * away * away / gain)
    return slope, bend


@part
def reversion_slope(t: float, reach: Any, e: Any) -> Any:
    """Return the slope of sum e log(t (reach - t)) and its own slope, at t."""
    slope, bend = 0.0, 0.0
    for k in range(reach.size):
        left = reach[k] - t
        slope += e[k] * (1.0 / t - 1.0 / left)
        bend -= e[k] * (1.0 / (t * t) + 1.0 / (left * left))
    return slope, bend


@part
def bargain(low: float, high: float, x: Any, e: Any, s: Any, cost: float, code: int) -> float:
    """Return where the falling slope is nought between low and high."""
    y = low + (high - low) / 2
    for _ in range(STEPS):
        if high - low <= CLOSE:
            break
        slope, bend = cost_slope(y, x, e, s, cost) if code == COST else reversion_slope(y, x, e)
        if slope > 0.0:
            low = y
        elif slope < 0.0:
            high = y
        else:
            break
        new = y - slope / bend if bend < 0.0 else low
        if not (low < new < high):
            new = low + (high - low) / 2
        if new == y:
            break
        y = new
    return y


@part
def settle_cost(x: Any, e: Any, s: Any, cost: float) -> float:
    """Settle one draw with positions on 0 to 1 and a common cost K of disagreement, at least 1."""
    low, high = 1.0, 0.0
    for k in range(x.size):
        if e[k] * s[k] > 0.0:
            low, high = min(low, x[k]), max(high, x[k])
    return min(max(bargain(low, high, x, e, s, cost, COST), low), high)


@part
def settle_reversion(x: Any, e: Any, s: Any, point: float) -> Any:
    """Settle one draw with a reversion point; say too whether only that point is feasible.

    Someone prefers the reversion point to every change unless all who count are on one side of it. Then
    actor k accepts all that is no farther than twice the way to its own position, its reach; measured in
    the shortest reach, the bargain lies between 1/2 and 1.
    """
    low, high = 1.0, 0.0
    for k in range(x.size):
        if e[k] > 0.0:
            low, high = min(low, x[k]), max(high, x[k])
    nearest = low - point if low > point else point - high
    if nearest <= 0.0:
        return point, 1
    side = 1.0 if low > point else -1.0
    for k in range(x.size):
        # those without weight are put as far as the nearest, where they do no harm
        s[k] = 2.0 * side * (x[k] - point) / (2.0 * nearest) if e[k] > 0.0 else 1.0
    t = bargain(0.5, 1.0, s, e, s, 0.0, STATUS_QUO)
    return min(max(point + side * 2.0 * nearest * t, low), high), 0


@kernel
def settle_draws(
    position: Any,
    capability: Any,
    salience: Any,
    bounds: Any,
    quo: Any,
    outcome: Any,
    vacuous: Any,
    limits: Any,
) -> None:
    """Settle every draw and issue of [draw, actor, issue] arrays by itself.

    Writes outcome [draw, issue] and vacuous [draw, issue], 1 where only the status quo is feasible. The
    limits are (code, cost K as a multiple of the squared width of the scale, whether salience is in the
    exponent).
    """
    code, cost, in_exponent = limits
    draws, n, issues = position.shape
    x, e, s = np.empty(n), np.empty(n), np.empty(n)
    for draw in range(draws):
        for issue in range(issues):
            bottom = bounds[issue, 0]
            width = bounds[issue, 1] - bottom
            total = 0.0
            for k in range(n):
                total += capability[draw, k, issue] * salience[draw, k, issue]
            for k in range(n):
                c, share = capability[draw, k, issue], salience[draw, k, issue]
                x[k] = (position[draw, k, issue] - bottom) / width
                e[k], s[k] = c, share
                if in_exponent:
                    e[k], s[k] = c * share, 1.0
                if c * share <= 0.0:
                    e[k] = 0.0
                e[k] /= total
            if code == COST:
                y, empty = settle_cost(x, e, s, cost), 0
            else:
                y, empty = settle_reversion(x, e, s, (quo[draw, issue] - bottom) / width)
            vacuous[draw, issue] = empty
            outcome[draw, issue] = bottom + width * y
