"""Copies: documents that share most of their text, and passages that stand in several.

Two documents are near-duplicates where they have a large share of their shingles in common (Broder 1997, 'On
the resemblance and containment of documents'); which pairs are worth comparing, common fingerprints tell.
Where one document holds most of another, the common passages tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from majlis.reading.documents.common_passages import (
    Prints,
    Shared,
    WordedText,
    common_passages,
    fingerprints,
    meetings,
    runs_of,
)

SHINGLE = 3
"""Words of a shingle."""

ALIKE = 0.3
"""Share of common shingles among those of both from which on two documents are near-duplicates.

Independent reports of one event share a few hundredths; a reprint with one word in ten changed shares half.
"""

HELD = 0.6
"""Share of the words of the shorter document in common passages from which on it is a copy of a part."""

_TRACE = 0.02
"""Share of common fingerprints from which on two documents are compared: near-duplicates have more."""
_FIRST = 5
"""Texts with the same fingerprint that a text is compared with, the first ones."""


class Copies(NamedTuple):
    """Documents that are copies of each other, and passages common to others.

    Attributes
    ----------
    groups
        Ids of documents that count as one source, in the order of the texts.
    passages
        What stands word for word in two documents that are no copies of each other as a whole; of copies,
        the first one stands for all.

    """

    groups: tuple[tuple[str, ...], ...] = ()
    passages: tuple[Shared, ...] = ()

    def near(self) -> dict[str, tuple[str, ...]]:
        """Give for every document the ids of its copies."""
        return {
            name: tuple(other for other in group if other != name) for group in self.groups for name in group
        }


def copies(texts: Sequence[WordedText]) -> Copies:
    """Find copies and common passages.

    Documents that share most of their text with a third one belong together.

    Examples
    --------
    >>> copies([])
    Copies(groups=(), passages=())

    """
    leader = _leaders(texts)
    leading = [text for text in texts if leader[text.id] == text.id]
    shared = common_passages(leading)
    for first, second in _held(leading, shared):
        leader[_top(leader, second)] = _top(leader, first)
    groups: dict[str, list[str]] = {}
    for text in texts:
        groups.setdefault(_top(leader, text.id), []).append(text.id)
    apart = (each for each in shared if _top(leader, each.first) != _top(leader, each.second))
    return Copies(tuple(map(tuple, groups.values())), tuple(apart))


def _leaders(texts: Sequence[WordedText]) -> dict[str, str]:
    """Give for every document the first one of which it is a near-duplicate, itself where there is none."""
    leader = list(range(len(texts)))
    shingles: dict[int, NDArray[np.uint64]] = {}
    for first, second in _likely(fingerprints(texts)):
        if leader[second] != second:
            continue
        for number in (leader[first], second):
            if number not in shingles:
                shingles[number] = np.unique(runs_of(texts[number].words, SHINGLE))
        if _share(shingles[leader[first]], shingles[second]) >= ALIKE:
            leader[second] = leader[first]
    return {text.id: texts[first].id for text, first in zip(texts, leader, strict=True)}


def _likely(prints: Prints) -> list[tuple[int, int]]:
    """Give the pairs of texts that share enough fingerprints to be compared, in the order of the second."""
    later, earlier = meetings(prints, _FIRST)
    if not len(later):
        return []
    count = np.bincount(prints.texts)
    pairs = np.stack((prints.texts[later], prints.texts[earlier]), axis=1)
    found, times = np.unique(pairs, axis=0, return_counts=True)
    least = _TRACE * np.minimum(count[found[:, 0]], count[found[:, 1]])
    return [(first, second) for second, first in found[times >= least].tolist()]


def _share(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / max(1, len(one) + len(other) - common)


def _held(texts: Sequence[WordedText], shared: Iterable[Shared]) -> list[tuple[str, str]]:
    """Pairs of documents the shorter of which stands mostly in the longer one."""
    sizes = {text.id: len(text.words) for text in texts}
    covered: dict[tuple[str, str], int] = {}
    for passage in shared:
        pair = (passage.first, passage.second)
        covered[pair] = covered.get(pair, 0) + passage.words
    return [pair for pair, words in covered.items() if words >= HELD * min(sizes[name] for name in pair)]


def _top(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        name = leader[name]
    return name
