"""The report of a result, with the passages themselves where the documents are at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from majlis.evidence.ledger import passages_of
from majlis.report.page import page

if TYPE_CHECKING:
    from majlis.study.result import Result


def report_page(result: Result, sources: str | Path | None = None) -> str:
    """Return the one-file HTML report of a result."""
    passages = {} if sources is None else passages_of(result.case, Path(sources))
    return page(result.ensemble, result.answers, result.drivers, passages, result.edits.as_options())
