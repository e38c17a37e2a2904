"""The review sheet: a CSV with one proposed claim a row, and what a coder decided of it.

The same form serves three ends: what `majlis read --out` writes, what a coder fills in with a spreadsheet,
and what `majlis review` keeps of each coder's decisions.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ValidationError

from majlis.case.day import Day
from majlis.case.fault import CaseFaults, Fault, misfit, shown
from majlis.case.place import Place, Places
from majlis.case.table_file import Headings, Table, read_table
from majlis.case.text_file import Unreadable, read_text, without_odd
from majlis.case.validation import faults_from
from majlis.case.value import Id, Ids, Number, Record, Text, Whole
from majlis.case.write import whole_file
from majlis.reading.proposal import Proposal, Status

LARGEST_SHEET = 100_000_000
MOST_CELLS = 3_000_000
FORMULA = ("=", "+", "-", "@", "\t")
PLAIN_SIGNS = ("+", "-")

Kind = Literal[
    "statement",
    "event",
    "figure",
    "cause",
    "forecast",
    "stance",
    "capability",
    "salience",
    "relation",
    "rule",
]
"""What a reader proposes, and the kinds of claims that a coder may make of it."""

Verdict = Literal["accept", "mend", "reject"]
ACCEPTED = ("accept", "mend")


def _lower(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _grade(value: Any) -> str:
    grade = str(value).strip().upper()
    if len(grade) != 2 or grade[0] not in "ABCDEF" or grade[1] not in "123456":
        raise misfit(f"the grade {shown(value)}", "a letter A to F and a figure 1 to 6", "write it as C3")
    return grade


class Entry(Record):
    """One row: a proposal, with the decision of a coder where there is one.

    Fields are those of `majlis.reading.proposal.Proposal`, and besides: ``file`` is the document's name in
    the folder that was read, ``decision`` is ``accept``, ``mend`` (accepted with changed fields) or
    ``reject``, ``statement`` the claim in the coder's own words, ``note`` and ``coder`` the coder's,
    ``doubts`` the reader's note, ``contradicts`` the proposals that say otherwise, ``copies`` the files that
    share most of the document's text, with bars between.
    """

    id: Id
    decision: Annotated[Verdict | None, BeforeValidator(_lower)] = None
    statement: Text | None = None
    note: Text | None = None
    coder: Id | None = None
    document: Id
    kind: Kind
    quote: Text
    speaker: Id | None = None
    speaker_text: Text | None = None
    reported_by: Id | None = None
    attribution: Literal["quote", "paraphrase"] | None = None
    channel: Literal["public", "private"] | None = None
    about: Id | None = None
    stance: Number | None = None
    stance_low: Number | None = None
    stance_high: Number | None = None
    actor: Id | None = None
    actor_text: Text | None = None
    target: Id | None = None
    target_text: Text | None = None
    status: Status | None = None
    plover: Text | None = None
    date: Day | None = None
    date_precision: Text | None = None
    value: Number | None = None
    unit: Text | None = None
    referent: Text | None = None
    cause: Text | None = None
    effect: Text | None = None
    sign: Literal["+", "-", "0"] | None = None
    grade: Annotated[str, BeforeValidator(_grade)] | None = None
    doubts: Text | None = None
    rule: Text | None = None
    contradicts: Ids = ()
    copies: Text | None = None
    file: Text
    start: Whole
    end: Whole

    def cells(self) -> dict[str, str]:
        """Return the row as it is written."""
        return {name: cell_of(getattr(self, name)) for name in COLUMNS}


COLUMNS = tuple(Entry.model_fields)
REQUIRED = tuple(name for name, info in Entry.model_fields.items() if info.is_required())
FIXED = ("id", "decision", "coder", "document", "file", "quote", "start", "end", "rule", "doubts")
"""What a coder does not mend: the anchor, and what the reader said of it."""

MENDABLE = tuple(name for name in COLUMNS if name not in (*FIXED, "statement"))


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet and where each cell stands."""

    name: str
    entries: tuple[Entry, ...]
    places: Places

    def place(self, row: int, column: str) -> Place:
        """Return the place of a cell, empty or not."""
        return self.places.gap(_stem(self.name), row, column)


def cell_of(value: Any) -> str:
    """Write a value into a cell; a text that a spreadsheet would take for a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, float | int):
        return f"{value:.15g}"
    if isinstance(value, tuple):
        return "|".join(map(str, value))
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) and text not in PLAIN_SIGNS else text


def proposed_cells(
    proposal: Proposal, file: str, contradicts: Sequence[str] = (), copies: Sequence[str] = ()
) -> dict[str, str]:
    """Return the row of a proposal of which nothing has been decided."""
    parts = proposal._asdict()
    parts |= {
        "doubts": parts.pop("note"),
        "file": file,
        "contradicts": tuple(contradicts),
        "copies": tuple(copies),
    }
    return {name: cell_of(parts.get(name)) for name in COLUMNS}


def write_sheet(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Write rows as a sheet, whole or not at all."""
    with whole_file(path) as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_sheet(path: Path) -> Sheet:
    """Read a sheet as people and spreadsheets leave it: byte-order marks, semicolons and CRLF are accepted.

    Raises
    ------
    CaseFaults
        When anything in it is wrong; holds all faults, each with file, line and column.

    """
    try:
        text = without_odd(read_text(path.parent, path.name, LARGEST_SHEET))
    except Unreadable as error:
        raise CaseFaults(path.name, [error.fault]) from None
    places = Places()
    table, faults = read_table(text, path.name, Headings(COLUMNS, REQUIRED), places, MOST_CELLS)
    sheet = Sheet(path.name, tuple(_entries(table, path.name, places, faults)), places)
    faults = faults or list(_repeated(sheet))
    if faults:
        raise CaseFaults(path.name, faults)
    return sheet


def _stem(name: str) -> str:
    """Return what `majlis.case.table_file` calls the rows of a file by."""
    return name.removesuffix(".csv")


def _entries(table: Table, name: str, places: Places, faults: list[Fault]) -> Iterator[Entry]:
    for index, row in enumerate(table.rows):
        try:
            yield Entry.model_validate({name: _unguarded(value) for name, value in row.items()})
        except ValidationError as error:
            if index in table.wide:
                faults.append(table.wide[index])
            faults += faults_from(error, (_stem(name), index), places, headed_only=not table.sound)


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def _repeated(sheet: Sheet) -> Iterator[Fault]:
    seen: set[str] = set()
    for row, entry in enumerate(sheet.entries):
        if entry.id in seen:
            place = sheet.place(row, "id")
            yield Fault(
                place, f"the proposal '{entry.id}' a second time", "it once", "remove one of the rows"
            )
        seen.add(entry.id)
