"""Where a review is kept: ``review/proposals.csv`` in the case folder, and one sheet for each coder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from majlis.case.fault import shown
from majlis.case.value import ID_RULE, is_id
from majlis.reading.review.sheet import Entry, read_sheet, write_sheet

FOLDER = "review"
PROPOSALS = "proposals"


class CoderError(ValueError):
    """A name under which decisions cannot be kept."""


def proposals_file(case: Path) -> Path:
    """Return the place of the proposals that all coders of a case decide on."""
    return case / FOLDER / f"{PROPOSALS}.csv"


def coder_file(case: Path, coder: str) -> Path:
    """Return the place of a coder's decisions.

    Raises
    ------
    CoderError
        When the name is no id, or the one that the proposals have.

    """
    if not is_id(coder):
        raise CoderError(f"the coder {shown(coder)}: expected {ID_RULE}")
    if coder.lower() == PROPOSALS:
        raise CoderError(f"the coder '{coder}' would overwrite the proposals; choose another name")
    return case / FOLDER / f"{coder}.csv"


def decisions_of(case: Path, coder: str) -> tuple[Entry, ...]:
    """Return what a coder has decided, in the order in which it was."""
    path = coder_file(case, coder)
    return read_sheet(path).entries if path.is_file() else ()


def keep(case: Path, coder: str, decisions: Sequence[Entry]) -> None:
    """Write a coder's decisions, whole or not at all."""
    path = coder_file(case, coder)
    path.parent.mkdir(exist_ok=True)
    write_sheet(path, [entry.cells() for entry in decisions])


def coders_of(case: Path) -> dict[str, tuple[Entry, ...]]:
    """Return the decisions of every coder of a case, by name."""
    files = sorted((case / FOLDER).glob("*.csv"))
    return {path.stem: read_sheet(path).entries for path in files if path.stem.lower() != PROPOSALS}
