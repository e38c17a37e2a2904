"""What the two poles of an issue say: which things are more at which pole, and which is the change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple

from majlis.reading.actors.actors import Subject
from majlis.reading.text.lexicon import table, verb_forms, word_kinds, words

_SUFFIXES = (
    ("ations", 4), ("ation", 4), ("ions", 4), ("ion", 4), ("ments", 4), ("ment", 4), ("als", 4), ("al", 5),
    ("ings", 3), ("ing", 3), ("ies", 3), ("ed", 3), ("es", 3), ("s", 3), ("e", 3),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CONDITION = re.compile(r"\b(?:until|unless|without|before|once|if|after|by)\b")
_SHORTEST = 3
_BEGINNING = 4
_WEIGHED = 4.0


class Poles(NamedTuple):
    """An issue as a reader of statements needs it.

    Attributes
    ----------
    issue
        Its id, empty where no case names one.
    things
        Stem of each thing that the poles speak of, with 1 where more of it is the plus pole and -1 where
        more of it is the minus pole.
    change
        Log-odds that the plus pole is the change that is asked for, and the minus pole what holds now.
    going
        What leaving and staying point to where nothing else is named: the sign of the things where a pole is
        of that kind (the troops stay, bring them home), else 0.
    acts
        The beginning of each verb of one pole alone, with 1 for the plus pole and -1 for the minus pole: what
        a closure means where the minus pole is to close something.

    """

    issue: str
    things: Mapping[str, int]
    change: float
    going: int = 0
    acts: Mapping[str, int] = MappingProxyType({})

    @property
    def way(self) -> int:
        """Which pole more of everything that the poles speak of points to; 0 where that differs."""
        signs = set(self.things.values())
        return next(iter(signs)) if len(signs) == 1 else 0

    def act(self, stemmed: str) -> int:
        """Give the pole that a word means by its beginning, 0 for none."""
        return self.acts.get(stemmed[:_BEGINNING], 0)


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
def stems(entry: str) -> frozenset[str]:
    """Give the stems of a list of `stance.yaml`."""
    return frozenset(map(stem, words("stance", entry)))


@cache
def furthering(stemmed: str) -> int:
    """Say what a verb or its noun does to its object: 1 furthers or keeps it, -1 hinders or ends it, 0."""
    return (stemmed in stems("furthering")) - (stemmed in stems("hindering"))


@cache
def poles(subject: Subject) -> Poles:
    """Read the poles of an issue."""
    change = _WEIGHED * (_holds(subject.minus_pole) - _holds(subject.plus_pole))
    sides = [(subject.plus_pole, 1), (subject.minus_pole, -1)]
    things: dict[str, int] = {}
    told = [(_does(pole), pole, side) for pole, side in (sides if change > 0 else sides[::-1])]
    for does, pole, side in sorted(told, key=lambda one: not one[0]):
        for thing in sorted(_things(pole)):
            things.setdefault(thing, side * (does or 1))
    if len(set(things.values())) == 1:
        things |= dict.fromkeys(_titled(subject.id) - things.keys(), next(iter(things.values())))
    going = sum(things.values()) if _moves(subject.plus_pole) or _moves(subject.minus_pole) else 0
    plus, minus = _verbs(subject.plus_pole), _verbs(subject.minus_pole)
    acts = dict.fromkeys(plus - minus, 1) | dict.fromkeys(minus - plus, -1)
    return Poles(subject.id, _widened(things), change, (going > 0) - (going < 0), acts)


def matter_of(things: Iterable[str]) -> Poles:
    """Give the poles of a matter that no case describes: the thing goes on or comes about, or it ends."""
    return Poles("", _widened(dict.fromkeys(things, 1)), 0.0)


def _spelt(pole: str) -> list[str]:
    return [word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(pole)]


def _does(pole: str) -> int:
    """Say whether a pole furthers or ends its things, 0 where no verb tells; 'no' and 'not' turn it."""
    spelt = _spelt(pole)
    refused = -1 if any(word in _NOT for word in spelt) else 1
    if spelt[:1] == ["no"]:
        return -1
    if spelt[:1] == ["leave"] and any(word in _AS_IS for word in spelt):
        return 1
    phrases = table("stance")["phrases"]
    for n, (word, after) in enumerate(zip_longest(spelt, spelt[1:], fillvalue="")):
        does = phrases.get(f"{word} {after}") or (0 if _noun(spelt, n) else furthering(stem(word)))
        if does:
            return refused * _outward(spelt, int(does))
    out = _outward(spelt, 1)
    return refused * out if refused < 0 or out < 0 else 0


def _noun(spelt: list[str], n: int) -> bool:
    """Whether a word that can be an act is a thing here: the ban, no permit."""
    return n > 0 and word_kinds().get(spelt[n - 1]) in ("det", "poss")


def _moves(pole: str) -> bool:
    """Whether a pole tells of somebody who stays, comes or goes."""
    spelt = _spelt(pole)
    if spelt[:1] == ["leave"] and any(word in _AS_IS for word in spelt):
        return False
    return "home" in spelt or any(stem(word) in stems("going") for word in spelt)


def _verbs(pole: str) -> set[str]:
    """Give the beginnings of a pole's acts; one that only keeps or refuses has none of its own."""
    spelt = _spelt(pole)
    if any(word in _NOT or word in _AS_IS for word in spelt):
        return set()
    acts = {stem(word) for n, word in enumerate(spelt) if furthering(stem(word)) and not _noun(spelt, n)}
    return {act[:_BEGINNING] for act in acts if act not in stems("refusing")}


def _outward(spelt: list[str], does: int) -> int:
    """Turn 'bring the frigates home', 'shut the inspectors out'."""
    return -1 if any(word in _OUT for word in spelt[2:]) and any(word in _DRIVING for word in spelt) else does


def _things(pole: str) -> set[str]:
    main = _CONDITION.split(pole, maxsplit=1)[0]
    spelt = _spelt(main)
    kinds = word_kinds()
    told = [(stem(word), _noun(spelt, n)) for n, word in enumerate(spelt) if _tells(word, kinds)]
    return {word for word, noun in told if noun or not (furthering(word) or word in stems("present"))}


def _titled(title: str) -> set[str]:
    """Give the things that the name of an issue adds: its first word and its words without a capital."""
    spelt = _WORD.findall(title)
    plain = [word.lower() for n, word in enumerate(spelt) if n == 0 or word.islower()]
    kinds = word_kinds()
    return {stem(word) for word in plain if _tells(word, kinds) and not furthering(stem(word))}


def _tells(word: str, kinds: Mapping[str, str]) -> bool:
    plain = word not in kinds and len(word) >= _SHORTEST and stem(word) not in stems("vague")
    return plain and word not in _OUT and word not in _AS_IS and word not in _BARE


def _holds(pole: str) -> float:
    """Say how much a pole sounds like what holds now: it keeps, it refuses, it leaves as is."""
    spelt = _spelt(pole)
    kept = any(stem(word) in stems("present") for word in spelt)
    refused = any(word in _NOT or stem(word) in stems("refusing") for word in spelt)
    return 1.0 * kept + 0.7 * refused + 0.5 * (spelt[:1] in (["leave"], ["let"]))


def _widened(things: dict[str, int]) -> dict[str, int]:
    """Add other names of the same things, where they all point one way."""
    widened = dict(things)
    for group in table("stance")["synonyms"]:
        names = frozenset(map(stem, group.split()))
        signs = {things[name] for name in names if name in things}
        if len(signs) == 1:
            (sign,) = signs
            for name in names:
                widened.setdefault(name, sign)
    return widened


_BARE = frozenset({"let", "take", "put", "make", "call"})
_NOT = frozenset({"not", "never", "no"})
_AS_IS = words("stance", "as_is")
_OUT = words("stance", "outward")
_DRIVING = words("stance", "driving")
