"""The models' own error: how far decisions have landed from what such models said.

The draws of a case vary its numbers, and that noise alone would claim a precision that no decision model ever
had. So every model lands with the error that was learned on resolved decisions of the European Union
(`majlis.models.landing`), times a widening factor for disputes of another kind, which is an estimate like any
other: the case's own, or a judgement.
"""

from __future__ import annotations

from majlis.case.estimate import Estimate
from majlis.case.issue import Issue
from majlis.models.landing import WIDENING, WIDENING_REASON


def widening(issue: Issue) -> Estimate:
    """Return by how much errors are wider than in EU legislation: the case's own estimate, or the default."""
    if issue.widening is not None:
        return issue.widening
    low, value, high = WIDENING
    return Estimate(value=value, low=low, high=high, reason=WIDENING_REASON)
