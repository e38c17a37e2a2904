"""An accepted proposal as rows of the ledger: one of ``claims.csv``, one of ``sources.csv``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from majlis.case.case import Case
from majlis.case.source import Source
from majlis.evidence.entry import NewClaim
from majlis.evidence.locator import locate_span
from majlis.evidence.text import text_digest
from majlis.reading.documents.document import Dating, Document
from majlis.reading.review.objection import NOBODY
from majlis.reading.review.sheet import Entry


class LedgerRowError(ValueError):
    """A source that cannot be entered: without a date, or with another text than was coded."""

    def __init__(self, file: str, found: str, mend: str) -> None:
        super().__init__(f"{file}, {found}; {mend}")
        self.found = found
        self.mend = mend


def ledger_rows(
    entry: Entry, case: Case, document: Document, originals: Mapping[str, str] | None = None
) -> NewClaim:
    """Return the rows under which an accepted entry stands in the ledger.

    ``originals`` gives the source that counts for each file, where more are about to be entered than the case
    has; a new source whose document shares its text with one of them is entered as its copy.

    Raises
    ------
    LedgerRowError
        When the case has no source for the document and its date is unknown, or has coded another text of it.

    """
    source = source_of(entry, case)
    if source is None:
        known = originals_of(case) if originals is None else originals
        cells = _new_source(entry, case, document, known)
    else:
        cells = _known_source(entry, source, document)
    locator = locate_span(document.text, entry.start, entry.end)
    claim = {
        "id": entry.id,
        "kind": "stance" if entry.kind == "statement" else entry.kind,
        "statement": entry.statement or "",
        "source": cells["id"],
        **{name: str(value) for name, value in locator.model_dump().items()},
        "speaker": _actor(entry.speaker),
        "reported_by": _actor(entry.reported_by),
        "date": "" if entry.date is None else str(entry.date),
        "credibility": "6" if entry.grade is None else entry.grade[1],
        "coder": entry.coder or "",
        "contradicts": "|".join(name for name in entry.contradicts if name in case.claim_by_id),
        "note": "; ".join(_notes(entry)),
    }
    if entry.kind == "cause":
        claim |= {"cause": entry.cause or "", "effect": entry.effect or "", "sign": entry.sign or ""}
    return NewClaim(claim, cells)


def source_of(entry: Entry, case: Case) -> Source | None:
    """Return the source that stands for an entry's document: the one of its file, else the one of its id."""
    by_file = next((source for source in case.sources if source.file == entry.file), None)
    if by_file is not None:
        return by_file
    named = case.source_by_id.get(entry.document)
    return named if named is not None and named.file is None else None


def originals_of(case: Case) -> dict[str, str]:
    """Return by file the id of the source that counts: the one that a source copies, or its own."""
    return {source.file: source.copy_of or source.id for source in case.sources if source.file is not None}


def as_entered(source: Source, file: str, document: Document) -> bool:
    """Whether a source stands as a review entered it, so that nobody has written it or added to it."""
    if document.date is None:
        return False
    cells = _cells_of(file, document, document.date)
    return all(str(getattr(source, name) or "") == value for name, value in cells.items())


def _known_source(entry: Entry, source: Source, document: Document) -> dict[str, str]:
    digest = text_digest(document.text)
    if source.digest is not None and source.digest != digest:
        found = f"whose text is not the one that source '{source.id}' was coded from"
        raise LedgerRowError(entry.file, found, "compare the two, or see 'majlis evidence relocate'")
    return {"id": source.id, "file": entry.file, "digest": digest}


def _new_source(entry: Entry, case: Case, document: Document, originals: Mapping[str, str]) -> dict[str, str]:
    if document.date is None:
        mend = f"add a row to sources.csv with the date and the file {entry.file}, then accept again"
        raise LedgerRowError(entry.file, "whose date of publication was not found", mend)
    name = _free_id(entry.document, case)
    files = (entry.file, *(entry.copies or "").split("|"))
    original = next((originals[file] for file in files if file in originals), name)
    return _cells_of(entry.file, document, document.date) | {
        "id": name,
        "reliability": "F" if entry.grade is None else entry.grade[0],
        "copy_of": "" if original == name else original,
    }


def _cells_of(file: str, document: Document, dating: Dating) -> dict[str, str]:
    return {
        "title": document.title or PurePosixPath(file).name,
        "publisher": document.publisher or "",
        "author": "; ".join(document.authors),
        "date": dating.date,
        "file": file,
        "digest": text_digest(document.text),
        "note": f"also readable as {', '.join(dating.others)}" if dating.others else "",
    }


def _free_id(wanted: str, case: Case) -> str:
    number, name = 1, wanted
    while name in case.source_by_id:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _actor(name: str | None) -> str:
    return "" if name is None or name in NOBODY else name


def _notes(entry: Entry) -> Iterator[str]:
    """Yield what the ledger has no column for, so that a reader of it sees what was accepted."""
    if entry.note:
        yield entry.note
    if entry.speaker is None and entry.speaker_text:
        yield f"speaker: {entry.speaker_text}"
    for column in ("about", "stance", "actor", "target", "status", "plover"):
        value = getattr(entry, column)
        if value is not None:
            yield f"{column} {value:g}" if isinstance(value, float) else f"{column} {value}"
    if entry.value is not None:
        yield " ".join(filter(None, (f"{entry.value:.15g}", entry.unit, entry.referent)))
