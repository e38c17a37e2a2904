"""Moving a run of draws week by week: the warm-up along the record, then the weeks after the as-of date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from majlis.chance.addressed import Addressed
from majlis.chance.kernel import call
from majlis.dynamics.ballot import passed
from majlis.dynamics.drawn import Drawn
from majlis.dynamics.sitting import Session
from majlis.dynamics.state import State
from majlis.dynamics.system import System
from majlis.dynamics.week_arrays import Chance, Counted, Dated, Fixed, Lane, Now, Numbers
from majlis.dynamics.week_kernel import (
    HAZARD_TO_LEVEL,
    LEVEL_TO_HAZARD,
    LEVEL_TO_LEVEL,
    latents,
    places,
    rates,
    settle_levels,
    weeks,
)

Floats = NDArray[np.float64]
Observer = Callable[[State], None]

STEP_OF_AS_OF = 1 << 20
"""Address of the as-of date among the steps of a stream, so that a longer warm-up changes no later number."""
ROUNDS_TO_REST = 200
STRETCH = 4
"""Weeks that a draw goes through at a time, at most; more of them need more random numbers at hand."""
NOTHING = Counted(
    0,
    np.zeros((0, 0, 1), dtype=np.int32),
    np.zeros((0, 0, 1), dtype=np.int32),
    np.zeros((0, 0), dtype=np.int32),
)
"""What is counted where nothing is."""


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

    @classmethod
    def joined(cls, records: Sequence[Record], draws: Sequence[int]) -> Record:
        """Return the record of several runs of draws, one after the other; all record the same weeks."""
        first = records[0]
        return cls(
            {
                week: tuple(
                    event._replace(held=_end_to_end([each.events[week][at].held for each in records], draws))
                    for at, event in enumerate(events)
                )
                for week, events in first.events.items()
            },
            {
                week: tuple(
                    one._replace(
                        weight=np.concatenate([each.observations[week][at].weight for each in records])
                    )
                    for at, one in enumerate(observations)
                )
                for week, observations in first.observations.items()
            },
        )

    def dated(self, begin: int, stop: int, draws: int) -> Dated:
        """Return what is recorded after one week and up to another, as arrays."""
        weeks = range(begin + 1, stop + 1)
        events = [(week, each) for week in weeks for each in self.events.get(week, ())]
        observations = [(week, each) for week in weeks for each in self.observations.get(week, ())]
        happened = np.ones((draws, len(events)), dtype=np.bool_)
        for column, (_, event) in enumerate(events):
            if event.held is not None:
                happened[:, column] = event.held
        weight = np.empty((draws, len(observations)))
        for column, (_, each) in enumerate(observations):
            weight[:, column] = each.weight
        return Dated(
            _table([(week, e.hazard, e.number, column) for column, (week, e) in enumerate(events)], 4),
            happened,
            _table([(week, o.level, column) for column, (week, o) in enumerate(observations)], 3),
            np.array([each.value for _, each in observations], dtype=np.float64),
            weight,
        )


def _end_to_end(held: Sequence[NDArray[np.bool_] | None], draws: Sequence[int]) -> NDArray[np.bool_] | None:
    if held[0] is None:
        return None
    return np.concatenate(
        [
            np.ones(number, dtype=np.bool_) if each is None else each
            for each, number in zip(held, draws, strict=True)
        ]
    )


def _table(rows: list[tuple[int, ...]], columns: int) -> NDArray[np.int64]:
    return np.array(rows, dtype=np.int64).reshape(-1, columns)


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

    @classmethod
    def joined(cls, paths: Sequence[Path]) -> Path:
        """Return runs of draws of one system as one, one after the other: moved together they cost less."""
        first, draws = paths[0], [len(path.drawn.draws) for path in paths]
        drawn = Drawn.joined([path.drawn for path in paths])
        record = Record.joined([path.record for path in paths], draws)
        return cls(first.system, drawn, first.random, record, first.held)

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
        for session in self._sessions:
            session.hold(state)
            self._rest(state)
        self._rest(state)
        given = ~np.isnan(self.drawn.start)
        state.value[given] = self.drawn.start[given]
        for slot in range(depth):
            self._mark(state, slot)
        return state

    def advance(
        self, state: State, until: int, observe: Observer | None = None, counted: Counted = NOTHING
    ) -> State:
        """Move a state to a week, in place.

        ``observe`` is called after every week. In ``counted`` draws are counted where they stand after every
        week, and in its first week where the state stands there.
        """
        while state.week < until:
            for session in self._sessions:
                if state.week % session.sitting.every == 0:
                    session.hold(state)
            self._move(state, self._stop(state.week, until, observe is not None), counted)
            if observe is not None:
                observe(state)
        return state

    def rates_now(self, state: State) -> Floats:
        """Return the rates [draw, hazard] of the coming week."""
        rate = np.empty((len(self.drawn.draws), len(self.system.hazards)))
        now = self._now(state)
        call(rates, state.week, self._fixed, self._numbers, now, Lane.of(self._numbers, now), rate)
        return rate

    @cached_property
    def _sessions(self) -> tuple[Session, ...]:
        sittings = self.system.assembly.sittings
        return tuple(Session(self.system, each, self.drawn, self.random) for each in sittings)

    @cached_property
    def _addresses(self) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        """The draws, each once, and where each stands among them: the same draw has the same luck."""
        draws, row = np.unique(self.drawn.draws, return_inverse=True)
        return draws, row

    @cached_property
    def _fixed(self) -> Fixed:
        system = self.system
        ids = [hazard.id for hazard in system.hazards]
        proposals = {vote.proposal for vote in system.assembly.votes}
        gates, limits = system.gates
        return Fixed(
            system.shapes,
            system.code,
            system.rest,
            system.noisy,
            system.paced,
            system.spread,
            system.links_of(LEVEL_TO_LEVEL),
            system.links_of(HAZARD_TO_LEVEL),
            system.links_of(LEVEL_TO_HAZARD),
            system.once,
            gates,
            limits,
            np.array([name in self.held for name in ids], dtype=np.bool_),
            np.array([name in proposals for name in ids], dtype=np.bool_),
        )

    @cached_property
    def _numbers(self) -> Numbers:
        drawn, system = self.drawn, self.system
        noise, pace = drawn.noise[:, system.noisy >= 0], drawn.pace[:, system.paced >= 0]
        dispersion = drawn.dispersion[:, system.spread >= 0]
        arrays = (drawn.beta, drawn.back, noise, pace, drawn.alpha, dispersion)
        return Numbers(*(np.ascontiguousarray(each) for each in arrays))

    def _now(self, state: State) -> Now:
        draws = len(self.drawn.draws)
        arrays = (state.value, state.own, state.place, state.count, state.so_far, state.integral)
        return Now(*arrays, np.full(draws, state.week), np.zeros(draws, dtype=np.bool_))

    def _stop(self, week: int, until: int, weekly: bool) -> int:
        """Return the week up to which only votes come between: the next sitting, or the as-of date."""
        if weekly:
            return week + 1
        sittings = [week + each.every - week % each.every for each in self.system.assembly.sittings]
        return min([until, week + STRETCH, *sittings, *([0] if week < 0 else [])])

    def _move(self, state: State, stop: int, counted: Counted) -> None:
        now, begin = self._now(state), state.week
        arrays = (self._fixed, self._numbers, now, self.record.dated(begin, stop, len(self.drawn.draws)))
        chance, lane = self._chance(begin, stop), Lane.of(self._numbers, now)
        which = np.arange(len(self.drawn.draws))
        while len(which):
            call(weeks, which, stop, *arrays, chance, counted, lane)
            which = np.flatnonzero(now.waits)
            self._vote(state, now.week, which)
        state.week = stop

    def _vote(self, state: State, week: NDArray[np.int64], which: NDArray[np.intp]) -> None:
        """Hold the votes that were proposed in some of the draws, each in the week that it has reached."""
        system = self.system
        for vote in system.assembly.votes:
            slot = week[which] % system.depth
            proposed = state.count[slot, which, system.hazard_index[vote.proposal]] > 0
            where, slot = which[proposed], slot[proposed]
            if len(where):
                step = STEP_OF_AS_OF + week[where] - 1
                result = passed(system, vote, self.drawn, state, where, self.random, step)
                outcome = system.hazard_index[vote.passed]
                state.count[slot, where, outcome] += result
                state.so_far[where, outcome] += result

    def _chance(self, begin: int, stop: int) -> Chance:
        """Return the random numbers of some weeks; nothing but the record happens in the warm-up."""
        system, (draws, row) = self.system, self._addresses
        steps = range(STEP_OF_AS_OF + begin, STEP_OF_AS_OF + stop)
        noisy = [f"noise:{level.id}" for level in system.levels if level.noise]
        normal = self.random.normals_along(noisy, draws, steps)
        happening = [f"hazard:{hazard.id}" for hazard in system.hazards]
        uniform = self.random.uniforms_along(happening, draws, steps if begin >= 0 else range(0))
        return Chance(begin, row, normal, uniform)

    def _rest(self, state: State) -> None:
        drawn = self.drawn
        call(settle_levels, ROUNDS_TO_REST, self._fixed, drawn.beta, drawn.back, state.own, state.value)

    def _latent(self, value: Floats) -> Floats:
        latent = np.empty_like(value)
        call(latents, value, self.system.code, self.system.shapes, latent)
        return latent

    def _mark(self, state: State, slot: int) -> None:
        system = self.system
        call(places, state.value, system.code, system.shapes, system.rest, state.place[slot])
