"""The parties of a document: who speaks in it, with which statements, called what, and where first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from majlis.reading.actors.actors import Known
from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.sources import Source
from majlis.reading.statements.poles import stem
from majlis.reading.statements.rows import Row
from majlis.reading.text.tokens import Token

_BEFORE = 6
_AFTER = 9
_OPENS = frozenset({"stop", "verb", "aux", "modal", "comma", "mark"})
_CLOSES = frozenset({"stop", "comma"})
_TELLING = frozenset({"word", "name", "verb"})


class Party(NamedTuple):
    """A speaker of a document.

    Attributes
    ----------
    name
        As in ``name_of``; empty for an unnamed speaker, who is a party of its own in every statement.
    rows
        Indices of its statements among all of the document.
    place
        How far into the document's statements it first speaks, 0 to 1.
    named
        Stems of its names.
    described
        Stems of its names, and of the words by them that say what it is.

    """

    name: str
    rows: tuple[int, ...]
    place: float
    named: frozenset[str]
    described: frozenset[str]


def name_of(source: Source) -> str:
    """Give the name under which a speaker's statements count, empty where there is none."""
    return source.actor or (f"name:{source.text.lower()}" if source.text else "")


def parties(read: Sequence[Passage], found: Sequence[tuple[Passage, Row]], aliases: Aliases) -> list[Party]:
    """Gather the statements of a document by speaker, in the order in which they first speak."""
    spoken: dict[str, list[int]] = {}
    order: dict[str, int] = {}
    told = [n for n, (_, row) in enumerate(found) if row.source.kind != "author"]
    for place, n in enumerate(told):
        key = name_of(found[n][1].source) or f"#{n}"
        order.setdefault(key, place)
        spoken.setdefault(key, []).append(n)
    count = max(1, len(told) - 1)
    described = _described(read, spoken.keys())
    collected = []
    for key, rows in spoken.items():
        named = _named(key, found[rows[0]][1].source, aliases)
        name = "" if key.startswith("#") else key
        words = named.union(described.get(key, ()))
        collected.append(Party(name, tuple(rows), order[key] / count, named, words))
    return collected


def _named(key: str, source: Source, aliases: Aliases) -> frozenset[str]:
    """Give the words of a party's own names: the Ministry of Trade, the fishermen's union."""
    known = aliases.actors.get(key)
    return _spelt(known) if known is not None else frozenset(map(stem, source.text.lower().split()))


@lru_cache(maxsize=4096)
def _spelt(actor: Known) -> frozenset[str]:
    names = (actor.canonical, *actor.aliases)
    return frozenset(stem(word) for name in names for word in name.lower().split())


def _described(read: Sequence[Passage], names: Iterable[str]) -> dict[str, set[str]]:
    """Collect the words that stand by each party's names and say what it is: minister, the union's head."""
    found: dict[str, set[str]] = {}
    wanted = frozenset(names)
    for passage in read:
        for mention in passage.mentions:
            if mention.actor in wanted:
                words = found.setdefault(mention.actor, set())
                words.update(_before(passage, mention.first))
                words.update(_after(passage, mention.last))
    return found


def _before(passage: Passage, at: int) -> list[str]:
    words = []
    for n in range(at - 1, max(-1, at - _BEFORE - 1), -1):
        token = passage.tokens[n]
        if passage.quoted[n] >= 0 or token.kind in _OPENS:
            break
        words.append(token)
    return _stemmed(words)


def _after(passage: Passage, at: int) -> list[str]:
    """Read 'X, who heads the union,'."""
    found = passage.tokens
    if at >= len(found) or found[at].kind != "comma":
        return []
    words = []
    for n in range(at + 1, min(len(found), at + _AFTER)):
        if passage.quoted[n] >= 0 or found[n].kind in _CLOSES:
            break
        words.append(found[n])
    return _stemmed(words)


def _stemmed(words: Sequence[Token]) -> list[str]:
    return [stem(token.lower) for token in words if token.kind in _TELLING]
