"""Reading a CSV table into rows of text, with the place of each cell.

Written here because no reader of the standard library or of pandas keeps the column at which a cell begins.
Form: RFC 4180; the delimiter is the comma, semicolon or tab that the heading row uses most.
"""

from __future__ import annotations

from dataclasses import dataclass

from majlis.case.fault import Fault, nearest, shown
from majlis.case.place import Place, Places

LONGEST_CELL = 20_000
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class Cell:
    """The text of a cell and where it begins."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Table:
    """Rows of a table as mappings from heading to text; empty cells are left out."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def read_table(
    text: str, name: str, columns: tuple[str, ...], required: tuple[str, ...], places: Places
) -> tuple[Table, list[Fault]]:
    """Turn the text of a table into rows.

    Parameters
    ----------
    text, name
        The text, and the file's name for messages.
    columns, required
        The headings that the table may and must have.
    places
        Receives the place of every row and cell under ``(stem, row, heading)``.
    """
    records, faults = cells_of(text, name, delimiter_of(text))
    return table_of(records, name, columns, required, places, faults)


def table_of(
    records: list[list[Cell]],
    name: str,
    columns: tuple[str, ...],
    required: tuple[str, ...],
    places: Places,
    faults: list[Fault],
) -> tuple[Table, list[Fault]]:
    """Turn records of cells, the heading first, into rows; see `read_table`."""
    records = [record for record in records if any(cell.text for cell in record)]
    stem = name.removesuffix(".csv")
    if not records:
        faults.append(
            Fault(Place(name, 1, 1), "an empty table", "a heading row", f"begin with {','.join(required)}")
        )
        return Table((), ()), faults
    headings = _headings(records[0], name, columns, required, faults)
    rows = []
    for index, record in enumerate(records[1:]):
        places.known[(stem, index)] = Place(name, record[0].line, record[0].column)
        rows.append(_row(record, headings, name, (stem, index), places, faults))
    return Table(tuple(h for h in headings if h), tuple(rows)), faults


def delimiter_of(text: str) -> str:
    """Return the delimiter that the heading row uses: comma, semicolon or tab."""
    heading = text.lstrip("\n").split("\n", 1)[0]
    return max(DELIMITERS, key=heading.count)


def cells_of(text: str, name: str, delimiter: str) -> tuple[list[list[Cell]], list[Fault]]:
    """Cut text into records of cells; quoted cells may hold delimiters, line ends and doubled quotes."""
    records: list[list[Cell]] = []
    faults: list[Fault] = []
    record: list[Cell] = []
    line, begin, at, size = 1, 0, 0, len(text)
    while at < size:
        column = at - begin + 1
        if text[at] == '"':
            value, at, closed = _quoted(text, at)
            if not closed:
                fault = Fault(
                    Place(name, line, column), "a quote that is never closed", 'a closing "', "add it"
                )
                faults.append(fault)
            cell = Cell(value, line, column)
            begin = text.rfind("\n", 0, at) + 1 if "\n" in value else begin
            line += value.count("\n")
            after, at = _plain(text, at, delimiter)
            if after.strip():
                faults.append(
                    Fault(
                        Place(name, line, at - begin - len(after) + 1),
                        f"{shown(after)} after a closing quote",
                        "a delimiter or the line's end",
                        'double the quotes inside a quoted cell ("")',
                    )
                )
        else:
            value, at = _plain(text, at, delimiter)
            cell = Cell(value.strip(), line, column + len(value) - len(value.lstrip()))
        record.append(_short_enough(cell, name, faults))
        if at < size and text[at] == delimiter:
            at += 1
            if at == size or text[at] == "\n":
                record.append(Cell("", line, at - begin + 1))
        if at < size and text[at] == "\n":
            records.append(record)
            record = []
            at, line = at + 1, line + 1
            begin = at
            while at < size and text[at] == "\n":
                at, line = at + 1, line + 1
                begin = at
    if record:
        records.append(record)
    return records, faults


def _quoted(text: str, at: int) -> tuple[str, int, bool]:
    """Read a quoted cell that opens at ``at``; return its text, the offset after it, and whether it closes."""
    pieces = []
    start = at + 1
    while True:
        end = text.find('"', start)
        if end < 0:
            pieces.append(text[start:])
            return "".join(pieces), len(text), False
        pieces.append(text[start:end])
        if text[end + 1 : end + 2] != '"':
            return "".join(pieces), end + 1, True
        pieces.append('"')
        start = end + 2


def _plain(text: str, at: int, delimiter: str) -> tuple[str, int]:
    """Read on to the next delimiter or line end."""
    line_end = text.find("\n", at)
    line_end = len(text) if line_end < 0 else line_end
    end = text.find(delimiter, at, line_end)
    end = line_end if end < 0 else end
    return text[at:end], end


def _short_enough(cell: Cell, name: str, faults: list[Fault]) -> Cell:
    if len(cell.text) <= LONGEST_CELL:
        return cell
    faults.append(
        Fault(
            Place(name, cell.line, cell.column),
            f"a cell of {len(cell.text):,} characters",
            f"at most {LONGEST_CELL:,}",
            "shorten it, or look for a quote that is not closed",
        )
    )
    return Cell("", cell.line, cell.column)


def _headings(
    record: list[Cell], name: str, columns: tuple[str, ...], required: tuple[str, ...], faults: list[Fault]
) -> list[str]:
    headings: list[str] = []
    for cell in record:
        heading = cell.text.strip().lower()
        place = Place(name, cell.line, cell.column)
        if heading and heading not in columns:
            faults.append(
                Fault(
                    place,
                    f"the column {shown(cell.text)}",
                    "a column of this table",
                    nearest(heading, columns),
                )
            )
            heading = ""
        elif heading and heading in headings:
            faults.append(
                Fault(place, f"the column '{heading}' a second time", "it once", "remove one of them")
            )
            heading = ""
        headings.append(heading)
    for heading in required:
        if heading not in headings:
            faults.append(
                Fault(
                    Place(name, 1, 1), f"no column '{heading}'", "it in the heading row", f"add '{heading}'"
                )
            )
    return headings


def _row(
    record: list[Cell],
    headings: list[str],
    name: str,
    path: tuple[str, int],
    places: Places,
    faults: list[Fault],
) -> dict[str, str]:
    row: dict[str, str] = {}
    for index, cell in enumerate(record):
        place = Place(name, cell.line, cell.column)
        if index >= len(headings):
            if cell.text:
                faults.append(
                    Fault(
                        place,
                        f"a cell too many: {shown(cell.text)}",
                        f"{len(headings)} cells",
                        "put quotes around a cell that holds the delimiter",
                    )
                )
                break
            continue
        heading = headings[index]
        if heading:
            places.known[(*path, heading)] = place
            if cell.text:
                row[heading] = cell.text
    return row
