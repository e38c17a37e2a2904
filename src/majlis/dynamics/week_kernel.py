"""One week of every draw: what pushes each level and each rate, what moves, and what happens.

The equations stand in :mod:`majlis.dynamics.forms`. A week reads the places of levels and the counts of
hazards as they were ``lag - 1`` weeks before its start, so nothing acts at once and the order of links does
not matter.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from majlis.chance.kernel import kernel, part

IDENTITY, LOG, LOGIT = 0, 1, 2
LEVEL_TO_LEVEL, HAZARD_TO_LEVEL, LEVEL_TO_HAZARD = 0, 1, 2
LOGIT_RANGE = 2.0 * np.log(19.0)
"""Width of a bounded level's range on its latent scale: from 5 to 95 % of it."""

_EDGE = 1e-4
_STILL = 1e-12
_FASTEST = 500.0
_MOST = 20_000


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
def places(value: Any, code: Any, bottom: Any, top: Any, rest: Any, place: Any) -> None:
    """Fill the places [draw, level] of levels."""
    for d in range(value.shape[0]):
        for v in range(value.shape[1]):
            place[d, v] = place_of(value[d, v], code[v], bottom[v], top[v], rest[v])


@kernel
def move_levels(
    first: int,
    end: int,
    week: int,
    shapes: Any,
    code: Any,
    own: Any,
    rate_back: Any,
    noise: Any,
    pace: Any,
    value: Any,
    place: Any,
    count: Any,
    links: Any,
    beta: Any,
    noisy: Any,
    normal: Any,
) -> None:
    """Move the levels of draws ``first`` to ``end`` by a week.

    ``shapes`` [level, 2] holds the ends of the ranges, ``links`` [link, 4] kind, cause, effect and lag,
    ``place`` and ``count`` [slot, draw, ...] the weeks that lags reach back to. ``own`` and ``noise`` are on
    the latent scale; ``noisy`` is the column of ``normal`` of each level, -1 for none.
    """
    depth, levels = place.shape[0], value.shape[1]
    push, shock = np.empty(levels), np.empty(levels)
    for d in range(first, end):
        push[:] = 0.0
        shock[:] = 0.0
        for k in range(links.shape[0]):
            slot = (week + 1 - links[k, 3]) % depth
            if links[k, 0] == LEVEL_TO_LEVEL:
                push[links[k, 2]] += beta[d, k] * place[slot, d, links[k, 1]]
            elif links[k, 0] == HAZARD_TO_LEVEL:
                shock[links[k, 2]] += beta[d, k] * count[slot, d, links[k, 1]]
        for v in range(levels):
            bottom, top = shapes[v, 0], shapes[v, 1]
            latent = latent_of(value[d, v], code[v], bottom, top)
            latent += rate_back[d, v] * (own[d, v] - latent + push[v]) + shock[v]
            if noisy[v] >= 0:
                latent += noise[d, v] * normal[d, noisy[v]]
            moved = value_of(latent, code[v], bottom, top)
            value[d, v] = min(max(moved, value[d, v] - pace[d, v]), value[d, v] + pace[d, v])


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


@part
def _open(d: int, h: int, gates: Any, limits: Any, value: Any, so_far: Any) -> bool:
    """Whether every gate of a hazard holds; ``gates`` [gate, 3] is hazard, variable and comparison."""
    levels = value.shape[1]
    for g in range(gates.shape[0]):
        if gates[g, 0] != h:
            continue
        variable = gates[g, 1]
        found = value[d, variable] if variable < levels else float(so_far[d, variable - levels])
        sign, limit = gates[g, 2], limits[g]
        holds = (
            (sign == 0 and found < limit)
            or (sign == 1 and found <= limit)
            or (sign == 2 and found > limit)
            or (sign == 3 and found >= limit)
        )
        if not holds:
            return False
    return True


@kernel
def rates(
    first: int,
    end: int,
    week: int,
    place: Any,
    value: Any,
    so_far: Any,
    links: Any,
    beta: Any,
    alpha: Any,
    once: Any,
    gates: Any,
    limits: Any,
    rate: Any,
) -> None:
    """Fill the rates [draw, hazard] of the coming week; nought where a gate is shut or it has happened."""
    depth = place.shape[0]
    for d in range(first, end):
        for h in range(rate.shape[1]):
            rate[d, h] = alpha[d, h]
        for k in range(links.shape[0]):
            if links[k, 0] == LEVEL_TO_HAZARD:
                slot = (week + 1 - links[k, 3]) % depth
                rate[d, links[k, 2]] += beta[d, k] * place[slot, d, links[k, 1]]
        for h in range(rate.shape[1]):
            happened = once[h] and so_far[d, h] > 0
            if happened or rate[d, h] == -np.inf or not _open(d, h, gates, limits, value, so_far):
                rate[d, h] = 0.0
            else:
                rate[d, h] = min(np.exp(min(rate[d, h], 50.0)), _FASTEST)


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
            number = 0
            if rate[d, h] > 0.0 and not held[h]:
                if once[h]:
                    number = 1 if uniform[d, h] < -np.expm1(-rate[d, h]) else 0
                else:
                    number = count_of(uniform[d, h], rate[d, h], dispersion[d, h])
            happened[d, h] = number
            so_far[d, h] += number
