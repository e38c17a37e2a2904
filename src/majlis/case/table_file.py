"""Reading a CSV table into rows of text, with the place of each cell.

Written here because no reader of the standard library or of pandas keeps the column at which a cell begins.
Form: RFC 4180; the delimiter is the comma, semicolon or tab that the heading row uses most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from majlis.case.fault import LONGEST_WORD, Fault, nearest, shown
from majlis.case.place import Place, Places

LONGEST_CELL = 20_000
MOST_CELLS = 300_000
DELIMITERS = (",", ";", "\t")
DELIMITER_LINE = re.compile(r"sep=([,;\t])\n")


@dataclass(frozen=True)
class Cell:
    """The text of a cell and where it begins."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Table:
    """Rows of a table as mappings from heading to text; empty cells are left out.

    ``sound`` is False where the table's form is broken, so that rows or columns are missing. ``wide`` holds
    the fault of each row with empty cells too many, which is one only if the row is wrong otherwise.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    sound: bool = True
    wide: Mapping[int, Fault] = field(default_factory=dict)


@dataclass(frozen=True)
class Headings:
    """The headings that a table may and must have; ``instead`` names what may stand for a required one."""

    allowed: tuple[str, ...]
    required: tuple[str, ...]
    instead: tuple[tuple[str, tuple[str, ...]], ...] = ()


def read_table(
    text: str, name: str, headings: Headings, places: Places, most_cells: int = MOST_CELLS
) -> tuple[Table, list[Fault]]:
    """Turn the text of a table into rows.

    Parameters
    ----------
    text, name
        The text, and the file's name for messages.
    headings
        The headings that the table may and must have.
    places
        Receives the place of every row, cell and heading under ``(stem, row, heading)``.
    most_cells
        More are a fault.

    """
    records, faults = cells_of(text, name, delimiter_of(text), most_cells)
    return table_of(records, name, headings, places, faults)


def table_of(
    records: list[list[Cell]], name: str, headings: Headings, places: Places, faults: list[Fault]
) -> tuple[Table, list[Fault]]:
    """Turn records of cells, the heading first, into rows; see `read_table`."""
    sound = not faults
    records = [record for record in records if any(cell.text.strip() for cell in record)]
    stem = name.removesuffix(".csv")
    if not records:
        mend = f"begin with {heading_row(headings.required)}"
        return Table((), (), False), [
            *faults,
            Fault(Place(name, 1, 1), "an empty table", "a heading row", mend),
        ]
    at = Place(name, records[0][0].line, records[0][0].column)
    columns, heading_faults = _columns(records[0], name, headings)
    known = [column for column in columns if column]
    if not known:
        text = ",".join(cell.text for cell in records[0])
        found = f"a heading row without any known column ({shown(text)})"
        mend = f"begin with a row of column names, such as {heading_row(headings.required)}"
        return Table((), (), False), [*faults, Fault(at, found, "known columns", mend)]
    places.known |= {
        (stem, column): Place(name, cell.line, cell.column)
        for cell, column in zip(records[0], columns, strict=True)
        if column
    }
    faults += heading_faults
    missing = _missing(
        known, headings, at, any(fault.mend.startswith("did you mean") for fault in heading_faults)
    )
    faults += missing
    rows, wide = [], {}
    for index, record in enumerate(records[1:]):
        places.known[(stem, index)] = Place(name, record[0].line, record[0].column)
        rows.append(_row(record, columns, name, (stem, index), places, faults))
        if len(record) > len(columns):
            fault = _too_wide(record, columns, name)
            if any(cell.text.strip() for cell in record[len(columns) :]):
                faults.append(fault)
            else:
                wide[index] = fault
    return Table(tuple(known), tuple(rows), sound and not heading_faults and not missing, wide), faults


def heading_row(names: Iterable[str]) -> str:
    """Return the heading row of a table, with quotes around a name that holds a comma."""
    return ",".join(f'"{name}"' if "," in name else name for name in names)


def delimiter_of(text: str) -> str:
    """Return the delimiter that the heading row uses: comma, semicolon or tab."""
    declared = DELIMITER_LINE.match(text)
    if declared:
        return declared[1]
    heading = text.lstrip("\n").split("\n", 1)[0]
    return max(DELIMITERS, key=heading.count)


def cells_of(
    text: str, name: str, delimiter: str, most_cells: int = MOST_CELLS
) -> tuple[list[list[Cell]], list[Fault]]:
    """Cut text into records of cells; quoted cells may hold delimiters, line ends and doubled quotes."""
    cutter = _Cutter(text, name, delimiter, most_cells)
    return cutter.records(), cutter.faults


class _Cutter:
    """One pass over the text of a table; time and memory grow with its length only."""

    def __init__(self, text: str, name: str, delimiter: str, most_cells: int) -> None:
        self.text = text
        self.most = most_cells
        self.name = name
        self.delimiter = delimiter
        self.plain = re.compile(f"[^{re.escape(delimiter)}\n]*")
        self.faults: list[Fault] = []
        declared = DELIMITER_LINE.match(text)
        self.at = self.begin = declared.end() if declared else 0
        self.line = 2 if declared else 1
        self.left = most_cells
        self.cut_off = False

    def records(self) -> list[list[Cell]]:
        found: list[list[Cell]] = []
        while self.at < len(self.text):
            record = self._record()
            self.left -= len(record)
            if self.left < 0:
                place = Place(self.name, record[0].line, record[0].column)
                fault = Fault(
                    place,
                    f"more than {self.most:,} cells",
                    "a smaller table",
                    "leave out what is not needed",
                )
                self.faults.append(fault)
                break
            if not self.cut_off and (len(record) > 1 or record[0].text):
                found.append(record)
        return found

    def _record(self) -> list[Cell]:
        """Read one record and the line end after it."""
        record = [self._cell()]
        while self.text[self.at : self.at + 1] == self.delimiter and len(record) <= self.most:
            self.at += 1
            record.append(self._cell())
        if self.at < len(self.text):
            self.at += 1
            self.line, self.begin = self.line + 1, self.at
        return record

    def _cell(self) -> Cell:
        line, column = self.line, self.at - self.begin + 1
        if self.text[self.at : self.at + 1] == '"':
            value = self._quoted()
        else:
            plain = self._plain()
            value = plain.strip()
            column += len(plain) - len(plain.lstrip()) if value else 0
        if len(value) > LONGEST_CELL:
            mend = "shorten it, or look for a quote that is not closed"
            self._fault(
                line, column, f"a cell of {len(value):,} characters", f"at most {LONGEST_CELL:,}", mend
            )
            value = value[:LONGEST_WORD]
        return Cell(value, line, column)

    def _plain(self) -> str:
        match = self.plain.match(self.text, self.at)
        assert match is not None, "the pattern matches nothing as well"
        self.at = match.end()
        return match.group()

    def _quoted(self) -> str:
        """Read a quoted cell and what wrongly stands between its closing quote and the delimiter."""
        line, column, start = self.line, self.at - self.begin + 1, self.at + 1
        pieces: list[str] = []
        while True:
            end = self.text.find('"', start)
            if end < 0:
                self._fault(
                    line, column, "a quote that is never closed", 'a closing "', "add it, or remove the quote"
                )
                pieces.append(self.text[start:])
                self.at = len(self.text)
                self.cut_off = True
                break
            pieces.append(self.text[start:end])
            if self.text[end + 1 : end + 2] != '"':
                self.at = end + 1
                break
            pieces.append('"')
            start = end + 2
        value = "".join(pieces)
        if "\n" in value:
            self.line += value.count("\n")
            self.begin = self.text.rfind("\n", 0, self.at) + 1
        after_column = self.at - self.begin + 1
        after = self._plain()
        if after.strip():
            mend = 'double the quotes inside a quoted cell ("")'
            self._fault(
                self.line, after_column, f"{shown(after)} after a closing quote", "the end of the cell", mend
            )
        return value

    def _fault(self, line: int, column: int, found: str, expected: str, mend: str) -> None:
        self.faults.append(Fault(Place(self.name, line, column), found, expected, mend))


def _columns(record: list[Cell], name: str, headings: Headings) -> tuple[list[str | None], list[Fault]]:
    """Return the heading over each cell: empty where there is none, None where it is unknown."""
    columns: list[str | None] = []
    faults: list[Fault] = []
    for cell in record:
        heading: str | None = cell.text.strip().lower()
        place = Place(name, cell.line, cell.column)
        if heading and heading not in headings.allowed:
            mend = nearest(heading, headings.allowed)
            faults.append(Fault(place, f"the column {shown(cell.text)}", "a column of this table", mend))
            heading = None
        elif heading in columns and heading:
            faults.append(
                Fault(place, f"the column '{heading}' a second time", "it once", "remove one of them")
            )
            heading = None
        columns.append(heading)
    return columns, faults


def _missing(known: list[str], headings: Headings, at: Place, misspelt: bool) -> list[Fault]:
    """Name the required columns that are not there; a misspelt heading has been named already."""
    instead = dict(headings.instead)
    missing = [
        heading
        for heading in headings.required
        if heading not in known and not all(other in known for other in instead.get(heading, (heading,)))
    ]
    if misspelt and len(missing) == 1:
        return []
    return [
        Fault(at, f"no column '{heading}'", "it in the heading row", f"add '{heading}'")
        for heading in missing
    ]


def _row(
    record: list[Cell],
    columns: list[str | None],
    name: str,
    path: tuple[str, int],
    places: Places,
    faults: list[Fault],
) -> dict[str, str]:
    row: dict[str, str] = {}
    for cell, column in zip(record, columns, strict=False):
        place = Place(name, cell.line, cell.column)
        text = cell.text.strip()
        if column and text:
            places.known[(*path, column)] = place
            row[column] = text
        elif column:
            places.gaps[(*path, column)] = place
        elif text and column is not None:
            faults.append(
                Fault(place, f"{shown(text)} in a column without a heading", "a heading above it", "add one")
            )
    return row


def _too_wide(record: list[Cell], columns: list[str | None], name: str) -> Fault:
    spare = next((cell for cell in record[len(columns) :] if cell.text.strip()), record[len(columns)])
    found = f"a cell too many: {shown(spare.text)}" if spare.text.strip() else f"a row of {len(record)} cells"
    mend = "put quotes around a cell that holds the delimiter"
    return Fault(Place(name, spare.line, spare.column), found, f"{len(columns)}, as in the heading", mend)
