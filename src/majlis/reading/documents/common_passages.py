"""Passages that stand word for word in two documents.

They are found by winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003, 'Winnowing: local algorithms for
document fingerprinting'), which miss no run of `PASSAGE` words, and then followed to both ends.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from majlis.reading.documents.document import Document
from majlis.reading.text.span import Span

PASSAGE = 12
"""Words of the shortest common passage that is certain to be found."""

_GRAM = 7
_WINDOW = PASSAGE - _GRAM + 1
_CROWD = 50
_WORD = re.compile(r"[^\W_]+")


class WordedText(NamedTuple):
    """The words of a document's article: a number for each, alike for the same word, and where they stand."""

    id: str
    words: array[int]
    starts: array[int]
    ends: array[int]


class Shared(NamedTuple):
    """A passage that stands in two documents: their ids, where in each, and how many words it has."""

    first: str
    second: str
    first_span: Span
    second_span: Span
    words: int


def worded(document: Document) -> WordedText:
    """Cut a document into words, without its boilerplate, case and marks."""
    words, starts, ends = array("L"), array("L"), array("L")
    outside = [span.start for span in document.boilerplate]
    for match in _WORD.finditer(document.text):
        place = bisect_right(outside, match.start()) - 1
        if place < 0 or match.start() >= document.boilerplate[place].end:
            words.append(crc32(match[0].lower().encode(errors="replace")))
            starts.append(match.start())
            ends.append(match.end())
    return WordedText(document.id, words, starts, ends)


def common_passages(texts: Sequence[WordedText]) -> tuple[Shared, ...]:
    """Find the passages of at least `PASSAGE` words that stand in two texts, in the order of the texts."""
    places: dict[int, list[tuple[int, int]]] = {}
    found: list[Shared] = []
    for number, text in enumerate(texts):
        prints = list(_fingerprints(text.words))
        ends: dict[tuple[int, int], int] = {}
        for gram, at in prints:
            for other, there in places.get(gram, ())[:_CROWD]:
                if at >= ends.get((other, at - there), 0):
                    run = _followed(texts[other].words, there, text.words, at)
                    ends[other, at - there] = run[1] + run[2]
                    if run[2] >= PASSAGE:
                        found.append(_shared(texts[other], text, *run))
        for gram, at in prints:
            places.setdefault(gram, []).append((number, at))
    return tuple(found)


def _fingerprints(words: array[int]) -> Iterator[tuple[int, int]]:
    """Take the least hash of every window of runs of words: the same runs give the same ones in any text."""
    runs = zip(*(words[start:] for start in range(_GRAM)), strict=False)
    grams = [(hash(run), -at) for at, run in enumerate(runs)]
    last = None
    for start in range(max(1, len(grams) - _WINDOW + 1) if grams else 0):
        least = min(grams[start : start + _WINDOW])
        if least is not last:
            yield least[0], -least[1]
            last = least


def _followed(one: array[int], at: int, other: array[int], there: int) -> tuple[int, int, int]:
    """Follow two texts from a common run to both ends: where it begins in each, and its words."""
    back = 0
    while back < min(at, there) and one[at - back - 1] == other[there - back - 1]:
        back += 1
    length = back
    room = min(len(one) - at, len(other) - there) + back
    while length < room and one[at - back + length] == other[there - back + length]:
        length += 1
    return at - back, there - back, length


def _shared(one: WordedText, other: WordedText, at: int, there: int, length: int) -> Shared:
    return Shared(one.id, other.id, _span(one, at, length), _span(other, there, length), length)


def _span(text: WordedText, at: int, length: int) -> Span:
    return Span(text.starts[at], text.ends[at + length - 1])
