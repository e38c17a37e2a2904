"""The Admiralty grade that is proposed for a claim: whose document it is, and how sound its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from majlis.reading.documents.damage import WORST, credibility
from majlis.reading.documents.document import Document
from majlis.reading.proposal import Proposal

_GRADE = Proposal._fields.index("grade")
NOT_JUDGED = "F"
"""Reliability of a source that the case has not graded: a program cannot judge one."""


def graded(
    proposals: Iterable[Proposal], document: Document, reliability: str = NOT_JUDGED
) -> Iterator[Proposal]:
    """Yield the proposals of a document with a grade; mentions get none.

    The figure is that of a text with this much damage, one worse where the passage itself is damaged.
    """
    spans = sorted(sign.span for sign in document.damage)
    starts = [span.start for span in spans]
    reached = list(accumulate((span.end for span in spans), max))
    sound = credibility(document)
    damaged = min(WORST, sound + 1)
    for each in proposals:
        before = bisect_left(starts, each.end)
        meets = before > 0 and reached[before - 1] > each.start
        figure = damaged if meets else sound
        if each.kind == "mention":
            yield each
        else:  # as ``_replace`` does, in a third of the time
            yield Proposal._make((*each[:_GRADE], f"{reliability}{figure}", *each[_GRADE + 1 :]))
