"""Where a passage may stand now that its document has changed. Only proposes; a person decides.

Two kinds of evidence are used. The digest of the passage is looked for at every other offset: that finds a
passage that was moved but not touched. The digests of its neighbours are looked for in the text without
white space: that finds the place of a passage whose lines were broken anew or whose words were changed.

A digest cannot say that two passages differ in white space alone. So a passage found between its neighbours
is broken into lines anew in the usual ways, and if one of them has the digest, its words are proven to be
the same.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from typing import Literal

from majlis.case.locator import Locator
from majlis.evidence.locator import NEIGHBOURS, neighbour_digest
from majlis.evidence.reflow import reflowed
from majlis.evidence.text import text_digest

How = Literal[
    "unchanged in place",
    "moved unchanged",
    "reflowed",
    "changed between the same neighbours",
    "one neighbour agrees",
]

PROPOSALS = 10
"""At most so many are given."""

_ORDER: dict[str, int] = {
    "unchanged in place": 0,
    "moved unchanged": 1,
    "reflowed": 2,
    "changed between the same neighbours": 3,
    "one neighbour agrees": 4,
}
_HASHED = 200_000_000  # bytes digested at most in the search for a moved passage
_TRIED = 3  # places broken into lines anew
_KEPT = 2_000  # pairs of neighbours weighed


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place where a passage may stand now.

    Parameters
    ----------
    start, end
        Offsets: text[start:end].
    text
        What stands there.
    how
        'unchanged in place': the passage is there and only its neighbours changed. 'moved unchanged': the
        same passage at another offset. 'reflowed': the same words, proven by their digest, in other lines.
        'changed between the same neighbours': other words, or the same words in lines that no usual width
        gives. 'one neighbour agrees': the words before or those after agree, and the passage is taken to be
        about as long as before.
    distance
        How much longer or shorter it is, in characters.
    neighbours
        How many of the two neighbours agree.

    """

    start: int
    end: int
    text: str
    how: How
    distance: int
    neighbours: int


def relocate(text: str, locator: Locator) -> list[Proposal]:
    """Propose where the passage of a locator stands in a text that has changed, best first, at most ten.

    A passage that was moved unchanged is looked for at every offset while that takes no more than 200 MB of
    digesting; in longer documents at the nearest beginnings of words.
    """
    starts, ends = _neighbours(text, locator)
    paired = _pairs(starts, ends, locator)
    spans = {*paired, *_same(text, locator)}
    if not (starts and ends):
        spans |= _one_sided(text, starts, ends, locator)
    near = sorted(spans, key=lambda span: _remoteness(span, locator))
    known = set(starts), set(ends)
    proposals = [
        _proposal(text, span, locator, (span[0] in known[0]) + (span[1] in known[1]), place < _TRIED)
        for place, span in enumerate(near)
    ]
    return sorted(proposals, key=lambda found: _rank(found, locator))[:PROPOSALS]


def _neighbours(text: str, locator: Locator) -> tuple[list[int], list[int]]:
    """Offsets after which a passage may start, and at which it may end, by the digests of its neighbours.

    Each window of the text without white space is digested once: it is the neighbour before what follows
    it, and the neighbour after what precedes it.
    """
    characters = "".join(text.split())
    offsets = array("Q", (at for run in re.finditer(r"\S+", text) for at in range(*run.span())))
    size = len(characters)
    starts = [
        offsets[at]
        for at in range(min(size, NEIGHBOURS))
        if neighbour_digest(characters[:at]) == locator.before
    ]
    ends = []
    for at in range(size + 1):
        digest = neighbour_digest(characters[at : at + NEIGHBOURS])
        if digest == locator.after and at > 0:
            ends.append(offsets[at - 1] + 1)
        if digest == locator.before and at + NEIGHBOURS < size:
            starts.append(offsets[at + NEIGHBOURS])
    return starts, ends


def _pairs(starts: list[int], ends: list[int], locator: Locator) -> set[tuple[int, int]]:
    """For each start the end that gives the closest length, unless even that is far too long."""
    length = _length(locator)
    longest = max(3 * length, length + 200)
    near = sorted(starts, key=lambda start: abs(start - locator.start))[:_KEPT]
    pairs = set()
    for start in near:
        place = bisect_left(ends, start + length)
        fitting = [end for end in ends[max(0, place - 1) : place + 1] if start < end <= start + longest]
        if fitting:
            pairs.add((start, min(fitting, key=lambda end: abs(end - start - length))))
    return pairs


def _one_sided(text: str, starts: list[int], ends: list[int], locator: Locator) -> set[tuple[int, int]]:
    """Passages about as long as before, in whole words, that begin or end where the only neighbour says."""
    length = _length(locator)
    near = [start for start in _nearest(starts, locator.start) if start + length <= len(text)]
    last = [end for end in _nearest(ends, locator.end) if end >= length]
    forward = {(start, start + length + _stretch(text[start + length :])) for start in near}
    return forward | {(end - length - _stretch(text[: end - length][::-1]), end) for end in last}


def _stretch(rest: str) -> int:
    """How far the word reaches that the beginning of a text stands in."""
    blank = re.search(r"\s", rest)
    return len(rest) if blank is None else blank.start()


def _nearest(offsets: Iterable[int], wanted: int) -> list[int]:
    return sorted(offsets, key=lambda at: abs(at - wanted))[:PROPOSALS]


def _same(text: str, locator: Locator) -> list[tuple[int, int]]:
    """Places of the very passage, by its digest; nearest first, at most ten."""
    length, raw = _length(locator), text.encode()
    sizes = (len(character.encode()) for character in text)
    places = range(len(text) + 1) if len(raw) == len(text) else array("Q", accumulate(sizes, initial=0))
    view = memoryview(raw)
    found = [
        start
        for start in _offsets(text, locator, len(raw))
        if sha256(view[places[start] : places[start + length]]).hexdigest() == locator.digest
    ]
    return [(start, start + length) for start in _nearest(found, locator.start)]


def _offsets(text: str, locator: Locator, size: int) -> list[int] | range:
    """Where the passage is looked for: everywhere, or in a long document where near words begin."""
    last = len(text) - _length(locator)
    limit = _HASHED * len(text) // max(1, _length(locator) * size)
    if last < limit:
        return range(last + 1)
    words = (run.start() for run in re.finditer(r"\S+", text) if run.start() <= last)
    return sorted(words, key=lambda at: abs(at - locator.start))[:limit]


def _proposal(text: str, span: tuple[int, int], locator: Locator, neighbours: int, tried: bool) -> Proposal:
    start, end = span
    found = text[start:end]
    distance = abs(end - start - _length(locator))
    return Proposal(start, end, found, _how(found, span, locator, neighbours, tried), distance, neighbours)


def _how(found: str, span: tuple[int, int], locator: Locator, neighbours: int, tried: bool) -> How:
    if text_digest(found) == locator.digest:
        return "unchanged in place" if span == (locator.start, locator.end) else "moved unchanged"
    if neighbours == 2 and tried and reflowed(found, _length(locator), locator.digest):
        return "reflowed"
    return "changed between the same neighbours" if neighbours == 2 else "one neighbour agrees"


def _rank(found: Proposal, locator: Locator) -> tuple[int, int, int, int]:
    """Best first; the same few words elsewhere, among other neighbours, say less than two neighbours do."""
    chance = found.how == "moved unchanged" and not found.neighbours and _length(locator) < 2 * NEIGHBOURS
    order = _ORDER["one neighbour agrees"] if chance else _ORDER[found.how]
    return order, -found.neighbours, found.distance, abs(found.start - locator.start)


def _remoteness(span: tuple[int, int], locator: Locator) -> tuple[int, int]:
    return abs(span[1] - span[0] - _length(locator)), abs(span[0] - locator.start)


def _length(locator: Locator) -> int:
    return locator.end - locator.start
