"""Moving a run of draws week by week: the warm-up along the record, then the weeks after the as-of date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from majlis.chance.addressed import Addressed
from majlis.chance.kernel import call
from majlis.dynamics.ballot import passed
from majlis.dynamics.drawn import Drawn
from majlis.dynamics.sitting import sit
from majlis.dynamics.state import State
from majlis.dynamics.system import System
from majlis.dynamics.week_kernel import happen, latents, move_levels, places, rates, settle_levels

Floats = NDArray[np.float64]
Observer = Callable[[State], None]

STEP_OF_AS_OF = 1 << 20
"""Address of the as-of date among the steps of a stream, so that a longer warm-up changes no later number."""
ROUNDS_TO_REST = 200


class Happened(NamedTuple):
    """What the record says of one hazard in one week: how often, and in which draws [draw] it counts."""

    hazard: int
    number: int
    held: NDArray[np.bool_] | None = None


class Observed(NamedTuple):
    """An observation that nudges a level: its value, and the weight [draw] that it has against the path."""

    level: int
    value: float
    weight: Floats


@dataclass(frozen=True)
class Record:
    """The dated past and what is planned: by week (relative to the as-of date), events and observations."""

    events: Mapping[int, tuple[Happened, ...]] = field(default_factory=dict)
    observations: Mapping[int, tuple[Observed, ...]] = field(default_factory=dict)

    def of(self, which: NDArray[np.intp]) -> Record:
        """Return the record of some of the draws."""
        return Record(
            {
                week: tuple(e._replace(held=None if e.held is None else e.held[which]) for e in events)
                for week, events in self.events.items()
            },
            {
                week: tuple(o._replace(weight=o.weight[which]) for o in observations)
                for week, observations in self.observations.items()
            },
        )


@dataclass(frozen=True)
class Path:
    """One run of draws of a system: moves a `State`, which is all that it remembers.

    Attributes
    ----------
    system, drawn, random
        The system, the numbers of the draws, and what their chance is addressed by.
    record
        Before the as-of date hazards follow the record alone; after it, what it holds is added.
    held
        Hazards by id that never happen, so that their rates can be added up over the whole time.

    """

    system: System
    drawn: Drawn
    random: Addressed
    record: Record = field(default_factory=Record)
    held: frozenset[str] = frozenset()

    def of(self, which: NDArray[np.intp], held: frozenset[str]) -> Path:
        """Return the path of some of the draws, with other hazards held back."""
        return Path(self.system, self.drawn.of(which), self.random, self.record.of(which), held)

    def begin(self, week: int) -> State:
        """Return the state at rest in a week: no events, every level where own level and pushes leave it."""
        system, draws = self.system, len(self.drawn.draws)
        depth, levels, hazards = system.depth, len(system.levels), len(system.hazards)
        state = State(
            week=week,
            value=self.drawn.own.copy(),
            own=self._latent(self.drawn.own),
            place=np.zeros((depth, draws, levels)),
            count=np.zeros((depth, draws, hazards), dtype=np.int64),
            so_far=np.zeros((draws, hazards), dtype=np.int64),
            integral=np.zeros((draws, hazards)),
        )
        for sitting in system.assembly.sittings:
            sit(system, sitting, self.drawn, state, self.random)
            self._rest(state)
        self._rest(state)
        given = ~np.isnan(self.drawn.start)
        state.value[given] = self.drawn.start[given]
        for slot in range(depth):
            self._mark(state, slot)
        return state

    def advance(self, state: State, until: int, observe: Observer | None = None) -> State:
        """Move a state to a week, in place; ``observe`` is called after every week."""
        while state.week < until:
            self._hold_sittings(state)
            self._move(state)
            if observe is not None:
                observe(state)
        return state

    def rates_now(self, state: State) -> Floats:
        """Return the rates [draw, hazard] of the coming week."""
        rate = np.empty((len(self.drawn.draws), len(self.system.hazards)))
        system, drawn = self.system, self.drawn
        gates, limits = system.gates
        call(
            rates,
            0,
            len(rate),
            state.week,
            state.place,
            state.value,
            state.so_far,
            system.links,
            drawn.beta,
            drawn.alpha,
            system.once,
            gates,
            limits,
            rate,
        )
        return rate

    def _rest(self, state: State) -> None:
        system, drawn = self.system, self.drawn
        arrays = (system.shapes, system.code, system.rest, state.own, drawn.back, state.value)
        call(settle_levels, ROUNDS_TO_REST, *arrays, system.links, drawn.beta)

    def _latent(self, value: Floats) -> Floats:
        latent = np.empty_like(value)
        call(latents, value, self.system.code, self.system.shapes, latent)
        return latent

    def _mark(self, state: State, slot: int) -> None:
        system = self.system
        ends = (np.ascontiguousarray(system.shapes[:, 0]), np.ascontiguousarray(system.shapes[:, 1]))
        call(places, state.value, system.code, *ends, system.rest, state.place[slot])

    def _hold_sittings(self, state: State) -> None:
        for sitting in self.system.assembly.sittings:
            if state.week % sitting.every == 0:
                sit(self.system, sitting, self.drawn, state, self.random)

    def _move(self, state: State) -> None:
        system, drawn, step = self.system, self.drawn, STEP_OF_AS_OF + state.week
        rate = self.rates_now(state)
        call(
            move_levels,
            0,
            len(drawn.draws),
            state.week,
            system.shapes,
            system.code,
            state.own,
            drawn.back,
            drawn.noise,
            drawn.pace,
            state.value,
            state.place,
            state.count,
            system.links,
            drawn.beta,
            system.noisy,
            self._noise(step),
        )
        warm_up = state.week < 0
        state.week += 1
        slot = state.count[state.week % system.depth]
        slot[:] = 0
        if not warm_up:
            self._happen(state, rate, slot, step)
        self._follow_record(state, slot)
        for observed in self.record.observations.get(state.week, ()):
            away = observed.value - state.value[:, observed.level]
            state.value[:, observed.level] += observed.weight * away
        self._mark(state, state.week % system.depth)

    def _happen(self, state: State, rate: Floats, slot: NDArray[np.int64], step: int) -> None:
        system, drawn = self.system, self.drawn
        held = np.array([hazard.id in self.held for hazard in system.hazards], dtype=np.bool_)
        uniform = self._chances(step)
        arrays = (rate, system.once, held, drawn.dispersion, uniform, slot, state.so_far, state.integral)
        call(happen, 0, len(drawn.draws), *arrays)
        for vote in system.assembly.votes:
            where = np.flatnonzero(slot[:, system.hazard_index[vote.proposal]])
            if len(where):
                result = passed(system, vote, drawn, state, where, self.random, step)
                outcome = system.hazard_index[vote.passed]
                slot[where, outcome] += result
                state.so_far[where, outcome] += result

    def _follow_record(self, state: State, slot: NDArray[np.int64]) -> None:
        for happened in self.record.events.get(state.week, ()):
            number = happened.number if happened.held is None else happened.number * happened.held
            slot[:, happened.hazard] += number
            state.so_far[:, happened.hazard] += number

    def _noise(self, step: int) -> Floats:
        names = [f"noise:{level.id}" for level in self.system.levels if level.noise]
        normal: Floats = ndtri(self.random.uniforms_many(names, self.drawn.draws, step))
        return normal

    def _chances(self, step: int) -> Floats:
        """Return uniform numbers [draw, hazard]."""
        names = [f"hazard:{hazard.id}" for hazard in self.system.hazards]
        return self.random.uniforms_many(names, self.drawn.draws, step)
