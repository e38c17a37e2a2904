"""Passages that stand word for word in two documents.

They are found by winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003, 'Winnowing: local algorithms for
document fingerprinting'), which miss no run of `PASSAGE` words, and then followed to both ends.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from majlis.reading.documents.document import Document
from majlis.reading.documents.shared_passages import COLUMNS, Passages
from majlis.reading.text.span import Span

PASSAGE = 12
"""Words of the shortest common passage that is certain to be found."""

_GRAM = 7
_WINDOW = PASSAGE - _GRAM + 1
_CHUNK = 10_000
_CROWD = 50
"""Texts with the same fingerprint that a text is put beside, the first ones."""
_WORD = re.compile(r"[^\W_]+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Words = NDArray[np.uint32]


class WordedText(NamedTuple):
    """The words of a document's article: a number for each, alike for the same word."""

    id: str
    words: Words


class Prints(NamedTuple):
    """Fingerprints of several texts, in the order of the texts: the hash, the text's number, the word's."""

    hashes: NDArray[np.uint64]
    texts: NDArray[np.int32]
    at: NDArray[np.int32]


def worded(document: Document) -> WordedText:
    """Cut a document into words, without its boilerplate, case and marks."""
    words = chain.from_iterable(_WORD.findall(*part) for part in _article(document))
    return WordedText(document.id, np.fromiter(map(_number, words), dtype=np.uint32))


def common_passages(texts: Sequence[WordedText], documents: Callable[[str], Document]) -> Passages:
    """Find the passages of at least `PASSAGE` words that stand in two texts, in the order of the texts."""
    found = array("i")
    for text, here in groupby(_long_runs(texts), itemgetter(0)):
        ends: dict[tuple[int, int], int] = {}
        for _, at, other, there in here:
            line = (other, at - there)
            if at >= ends.get(line, 0):
                first, second, length = _followed(texts[other].words, there, texts[text].words, at)
                ends[line] = second + length
                found.extend((other, text, first, first + length - 1, second, second + length - 1, length))
    rows = np.array(found, dtype=np.int32).reshape(-1, COLUMNS)
    passages = Passages([text.id for text in texts], rows)
    for number in np.unique(rows[:, :2]).tolist():
        places = _places(documents(passages.ids[number]))
        mine, later = passages.rows_of(number)
        for one, columns in ((mine[~later], slice(2, 4)), (mine[later], slice(4, 6))):
            start, end = rows[one, columns].T
            rows[one, columns] = np.stack((places[start, 0], places[end, 1]), axis=1)
    return passages


def _places(document: Document) -> NDArray[np.int32]:
    """Give where each word of a document begins and ends."""
    found = [start + _edges(text[start:end]) for text, start, end in _article(document)]
    return np.concatenate(found, dtype=np.int32)


def _edges(text: str) -> NDArray[np.int64]:
    """Give where the words of a text begin and end: as `_WORD` does, letter by letter in arrays."""
    letters = [ord(sign) for sign in set(text) if sign.isalnum()]
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return np.flatnonzero(np.diff(np.isin(signs, letters), prepend=False, append=False)).reshape(-1, 2)


def fingerprints(texts: Sequence[WordedText]) -> Prints:
    """Take the least hash of every window of runs of words: the same runs give the same ones in any text."""
    hashes, numbers, places = array("Q"), array("i"), array("i")
    for number, text in enumerate(texts):
        runs = runs_of(text.words, _GRAM)
        if len(runs):
            windows = np.lib.stride_tricks.sliding_window_view(runs, min(_WINDOW, len(runs)))
            at = np.unique(np.arange(len(windows)) + windows.argmin(axis=1))
            hashes.frombytes(runs[at].tobytes())
            numbers.extend([number] * len(at))
            places.frombytes(at.astype(np.int32).tobytes())
    return Prints(*(np.array(column, copy=False) for column in (hashes, numbers, places)))


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


def meetings(prints: Prints, most: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Find the fingerprints that stand in two texts, beside the first one like them, the second, and so on.

    Yields
    ------
    later, earlier
        Indices into the prints, pair by pair.

    """
    order = np.argsort(prints.hashes, kind="stable")
    hashes = prints.hashes[order]
    again = np.concatenate(([False], hashes[1:] == hashes[:-1], [False]))
    several = (again[1:] | again[:-1])[: len(order)]
    order, begun = order[several], ~again[:-1][several]
    start = np.flatnonzero(begun)[np.cumsum(begun) - 1]
    for step in range(most):
        held = np.flatnonzero(start + step < np.arange(len(order)))
        one, other = order[held], order[start[held] + step]
        apart = prints.texts[other] < prints.texts[one]
        yield one[apart], other[apart]


def _long_runs(texts: Sequence[WordedText]) -> Iterator[Sequence[int]]:
    """Yield where texts share a long run of words, in order: text, a word in it, earlier text, word there."""
    prints = fingerprints(texts)
    ends = [np.array([2**32 + number], dtype=np.uint64) for number in range(len(texts) + 1)]
    parts = [part for text, end in zip(texts, ends[1:], strict=True) for part in (text.words, end)]
    words = np.concatenate([ends[0], *parts])
    offsets = np.cumsum([1, *(len(text.words) + 1 for text in texts)])
    found = [np.zeros((4, 0), dtype=np.int32)]
    for later, earlier in meetings(prints, _CROWD):
        if not len(later):
            continue
        one, other = (offsets[prints.texts[which]] + prints.at[which] for which in (later, earlier))
        long = _run(words, one, other) >= PASSAGE
        pairs = [prints.texts[later], prints.at[later], prints.texts[earlier], prints.at[earlier]]
        found.append(np.stack(pairs)[:, long])
    columns = np.concatenate(found, axis=1)
    rows = columns[:, np.lexsort(columns[::-1])].T
    for start in range(0, len(rows), _CHUNK):
        yield from rows[start : start + _CHUNK].tolist()


def _run(words: Words, one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.int64]:
    """Count the words alike around common fingerprints, as far as the shortest passage reaches."""
    length = np.full(len(one), _GRAM)
    for way, edge in ((-1, 0), (1, _GRAM - 1)):
        going = np.full(len(one), True)
        for step in range(1, PASSAGE - _GRAM + 1):
            at, there = (np.clip(place + edge + way * step, 0, len(words) - 1) for place in (one, other))
            going &= words[at] == words[there]
            length += going
    return length


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
