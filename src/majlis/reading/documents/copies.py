"""Copies: documents that share most of their text, and passages that stand in several.

Two documents are near-duplicates where they have a large share of their shingles in common (Broder 1997, 'On
the resemblance and containment of documents'); which pairs are worth comparing, common fingerprints tell.
Where one document holds most of another, the common passages tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from majlis.reading.documents.common_passages import (
    Prints,
    WordedText,
    common_passages,
    fingerprints,
    meetings,
    runs_of,
)
from majlis.reading.documents.document import Document
from majlis.reading.documents.shared_passages import Passages

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

    groups: tuple[tuple[str, ...], ...]
    passages: Passages

    def near(self) -> dict[str, tuple[str, ...]]:
        """Give for every document the ids of its copies."""
        return {
            name: tuple(other for other in group if other != name) for group in self.groups for name in group
        }


def copies(texts: Sequence[WordedText], documents: Callable[[str], Document]) -> Copies:
    """Find copies and common passages.

    Documents that share most of their text with a third one belong together.

    Parameters
    ----------
    texts
        The words of each document.
    documents
        Gives a document by its id; asked only for those that have a passage in common with others.

    Examples
    --------
    >>> copies([], dict[str, Document]().__getitem__).groups
    ()

    """
    leader = _leaders(texts)
    leading = [text for text in texts if leader[text.id] == text.id]
    shared = common_passages(leading, documents)
    for first, second in _held(leading, shared):
        leader[_top(leader, second)] = _top(leader, first)
    groups: dict[str, list[str]] = {}
    for text in texts:
        groups.setdefault(_top(leader, text.id), []).append(text.id)
    number = {name: at for at, name in enumerate(groups)}
    source = np.array([number[_top(leader, name)] for name in shared.ids], dtype=int)
    apart = source[shared.rows[:, 0]] != source[shared.rows[:, 1]]
    return Copies(tuple(map(tuple, groups.values())), Passages(shared.ids, shared.rows[apart]))


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
    met = [np.stack((prints.texts[one], prints.texts[other]), 1) for one, other in meetings(prints, _FIRST)]
    pairs = np.concatenate(met)
    if not len(pairs):
        return []
    count = np.bincount(prints.texts)
    found, times = np.unique(pairs, axis=0, return_counts=True)
    least = _TRACE * np.minimum(count[found[:, 0]], count[found[:, 1]])
    return [(first, second) for second, first in found[times >= least].tolist()]


def _share(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / max(1, len(one) + len(other) - common)


def _held(texts: Sequence[WordedText], shared: Passages) -> list[tuple[str, str]]:
    """Pairs of documents the shorter of which stands mostly in the longer one, as passages tell them."""
    sizes = np.array([len(text.words) for text in texts], dtype=int)
    pairs = shared.rows[:, 0].astype(int) * len(texts) + shared.rows[:, 1]
    _, places, which = np.unique(pairs, return_index=True, return_inverse=True)
    covered = np.bincount(which, weights=shared.rows[:, -1])
    one, other = shared.rows[places, :2].T
    held = covered >= HELD * np.minimum(sizes[one], sizes[other])
    rows = shared.rows[np.sort(places[held]), :2].tolist()
    return [(shared.ids[first], shared.ids[second]) for first, second in rows]


def _top(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        name = leader[name]
    return name
