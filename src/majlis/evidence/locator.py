"""Passages of a document: finding them by their words, and finding them again by their locator."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from hashlib import sha256

from majlis.case.locator import Locator
from majlis.evidence.nearest import nearest
from majlis.evidence.text import text_digest

NEIGHBOURS = 24
"""How many characters that are not white space are digested on either side of a passage."""

_SHOWN = 10
_CONTEXT = 20


class PassageError(ValueError):
    """A passage that is not where, or not what, it should be."""


class PassageNotFound(PassageError):  # noqa: N818
    """The words do not stand in the text."""


class AmbiguousPassage(PassageError):  # noqa: N818
    """The words stand in the text more than once; `offsets` says where."""

    def __init__(self, message: str, offsets: tuple[int, ...]) -> None:
        super().__init__(message)
        self.offsets = offsets


class PassageChanged(PassageError):  # noqa: N818
    """The text at the place of a locator is not the passage that was cited."""


class NeighboursChanged(PassageChanged):
    """The passage stands at its place, but the characters before or after it are others."""


def locate(text: str, words: str, occurrence: int | None = None) -> Locator:
    """Find words in a normalised text; any run of white space equals any other.

    Parameters
    ----------
    text
        Normalised text of a document.
    words
        The passage, letter for letter save for white space; brought to Unicode normal form C first.
    occurrence
        Which one, counted from 1, where the words stand more than once.

    Raises
    ------
    PassageNotFound
        When the words are not there, or not that often; names the nearest passage.
    AmbiguousPassage
        When the words stand there more than once and `occurrence` is not given.

    Examples
    --------
    >>> locate("One fish,   two fish.", "fish, two fish").start
    4

    """
    spans = _spans(text, words)
    if not spans:
        raise PassageNotFound(_not_found(text, words))
    if occurrence is None:
        if len(spans) > 1:
            raise AmbiguousPassage(_ambiguous(text, spans), tuple(start for start, _ in spans))
        occurrence = 1
    if not 1 <= occurrence <= len(spans):
        raise PassageNotFound(
            f"occurrence: found {occurrence}, expected 1 to {len(spans)}; {_listed(text, spans)}"
        )
    return locate_span(text, *spans[occurrence - 1])


def locate_span(text: str, start: int, end: int) -> Locator:
    """Make the locator of text[start:end].

    Raises
    ------
    PassageError
        When the offsets lie outside the text or hold nothing but white space.

    """
    if not 0 <= start < end <= len(text):
        raise PassageError(f"offsets: found {start} to {end}, expected 0 <= start < end <= {len(text)}")
    if text[start:end].isspace():
        raise PassageError(f"offsets {start} to {end}: found only white space, expected a passage")
    return Locator(
        start=start,
        end=end,
        digest=text_digest(text[start:end]),
        before=neighbour_digest(_before(text, start)),
        after=neighbour_digest(_after(text, end)),
    )


def passage(text: str, locator: Locator) -> str:
    """Give the passage of a locator, checked against all three digests.

    Raises
    ------
    PassageChanged
        When the text at that place is another one.
    NeighboursChanged
        When the passage is the same, but not what stands before or after it.

    """
    start, end = locator.start, locator.end
    mend = "see what 'majlis evidence relocate' proposes"
    if end > len(text):
        raise PassageChanged(f"offsets {start} to {end}: the text ends at {len(text)}; {mend}")
    found = text[start:end]
    if text_digest(found) != locator.digest:
        raise PassageChanged(f"offsets {start} to {end}: found another text, {_short(found)!r}; {mend}")
    sides = [
        side
        for side, digest, expected in (
            ("before", neighbour_digest(_before(text, start)), locator.before),
            ("after", neighbour_digest(_after(text, end)), locator.after),
        )
        if digest != expected
    ]
    if sides:
        where = " and ".join(sides)
        raise NeighboursChanged(
            f"offsets {start} to {end}: the passage is there, but the text {where} it has changed; {mend}"
        )
    return found


def neighbour_digest(characters: str) -> str:
    """First 16 hexadecimal digits of the SHA-256 of some characters in UTF-8."""
    return sha256(characters.encode()).hexdigest()[:16]


def _before(text: str, start: int) -> str:
    """Give the last characters before an offset that are not white space."""
    size = NEIGHBOURS
    while True:
        window = "".join(text[max(0, start - size) : start].split())
        if len(window) >= NEIGHBOURS or size >= start:
            return window[-NEIGHBOURS:]
        size *= 4


def _after(text: str, end: int) -> str:
    """Give the first characters from an offset on that are not white space."""
    size = NEIGHBOURS
    while True:
        window = "".join(text[end : end + size].split())
        if len(window) >= NEIGHBOURS or end + size >= len(text):
            return window[:NEIGHBOURS]
        size *= 4


def _spans(text: str, words: str) -> list[tuple[int, int]]:
    """Every place of the words, overlapping ones too, with white space joined into single blanks."""
    sought = " ".join(unicodedata.normalize("NFC", words).split())
    if not sought:
        raise PassageNotFound("found no words, expected the words of a passage")
    runs = [match.span() for match in re.finditer(r"\S+", text)]
    joined = " ".join(text[start:end] for start, end in runs)
    firsts = _firsts(runs)
    spans, at = [], joined.find(sought)
    while at >= 0:
        spans.append((_offset(runs, firsts, at), _offset(runs, firsts, at + len(sought) - 1) + 1))
        at = joined.find(sought, at + 1)
    return spans


def _firsts(runs: list[tuple[int, int]]) -> list[int]:
    """Where each run of other than white space begins in the joined text."""
    firsts, at = [], 0
    for start, end in runs:
        firsts.append(at)
        at += end - start + 1
    return firsts


def _offset(runs: list[tuple[int, int]], firsts: list[int], at: int) -> int:
    """Offset in the text of a character of the joined text."""
    number = bisect_right(firsts, at) - 1
    return runs[number][0] + at - firsts[number]


def _not_found(text: str, words: str) -> str:
    found = nearest(text, words)
    start = f"the words {_short(words)!r} do not stand in the text"
    if found is None:
        return f"{start}, nor anything like them"
    shown = _short(text[found[0] : found[1]], 200)
    return f"{start}; the nearest passage is at {found[0]} to {found[1]}: {shown!r}"


def _ambiguous(text: str, spans: list[tuple[int, int]]) -> str:
    return (
        f"the words stand in the text {len(spans)} times; choose one with occurrence=1 to {len(spans)}, "
        f"or give more words: {_listed(text, spans)}"
    )


def _listed(text: str, spans: list[tuple[int, int]]) -> str:
    lines = [
        f"{number}: at {start} {_short(text[max(0, start - _CONTEXT) : end + _CONTEXT], 100)!r}"
        for number, (start, end) in enumerate(spans[:_SHOWN], start=1)
    ]
    more = [f"and {len(spans) - _SHOWN} more"] if len(spans) > _SHOWN else []
    return "; ".join(lines + more)


def _short(words: str, size: int = 60) -> str:
    line = " ".join(words.split())
    return line if len(line) <= size else f"{line[: size // 2]} ... {line[-size // 2 :]}"
