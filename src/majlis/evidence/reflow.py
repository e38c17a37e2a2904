"""Whether a passage has the digest of the same words in other lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from majlis.evidence.text import text_digest

WIDTHS = range(30, 133)
"""Widths of lines that are tried, in characters."""

_LONGEST = 2_000

Gaps = tuple[str, ...]


def reflowed(passage: str, length: int, digest: str) -> bool:
    """Say whether some usual way of breaking the words into lines has that digest and length in characters.

    Tried are: one line; one word to a line; and lines filled up to each width from 30 to 132, whatever the
    column at which the passage begins, with and without breaks after hyphens. Blank lines between
    paragraphs stay where they are. Other ways, such as lines broken by hand, and passages of more than
    2,000 characters in several lines, are not tried: then the answer is no although the words may be the
    same.
    """
    return any(
        len(candidate) == length and text_digest(candidate) == digest
        for words, gaps in _splits(passage)
        if 0 <= length - sum(map(len, words)) - sum(map(len, gaps)) <= gaps.count("")
        for candidate in _candidates(words, gaps)
    )


def _splits(passage: str) -> Iterator[tuple[list[str], Gaps]]:
    """Words and the gaps between them: a blank, a blank line, or nothing after a hyphen."""
    yield _split(passage, r"(\s+)")
    whole = re.sub(r"(?<=\w-)\n[^\S\n]*(?=\w)", "", passage)
    words, gaps = _split(whole, r"(\s+|(?<=\w-)(?=\w))")
    if "" in gaps:
        yield words, gaps


def _split(passage: str, gap: str) -> tuple[list[str], Gaps]:
    parts = re.split(gap, passage.strip())
    blanks = ("\n\n" if found.count("\n") > 1 else found and " " for found in parts[1::2])
    return parts[::2], tuple(blanks)


def _candidates(words: list[str], gaps: Gaps) -> Iterator[str]:
    seen = set()
    for way in _ways(words, gaps):
        if way not in seen:
            seen.add(way)
            yield words[0] + "".join(gap + word for gap, word in zip(way, words[1:], strict=True))


def _ways(words: list[str], gaps: Gaps) -> Iterator[Gaps]:
    """Every way of breaking lines that is tried."""
    yield gaps
    yield tuple("\n" if gap == " " else gap for gap in gaps)
    if sum(map(len, words)) > _LONGEST:
        return
    for width in WIDTHS:
        for column in _columns(words, gaps, width):
            yield tuple(_filled(words, gaps, width, column))


def _columns(words: list[str], gaps: Gaps, width: int) -> list[int]:
    """Columns of the first word that make a difference: each breaks the first line after another word."""
    columns, end = [], 0
    for gap, word in zip(("", *gaps), words, strict=True):
        end += len(gap) + len(word)
        if end > width:
            break
        columns.append(width - end)
    return columns or [0]


def _filled(words: list[str], gaps: Gaps, width: int, column: int) -> Iterator[str]:
    """Gaps of lines filled up to a width, the first from a column on."""
    column += len(words[0])
    for gap, word in zip(gaps, words[1:], strict=True):
        end = column + len(gap) + len(word)
        fits = gap != "\n\n" and end <= width
        yield gap if fits or gap == "\n\n" else "\n"
        column = end if fits else len(word)
