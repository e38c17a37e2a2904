"""The hot loop of the spatial model; :mod:`majlis.models.spatial` has the equations.

Positions run from 0 to 1 here. Every sum runs over actors in one order, and the inner loops run over pairs,
so that many are treated at a time without changing that order. Unless KTAB is emulated the order is a
canonical one, by position, ideal, capability and salience, so that the order of the input never shows in the
result, not even in rounding.

In the functions below ``actors`` are positions, ideals, capabilities, saliences and total saliences;
``rules`` are (compat, power, election, third party, weighting, bargain, stochastic, rounds) and ``reals``
are (form of the vote, alpha of the risk adjustment, slope and shift of the risk range).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from majlis.chance.kernel import inlined, kernel, part
from majlis.models.condorcet_kernel import elect, exert, is_in_proportion
from majlis.models.spatial_bargain import (
    DISTANCE,
    INITIATOR,
    MADE,
    OWN,
    OWN_T,
    SEEN,
    SQUARES,
    THEIRS,
    apart,
    bargains,
    curve,
)

PARTS = ("e19e35b5", "d414bb5e")
"""Digests of condorcet_kernel.py and spatial_bargain.py, so that a change there changes this file too."""

SEMI_COMMITMENT = 1
SETTLED, CYCLING, LIMIT = 0, 1, 2

PRINCIPALS_FLOOR = 1e-10
WORTHWHILE = 1e-5
"""A challenge is proposed when the gain expected of it exceeds this."""
TIE = 1e-12
"""Differences of gain, probability and length up to this size count as none."""
EVEN = 1e-9
"""When the probabilities of all positions differ by no more than this, all are in the middle of the range."""
STILL = 1e-9
"""Ideals that move no more than this have come to rest, and positions this near are the same."""
SAME = 1e-3
"""Positions nearer than this are one option where the probabilities of positions are reported."""
QUIET = 0.02
"""KTAB stops when the moves of a turn add up to less than this share of those of the first turn."""

ROWS = 7


@part
def before(one: int, other: int, x: Any, q: Any, c: Any, s: Any) -> bool:
    """Say whether one of two actors comes first, or they are alike."""
    for d in range(x.shape[1]):
        if x[one, d] != x[other, d]:
            return bool(x[one, d] < x[other, d])
    for d in range(x.shape[1]):
        if q[one, d] != q[other, d]:
            return bool(q[one, d] < q[other, d])
    if c[one] != c[other]:
        return bool(c[one] < c[other])
    for d in range(x.shape[1]):
        if s[one, d] != s[other, d]:
            return bool(s[one, d] < s[other, d])
    return True


@part
def gather(given: Any, order: Any, sort: bool, actors: Any) -> None:
    """Copy those who take part, in canonical order when asked for (insertion sort on the last order)."""
    x, q, c, s, total = given
    for k in range(1, order.size if sort else 0):
        actor = order[k]
        m = k - 1
        while m >= 0 and not before(order[m], actor, x, q, c, s):
            order[m + 1] = order[m]
            m -= 1
        order[m + 1] = actor
    to_x, to_q, to_c, to_s, to_total = actors
    for k in range(order.size):
        actor = order[k]
        to_c[k], to_total[k] = c[actor], total[actor]
        for d in range(x.shape[1]):
            to_x[k, d], to_q[k, d], to_s[k, d] = x[actor, d], q[actor, d], s[actor, d]


@part
def set_risk(actors: Any, square: Any, risk: Any, chance: Any, rules: Any, reals: Any, work: Any) -> bool:
    """Fill distances, own utilities and risk attitudes; False when KTAB would divide nought by nought."""
    x, q, c, s, _ = actors
    distance, own = square[DISTANCE], square[OWN]
    n = c.size
    for i in range(n):
        for j in range(n):
            distance[i, j] = apart(q[i], x[j], s[i])
            own[i, j] = 1.0 - distance[i, j]
    form, _, slope, shift = reals
    elect(own, c, n, -1, rules, form, chance, work)
    low, high = chance[0], chance[0]
    for i in range(1, n):
        low, high = min(low, chance[i]), max(high, chance[i])
    if rules[0] == 1 and high == low:
        return False
    for i in range(n):
        secure = 0.5
        if rules[0] == 1 or high - low > EVEN:
            secure = (chance[i] - low) / (high - low)
        risk[i] = slope * secure + shift
        for j in range(n):
            own[i, j] = curve(distance[i, j], risk[i])
    return True


@part
def third_parties(i: int, w: Any, u: Any, row: Any, form: Any) -> None:
    """Add to row 2 and 3 what the third parties of i's challenges bring to either side."""
    a0, b0, a, b = row[0], row[1], row[2], row[3]
    for k in range(w.size):
        if k == i:
            continue
        weight, own, x, z = w[k], u[k], u[k, i], u[k, k]
        keep_a, keep_b = a[k], b[k]
        for j in range(w.size):
            y = own[j]
            v = exert(weight, x - y, form)
            top = a0[j] + (v if v > 0.0 else 0.0)
            odds = top / (top + (b0[j] - (v if v < 0.0 else 0.0)))
            rest_odds = 1.0 - odds
            with_i = odds * (2.0 * x + z) + rest_odds * (3.0 * y)
            with_j = odds * (3.0 * x) + rest_odds * (2.0 * y + z)
            v = exert(weight, with_i - with_j, form)
            a[j] += v if v > 0.0 else 0.0
            b[j] -= v if v < 0.0 else 0.0
        a[k], b[k] = keep_a, keep_b


@part
def challenges(i: int, h: int, actors: Any, square: Any, risk: Any, row: Any, rules: Any, reals: Any) -> None:
    """Fill row 4 with P[i, j] and row 5 with the gain of i against every j, in the eyes of h."""
    total, distance, u = actors[4], square[DISTANCE], square[SEEN]
    form, alpha, _, _ = reals
    n = total.size
    w = row[6]
    for k in range(n):
        w[k] = total[k] * actors[2][k]
        attitude = (1.0 - alpha) * risk[h] + alpha * risk[k]
        for j in range(n):
            u[k, j] = curve(distance[k, j], attitude)
    a0, b0, a, b, p, gain = row[0], row[1], row[2], row[3], row[4], row[5]
    for j in range(n):
        v, t = exert(w[i], u[i, i] - u[i, j], form), exert(w[j], u[j, i] - u[j, j], form)
        a0[j] = PRINCIPALS_FLOOR + max(v, 0.0) + max(t, 0.0)
        b0[j] = PRINCIPALS_FLOOR - min(v, 0.0) - min(t, 0.0)
        a[j], b[j] = a0[j], b0[j]
    if rules[3] == SEMI_COMMITMENT:
        if is_in_proportion(form):
            third_parties(i, w, u, row, None)
        else:
            third_parties(i, w, u, row, form)
    for j in range(n):
        p[j] = a[j] / (a[j] + b[j])
        victory = 2.0 * u[i, i]
        contest = p[j] * victory + (1.0 - p[j]) * (2.0 * u[i, j])
        gain[j] = (1.0 - total[j]) * victory + total[j] * contest - (u[i, i] + u[i, j])


@part
def propose(actors: Any, square: Any, risk: Any, row: Any, rules: Any, reals: Any) -> bool:
    """Fill MADE with P[i, j] where i makes j a proposal, else -1, and THEIRS with what j thinks of it."""
    n = risk.size
    made, theirs = square[MADE], square[THEIRS]
    compat, receiver_counts = rules[0] == 1, rules[5] != INITIATOR
    any_made = False
    for i in range(n):
        challenges(i, i, actors, square, risk, row, rules, reals)
        best, first = WORTHWHILE, -1
        for j in range(n):
            made[i, j] = -1.0
            if j != i and row[5, j] > best:
                best, first = row[5, j], j
        if first < 0:
            continue
        any_made = True
        for j in range(n):
            if j == first or (not compat and j != i and row[5, j] >= best - TIE):
                made[i, j] = row[4, j]
    for i in range(n if receiver_counts else 0):
        for j in range(n):
            if made[i, j] >= 0.0:
                challenges(i, j, actors, square, risk, row, rules, reals)
                theirs[i, j] = row[5, j] if compat else row[4, j]
    return any_made


@part
def value(
    i: int, j: int, to: Any, actors: Any, square: Any, risk: Any, values: Any, m: int, sums: Any
) -> None:
    """Fill column m of values with what the positions are worth to each actor once i and j have moved."""
    _, q, c, s, _ = actors
    own = square[OWN_T]  # transposed
    n = c.size
    for a in range(n):
        sums[a] = curve(apart(q[a], to[0], s[a]), risk[a]) + curve(apart(q[a], to[1], s[a]), risk[a])
    for k in range(n):
        if k != i and k != j:
            for a in range(n):
                sums[a] += own[k, a]
    for a in range(n):
        values[a, m] = sums[a] / n


@part
def line_up(k: int, actors: Any, square: Any, risk: Any, rules: Any, queue: Any, row: Any) -> Any:
    """Fill the options of actor k and where they lead; return how many there are and which is to stay."""
    values, goal, to = queue
    n = risk.size
    made, own = square[MADE], square[OWN]
    m, place = 0, 0
    for i in range(n):
        if i == k:
            for a in range(n):
                total = 0.0
                for j in range(n):
                    total += own[a, j]
                values[a, m] = total / n
            goal[m] = actors[0][k]
            place = m
            m += 1
        for j in range(n if i == k else 1):
            receiver = j if i == k else k
            if made[i, receiver] < 0.0:
                continue
            for b in range(bargains(i, receiver, actors, square, rules, to)):
                value(i, receiver, to[2 * b : 2 * b + 2], actors, square, risk, values, m, row[0])
                goal[m] = to[2 * b if i == k else 2 * b + 1]
                m += 1
    return m, place


@part
def shorter(one: Any, other: Any, at: Any) -> bool:
    """Say whether one move is shorter than another, or as short and ends lower on the scale."""
    a, b = 0.0, 0.0
    for d in range(at.size):
        a += (one[d] - at[d]) ** 2
        b += (other[d] - at[d]) ** 2
    lead = math.sqrt(b) - math.sqrt(a)
    if abs(lead) > TIE:
        return lead > 0.0
    for d in range(at.size):
        if abs(one[d] - other[d]) > TIE:
            return bool(one[d] < other[d])
    return False


@part
def choose(p: Any, m: int, place: int, goal: Any, at: Any, compat: bool, lot: float) -> int:
    """Return which option is taken: drawn by lot when there is one, else the most probable."""
    best = 0
    if lot >= 0.0:
        below = p[0]
        while best < m - 1 and below < lot:
            best += 1
            below += p[best]
        return best
    for o in range(1, m):
        best = o if p[o] > p[best] else best
    if compat:
        return best
    if p[place] >= p[best] - TIE:
        return place
    top = p[best]
    for o in range(m):
        if o != place and p[o] >= top - TIE and shorter(goal[o], goal[best], at):
            best = o
    return best


@inlined
def play(actors: Any, square: Any, lots: Any, order: Any, rules: Any, reals: Any, work: Any, to: Any) -> int:
    """Play one turn; fill to[k] with where each goes. Return 0 when no proposal is made at all, else 1."""
    election, queue, row, risk, chance = work
    n = risk.size
    for k in range(n):
        to[k] = actors[0][k]
    if not set_risk(actors, square, risk, chance, rules, reals, election):
        return 0
    for i in range(n):
        for j in range(n):
            square[OWN_T, j, i] = square[OWN, i, j]
    if not propose(actors, square, risk, row, rules, reals):
        return 0
    for k in range(n):
        m, place = line_up(k, actors, square, risk, rules, queue, row)
        if m == 1:
            continue
        elect(queue[0], actors[2], m, place, rules, reals[0], chance, election)
        lot = lots[order[k]] if rules[6] == 1 else -1.0
        to[k] = queue[1][choose(chance, m, place, queue[1], actors[0][k], rules[0] == 1, lot)]
    return 1


@part
def follow(given: Any, accommodation: Any) -> float:
    """Move the ideals after the positions, to them without a matrix; return the largest move."""
    x, q = given[0], given[1]
    most = 0.0
    for i in range(x.shape[0]):
        for d in range(x.shape[1]):
            new = x[i, d]
            if accommodation.shape[0] > 0:
                new, left = 0.0, 1.0
                for j in range(x.shape[0]):
                    new += accommodation[i, j] * x[j, d]
                    left -= accommodation[i, j]
                new = min(max(new + left * q[i, d], 0.0), 1.0)
            most = max(most, abs(new - q[i, d]))
            q[i, d] = new
    return most


@part
def take_up(x: Any, order: Any, to: Any) -> float:
    """Move everybody to where they go; return the lengths of all moves added up."""
    moved = 0.0
    for k in range(order.size):
        length = 0.0
        for d in range(x.shape[1]):
            away = to[k, d] - x[order[k], d]
            length += away * away
            x[order[k], d] = to[k, d]
        moved += math.sqrt(length)
    return moved


@part
def returns(history: Any, last: int) -> bool:
    """Say whether the last positions and ideals are those of an earlier turn."""
    for t in range(last):
        most = 0.0
        for k in range(history.shape[1]):
            for d in range(history.shape[2]):
                most = max(most, abs(history[t, k, d] - history[last, k, d]))
        if most <= STILL:
            return True
    return False


@part
def record(given: Any, history: Any, t: int) -> None:
    """Note down positions and ideals after turn t."""
    n = given[0].shape[0]
    for k in range(n):
        history[t, k], history[t, n + k] = given[0][k], given[1][k]


@inlined
def bargain_on(
    given: Any, order: Any, accommodation: Any, lots: Any, history: Any, rules: Any, reals: Any, room: Any
) -> Any:
    """Play turns until the end; return how many count, how it ended, and the last turn on record."""
    actors, square, to, work = room
    compat, stochastic, rounds = rules[0] == 1, rules[6] == 1, rules[7]
    first, counted = 0.0, 0
    record(given, history, 0)
    for t in range(1, rounds + 1):
        gather(given, order, not compat, actors)
        proposed = play(actors, square, lots[t - 1], order, rules, reals, work, to)
        moved = take_up(given[0], order, to)
        drift = follow(given, accommodation)
        record(given, history, t)
        if compat:
            first = moved if t == 1 else first
            if t >= 2 and moved / (first + 1e-4) < QUIET:
                return t, SETTLED, t
            counted = t
            continue
        counted = t if moved > 0.0 else counted
        changing = proposed == 1 if stochastic else moved > 0.0
        if not changing and drift <= STILL:
            return counted, SETTLED, t
    if not compat and not stochastic and returns(history, rounds):
        return counted, CYCLING, rounds
    return counted, LIMIT, rounds


@inlined
def set_support(given: Any, order: Any, weight: Any, rules: Any, reals: Any, room: Any) -> None:
    """Fill the probability of the position of each actor; of those at one place, the first has it all."""
    actors, square, _, (election, queue, _, risk, chance) = room
    gather(given, order, rules[0] == 0, actors)
    set_risk(actors, square, risk, chance, rules, reals, election)
    x, n, m = actors[0], risk.size, 0
    for k in range(n):
        new = True
        for o in range(m):
            away = 0.0
            for d in range(x.shape[1]):
                away += (queue[1][o, d] - x[k, d]) ** 2
            new = new and math.sqrt(away) >= SAME
        square[MADE, 0, k] = -1.0
        if new:
            queue[1][m] = x[k]
            square[MADE, 0, k] = m
            for a in range(n):
                queue[0][a, m] = square[OWN, a, k]
            m += 1
    elect(queue[0], actors[2], m, -1, rules, reals[0], chance, election)
    for k in range(weight.size):
        weight[k] = 0.0
    for k in range(n):
        if square[MADE, 0, k] >= 0.0:
            weight[order[k]] = chance[int(square[MADE, 0, k])]


@part
def make_room(n: int, issues: int) -> Any:
    """Return the arrays that a turn among n actors works on."""
    most = 4 * n
    election = (np.empty((most, most)), np.empty((most, most)), np.empty((most, most)), np.empty((2, most)))
    queue = (np.empty((n, most)), np.empty((most, issues)), np.empty((4, issues)))
    work = (election, queue, np.empty((ROWS, n)), np.empty(n), np.empty(most))
    actors = (np.empty((n, issues)), np.empty((n, issues)), np.empty(n), np.empty((n, issues)), np.empty(n))
    return actors, np.empty((SQUARES, n, n)), np.empty((n, issues)), work


@kernel
def settle_draws(
    position: Any,
    salience: Any,
    capability: Any,
    accommodation: Any,
    lots: Any,
    final: Any,
    weight: Any,
    moved: Any,
    status: Any,
    path: Any,
    rules: Any,
    reals: Any,
) -> None:
    """Settle every draw of positions and saliences [draw, actor, issue] and capabilities [draw, actor].

    Writes final [draw, actor, issue], weight [draw, actor], moved and status [draw] and, unless it has no
    draws, path [draw, round, actor, issue]. Those without capability or salience are left out. The lots are
    [draw, round, actor]; the accommodation is [actor, actor] or empty.
    """
    draws, n, issues = position.shape
    rounds = rules[7]
    x, q, total = np.empty((n, issues)), np.empty((n, issues)), np.empty(n)
    history = np.empty((rounds + 1, 2 * n, issues))
    everyone = np.empty(n, np.int64)
    room = make_room(n, issues)
    size = n
    for draw in range(draws):
        m = 0
        for k in range(n):
            total[k] = 0.0
            for d in range(issues):
                x[k, d], q[k, d] = position[draw, k, d], position[draw, k, d]
                total[k] += salience[draw, k, d]
            total[k] = min(total[k], 1.0)
            if total[k] * capability[draw, k] > 0.0:
                everyone[m] = k
                m += 1
        if m != size:
            room, size = make_room(m, issues), m
        given, order = (x, q, capability[draw], salience[draw], total), everyone[:m]
        own_lots = lots[draw if rules[6] == 1 else 0]
        turns, end, last = bargain_on(given, order, accommodation, own_lots, history, rules, reals, room)
        moved[draw], status[draw] = turns, end
        for k in range(n):
            final[draw, k] = x[k]
            for t in range(path.shape[1] if path.shape[0] > 0 else 0):
                path[draw, t, k] = history[min(t, last), k]
        set_support(given, order, weight[draw], rules, reals, room)
