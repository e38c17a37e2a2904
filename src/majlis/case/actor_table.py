"""One table of actors as a case: the quickest way from a spreadsheet to a settlement.

Columns (any case, any order): actor, capability, position, salience, and optionally ``position_low``,
``position_high`` and so on. CSV as in a case folder, or the first sheet of an .xlsx file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from majlis.case.actor import Actor
from majlis.case.arena import Arena
from majlis.case.case import Case, with_origin
from majlis.case.day import Day
from majlis.case.estimate import Estimate
from majlis.case.fault import CaseFaults, Fault
from majlis.case.issue import Issue, Scale, ScalePoint
from majlis.case.place import Place, Places
from majlis.case.question import Question
from majlis.case.references import reference_faults
from majlis.case.sheet_file import read_sheet
from majlis.case.stance import Field, Stance
from majlis.case.table_file import Table, read_table
from majlis.case.text_file import Unreadable, read_text
from majlis.case.value import Number

FIELDS: tuple[Field, ...] = ("position", "salience", "capability")
REQUIRED = ("actor", *FIELDS)
COLUMNS = (*REQUIRED, *(f"{name}_{end}" for name in FIELDS for end in ("low", "high")))
ARENA = "table"
NUMBER: TypeAdapter[float] = TypeAdapter(Number)


@dataclass(frozen=True)
class Reading:
    """How the numbers of a table are meant.

    Attributes
    ----------
    scale
        Ends of the issue's scale; lowest and highest position where not given.
    salience_scale
        What full salience is written as: 100 or 1.
    spread
        Half-width of a triangular range for numbers without one, by field: for a position a share of the
        scale, else of the value; cut at the bounds.
    """

    scale: tuple[float, float] | None = None
    salience_scale: int = 100
    spread: Mapping[str, float] = field(default_factory=dict)


def case_of_table(path: Path, reading: Reading | None = None) -> Case:
    """Read a table of actors as a case with one arena and one issue, named after the file.

    Raises
    ------
    CaseFaults
        With every fault of the table, each with line and column.
    """
    reading = reading or Reading()
    table, places, digest = _read(path)
    return _Rows(path, table, places, reading).case(digest)


def _read(path: Path) -> tuple[Table, Places, str]:
    places = Places()
    if path.suffix.lower() == ".xlsx":
        table, faults = read_sheet(path, COLUMNS, REQUIRED, places)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    else:
        try:
            text = read_text(path.parent, path.name)
        except Unreadable as error:
            raise CaseFaults(path.name, [error.fault]) from None
        table, faults = read_table(text, path.name, COLUMNS, REQUIRED, places)
        digest = hashlib.sha256(text.encode()).hexdigest()
    if not faults and not table.rows:
        faults = [
            Fault(Place(path.name, 1, 1), "a heading row and nothing below", "one actor a row", "add rows")
        ]
    if faults:
        raise CaseFaults(path.name, faults)
    return table, places, digest


class _Rows:
    """Turns the rows of one table into a case and gathers their faults."""

    def __init__(self, path: Path, table: Table, places: Places, reading: Reading) -> None:
        self.path = path
        self.stem = path.name.removesuffix(".csv")
        self.table = table
        self.places = places
        self.reading = reading
        self.faults: list[Fault] = []

    def case(self, digest: str) -> Case:
        names = self._names()
        numbers = [self._numbers(index, row) for index, row in enumerate(self.table.rows)]
        self._check_salience(numbers)
        self._stop_on_faults()
        low, high = self._scale(numbers)
        issue = self.path.stem
        stances, places = [], Places()
        for index, (name, row) in enumerate(zip(names, numbers, strict=True)):
            for kind in FIELDS:
                places.known[("stances", len(stances))] = self._place(index, kind)
                estimate = self._estimate(index, kind, row, (low, high))
                stances.append(
                    Stance.model_construct(
                        actor=name, issue=issue, arena=ARENA, field=kind, estimate=estimate
                    )
                )
        self._stop_on_faults()
        case = Case.model_construct(
            format=1,
            id=issue,
            title=issue,
            as_of=Day("1970-01-01"),
            arenas=(Arena(id=ARENA, label="Table"),),
            issues=(_issue(issue, low, high),),
            questions=(Question.model_construct(id=issue, text=issue, kind="numeric", resolve=issue),),
            actors=tuple(Actor.model_construct(id=name, name=name, kind="group") for name in names),
            stances=tuple(stances),
        )
        case = with_origin(case, places, digest)
        self.faults += reference_faults(case)
        self._stop_on_faults()
        return case

    def _names(self) -> list[str]:
        first: dict[str, int] = {}
        names = []
        for index, row in enumerate(self.table.rows):
            name = row.get("actor", "")
            place = self._place(index, "actor")
            if not name:
                self.faults.append(
                    Fault(place, "a row without an actor", "a name", "fill the column 'actor'")
                )
            elif name in first:
                self.faults.append(
                    Fault(
                        place,
                        f"the actor '{name}' a second time",
                        f"it once (first on line {first[name]})",
                        "rename it",
                    )
                )
            first.setdefault(name, place.line)
            names.append(name)
        return names

    def _numbers(self, index: int, row: dict[str, str]) -> dict[str, float]:
        numbers: dict[str, float] = {}
        for column in COLUMNS[1:]:
            text = row.get(column)
            place = self._place(index, column)
            if text is None:
                if column in FIELDS:
                    self.faults.append(Fault(place, f"no {column}", "a number", "fill the cell"))
                continue
            try:
                numbers[column] = NUMBER.validate_python(text)
            except ValidationError as error:
                detail = error.errors(include_url=False)[0]["ctx"]
                self.faults.append(Fault(place, detail["found"], detail["expected"], detail["mend"]))
        return numbers

    def _check_salience(self, numbers: list[dict[str, float]]) -> None:
        values = [row["salience"] for row in numbers if "salience" in row]
        if self.reading.salience_scale == 100 and values and 0 < max(values) <= 1:
            self.faults.append(
                Fault(
                    self._place(0, "salience"),
                    f"saliences that are all at most 1 (the largest is {max(values):g})",
                    "saliences from 0 to 100",
                    "say --salience-scale 1 if 1 is full salience",
                )
            )

    def _scale(self, numbers: list[dict[str, float]]) -> tuple[float, float]:
        if self.reading.scale is not None:
            return self.reading.scale
        values = [
            row[c] for row in numbers for c in ("position", "position_low", "position_high") if c in row
        ]
        low, high = min(values), max(values)
        if low == high:
            self.faults.append(
                Fault(
                    self._place(0, "position"),
                    f"all positions at {low:g}, which gives no scale",
                    "a scale",
                    "say --scale LOW:HIGH",
                )
            )
            self._stop_on_faults()
        return low, high

    def _estimate(
        self, index: int, kind: Field, row: dict[str, float], scale: tuple[float, float]
    ) -> Estimate:
        factor = 100.0 / self.reading.salience_scale if kind == "salience" else 1.0
        value = row[kind] * factor
        low, high = row.get(f"{kind}_low"), row.get(f"{kind}_high")
        if low is None and high is None:
            low, high = self._spread(kind, value, scale)
        else:
            low = None if low is None else low * factor
            high = None if high is None else high * factor
        try:
            return Estimate(value=value, low=low, high=high)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]["ctx"]
            fault = Fault(self._place(index, kind), detail["found"], detail["expected"], detail["mend"])
            self.faults.append(fault)
            return Estimate(value=value)

    def _spread(
        self, kind: Field, value: float, scale: tuple[float, float]
    ) -> tuple[float | None, float | None]:
        share = self.reading.spread.get(kind, 0.0)
        if share == 0.0:
            return None, None
        if kind == "position":
            half = share * (scale[1] - scale[0])
            return max(scale[0], value - half), min(scale[1], value + half)
        upper = 100.0 if kind == "salience" else float("inf")
        return value * max(0.0, 1.0 - share), min(upper, value * (1.0 + share))

    def _place(self, index: int, column: str) -> Place:
        found = self.places.known.get((self.stem, index, column))
        return found or self.places.known.get((self.stem, index), Place(self.path.name, index + 2, 1))

    def _stop_on_faults(self) -> None:
        if self.faults:
            raise CaseFaults(self.path.name, self.faults)


def _issue(name: str, low: float, high: float) -> Issue:
    points = (ScalePoint(at=low, label=f"{low:g}"), ScalePoint(at=high, label=f"{high:g}"))
    return Issue.model_construct(id=name, label=name, scale=Scale(low=low, high=high, points=points))
