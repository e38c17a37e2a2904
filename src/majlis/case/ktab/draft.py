"""A KTAB scenario as words with their places, and its check: one for CSV and XML alike.

The rules are those that KTAB documents (SMP 1.4): positions and saliences from 0 to 100, capability 0 or
more, the saliences of an actor adding up to at most 100. Names must differ, which KTAB does not ask.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from majlis.case.fault import CaseFaults, Fault, shown
from majlis.case.ktab.scenario import FULL, ROUNDING, KtabActor, Scenario
from majlis.case.place import Path, Place
from majlis.case.table_file import Cell
from majlis.case.value import Number

NUMBER: TypeAdapter[float] = TypeAdapter(Number)
LINE_END = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class DraftActor:
    """The words of one actor."""

    name: Cell
    description: Cell
    capability: Cell
    positions: list[Cell]
    saliences: list[Cell]


@dataclass
class Draft:
    """The words of one file and the faults found so far."""

    file: str
    name: str = ""
    description: str = ""
    dimensions: list[Cell] = field(default_factory=list)
    actors: list[DraftActor] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def place(self, cell: Cell) -> Place:
        """Return where a cell stands."""
        return Place(self.file, cell.line, cell.column)

    def fault(self, cell: Cell, found: str, expected: str, mend: str) -> None:
        """Keep a fault at a cell."""
        self.faults.append(Fault(self.place(cell), found, expected, mend))

    def number(self, cell: Cell, what: str) -> float:
        """Read a number; where it is none a fault is kept and the answer is not a number."""
        if not cell.text.strip():
            self.fault(cell, f"an empty {what}", "a number", "write it")
            return math.nan
        try:
            return NUMBER.validate_python(cell.text)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]["ctx"]
            self.fault(cell, detail["found"], f"{detail['expected']} ({what})", detail["mend"])
            return math.nan

    def stop_on_faults(self) -> None:
        """Raise what was found."""
        if self.faults:
            raise CaseFaults(self.file, self.faults)

    def scenario(self) -> Scenario:
        """Check everything and return the scenario, without what only XML says.

        Raises
        ------
        CaseFaults
            With every fault of the file.

        """
        names = self._names()
        dimensions = tuple(self._dimension(cell) for cell in self.dimensions)
        actors = [self._actor(name, words) for name, words in zip(names, self.actors, strict=True)]
        self._check_power(actors)
        self.stop_on_faults()
        return Scenario(
            self.file,
            one_line(self.name),
            one_line(self.description),
            dimensions,
            tuple(actors),
            places=self._places(),
        )

    def _names(self) -> list[str]:
        first: dict[str, int] = {}
        names = []
        for actor in self.actors:
            name = one_line(actor.name.text)
            if not name:
                self.fault(actor.name, "an actor without a name", "a name", "write it")
            elif name in first:
                expected = f"it once (first on line {first[name]})"
                self.fault(actor.name, f"the actor {shown(name)} a second time", expected, "rename it")
            first.setdefault(name, actor.name.line)
            names.append(name)
        return names

    def _dimension(self, cell: Cell) -> str:
        name = one_line(cell.text)
        if not name:
            self.fault(cell, "a dimension without a name", "a name", "write it")
        return name

    def _actor(self, name: str, words: DraftActor) -> KtabActor:
        capability = self.number(words.capability, "capability")
        if capability < 0:
            self.fault(words.capability, f"a capability of {capability:g}", "0 or more", "correct it")
        positions = self._shares(words.positions, "position")
        saliences = self._shares(words.saliences, "salience")
        total = math.fsum(saliences)
        if total > FULL + ROUNDING and max(saliences) <= FULL:
            found = f"saliences of {shown(name)} that add up to {total:.10g}"
            mend = "lower them in proportion: they share out one actor's attention"
            self.fault(words.saliences[0], found, f"at most {FULL:g} over all dimensions", mend)
        return KtabActor(name, one_line(words.description.text), capability, positions, saliences)

    def _shares(self, cells: Iterable[Cell], what: str) -> tuple[float, ...]:
        numbers = []
        for cell in cells:
            number = self.number(cell, what)
            if number < 0 or number > FULL:
                self.fault(cell, f"a {what} of {number:g}", f"0 to {FULL:g}", "correct it")
            numbers.append(number)
        return tuple(numbers)

    def _check_power(self, actors: list[KtabActor]) -> None:
        if self.faults:
            return
        for number, cell in enumerate(self.dimensions):
            if not any(actor.capability > 0 and actor.saliences[number] > 0 for actor in actors):
                found = f"no actor with both capability and salience on {shown(cell.text)}"
                self.fault(cell, found, "one at least", "raise them, or leave the dimension out")

    def _places(self) -> dict[Path, Place]:
        places: dict[Path, Place] = {}
        for number, cell in enumerate(self.dimensions):
            places["dimension", number] = self.place(cell)
        for row, actor in enumerate(self.actors):
            places["actor", row] = self.place(actor.name)
            places["capability", row] = self.place(actor.capability)
            for number, (position, salience) in enumerate(zip(actor.positions, actor.saliences, strict=True)):
                places["position", row, number] = self.place(position)
                places["salience", row, number] = self.place(salience)
        return places


def one_line(text: str) -> str:
    """Return a name or description without line ends and outer blanks."""
    return LINE_END.sub(" ", text).strip()
