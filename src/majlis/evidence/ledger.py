"""The ledger of a case: its claims as citations, checked against the documents."""

from __future__ import annotations

from pathlib import Path

from majlis.case.case import Case
from majlis.evidence.verification import Citation, Verification, verify


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
