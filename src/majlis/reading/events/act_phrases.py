"""Acts told by nouns: 'the boycott of the session', 'the killing of X by Y', 'X's attack on Y'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from majlis.reading.events.acts import ActNoun, act_nouns
from majlis.reading.events.told import Told
from majlis.reading.proposal import Status
from majlis.reading.text.clauses import modifies
from majlis.reading.text.extents import phrase_end
from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token

LEADS = words("acts", "leads")
_UNREAL = words("acts", "unreal")
_MODIFYING = frozenset({"name", "word", "number", "genitive", "adv"})
_REACH = 6
_DONE_TO = frozenset(
    [
        "assassination",
        "overthrow",
        "arrest",
        "abduction",
        "seizure",
        "expulsion",
        "eviction",
        "dissolution",
        "sacking",
    ]
)
_POINTING = frozenset(
    ["this", "that", "these", "those", "such", "any", "no", "every", "each", "another", "either"]
)
_TOWARDS = frozenset(["against", "on", "upon", "at", "targeting", "to"])
_TO = frozenset(["of", "against", "on", "upon", "at", "targeting", "to", "with", "for"])


def act_phrases(line: Sequence[Token], spelt: Set[str]) -> Iterator[Told]:
    """Yield the acts that nouns of a sentence tell; nouns that only point, wish or fear are left out.

    ``spelt`` holds the words of the sentence in small letters.
    """
    nouns = act_nouns()
    if nouns.keys().isdisjoint(spelt):
        return
    for at in [at for at, token in enumerate(line) if token.lower in nouns]:
        token, noun = line[at], nouns[line[at].lower]
        if token.kind == "verb" and not _named(line, at):
            continue
        if at + 1 < len(line) and (line[at + 1].lower in nouns or token.kind == line[at + 1].kind == "name"):
            continue
        told = _told(line, at, noun)
        if told is not None:
            yield told


def _named(line: Sequence[Token], at: int) -> bool:
    """Whether a form in -ing is a noun: after 'the', 'recent' or a genitive."""
    return at > 0 and line[at - 1].kind in ("det", "poss", "genitive", "word") and not modifies(line, at)


def _told(line: Sequence[Token], at: int, noun: ActNoun) -> Told | None:
    first = _first(line, at)
    last = phrase_end(line, at)
    if not _anchored(line, first, at, last) or _unreal(line, first):
        return None
    actor, target = _parts(line, first, at, last, noun)
    return Told(first, last, at, actor, target, noun.key, noun.plover, _standing(noun), "noun")


def _standing(noun: ActNoun) -> Status:
    return "threatened" if noun.plover == "THREATEN" else "occurred"


def _first(line: Sequence[Token], at: int) -> int:
    """Give where the noun phrase begins, with a lead such as 'a series of'."""
    first = _phrase(line, at)
    while first > 1 and line[first - 1].lower == "of" and line[first - 2].lower in LEADS:
        first = _phrase(line, first - 2)
    return first


def _phrase(line: Sequence[Token], at: int) -> int:
    first = at
    while first > 0:
        before = line[first - 1]
        if before.kind in ("det", "poss"):
            return first - 1
        if before.kind == "verb" and not modifies(line, first - 1):
            break
        if before.kind not in _MODIFYING and before.kind != "verb":
            break
        first -= 1
    while first < at and line[first].kind == "adv":
        first += 1
    return first


def _anchored(line: Sequence[Token], first: int, at: int, last: int) -> bool:
    """Whether the phrase says more than its noun: whose, on whom, when; else it points at what was told."""
    if line[first].lower in _POINTING:
        return False
    owner = any(token.kind in ("genitive", "name", "number") for token in line[first:at])
    led = any(token.lower in LEADS for token in line[first:at])
    return owner or led or last - at > 2


def _unreal(line: Sequence[Token], first: int) -> bool:
    """Whether the words before make the act a thought, wish or risk."""
    low = max(0, first - _REACH)
    for index in range(first - 1, low - 1, -1):
        if line[index].kind in ("stop", "comma"):
            return False
        if line[index].lower in _UNREAL or line[index].kind == "to":
            return True
        if line[index].kind == "modal":
            return True
    return False


def _parts(
    line: Sequence[Token], first: int, at: int, last: int, noun: ActNoun
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Find who acts and on whom: 'by' and the words before the noun, 'of', 'on' and 'against' after it."""
    by = next((i for i in range(at + 1, last) if line[i].lower == "by"), None)
    to = next((i for i in range(at + 1, last) if line[i].lower in _TO), None)
    before = (first, at) if at > first else None
    if by is not None and to is not None and to > by:
        to = next((i for i in range(by + 2, last) if line[i].lower in _TOWARDS), None)
    target = (to + 1, by if by is not None and by > to else last) if to is not None else None
    if by is not None:
        actor = (by + 1, to if to is not None and to > by else last)
        return actor, target or before
    if noun.key in _DONE_TO and target is None:
        return None, before
    return before, target
