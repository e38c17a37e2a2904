"""Reading the tables of decisions with known outcomes, with file:line:column for every fault."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from majlis.case.fault import CaseFaults, Fault, shown
from majlis.case.place import Place, Places
from majlis.case.table_file import Headings, read_table
from majlis.case.text_file import Unreadable, odd_characters, read_text, without_odd
from majlis.case.value import Number

NUMBER: TypeAdapter[float] = TypeAdapter(Number)
DAY = re.compile(r"((?:19|20)[0-9]{2})(-[0-9]{2}){0,2}")


@dataclass
class Rows:
    """The rows of one table, from heading to text, and the faults found in them so far."""

    name: str
    rows: tuple[dict[str, str], ...]
    places: Places
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path, headings: Headings) -> Rows:
        """Read a CSV file; a table whose form is broken is a `CaseFaults` at once."""
        try:
            text = read_text(path.parent, path.name)
        except Unreadable as error:
            raise CaseFaults(path.name, [error.fault]) from None
        places = Places()
        table, faults = read_table(without_odd(text), path.name, headings, places)
        faults = [*odd_characters(text, path.name), *faults]
        if table.sound and not table.rows:
            faults.append(
                Fault(
                    Place(path.name, 1, 1), "a heading row and nothing below", "one row a record", "add rows"
                )
            )
        if not table.sound or not table.rows:
            raise CaseFaults(path.name, faults)
        return cls(path.name, table.rows, places, faults)

    def place(self, row: int, column: str) -> Place:
        """Return the place of a cell, empty or not."""
        return self.places.gap(self.name.removesuffix(".csv"), row, column)

    def fault(self, row: int, column: str, found: str, expected: str, mend: str) -> None:
        """Note a fault at a cell."""
        self.faults.append(Fault(self.place(row, column), found, expected, mend))

    def text(self, row: int, column: str) -> str:
        """Return the text of a cell that must be filled."""
        text = self.rows[row].get(column, "")
        if not text:
            self.fault(row, column, f"no {column}", "a text", f"fill the column '{column}'")
        return text

    def number(self, row: int, column: str, high: float = float("inf")) -> float | None:
        """Return the number of a cell from 0 to ``high``, or None where it is empty or at fault."""
        text = self.rows[row].get(column)
        if text is None:
            return None
        try:
            number = NUMBER.validate_python(text)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]["ctx"]
            self.fault(row, column, detail["found"], detail["expected"], detail["mend"])
            return None
        if not 0.0 <= number <= high:
            limit = f"{0:g} to {high:g}" if high < float("inf") else "0 or more"
            self.fault(row, column, f"{column} {number:g}", limit, "correct it, or leave the cell empty")
            return None
        return number

    def year(self, row: int, column: str) -> int | None:
        """Return the year of a date such as 2004-07-14, or None where the cell is empty or at fault."""
        text = self.rows[row].get(column)
        if text is None:
            return None
        match = DAY.fullmatch(text)
        if match is None:
            self.fault(row, column, shown(text), "a date", "write it as 2004-07-14, 2004-07 or 2004")
            return None
        return int(match[1])

    def once(self, columns: tuple[str, ...]) -> None:
        """Note a fault for every row that says again what an earlier one says."""
        first: dict[tuple[str, ...], int] = {}
        for index, row in enumerate(self.rows):
            key = tuple(row.get(column, "") for column in columns)
            if not all(key):
                continue
            if key in first:
                found = f"{' of '.join(shown(part) for part in reversed(key))} a second time"
                expected = f"it once (first on line {self.place(first[key], columns[0]).line})"
                self.fault(index, columns[-1], found, expected, "remove one of the rows")
            first.setdefault(key, index)

    def stop_on_faults(self) -> None:
        """Raise all faults found so far, if there are any."""
        if self.faults:
            raise CaseFaults(self.name, self.faults)
