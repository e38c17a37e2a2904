"""Proposals that stand in a passage which another document has word for word: one source, not two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from majlis.reading.documents.shared_passages import Passages
from majlis.reading.proposal import Proposal
from majlis.reading.text.span import Span

_INSIDE = 0.8
"""Share of a proposal that must stand in a common passage: its marks and a word of its speaker may differ."""

_NAMED = 5
"""Documents that are named; of more, the number."""


def repeated(proposals: Iterable[Proposal], passages: Passages) -> Iterator[Proposal]:
    """Yield proposals, each with the documents that say it in the same words among its doubts."""
    for document, said in groupby(proposals, attrgetter("document")):
        spans = passages.of(document)
        for proposal in said:
            others = _others(proposal, spans) if proposal.kind != "mention" else []
            if not others:
                yield proposal
                continue
            more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
            note = f"stands word for word in {', '.join(others[:_NAMED])}{more}: one source, not several"
            yield proposal._replace(note="; ".join(filter(None, (proposal.note, note))))


def _others(proposal: Proposal, spans: Sequence[tuple[Span, str]]) -> list[str]:
    first, last = proposal.start, proposal.end
    least = _INSIDE * (last - first)
    held = [
        other
        for (start, end), other in spans
        if start <= last and end >= first and min(end, last) - max(start, first) >= least
    ]
    return list(dict.fromkeys(held))
