"""A table of one vote: the blocs of a chamber with their seats, positions and lines.

Columns (any case, any order): bloc, seats, position (support from 0 to 100), and optionally position_low,
position_high, salience (0 to 100), party_line (yes, no, abstain, absent, free) and boycott_announced (yes,
no). CSV, or the first sheet of an .xlsx file. An empty party_line is one that is not known, where 'free' is a
vote that the leaders left to the members. An announced boycott counts, whatever the line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError

from majlis.case.estimate import Estimate
from majlis.case.fault import CaseFaults, Fault, nearest, shown
from majlis.case.place import Place, Places
from majlis.case.sheet_file import read_sheet
from majlis.case.table_file import Headings, Table, read_table
from majlis.case.text_file import Unreadable, odd_characters, read_text, without_odd
from majlis.case.value import Number, Whole

T = TypeVar("T")
PartyLine = Literal["yes", "no", "abstain", "absent", "free"]

REQUIRED = ("bloc", "seats", "position")
ENDS = ("position_low", "position_high")
COLUMNS = (*REQUIRED, *ENDS, "salience", "party_line", "boycott_announced")
HEADINGS = Headings(COLUMNS, REQUIRED)
LINES: tuple[PartyLine, ...] = get_args(PartyLine)
ANSWERS = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
SALIENCE = 50.0
"""Where no salience is given: judgement, neither indifference nor a matter of survival."""
MOST_SEATS = 10_000
NUMBER: TypeAdapter[float] = TypeAdapter(Number)
WHOLE: TypeAdapter[int] = TypeAdapter(Whole)


@dataclass(frozen=True)
class Bloc:
    """One bloc as it is coded.

    Attributes
    ----------
    name, seats
        Its name, and its seats, at least 1.
    position
        Support for the motion from 0 to 100, an estimate.
    salience
        How much the vote matters to it, from 0 to 100.
    party_line
        What its members were told; None where that is not known.
    boycott_announced
        Whether it said that it stays away.

    """

    name: str
    seats: int
    position: Estimate
    salience: float = SALIENCE
    party_line: PartyLine | None = None
    boycott_announced: bool = False


@dataclass(frozen=True)
class VoteTable:
    """The blocs of one vote, in the order of the table."""

    name: str
    blocs: tuple[Bloc, ...]

    @property
    def seats(self) -> int:
        """All seats of the chamber."""
        return sum(bloc.seats for bloc in self.blocs)


def read_vote(path: Path) -> VoteTable:
    """Read the table of a vote.

    Raises
    ------
    CaseFaults
        With every fault of the table, each with line and column.

    """
    places = Places()
    try:
        if path.suffix.lower() == ".xlsx":
            table, faults = read_sheet(path, HEADINGS, places)
        else:
            text = read_text(path.parent, path.name)
            faults = list(odd_characters(text, path.name))
            table, form_faults = read_table(without_odd(text), path.name, HEADINGS, places)
            faults += form_faults
    except Unreadable as error:
        raise CaseFaults(path.name, [error.fault]) from None
    if table.sound and not table.rows:
        place = Place(path.name, 1, 1)
        faults.append(Fault(place, "a heading row and nothing below", "one bloc a row", "add rows"))
    if not table.sound or not table.rows:
        raise CaseFaults(path.name, faults)
    return _Rows(path, table, places, faults).vote()


class _Rows:
    """Turns the rows of one table into blocs and gathers their faults."""

    def __init__(self, path: Path, table: Table, places: Places, faults: list[Fault]) -> None:
        self.path = path
        self.stem = path.name.removesuffix(".csv")
        self.table = table
        self.places = places
        self.faults = faults

    def vote(self) -> VoteTable:
        self._check_names()
        blocs = [self._bloc(index, row) for index, row in enumerate(self.table.rows)]
        self._check_scale("position", [bloc.position.ends[1] for bloc in blocs if bloc])
        self._check_scale("salience", [bloc.salience for bloc in blocs if bloc])
        table = VoteTable(self.path.stem, tuple(bloc for bloc in blocs if bloc))
        if table.seats > MOST_SEATS:
            place = self.places.at(self.stem, "seats")
            found = f"{table.seats:,} seats in all"
            self.faults.append(Fault(place, found, f"a chamber of at most {MOST_SEATS:,}", "correct them"))
        if self.faults:
            raise CaseFaults(self.path.name, self.faults)
        return table

    def _check_names(self) -> None:
        first: dict[str, int] = {}
        for index, row in enumerate(self.table.rows):
            name = row.get("bloc", "")
            place = self.places.gap(self.stem, index, "bloc")
            if not name:
                self.faults.append(Fault(place, "a row without a bloc", "a name", "fill the column 'bloc'"))
            elif name in first:
                expected = f"it once (first on line {first[name]})"
                self.faults.append(
                    Fault(place, f"the bloc {shown(name)} a second time", expected, "rename it")
                )
            first.setdefault(name, place.line)

    def _bloc(self, index: int, row: dict[str, str]) -> Bloc | None:
        before = len(self.faults)
        seats = self._seats(index, row)
        position = self._position(index, row)
        salience = self._share(index, row, "salience")
        line = self._word(index, row, "party_line", {name: name for name in LINES})
        boycott = self._word(index, row, "boycott_announced", ANSWERS)
        if len(self.faults) > before or seats is None or position is None:
            return None
        care = SALIENCE if salience is None else salience
        return Bloc(row.get("bloc", ""), seats, position, care, line, bool(boycott))

    def _seats(self, index: int, row: dict[str, str]) -> int | None:
        text = row.get("seats")
        place = self.places.gap(self.stem, index, "seats")
        if text is None:
            self.faults.append(Fault(place, "no seats", "a whole number", "fill the cell"))
            return None
        try:
            seats = WHOLE.validate_python(text)
        except ValidationError as error:
            self._keep(error, place)
            return None
        if seats == 0:
            self.faults.append(Fault(place, "0 seats", "1 or more", "leave the bloc out"))
        return seats

    def _position(self, index: int, row: dict[str, str]) -> Estimate | None:
        value, low, high = (self._share(index, row, column) for column in ("position", *ENDS))
        if value is None:
            if "position" not in row:
                place = self.places.gap(self.stem, index, "position")
                self.faults.append(Fault(place, "no position", "support from 0 to 100", "fill the cell"))
            return None
        try:
            return Estimate(value=value, low=low, high=high)
        except ValidationError as error:
            end = error.errors(include_url=False)[0]["ctx"]["at"][-1]
            column = "position" if end == "value" else f"position_{end}"
            self._keep(error, self.places.at(self.stem, index, column))
            return None

    def _share(self, index: int, row: dict[str, str], column: str) -> float | None:
        """Read a number from 0 to 100; None where the cell is empty or wrong."""
        text = row.get(column)
        if text is None:
            return None
        place = self.places.at(self.stem, index, column)
        try:
            number = NUMBER.validate_python(text)
        except ValidationError as error:
            self._keep(error, place)
            return None
        if not 0.0 <= number <= 100.0:
            what = column.removesuffix("_low").removesuffix("_high")
            self.faults.append(Fault(place, f"a {what} of {number:g}", "0 to 100", "correct it"))
            return None
        return number

    def _word(self, index: int, row: dict[str, str], column: str, known: dict[str, T]) -> T | None:
        """Read one of the known words, whatever its case; None where the cell is empty or wrong."""
        text = row.get(column)
        if text is None:
            return None
        word = text.strip().lower()
        if word not in known:
            words = [each for each in known if not each.isdigit()]
            place = self.places.at(self.stem, index, column)
            expected = f"one of {', '.join(words)}"
            self.faults.append(Fault(place, shown(text), expected, nearest(word, words)))
        return known.get(word)

    def _check_scale(self, column: str, values: list[float]) -> None:
        """Find tables that write full support or salience as 1."""
        if column in self.table.columns and values and 0.0 < max(values) <= 1.0:
            found = f"values that are all at most 1 (the largest is {max(values):g})"
            place = self.places.at(self.stem, column)
            self.faults.append(Fault(place, found, f"{column} from 0 to 100", "multiply them by 100"))

    def _keep(self, error: ValidationError, place: Place) -> None:
        detail = error.errors(include_url=False)[0]["ctx"]
        self.faults.append(Fault(place, detail["found"], detail["expected"], detail["mend"]))
