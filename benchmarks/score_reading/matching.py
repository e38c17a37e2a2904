"""Which gold span is which proposed span: one-to-one, as many pairs as possible, for one document.

Two spans can be a pair when the tokens they touch have a Jaccard index of at least one half. Kuhn's algorithm
(1955) for bipartite graphs: a span without a partner takes one whose owner can be moved to another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]
Pair = tuple[int, int]

LEAST = 0.5
_TOKEN = re.compile(r"\w+")


def pairs(gold: Sequence[Span], proposed: Sequence[Span], text: str) -> list[Pair]:
    """Return (index in gold, index in proposed) of a largest matching, nearest spans first."""
    places = [match.span() for match in _TOKEN.finditer(text)]
    held = [_touched(span, places) for span in proposed]
    fitting = [_fitting(_touched(span, places), held) for span in gold]
    owner: dict[int, int] = {}
    for one in sorted(range(len(gold)), key=lambda index: len(fitting[index])):
        _placed(one, fitting, owner, set())
    return sorted((one, other) for other, one in owner.items())


def _touched(span: Span, places: Sequence[Span]) -> frozenset[int]:
    start, end = span
    return frozenset(index for index, (a, b) in enumerate(places) if a < end and b > start)


def _fitting(tokens: frozenset[int], others: Sequence[frozenset[int]]) -> list[int]:
    likeness = {index: _jaccard(tokens, other) for index, other in enumerate(others)}
    return sorted((index for index in likeness if likeness[index] >= LEAST), key=lambda i: -likeness[i])


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 0.0


def _placed(one: int, fitting: Sequence[Sequence[int]], owner: dict[int, int], seen: set[int]) -> bool:
    for other in fitting[one]:
        if other in seen:
            continue
        seen.add(other)
        if other not in owner or _placed(owner[other], fitting, owner, seen):
            owner[other] = one
            return True
    return False
