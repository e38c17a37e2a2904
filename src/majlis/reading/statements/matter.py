"""The contested matter of a document where no case names an issue, taken from its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from majlis.reading.actors.passage import Passage
from majlis.reading.statements.poles import Poles, general, pointing, stems
from majlis.reading.text.lexicon import words

_OPENING = 4
_NEAR = 4
_NAMED = 5
_ENDED = 2
_SHORTEST = 4


def matter(read: Sequence[Passage], stemmed: Sequence[list[str]]) -> Poles | None:
    """Take for the matter what the words of keeping and ending most often stand by, if anything."""
    named = spoken_of(read, stemmed)
    return general(named, "") if named else None


def spoken_of(read: Sequence[Passage], stemmed: Sequence[list[str]]) -> frozenset[str]:
    """Give the stems of the things that a document says most of keeping and ending about."""
    counted: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    ending, contested = stems("ending"), stems("contested")
    for passage in read:
        here = stemmed[passage.number]
        ends = [n for n, word in enumerate(here) if word in ending]
        named = [n for n in range(len(here)) if _thing(passage, n, here[n])]
        sentences.update({here[n] for n in named})
        for n in named:
            near = any(abs(n - at) <= _NEAR for at in ends)
            known = _ENDED * (here[n] in contested)
            counted[here[n]] += 1 + near * _ENDED + known + (passage.number < _OPENING)
    often = [word for word in counted if sentences[word] > 1] or list(counted)
    return frozenset(sorted(often, key=lambda word: (-counted[word], word))[:_NAMED])


def _thing(passage: Passage, n: int, stemmed: str) -> bool:
    """Whether a word can be the thing that is contested: a noun that says something."""
    token = passage.tokens[n]
    before = passage.tokens[n - 1].kind if n else ""
    noun = token.kind == "word" or (
        token.kind == "verb" and token.lower.endswith("s") and before in _BEFORE_NOUN
    )
    if not noun or len(token.text) < _SHORTEST:
        return False
    if stemmed in stems("contested"):
        return True
    return stemmed not in _sayings() and token.lower not in _PLAIN


@cache
def _sayings() -> frozenset[str]:
    """Give the stems that say what becomes of a thing, or nothing of it."""
    return pointing() | stems("decided") | stems("vague")


_BEFORE_NOUN = frozenset({"name", "word", "det", "poss", "genitive"})
_PLAIN = words("people", "nouns") | words("people", "times") | words("titles", "ranks")
