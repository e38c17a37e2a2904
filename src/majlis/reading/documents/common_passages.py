"""Passages that stand word for word in two documents.

They are found by winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003, 'Winnowing: local algorithms for
document fingerprinting'), which miss no run of `PASSAGE` words, and then followed to both ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from majlis.reading.documents.document import Document
from majlis.reading.text.span import Span

PASSAGE = 12
"""Words of the shortest common passage that is certain to be found."""

_GRAM = 7
_WINDOW = PASSAGE - _GRAM + 1
_CROWD = 50
"""Texts with the same fingerprint that a text is put beside, the first ones."""
_WORD = re.compile(r"[^\W_]+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Words = NDArray[np.uint32]


class WordedText(NamedTuple):
    """The words of a document's article: a number for each, alike for the same word."""

    document: Document
    words: Words

    @property
    def id(self) -> str:
        """Id of the document."""
        return self.document.id

    def places(self) -> NDArray[np.int64]:
        """Give where each word begins and ends."""
        found = [place.span() for part in _article(self.document) for place in _WORD.finditer(*part)]
        return np.array(found, dtype=np.int64)


class Shared(NamedTuple):
    """A passage that stands in two documents: their ids, where in each, and how many words it has."""

    first: str
    second: str
    first_span: Span
    second_span: Span
    words: int


class Prints(NamedTuple):
    """Fingerprints of several texts, in the order of the texts: the hash, the text's number, the word's."""

    hashes: NDArray[np.uint64]
    texts: NDArray[np.int64]
    at: NDArray[np.int64]


def worded(document: Document) -> WordedText:
    """Cut a document into words, without its boilerplate, case and marks."""
    numbers = [number for part in _article(document) for number in map(_number, _WORD.findall(*part))]
    return WordedText(document, np.array(numbers, dtype=np.uint32))


def common_passages(texts: Sequence[WordedText]) -> tuple[Shared, ...]:
    """Find the passages of at least `PASSAGE` words that stand in two texts, in the order of the texts."""
    found: list[Shared] = []
    ends: dict[tuple[int, int, int], int] = {}
    places: dict[int, NDArray[np.int64]] = {}

    def span(number: int, first: int, length: int) -> Span:
        if number not in places:
            places[number] = texts[number].places()
        return Span(int(places[number][first, 0]), int(places[number][first + length - 1, 1]))

    for text, at, other, there in _long_runs(texts):
        line = (text, other, at - there)
        if at >= ends.get(line, 0):
            first, second, length = _followed(texts[other].words, there, texts[text].words, at)
            ends[line] = second + length
            spans = span(other, first, length), span(text, second, length)
            found.append(Shared(texts[other].id, texts[text].id, *spans, length))
    return tuple(found)


def fingerprints(texts: Sequence[WordedText]) -> Prints:
    """Take the least hash of every window of runs of words: the same runs give the same ones in any text."""
    hashes, numbers, places = [], [], []
    for number, text in enumerate(texts):
        runs = runs_of(text.words, _GRAM)
        if len(runs):
            windows = np.lib.stride_tricks.sliding_window_view(runs, min(_WINDOW, len(runs)))
            at = np.unique(np.arange(len(windows)) + windows.argmin(axis=1))
            hashes.append(runs[at])
            numbers.append(np.full(len(at), number))
            places.append(at)
    return Prints(
        *(_joined(parts, kind) for parts, kind in ((hashes, np.uint64), (numbers, int), (places, int)))
    )


def runs_of(words: Words, length: int) -> NDArray[np.uint64]:
    """Hash every run of some words."""
    runs = np.zeros(max(0, len(words) - length + 1), dtype=np.uint64)
    for start in range(length):
        runs = (runs ^ (runs >> np.uint64(29))) * _FACTOR + words[start : start + len(runs)]
    return (runs ^ (runs >> np.uint64(32))) * _FACTOR


@lru_cache(maxsize=65536)
def _number(word: str) -> int:
    return crc32(word.lower().encode(errors="replace"))


def _article(document: Document) -> Iterator[tuple[str, int, int]]:
    """Yield the text with where each stretch of the article begins and ends."""
    at = 0
    for span in (*document.boilerplate, Span(len(document.text), len(document.text))):
        if span.start > at:
            yield document.text, at, span.start
        at = max(at, span.end)


def _joined(parts: list[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.array([], dtype=kind)


def meetings(prints: Prints, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the fingerprints that stand in two texts, each beside the first ones like it.

    Returns
    -------
    later, earlier
        Indices into the prints, pair by pair.

    """
    order = np.argsort(prints.hashes, kind="stable")
    hashes = prints.hashes[order]
    begun = np.concatenate(([True], hashes[1:] != hashes[:-1]))[: len(hashes)]
    start = np.flatnonzero(begun)[np.cumsum(begun) - 1]
    later, earlier = [], []
    for step in range(most):
        held = np.flatnonzero(start + step < np.arange(len(order)))
        one, other = order[held], order[start[held] + step]
        apart = prints.texts[other] < prints.texts[one]
        later.append(one[apart])
        earlier.append(other[apart])
    return np.concatenate(later), np.concatenate(earlier)


def _long_runs(texts: Sequence[WordedText]) -> list[tuple[int, int, int, int]]:
    """Give where texts share a long run of words: text, a word in it, an earlier text, the word there."""
    prints = fingerprints(texts)
    later, earlier = meetings(prints, _CROWD)
    ends = [np.array([2**32 + number], dtype=np.uint64) for number in range(len(texts) + 1)]
    parts = [part for text, end in zip(texts, ends[1:], strict=True) for part in (text.words, end)]
    words = np.concatenate([ends[0], *parts])
    offsets = np.cumsum([1, *(len(text.words) + 1 for text in texts)])
    one, other = (offsets[prints.texts[which]] + prints.at[which] for which in (later, earlier))
    length = np.full(len(one), _GRAM)
    for way, edge in ((-1, 0), (1, _GRAM - 1)):
        going = np.full(len(one), True)
        for step in range(1, PASSAGE - _GRAM + 1):
            at, there = (np.clip(place + edge + way * step, 0, len(words) - 1) for place in (one, other))
            going &= words[at] == words[there]
            length += going
    long = length >= PASSAGE
    rows = np.stack(
        [values[which[long]] for which in (later, earlier) for values in (prints.texts, prints.at)], axis=1
    )
    return sorted(map(tuple, rows.tolist()))


def _followed(one: Words, at: int, other: Words, there: int) -> tuple[int, int, int]:
    """Follow two texts from a common run to both ends: where it begins in each, and its words."""
    near = min(at, there)
    back = _alike(one[at - near : at][::-1], other[there - near : there][::-1])
    room = min(len(one) - at, len(other) - there)
    return at - back, there - back, back + _alike(one[at : at + room], other[there : there + room])


def _alike(one: Words, other: Words) -> int:
    """Count the words before the first that differs."""
    differ = np.flatnonzero(one != other)
    return int(differ[0]) if len(differ) else len(one)
