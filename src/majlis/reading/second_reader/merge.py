"""Two readers' proposals of one document as one list, in which their differences show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from majlis.reading.proposal import Proposal

ALIKE = 0.5
"""Least share of common words at which two passages are one claim, as in scoring."""

COMPARED = (
    "speaker",
    "reported_by",
    "attribution",
    "channel",
    "about",
    "stance",
    "actor",
    "target",
    "status",
    "plover",
    "date",
    "value",
    "unit",
    "cause",
    "effect",
    "sign",
)
TOLERANCE = 10.0
"""Points of stance below which two readers do not differ."""


def merge(first: Sequence[Proposal], second: Sequence[Proposal]) -> list[Proposal]:
    """Merge the proposals of two readers of one document.

    Where both propose a claim, the first reader's values stand, its gaps are filled from the second, and both
    values are noted where they differ. What only one of them proposes is kept and says so. Mentions are the
    first reader's alone. Numbered anew, in the order of the text.
    """
    pairs = _pairs(first, second)
    merged = [_both(each, second[pairs[at]]) if at in pairs else _lone(each) for at, each in enumerate(first)]
    taken = set(pairs.values())
    merged += [
        _noted(each, "only the second reader proposes it")
        for at, each in enumerate(second)
        if at not in taken
    ]
    return numbered(merged)


def numbered(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Order the proposals of one document by their place and number each kind from 1."""
    count: Counter[str] = Counter()
    found = []
    for each in sorted(proposals, key=lambda p: (p.start, p.end, p.kind)):
        count[each.kind] += 1
        found.append(each._replace(id=f"{each.document}-{each.kind}-{count[each.kind]}"))
    return found


def _pairs(first: Sequence[Proposal], second: Sequence[Proposal]) -> dict[int, int]:
    """Pair proposals of one kind, the likest first; each stands in one pair at most."""
    likeness = [
        (share, -a, -b)
        for a, one in enumerate(first)
        for b, other in enumerate(second)
        if one.kind == other.kind and (share := _likeness(one, other)) >= ALIKE
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in sorted(likeness, reverse=True):
        if -a not in pairs and -b not in taken:
            pairs[-a] = -b
            taken.add(-b)
    return pairs


def _likeness(one: Proposal, other: Proposal) -> float:
    """Return the share of their joint stretch that two passages have in common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def _both(one: Proposal, other: Proposal) -> Proposal:
    filled: dict[str, Any] = {}
    notes: list[str] = []
    for name in COMPARED:
        mine, theirs = getattr(one, name), getattr(other, name)
        if theirs is None or _same(name, mine, theirs):
            continue
        if mine is None:
            filled[name] = theirs
            notes.append(f"{name} from the second reader")
        else:
            notes.append(f"{name}: {_shown(mine)} by the first reader, {_shown(theirs)} by the second")
    return _noted(one._replace(**filled), *notes)


def _lone(each: Proposal) -> Proposal:
    return each if each.kind == "mention" else _noted(each, "only the first reader proposes it")


def _same(name: str, mine: Any, theirs: Any) -> bool:
    if name == "stance" and mine is not None:
        return bool(abs(mine - theirs) < TOLERANCE)
    return bool(mine == theirs)


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _noted(each: Proposal, *notes: str) -> Proposal:
    return each._replace(note="; ".join([*filter(None, (each.note,)), *notes]) or None)
