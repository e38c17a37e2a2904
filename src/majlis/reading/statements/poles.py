"""The words that point to one pole or the other of an issue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
    growing, shrinking
        Stems of more and of less in general; near the object they point as ``more`` says.
    around
        Stems of what a document speaks of beside the objects.
    named
        Every stem of the plus pole.

    """

    issue: str
    plus: frozenset[str]
    minus: frozenset[str]
    objects: frozenset[str]
    more: int
    loose: frozenset[str]
    growing: frozenset[str] = frozenset()
    shrinking: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


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
    if bool(plus_side) != bool(minus_side):
        return _one_sided(subject, plus, minus, plus_side or minus_side)
    towards = {side for side in plus_side if side not in minus_side}
    away = {side for side in minus_side if side not in plus_side}
    towards, away = towards | {_opposite(side) for side in away}, away | {_opposite(side) for side in towards}
    clear = towards - away
    plain = not plus_side and not minus_side
    plus_words = _union(clear) | (plus - minus if plain else frozenset())
    minus_words = _union(away - towards) | (minus - plus if plain else frozenset())
    both = plus & minus
    objects = _widened((plus | minus) - plus_words - minus_words | both)
    return _read(subject, plus_words - minus_words, minus_words - plus_words, objects, clear)


def _read(
    subject: Subject,
    towards: frozenset[str],
    away: frozenset[str],
    objects: frozenset[str],
    told: Iterable[tuple[str, str]],
) -> Poles:
    """Put an issue together from its words; ``told`` are the sides that its plus pole takes."""
    plus, minus = towards - objects, away - objects
    known = plus | minus | objects
    content = _content(subject.plus_pole)
    return Poles(
        subject.id,
        plus,
        minus,
        objects | _titled(subject.id) - plus - minus,
        -1 if sum(1 if side == "more" else -1 for _, side in told) < 0 else 1,
        content | _content(subject.minus_pole) | _less(),
        _growing() - known,
        _shrinking() - known,
        named=content,
    )


@cache
def pointing() -> frozenset[str]:
    """Give every stem that points along some issue."""
    return _more() | _less()


def general(objects: frozenset[str], issue: str) -> Poles:
    """Give the poles of a matter that no case describes: its going on or coming about, against its end."""
    plus, minus = (_side("keeping", side) - stems("particular") - objects for side in ("more", "less"))
    both = plus & minus | objects
    growing, shrinking = _growing() - plus - minus - objects, _shrinking() - plus - minus - objects
    return Poles(issue, plus - both, minus - both, _widened(objects), 1, stems("ending"), growing, shrinking)


def _one_sided(
    subject: Subject, plus: frozenset[str], minus: frozenset[str], told: set[tuple[str, str]]
) -> Poles:
    """Read an issue of which one pole alone tells its side: the words of the other then point to it."""
    told_plus = bool(_sides(plus))
    clear, other = (plus, minus) if told_plus else (minus, plus)
    pointing_there = _union(told) - other
    pointing_back = (_union({_opposite(side) for side in told}) | other) - clear
    objects = _widened((clear - _union(told)) | (plus & minus))
    if told_plus:
        return _read(subject, pointing_there - pointing_back, pointing_back - pointing_there, objects, told)
    back = [_opposite(side) for side in told]
    return _read(subject, pointing_back - pointing_there, pointing_there - pointing_back, objects, back)


def joined(spelt: Sequence[str]) -> list[str]:
    """Put one word for the first of each verb of two words; nothing is taken out."""
    phrases = table("stance")["phrasal"]
    pairs = zip(spelt, [*spelt[1:], ""], strict=True)
    return [
        phrases.get(f"{word} {after}", word) if word in _phrase_heads() else word for word, after in pairs
    ]


@cache
def _phrase_heads() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in table("stance")["phrasal"])


@cache
def stems(entry: str) -> frozenset[str]:
    """Give the stems of a list of `stance.yaml`."""
    return frozenset(map(stem, words("stance", entry)))


def _content(pole: str) -> frozenset[str]:
    kinds = word_kinds()
    main = _CONDITION.split(pole, maxsplit=1)[0]
    bare = joined([word.strip(".,;:!?\"'()“”’").lower() for word in main.split()])
    for phrase, word in table("stance")["parted"].items():
        verb, particle = phrase.split()
        if verb in bare and particle in bare:
            bare = [word, *(each for each in bare if each not in (verb, particle))]
    return frozenset(stem(word) for word in bare if word and word not in kinds)


def _told(pole: frozenset[str], other: frozenset[str]) -> set[tuple[str, str]]:
    """Give the sides that a pole's words pick; 'keep' alone says nothing against a pole of another kind."""
    sides, others = _sides(pole), {pair for pair, _ in _sides(other)}
    only_keep = pole & _side("keeping", "more") <= {"keep", "kept"}
    if only_keep and others and "keeping" not in others:
        sides.discard(("keeping", "more"))
    return sides


def _denied(pole: str) -> bool:
    """Whether a pole only denies: no mining, do not sign."""
    return pole.lower().startswith(("no ", "not ", "never ", "do not ", "does not "))


def _sides(pole: frozenset[str]) -> set[tuple[str, str]]:
    return {side for side in _every_side() if pole & _side(*side)}


@cache
def _every_side() -> tuple[tuple[str, str], ...]:
    return tuple((pair, side) for pair in table("stance")["pairs"] for side in ("more", "less"))


@cache
def _less() -> frozenset[str]:
    return _union({side for side in _every_side() if side[1] == "less"})


@cache
def _more() -> frozenset[str]:
    return _union({side for side in _every_side() if side[1] == "more"})


@cache
def _growing() -> frozenset[str]:
    return _more() - _less() - stems("particular")


@cache
def _shrinking() -> frozenset[str]:
    return _less() - _more() - stems("particular")


def _titled(title: str) -> frozenset[str]:
    """Give what the name of an issue adds to its objects: its first word and its words without a capital."""
    spelt = re.split(r"[\W_]+", title)
    plain = [word.lower() for n, word in enumerate(spelt) if word and (n == 0 or word.islower())]
    return frozenset(stem(word) for word in plain if len(word) > 3 and word not in word_kinds())


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
