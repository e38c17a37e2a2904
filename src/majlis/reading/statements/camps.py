"""Who stands where when words alone do not tell: by allies, opponents, and the sides of the case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import tanh
from typing import NamedTuple

from majlis.reading.actors.actors import Known
from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.sources import Source
from majlis.reading.text.lexicon import words

_ROUNDS = 5
_FADE = 0.7
_PARENT = 1.2
_SIDE = 0.7


class Tie(NamedTuple):
    """Two parties that stand together (weight above 0) or against each other (below 0)."""

    one: str
    other: str
    weight: float


def name_of(source: Source) -> str:
    """Give the name under which a speaker's statements count, empty where there is none."""
    return source.actor or (f"name:{source.text.lower()}" if source.text else "")


def leanings(own: dict[str, float], ties: Sequence[Tie]) -> dict[str, float]:
    """Say how far each party leans by its own words and deeds and by those it is tied to.

    A mean field: each party takes, over a few rounds, what its friends lean to and its opponents lean from.
    """
    near: dict[str, list[tuple[str, float]]] = {}
    for tie in ties:
        near.setdefault(tie.one, []).append((tie.other, tie.weight))
        near.setdefault(tie.other, []).append((tie.one, tie.weight))
    field = dict(own)
    for _ in range(_ROUNDS):
        pull = {name: tanh(value) for name, value in field.items()}
        touched = field.keys() | {other for name in field for other, _ in near.get(name, ())}
        field = {
            name: own.get(name, 0.0)
            + _FADE * sum(weight * pull.get(other, 0.0) for other, weight in near.get(name, ()))
            for name in touched
        }
    return field


def of_case(aliases: Aliases) -> list[Tie]:
    """Tie each actor to its parent and to the side that the case gives it."""
    collected = []
    for actor in aliases.actors.values():
        if watches(actor):
            continue
        if actor.parent:
            collected.append(Tie(actor.id, actor.parent, _PARENT))
        if actor.side:
            collected.append(Tie(actor.id, f"side:{actor.side}", _SIDE))
    return collected


@lru_cache(maxsize=4096)
def watches(actor: Known) -> bool:
    """Whether an actor only watches, reports or mediates, by its type or its side."""
    return any(
        _watching(word.lower() for word in (given or "").split()) for given in (actor.type, actor.side)
    )


def _watching(given: Iterable[str]) -> bool:
    return any(word in _WATCHING for word in given)


_WATCHING = words("stance", "watching")
