"""From the rows of a case to declared forms: its levels, hazards and links, its mechanisms, its sittings."""

from __future__ import annotations

from collections.abc import Set

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.case.fault import CaseFaults, Fault, nearest
from majlis.case.hazard import Hazard as HazardRow
from majlis.case.level import Level as LevelRow
from majlis.case.link import Link as LinkRow
from majlis.case.place import Place
from majlis.case.stance import Stance
from majlis.dynamics.forms import SPAN, Assembly, Gate, Hazard, Level, Link
from majlis.dynamics.mechanisms.mechanism import MechanismError
from majlis.dynamics.mechanisms.registry import get
from majlis.ensemble.motion.numbers import Numbers
from majlis.ensemble.motion.sittings import with_sittings
from majlis.ensemble.motion.stance_level import bargaining, stance_level


class Declaration:
    """Gathers the forms of a case in motion and the numbers that they name."""

    def __init__(self, case: Case, numbers: Numbers) -> None:
        self.case = case
        self.numbers = numbers
        self.assembly = Assembly()
        self.faults: list[Fault] = []
        self.lost = False

    def declared(self) -> Assembly:
        """Return everything declared.

        Raises
        ------
        CaseFaults
            When a mechanism, a role, a parameter or a link's end names what is not there.

        """
        self._mechanisms()
        self._parameters()
        self.assembly += Assembly(
            levels=tuple(self._level(row) for row in self.case.levels),
            hazards=tuple(self._hazard(row) for row in self.case.hazards),
        )
        for use in bargaining(self.case):
            self.assembly += with_sittings(self.case, self.numbers, use.id)
        self._stance_levels()
        known = {level.id for level in self.assembly.levels} | {each.id for each in self.assembly.hazards}
        self.assembly += Assembly(links=tuple(self._link(row, known) for row in self.case.links))
        if self.faults:
            raise CaseFaults(self.case.id, self.faults)
        return self.assembly

    def _mechanisms(self) -> None:
        assert self.case.motion is not None, "only a case in motion is declared"
        for index, use in enumerate(self.case.motion.mechanisms):
            try:
                part = get(use.kind).assemble(use.id, use.roles, use.options)
            except MechanismError as error:
                place = self.case.places.at("case", "motion", "mechanisms", index, error.part)
                self._fault(place, error.found, error.expected, error.mend)
                self.lost = True  # what it would have brought is not called unknown
                continue
            for quantity in part.quantities:
                self.numbers.add_quantity(quantity)
            self.assembly += part

    def _parameters(self) -> None:
        for row, parameter in enumerate(self.case.parameters):
            if parameter.name not in self.numbers.named:
                if self.lost:
                    continue
                place = self.case.places.at("parameters", row, "name")
                mend = nearest(parameter.name, self.numbers.named)
                self._fault(place, f"the quantity '{parameter.name}'", "one of a mechanism of the case", mend)
                continue
            self.numbers.add(parameter.name, parameter.estimate, parameter.basis, parameter.off)

    def _level(self, row: LevelRow) -> Level:
        def name(field: str, estimate: Estimate | None) -> str | None:
            return None if estimate is None else self.numbers.add(f"{row.id}.{field}", estimate, row.basis)

        ends = (row.bottom, row.top)
        return Level(
            id=row.id,
            title=row.title,
            unit=row.unit,
            bottom=row.bottom,
            top=row.top,
            own=self.numbers.add(f"{row.id}.own", row.estimate, row.basis, row.off, ends=ends),
            half_life=name("half_life", row.half_life),
            scale=row.scale,
            neutral=row.neutral,
            noise=name("noise", row.noise),
            pace=name("pace", row.pace),
            start=name("start", row.start),
        )

    def _hazard(self, row: HazardRow) -> Hazard:
        rate = None
        if row.estimate is not None:
            rate = self.numbers.add(
                f"{row.id}.rate", row.estimate, row.basis, row.off, 1.0 / row.weeks, (0.0, float("inf"))
            )
        low, value, high = SPAN
        span = row.span or Estimate(value=value, low=low, high=high)
        dispersion = None
        if row.dispersion is not None:
            dispersion = self.numbers.add(f"{row.id}.dispersion", row.dispersion, row.basis)
        return Hazard(
            id=row.id,
            title=row.title,
            rate=rate,
            span=self.numbers.add(f"{row.id}.span", span, row.basis if row.span else "judgement"),
            once=row.once,
            when=tuple(Gate(gate.variable, gate.comparison, gate.value) for gate in row.gates),
            dispersion=dispersion,
        )

    def _link(self, row: LinkRow, known: Set[str]) -> Link:
        name = self.numbers.add_strength(f"{row.id}.strength", row.strength, row.basis)
        cause, effect = self._end(row, "cause", known), self._end(row, "effect", known)
        return Link(row.id, cause, effect, 1 if row.sign == "+" else -1, name, row.lag)

    def _end(self, row: LinkRow, role: str, known: Set[str]) -> str:
        """Return the level that a link's end names; a stance without its arena where only one fits."""
        name = str(getattr(row, role))
        if name in known:
            return name
        stances = [stance.name for stance in self.case.stances if name == everywhere(stance)]
        if len(stances) == 1:
            return stances[0]
        if not self.lost:
            place = self.case.places.at("links", self.case.links.index(row), role)
            if stances:
                mend = f"name one: {', '.join(stances)}"
                self._fault(place, f"'{name}', which stands in several arenas", "one estimate", mend)
            else:
                self._fault(place, f"the {role} '{name}'", "a level or a hazard", nearest(name, known))
        return name

    def _stance_levels(self) -> None:
        """Make a level of every stance that a link ends at."""
        ends = {end for row in self.case.links for end in (row.cause, row.effect)}
        have = {level.id for level in self.assembly.levels}
        for stance in self.case.stances:
            if stance.name not in have and ends & {stance.name, everywhere(stance)}:
                self.assembly += Assembly(levels=(stance_level(self.case, self.numbers, stance),))

    def _fault(self, place: Place, found: str, expected: str, mend: str) -> None:
        self.faults.append(Fault(place, found, expected, mend))


def everywhere(stance: Stance) -> str:
    """Return a stance's name without its arena."""
    return f"{stance.actor}.{stance.issue}.{stance.field}"
