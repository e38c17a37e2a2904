"""Reviewing proposals: each decision enters the ledger, or not, and is kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from majlis.case.case import Case
from majlis.case.fault import CaseFaults, Fault, nearest
from majlis.case.load import load
from majlis.evidence.entry import NewClaim, enter, withdraw
from majlis.evidence.lock import locked
from majlis.evidence.text import DocumentError, document_path
from majlis.reading.documents.document import Document
from majlis.reading.documents.folder import read_documents
from majlis.reading.review.ledger_rows import LedgerRowError, as_entered, ledger_rows, originals_of
from majlis.reading.review.objection import Objection, objections
from majlis.reading.review.review_file import FOLDER, coders_of, decisions_of, keep
from majlis.reading.review.sheet import ACCEPTED, MENDABLE, Entry, Sheet

PATIENCE = 10.0
"""Seconds for which a decision waits while another coder's is written."""


class ReviewError(ValueError):
    """A decision that cannot be taken; says why and how to mend it."""


@dataclass(frozen=True)
class Review:
    """One coder at work on the proposals of a case.

    Attributes
    ----------
    folder
        The case folder.
    sources
        The folder of documents.
    coder
        Who decides.

    """

    folder: Path
    sources: Path
    coder: str
    _documents: dict[str, Document] = field(default_factory=dict, repr=False, compare=False)

    def document(self, entry: Entry) -> Document:
        """Return the document of an entry; each is read once.

        Raises
        ------
        DocumentError
            When it is not in the folder or cannot be read.

        """
        if entry.file not in self._documents:
            documents, refusals = read_documents([document_path(self.sources, entry.file)])
            if not documents:
                raise DocumentError("; ".join(map(str, refusals)) or f"{entry.file}: cannot be read")
            self._documents[entry.file] = documents[0]
        return self._documents[entry.file]

    def decided(self) -> tuple[Entry, ...]:
        """Return what the coder has decided so far, the latest last."""
        return decisions_of(self.folder, self.coder)

    def open(self, proposals: Sequence[Entry], kind: str | None = None) -> list[Entry]:
        """Return the proposals of which the coder has decided nothing yet.

        One that was read anew and has got the id of another passage is open.
        """
        done = {(entry.id, entry.start, entry.end) for entry in self.decided()}
        return [
            entry
            for entry in proposals
            if (entry.id, entry.start, entry.end) not in done and kind in (None, entry.kind)
        ]

    def accept(self, entry: Entry, statement: str, *, mended: bool = False) -> str:
        """Enter a proposal into the ledger and keep the decision.

        Returns
        -------
        str
            What was done.

        Raises
        ------
        ReviewError
            When something stands against it; nothing is changed then.
        CaseFaults
            When the case would not hold with it; nothing is changed then.

        """
        decision = "mend" if mended else "accept"
        chosen = changed(entry, {"statement": statement, "coder": self.coder, "decision": decision})
        document = self.document(chosen)
        with self._writing():
            case = load(self.folder)
            against = list(objections(chosen, case, document.text))
            if against:
                raise ReviewError("\n".join(map(str, against)))
            said = self._enter([chosen], case)
            self._keep([chosen])
        return said

    def reject(self, entry: Entry, note: str | None = None) -> str:
        """Keep a rejection; it never reaches the ledger."""
        self._keep([changed(entry, {"note": note, "coder": self.coder, "decision": "reject"})])
        return "rejected"

    def undo(self) -> Entry | None:
        """Take the coder's latest decision back, out of the ledger too; None where there is none.

        The source goes as well if it was entered with the claim and nothing else rests on it. A claim that
        another coder accepted as well, or entered, stays in the ledger.

        Raises
        ------
        CaseFaults
            When a number or another claim of the case rests on the claim by now; nothing is changed then.

        """
        decided = self.decided()
        if not decided:
            return None
        last = decided[-1]
        with self._writing():
            if last.decision in ACCEPTED and self._own(last):
                withdraw(self.folder, last.id, self._entered_source(last))
            keep(self.folder, self.coder, decided[:-1])
        return last

    def apply(self, sheet: Sheet) -> str:
        """Take over the decisions of a sheet: all of them, or none.

        Rows without a decision are left open; a row that was decided before counts anew only where it was
        rejected or says the same.

        Raises
        ------
        CaseFaults
            When anything in it is wrong; holds all faults, each with file, line and column.

        """
        with self._writing():
            return self._apply(sheet, load(self.folder))

    def _apply(self, sheet: Sheet, case: Case) -> str:
        before = {entry.id for entry in self.decided() if entry.decision in ACCEPTED}
        faults: list[Fault] = []
        chosen: list[Entry] = []
        for row, entry in enumerate(sheet.entries):
            if entry.decision is not None and entry.coder in (None, self.coder):
                chosen.append(changed(entry, {"coder": self.coder}))
                if chosen[-1].decision in ACCEPTED:
                    faults += self._faults(sheet, row, chosen[-1], case)
                elif entry.id in before:
                    faults.append(_turned(sheet, row))
        if faults:
            raise CaseFaults(sheet.name, faults)
        accepted = [entry for entry in chosen if entry.decision in ACCEPTED]
        self._enter(accepted, case)
        self._keep(chosen)
        return f"{len(accepted)} accepted, {len(chosen) - len(accepted)} rejected"

    def _faults(self, sheet: Sheet, row: int, entry: Entry, case: Case) -> list[Fault]:
        try:
            document = self.document(entry)
        except DocumentError as error:
            mend = "check --sources and the column 'file'"
            return [Fault(sheet.place(row, "file"), str(error), "a document that can be cited", mend)]
        against = list(objections(entry, case, document.text))
        if not against:
            try:
                ledger_rows(entry, case, document)
            except LedgerRowError as error:
                found = f"{entry.file}, {error.found}"
                against.append(Objection("file", found, "a document that can be cited", error.mend))
        return [
            Fault(sheet.place(row, each.column), each.found, each.expected, each.mend) for each in against
        ]

    def _enter(self, entries: Sequence[Entry], case: Case) -> str:
        new = [entry for entry in entries if entry.id not in case.claim_by_id]
        if not new:
            return "accepted; the claim is in the ledger already"
        originals = originals_of(case)
        rows: list[NewClaim] = []
        for entry in new:
            rows.append(ledger_rows(entry, case, self.document(entry), originals))
            source = rows[-1].source
            originals.setdefault(entry.file, source.get("copy_of") or source["id"])
        enter(self.folder, rows)
        return f"accepted as claim '{new[0].id}' of source '{rows[0].source['id']}'"

    def _keep(self, chosen: Sequence[Entry]) -> None:
        names = {entry.id for entry in chosen}
        keep(self.folder, self.coder, [*(e for e in self.decided() if e.id not in names), *chosen])

    def _writing(self) -> AbstractContextManager[None]:
        """Keep other coders of the case from the ledger for as long as a decision is written."""
        said = "another coder is writing into the ledger of this case; decide again in a moment"
        return locked(self.folder / FOLDER / ".ledger.lock", said, PATIENCE)

    def _entered_source(self, entry: Entry) -> str | None:
        """Give the source that was entered with the claim of an entry, and that nobody has changed since."""
        case = load(self.folder)
        source = case.source_by_id[case.claim_by_id[entry.id].source]
        try:
            return source.id if as_entered(source, entry.file, self.document(entry)) else None
        except DocumentError:
            return None

    def _own(self, entry: Entry) -> bool:
        """Whether nobody else stands behind the claim of an entry."""
        claim = load(self.folder).claim_by_id.get(entry.id)
        others = (each for coder, each in coders_of(self.folder).items() if coder != self.coder)
        shared = any(each.id == entry.id and each.decision in ACCEPTED for other in others for each in other)
        return claim is not None and claim.coder == self.coder and not shared


def _turned(sheet: Sheet, row: int) -> Fault:
    place = sheet.place(row, "decision")
    mend = "take it back in 'majlis review' first"
    return Fault(place, "a rejection of what you accepted before", "the same decision", mend)


def changed(entry: Entry, fields: dict[str, Any]) -> Entry:
    """Return an entry with other fields, checked as a row of a sheet is.

    Raises
    ------
    ReviewError
        When a value does not fit its field.

    """
    parts = {name: getattr(entry, name) for name in Entry.model_fields} | fields
    try:
        return Entry.model_validate({name: value for name, value in parts.items() if value not in (None, "")})
    except ValidationError as error:
        said = [f"{each['loc'][0]}: {each['msg']}" for each in error.errors(include_url=False)]
        raise ReviewError("\n".join(said)) from None


def mended(entry: Entry, field: str, value: str) -> Entry:
    """Return an entry with one field changed; an empty value empties it.

    Raises
    ------
    ReviewError
        When there is no such field, it is one that a coder does not mend, or the value does not fit.

    """
    if field not in MENDABLE:
        raise ReviewError(f"there is no field '{field}' to mend; {nearest(field, MENDABLE)}")
    return changed(entry, {field: value.strip() or None})
