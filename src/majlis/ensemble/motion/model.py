"""A case in motion, assembled: its system, its numbers, its history and what its claims carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.case.fault import CaseFaults, Fault
from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Anchor, Drawn, drawn
from majlis.dynamics.forms import Quantity
from majlis.dynamics.loops import Loop, gains, loops, spectral_radius
from majlis.dynamics.path import Path
from majlis.dynamics.system import System, SystemFault
from majlis.ensemble.assembly import assemble
from majlis.ensemble.motion.declared import Declaration
from majlis.ensemble.motion.history import TRUST, History, history
from majlis.ensemble.motion.numbers import Numbers
from majlis.ensemble.motion.questions import anchor_name, check_questions
from majlis.ensemble.motion.support import Carrier, carrier, held, truths_of_worlds
from majlis.ensemble.sample import Sampler

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

TRUST_IN_SERIES = Quantity(
    TRUST, 0.8, 0.6, 0.95, "share", "judgement", "a published figure is nearly, not quite, what was the case"
)
TABLES = {"link": "links", "level": "levels", "hazard": "hazards"}


@dataclass(frozen=True)
class MotionModel:
    """Everything a run in motion needs of a case.

    Attributes
    ----------
    case
        The case.
    system, numbers, history
        What moves, what its numbers are drawn from, and its dated past.

    """

    case: Case
    system: System
    numbers: Numbers
    history: History

    @cached_property
    def carriers(self) -> tuple[Carrier, ...]:
        """What claims stand on: links, then numbers, then events."""
        links = tuple(carrier(self.case, "link", row.id, row.claims) for row in self.case.links if row.claims)
        named = self.numbers.named.values()
        return links + tuple(n.carrier for n in named if n.carrier is not None) + self.history.carriers

    @property
    def anchors(self) -> tuple[str, ...]:
        """Numbers that anchor a question."""
        return tuple(anchor_name(each) for each in self.case.questions if each.anchor is not None)

    def holds(self, draws: NDArray[np.int64], random: Addressed) -> dict[str, Truths]:
        """Return which draws hold each carrier [draw], by ``KIND:ID``."""
        worlds = truths_of_worlds(self.case, draws, random)
        return {f"{each.kind}:{each.id}": held(each, draws, random, worlds) for each in self.carriers}

    def values(self, draws: NDArray[np.int64], seed: int) -> dict[str, Floats]:
        """Return every number of some draws [draw] by its name, as if they held what claims carry."""
        static = Sampler(self.numbers.static, len(draws), seed).inputs(draws)
        names = (*self.system.quantity_names, TRUST, *self.anchors)
        return self.numbers.values(names, static, draws, Addressed(seed))

    def path(
        self,
        draws: NDArray[np.int64],
        seed: int,
        anchor: Anchor,
        never: frozenset[str] = frozenset(),
        holds: dict[str, Truths] | None = None,
        values: Mapping[str, Floats] | None = None,
    ) -> Path:
        """Draw the numbers of some draws and return what moves them.

        Parameters
        ----------
        draws, seed
            Indices of the draws, and the seed that addresses them.
        anchor
            What makes coded rates hold at the as-of date.
        never
            Hazards that are held back, so that their rates can be added up.
        holds
            Which draws hold each carrier, where they are not to be drawn.
        values
            What `values` returns of these draws, where it is known.

        """
        random = Addressed(seed)
        found = self.holds(draws, random) if holds is None else holds
        whole = self.values(draws, seed) if values is None else values
        quantity = self.numbers.with_off(whole, _of(found, "parameter"))
        numbers = drawn(self.system, draws, quantity, _of(found, "link"), anchor)
        record = self.history.record(_of(found, "event"), quantity[TRUST])
        return Path(self.system, numbers, random, record, never)


def assemble_motion(case: Case) -> MotionModel:
    """Put a case in motion together.

    Raises
    ------
    CaseFaults
        When a name leads nowhere, or a link cannot act.

    """
    numbers = Numbers(assemble(case))
    numbers.add_quantity(TRUST_IN_SERIES)
    for question in case.questions:
        if question.anchor is not None:
            numbers.add(anchor_name(question), question.anchor, "judgement", ends=(0.0, 1.0))
    assembly = Declaration(case, numbers).declared()
    try:
        system = System(assembly)
    except SystemFault as fault:
        raise CaseFaults(case.id, [_placed(case, fault)]) from None
    check_questions(case, system)
    model = MotionModel(case, system, numbers, history(case, system))
    _check_loops(model)
    return model


def loops_of(model: MotionModel) -> tuple[float, tuple[Loop, ...]]:
    """Return the spectral radius and the loops of a case, every number at its mean and every link held."""
    numbers = central(model, Anchor.none())
    rate = np.array([0.0 if h.rate is None else numbers.quantity[h.rate][0] for h in model.system.hazards])
    matrix = gains(model.system, numbers.beta[0], numbers.back[0], rate)
    return spectral_radius(matrix), loops(model.system, matrix)


def _check_loops(model: MotionModel) -> None:
    """Refuse a system that feeds on itself without end.

    Raises
    ------
    CaseFaults
        Naming the strongest loop.

    """
    radius, found = loops_of(model)
    if radius >= 1.0 and found:
        around = " -> ".join((*found[0].levels, found[0].levels[0]))
        place = model.case.places.at("case", "motion")
        fault = Fault(
            place,
            f"a system that feeds on itself: its spectral radius is {radius:.2f}, most through {around}",
            "a spectral radius below 1",
            "weaken a link of the loop, or shorten a half-life in it",
        )
        raise CaseFaults(model.case.id, [fault])


def central(model: MotionModel, anchor: Anchor) -> Drawn:
    """Return one draw in which every number is its mean and every link holds."""
    names = (*model.system.quantity_names, TRUST, *model.anchors)
    static = np.array([[each.mean() for each in model.numbers.static.distributions]])
    columns = {name: index for index, name in enumerate(model.numbers.static.names)}
    quantity = {
        name: np.array([model.numbers.named[name].distribution.mean()])
        if name in model.numbers.named
        else static[:, columns[name]]
        for name in names
    }
    return drawn(model.system, np.array([0], dtype=np.int64), quantity, {}, anchor)


def _of(holds: dict[str, Truths], kind: str) -> dict[str, Truths]:
    prefix = f"{kind}:"
    return {name.removeprefix(prefix): truth for name, truth in holds.items() if name.startswith(prefix)}


def _placed(case: Case, fault: SystemFault) -> Fault:
    """Give a fault of the system its place in the tables, where the case declares what is at fault."""
    table = TABLES.get(fault.part, "")
    rows = [row for row, each in enumerate(getattr(case, table, ())) if each.id == fault.name]
    place = case.places.at(table, rows[0], "id") if rows else case.places.at("case", "motion")
    return Fault(place, f"{fault.part} '{fault.name}': {fault.found}", fault.expected, fault.mend)
