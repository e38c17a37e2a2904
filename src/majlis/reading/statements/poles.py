"""The words that point to one pole or the other of an issue."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from majlis.reading.actors.actors import Subject
from majlis.reading.text.lexicon import table, verb_forms, word_kinds, words

_SUFFIXES = (
    ("ations", 4), ("ation", 4), ("ions", 4), ("ion", 4), ("ments", 4), ("ment", 4), ("als", 4), ("al", 5),
    ("ings", 3), ("ing", 3), ("ies", 3), ("ed", 3), ("es", 3), ("s", 3), ("e", 3),
)  # fmt: skip


_CONDITION = re.compile(r"\b(?:until|unless|without|before|once|if|after|by)\b")


class Poles(NamedTuple):
    """An issue as stems.

    Attributes
    ----------
    issue
        Its id.
    plus, minus
        Stems that point to a pole by themselves.
    objects
        Stems of what the issue is about.
    more
        1 where the plus pole is more of the object, -1 where it is less.
    loose
        Stems that point also where the object is not named nearby.

    """

    issue: str
    plus: frozenset[str]
    minus: frozenset[str]
    objects: frozenset[str]
    more: int
    loose: frozenset[str]


@cache
def stem(word: str) -> str:
    """Cut a word to what its forms share: withdrawal, withdraws and withdrew are one."""
    if word in words("stance", "unstemmed"):
        return word
    forms = verb_forms().get(word)
    if forms:
        word = forms[0][0]
    for suffix, least in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= least and not word.endswith("ss"):
            return word[: -len(suffix)]
    return word


@cache
def poles(subject: Subject) -> Poles:
    """Read the poles of an issue."""
    plus, minus = _content(subject.plus_pole), _content(subject.minus_pole)
    plus_side, minus_side = _told(plus, minus), _told(minus, plus)
    if _denied(subject.minus_pole):
        minus_side = {_opposite(side) for side in minus_side}
    towards = {side for side in plus_side if side not in minus_side}
    away = {side for side in minus_side if side not in plus_side}
    towards, away = towards | {_opposite(side) for side in away}, away | {_opposite(side) for side in towards}
    clear = towards - away
    plain = not plus_side and not minus_side
    plus_words = _union(clear) | (plus - minus if plain else frozenset())
    minus_words = _union(away - towards) | (minus - plus if plain else frozenset())
    both = plus & minus
    objects = (plus | minus) - plus_words - minus_words | both
    more = sum(1 if side[1] == "more" else -1 for side in clear)
    return Poles(
        subject.id,
        plus_words - minus_words - both,
        minus_words - plus_words - both,
        _widened(objects),
        -1 if more < 0 else 1,
        plus | minus | _less(),
    )


@cache
def stems(entry: str) -> frozenset[str]:
    """Give the stems of a list of `stance.yaml`."""
    return frozenset(map(stem, words("stance", entry)))


def _content(pole: str) -> frozenset[str]:
    kinds = word_kinds()
    main = _CONDITION.split(pole, maxsplit=1)[0]
    bare = [word.strip(".,;:!?\"'()“”’").lower() for word in main.split()]
    if "keep" in bare and "out" in bare:
        bare = ["exclude", *(word for word in bare if word not in ("keep", "out"))]
    return frozenset(stem(word) for word in bare if word and word not in kinds)


def _told(pole: frozenset[str], other: frozenset[str]) -> set[tuple[str, str]]:
    """Give the sides that a pole's words pick; 'keep' alone says nothing against a pole of another kind."""
    sides, others = _sides(pole), {pair for pair, _ in _sides(other)}
    only_keep = pole & _side("keeping", "more") <= {"keep", "kept"}
    if only_keep and others and "keeping" not in others:
        sides.discard(("keeping", "more"))
    return sides


def _denied(pole: str) -> bool:
    """Whether a pole only denies: no mining."""
    return pole.lower().startswith(("no ", "not "))


def _sides(pole: frozenset[str]) -> set[tuple[str, str]]:
    return {side for side in _every_side() if pole & _side(*side)}


@cache
def _every_side() -> tuple[tuple[str, str], ...]:
    return tuple((pair, side) for pair in table("stance")["pairs"] for side in ("more", "less"))


@cache
def _less() -> frozenset[str]:
    return _union({side for side in _every_side() if side[1] == "less"})


@cache
def _side(pair: str, side: str) -> frozenset[str]:
    return frozenset(map(stem, table("stance")["pairs"][pair][side].split()))


def _opposite(side: tuple[str, str]) -> tuple[str, str]:
    return side[0], "less" if side[1] == "more" else "more"


def _union(sides: set[tuple[str, str]]) -> frozenset[str]:
    return frozenset().union(*(_side(*side) for side in sides))


def _widened(objects: frozenset[str]) -> frozenset[str]:
    """Add other names of the same things."""
    groups = [frozenset(map(stem, group.split())) for group in table("stance")["synonyms"]]
    return objects.union(*(group for group in groups if group & objects))
