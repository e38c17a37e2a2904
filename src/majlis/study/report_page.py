"""The report of a result, with the passages themselves where the documents are at hand."""

from __future__ import annotations

from pathlib import Path

from majlis.evidence.ledger import passages_of
from majlis.report.page import page
from majlis.study.findings import Findings


def report_page(result: Findings, sources: str | Path | None = None) -> str:
    """Return the one-file HTML report of a result."""
    passages = {} if sources is None else passages_of(result.case, Path(sources))
    changes = result.edits.as_options()
    return page(result.ensemble, result.answers, result.drivers, passages, changes, result.in_motion)
