"""A whole system, put together for running: forms turned into arrays of indices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from majlis.dynamics.forms import Assembly, Gate, Hazard, Level, Link, Sitting
from majlis.dynamics.week_kernel import (
    HAZARD_TO_LEVEL,
    IDENTITY,
    LEVEL_TO_HAZARD,
    LEVEL_TO_LEVEL,
    LOG,
    LOGIT,
    LOGIT_RANGE,
)

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

CODES = {"identity": IDENTITY, "log": LOG, "logit": LOGIT}
COMPARISONS = {"<": 0, "<=": 1, ">": 2, ">=": 3}


class SystemFault(ValueError):  # noqa: N818 - named for what a user sees
    """A system that cannot run; ``part`` and ``id`` name what is at fault."""

    def __init__(self, part: str, name: str, found: str, expected: str, mend: str) -> None:
        super().__init__(f"{part} '{name}': found {found}; expected {expected}; {mend}")
        self.part, self.name, self.found, self.expected, self.mend = part, name, found, expected, mend


@dataclass(frozen=True)
class System:
    """The levels, hazards, links and decisions of one model in motion, indexed.

    Variables are counted through: levels first, then hazards.

    Raises
    ------
    SystemFault
        When a link, gate or decision names what is not there, or a link cannot act.

    """

    assembly: Assembly

    def __post_init__(self) -> None:
        for link in self.assembly.links:
            self._check_link(link)
        for hazard in self.assembly.hazards:
            for gate in hazard.when:
                self._check_gate(hazard, gate)
        for sitting in self.assembly.sittings:
            self._check_sitting(sitting)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels, in order."""
        return self.assembly.levels

    @property
    def hazards(self) -> tuple[Hazard, ...]:
        """The hazards, in order."""
        return self.assembly.hazards

    @cached_property
    def level_index(self) -> dict[str, int]:
        """Index of each level by id."""
        return {level.id: index for index, level in enumerate(self.levels)}

    @cached_property
    def hazard_index(self) -> dict[str, int]:
        """Index of each hazard by id."""
        return {hazard.id: index for index, hazard in enumerate(self.hazards)}

    @cached_property
    def quantity_names(self) -> tuple[str, ...]:
        """Names of every quantity that a form uses, each once, in the order of the forms."""
        names: list[str | None] = []
        for level in self.levels:
            names += [level.own, level.half_life, level.noise, level.pace, level.start]
        for hazard in self.hazards:
            names += [hazard.rate, hazard.span, hazard.dispersion]
        names += [link.strength for link in self.assembly.links]
        read: list[str | None] = []
        for sitting in self.assembly.sittings:
            names += [sitting.concession, sitting.widening]
            for seat in sitting.seats:
                read += [seat.position, seat.salience, seat.capability, seat.weight]
        read += [bloc.support for vote in self.assembly.votes for bloc in vote.blocs]
        names += [name for name in read if name not in self.level_index]
        return tuple(dict.fromkeys(name for name in names if name is not None))

    @cached_property
    def code(self) -> Whole:
        """Latent scale of each level."""
        return np.array([CODES[level.scale] for level in self.levels], dtype=np.int64)

    @cached_property
    def shapes(self) -> Floats:
        """Ends of the range of each level [level, 2]."""
        return np.array([(level.bottom, level.top) for level in self.levels]).reshape(-1, 2)

    @cached_property
    def rest(self) -> Floats:
        """Neutral point of each level."""
        return np.array([level.rest for level in self.levels])

    @cached_property
    def ranges(self) -> Floats:
        """Width of each level's range on its latent scale."""
        widths = self.shapes[:, 1] - self.shapes[:, 0]
        for index, code in enumerate(self.code):
            if code == LOG:
                widths[index] = np.log(self.shapes[index, 1] / self.shapes[index, 0])
            elif code == LOGIT:
                widths[index] = LOGIT_RANGE
        return widths

    @cached_property
    def noisy(self) -> Whole:
        """Place of each level among those with noise [level]; -1 for the others."""
        return _places([level.noise is not None for level in self.levels])

    @cached_property
    def paced(self) -> Whole:
        """Place of each level among those with a pace [level]; -1 for the others."""
        return _places([level.pace is not None for level in self.levels])

    @cached_property
    def spread(self) -> Whole:
        """Place of each hazard among those with a dispersion [hazard]; -1 for the others."""
        return _places([hazard.dispersion is not None for hazard in self.hazards])

    @cached_property
    def links(self) -> Whole:
        """Kind, cause, effect (each within its own list) and lag of every link [link, 4]."""
        rows = []
        for link in self.assembly.links:
            from_level, to_level = link.cause in self.level_index, link.effect in self.level_index
            kind = LEVEL_TO_HAZARD if not to_level else LEVEL_TO_LEVEL if from_level else HAZARD_TO_LEVEL
            cause = self.level_index[link.cause] if from_level else self.hazard_index[link.cause]
            effect = self.level_index[link.effect] if to_level else self.hazard_index[link.effect]
            rows.append((kind, cause, effect, link.lag))
        return np.array(rows, dtype=np.int64).reshape(-1, 4)

    def links_of(self, kind: int) -> Whole:
        """Return number, cause, effect and lag of every link of a kind [link, 4]."""
        number = np.flatnonzero(self.links[:, 0] == kind)
        return np.ascontiguousarray(np.column_stack([number, self.links[number, 1:]]))

    @cached_property
    def depth(self) -> int:
        """How many weeks of the past are state: the longest lag."""
        return max([1, *(link.lag for link in self.assembly.links)])

    @cached_property
    def once(self) -> NDArray[np.bool_]:
        """Which hazards happen at most once."""
        return np.array([hazard.once for hazard in self.hazards], dtype=np.bool_)

    @cached_property
    def gates(self) -> tuple[Whole, Floats]:
        """Hazard, variable and comparison of every gate [gate, 3], and its limit."""
        rows = [
            (index, self._variable(gate.variable), COMPARISONS[gate.comparison], gate.value)
            for index, hazard in enumerate(self.hazards)
            for gate in hazard.when
        ]
        table = np.array([row[:3] for row in rows], dtype=np.int64).reshape(-1, 3)
        return table, np.array([row[3] for row in rows], dtype=np.float64)

    def _variable(self, name: str) -> int:
        if name in self.level_index:
            return self.level_index[name]
        return len(self.levels) + self.hazard_index[name]

    def _check_link(self, link: Link) -> None:
        variables = {**self.level_index, **self.hazard_index}
        for role, name in (("cause", link.cause), ("effect", link.effect)):
            if name not in variables:
                expected = "a level or a hazard of the case"
                raise SystemFault(
                    "link", link.id, f"the {role} '{name}'", expected, _nearest(name, variables)
                )
        if link.cause in self.hazard_index and link.effect in self.hazard_index:
            expected = "a level at one of its ends, since a rate has no memory"
            mend = "let the cause push a level, and that level the hazard"
            raise SystemFault("link", link.id, "a hazard that acts on a hazard", expected, mend)
        if link.lag < 1:
            mend = "a cycle without delay has no order; write 1 or more"
            raise SystemFault("link", link.id, f"a lag of {link.lag}", "1 week or more", mend)
        if link.effect in self.level_index and link.cause in self.level_index:
            effect = self.levels[self.level_index[link.effect]]
            if effect.half_life is None:
                mend = "give that level a half-life, or let a hazard act on it"
                found = f"a level that holds what it was given ('{effect.id}')"
                raise SystemFault("link", link.id, found, "an effect that a level can push", mend)
        if link.effect in self.hazard_index:
            hazard = self.hazards[self.hazard_index[link.effect]]
            if hazard.rate is None:
                found = f"a hazard without a rate ('{hazard.id}')"
                mend = "give it a rate, or act on what brings it about"
                raise SystemFault("link", link.id, found, "an effect that has a rate", mend)

    def _check_gate(self, hazard: Hazard, gate: Gate) -> None:
        variables = {**self.level_index, **self.hazard_index}
        if gate.variable not in variables:
            mend = _nearest(gate.variable, variables)
            raise SystemFault(
                "hazard", hazard.id, f"a condition on '{gate.variable}'", "a level or a hazard", mend
            )

    def _check_sitting(self, sitting: Sitting) -> None:
        moving = [seat.position for seat in sitting.seats if seat.position in self.level_index]
        for position in moving:
            if moving.count(position) > 1:
                expected, mend = "one seat for each position that moves", "give each seat a level of its own"
                raise SystemFault("sitting", sitting.id, f"two seats at '{position}'", expected, mend)


def _places(has: list[bool]) -> Whole:
    """Return the place of each among those that have something; -1 for the others."""
    places = np.cumsum(np.array(has, dtype=np.int64)) - 1
    return np.where(np.array(has, dtype=np.bool_), places, -1).astype(np.int64)


def _nearest(name: str, known: dict[str, int]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else "see the levels and hazards of the case"
