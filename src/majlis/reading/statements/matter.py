"""The contested matter of a document where no case names an issue, taken from its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from majlis.reading.actors.passage import Passage
from majlis.reading.statements.poles import Poles, furthering, matter_of, stems
from majlis.reading.text.lexicon import words

_OPENING = 4
_NEAR = 4
_NAMED = 5
_ENDED = 2
_SHORTEST = 4
_OFTEN = 3
_OF_OFFICE = ("det", "adj", "aux", "word")


def matter(read: Sequence[Passage], stemmed: Sequence[list[str]]) -> list[Poles]:
    """Take for the matter what the words of keeping and ending most often stand by, if anything.

    Where a document tells of somebody's removal from an office, that is the matter.
    """
    named = _office(read, stemmed) or _spoken_of(read, stemmed)
    return [matter_of(named)] if named else []


def _office(read: Sequence[Passage], stemmed: Sequence[list[str]]) -> list[str]:
    """Give the office that somebody may lose: one spoken of as such, not only before its bearer's name."""
    removals = sum(not stems("unseating").isdisjoint(here) for here in stemmed)
    borne: Counter[str] = Counter()
    for passage in read if removals >= _OFTEN else ():
        found = passage.tokens
        for n, token in enumerate(found):
            last = n + 1 == len(found) or found[n + 1].kind != "name"
            if last and n and found[n - 1].kind in _OF_OFFICE and token.lower in words("titles", "ranks"):
                borne[stemmed[passage.number][n]] += 1
    office = max(borne, key=lambda rank: (borne[rank], rank), default="")
    return [office] if borne[office] >= _OFTEN else []


def _spoken_of(read: Sequence[Passage], stemmed: Sequence[list[str]]) -> list[str]:
    """Give the stems of the things that a document says most of keeping and ending about."""
    counted: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    contested = stems("contested")
    for passage in read:
        here = stemmed[passage.number]
        acts = [n for n, word in enumerate(here) if furthering(word)]
        named = [n for n in range(len(here)) if _thing(passage, n, here[n])]
        sentences.update({here[n] for n in named})
        sentences.update({here[n] for n in named if here[n] in contested and passage.number < _OPENING})
        for n in named:
            near = any(abs(n - at) <= _NEAR for at in acts)
            known = _ENDED * (here[n] in contested)
            counted[here[n]] += 1 + near * _ENDED + known + (passage.number < _OPENING)
    often = [word for word in counted if sentences[word] > 1] or list(counted)
    things = [word for word in often if word not in stems("decided")] or often
    return sorted(things, key=lambda word: (-counted[word], word))[:_NAMED]


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
    return stemmed not in _saying_little() and not furthering(stemmed) and token.lower not in _PLAIN


@cache
def _saying_little() -> frozenset[str]:
    """Give the stems that say nothing of what is contested."""
    return stems("decided") | stems("vague")


_BEFORE_NOUN = frozenset({"word", "det", "poss", "genitive"})
_PLAIN = (
    words("people", "nouns")
    | words("people", "times")
    | words("titles", "ranks")
    | words("figures", "number")
    | words("figures", "scale")
)
