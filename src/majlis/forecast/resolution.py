"""What a score reads beside a case: how its questions ended, and what the experts of its documents said."""

from __future__ import annotations

from pathlib import Path

from majlis.case.beside import Experts, experts_of, outcomes_of
from majlis.case.case import Case
from majlis.case.outcome import Outcome
from majlis.forecast.experts import check_words


def read_resolution(case: Case, folder: Path) -> tuple[dict[str, Outcome], Experts]:
    """Read and check the outcomes of a case, by question, and the forecasts of its documents.

    Raises
    ------
    CaseFaults
        When a row of either does not fit the case, or names a word without a number.

    """
    experts = experts_of(case, folder)
    check_words(case, experts)
    return outcomes_of(case, folder), experts
