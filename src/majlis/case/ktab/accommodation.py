"""The accommodation matrix of KTAB: how far the ideal of an actor follows the positions of others.

After each turn ``ideal_i = sum_j a_ij position_j + (1 - sum_j a_ij) ideal_i`` (SMP 1.4). Without entries it
is the identity: everybody's ideal is its own position. In a case folder it stands in ``accommodation.csv``, a
row for each entry that differs from the identity.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from majlis.case.case import Case
from majlis.case.fault import nearest, shown
from majlis.case.following import Following
from majlis.case.ktab.draft import Draft, one_line
from majlis.case.ktab.scenario import ROUNDING
from majlis.case.place import Places
from majlis.case.table_file import Cell, Headings, read_table

FILE = "accommodation.csv"
COLUMNS = ("actor", "follows", "share")

Matrix = Mapping[tuple[int, int], float]


@dataclass(frozen=True)
class Entry:
    """The words of one entry: an actor, whose position its ideal follows, and how far."""

    actor: Cell
    follows: Cell
    share: Cell


def accommodation_of(
    entries: Sequence[Entry], names: Sequence[str], draft: Draft
) -> dict[tuple[int, int], float]:
    """Return the cells that differ from the identity; faults are kept in the draft."""
    row_of = {name: row for row, name in reversed(list(enumerate(names)))}
    found: dict[tuple[int, int], float] = {}
    first: dict[tuple[int, int], Cell] = {}
    for entry in entries:
        pair = [_row(cell, row_of, draft) for cell in (entry.actor, entry.follows)]
        share = draft.number(entry.share, "share")
        if not 0.0 <= share <= 1.0 and not math.isnan(share):
            draft.fault(entry.share, f"a share of {share:g}", "0 to 1", "correct it")
        if pair[0] is None or pair[1] is None:
            continue
        cell = (pair[0], pair[1])
        if cell in first:
            expected = f"it once (first on line {first[cell].line})"
            draft.fault(entry.actor, "the same pair of actors a second time", expected, "remove one of them")
        first.setdefault(cell, entry.actor)
        found[cell] = share
    _check_rows(found, first, names, draft)
    return {cell: share for cell, share in found.items() if share != float(cell[0] == cell[1])}


def _row(cell: Cell, row_of: Mapping[str, int], draft: Draft) -> int | None:
    name = one_line(cell.text)
    if name not in row_of:
        found = f"the actor {shown(name)}, which is not among the actors" if name else "no actor"
        draft.fault(cell, found, "the name of an actor", nearest(name, row_of))
    return row_of.get(name)


def _check_rows(
    found: Matrix, first: Mapping[tuple[int, int], Cell], names: Sequence[str], draft: Draft
) -> None:
    """Check that no row adds up to more than 1; where an actor has no entry for itself, that entry is 1."""
    rows: dict[int, list[float]] = {}
    for (actor, _), share in found.items():
        rows.setdefault(actor, []).append(share)
    for actor, shares in rows.items():
        own = found.get((actor, actor))
        total = math.fsum(shares) + (1.0 if own is None else 0.0)
        if total > 1.0 + ROUNDING:
            at = next(cell for pair, cell in first.items() if pair[0] == actor)
            left = max(0.0, 1.0 - math.fsum(shares))
            mend = (
                f"add an entry of it with itself, at most {left:g} (1 where none is given)"
                if own is None
                else "lower them"
            )
            draft.fault(at, f"shares of {shown(names[actor])} that add up to {total:g}", "at most 1", mend)


def write_accommodation(file: TextIO, cells: Matrix, ids: Sequence[str]) -> None:
    """Write the table of a case folder."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for (actor, follows), share in sorted(cells.items()):
        writer.writerow((ids[actor], ids[follows], plain_number(share)))


def accommodation(text: str, case: Case) -> tuple[Following, ...]:
    """Read the table of a case folder, by ids of actors.

    Raises
    ------
    CaseFaults
        With every fault of the table.

    """
    places = Places()
    table, faults = read_table(text, FILE, Headings(COLUMNS, COLUMNS), places)
    draft = Draft(FILE, faults=faults)
    if not table.sound:
        draft.stop_on_faults()
    entries = [
        Entry(*(_cell(places, index, row, column) for column in COLUMNS))
        for index, row in enumerate(table.rows)
    ]
    ids = [actor.id for actor in case.actors]
    cells = accommodation_of(entries, ids, draft)
    draft.stop_on_faults()
    return following(cells, ids)


def following(cells: Matrix, ids: Sequence[str]) -> tuple[Following, ...]:
    """Return the cells as rows of a case."""
    return tuple(
        Following(actor=ids[actor], follows=ids[follows], share=share)
        for (actor, follows), share in sorted(cells.items())
    )


def _cell(places: Places, index: int, row: Mapping[str, str], column: str) -> Cell:
    place = places.gap(Path(FILE).stem, index, column)
    return Cell(row.get(column, ""), place.line, place.column)


def plain_number(number: float) -> str:
    """Write a number so that it is read back the same, without a needless ``.0``."""
    return repr(float(number)).removesuffix(".0")
