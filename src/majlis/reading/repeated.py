"""Proposals that stand in a passage which another document has word for word: one source, not two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from majlis.reading.documents.common_passages import Shared
from majlis.reading.proposal import Proposal
from majlis.reading.text.span import Span

_INSIDE = 0.8
"""Share of a proposal that must stand in a common passage: its marks and a word of its speaker may differ."""

_NAMED = 5
"""Documents that are named; of more, the number."""


def repeated(proposals: Iterable[Proposal], passages: Sequence[Shared]) -> Iterator[Proposal]:
    """Yield proposals, each with the documents that say it in the same words among its doubts."""
    where: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for each in passages:
        where[each.first].append((each.first_span, each.second))
        where[each.second].append((each.second_span, each.first))
    for proposal in proposals:
        others = _others(proposal, where[proposal.document]) if proposal.document in where else []
        if not others or proposal.kind == "mention":
            yield proposal
            continue
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        note = f"stands word for word in {', '.join(others[:_NAMED])}{more}: one source, not several"
        yield proposal._replace(note="; ".join(filter(None, (proposal.note, note))))


def _others(proposal: Proposal, spans: Sequence[tuple[Span, str]]) -> list[str]:
    least = _INSIDE * (proposal.end - proposal.start)
    held = (
        other for (start, end), other in spans if min(end, proposal.end) - max(start, proposal.start) >= least
    )
    return list(dict.fromkeys(held))
