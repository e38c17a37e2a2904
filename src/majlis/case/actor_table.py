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
from majlis.case.checks import faults_across
from majlis.case.day import Day
from majlis.case.estimate import Estimate
from majlis.case.fault import CaseFaults, Fault
from majlis.case.issue import Issue, Scale, ScalePoint
from majlis.case.ktab.ids import ids_of
from majlis.case.place import Place, Places
from majlis.case.question import Question
from majlis.case.sheet_file import read_sheet
from majlis.case.stance import Field, Stance
from majlis.case.table_file import Headings, Table, read_table
from majlis.case.text_file import Unreadable, odd_characters, read_text, without_odd
from majlis.case.value import Number

FIELDS: tuple[Field, ...] = ("position", "salience", "capability")
REQUIRED = ("actor", *FIELDS)
COLUMNS = (*REQUIRED, *(f"{name}_{end}" for name in FIELDS for end in ("low", "high")))
HEADINGS = Headings(COLUMNS, REQUIRED)
OTHER_SHEETS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers")
ARENA = "table"
ENDLESS = float("inf")
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
    table, places, digest, faults = _read(path)
    return _Rows(path, table, places, reading, faults).case(digest)


def _read(path: Path) -> tuple[Table, Places, str, list[Fault]]:
    places = Places()
    ending = path.suffix.lower()
    if ending in OTHER_SHEETS:
        fault = Fault(
            Place(path.name, 1, 1), f"a {ending} file", "a .csv or .xlsx file", "save it in that form"
        )
        raise CaseFaults(path.name, [fault])
    try:
        if ending == ".xlsx":
            table, faults = read_sheet(path, HEADINGS, places)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            text = read_text(path.parent, path.name)
            faults = list(odd_characters(text, path.name))
            table, form_faults = read_table(without_odd(text), path.name, HEADINGS, places)
            faults += form_faults
            digest = hashlib.sha256(text.encode()).hexdigest()
    except Unreadable as error:
        raise CaseFaults(path.name, [error.fault]) from None
    if table.sound and not table.rows:
        faults.append(
            Fault(Place(path.name, 1, 1), "a heading row and nothing below", "one actor a row", "add rows")
        )
    if not table.sound or not table.rows:
        raise CaseFaults(path.name, faults)
    return table, places, digest, faults


class _Rows:
    """Turns the rows of one table into a case and gathers their faults."""

    def __init__(
        self, path: Path, table: Table, places: Places, reading: Reading, faults: list[Fault]
    ) -> None:
        self.path = path
        self.stem = path.name.removesuffix(".csv")
        self.table = table
        self.places = places
        self.reading = reading
        self.faults = faults

    def case(self, digest: str) -> Case:
        names = self._names()
        numbers = [self._numbers(index, row) for index, row in enumerate(self.table.rows)]
        self._check_salience(numbers)
        self._stop_on_faults()
        low, high = self._scale(numbers)
        self._check_limits(numbers, (low, high))
        self._stop_on_faults()
        issue = ids_of([self.path.stem], "issue")[0]
        stances: list[Stance] = []
        places = Places()
        places.known[("case", "issues", 0)] = self.places.at(self.stem, "capability")
        for index, (name, row) in enumerate(zip(names, numbers, strict=True)):
            for kind in FIELDS:
                places.known[("stances", len(stances))] = self.places.at(self.stem, index, kind)
                for end, column in (("value", kind), ("low", f"{kind}_low"), ("high", f"{kind}_high")):
                    places.known[("stances", len(stances), end)] = self.places.at(self.stem, index, column)
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
        self.faults += faults_across(case)
        self._stop_on_faults()
        return case

    def _names(self) -> list[str]:
        first: dict[str, int] = {}
        names = []
        for index, row in enumerate(self.table.rows):
            name = row.get("actor", "")
            place = self.places.gap(self.stem, index, "actor")
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
            place = self.places.gap(self.stem, index, column)
            if text is None:
                if column in FIELDS:
                    self.faults.append(Fault(place, f"no {column}", "a number", "fill the cell"))
                continue
            try:
                numbers[column] = NUMBER.validate_python(text)
            except ValidationError as error:
                self._keep(error, place)
        return numbers

    def _check_salience(self, numbers: list[dict[str, float]]) -> None:
        values = [row["salience"] for row in numbers if "salience" in row]
        if self.reading.salience_scale == 100 and values and 0 < max(values) <= 1:
            self.faults.append(
                Fault(
                    self.places.at(self.stem, "salience"),
                    f"saliences that are all at most 1 (the largest is {max(values):g})",
                    "saliences from 0 to 100",
                    "say --salience-scale 1 if 1 is full salience",
                )
            )

    def _check_limits(self, numbers: list[dict[str, float]], scale: tuple[float, float]) -> None:
        """Check every number as it is written, before it is put on the scales of the case."""
        limits = {
            "position": scale,
            "salience": (0.0, self.reading.salience_scale),
            "capability": (0.0, ENDLESS),
        }
        mends = {"position": "correct it, or say --scale LOW:HIGH"}
        for index, row in enumerate(numbers):
            for kind, (low, high) in limits.items():
                for column in (kind, f"{kind}_low", f"{kind}_high"):
                    if column in row and not low <= row[column] <= high:
                        limit = f"{low:g} to {high:g}" if high < ENDLESS else f"{low:g} or more"
                        place = self.places.at(self.stem, index, column)
                        found = f"a {kind} of {row[column]:g}"
                        self.faults.append(Fault(place, found, limit, mends.get(kind, "correct it")))

    def _scale(self, numbers: list[dict[str, float]]) -> tuple[float, float]:
        if self.reading.scale is not None:
            return self.reading.scale
        values = [
            row[c] for row in numbers for c in ("position", "position_low", "position_high") if c in row
        ]
        low, high = min(values), max(values)
        if low == high:
            place = self.places.at(self.stem, "position")
            found = f"all positions at {low:g}, which gives no scale"
            self.faults.append(Fault(place, found, "a scale", "say --scale LOW:HIGH"))
            self._stop_on_faults()
        return low, high

    def _estimate(
        self, index: int, kind: Field, row: dict[str, float], scale: tuple[float, float]
    ) -> Estimate:
        factor = 100.0 / self.reading.salience_scale if kind == "salience" else 1.0
        value = row[kind] * factor
        low, high = row.get(f"{kind}_low"), row.get(f"{kind}_high")
        if low is None and high is None:
            low, high = spread_around(kind, value, scale, self.reading.spread)
        else:
            low = None if low is None else low * factor
            high = None if high is None else high * factor
        try:
            return Estimate(value=value, low=low, high=high)
        except ValidationError as error:
            end = error.errors(include_url=False)[0]["ctx"]["at"][-1]
            column = kind if end == "value" else f"{kind}_{end}"
            self._keep(error, self.places.at(self.stem, index, column))
            return Estimate(value=value)

    def _keep(self, error: ValidationError, place: Place) -> None:
        detail = error.errors(include_url=False)[0]["ctx"]
        self.faults.append(Fault(place, detail["found"], detail["expected"], detail["mend"]))

    def _stop_on_faults(self) -> None:
        if self.faults:
            raise CaseFaults(self.path.name, self.faults)


def spread_around(
    kind: Field, value: float, scale: tuple[float, float], spread: Mapping[str, float]
) -> tuple[float | None, float | None]:
    """Return low and high of a triangular range around a value; see `Reading.spread`."""
    share = spread.get(kind, 0.0)
    if share == 0.0:
        return None, None
    if kind == "position":
        half = share * (scale[1] - scale[0])
        return max(scale[0], value - half), min(scale[1], value + half)
    upper = 100.0 if kind == "salience" else float("inf")
    return value * max(0.0, 1.0 - share), min(upper, value * (1.0 + share))


def _issue(name: str, low: float, high: float) -> Issue:
    points = (ScalePoint(at=low, label=f"{low:g}"), ScalePoint(at=high, label=f"{high:g}"))
    return Issue.model_construct(id=name, label=name, scale=Scale(low=low, high=high, points=points))
