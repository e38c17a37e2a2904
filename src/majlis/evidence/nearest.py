"""The passage of a text that shares most words with some given words."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from heapq import nlargest
from operator import eq

_SHARE = 0.5
_COMPARED = 8
_LONGEST = 300


def nearest(text: str, words: str) -> tuple[int, int] | None:
    """Find the window of as many words that shares most of them, whatever their case and punctuation.

    Ties are settled by the order of the words (Ratcliff and Obershelp's ratio, as in `difflib`). It only
    proposes: a window that shares less than half of the words is none.
    """
    sought = _words(words)[:_LONGEST]
    runs = [match.span() for match in re.finditer(r"\S+", text)]
    offered = [_word(text[start:end]) for start, end in runs]
    size = min(len(sought), len(offered))
    if size == 0:
        return None
    shared = _shared(offered, sought, size)
    best = nlargest(_COMPARED, range(len(shared)), key=lambda at: (shared[at], -at))
    matcher = SequenceMatcher(None, b=sought, autojunk=False)

    def likeness(at: int) -> tuple[int, float, int]:
        window = offered[at : at + size]
        matcher.set_seq1(window)
        return shared[at], matcher.ratio(), sum(map(eq, window, sought))

    first = max(best, key=likeness)
    if shared[first] < _SHARE * len(sought):
        return None
    return runs[first][0], runs[first + size - 1][1]


def _shared(offered: list[str], sought: list[str], size: int) -> list[int]:
    """How many of the sought words each window of `size` offered words holds."""
    missing, shared, counts = Counter(sought), 0, []
    for at, word in enumerate(offered):
        shared += missing[word] > 0
        missing[word] -= 1
        if at >= size:
            gone = offered[at - size]
            missing[gone] += 1
            shared -= missing[gone] > 0
        if at >= size - 1:
            counts.append(shared)
    return counts


def _words(words: str) -> list[str]:
    return [_word(word) for word in words.split()]


def _word(word: str) -> str:
    """Give a word without case or punctuation; a word of punctuation alone stays."""
    return re.sub(r"[^\w]+", "", word.casefold()) or word
