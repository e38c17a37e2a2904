"""What the kernels of a week are given: arrays by name, the same for every draw or one row for each."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

LANE = 32
"""Draws side by side."""


class Fixed(NamedTuple):
    """What is the same for every draw.

    ``shapes`` [level, 2] holds the ends of the ranges; ``noisy`` and ``paced`` are the columns of each
    level's noise and pace, ``spread`` those of each hazard's dispersion, -1 for none; ``pushes`` (level to
    level), ``shocks`` (hazard to level) and ``drives`` (level to hazard) [link, 4] hold number, cause, effect
    and lag; ``gates`` [gate, 3] hazard, variable and comparison;
    ``held`` are hazards that never happen, ``waited`` those after which the week waits for a decision.
    """

    shapes: Any
    code: Any
    rest: Any
    noisy: Any
    paced: Any
    spread: Any
    pushes: Any
    shocks: Any
    drives: Any
    once: Any
    gates: Any
    limits: Any
    held: Any
    waited: Any


class Numbers(NamedTuple):
    """What each draw keeps along its path [draw, ...]; ``noise`` is on the latent scale.

    ``noise``, ``pace`` and ``dispersion`` have columns for those alone that have any.
    """

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
    """Random numbers [week, ..., row] from week ``first`` on, and the row of each draw."""

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


class Lane(NamedTuple):
    """Draws side by side: what `Numbers` and `Now` hold of them, turned round to [..., draw], and room.

    ``moves`` says which draws take the coming week, ``fresh`` which have not finished the one that they have
    reached, and ``arrived`` which do so now.
    """

    draw: Any
    row: Any
    week: Any
    waits: Any
    fresh: Any
    moves: Any
    arrived: Any
    beta: Any
    back: Any
    noise: Any
    pace: Any
    alpha: Any
    dispersion: Any
    value: Any
    own: Any
    place: Any
    count: Any
    so_far: Any
    integral: Any
    push: Any
    shock: Any
    latent: Any
    rate: Any

    @classmethod
    def of(cls, numbers: Numbers, now: Now) -> Lane:
        """Return the room that draws with such numbers and states need."""
        depth, _, levels = now.place.shape
        hazards = now.so_far.shape[1]
        return cls(
            draw=np.zeros(LANE, dtype=np.int64),
            row=np.zeros(LANE, dtype=np.int64),
            week=np.zeros(LANE, dtype=np.int64),
            waits=np.zeros(LANE, dtype=np.bool_),
            fresh=np.zeros(LANE, dtype=np.bool_),
            moves=np.zeros(LANE, dtype=np.bool_),
            arrived=np.zeros(LANE, dtype=np.bool_),
            value=np.empty((levels, LANE)),
            own=np.empty((levels, LANE)),
            place=np.empty((depth, levels, LANE)),
            count=np.empty((depth, hazards, LANE), dtype=np.int64),
            so_far=np.empty((hazards, LANE), dtype=np.int64),
            integral=np.empty((hazards, LANE)),
            push=np.empty((levels, LANE)),
            shock=np.empty((levels, LANE)),
            latent=np.empty(LANE),
            rate=np.empty((hazards, LANE)),
            **{name: np.empty((each.shape[1], LANE)) for name, each in numbers._asdict().items()},
        )
