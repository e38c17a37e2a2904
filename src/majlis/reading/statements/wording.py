"""Clues in plain words: which side uses them more than the other.

A word can be one of those who want the change (``change``) or of those who want more of what is contested
(``more``): jobs for the dam, graves against it. What each word weighs was learned
(``benchmarks.learn_stances``): see ``weights``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from majlis.reading.statements.clues import Clues

KINDS = ("change", "more", "speaker, change", "speaker, more")
"""What a word can tell: said for the change or for more of the thing, and so of words that name a speaker."""


def of_words(texts: Sequence[Iterable[str]], way: int, spoken: bool = True) -> Clues:
    """Give the words of a speaker's statements, or of what names it, as clues.

    Parameters
    ----------
    texts
        Stems of the words of each statement; a word counts once in it, and less than in full if repeated.
        Numbers and marks tell nothing.
    way
        Which pole more of the contested thing points to, 1 or -1; 0 where that is not known.
    spoken
        Whether the words were said, or else name the speaker.

    """
    share = len(texts) ** -0.5
    clues = Clues({}, {})
    for stem, count in Counter(chain.from_iterable(map(set, texts))).items():
        if stem[:1].isalpha():
            change, more = _names(stem, spoken)
            clues.turning[change] = count * share
            if way:
                clues.fixed[more] = way * count * share
    return clues


@lru_cache(maxsize=1 << 16)
def _names(stem: str, spoken: bool) -> tuple[str, str]:
    change, more = KINDS[:2] if spoken else KINDS[2:]
    return f"{change}: {stem}", f"{more}: {stem}"
