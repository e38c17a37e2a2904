"""Week after week of every draw: what pushes each level and each rate, what moves, and what happens.

The equations stand in :mod:`majlis.dynamics.forms`. A week reads the places of levels and the counts of
hazards as they were ``lag - 1`` weeks before its start, so nothing acts at once and the order of links does
not matter. A lane of draws goes through all weeks of a stretch side by side before the next lane begins: what
it needs stays near the processor, and the compiler takes several draws at a time. Every draw is reckoned by
itself, by the same steps in the same order, wherever it stands in a lane.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from majlis.chance.kernel import inlined, kernel, part

IDENTITY, LOG, LOGIT = 0, 1, 2
LEVEL_TO_LEVEL, HAZARD_TO_LEVEL, LEVEL_TO_HAZARD = 0, 1, 2
LOGIT_RANGE = 2.0 * np.log(19.0)
"""Width of a bounded level's range on its latent scale: from 5 to 95 % of it."""

_LOG2_E = 1.4426950408889634
_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
"""Two parts of ln 2, the first with so few digits that whole multiples of it are exact."""
_WHOLE = 1.5 * 2.0**52
"""Added and taken off again, it rounds to whole numbers."""
_ROOT_HALF, _FRACTION = np.int64(0x3FE6A09E00000000), np.int64(0x000FFFFFFFFFFFFF)
_EDGE = 1e-4
_STILL = 1e-12
_FASTEST = 500.0
_MOST = 20_000
_SURE = 1e-12
"""Margin of a quick bound on a chance, so that taking it changes no number."""


@inlined
def exp_of(number: float) -> float:
    """Return e to a power within -700 and 700, to the last digit or the one before.

    By 2^n and a series of the rest (|r| < 0.35), so that the compiler takes several at a time.
    """
    within = min(max(number, -700.0), 700.0)
    shifted = within * _LOG2_E + _WHOLE
    n = shifted - _WHOLE
    r = (within - n * _LN2_HIGH) - n * _LN2_LOW
    total = r * (1.0 / 6227020800.0) + 1.0 / 479001600.0
    total = (total * r + 1.0 / 39916800.0) * r + 1.0 / 3628800.0
    total = (total * r + 1.0 / 362880.0) * r + 1.0 / 40320.0
    total = (total * r + 1.0 / 5040.0) * r + 1.0 / 720.0
    total = (total * r + 1.0 / 120.0) * r + 1.0 / 24.0
    total = (total * r + 1.0 / 6.0) * r + 0.5
    power = (np.int64(n) + 1023) << 52
    return (total * r * r + r + 1.0) * np.int64(power).view(np.float64)


@inlined
def log_of(number: float) -> float:
    """Return the natural logarithm of a normal number above 0, to the last digit or the one before.

    As the C library of FreeBSD does (e_log.c): 2^k (1 + f) with f from sqrt(1/2) - 1 to sqrt(2) - 1.
    """
    bits = np.float64(number).view(np.int64) - _ROOT_HALF
    k = float(bits >> 52)
    f = np.int64((bits & _FRACTION) + _ROOT_HALF).view(np.float64) - 1.0
    s = f / (2.0 + f)
    z = s * s
    rest = 1.531383769920937332e-01 + z * 1.479819860511658591e-01
    rest = 2.222219843214978396e-01 + z * (1.818357216161805012e-01 + z * rest)
    rest = 3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * rest)
    rest = z * (6.666666666666735130e-01 + z * rest)
    half = 0.5 * f * f
    return k * _LN2_HIGH - ((half - (s * (half + rest) + k * _LN2_LOW)) - f)


@inlined
def latent_of(value: float, code: int, bottom: float, top: float) -> float:
    """Return the latent value of a level."""
    if code == LOG:
        return log_of(max(value, bottom))
    if code == LOGIT:
        share = min(max((value - bottom) / (top - bottom), _EDGE), 1.0 - _EDGE)
        return log_of(share / (1.0 - share))
    return value


@inlined
def value_of(latent: float, code: int, bottom: float, top: float) -> float:
    """Return a level from its latent value, within its range."""
    value = latent
    if code == LOG:
        value = exp_of(latent)
    elif code == LOGIT:
        value = bottom + (top - bottom) / (1.0 + exp_of(-latent))
    return float(min(max(value, bottom), top))


@inlined
def place_of(value: float, code: int, bottom: float, top: float, rest: float) -> float:
    """Return how far a level stands from its neutral point, as a share of its range."""
    if code == LOG:
        return log_of(value / rest) / log_of(top / bottom)
    return (value - rest) / (top - bottom)


@part
def count_of(uniform: float, rate: float, dispersion: float) -> int:
    """Invert the distribution of a week's count: Poisson, or negative binomial with a dispersion above 0."""
    rate = min(rate, _FASTEST)
    mass = np.exp(-rate)
    if dispersion > 1e-9:
        mass = np.exp(-np.log1p(dispersion * rate) / dispersion)
    total, count = mass, 0
    while uniform > total and count < _MOST:
        if dispersion > 1e-9:
            mass *= (count + 1.0 / dispersion) / (count + 1.0) * dispersion * rate / (1.0 + dispersion * rate)
        else:
            mass *= rate / (count + 1.0)
        total += mass
        count += 1
        if mass < 1e-300:
            break
    return count


@kernel
def latents(value: Any, code: Any, shapes: Any, latent: Any) -> None:
    """Fill the latent values [draw, level] of levels."""
    for d in range(value.shape[0]):
        for v in range(value.shape[1]):
            latent[d, v] = latent_of(value[d, v], code[v], shapes[v, 0], shapes[v, 1])


@kernel
def places(value: Any, code: Any, shapes: Any, rest: Any, place: Any) -> None:
    """Fill the places [draw, level] of levels."""
    for d in range(value.shape[0]):
        for v in range(value.shape[1]):
            place[d, v] = place_of(value[d, v], code[v], shapes[v, 0], shapes[v, 1], rest[v])


@kernel
def settle_levels(rounds: int, fixed: Any, beta: Any, back: Any, own: Any, value: Any) -> None:
    """Bring levels to rest: where their own level and the other levels' pushes leave them, without events."""
    levels, shapes, code, rest = value.shape[1], fixed.shapes, fixed.code, fixed.rest
    push = np.empty(levels)
    for d in range(value.shape[0]):
        for _ in range(rounds):
            moved = 0.0
            push[:] = 0.0
            for n in range(fixed.pushes.shape[0]):
                v = fixed.pushes[n, 1]
                place = place_of(value[d, v], code[v], shapes[v, 0], shapes[v, 1], rest[v])
                push[fixed.pushes[n, 2]] += beta[d, fixed.pushes[n, 0]] * place
            for v in range(levels):
                if back[d, v] > 0.0:
                    at = value_of(own[d, v] + push[v], code[v], shapes[v, 0], shapes[v, 1])
                    moved = max(moved, abs(at - value[d, v]) / (shapes[v, 1] - shapes[v, 0]))
                    value[d, v] = at
            if moved < _STILL:
                break


@inlined
def _push(size: int, week: int, fixed: Any, lane: Any) -> None:
    """Add up what pushes the levels in the coming week, and what shocks them."""
    depth = lane.place.shape[0]
    for v in range(lane.push.shape[0]):
        for i in range(size):
            lane.push[v, i] = lane.shock[v, i] = 0.0
    for n in range(fixed.pushes.shape[0]):
        k, cause, effect = fixed.pushes[n, 0], fixed.pushes[n, 1], fixed.pushes[n, 2]
        slot = (week + 1 - fixed.pushes[n, 3]) % depth if depth > 1 else 0
        for i in range(size):
            lane.push[effect, i] += lane.beta[k, i] * lane.place[slot, cause, i]
    for n in range(fixed.shocks.shape[0]):
        k, cause, effect = fixed.shocks[n, 0], fixed.shocks[n, 1], fixed.shocks[n, 2]
        slot = (week + 1 - fixed.shocks[n, 3]) % depth if depth > 1 else 0
        for i in range(size):
            lane.shock[effect, i] += lane.beta[k, i] * lane.count[slot, cause, i]


@inlined
def _latent(size: int, v: int, fixed: Any, lane: Any) -> None:
    """Fill the latent values of one level; each scale has a loop of its own, without a choice inside."""
    bottom, top = fixed.shapes[v, 0], fixed.shapes[v, 1]
    if fixed.code[v] == LOGIT:
        for i in range(size):
            lane.latent[i] = latent_of(lane.value[v, i], LOGIT, bottom, top)
    elif fixed.code[v] == LOG:
        for i in range(size):
            lane.latent[i] = latent_of(lane.value[v, i], LOG, bottom, top)
    else:
        for i in range(size):
            lane.latent[i] = lane.value[v, i]


@inlined
def _unlatent(size: int, v: int, fixed: Any, lane: Any) -> None:
    """Turn the latent values of one level back into its own."""
    bottom, top = fixed.shapes[v, 0], fixed.shapes[v, 1]
    if fixed.code[v] == LOGIT:
        for i in range(size):
            lane.latent[i] = value_of(lane.latent[i], LOGIT, bottom, top)
    elif fixed.code[v] == LOG:
        for i in range(size):
            lane.latent[i] = value_of(lane.latent[i], LOG, bottom, top)
    else:
        for i in range(size):
            lane.latent[i] = value_of(lane.latent[i], IDENTITY, bottom, top)


@inlined
def _place(size: int, v: int, rest: float, fixed: Any, lane: Any) -> None:
    """Fill the places of one level, in the room of its latent values."""
    bottom, top = fixed.shapes[v, 0], fixed.shapes[v, 1]
    if fixed.code[v] == LOG:
        for i in range(size):
            lane.latent[i] = place_of(lane.value[v, i], LOG, bottom, top, rest)
    else:
        for i in range(size):
            lane.latent[i] = place_of(lane.value[v, i], IDENTITY, bottom, top, rest)


@inlined
def _move(size: int, at: int, fixed: Any, chance: Any, lane: Any) -> None:
    """Move the levels by a week, ``at`` weeks after the first of the random numbers."""
    for v in range(lane.value.shape[0]):
        column = fixed.noisy[v]
        _latent(size, v, fixed, lane)
        for i in range(size):
            away = lane.own[v, i] - lane.latent[i] + lane.push[v, i]
            lane.latent[i] += lane.back[v, i] * away + lane.shock[v, i]
        if column >= 0:
            for i in range(size):
                lane.latent[i] += lane.noise[column, i] * chance.normal[at, column, lane.row[i]]
        _unlatent(size, v, fixed, lane)
        if fixed.paced[v] >= 0:
            for i in range(size):
                value, pace = lane.value[v, i], lane.pace[fixed.paced[v], i]
                lane.latent[i] = min(max(lane.latent[i], value - pace), value + pace)
        for i in range(size):
            lane.value[v, i] = lane.latent[i] if lane.moves[i] else lane.value[v, i]


@inlined
def _holds(found: float, comparison: int, limit: float) -> bool:
    """Whether the condition of a gate holds."""
    if comparison == 0:
        return found < limit
    if comparison == 1:
        return found <= limit
    if comparison == 2:
        return found > limit
    return found >= limit


@inlined
def _rates(size: int, week: int, fixed: Any, lane: Any) -> None:
    """Fill the rates [hazard, draw] of the coming week; nought where a gate is shut or it has happened."""
    depth, levels = lane.place.shape[0], lane.value.shape[0]
    for h in range(lane.rate.shape[0]):
        for i in range(size):
            lane.rate[h, i] = lane.alpha[h, i]
    for n in range(fixed.drives.shape[0]):
        k, cause, effect = fixed.drives[n, 0], fixed.drives[n, 1], fixed.drives[n, 2]
        slot = (week + 1 - fixed.drives[n, 3]) % depth if depth > 1 else 0
        for i in range(size):
            lane.rate[effect, i] += lane.beta[k, i] * lane.place[slot, cause, i]
    for g in range(fixed.gates.shape[0]):
        h, variable, comparison = fixed.gates[g, 0], fixed.gates[g, 1], fixed.gates[g, 2]
        for i in range(size):
            found = lane.value[variable, i] if variable < levels else float(lane.so_far[variable - levels, i])
            if not _holds(found, comparison, fixed.limits[g]):
                lane.rate[h, i] = -np.inf
    for h in range(lane.rate.shape[0]):
        once = fixed.once[h]
        for i in range(size):
            log_rate = lane.rate[h, i]
            rate = min(exp_of(min(log_rate, 50.0)), _FASTEST)
            shut = log_rate == -np.inf or (once and lane.so_far[h, i] > 0)
            lane.rate[h, i] = 0.0 if shut else rate


@inlined
def _may(uniform: float, rate: float, once: bool) -> bool:
    """Whether something may happen in a week: bounds spare most weeks their exponential."""
    if once:
        return uniform < rate + _SURE
    return uniform >= 1.0 - rate - _SURE


@part
def _number(uniform: float, rate: float, once: bool, dispersion: float) -> int:
    """Return how often something happens in a week."""
    if rate <= 0.0:
        return 0
    if once:
        return 1 if uniform < -np.expm1(-rate) else 0
    return count_of(uniform, rate, dispersion)


@inlined
def _happen(size: int, at: int, slot: int, fixed: Any, chance: Any, lane: Any) -> None:
    """Draw what happens in a week by inversion, and which draws then wait for a decision."""
    for h in range(lane.rate.shape[0]):
        for i in range(size):
            lane.integral[h, i] += lane.rate[h, i] if lane.moves[i] else 0.0
        if not fixed.held[h]:
            for i in range(size):
                uniform, rate = chance.uniform[at, h, lane.row[i]], lane.rate[h, i]
                if lane.moves[i] and _may(uniform, rate, fixed.once[h]):
                    dispersion = 0.0 if fixed.spread[h] < 0 else lane.dispersion[fixed.spread[h], i]
                    number = _number(uniform, rate, fixed.once[h], dispersion)
                    if number > 0:
                        lane.count[slot, h, i] = number
                        lane.so_far[h, i] += number
                        lane.waits[i] = lane.waits[i] or fixed.waited[h]


@inlined
def _follow(size: int, week: int, slot: int, dated: Any, lane: Any) -> None:
    """Let happen what the record says of a week, and pull levels to what was observed."""
    for e in range(dated.events.shape[0]):
        if dated.events[e, 0] == week:
            hazard, number, column = dated.events[e, 1], dated.events[e, 2], dated.events[e, 3]
            for i in range(size):
                if lane.arrived[i] and dated.happened[lane.draw[i], column]:
                    lane.count[slot, hazard, i] += number
                    lane.so_far[hazard, i] += number
    for o in range(dated.observations.shape[0]):
        if dated.observations[o, 0] == week:
            level, column = dated.observations[o, 1], dated.observations[o, 2]
            for i in range(size):
                if lane.arrived[i]:
                    away = dated.observed[o] - lane.value[level, i]
                    lane.value[level, i] += dated.weight[lane.draw[i], column] * away


@inlined
def _mark(size: int, slot: int, fixed: Any, lane: Any) -> None:
    """Note the places of levels."""
    for v in range(lane.value.shape[0]):
        _place(size, v, fixed.rest[v], fixed, lane)
        for i in range(size):
            lane.place[slot, v, i] = lane.latent[i] if lane.arrived[i] else lane.place[slot, v, i]


@part
def _count(size: int, week: int, fixed: Any, lane: Any, counted: Any) -> None:
    """Count draws where they stand."""
    at, slot = week - counted.first, week % lane.count.shape[0]
    bins, most = counted.levels.shape[2], counted.weekly.shape[2] - 1
    for v in range(lane.value.shape[0]):
        _place(size, v, fixed.shapes[v, 0], fixed, lane)
        for i in range(size):
            if lane.arrived[i]:
                counted.levels[at, v, min(max(int(lane.latent[i] * bins), 0), bins - 1)] += 1
    for h in range(lane.so_far.shape[0]):
        quiet, ever = 0, 0
        for i in range(size):
            quiet += 1 if lane.arrived[i] and lane.count[slot, h, i] == 0 else 0
            ever += 1 if lane.arrived[i] and lane.so_far[h, i] > 0 else 0
        counted.weekly[at, h, 0] += quiet
        counted.ever[at, h] += ever
        for i in range(size):
            if lane.arrived[i] and lane.count[slot, h, i] > 0:
                counted.weekly[at, h, min(lane.count[slot, h, i], most)] += 1


@part
def _turned(columns: Any, draw: Any, size: int, rows: Any) -> None:
    """Take [draw, ...] of some draws over into [..., draw]."""
    for i in range(size):
        d = draw[i]
        for v in range(rows.shape[0]):
            rows[v, i] = columns[d, v]


@part
def _returned(rows: Any, draw: Any, size: int, columns: Any) -> None:
    """Put [..., draw] of some draws back into [draw, ...]."""
    for i in range(size):
        d = draw[i]
        for v in range(rows.shape[0]):
            columns[d, v] = rows[v, i]


@part
def _board(which: Any, row: Any, numbers: Any, now: Any, lane: Any) -> Any:
    """Take draws aboard a lane, those that have waited to finish their week; return the earliest week."""
    size, earliest = which.shape[0], now.week[which[0]]
    for i in range(size):
        d = which[i]
        lane.draw[i], lane.row[i], lane.week[i] = d, row[d], now.week[d]
        lane.fresh[i], lane.waits[i], lane.arrived[i] = now.waits[d], False, not now.waits[d]
        earliest = min(earliest, now.week[d])
    _turned(numbers.beta, lane.draw, size, lane.beta)
    _turned(numbers.back, lane.draw, size, lane.back)
    _turned(numbers.noise, lane.draw, size, lane.noise)
    _turned(numbers.pace, lane.draw, size, lane.pace)
    _turned(numbers.alpha, lane.draw, size, lane.alpha)
    _turned(numbers.dispersion, lane.draw, size, lane.dispersion)
    _turned(now.value, lane.draw, size, lane.value)
    _turned(now.own, lane.draw, size, lane.own)
    _turned(now.so_far, lane.draw, size, lane.so_far)
    _turned(now.integral, lane.draw, size, lane.integral)
    for slot in range(lane.place.shape[0]):
        _turned(now.place[slot], lane.draw, size, lane.place[slot])
        _turned(now.count[slot], lane.draw, size, lane.count[slot])
    return earliest


@part
def _leave(size: int, now: Any, lane: Any) -> None:
    """Write down where the draws of a lane stand."""
    for i in range(size):
        now.week[lane.draw[i]], now.waits[lane.draw[i]] = lane.week[i], lane.waits[i]
    _returned(lane.value, lane.draw, size, now.value)
    _returned(lane.so_far, lane.draw, size, now.so_far)
    _returned(lane.integral, lane.draw, size, now.integral)
    for slot in range(lane.place.shape[0]):
        _returned(lane.place[slot], lane.draw, size, now.place[slot])
        _returned(lane.count[slot], lane.draw, size, now.count[slot])


@inlined
def _arrive(size: int, week: int, lane: Any) -> bool:
    """Say which draws have reached a week and are to finish it; whether there is any."""
    some = False
    for i in range(size):
        lane.arrived[i] = lane.fresh[i] and not lane.waits[i] and lane.week[i] == week
        lane.fresh[i] = lane.fresh[i] and not lane.arrived[i]
        some = some or lane.arrived[i]
    return some


@inlined
def _set_off(size: int, week: int, slot: int, lane: Any) -> None:
    """Say which draws take the coming week; nothing has happened in it yet."""
    for i in range(size):
        lane.moves[i] = lane.week[i] == week and not lane.waits[i]
        lane.fresh[i] = lane.fresh[i] or lane.moves[i]
        lane.week[i] += 1 if lane.moves[i] else 0
    for h in range(lane.so_far.shape[0]):
        for i in range(size):
            lane.count[slot, h, i] = 0 if lane.moves[i] else lane.count[slot, h, i]


@kernel
def weeks(
    which: Any,
    until: int,
    fixed: Any,
    numbers: Any,
    now: Any,
    dated: Any,
    chance: Any,
    counted: Any,
    lane: Any,
) -> None:
    """Move draws to a week, each from where it stands; a draw stops where its week waits for a decision.

    A draw that has waited finishes its week first. The first week of what is counted is counted too, where
    a draw stands there.
    """
    depth, counts, most = now.place.shape[0], counted.levels.shape[0] > 0, lane.draw.shape[0]
    for first in range(0, which.shape[0], most):
        size = min(most, which.shape[0] - first)
        week = _board(which[first : first + size], chance.row, numbers, now, lane)
        if counts and week == counted.first:
            _count(size, week, fixed, lane, counted)
        while True:
            if _arrive(size, week, lane):
                _follow(size, week, week % depth, dated, lane)
                _mark(size, week % depth, fixed, lane)
                if counts:
                    _count(size, week, fixed, lane, counted)
            if week == until:
                break
            _rates(size, week, fixed, lane)
            _push(size, week, fixed, lane)
            _set_off(size, week, (week + 1) % depth, lane)
            _move(size, week - chance.first, fixed, chance, lane)
            if week >= 0:
                _happen(size, week - chance.first, (week + 1) % depth, fixed, chance, lane)
            week += 1
        _leave(size, now, lane)


@kernel
def rates(week: int, fixed: Any, numbers: Any, now: Any, lane: Any, rate: Any) -> None:
    """Fill the rates [draw, hazard] of the coming week."""
    which, most = np.arange(rate.shape[0]), lane.draw.shape[0]
    for first in range(0, which.shape[0], most):
        size = min(most, which.shape[0] - first)
        _board(which[first : first + size], which, numbers, now, lane)
        _rates(size, week, fixed, lane)
        _returned(lane.rate, lane.draw, size, rate)
