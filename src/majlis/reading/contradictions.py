"""Contradictions between proposals of different documents, put side by side for a person to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from majlis.reading.proposal import Proposal
from majlis.reading.statements.poles import stem
from majlis.reading.text.lexicon import word_kinds

_SAME_PERIOD = 45
"""Days within which a change of mind is less likely than a contradiction."""
_CLEAR_STANCE = 20
_MANY_WORDS = 2
_SPANS_OF_TIME = frozenset(
    [
        "seconds",
        "minutes",
        "hours",
        "days",
        "nights",
        "weeks",
        "months",
        "years",
        "decades",
        "centuries",
        "times",
    ]
)


@dataclass(frozen=True)
class Contradiction:
    """Two proposals of different documents that cannot both be right.

    Attributes
    ----------
    first, second
        Ids of the proposals, in the order of the documents.
    kind
        What they disagree on.
    reason
        The disagreement in words.

    """

    first: str
    second: str
    kind: Literal["stance", "figure", "event"]
    reason: str


def compared(proposal: Proposal) -> bool:
    """Whether those of other documents bear on a proposal; all others need not be at hand."""
    spoken = proposal.kind == "statement" and proposal.speaker not in (None, "author")
    return spoken or _counts(proposal) or _acts(proposal)


def contradictions(proposals: Sequence[Proposal]) -> list[Contradiction]:
    """Find the pairs that contradict each other, among proposals in the order of the documents.

    Each proposal is put beside the nearest in time that says otherwise, not beside all of them, so that the
    list grows with the documents and not with their square.
    """
    found: list[Contradiction] = []
    for group in _stances(proposals):
        found += _opposed(group, "stance")
    for group in _figures(proposals):
        found += _opposed(group, "figure")
    for group in _events(proposals):
        found += _opposed(group, "event")
    order = {proposal.id: place for place, proposal in enumerate(proposals)}
    return sorted(found, key=lambda pair: (order[pair.first], order[pair.second]))


@dataclass(frozen=True)
class _Side:
    """A proposal, what it says on the matter of its group, and the reason it gives."""

    proposal: Proposal
    says: Hashable
    words: str


def _opposed(group: list[_Side], kind: Literal["stance", "figure", "event"]) -> Iterator[Contradiction]:
    seen: set[tuple[str, str]] = set()
    for place, side in enumerate(group):
        other = _nearest(side, group[:place])
        if other is None:
            continue
        documents = (other.proposal.document, side.proposal.document)
        if documents not in seen:
            seen.add(documents)
            reason = f"{other.words}; {side.words}"
            yield Contradiction(other.proposal.id, side.proposal.id, kind, reason)


def _nearest(side: _Side, others: Iterable[_Side]) -> _Side | None:
    """Give the last of those before it, nearest in time, that says otherwise in another document."""
    best: tuple[int, _Side] | None = None
    for other in others:
        if other.says == side.says or other.proposal.document == side.proposal.document:
            continue
        apart = _days_apart(side.proposal.date, other.proposal.date)
        if apart <= _SAME_PERIOD and (best is None or apart <= best[0]):
            best = apart, other
    return best[1] if best else None


def _days_apart(one: str | None, other: str | None) -> int:
    """Count the days between two dates as far as both are known; an unknown date fits any."""
    first, second = _day(one), _day(other)
    return abs((first - second).days) if first and second else 0


@lru_cache(maxsize=4096)
def _day(text: str | None) -> date | None:
    parts = (text or "").split("-")
    try:
        return date(
            int(parts[0]), int(parts[1]) if len(parts) > 1 else 7, int(parts[2]) if len(parts) > 2 else 15
        )
    except ValueError:
        return None


def _grouped(sides: Iterable[tuple[Hashable, _Side]]) -> list[list[_Side]]:
    groups: defaultdict[Hashable, list[_Side]] = defaultdict(list)
    for name, side in sides:
        groups[name].append(side)
    return [group for group in groups.values() if len({side.says for side in group}) > 1]


def _stances(proposals: Sequence[Proposal]) -> list[list[_Side]]:
    return _grouped(
        (
            (each.speaker, each.about),
            _Side(each, each.stance > 0, f"{each.speaker} is put at {each.stance:+.0f} on {each.about}"),
        )
        for each in proposals
        if each.kind == "statement" and each.speaker not in (None, "author") and each.about
        if each.stance is not None and abs(each.stance) >= _CLEAR_STANCE
    )


def _figures(proposals: Sequence[Proposal]) -> list[list[_Side]]:
    return _grouped(
        (
            (each.unit, _measured(each.referent)),
            _Side(each, each.value, f"{each.value:g} {each.unit} of {each.referent}"),
        )
        for each in proposals
        if _counts(each)
    )


def _counts(each: Proposal) -> bool:
    """Whether a figure says enough of what it counts."""
    if each.kind != "figure" or each.value is None or each.unit in _SPANS_OF_TIME:
        return False
    return len(_measured(each.referent)) >= _MANY_WORDS


@lru_cache(maxsize=4096)
def _measured(referent: str | None) -> frozenset[str]:
    """Give the stems of what a figure counts; one word alone says too little to compare."""
    kinds = word_kinds()
    return frozenset(stem(word) for word in (referent or "").lower().split() if word not in kinds)


def _events(proposals: Sequence[Proposal]) -> list[list[_Side]]:
    return _grouped(
        (
            (each.actor, each.target, each.plover),
            _Side(each, each.status == "denied", f"{each.status}: {each.quote}"),
        )
        for each in proposals
        if _acts(each)
    )


def _acts(each: Proposal) -> bool:
    """Whether an event has taken place, or not, between two known parties."""
    parties = each.kind == "event" and each.actor and each.target
    return bool(parties and each.plover and each.status in ("occurred", "denied"))
