"""Claims that enter the ledger of a case and leave it again: whole, checked, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from majlis.case.case import Case
from majlis.case.fault import CaseFaults
from majlis.case.load import TABLES, load
from majlis.case.write import add_rows, change_row, remove_row, whole_file
from majlis.evidence.ledger import LedgerError

CLAIMS = "claims.csv"
SOURCES = "sources.csv"


class NewClaim(NamedTuple):
    """The cells of a claim, and of its source (of which those that the case has already are left alone)."""

    claim: Mapping[str, str]
    source: Mapping[str, str]


@contextmanager
def checked(folder: Path, *names: str) -> Iterator[None]:
    """Change files of a case; each is put back as it was unless the case can still be read afterwards.

    Raises
    ------
    CaseFaults
        When the changed case is faulty; nothing is changed then.

    """
    paths = [folder / name for name in names]
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        yield
        load(folder)
    except BaseException:
        for path, raw in before.items():
            _restore(path, raw)
        raise


def enter(folder: Path, new: Sequence[NewClaim]) -> None:
    """Add claims to the ledger of a case, and their sources where it lacks them.

    Raises
    ------
    LedgerError
        When two documents would become one source.
    CaseFaults
        When the case would not hold with them; nothing is changed then.

    """
    case = load(folder)
    sources = {each.source["id"]: each.source for each in new}
    for each in new:
        if each.source["file"] != sources[each.source["id"]]["file"]:
            raise LedgerError(
                f"{each.source['file']} and {sources[each.source['id']]['file']} would be one source "
                f"'{each.source['id']}'; give one of them a row of its own in sources.csv first"
            )
    with checked(folder, CLAIMS, SOURCES):
        for source in sources.values():
            _enter_source(folder, case, source)
        add_rows(folder, CLAIMS, TABLES["claims"].headings.allowed, [each.claim for each in new])


def withdraw(folder: Path, claim: str, source: str | None = None) -> None:
    """Take a claim out of the ledger, and the source that was entered with it unless something else needs it.

    Raises
    ------
    NoSuchRow
        When the ledger does not hold it.
    CaseFaults
        When a number or another claim rests on it; nothing is changed then.

    """
    with checked(folder, CLAIMS):
        remove_row(folder, CLAIMS, claim)
    if source is not None:
        with suppress(CaseFaults), checked(folder, SOURCES):
            remove_row(folder, SOURCES, source)


def _enter_source(folder: Path, case: Case, source: Mapping[str, str]) -> None:
    known = case.source_by_id.get(source["id"])
    if known is None:
        add_rows(folder, SOURCES, TABLES["sources"].headings.allowed, [source])
    elif known.digest is None or known.file is None:
        change_row(folder, SOURCES, known.id, {name: source[name] for name in ("file", "digest")})


def _restore(path: Path, raw: bytes | None) -> None:
    if raw is None:
        path.unlink(missing_ok=True)
        return
    with whole_file(path) as file:
        file.write(raw.decode())
