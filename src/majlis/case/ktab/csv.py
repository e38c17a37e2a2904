"""Reading a KTAB scenario from CSV.

Line 1 holds the name and description of the scenario and how many actors and dimensions there are; line 2
names the columns, of which KTAB keeps the name of each position as the name of its dimension; then follows a
line for each actor: name, description, capability, and position and salience in each dimension. Blank lines,
semicolons and tabs, which KTAB's own reader refuses, are read; rows beyond the number that line 1 gives,
which it leaves out without a word, are a fault.
"""

from __future__ import annotations

from majlis.case.fault import CaseFaults, Fault, shown
from majlis.case.ktab.draft import Draft, DraftActor
from majlis.case.ktab.scenario import Scenario
from majlis.case.place import Place
from majlis.case.table_file import DELIMITER_LINE, DELIMITERS, Cell, cells_of
from majlis.case.value import PLAIN

BEGINNING = 2_000
FIRST_LINE = "name, description, number of actors, number of dimensions"


def looks_like_ktab(text: str) -> bool:
    """Tell whether the first line holds two numbers in the third and fourth place, as KTAB's does."""
    if DELIMITER_LINE.match(text):
        text = text.split("\n", 1)[1]
    line = next((line for line in text[:BEGINNING].split("\n") if line.strip()), "")
    return any(_counts(cells_of(line, "", delimiter)[0][:1]) for delimiter in DELIMITERS)


def scenario_of_csv(text: str, file: str, faults: list[Fault]) -> Scenario:
    """Read the text of a CSV file.

    Parameters
    ----------
    text, file
        The text, and the file's name for messages.
    faults
        What is wrong with the text already.

    Raises
    ------
    CaseFaults
        With every fault, each with line and column.

    """
    records, form_faults = _records(text, file)
    draft = Draft(file, faults=[*faults, *form_faults])
    if not records:
        found, mend = "an empty file", f"begin with a line of {FIRST_LINE}"
        raise CaseFaults(file, [Fault(Place(file, 1, 1), found, "a KTAB scenario", mend)])
    _Rows(draft, records).read()
    return draft.scenario()


def _records(text: str, file: str) -> tuple[list[list[Cell]], list[Fault]]:
    """Cut the text at its delimiter: the comma, unless another makes a KTAB file of it."""
    declared = DELIMITER_LINE.match(text)
    delimiters = (declared[1],) if declared else DELIMITERS
    cuts = []
    for delimiter in delimiters:
        records, faults = cells_of(text, file, delimiter)
        records = [record for record in records if any(cell.text.strip() for cell in record)]
        if _counts(records[:1]):
            return records, faults
        cuts.append((records, faults))
    return cuts[0]


def _counts(first: list[list[Cell]]) -> bool:
    return bool(first) and len(first[0]) > 3 and all(PLAIN.fullmatch(cell.text) for cell in first[0][2:4])


class _Rows:
    """The lines of one file, turned into a draft."""

    def __init__(self, draft: Draft, records: list[list[Cell]]) -> None:
        self.draft = draft
        self.first, *self.rest = records

    def read(self) -> None:
        draft, first = self.draft, self.first
        if len(first) < 4:
            found = f"a first line of {len(first)} cells ({shown(first[0].text)})"
            draft.fault(first[-1], found, FIRST_LINE, "write these four; the lines of actors come third")
            draft.stop_on_faults()
        draft.name, draft.description = first[0].text, first[1].text
        actors = self._count(first[2], "actors")
        dimensions = self._count(first[3], "dimensions")
        draft.stop_on_faults()
        if not self.rest:
            draft.fault(first[0], "no line of column names", "one below the first line", "add it")
            draft.stop_on_faults()
        names, *rows = self.rest
        width = 3 + 2 * dimensions
        self._check_width(names, width, "column names")
        draft.stop_on_faults()
        draft.dimensions = names[3:width:2]
        self._check_rows(rows, actors)
        draft.actors = [self._actor(row, width) for row in rows if self._check_width(row, width, "cells")]

    def _count(self, cell: Cell, what: str) -> int:
        if not cell.text.strip() or not PLAIN.fullmatch(cell.text):
            given = shown(cell.text) if cell.text.strip() else "nothing"
            mend = f"begin with a line of {FIRST_LINE}"
            self.draft.fault(cell, f"{given} as the number of {what}", "a whole number", mend)
            return 0
        number = self.draft.number(cell, f"number of {what}")
        if not (number >= 1 and number == int(number)):
            self.draft.fault(cell, f"{shown(cell.text)} {what}", "a whole number, 1 or more", "correct it")
            return 0
        return int(number)

    def _check_width(self, row: list[Cell], width: int, what: str) -> bool:
        """Check that a row has all its cells, and beyond them only empty ones."""
        count = (width - 3) // 2
        expected = f"{width}: three and a pair for each of {count} dimension{'s' if count > 1 else ''}"
        if len(row) < width:
            self.draft.fault(row[-1], f"a row of {len(row)} {what}", expected, "add what is missing")
            return False
        spare = next((cell for cell in row[width:] if cell.text.strip()), None)
        if spare is not None:
            mend = "take it away, put quotes around a cell that holds the delimiter, or mend the first line"
            self.draft.fault(spare, f"a cell too many: {shown(spare.text)}", expected, mend)
        return spare is None

    def _check_rows(self, rows: list[list[Cell]], actors: int) -> None:
        if len(rows) < actors:
            found = f"{actors} actors announced and {len(rows)} given"
            mend = f"write {len(rows)}, or add the others" if rows else "add them, one a line"
            self.draft.fault(self.first[2], found, "a line for each actor", mend)
        elif len(rows) > actors:
            found = f"actor {actors + 1} of {len(rows)}, where line {self.first[2].line} announces {actors}"
            mend = f"write {len(rows)} there, or delete this line and what follows"
            self.draft.fault(rows[actors][0], found, f"{actors} actors", mend)

    def _actor(self, row: list[Cell], width: int) -> DraftActor:
        return DraftActor(row[0], row[1], row[2], row[3:width:2], row[4:width:2])
