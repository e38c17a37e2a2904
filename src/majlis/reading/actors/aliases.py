"""The names that the actors of a case go by, ready for look-up word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from majlis.reading.actors.actors import Known
from majlis.reading.actors.names import key, sound
from majlis.reading.actors.persons import doubtful, person
from majlis.reading.text.lexicon import word_kinds, words
from majlis.reading.text.tokens import Token, tokens

SKIPPED = frozenset({"quote", "stop", "comma", "mark"})
_STATES = ("state", "country", "government", "nation")
_SHORTEST_SOUND = 3
_MOST = 65536


@dataclass(frozen=True)
class Name:
    """One name: its words as keys, whether it is written with a capital, whose it is, and how it was made."""

    keys: tuple[str, ...]
    proper: bool
    actors: tuple[str, ...]
    how: str


class Begun(dict[str, tuple[Name, ...] | None]):
    """The names by any spelling of their first words, which is found out when it is first met."""

    def __init__(self, heads: Mapping[str, tuple[Name, ...]]) -> None:
        self.heads = heads

    def __missing__(self, word: str) -> tuple[Name, ...] | None:
        if len(self) >= _MOST:
            self.clear()
        found = self.heads.get(key(word)) or (self.heads.get(word.lower()) if word.isupper() else None)
        begun = self[word] = found or (() if word[0].isupper() else None)
        return begun


@dataclass(frozen=True)
class Aliases:
    """Every name of every actor.

    Attributes
    ----------
    begun
        The names that a word of a text can begin, longest first; None for a word that can begin none at all.
    actors, persons
        The actors by id, and those that are surely one person.
    heads
        The names by their first word, longest first.
    last
        Persons by the last word of their name.
    sounds
        Persons by the sounds of their name's words.
    first_sounds
        The first of those sounds.
    states
        Names of states, for adjectives of nation.
    bodies
        Bodies by the noun that heads their name: the fund, the council.
    namesakes
        Persons who share the last word of their name.

    """

    begun: Begun
    actors: dict[str, Known] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()
    heads: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sounds: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    first_sounds: frozenset[str] = frozenset()
    states: tuple[tuple[str, str], ...] = ()
    bodies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    namesakes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def is_person(self, actor: str) -> bool:
        """Whether an actor is one person."""
        return actor in self.persons


def index(actors: Iterable[Known]) -> Aliases:
    """Make the look-up from the actors of a case; their order does not matter."""
    return _indexed(tuple(sorted(actors, key=lambda actor: actor.id)))


@lru_cache(maxsize=8)
def _indexed(ordered: tuple[Known, ...]) -> Aliases:
    names: dict[tuple[str, ...], dict[str, str]] = {}
    proper: dict[tuple[str, ...], bool] = {}
    for actor in ordered:
        for keys, capital, how in _names(actor):
            names.setdefault(keys, {}).setdefault(actor.id, how)
            proper[keys] = proper.get(keys, True) and capital
    parts, sounds = _person_parts(ordered)
    for word, owners in parts.items():
        if len(owners) == 1 and (word,) not in names:
            names[(word,)] = {owners[0]: "last name"}
            proper[(word,)] = True
    headed: dict[str, list[Name]] = {}
    for keys, owners_how in names.items():
        listed = {who: how for who, how in owners_how.items() if how != "canonical"} or owners_how
        name = Name(keys, proper[keys], tuple(sorted(listed)), min(listed.values()))
        headed.setdefault(keys[0], []).append(name)
    heads = {head: tuple(sorted(found, key=_longest)) for head, found in headed.items()}
    return Aliases(
        begun=Begun(heads),
        actors={actor.id: actor for actor in ordered},
        persons=frozenset(actor.id for actor in ordered if person(actor) and not doubtful(actor)),
        heads=heads,
        parts=_every_part(ordered),
        sounds=sounds,
        first_sounds=frozenset(heard[0] for heard in sounds),
        states=_states(ordered),
        bodies=_bodies(ordered),
        namesakes={word: tuple(who) for word, who in parts.items() if len(who) > 1 and (word,) not in names},
    )


def keys_of(found: Iterable[Token]) -> tuple[str, ...]:
    """Give the keys of some tokens, marks left out."""
    return tuple(key(token.text) for token in found if token.kind not in SKIPPED)


def _longest(name: Name) -> tuple[int, tuple[str, ...]]:
    return -len(name.keys), name.keys


def _names(actor: Known) -> list[tuple[tuple[str, ...], bool, str]]:
    found = []
    for how, name in [("alias", alias) for alias in actor.aliases] + [("canonical", actor.canonical)]:
        cut = [token for token in tokens(name) if token.kind not in SKIPPED]
        if cut and cut[0].lower == "the" and len(cut) > 1 and cut[1].text[0].isupper():
            cut = cut[1:]
        keys = keys_of(cut)
        if not keys or (len(keys) == 1 and keys[0] in _CLOSED):
            continue
        found.append((keys, any(token.text[0].isupper() for token in cut if token.lower != "the"), how))
    return found


def _person_parts(
    actors: Sequence[Known],
) -> tuple[dict[str, list[str]], dict[tuple[str, ...], tuple[str, ...]]]:
    """Give last names with their bearers, and the sounds of full and last names with theirs."""
    parts: dict[str, list[str]] = {}
    sounds: dict[tuple[str, ...], list[str]] = {}
    for actor in actors:
        if not person(actor):
            continue
        for name in _spelt(actor):
            if name[-1] not in _CLOSED and actor.id not in parts.setdefault(name[-1], []):
                parts[name[-1]].append(actor.id)
            heard = tuple(map(sound, name))
            for heard_name in {heard, heard[-1:]}:
                whole = len(heard_name) > 1 or len(heard_name[0]) >= _SHORTEST_SOUND
                if whole and actor.id not in sounds.setdefault(heard_name, []):
                    sounds[heard_name].append(actor.id)
    return parts, {heard: tuple(owners) for heard, owners in sounds.items() if owners}


def _spelt(actor: Known) -> list[tuple[str, ...]]:
    """Give the full names of a person: two words or more, all with a capital, leading titles left out."""
    found: list[tuple[str, ...]] = []
    inner: set[str] = set()
    for name in (actor.canonical, *actor.aliases):
        cut = [token for token in tokens(name) if token.kind not in SKIPPED]
        while cut and cut[0].lower in _TITLES:
            cut.pop(0)
        plain_name = all(token.text[0].isupper() or "-" in token.text for token in cut)
        keys = keys_of(cut)
        if len(cut) > 1 and plain_name and cut[0].lower not in _CLOSED and keys[-1] not in inner | _TITLES:
            found.append(keys)
            inner = inner or set(keys[:-1])
    return found


def _every_part(actors: Sequence[Known]) -> dict[str, tuple[str, ...]]:
    """Every word of every person's name, for a title before it: Mr. and a first name."""
    found: dict[str, list[str]] = {}
    for actor in actors:
        if person(actor):
            for part in {part for name in _spelt(actor) for part in name}:
                found.setdefault(part, []).append(actor.id)
    return {part: tuple(owners) for part, owners in found.items()}


def _bodies(actors: Sequence[Known]) -> dict[str, tuple[str, ...]]:
    """Give each noun that heads the name of a body, and whose it is."""
    found: dict[str, list[str]] = {}
    for actor in actors:
        if person(actor):
            continue
        for name in (actor.canonical, *actor.aliases):
            cut = [token.lower for token in tokens(name.split(" (")[0]) if token.kind not in SKIPPED]
            head = cut[cut.index("of") - 1] if "of" in cut[1:] else (cut or [""])[-1]
            if len(cut) > 1 and head in _HEADS and actor.id not in found.setdefault(head, []):
                found[head].append(actor.id)
    return {head: tuple(owners) for head, owners in found.items()}


def _states(actors: Sequence[Known]) -> tuple[tuple[str, str], ...]:
    """Names of states by id; a state's own name comes before that of its government."""
    found = []
    for actor in actors:
        if (actor.type or "").lower() not in _STATES:
            continue
        for name in (actor.canonical, *actor.aliases):
            bare = name.removeprefix("the ").removeprefix("The ").split(" (")[0]
            if bare[:1].isupper() and len(bare.split()) <= 3:
                found.append((bare, actor.id))
    return tuple(found)


_CLOSED = frozenset(word_kinds())
_ORGANISATIONS = words("titles", "organisations")
_HEADS = _ORGANISATIONS | words("people", "nouns")
_TITLES = words("titles", "honorifics") | words("titles", "ranks")
