"""What a statement wants done with what is contested, or thinks of it, where its words say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from majlis.reading.actors.passage import Passage
from majlis.reading.statements.poles import Poles, furthering, stem, stems
from majlis.reading.statements.rows import Row
from majlis.reading.statements.voices import voice
from majlis.reading.statements.worth import denied, denies, value_of, worth_of
from majlis.reading.text.lexicon import inflections, table, words
from majlis.reading.text.tokens import Token

Target = Literal["matter", "decision"]
_REACH = 7
_BACK = 8
_SHORTLY = 4
_TONE = 8
_NEAR = 4
_PARTED = 6
_FOLLOWS = 4
_SPLIT = 14


class Aim(NamedTuple):
    """A side taken in words.

    Attributes
    ----------
    target
        The contested ``matter`` itself, or the ``decision`` on it: a bill, a plan, a step.
    sign
        For the matter the pole that it points to; for the decision 1 for it and -1 against it.
    manner
        ``own``: the cue's object is the target (backs the plan). ``wish``: something is asked, promised or
        ought to be. ``outlook``: what would come of it is judged.
        ``called``: the target is taken for something of worth. ``praise``: a word of worth stands near it.

    """

    target: Target
    sign: int
    manner: str


class _Part(NamedTuple):
    """A statement's words, from ``first`` to ``last`` of its sentence, their stems, and what is at stake."""

    tokens: Sequence[Token]
    stems: Sequence[str]
    first: int
    last: int
    cue: int
    voice: str
    issue: Poles


def aims(passage: Passage, row: Row, stemmed: Sequence[str], issue: Poles) -> list[Aim]:
    """Find the sides that a statement takes in words; ``stemmed`` holds the stems of the sentence."""
    here = stemmed[row.first : row.last]
    if not (issue.going or issue.acts or _deciding().intersection(here) or issue.things.keys() & set(here)):
        return []
    cue = row.cue.at if row.cue is not None and row.first <= row.cue.at < row.last else -1
    part = _Part(passage.tokens, stemmed, row.first, row.last, cue, voice(row, passage.tokens), issue)
    return [*_own(part), *_acts(part), *_praised(part)]


@cache
def _deciding() -> frozenset[str]:
    return stems("decided") | stems("arrangements")


def _own(part: _Part) -> Iterator[Aim]:
    """Read 'backs the plan', 'criticised the toll': the cue's own object, unless an act comes first."""
    if part.cue < 0 or part.voice not in ("supporting", "opposing"):
        return
    for at in range(part.cue + 1, min(part.cue + _REACH, part.last)):
        if _breaks(part.tokens[at]) or _act(part, at):
            return
        target = _target(part, at)
        if target is not None:
            yield Aim(target[0], target[1] * (1 if part.voice == "supporting" else -1), "own")
            return


def _acts(part: _Part) -> Iterator[Aim]:
    """Read 'drop the plan', 'an end to the ban', 'the bill be adopted', acts on acts multiplied."""
    at = part.first
    while at < part.last:
        does = _act(part, at)
        if not does:
            at += 1
            continue
        total, last, target = _object(part, at, does)
        if target is None:
            total, last = does, at + _long(part, at) - 1
        found = target or _meant(part, at, does) or _subject(part, at) or _gone(part, at)
        if found is not None:
            unwanted = _untimely(part, at) or _rather(part, at)
            if not unwanted and _later(part, at):
                at = last + 1
                continue
            total *= -1 if unwanted or denied(part.tokens, at, part.first) else 1
            aim = Aim(found[0], total * found[1], "wish")
            yield from [aim] if unwanted else _turned(part, at, aim)
        at = last + 1


def _object(part: _Part, at: int, does: int) -> tuple[int, int, tuple[Target, int] | None]:
    """Follow an act to its object; give the product of the acts on the way, the last of them, the target."""
    total, last = does, at + _long(part, at) - 1
    n = last + 1
    while n < min(last + _REACH, part.last):
        if _breaks(part.tokens[n]) or part.tokens[n].kind in _ENDS or part.tokens[n].lower in _WHEN:
            break
        further = _act(part, n)
        if further:
            total, last = total * further, n + _long(part, n) - 1
            n = last + 1
            continue
        target = _target(part, n)
        if target is not None and not _goes_on(part, n):
            return total, last, target
        n += 1
    return total, last, None


def _goes_on(part: _Part, at: int) -> bool:
    """Whether it is told what a decision does to the matter: a law that keeps the base, a plan to end it."""
    if part.stems[at] in part.issue.things:
        return False
    near = range(at + 1, min(at + _FOLLOWS, part.last))
    linked = part.tokens[min(at + 1, part.last - 1)].lower in _LINKING
    return (
        linked
        and any(_act(part, n) for n in near)
        and any(
            (_target(part, n) or ("", 0))[0] == "matter" for n in range(at + 1, min(at + _REACH, part.last))
        )
    )


def _subject(part: _Part, at: int) -> tuple[Target, int] | None:
    """Give what an act without an object is told of: 'the plan was dropped', 'the troops go', 'toll rise'."""
    if at > part.first and (beside := _target(part, at - 1)) is not None:
        return beside
    passive = any(token.lower in _BEING for token in part.tokens[max(part.first, at - 3) : at])
    if not passive and not (_moving(part, at) or _long(part, at) == 2):
        return None
    for n in range(at - 1, max(part.first - 1, at - _BACK), -1):
        if _breaks(part.tokens[n]):
            return None
        target = _target(part, n)
        if target is not None:
            return target
    return None


def _moving(part: _Part, at: int) -> bool:
    """Whether an act tells of its subject: such a verb, neither a noun nor followed by an object."""
    if part.stems[at] not in stems("moving") or (at > 0 and part.tokens[at - 1].kind in _OF_NOUN):
        return False
    return at + 1 >= part.last or part.tokens[at + 1].kind not in _OF_OBJECT


def _meant(part: _Part, at: int, does: int) -> tuple[Target, int] | None:
    """Take an act without an object for what it must mean.

    The matter, where a pole is that act (the closure, if they leave); the decision, where it is a vote or a
    delay (vote no, a postponement), or done to 'it' at somebody's wish.
    """
    meant = part.issue.act(part.stems[at])
    if meant:
        return "matter", meant * does
    voted = part.stems[at] in _VOTED and _long(part, at) == 2
    it = at + 1 < part.last and part.tokens[at + 1].lower == "it" and part.voice != "saying"
    return ("decision", 1) if voted or it or part.stems[at] in stems("delaying") else None


def _gone(part: _Part, at: int) -> tuple[Target, int] | None:
    """Take leaving and staying for the matter, where that is what the poles are about."""
    goes = part.stems[at] in stems("going") or _long(part, at) == 2 or part.tokens[at].lower in _DRIVING
    return ("matter", part.issue.going) if part.issue.going and goes else None


def _turned(part: _Part, at: int, aim: Aim) -> Iterator[Aim]:
    """Turn an act by how it is spoken of: supposed, warned of, opposed, judged, asked for; or drop it."""
    before = [token.lower for token in part.tokens[max(part.first, at - _REACH) : at]]
    supposed = next((word for word in (part.tokens[at].lower, *reversed(before)) if word in _IF), None)
    supposed = None if "only" in before else supposed
    outcome = None if supposed else _outcome(part, at, before)
    if supposed is not None:
        turn = (_worth(part, range(part.first, part.last)) or -1) * (-1 if supposed == "unless" else 1)
        yield aim._replace(sign=aim.sign * turn, manner="outlook")
    elif part.voice == "warning":
        yield aim._replace(sign=-aim.sign, manner="outlook")
    elif part.voice == "opposing" and 0 <= part.cue < at:
        yield aim._replace(sign=-aim.sign)
    elif outcome is not None:
        yield aim._replace(sign=aim.sign * outcome, manner="outlook")
    elif _wished(part, at, before):
        yield aim


def _outcome(part: _Part, at: int, before: Sequence[str]) -> int | None:
    """Give the worth of what would come of an act, None where nothing is said to."""
    after = _seen(part, at)
    if after is None and not any(word in _MODAL for word in before[-3:]):
        near = range(at + 1, min(at + _SPLIT, part.last))
        after = next((n for n in near if part.tokens[n].lower in _WOULD), None)
    return None if after is None else _worth(part, range(after, part.last)) or -1


def _seen(part: _Part, at: int) -> int | None:
    """Read 'they would regard a closure as an insult': where what it is taken for begins."""
    if part.tokens[at].kind == "verb":
        return None
    return next((n for n in range(at + 1, min(at + _NEAR, part.last)) if part.tokens[n].lower == "as"), None)


def _wished(part: _Part, at: int, before: Sequence[str]) -> bool:
    """Whether an act is asked for, promised or due, or is itself a side taken: they oppose the removal."""
    asked = part.voice in ("calling", "supporting", "vowing") or any(word in _WISH for word in before[-4:])
    sided = any(part.stems[at] in stems(name) for name in ("supporting", "opposing"))
    return asked or sided or any(stem(word) in stems("calling") for word in before)


def _praised(part: _Part) -> Iterator[Aim]:
    """Read words of worth after their target: 'the ban is a disgrace', 'called the toll as unfair'."""
    for at in range(part.first, part.last):
        value = value_of(part.tokens, at, part.first)
        if not value or at == part.cue or part.stems[at] in part.issue.things:
            continue
        taken_for = False
        for n in range(at - 1, max(part.first - 1, at - _TONE), -1):
            token = part.tokens[n]
            if token.kind in _PARTS or token.lower in _BREAKS:
                break
            taken_for = taken_for or token.lower == "as"
            target = _target(part, n)
            if target is not None:
                manner = "called" if taken_for else "praise"
                yield Aim(target[0], value * target[1] * _missed(part, n), manner)
                break


def _missed(part: _Part, at: int) -> int:
    """Give -1 where a target is spoken of as gone: its end, its loss, life without it."""
    turn = 1
    for n in range(max(part.first, at - _NEAR), at):
        if _act(part, n) < 0:
            turn = -turn
    return turn


def _worth(part: _Part, places: range) -> int:
    return worth_of(part.tokens, (n for n in places if n != part.cue), part.first)


def _rather(part: _Part, at: int) -> bool:
    """Whether something is what somebody would not do: starve before signing, rather than sign."""
    first = max(part.first, at - _SHORTLY - 1)
    avoided = any(part.tokens[n].lower in ("before", "rather", "instead") for n in range(first, at))
    would = any(part.tokens[n].kind == "modal" for n in range(part.first, first))
    return avoided and would


def _later(part: _Part, at: int) -> bool:
    """Whether an act only says when: until the bill is withdrawn, before any contract is signed."""
    return any(part.tokens[n].lower in _WHEN for n in range(max(part.first, at - _SHORTLY - 1), at))


def _untimely(part: _Part, at: int) -> bool:
    """Read 'this is not the time for them to leave', 'no decision to leave': what is not wanted."""
    if at == part.first or part.tokens[at - 1].lower != "to":
        return False
    before = range(max(part.first, at - _TONE), at)
    noun = next((n for n in before if part.stems[n] in stems("occasions")), None)
    return noun is not None and any(
        denies(part.tokens[n]) for n in range(max(part.first, noun - _SHORTLY), noun)
    )


def _act(part: _Part, at: int) -> int:
    """Say what a word, or it and the next, does to its object: 1 furthers, -1 hinders, 0 neither."""
    token = part.tokens[at]
    if at == part.cue or part.stems[at] in part.issue.things:
        return 0
    if token.lower in _HEADS and at + 1 < part.last:
        phrase = _PHRASES.get(f"{token.lower} {part.tokens[at + 1].lower}")
        if phrase is not None:
            return int(phrase)
    after = [part.tokens[n].lower for n in range(at + 1, min(at + _PARTED, part.last))]
    if token.lower in _DRIVING and not _OUT.isdisjoint(after):
        return 1 if token.lower in _BRINGING and "back" in after else -1
    if token.lower in _LEAVING and not _AS_IS.isdisjoint(after):
        return 1
    if token.lower in _AGAINST:
        return -1
    noun_or_away = token.lower == "back" and token.kind != "verb"
    return 0 if token.kind in _CLOSED or noun_or_away else furthering(part.stems[at])


def _long(part: _Part, at: int) -> int:
    """Say how many words an act has."""
    phrase = at + 1 < part.last and f"{part.tokens[at].lower} {part.tokens[at + 1].lower}" in _PHRASES
    return 2 if phrase else 1


def _target(part: _Part, at: int) -> tuple[Target, int] | None:
    stemmed = part.stems[at]
    if stemmed in part.issue.things:
        return "matter", part.issue.things[stemmed]
    if stemmed in stems("arrangements"):
        return ("matter", part.issue.way) if part.issue.way else ("decision", 1)
    return ("decision", 1) if stemmed in stems("decided") else None


def _breaks(token: Token) -> bool:
    return token.kind == "stop" or token.lower in _BREAKS


_BREAKS = words("stance", "breaking")
_BEING = words("stance", "being")
_IF = words("stance", "supposing")
_LINKING = words("stance", "linking")
_MODAL = words("stance", "ahead")
_WOULD = words("stance", "judging")
_WISH = words("stance", "wishing")
_CLOSED = frozenset({"det", "pron", "prep", "conj", "aux", "modal", "name", "number", "poss"})
_AGAINST = words("stance", "lacking")
_VOTED = frozenset({"vot", "say"})
_OUT = words("stance", "outward")
_BRINGING = words("stance", "bringing")
_LEAVING = frozenset(inflections("leave"))
_AS_IS = words("stance", "as_is")
_ENDS = frozenset({"comma", "modal"})
_PARTS = frozenset({"stop", "comma", "conj"})
_OF_NOUN = frozenset({"det", "poss"})
_OF_OBJECT = frozenset({"det", "poss", "quote", "word", "name", "number", "pron"})
_WHEN = words("stance", "when")
_DRIVING = words("stance", "driving")
_PHRASES = table("stance")["phrases"]
_HEADS = frozenset(phrase.split()[0] for phrase in _PHRASES)
