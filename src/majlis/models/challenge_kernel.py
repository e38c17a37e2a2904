"""The hot loop of the challenge model; :mod:`majlis.models.challenge` has the equations.

Positions are kept twice: ``y`` on the scale of the issue and ``u`` from 0 to 1 over the range that the
actors occupied at the start. Everything is decided on ``u``, so a stretched or shifted scale decides the
same; ``y`` follows, so an actor who does not move keeps the very number that was given.

Within a round the actors stand in one canonical order, by u, then y, weight and salience, and all
sums run in that order. The order of the input therefore never shows in the result, not even in rounding.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from majlis.chance.kernel import inlined, kernel, part

PRINTED, PUBLISHED_CODE = 0, 1
OTHERS_VIEW, OWN_VIEW = 0, 1
RESPONDER, APPENDIX = 0, 1
ORDERED, LEAST_MOVE = 0, 1
CONFLICT, COMPROMISE, ACQUIESCE = 0.0, 4.0, 8.0  # added to the length of a move, which is at most 1
NO_OFFER = 99.0
NOBODY = -1
SLACK = 1e-12
"""Differences of utility, probability and normalised distance up to this size count as none."""

LOG_HALF = math.log(0.5)
LOG_NOTHING = -5000.0
"""Stands for the logarithm of 0; its powers are the least there are, below 1e-300."""
NO_VOTES = 1e-200
"""A sum of votes below this is that of actors who all stand at one position."""

# Rows of the table that one round works on, one column per actor in canonical order.
U, Y, W, S, R, SEC, LEFT_W, LEFT_WU, UPTO_W, UPTO_WU, RANKED, SHARE, TO, SPREAD = range(14)
ROWS = 14
# Squares that one round works on, a row and a column per actor; _T marks the transposed.
PROB, PROB_T, GAIN, GAIN_T, RIVAL, RIVAL_T, LOG_WIN, LOG_LOSE, LOG_D, WIN, LOSE, LOSS, NEAR = range(13)
SQUARES = 13

ROUNDER = 1.5 * 2.0**52
"""Added to a small number, it leaves the nearest whole number in the lowest bits."""
LN2_HIGH, LN2_LOW = 0.693147180369123816490, 1.90821492927058770002e-10


@part
def powers(logs: Any, r: Any, out: Any, scratch: Any) -> None:
    """Fill out[i, j] = exp(r[i]·logs[i, j]) for logs of at most 0.

    A Taylor polynomial on half a power of two around 0, then the power of two set by its bits. It is
    within two units of the last digit, treats many numbers at a time, and gives the same on all machines.
    """
    exponent, scale, bits = scratch  # scale and bits are the same memory, seen as numbers and as bits
    n = r.size
    for i in range(n):
        for j in range(n):
            x = r[i] * logs[i, j]
            exponent[i * n + j] = x if x > -700.0 else -700.0
    flat = out.reshape(n * n)
    for k in range(n * n):
        x = exponent[k]
        shifted = x * 1.4426950408889634 + ROUNDER
        whole = shifted - ROUNDER
        f = (x - whole * LN2_HIGH) - whole * LN2_LOW
        scale[k] = shifted
        high = 1.0 / 5040 + f * (1.0 / 40320 + f * (1.0 / 362880 + f * (1.0 / 3628800)))
        high += f * f * f * f * (1.0 / 39916800 + f * (1.0 / 479001600 + f * (1.0 / 6227020800)))
        low = 1.0 / 6 + f * (1.0 / 24 + f * (1.0 / 120 + f * (1.0 / 720 + f * high)))
        flat[k] = 1.0 + f * (1.0 + f * (0.5 + f * low))
    for k in range(n * n):
        bits[k] = (bits[k] + 1023) << 52
    for k in range(n * n):
        flat[k] *= scale[k]


@part
def before(one: int, other: int, y: Any, w: Any, s: Any) -> bool:
    """Say whether one of two actors at the same u comes first, or they are alike."""
    if y[one] != y[other]:
        return bool(y[one] < y[other])
    if w[one] != w[other]:
        return bool(w[one] < w[other])
    return bool(s[one] <= s[other])


@part
def sort_actors(u: Any, y: Any, w: Any, s: Any, order: Any) -> None:
    """Bring the order of the last round into the canonical order of this one (insertion sort)."""
    for k in range(1, order.size):
        actor = order[k]
        m = k - 1
        while m >= 0:
            other = order[m]
            if u[other] < u[actor] or (u[other] == u[actor] and before(other, actor, y, w, s)):
                break
            order[m + 1] = other
            m -= 1
        order[m + 1] = actor


@part
def median(row: Any) -> float:
    """Return the weighted median of the actors in canonical order, midway when it is an interval."""
    n = row.shape[1]
    total = 0.0
    for k in range(n):
        total += row[W, k]
    below = 0.0
    lower = -1.0
    for k in range(n):
        below += row[W, k]
        if lower < 0.0 and below >= (0.5 - SLACK) * total:
            lower = row[U, k]
        if below > (0.5 + SLACK) * total:
            return float(lower + (row[U, k] - lower) / 2)
    return float(lower)


@part
def set_logs(row: Any, square: Any, published: bool) -> None:
    """Fill log((1 - d)/2) and log((1 + d)/2) of every pair; for the published code also d and log d."""
    n = row.shape[1]
    for i in range(n):
        for j in range(i, n):
            d = row[U, j] - row[U, i]
            win = math.log(0.5 - 0.5 * d) if d < 1.0 else LOG_NOTHING
            lose = math.log(0.5 + 0.5 * d)
            square[LOG_WIN, i, j], square[LOG_WIN, j, i] = win, win
            square[LOG_LOSE, i, j], square[LOG_LOSE, j, i] = lose, lose
            if published:
                log_d = math.log(d) if d > 0.0 else LOG_NOTHING
                square[LOG_D, i, j], square[LOG_D, j, i] = log_d, log_d
                square[LOSS, i, j], square[LOSS, j, i] = d, d


@part
def set_sums(row: Any) -> None:
    """Fill the sums of w and w·u over those left of each actor, and over those left of it or beside it."""
    n = row.shape[1]
    weight, moment = 0.0, 0.0
    first = 0
    for k in range(n):
        if row[U, k] != row[U, first]:
            first = k
        if first == k:
            row[LEFT_W, k], row[LEFT_WU, k] = weight, moment
        else:
            row[LEFT_W, k], row[LEFT_WU, k] = row[LEFT_W, first], row[LEFT_WU, first]
        weight += row[W, k]
        moment += row[W, k] * row[U, k]
        for beside in range(first, k + 1):
            row[UPTO_W, beside], row[UPTO_WU, beside] = weight, moment


@part
def pair_probability(row: Any, square: Any) -> None:
    """Fill P[i, j] of equations 30-31: of the votes cast between x_i and x_j, the share for x_i.

    With voters in order, those up to x_i vote the whole distance D = x_j - x_i, those between x_i and
    the midpoint vote x_i + x_j - 2 x_k; running sums of w and w·u give both at once. The midpoint moves
    right with j, so all pairs together take n² steps.
    """
    n = row.shape[1]
    set_sums(row)
    weight = row[UPTO_W, n - 1]
    for i in range(n):
        m = i
        w_i, wu_i = row[UPTO_W, i], row[UPTO_WU, i]
        for j in range(i, n):
            distance = row[U, j] - row[U, i]
            both = row[U, j] + row[U, i]
            while m < j and 2.0 * row[U, m] < both:
                m += 1
            # all left of m are nearer to i, m and all right of it nearer to j
            w_m, wu_m = row[LEFT_W, m], row[LEFT_WU, m]
            left = distance * w_i + max(both * (w_m - w_i) - 2.0 * (wu_m - wu_i), 0.0)
            right = distance * (weight - row[LEFT_W, j])
            right += max(2.0 * (row[LEFT_WU, j] - wu_m) - both * (row[LEFT_W, j] - w_m), 0.0)
            share = left / (left + right) if distance > 0.0 and left + right > 0.0 else 0.5
            square[PROB, i, j], square[PROB_T, j, i] = share, share
            square[PROB, j, i], square[PROB_T, i, j] = 1.0 - share, 1.0 - share


@part
def rank_distances(row: Any, near: Any) -> None:
    """Fill near[k, p] = 2 m + 1 - n, where p is the m-th nearest to voter k (from 0).

    The sum over all ordered pairs p, q of |a_p - a_q| is then 2 sum_p near[k, p] a_p, whatever rising
    function a of the distance is meant.
    """
    n = row.shape[1]
    for k in range(n):
        u = row[U, k]
        left, right = k - 1, k + 1
        near[k, k] = 1.0 - n
        for m in range(1, n):
            if left < 0 or (right < n and row[U, right] - u <= u - row[U, left]):
                near[k, right] = 2.0 * m + 1.0 - n
                right += 1
            else:
                near[k, left] = 2.0 * m + 1.0 - n
                left -= 1


@part
def field_probability(row: Any, square: Any, sums: Any) -> None:
    """Fill P[i, j] as the published code has it: the votes for x_i over those between all pairs."""
    n = row.shape[1]
    loss, near, spread = square[LOSS], square[NEAR], row[SPREAD]
    for j in range(n):
        sums[0, j] = 0.0
        spread[j] = 0.0
    for k in range(n):
        weight = row[W, k]
        for p in range(n):
            spread[p] += weight * near[k, p] * loss[k, p]
            sums[k + 1, p] = sums[k, p] + weight * loss[k, p]
    total = 0.0
    for p in range(n):
        total += 2.0 * spread[p]
    scale = 1.0 / total if total > NO_VOTES else 0.0
    for i in range(n):
        m = i + 1
        square[PROB, i, i], square[PROB_T, i, i] = 0.0, 0.0
        for j in range(i + 1, n):
            while m < j and 2.0 * row[U, m] < row[U, j] + row[U, i]:
                m += 1
            nearer_i = scale * max(sums[m, j] - sums[m, i], 0.0)
            nearer_j = scale * max((sums[n, i] - sums[m, i]) - (sums[n, j] - sums[m, j]), 0.0)
            square[PROB, i, j], square[PROB_T, j, i] = nearer_i, nearer_i
            square[PROB, j, i], square[PROB_T, i, j] = nearer_j, nearer_j


@part
def unforced(near: float, distance: float, r: float, always_better: bool) -> float:
    """Return what i gets if j moves to the median of its own accord: U_better or U_worse."""
    a = min(near + distance, 2.0)
    base = 0.5 + 0.25 * a
    if always_better or near < distance - SLACK:
        base = 0.5 - 0.25 * a
    if r == 1.0:
        return 2.0 - 4.0 * base
    return 2.0 - 4.0 * math.exp(r * math.log(base)) if base > 0.0 else 2.0


@part
def set_risk(row: Any, square: Any, mu: float, q: float, published: bool) -> None:
    """Fill the exponents r from the securities (equations 32-34); 1 when all are equally secure."""
    n = row.shape[1]
    security = row[SEC]
    for i in range(n):
        security[i] = 0.0
    for j in range(n):
        for i in range(n):
            d = abs(row[U, i] - row[U, j])
            security[i] += 2.0 * d * (1.0 - 2.0 * row[S, i] * (1.0 - square[PROB, j, i]))
        if q < 1.0:
            for i in range(n):
                d = abs(row[U, i] - row[U, j])
                security[i] -= (1.0 - q) * unforced(abs(row[U, j] - mu), d, 1.0, published) * (d > 0.0)
    low, high = security[0], security[0]
    for i in range(1, n):
        low, high = min(low, security[i]), max(high, security[i])
    for i in range(n):
        row[R, i] = 1.0
        if high - low > SLACK * n:
            risk = (2.0 * security[i] - high - low) / (high - low)
            row[R, i] = (1.0 - risk / 3.0) / (1.0 + risk / 3.0)


@inlined
def set_gains(row: Any, square: Any, scratch: Any, q: float, rules: Any) -> None:
    """Fill E^i(U_ij) as GAIN[i, j] and, where the view asks for it, a second estimate as RIVAL[i, j].

    RIVAL[i, j] is E^i(U_ji) in one's own view. In the other's view it is E^i(U_ij) with i's own salience,
    which is what j is up against when the appendix is taken at its word.
    """
    _, view, resistance, _ = rules
    n = row.shape[1]
    salience = row[S]
    powers(square[LOG_WIN], row[R], square[WIN], scratch)
    powers(square[LOG_LOSE], row[R], square[LOSE], scratch)
    for i in range(n):
        win, lose = square[WIN, i], square[LOSE, i]
        own, stay = row[S, i], q * (2.0 - 4.0 * math.exp(row[R, i] * LOG_HALF))
        gain, rival, p, p_t = square[GAIN, i], square[RIVAL, i], square[PROB, i], square[PROB_T, i]
        for j in range(n):
            gain[j] = 2.0 - 4.0 * (win[j] + salience[j] * (1.0 - p[j]) * (lose[j] - win[j])) - stay
        if view == OWN_VIEW:
            for j in range(n):
                resist = own if resistance == RESPONDER else salience[j]
                rival[j] = 2.0 - 4.0 * (win[j] + resist * (1.0 - p_t[j]) * (lose[j] - win[j])) - stay
        elif resistance == APPENDIX:
            for j in range(n):
                rival[j] = 2.0 - 4.0 * (win[j] + own * (1.0 - p[j]) * (lose[j] - win[j])) - stay


@inlined
def add_unforced(row: Any, square: Any, mu: float, q: float, rules: Any) -> None:
    """Take off what comes of leaving the other alone when it may move to the median (Q below 1)."""
    n = row.shape[1]
    always = rules[0] == PUBLISHED_CODE
    for i in range(n):
        for j in range(n):
            d = abs(row[U, i] - row[U, j])
            mover = j if rules[1] == OWN_VIEW else i
            square[GAIN, i, j] -= (1.0 - q) * unforced(abs(row[U, i] - mu), d, row[R, i], always)
            square[RIVAL, i, j] -= (1.0 - q) * unforced(abs(row[U, mover] - mu), d, row[R, i], always)


@part
def weigh(row: Any, taken: Any, m: int, theirs: Any, mine: Any, rules: Any) -> None:
    """Let actor m look at its contests (figure 6) and keep the best offer (section 6.2).

    ``theirs`` is what each maker expects of challenging m, ``mine`` what m expects of challenging it, in
    one view. The lowest rank is preferred; among equals, with the printed equations, the offer whose
    maker expects most, and then the lower position.
    """
    code, _, _, choice = rules
    u, ranked, share, to = row[U], row[RANKED], row[SHARE], row[TO]
    at = u[m]
    published = code == PUBLISHED_CODE
    in_order = published or choice == ORDERED
    for k in range(u.size):
        a, b = theirs[k], mine[k]
        part_way = -b / a if (b < 0.0) & (a > -b) else 1.0
        kind = COMPROMISE if a >= -b else ACQUIESCE
        kind = CONFLICT if b > 0.0 else kind
        there = at + (u[k] - at) * part_way
        there = u[k] if part_way == 1.0 else there
        rank = there if published & (kind == COMPROMISE) else abs(there - at)
        rank = rank + kind if in_order else rank
        none = (a <= SLACK) | (abs(b) <= SLACK) | (a - b <= SLACK) | (u[k] == at)
        none = none | (published & (kind == ACQUIESCE))
        ranked[k] = NO_OFFER if none else rank
        share[k] = part_way
        to[k] = there
    best, gain = taken[0, m], taken[1, m]
    for k in range(u.size):
        if ranked[k] < best + SLACK and ranked[k] < NO_OFFER:
            lead = 1.0
            if ranked[k] >= best - SLACK:
                lead = 0.0 if published else theirs[k] - gain
            if lead > SLACK or (lead >= -SLACK and to[k] < taken[2, m]):
                best, gain = ranked[k], theirs[k]
                taken[2, m], taken[3, m], taken[4, m] = to[k], share[k], k
    taken[0, m], taken[1, m] = best, gain


@inlined
def contests(row: Any, square: Any, taken: Any, rules: Any) -> None:
    """Let every actor look at its contests from every view that counts, and take an offer."""
    _, view, resistance, _ = rules
    n = row.shape[1]
    for i in range(n):
        taken[0, i], taken[4, i] = NO_OFFER, NOBODY
        for j in range(n):
            square[GAIN_T, j, i] = square[GAIN, i, j]
            square[RIVAL_T, j, i] = square[RIVAL, i, j]
    # In the maker's view, what it expects and what it thinks of the mover; then the same in the mover's view.
    views = 2
    maker_mine, mover_theirs = RIVAL_T, RIVAL
    if view == OTHERS_VIEW and resistance == APPENDIX:
        maker_mine, mover_theirs = RIVAL, RIVAL_T
    elif view == OTHERS_VIEW:
        views, maker_mine = 1, GAIN  # both see the same
    for v in range(views):
        theirs, mine = (GAIN_T, maker_mine) if v == 0 else (mover_theirs, GAIN)
        for m in range(n):
            weigh(row, taken, m, square[theirs, m], square[mine, m], rules)


@inlined
def play(row: Any, taken: Any, square: Any, sums: Any, scratch: Any, q: float, rules: Any) -> None:
    """Play one round among the actors in canonical order; the offers taken are left in ``taken``."""
    published = rules[0] == PUBLISHED_CODE
    mu = median(row) if q < 1.0 else 0.0
    set_logs(row, square, published)
    if published:
        rank_distances(row, square[NEAR])
        field_probability(row, square, sums)
    else:
        pair_probability(row, square)
    set_risk(row, square, mu, q, published)
    if published:
        powers(square[LOG_D], row[R], square[LOSS], scratch)
        field_probability(row, square, sums)
    set_gains(row, square, scratch, q, rules)
    if q < 1.0:
        add_unforced(row, square, mu, q, rules)
    contests(row, square, taken, rules)


@inlined
def ending(history: Any, last: int, limit: int) -> int:
    """Say how the rounds ended: 0 settled, 1 back to earlier positions, 2 at the limit."""
    if last < limit:
        return 0
    for t in range(last):
        equal = 0
        for k in range(history.shape[1]):
            equal += history[t, k] == history[last, k]
        if equal == history.shape[1]:
            return 1
    return 2


@part
def record(y: Any, history: Any, t: int) -> None:
    """Note down the positions after round t."""
    for k in range(y.size):
        history[t, k] = y[k]


@inlined
def begin(x: Any, u: Any) -> bool:
    """Put the positions on 0 to 1 over the range that they occupy; say whether they differ at all."""
    low, high = x[0], x[0]
    for k in range(1, x.size):
        low, high = min(low, x[k]), max(high, x[k])
    for k in range(x.size):
        u[k] = (x[k] - low) / (high - low) if high > low else 0.0
    return bool(high > low)


@inlined
def settle_one(y: Any, w: Any, s: Any, history: Any, work: Any, rounds: int, q: float, rules: Any) -> int:
    """Play one draw of one issue; y and history end as the last positions. Return the rounds moved."""
    u, order, row, taken, square, sums, scratch = work
    record(y, history, 0)
    if not begin(y, u):
        return 0
    for t in range(1, rounds + 1):
        sort_actors(u, y, w, s, order)
        for k, actor in enumerate(order):
            row[U, k], row[Y, k], row[W, k], row[S, k] = u[actor], y[actor], w[actor], s[actor]
        play(row, taken, square, sums, scratch, q, rules)
        moved = False
        for k, actor in enumerate(order):
            maker, share = int(taken[4, k]), taken[3, k]
            if maker != NOBODY:
                new = row[Y, maker] if share == 1.0 else y[actor] + (row[Y, maker] - y[actor]) * share
                moved = moved or new != y[actor]
                u[actor], y[actor] = taken[2, k], new
        if not moved:
            return t - 1
        record(y, history, t)
    return rounds


@kernel
def settle_draws(
    position: Any, weight: Any, salience: Any, final: Any, moved: Any, status: Any, path: Any, limits: Any
) -> None:
    """Settle every draw and issue of [draw, actor, issue] arrays by itself.

    Writes final [draw, actor, issue], moved [draw], status [draw] and, unless it has no draws,
    path [draw, round, actor, issue]. The limits are (rounds, q, code, view, resistance, choice).
    """
    rounds, q, code, view, resistance, choice = limits
    draws, n, issues = position.shape
    y, w, s = np.empty(n), np.empty(n), np.empty(n)
    history = np.empty((rounds + 1, n))
    order = np.empty(n, np.int64)
    scale = np.empty(n * n)
    scratch = (np.empty(n * n), scale, scale.view(np.int64))
    square, sums = np.zeros((SQUARES, n, n)), np.empty((n + 1, n))
    work = (np.empty(n), order, np.empty((ROWS, n)), np.empty((5, n)), square, sums, scratch)
    for draw in range(draws):
        moved[draw], status[draw] = 0, 0
        for issue in range(issues):
            for k in range(n):
                order[k] = k
                y[k], w[k], s[k] = position[draw, k, issue], weight[draw, k, issue], salience[draw, k, issue]
            last = settle_one(y, w, s, history, work, rounds, q, (code, view, resistance, choice))
            moved[draw] = max(moved[draw], last)
            status[draw] = max(status[draw], ending(history, last, rounds))
            for k in range(n):
                final[draw, k, issue] = y[k]
                if path.shape[0] > 0:
                    for t in range(rounds + 1):
                        path[draw, t, k, issue] = history[min(t, last), k]
