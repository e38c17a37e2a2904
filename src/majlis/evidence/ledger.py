"""The ledger of a case: its claims, the passages that they cite, and the writing of locators."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from majlis.case.case import Case
from majlis.case.claim import Claim
from majlis.case.day import Day
from majlis.case.fault import nearest
from majlis.case.load import load
from majlis.case.locator import Locator
from majlis.case.write import change_row
from majlis.evidence.locator import locate_span, passage
from majlis.evidence.relocation import Proposal, relocate
from majlis.evidence.text import read_document, text_digest
from majlis.evidence.verification import Citation, Verification, verify

AROUND = 200


class LedgerError(ValueError):
    """A claim, document or proposal that the ledger does not hold."""


class Context(NamedTuple):
    """A passage with up to 200 characters on either side."""

    before: str
    text: str
    after: str


def citations_of(case: Case) -> tuple[Citation, ...]:
    """Return one citation per claim that has a locator, in the order of ``claims.csv``."""
    found = []
    for claim in case.claims:
        source = case.source_by_id[claim.source]
        if claim.locator is not None and source.file is not None:
            found.append(Citation(claim.id, source.id, source.file, claim.locator, source.digest))
    return tuple(found)


def verify_case(case: Case, folder: str | Path) -> Verification:
    """Find every cited passage of a case again in a folder of documents."""
    return verify(citations_of(case), folder)


def passages_of(case: Case, folder: str | Path) -> dict[str, str]:
    """Return the passages that were found again, by the id of their claim."""
    return dict(verify_case(case, folder).found)


def claims_of(
    case: Case, source: str | None = None, kind: str | None = None, as_of: str | None = None
) -> tuple[Claim, ...]:
    """Return the claims of a source, of a kind, or published up to a date.

    Raises
    ------
    LedgerError
        When the date is none.

    """
    limit = None if as_of is None else _day(as_of).earliest
    return tuple(
        claim
        for claim in case.claims
        if source in (None, claim.source)
        and kind in (None, claim.kind)
        and (limit is None or case.source_by_id[claim.source].date.earliest <= limit)
    )


def _day(text: str) -> Day:
    try:
        return Day(text)
    except PydanticCustomError as error:
        raise LedgerError(str(error)) from None


def claim_of(case: Case, name: str) -> Claim:
    """Return a claim by its id.

    Raises
    ------
    LedgerError
        When there is none of that id; names the nearest.

    """
    if name not in case.claim_by_id:
        raise LedgerError(f"there is no claim '{name}'; {nearest(name, case.claim_by_id)}")
    return case.claim_by_id[name]


def grade_of(case: Case, claim: Claim) -> str:
    """Return the Admiralty grade of a claim, such as B2."""
    return f"{case.source_by_id[claim.source].reliability}{claim.credibility}"


def carried_by(case: Case, claim: Claim) -> list[str]:
    """Return the names of the estimates, links and events that a claim supports."""
    return [
        *(stance.name for stance in case.stances if claim.id in stance.estimate.claims),
        *(f"link {link.id}" for link in case.links if claim.id in link.claims),
        *(f"event {event.id}" for event in case.events if claim.id in event.claims),
    ]


def context_of(case: Case, claim: Claim, folder: str | Path) -> Context:
    """Return the passage that a claim cites, in its context.

    Raises
    ------
    LedgerError
        When the claim cites no passage.
    PassageChanged, DocumentError
        When the passage or its document is not there as it was.

    """
    source = case.source_by_id[claim.source]
    if claim.locator is None or source.file is None:
        raise LedgerError(f"the claim '{claim.id}' cites no passage of a document")
    text = read_document(folder, source.file)
    start, end = claim.locator.start, claim.locator.end
    return Context(
        text[max(0, start - AROUND) : start], passage(text, claim.locator), text[end : end + AROUND]
    )


def document_of(folder: Path, document: str, sources: Path | None) -> Path:
    """Return the path of a document: a path, or the id of a source whose file lies in ``sources``.

    Raises
    ------
    LedgerError
        When there is no such file and no folder of documents to look in.

    """
    path = Path(document)
    if path.is_file():
        return path
    if sources is None:
        raise LedgerError(
            f"there is no document '{document}'; give its path, or the id of a source with --sources"
        )
    source = load(folder).source_by_id.get(document)
    return sources / (document if source is None or source.file is None else source.file)


def write_locator(folder: Path, claim: str, locator: Locator, file: str, text: str) -> None:
    """Write a locator into ``claims.csv``, and the digest of its document's text into ``sources.csv``.

    Raises
    ------
    LedgerError
        When the claim is unknown, or cites another document.

    """
    case = load(folder)
    source = case.source_by_id[claim_of(case, claim).source]
    if source.file != file:
        raise LedgerError(f"the claim '{claim}' cites '{source.id}', whose file is {source.file}, not {file}")
    cells = {name: str(value) for name, value in locator.model_dump().items()}
    change_row(folder, "claims.csv", claim, cells)
    digest = text_digest(text)
    if source.digest != digest:
        change_row(folder, "sources.csv", source.id, {"digest": digest})


def proposals_of(case: Case, folder: str | Path, claim: str | None = None) -> dict[str, list[Proposal]]:
    """Propose where passages that are not in their place stand now, by claim (or for one claim)."""
    if claim is not None:
        claim_of(case, claim)
    lost = [change.citation for change in verify_case(case, folder).changed]
    return {
        citation.claim: relocate(read_document(folder, str(citation.file)), citation.locator)
        for citation in lost
        if claim in (None, citation.claim)
    }


def accept_proposal(
    folder: Path, sources: str | Path, claim: str, proposals: Sequence[Proposal], number: int
) -> None:
    """Write proposal ``number`` (from 1) as the locator of a claim.

    Raises
    ------
    LedgerError
        When there is no such proposal.

    """
    if not 1 <= number <= len(proposals):
        raise LedgerError(f"there are {len(proposals)} proposals for '{claim}', so none is number {number}")
    chosen = proposals[number - 1]
    case = load(folder)
    file = str(case.source_by_id[claim_of(case, claim).source].file)
    text = read_document(sources, file)
    write_locator(folder, claim, locate_span(text, chosen.start, chosen.end), file, text)
