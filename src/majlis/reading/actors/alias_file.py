"""The table of names that `majlis read --aliases` takes in place of a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, ValidationError

from majlis.case.fault import CaseFaults, Fault, shown
from majlis.case.place import Place, Places
from majlis.case.table_file import Headings, Table, cells_of, delimiter_of, table_of
from majlis.case.text_file import LARGEST_FILE, Unreadable, odd_characters, read_text, without_odd
from majlis.case.validation import faults_from
from majlis.case.value import Id, Record, Text
from majlis.reading.actors.actors import Known

REQUIRED = ("id", "canonical", "aliases")
OPTIONAL = ("type", "side", "parent", "parent_id")


def _barred(value: object) -> list[str]:
    return [part.strip() for part in str(value).split("|") if part.strip()]


class Row(Record):
    """One row of the table; names may hold commas here, since nothing but bars divides them."""

    id: Id
    canonical: Text
    aliases: Annotated[tuple[str, ...], BeforeValidator(_barred)] = ()
    type: Text | None = None
    side: Text | None = None
    parent: Id | None = None
    parent_id: Id | None = None


def read_aliases(path: Path) -> tuple[Known, ...]:
    """Read the actors of a CSV with the columns id, canonical, aliases and optional type, side, parent.

    Other columns are left alone, so that a fuller list of actors can be given as it is.

    Raises
    ------
    CaseFaults
        When anything in it is wrong; holds all faults, each with file, line and column.

    """
    try:
        text = read_text(path.parent, path.name, LARGEST_FILE)
    except Unreadable as error:
        raise CaseFaults(path.name, [error.fault]) from None
    faults = list(odd_characters(text, path.name))
    places = Places()
    stem = path.name.removesuffix(".csv")
    table = _table(without_odd(text), path.name, places, faults)
    rows = list(_rows(table, stem, places, faults))
    faults += _repeated(rows, stem, places)
    if not faults and not rows:
        faults.append(Fault(Place(path.name, 1, 1), "a heading row and nothing below", "actors", "add them"))
    if faults:
        raise CaseFaults(path.name, faults)
    return tuple(
        Known(row.id, row.canonical, row.aliases, row.type, row.side, row.parent or row.parent_id)
        for _, row in rows
    )


def _table(text: str, name: str, places: Places, faults: list[Fault]) -> Table:
    records, found = cells_of(text, name, delimiter_of(text))
    others = tuple(cell.text.strip().lower() for cell in records[0]) if records else ()
    allowed = (*REQUIRED, *OPTIONAL, *(other for other in others if other not in REQUIRED + OPTIONAL))
    headings = Headings(allowed, REQUIRED)
    table, found = table_of(records, name, headings, places, found)
    faults += found
    return table


def _rows(table: Table, stem: str, places: Places, faults: list[Fault]) -> Iterator[tuple[int, Row]]:
    for index, row in enumerate(table.rows):
        known = {name: value for name, value in row.items() if name in REQUIRED + OPTIONAL}
        try:
            yield index, Row.model_validate(known)
        except ValidationError as error:
            faults += faults_from(error, (stem, index), places, headed_only=not table.sound)


def _repeated(rows: list[tuple[int, Row]], stem: str, places: Places) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for index, row in rows:
        if row.id in first:
            line = places.at(stem, first[row.id]).line
            place = places.at(stem, index, "id")
            yield Fault(
                place,
                f"the id {shown(row.id)} a second time",
                f"it once (first on line {line})",
                "rename one of them",
            )
        first.setdefault(row.id, index)
