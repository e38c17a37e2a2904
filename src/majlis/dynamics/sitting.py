"""Sittings: one round of a decision model from where the actors stand now.

The outcome, with the model's own error, becomes the own level of the level that the sitting sets, so policy
follows a settlement no faster than that level moves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Drawn
from majlis.dynamics.forms import Sitting
from majlis.dynamics.state import State
from majlis.dynamics.system import System
from majlis.models.profile import Profile
from majlis.models.registry import get

Floats = NDArray[np.float64]
FULL_SALIENCE = 100.0


def sit(system: System, sitting: Sitting, drawn: Drawn, state: State, random: Addressed) -> None:
    """Hold one sitting in every draw: set the own level of its outcome and move positions that are levels."""
    level = system.level_index[sitting.level]
    bounds = system.shapes[level]
    profile = _profile(system, sitting, drawn, state, bounds)
    model = get(sitting.model)
    given = {"rounds": 1} if "rounds" in {each.name for each in fields(model.options)} else {}
    settled = model.settle(profile, model.options(**given), random, path=bool(given))
    miss = drawn.quantity[sitting.error] * ndtri(random.uniforms(f"sitting:{sitting.id}", drawn.draws)[:, 0])
    state.own[:, level] = np.clip(settled.outcome[:, 0] + miss, *bounds)
    for seat, each in enumerate(sitting.seats):
        if each.position not in system.level_index:
            continue
        moving = system.level_index[each.position]
        if settled.path is not None:
            state.value[:, moving] += settled.path[:, -1, seat, 0] - profile.position[:, seat, 0]
        else:
            share = drawn.quantity[sitting.concession] * (1.0 - profile.salience[:, seat, 0])
            state.value[:, moving] += share * (settled.outcome[:, 0] - profile.position[:, seat, 0])
        np.clip(state.value[:, moving], *system.shapes[moving], out=state.value[:, moving])


def _profile(system: System, sitting: Sitting, drawn: Drawn, state: State, bounds: Floats) -> Profile:
    read: Callable[[str], Floats] = _reader(system, drawn.quantity, state)
    positions = []
    for seat in sitting.seats:
        own = None if seat.position is None else read(seat.position)
        if seat.of is None:
            assert own is not None, "a seat without a position follows another level"
            positions.append(own)
            continue
        weight: Any = 1.0 if own is None or seat.weight is None else drawn.quantity[seat.weight]
        positions.append(weight * read(seat.of) + (1.0 - weight) * (0.0 if own is None else own))
    salience = [np.clip(read(seat.salience) / FULL_SALIENCE, 0.0, 1.0) for seat in sitting.seats]
    capability = [np.maximum(read(seat.capability), 0.0) for seat in sitting.seats]
    return Profile(
        position=np.clip(np.stack(positions, axis=1), *bounds)[:, :, None],
        salience=np.stack(salience, axis=1)[:, :, None],
        capability=np.stack(capability, axis=1)[:, :, None],
        bounds=bounds[None, :],
        number=drawn.draws,
    )


def _reader(system: System, quantity: Mapping[str, Floats], state: State) -> Callable[[str], Floats]:
    def read(name: str) -> Floats:
        index = system.level_index.get(name)
        return quantity[name] if index is None else state.value[:, index]

    return read
