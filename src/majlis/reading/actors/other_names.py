"""Whether a word that is an actor's name means somebody or something else where it stands.

Another person of the same last name, a place or body named after somebody, a longer name that goes on, a
body of another country: the words beside the name tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from majlis.reading.actors.aliases import Aliases, Name
from majlis.reading.actors.names import key, sound
from majlis.reading.text.lexicon import table, verb_forms, word_kinds, words
from majlis.reading.text.tokens import Token

Tokens = Sequence[Token]


class Strangers:
    """Last names that somebody outside the case bears in this text, until the case's own bearer is named."""

    def __init__(self) -> None:
        self._met: set[str] = set()
        self._others: set[str] = set()

    def named(self, actor: str, last: str) -> None:
        """Remember that an actor was named in full."""
        self._met.add(actor)
        self._others.discard(last)

    def introduced(self, actor: str, last: str) -> None:
        """Remember that somebody else of this last name was named."""
        if actor not in self._met:
            self._others.add(last)

    def bear(self, last: str) -> bool:
        """Whether a bare last name is theirs."""
        return last in self._others


def belongs_to_another(
    found: Tokens, at: int, end: int, name: Name, aliases: Aliases, strangers: Strangers
) -> bool:
    """Judge a name that stands at ``found[at:end]`` by the words beside it."""
    before = found[at - 1] if at and found[at - 1].end + 1 == found[at].start else None
    after = found[end] if end < len(found) and found[end].start == found[end - 1].end + 1 else None
    if after is not None and _goes_on(found, at, end, name, aliases):
        return True
    if not name.proper:
        return False
    if _said_where(found, at, end, before) or _named_after(found, end):
        return True
    actor = name.actors[0]
    if len(name.keys) > 1:
        if aliases.is_person(actor):
            strangers.named(actor, name.keys[-1])
        return before is not None and before.lower in _VESSELS
    return _single(found, at, end, name, aliases, strangers)


def of_another_bearer(found: Tokens, at: int, actor: str, aliases: Aliases) -> bool:
    """Whether the word before a last name is the first name of somebody else."""
    before = found[at - 1] if at else None
    if before is None or before.kind != "name" or before.end + 1 != found[at].start:
        return False
    if before.lower in _NOT_FIRST or key(before.text) in aliases.heads or before.text.isupper():
        return False
    if at > 1 and found[at - 2].lower in _OF_PLACE:
        return False
    return not _own(found, at, actor, aliases)


def _single(found: Tokens, at: int, end: int, name: Name, aliases: Aliases, strangers: Strangers) -> bool:
    """Judge a name of one word."""
    actor, last = name.actors[0], name.keys[0]
    if at > 1 and found[at - 2].lower in _VESSELS and found[at - 1].kind == "name":
        return True
    if not aliases.is_person(actor):
        return _prefixed(found, at, actor, aliases)
    if of_another_bearer(found, at, actor, aliases):
        strangers.introduced(actor, last)
        return True
    return strangers.bear(last) or _is_place(found, at, end)


def _own(found: Tokens, at: int, actor: str, aliases: Aliases) -> bool:
    """Whether one of the two words before a last name is a first name of the actor, however spelt or short.

    The same first letter is enough: a nickname that is lost costs more than a namesake that is kept.
    """
    known = aliases.actors[actor]
    spelt = {part for name in (known.canonical, *known.aliases) for part in name.replace(".", " ").split()}
    own = {_in_full(part) for part in spelt if part != found[at].text}
    letters, heard = {part[0] for part in own}, {sound(part) for part in own}
    near = [_in_full(token.text) for token in found[max(0, at - 2) : at] if token.kind == "name"]
    return any(part[0] in letters or sound(part) in heard for part in near)


def _in_full(name: str) -> str:
    """Give a first name in its long form, in lower case: William for Bill."""
    return _NICKNAMES.get(name.lower(), name.lower())


def _goes_on(found: Tokens, at: int, end: int, name: Name, aliases: Aliases) -> bool:
    """Whether the name is the beginning of a longer one: Bell Street, Bell & Sons, the Senate of Orm."""
    after = found[end]
    if after.text == "&":
        return True
    if after.lower in ("of", "for") and _GENERIC.issuperset(name.keys):
        return _of_others(found, end + 1, name, aliases)
    if not name.proper or (after.kind != "name" and after.lower not in _PLACES):
        return False
    person = aliases.is_person(name.actors[0])
    if after.lower in _PLACES and not found[at].text.isupper():
        return after.text[0].isupper() or (person and after.lower not in verb_forms())
    return person and len(name.keys) == 1 and _surname_follows(after, name.actors[0], aliases)


def _surname_follows(after: Token, actor: str, aliases: Aliases) -> bool:
    """Whether a capitalised word after a person's name makes it another name: Bell Industries."""
    if (
        after.kind != "name"
        or after.text.isupper()
        or after.lower in _NOT_LAST
        or after.lower in verb_forms()
    ):
        return False
    known = aliases.actors[actor]
    return (
        after.text not in " ".join((known.canonical, *known.aliases)) and key(after.text) not in aliases.heads
    )


def _of_others(found: Tokens, at: int, name: Name, aliases: Aliases) -> bool:
    """Whether a body is said to be of somebody whom neither its own names nor the case know."""
    while at < len(found) and found[at].kind == "det":
        at += 1
    if at >= len(found) or found[at].kind != "name" or found[at].lower in _NOT_FIRST:
        return False
    known = aliases.actors[name.actors[0]]
    own = {key(part) for spelt in (known.canonical, *known.aliases) for part in spelt.split()}
    return key(found[at].text) not in own and key(found[at].text) not in aliases.heads


def _said_where(found: Tokens, at: int, end: int, before: Token | None) -> bool:
    """Whether a name that ends in the word for a place only says where; it is a party only where it acts."""
    if end - at < 2 or found[end - 1].lower not in _PLACES:
        return False
    ahead = found[at - 2] if before is not None and before.kind == "det" and at > 1 else before
    led = ahead is not None and ahead.kind in ("prep", "to")
    return led or found[end : end + 1] == () or found[end].kind not in _ACTING


def _named_after(found: Tokens, end: int) -> bool:
    """Whether a place is called somebody's: Bell's Hotel."""
    if end + 1 >= len(found) or found[end].kind != "genitive":
        return False
    return found[end + 1].text[0].isupper() and found[end + 1].lower in _PLACES


def _is_place(found: Tokens, at: int, end: int) -> bool:
    """Whether a person's last name is a place here: the town of Bell; Bell, a village; in Bell."""
    before = found[at - 1].lower if at else ""
    if before == "of" and at > 1 and found[at - 2].lower in _SETTLEMENTS:
        return True
    following = [token.lower for token in found[end : end + 4]]
    described = following[:1] == [","] and following[1:2] in (["a"], ["an"], ["the"])
    if described and not _SETTLEMENTS.isdisjoint(following[2:]):
        return True
    follows = found[end].kind if end < len(found) else "stop"
    trusted = at > 1 and found[at - 2].lower in _TRUST
    return before in ("in", "near", "outside") and follows != "genitive" and not trusted


def _prefixed(found: Tokens, at: int, actor: str, aliases: Aliases) -> bool:
    """Whether a title or a word such as *New* or *Port* before the name of no person makes it another's."""
    before = found[at - 1] if at else None
    if before is not None and before.text in "'’" and found[at].lower in _ORGANISATIONS:
        before = found[at - 2] if at > 1 and found[at - 2].lower.endswith("s") else None
    elif before is None or before.end + 1 != found[at].start or before.lower not in _BEFORE_PLACES:
        return False
    if before is None or not before.text[0].isupper() or (at == 1 and before.lower in _PLAIN):
        return False
    return not any(before.text in spelt.split() for spelt in aliases.actors[actor].aliases)


_PLACES = words("titles", "places")
_SETTLEMENTS = words("titles", "settlements")
_ACTING = frozenset({"verb", "aux", "modal", "genitive"})
_BEFORE_PLACES = words("titles", "before_places") | words("titles", "honorifics")
_VESSELS = words("titles", "vessels")
_PLAIN = frozenset({"new", "old", "great", "little"})
_TRUST = words("titles", "trust")
_ORGANISATIONS = words("titles", "organisations")
_GENERIC = _ORGANISATIONS | words("titles", "unpersonal") | {"the"}
_HONORIFICS = words("titles", "honorifics")
_OF_PLACE = frozenset({"in", "at", "on", "from", "near", "outside"})
_NICKNAMES: dict[str, str] = table("titles")["nicknames"]
_NOT_FIRST = (
    words("people", "times")
    | words("people", "nouns")
    | words("titles", "ranks")
    | _HONORIFICS
    | words("titles", "suffixes")
    | frozenset(word_kinds())
)
_NOT_LAST = _NOT_FIRST | words("titles", "officials")
