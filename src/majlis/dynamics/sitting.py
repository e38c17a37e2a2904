"""Sittings: one round of a decision model from where the actors stand now.

The outcome, with the model's own error, becomes the own level of the level that the sitting sets, so policy
follows a settlement no faster than that level moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Drawn
from majlis.dynamics.forms import Sitting
from majlis.dynamics.state import State
from majlis.dynamics.system import System
from majlis.models.landing import landed
from majlis.models.model import DecisionModel
from majlis.models.options import Options
from majlis.models.profile import Profile
from majlis.models.registry import get

Floats = NDArray[np.float64]
FULL_SALIENCE = 100.0


@dataclass(frozen=True)
class Columns:
    """What is read of every seat [draw, seat]: numbers of the draws, and levels in their place."""

    still: Floats
    seats: NDArray[np.intp]
    levels: NDArray[np.intp]

    @classmethod
    def of(cls, names: Sequence[str | None], system: System, drawn: Drawn) -> Columns:
        """Look up what stands behind names; nought behind none."""
        still = np.zeros((len(drawn.draws), len(names)))
        moving = []
        for seat, name in enumerate(names):
            if name is not None and name in system.level_index:
                moving.append((seat, system.level_index[name]))
            elif name is not None:
                still[:, seat] = drawn.quantity[name]
        pairs = np.array(moving, dtype=np.intp).reshape(-1, 2)
        return cls(still, pairs[:, 0], pairs[:, 1])

    def at(self, state: State) -> Floats:
        """Return them as they are now."""
        found = self.still.copy()
        found[:, self.seats] = state.value[:, self.levels]
        return found


@dataclass(frozen=True)
class Session:
    """A sitting in some draws: what does not change along their paths is looked up once."""

    system: System
    sitting: Sitting
    drawn: Drawn
    random: Addressed

    def hold(self, state: State) -> None:
        """Hold it in every draw: set the own level of its outcome and move positions that are levels."""
        system, sitting, drawn = self.system, self.sitting, self.drawn
        level = system.level_index[sitting.level]
        profile = self._profile(state, system.shapes[level])
        model, options = self._model
        settled = model.settle(profile, options, self.random, path=hasattr(options, "rounds"))
        wider = drawn.quantity[sitting.widening][:, None]
        state.own[:, level] = landed(model, options, profile, settled.outcome, self._luck, wider)[:, 0]
        seats, moving = self._position.seats, self._position.levels
        before = profile.position[:, seats, 0]
        if settled.path is not None:
            shift = settled.path[:, -1, seats, 0] - before
        else:
            share = drawn.quantity[sitting.concession][:, None] * (1.0 - profile.salience[:, seats, 0])
            shift = share * (settled.outcome - before)
        moved = state.value[:, moving] + shift
        state.value[:, moving] = np.clip(moved, system.shapes[moving, 0], system.shapes[moving, 1])

    @cached_property
    def _model(self) -> tuple[DecisionModel, Options]:
        """The decision model, for one round where it has rounds."""
        model = get(self.sitting.model)
        given = {"rounds": 1} if "rounds" in {each.name for each in fields(model.options)} else {}
        return model, model.options(**given)

    @cached_property
    def _luck(self) -> Floats:
        return self.random.uniforms(f"sitting:{self.sitting.id}", self.drawn.draws)

    @cached_property
    def _position(self) -> Columns:
        return Columns.of([seat.position for seat in self.sitting.seats], self.system, self.drawn)

    @cached_property
    def _salience(self) -> Columns:
        return Columns.of([seat.salience for seat in self.sitting.seats], self.system, self.drawn)

    @cached_property
    def _capability(self) -> Columns:
        return Columns.of([seat.capability for seat in self.sitting.seats], self.system, self.drawn)

    @cached_property
    def _followed(self) -> Columns:
        return Columns.of([seat.of for seat in self.sitting.seats], self.system, self.drawn)

    @cached_property
    def _weight(self) -> Floats:
        """How far each seat follows another level [draw, seat]: wholly, where it has no position."""
        names = [seat.weight if seat.of and seat.position else None for seat in self.sitting.seats]
        weight = Columns.of(names, self.system, self.drawn).still
        for seat, each in enumerate(self.sitting.seats):
            if each.of is not None and names[seat] is None:
                weight[:, seat] = 1.0
        return weight

    def _profile(self, state: State, bounds: Floats) -> Profile:
        position = self._position.at(state)
        follows = [seat.of is not None for seat in self.sitting.seats]
        weight = self._weight[:, follows]
        position[:, follows] = (
            weight * self._followed.at(state)[:, follows] + (1.0 - weight) * position[:, follows]
        )
        salience = np.clip(self._salience.at(state) / FULL_SALIENCE, 0.0, 1.0)
        return Profile(
            position=np.clip(position, *bounds)[:, :, None],
            salience=salience[:, :, None],
            capability=np.maximum(self._capability.at(state), 0.0)[:, :, None],
            bounds=bounds[None, :],
            number=self.drawn.draws,
        )
