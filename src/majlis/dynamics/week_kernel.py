"""Week after week of every draw: what pushes each level and each rate, what moves, and what happens.

The equations stand in :mod:`majlis.dynamics.forms`. A week reads the places of levels and the counts of
hazards as they were ``lag - 1`` weeks before its start, so nothing acts at once and the order of links does
not matter. A draw goes through all weeks of a stretch before the next one begins, so that what it needs
stays near the processor.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from majlis.chance.kernel import inlined, kernel, part

IDENTITY, LOG, LOGIT = 0, 1, 2
LEVEL_TO_LEVEL, HAZARD_TO_LEVEL, LEVEL_TO_HAZARD = 0, 1, 2
LOGIT_RANGE = 2.0 * np.log(19.0)
"""Width of a bounded level's range on its latent scale: from 5 to 95 % of it."""

_EDGE = 1e-4
_STILL = 1e-12
_FASTEST = 500.0
_MOST = 20_000
_SURE = 1e-12
"""Margin of a quick bound on a chance, so that taking it changes no number."""


class Fixed(NamedTuple):
    """What is the same for every draw.

    ``shapes`` [level, 2] holds the ends of the ranges; ``noisy`` is the column of random numbers of each
    level, -1 for none; ``pushes`` (level to level), ``shocks`` (hazard to level) and ``drives`` (level to
    hazard) [link, 4] hold number, cause, effect and lag; ``gates`` [gate, 3] hazard, variable and comparison;
    ``held`` are hazards that never happen, ``waited`` those after which the week waits for a decision.
    """

    shapes: Any
    code: Any
    rest: Any
    noisy: Any
    pushes: Any
    shocks: Any
    drives: Any
    once: Any
    gates: Any
    limits: Any
    held: Any
    waited: Any


class Numbers(NamedTuple):
    """What each draw keeps along its path; ``noise`` is on the latent scale."""

    beta: Any
    back: Any
    noise: Any
    pace: Any
    alpha: Any
    dispersion: Any


class Now(NamedTuple):
    """Where each draw stands: its state, the week that it has reached, and whether that week waits."""

    value: Any
    own: Any
    place: Any
    count: Any
    so_far: Any
    integral: Any
    week: Any
    waits: Any


class Dated(NamedTuple):
    """The record: of events week, hazard, number and column of ``happened``; of observations alike."""

    events: Any
    happened: Any
    observations: Any
    observed: Any
    weight: Any


class Chance(NamedTuple):
    """Random numbers [week, row, ...] from week ``first`` on, and the row of each draw."""

    first: int
    row: Any
    normal: Any
    uniform: Any


class Counted(NamedTuple):
    """Numbers of draws by week, from week ``first`` on; of no week where none are to be counted."""

    first: int
    levels: Any
    weekly: Any
    ever: Any


@part
def latent_of(value: float, code: int, bottom: float, top: float) -> float:
    """Return the latent value of a level."""
    if code == LOG:
        return float(np.log(max(value, bottom)))
    if code == LOGIT:
        share = min(max((value - bottom) / (top - bottom), _EDGE), 1.0 - _EDGE)
        return float(np.log(share / (1.0 - share)))
    return value


@part
def value_of(latent: float, code: int, bottom: float, top: float) -> float:
    """Return a level from its latent value, within its range."""
    value = latent
    if code == LOG:
        value = np.exp(min(latent, 700.0))
    elif code == LOGIT:
        value = bottom + (top - bottom) / (1.0 + np.exp(-latent))
    return float(min(max(value, bottom), top))


@part
def place_of(value: float, code: int, bottom: float, top: float, rest: float) -> float:
    """Return how far a level stands from its neutral point, as a share of its range."""
    if code == LOG:
        return float(np.log(value / rest) / np.log(top / bottom))
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
def settle_levels(
    rounds: int,
    shapes: Any,
    code: Any,
    rest: Any,
    own: Any,
    rate_back: Any,
    value: Any,
    links: Any,
    beta: Any,
) -> None:
    """Bring levels to rest: where their own level and the other levels' pushes leave them, without events."""
    levels = value.shape[1]
    push = np.empty(levels)
    for d in range(value.shape[0]):
        for _ in range(rounds):
            moved = 0.0
            push[:] = 0.0
            for k in range(links.shape[0]):
                if links[k, 0] == LEVEL_TO_LEVEL:
                    v = links[k, 1]
                    push[links[k, 2]] += beta[d, k] * place_of(
                        value[d, v], code[v], shapes[v, 0], shapes[v, 1], rest[v]
                    )
            for v in range(levels):
                if rate_back[d, v] > 0.0:
                    at = value_of(own[d, v] + push[v], code[v], shapes[v, 0], shapes[v, 1])
                    moved = max(moved, abs(at - value[d, v]) / (shapes[v, 1] - shapes[v, 0]))
                    value[d, v] = at
            if moved < _STILL:
                break


@inlined
def _push(d: int, week: int, fixed: Any, numbers: Any, now: Any, room: Any) -> None:
    """Add up what pushes the levels of a draw in the coming week, and what shocks them."""
    depth = now.place.shape[0]
    for v in range(room.shape[1]):
        room[0, v] = room[1, v] = 0.0
    for n in range(fixed.pushes.shape[0]):
        slot = (week + 1 - fixed.pushes[n, 3]) % depth if depth > 1 else 0
        place = now.place[slot, d, fixed.pushes[n, 1]]
        room[0, fixed.pushes[n, 2]] += numbers.beta[d, fixed.pushes[n, 0]] * place
    for n in range(fixed.shocks.shape[0]):
        slot = (week + 1 - fixed.shocks[n, 3]) % depth if depth > 1 else 0
        count = now.count[slot, d, fixed.shocks[n, 1]]
        room[1, fixed.shocks[n, 2]] += numbers.beta[d, fixed.shocks[n, 0]] * count


@inlined
def _move(d: int, at: int, fixed: Any, numbers: Any, now: Any, chance: Any, room: Any) -> None:
    """Move the levels of a draw by a week, ``at`` weeks after the first of the random numbers.

    ``room`` [3, level] holds pushes, shocks and latent values; one step for all levels at a time is faster.
    """
    levels = now.value.shape[1]
    for v in range(levels):
        room[2, v] = latent_of(now.value[d, v], fixed.code[v], fixed.shapes[v, 0], fixed.shapes[v, 1])
    for v in range(levels):
        latent = room[2, v]
        latent += numbers.back[d, v] * (now.own[d, v] - latent + room[0, v]) + room[1, v]
        if fixed.noisy[v] >= 0:
            latent += numbers.noise[d, v] * chance.normal[at, chance.row[d], fixed.noisy[v]]
        room[2, v] = latent
    for v in range(levels):
        value = now.value[d, v]
        moved = value_of(room[2, v], fixed.code[v], fixed.shapes[v, 0], fixed.shapes[v, 1])
        now.value[d, v] = min(max(moved, value - numbers.pace[d, v]), value + numbers.pace[d, v])


@part
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
def _rates(d: int, week: int, fixed: Any, numbers: Any, now: Any, rate: Any) -> None:
    """Fill the rates [hazard] of a draw's coming week; nought where a gate is shut or it has happened."""
    depth, levels = now.place.shape[0], now.value.shape[1]
    for h in range(rate.shape[0]):
        rate[h] = numbers.alpha[d, h]
    for n in range(fixed.drives.shape[0]):
        slot = (week + 1 - fixed.drives[n, 3]) % depth if depth > 1 else 0
        place = now.place[slot, d, fixed.drives[n, 1]]
        rate[fixed.drives[n, 2]] += numbers.beta[d, fixed.drives[n, 0]] * place
    for g in range(fixed.gates.shape[0]):
        variable = fixed.gates[g, 1]
        found = now.value[d, variable] if variable < levels else float(now.so_far[d, variable - levels])
        if not _holds(found, fixed.gates[g, 2], fixed.limits[g]):
            rate[fixed.gates[g, 0]] = -np.inf
    for h in range(rate.shape[0]):
        if rate[h] == -np.inf or (fixed.once[h] and now.so_far[d, h] > 0):
            rate[h] = 0.0
        else:
            rate[h] = min(np.exp(min(rate[h], 50.0)), _FASTEST)


@part
def _number(uniform: float, rate: float, once: bool, dispersion: float) -> int:
    """Return how often something happens in a week; bounds spare most weeks their exponential."""
    if rate <= 0.0:
        return 0
    if once:
        return 1 if uniform < rate + _SURE and uniform < -np.expm1(-rate) else 0
    if uniform < 1.0 - rate - _SURE:
        return 0
    return count_of(uniform, rate, dispersion)


@inlined
def _happen(d: int, at: int, slot: int, fixed: Any, numbers: Any, now: Any, chance: Any, rate: Any) -> bool:
    """Draw what happens to a draw in a week by inversion; whether that week waits for a decision."""
    waits = False
    for h in range(rate.shape[0]):
        now.integral[d, h] += rate[h]
        if not fixed.held[h]:
            number = _number(
                chance.uniform[at, chance.row[d], h], rate[h], fixed.once[h], numbers.dispersion[d, h]
            )
            now.count[slot, d, h] = number
            now.so_far[d, h] += number
            waits = waits or (number > 0 and fixed.waited[h])
    return waits


@inlined
def _follow(d: int, week: int, slot: int, dated: Any, now: Any) -> None:
    """Let happen to a draw what the record says of a week, and pull its levels to what was observed."""
    for e in range(dated.events.shape[0]):
        if dated.events[e, 0] == week and dated.happened[d, dated.events[e, 3]]:
            now.count[slot, d, dated.events[e, 1]] += dated.events[e, 2]
            now.so_far[d, dated.events[e, 1]] += dated.events[e, 2]
    for o in range(dated.observations.shape[0]):
        if dated.observations[o, 0] == week:
            level = dated.observations[o, 1]
            away = dated.observed[o] - now.value[d, level]
            now.value[d, level] += dated.weight[d, dated.observations[o, 2]] * away


@inlined
def _mark(d: int, slot: int, fixed: Any, now: Any) -> None:
    """Note the places of a draw's levels."""
    for v in range(now.value.shape[1]):
        bottom, top = fixed.shapes[v, 0], fixed.shapes[v, 1]
        now.place[slot, d, v] = place_of(now.value[d, v], fixed.code[v], bottom, top, fixed.rest[v])


@part
def _count(d: int, week: int, fixed: Any, now: Any, counted: Any) -> None:
    """Count a draw where it stands."""
    at, slot = week - counted.first, week % now.count.shape[0]
    bins, most = counted.levels.shape[2], counted.weekly.shape[2] - 1
    for v in range(now.value.shape[1]):
        low, high = fixed.shapes[v, 0], fixed.shapes[v, 1]
        share = (now.value[d, v] - low) / (high - low)
        if fixed.code[v] == LOG:
            share = np.log(now.value[d, v] / low) / np.log(high / low)
        counted.levels[at, v, min(max(int(share * bins), 0), bins - 1)] += 1
    for h in range(now.so_far.shape[1]):
        counted.weekly[at, h, min(now.count[slot, d, h], most)] += 1
        counted.ever[at, h] += 1 if now.so_far[d, h] > 0 else 0


@kernel
def weeks(
    which: Any, until: int, fixed: Any, numbers: Any, now: Any, dated: Any, chance: Any, counted: Any
) -> None:
    """Move draws to a week, each from where it stands; a draw stops where its week waits for a decision.

    The first week of what is counted is counted too, where a draw stands there.
    """
    depth, counts = now.place.shape[0], counted.levels.shape[0] > 0
    room, rate = np.empty((3, now.value.shape[1])), np.empty(now.so_far.shape[1])
    for n in range(which.shape[0]):
        d = which[n]
        week, waits = now.week[d], now.waits[d]
        if counts and week == counted.first:
            _count(d, week, fixed, now, counted)
        while waits or week < until:
            if waits:
                waits = False
            else:
                _rates(d, week, fixed, numbers, now, rate)
                _push(d, week, fixed, numbers, now, room)
                _move(d, week - chance.first, fixed, numbers, now, chance, room)
                warm_up = week < 0
                week += 1
                now.count[week % depth, d, :] = 0
                if not warm_up:
                    waits = _happen(
                        d, week - 1 - chance.first, week % depth, fixed, numbers, now, chance, rate
                    )
                if waits:
                    break
            _follow(d, week, week % depth, dated, now)
            _mark(d, week % depth, fixed, now)
            if counts:
                _count(d, week, fixed, now, counted)
        now.week[d], now.waits[d] = week, waits


@kernel
def rates(week: int, fixed: Any, numbers: Any, now: Any, rate: Any) -> None:
    """Fill the rates [draw, hazard] of the coming week."""
    for d in range(rate.shape[0]):
        _rates(d, week, fixed, numbers, now, rate[d])


@kernel
def happen(
    first: int,
    end: int,
    rate: Any,
    once: Any,
    held: Any,
    dispersion: Any,
    uniform: Any,
    happened: Any,
    so_far: Any,
    integral: Any,
) -> None:
    """Draw what happens in a week from its rates, by inversion; held hazards add up their rate and wait."""
    for d in range(first, end):
        for h in range(rate.shape[1]):
            integral[d, h] += rate[d, h]
            number = 0 if held[h] else _number(uniform[d, h], rate[d, h], once[h], dispersion[d, h])
            happened[d, h] = number
            so_far[d, h] += number
