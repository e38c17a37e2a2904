"""The parts of the probabilistic Condorcet election that the kernels of two models call.

:mod:`majlis.models.spatial` and :mod:`majlis.models.probabilistic_condorcet` have the equations. Every sum
runs over actors in the order given, and the inner loops run over options, so that many are treated at a
time without changing that order.

Compiled kernels are kept until their own file changes. The two that call these parts therefore name the
digest of this file; a test says when that has to be renewed.
"""

from __future__ import annotations

from typing import Any

from majlis.chance.kernel import part

BINARY_ODDS = 0
"""The victory model without a power; the others are given by their power: 1, 2, 4 or 8."""
CONDITIONAL, MARKOV_INCENTIVE, MARKOV_UNIFORM = 0, 1, 2

FLOOR = 1e-8
"""What every coalition has before anybody votes."""
SMALL = 2.0**-300
MOST_STEPS = 100_000


@part
def vote(w: float, d: float, form: Any) -> float:
    """Return the vote of weight w for a difference of utility d, before any asymmetry.

    The form None stands for votes in proportion and is a function of its own once compiled.
    """
    if form is None:
        return w * d
    linear, cubic, edge, _, slack = form
    if edge != 0.0:
        d = 0.0 if abs(d) < slack else d
        sign = min(max(d / 1e-8, -1.0), 1.0)
        return float(w * (linear * d + cubic * (d * d * d) + edge * sign))
    return float(w * (linear * d + cubic * (d * d * d)))


@part
def exert(w: float, d: float, form: Any) -> float:
    """Return the vote as :func:`vote`; under asymmetric prospects gains count less than losses."""
    v = vote(w, d, form)
    if form is None:
        return v
    return v * form[3] if v > 0.0 else v


@part
def is_in_proportion(form: Any) -> bool:
    """Say whether votes are in proportion to differences, gains and losses alike."""
    return bool(form[0] == 1.0 and form[1] == 0.0 and form[2] == 0.0 and form[3] == 1.0)


@part
def tally(u: Any, c: Any, m: int, reference: int, compat: bool, form: Any, strength: Any, row: Any) -> None:
    """Fill strength[i, j], the votes for option i against j, from utilities u[actor, option]."""
    gain = 1.0 if form is None else form[3]
    up, down = row[0], row[1]
    for i in range(m):
        strength[i, i] = FLOOR
        for j in range(i):
            up[j], down[j] = 0.0, 0.0
        for a in range(c.size):
            own, at, weight = u[a], u[a, i], c[a]
            for j in range(i):
                v = vote(weight, at - own[j], form)
                up[j] += v if v > 0.0 else 0.0
                down[j] += v if v < 0.0 else 0.0
        for j in range(i):
            for_i, for_j = gain, 1.0
            if not compat and gain != 1.0 and j != reference:
                for_i = 1.0 if i == reference else (1.0 + gain) / 2
                for_j = gain if i == reference else (1.0 + gain) / 2
            strength[i, j] = FLOOR + for_i * up[j]
            strength[j, i] = FLOOR - for_j * down[j]


@part
def beats(a: float, b: float, power: int) -> float:
    """Return the probability that strength a beats strength b."""
    if power == BINARY_ODDS:
        x = (2.1 * a / (a + b) - 1.0) / 0.1
        x, y = min(max(x, 0.0), 1.0), min(max(1.0 - x, 0.0), 1.0)
        if a >= 1.1 * b:
            x, y = 1.0, 1e-6
        elif b >= 1.1 * a:
            x, y = 1e-6, 1.0
        return x / (x + y)
    x, y = a, b
    if power >= 2:
        x, y = x * x, y * y
    if power >= 4:
        x, y = x * x, y * y
    if power >= 8:
        x, y = x * x, y * y
    return x / (x + y)


@part
def conditional(beat: Any, m: int, p: Any) -> None:
    """Fill p with the product of the probabilities of winning every contest, made to add up to 1."""
    for i in range(m):
        p[i] = 1.0
    for j in range(m):
        top = 0.0
        for i in range(m):
            p[i] *= beat[i, j]
            top = max(top, p[i])
        if top < SMALL:  # only ratios matter
            for i in range(m):
                p[i] /= top
    total = 0.0
    for i in range(m):
        total += p[i]
    for i in range(m):
        p[i] /= total


@part
def set_flow(beat: Any, strength: Any, flow: Any, m: int, election: int) -> None:
    """Fill flow[j, i], the chance that the incumbent j gives way to i within one contest."""
    if election == MARKOV_UNIFORM:
        for j in range(m):
            for i in range(m):
                flow[j, i] = beat[i, j] / m
        return
    for j in range(m):
        total = 0.0
        for k in range(m):
            total += strength[k, j] * beat[k, j] + (1e-10 if k == j else 0.0)
        for i in range(m):
            incentive = strength[i, j] * beat[i, j] + (1e-10 if i == j else 0.0)
            flow[j, i] = beat[i, j] * (incentive / total)


@part
def rest(flow: Any, m: int, p: Any) -> None:
    """Fill p with the distribution that the flow leaves as it is (Grassmann, Taksar and Heyman 1985)."""
    for k in range(m - 1, 0, -1):
        out = 0.0
        for j in range(k):
            out += flow[k, j]
        out = max(out, 1e-290)
        for i in range(k):
            flow[i, k] /= out
            for j in range(k):
                flow[i, j] += flow[i, k] * flow[k, j]
    p[0] = 1.0
    total = 1.0
    for k in range(1, m):
        p[k] = 0.0
        for i in range(k):
            p[k] += p[i] * flow[i, k]
        total += p[k]
    for k in range(m):
        p[k] /= total


@part
def damped(flow: Any, m: int, p: Any, new: Any, close: float) -> None:
    """Fill p by the steps of KTAB, each half of the way, until one changes nothing by more than close."""
    for i in range(m):
        p[i] = 1.0 / m
    for _ in range(MOST_STEPS):
        for i in range(m):
            new[i] = p[i]
        for j in range(m):
            for i in range(m):
                if i != j:
                    new[i] += p[j] * flow[j, i]
                    new[j] -= p[j] * flow[j, i]
        change = 0.0
        for i in range(m):
            change = max(change, abs(new[i] - p[i]))
            p[i] = (p[i] + new[i]) / 2
        if change <= close:
            return


@part
def elect(u: Any, c: Any, m: int, reference: int, rules: Any, form: Any, p: Any, work: Any) -> None:
    """Fill p with the probability of each option in a probabilistic Condorcet election."""
    strength, beat, flow, row = work
    compat, power, election = rules[0] == 1, rules[1], rules[2]
    if is_in_proportion(form):
        tally(u, c, m, reference, compat, None, strength, row)
    else:
        tally(u, c, m, reference, compat, form, strength, row)
    for i in range(m):
        beat[i, i] = 0.5
        for j in range(i):
            beat[i, j] = beats(strength[i, j], strength[j, i], power)
            beat[j, i] = beats(strength[j, i], strength[i, j], power)
    if election == CONDITIONAL:
        conditional(beat, m, p)
        return
    set_flow(beat, strength, flow, m, election)
    if compat:
        damped(flow, m, p, row[0], 1e-6 if election == MARKOV_UNIFORM else 1e-8)
    else:
        rest(flow, m, p)
