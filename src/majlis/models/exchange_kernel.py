"""The rounds of exchanges of :mod:`majlis.models.exchange`, draw by draw."""

from __future__ import annotations

from typing import Any

import numpy as np

from majlis.chance.kernel import kernel, part

LEAST = 1e-12
"""The smallest gain for which anybody exchanges, on scales from 0 to 1."""

TIE = 1e-9
"""How much a gain must exceed another to be larger, as a share of it."""


@part
def expected(x: Any, w: Any, total: Any, outcome: Any) -> None:
    """Write the mean of the positions by weight, the expected outcome of every issue."""
    n, issues = x.shape
    for p in range(issues):
        outcome[p] = 0.0
        for i in range(n):
            if w[i, p] > 0.0:
                outcome[p] += w[i, p] / total[p] * x[i, p]


@part
def opposed(one: float, other: float, outcome: float) -> bool:
    """Tell whether two positions are on opposite sides of the outcome, by more than rounding."""
    low, high = min(one, other), max(one, other)
    return low < outcome - LEAST and high > outcome + LEAST


@part
def deal(a: int, b: int, p: int, q: int, x: Any, s: Any, w: Any, total: Any, outcome: Any) -> Any:
    """Return the gain of each, and the shift on p, where b gives way to a on p and a to b on q."""
    full_p = w[b, p] / total[p] * abs(x[a, p] - x[b, p])
    full_q = w[a, q] / total[q] * abs(x[a, q] - x[b, q])
    most_p = min(full_p, abs(x[a, p] - outcome[p]))
    most_q = min(full_q, abs(x[b, q] - outcome[q]))
    care_p, care_q = s[a, p] + s[b, p], s[a, q] + s[b, q]
    shift = min(most_p, most_q * (care_q / care_p))
    return shift * (s[a, p] * s[b, q] - s[a, q] * s[b, p]) / care_q, shift


@part
def best_deal(p: int, q: int, x: Any, s: Any, w: Any, total: Any, outcome: Any, used: Any) -> Any:
    """Return the largest gain on two issues, who wins p and who wins q; the first among equals."""
    best, first, second = 0.0, -1, -1
    for i in range(x.shape[0]):
        if w[i, p] <= 0.0 or w[i, q] <= 0.0:
            continue
        for j in range(i + 1, x.shape[0]):
            if w[j, p] <= 0.0 or w[j, q] <= 0.0:
                continue
            if not (opposed(x[i, p], x[j, p], outcome[p]) and opposed(x[i, q], x[j, q], outcome[q])):
                continue
            difference = s[i, p] * s[j, q] - s[i, q] * s[j, p]
            a, b = (i, j) if difference > 0.0 else (j, i)
            if difference == 0.0 or used[b, p] or used[a, q]:
                continue
            gain, _ = deal(a, b, p, q, x, s, w, total, outcome)
            if gain > best * (1.0 + TIE):
                best, first, second = gain, a, b
    return best, first, second


@part
def make(a: int, b: int, p: int, q: int, x: Any, s: Any, w: Any, total: Any, outcome: Any) -> None:
    """Move b on p and a on q."""
    _, shift = deal(a, b, p, q, x, s, w, total, outcome)
    other = shift * (s[a, p] + s[b, p]) / (s[a, q] + s[b, q])
    full_p = w[b, p] / total[p] * abs(x[a, p] - x[b, p])
    full_q = w[a, q] / total[q] * abs(x[a, q] - x[b, q])
    to_p, to_q = x[a, p] - x[b, p], x[b, q] - x[a, q]
    x[b, p] += to_p * min(1.0, shift / full_p)
    x[a, q] += to_q * min(1.0, other / full_q)


@part
def largest(gains: Any) -> Any:
    """Return the issues of the largest gain, the first among equals, or -1 where there is none."""
    best, best_p, best_q = LEAST, -1, -1
    for p in range(gains.shape[0]):
        for q in range(p + 1, gains.shape[0]):
            if gains[p, q] > best * (1.0 + TIE):
                best, best_p, best_q = gains[p, q], p, q
    return best_p, best_q


@part
def exchange_round(x: Any, s: Any, w: Any, total: Any, used: Any, gains: Any, pairs: Any) -> int:
    """Make exchanges, the largest gain first, until none is left; return how many were made."""
    issues = x.shape[1]
    outcome = np.empty(issues)
    expected(x, w, total, outcome)
    for p in range(issues):
        for q in range(p + 1, issues):
            gains[p, q], pairs[p, q, 0], pairs[p, q, 1] = best_deal(p, q, x, s, w, total, outcome, used)
    made = 0
    while True:
        best_p, best_q = largest(gains)
        if best_p < 0:
            return made
        made += 1
        a, b = pairs[best_p, best_q, 0], pairs[best_p, best_q, 1]
        make(a, b, best_p, best_q, x, s, w, total, outcome)
        used[b, best_p], used[a, best_q] = True, True
        expected(x, w, total, outcome)
        for r in range(issues):
            for changed in (best_p, best_q):
                low, high = min(changed, r), max(changed, r)
                if low != high:
                    gains[low, high], pairs[low, high, 0], pairs[low, high, 1] = best_deal(
                        low, high, x, s, w, total, outcome, used
                    )


@part
def group(position: Any, salience: Any, order: Any, together: bool, bloc: Any) -> int:
    """Write the bloc of every actor, counted along the order; return how many there are."""
    n, issues = position.shape
    blocs = 0
    for place in range(n):
        i = order[place]
        same = together and place > 0
        if same:
            before = order[place - 1]
            for p in range(issues):
                if position[i, p] != position[before, p] or salience[i, p] != salience[before, p]:
                    same = False
                    break
        if not same:
            blocs += 1
        bloc[i] = blocs - 1
    return blocs


@kernel
def settle_draws(
    position: Any, capability: Any, salience: Any, order: Any, path: Any, played: Any, limits: Any
) -> None:
    """Settle every draw of [draw, actor, issue] arrays on scales from 0 to 1.

    Reads the order of the actors [draw, actor]. Writes path [draw, round, actor, issue], the positions voted
    with in each round, and played [draw], the rounds with an exchange. The limits are (whether actors of one
    mind act as one, the part of a move that is kept, and what is kept more of it without salience).
    """
    together, kept, kept_by_salience = limits
    draws, n, issues = position.shape
    rounds = path.shape[1] - 1
    bloc = np.empty(n, np.int64)
    gains = np.zeros((issues, issues))
    pairs = np.zeros((issues, issues, 2), np.int64)
    for draw in range(draws):
        blocs = group(position[draw], salience[draw], order[draw], together, bloc)
        x, s, w = np.zeros((blocs, issues)), np.zeros((blocs, issues)), np.zeros((blocs, issues))
        total = np.zeros(issues)
        for place in range(n):
            i = order[draw, place]
            for p in range(issues):
                x[bloc[i], p], s[bloc[i], p] = position[draw, i, p], salience[draw, i, p]
                w[bloc[i], p] += capability[draw, i, p] * salience[draw, i, p]
                total[p] += capability[draw, i, p] * salience[draw, i, p]
        played[draw] = 0
        path[draw, 0] = position[draw]
        for turn in range(rounds):
            start = x.copy()
            used = np.zeros((blocs, issues), np.bool_)
            if exchange_round(x, s, w, total, used, gains, pairs) > 0:
                played[draw] += 1
            for i in range(n):
                path[draw, turn + 1, i] = x[bloc[i]]
            for k in range(blocs):
                for p in range(issues):
                    if used[k, p]:
                        part_kept = kept + kept_by_salience * (1.0 - s[k, p])
                        x[k, p] = start[k, p] + part_kept * (x[k, p] - start[k, p])
