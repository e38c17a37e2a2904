"""Whether an actor is one person, by its type or else by the look of its names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from majlis.reading.actors.actors import Known
from majlis.reading.actors.names import plain
from majlis.reading.text.lexicon import words

_PERSONS = ("person", "individual", "politician", "leader")
_FEWEST, _MOST = 2, 5


@lru_cache(maxsize=4096)
def person(actor: Known) -> bool:
    """Whether an actor can be one person: one of its names is made like a person's.

    An alias counts only where its first word is a given name and its last an alias too: a person is often
    entered by what it is, 'Mayor of X', and a state with its people among its aliases.
    """
    if actor.type:
        return actor.type.lower() in _PERSONS
    if any(alias.lower().removeprefix("the ") in _BODIES for alias in actor.aliases):
        return False
    if _personal(actor.canonical):
        parts = actor.canonical.split()
        return parts[-1].lower() not in _PLACES or parts[-1] in actor.aliases
    names = (actor.canonical, *actor.aliases) if " " in actor.canonical else ()
    return any(name.split()[-1:] == [alias] and _titled(name) for name in names for alias in actor.aliases)


def doubtful(actor: Known) -> bool:
    """Whether only the capitals speak for a person: no type, title, given name or bare last name.

    'Crisis Monitor' looks like a name of a person, but is never called Monitor.
    """
    parts = actor.canonical.split()
    bare = not {*parts[-1:]}.isdisjoint(actor.aliases)
    entitled = len(untitled(actor.canonical)) < len(parts) and parts[0].lower() not in _FIELDS
    return not (actor.type or bare or entitled or "-" in actor.canonical or given(actor.canonical))


@lru_cache(maxsize=4096)
def given(name: str) -> str:
    """Return the given name that a full name begins with, its titles passed over, or an empty text."""
    parts = plain(" ".join(untitled(name)).lower()).split()
    if len(parts) < _FEWEST:
        return ""
    return next((one for one in (parts[0], parts[0].split("-")[0]) if one in _GIVEN), "")


def untitled(name: str) -> list[str]:
    """Give the words of a name after the last of its titles: Public Works Minister X Y."""
    parts = name.replace(".", " ").split()
    titles = [at for at, part in enumerate(parts[:-1]) if part.lower() in _TITLES]
    return parts[titles[-1] + 1 :] if titles else parts


def shows_person(actor: Known, before: Sequence[str]) -> bool:
    """Whether the words before its name show an actor to be a person: a title, a given name."""
    if actor.type or not before:
        return False
    if " " in actor.canonical:
        return person(actor) and before[-1].lower() in _TITLES
    if not (before[-1].isalpha() and before[-1][0].isupper()):
        return False
    return bool(given(f"{before[-1]} {actor.canonical}")) or (before[-2:-1] or [""])[0].lower() in _TITLES


def _titled(name: str) -> bool:
    """Whether a title stands before a person's name, Public Works Minister X Y, or it begins as one."""
    own = untitled(name)
    return (len(own) < len(name.split()) or bool(given(name))) and _personal(" ".join(own))


def _personal(name: str) -> bool:
    """Whether a name is made like a person's: a few words with capitals, none of them of a body."""
    parts = name.replace("’", "'").split()
    if not parts or parts[0].lower() in _UNPERSONAL or any(part.endswith(("s'", "'s")) for part in parts):
        return False
    named = all(part[0].isupper() or "-" in part or part in _PARTICLES for part in parts)
    if not _FEWEST <= len(parts) <= _MOST or not named:
        return False
    return not any(part.lower().strip(",.") in _ORGANISATIONS for part in parts) and not name.isupper()


_ORGANISATIONS = words("titles", "organisations")
_UNPERSONAL = words("titles", "unpersonal")
_BODIES = words("people", "groups")
_FIELDS = frozenset({"justice", "coach", "private", "foreign", "former"})
_PLACES = words("titles", "places")
_PARTICLES = frozenset(
    {"de", "da", "del", "della", "di", "dos", "du", "van", "von", "der", "den", "ten", "bin", "ibn"}
)
_TITLES = words("titles", "honorifics") | words("titles", "ranks")
_GIVEN = words("given_names", "female") | words("given_names", "male")
