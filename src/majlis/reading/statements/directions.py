"""Words that point along an issue, with what turns them, and words of worth."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from majlis.reading.actors.passage import Passage
from majlis.reading.statements.poles import Poles, stem, stems
from majlis.reading.text.lexicon import words

_NEAR = 5
_SCOPE = 7
_CLAUSE = 9
_SPLIT = 16
_DENIED = 4


class Direction(NamedTuple):
    """A word that points to the plus pole (1) or the minus pole (-1).

    ``weight`` is 1 near a word for the issue's object, less elsewhere and for words of more and less in
    general; ``turned`` where a negation or an opposition before it turned its sign; ``supposed`` where what
    would come of it is judged.
    """

    at: int
    sign: int
    weight: float
    turned: bool
    supposed: bool = False


def directions(passage: Passage, part: range, here: list[str], issue: Poles) -> list[Direction]:
    """Find the words that point; ``here`` holds the stems of the passage."""
    if _pointing(issue).isdisjoint(here[part.start : part.stop]):
        return []
    hits: list[Direction] = []
    opposed, negated, against = False, -_SCOPE, -_SCOPE
    for n in part:
        token = passage.tokens[n]
        if token.kind in ("comma", "stop") or (token.lower in _BREAKS and not _relative(passage, n, against)):
            opposed, negated = False, -_SCOPE
        elif token.lower in _NEGATION or token.lower.endswith("n't") or _rather(passage, n, part):
            negated = n
        elif (sign := _points(passage, n, here, issue)) != 0:
            turned = (opposed != (n - negated < _SCOPE)) != _stopped(here, n, part, issue)
            weight = _weight(n, here, issue)
            if weight:
                hits.append(Direction(n, -sign if turned else sign, weight, turned))
        elif here[n] in stems("oppose") and not _tally(passage, n):
            opposed, against = not opposed or n - against < 4, n
    supposed = _supposed(passage, _composed(passage, hits, here), part)
    return [hit for hit in supposed if hit.supposed] or supposed


def _tally(passage: Passage, n: int) -> bool:
    """Whether 'against' parts two counts: by 74 votes against 69."""
    return n + 1 < len(passage.tokens) and passage.tokens[n + 1].kind == "number"


@lru_cache(maxsize=64)
def _pointing(issue: Poles) -> frozenset[str]:
    """Give every word that can point: a stretch without one is passed over."""
    return issue.plus | issue.minus | issue.growing | issue.shrinking | stems("harming")


def _relative(passage: Passage, n: int, against: int) -> bool:
    """Whether 'that' goes on with what was just opposed: against a law that keeps them."""
    return passage.tokens[n].lower == "that" and n - against < _NEAR and passage.tokens[n - 1].kind == "word"


def _stopped(here: list[str], n: int, part: range, issue: Poles) -> bool:
    """Whether a word before works against the direction word: review the refusal, veto the withdrawal."""
    near = here[max(part.start, n - 4) : n]
    return any(word in stems("reversing") and word not in _pointing(issue) for word in near)


def _weight(n: int, here: list[str], issue: Poles) -> float:
    """Say how much a word that points counts; 0 for none."""
    near = any(word in issue.objects for word in here[max(0, n - _NEAR) : n + _NEAR + 1])
    general = here[n] in issue.growing or here[n] in issue.shrinking
    if near:
        return 0.5 if general else 1.0
    if any(word in issue.around for word in here[max(0, n - _NEAR) : n + _NEAR + 1]):
        return 0.3 if general else 0.5
    return 0.3 if here[n] in issue.loose and not general else 0.0


def _points(passage: Passage, n: int, here: list[str], issue: Poles) -> int:
    """Give the direction of one word, 0 for none."""
    word = here[n]
    token = passage.tokens[n]
    if token.kind in _UNLIKELY and n and word != "out" and word == stem(token.lower):
        return 0
    if word in stems("nearness") and n + 1 < len(here) and here[n + 1] == "to":
        return 0
    if word == "out" and not any(before in stems("driving") for before in here[max(0, n - _NEAR) : n]):
        return 0
    if word in issue.plus or word in issue.minus:
        if any(before in stems("harming") for before in here[max(0, n - 4) : n]):
            return -issue.more
        return 1 if word in issue.plus else -1
    if word in stems("harming") and any(after in issue.objects for after in here[n + 1 : n + _NEAR]):
        return -issue.more
    return issue.more * ((word in issue.growing) - (word in issue.shrinking))


def _composed(passage: Passage, hits: list[Direction], here: list[str]) -> list[Direction]:
    """Let a word that stops or furthers work on the direction word after it."""
    kept: list[Direction] = []
    for hit in hits:
        last = kept[-1] if kept else None
        if last is not None and hit.at - last.at <= _NEAR + 1 and not _broken(passage, last.at, hit.at):
            if here[last.at] in stems("stopping"):
                kept[-1] = Direction(hit.at, -hit.sign, max(hit.weight, last.weight), last.turned)
                continue
            if here[last.at] in stems("furthering"):
                kept[-1] = hit
                continue
        kept.append(hit)
    return kept


def _broken(passage: Passage, first: int, last: int) -> bool:
    return any(token.lower in _BREAKS or token.kind == "comma" for token in passage.tokens[first + 1 : last])


def _supposed(passage: Passage, hits: list[Direction], part: range) -> list[Direction]:
    """Turn what is only supposed by what would come of it.

    'A withdrawal would be a disaster' speaks against it, and so does 'if they leave, we will shoot'.
    """
    places = {hit.at for hit in hits}
    return [_judged_by(hit, _outcome(passage, hit.at, part, places)) for hit in hits]


def _judged_by(hit: Direction, outcome: int) -> Direction:
    return Direction(hit.at, outcome * hit.sign, hit.weight, turned=True, supposed=True) if outcome else hit


def _rather(passage: Passage, n: int, part: range) -> bool:
    """Whether what follows is what somebody would not do: starve before signing, rather than sign."""
    found = passage.tokens
    if found[n].lower not in ("before", "rather", "instead") or n + 1 >= part.stop:
        return False
    follows = found[n + 1].lower in ("to", "than", "of") or found[n + 1].lower.endswith("ing")
    return follows and any(found[at].kind == "modal" for at in range(part.start, n))


def _outcome(passage: Passage, at: int, part: range, places: set[int]) -> int:
    """Give the worth of what would follow from a supposed step, 0 where nothing is supposed."""
    found = passage.tokens
    condition = next(
        (n for n in range(at - 1, max(part.start, at - _CLAUSE) - 1, -1) if _supposes(found[n].lower)), None
    )
    if condition is not None and not any(found[n].kind == "comma" for n in range(condition, at)):
        rest = [*range(part.start, condition), *range(at + 1, part.stop)]
        value = _total(passage, rest)
        unmet = any(found[n].lower in _NEGATION or found[n].lower == "against" for n in rest)
        return (value or (-1 if unmet or _shrinks(passage, rest) else 0)) * (
            -1 if found[condition].lower == "unless" else 1
        )
    modal = next((n for n in range(at + 2, min(at + _SPLIT, part.stop)) if found[n].lower in _WOULD), None)
    if modal is None or any(found[n].lower in _BREAKS or found[n].kind == "rel" for n in range(at, modal)):
        return 0
    plain = any(n in places for n in range(modal, min(modal + 4, part.stop)))
    return _total(passage, range(modal, part.stop)) or (0 if plain else -1)


def _shrinks(passage: Passage, rest: list[int]) -> bool:
    return any(passage.tokens[n].lower in _LOSSES for n in rest)


def _supposes(word: str) -> bool:
    return word in ("if", "unless", "should", "were")


def worth(passage: Passage, part: range, here: list[str], issue: Poles | None) -> int:
    """Add up the words of worth, each turned by a negation just before it, but not the issue's own."""
    own = frozenset[str]() if issue is None else _own(issue)
    return _total(passage, [n for n in part if not here or here[n] not in own])


@lru_cache(maxsize=64)
def _own(issue: Poles) -> frozenset[str]:
    """Give the words of an issue, whose worth is not a judgement on it."""
    return issue.objects | issue.plus | issue.minus


def _total(passage: Passage, part: range | list[int]) -> int:
    total = 0
    for n in part:
        word = passage.tokens[n].lower
        good = (word in _POSITIVE) - (word in _NEGATIVE)
        if good:
            before = passage.tokens[max(part[0], n - _DENIED) : n]
            denied = any(token.lower in _NEGATION for token in before)
            denied = denied or any(token.lower in _NOBODY for token in passage.tokens[n + 1 : n + 2])
            total += -good if denied else good
    return (total > 0) - (total < 0)


_BREAKS = frozenset({"until", "but", "unless", "and", "that", "which", "because", "although"})
_UNLIKELY = frozenset({"det", "adv", "sub", "prep", "name"})
_WOULD = frozenset({"would", "could", "means"})
_NOBODY = frozenset({"nobody", "nothing", "none", "no"})
_LOSSES = words("stance", "losses")
_NEGATION = words("stance", "negation")
_POSITIVE = words("worth", "positive")
_NEGATIVE = words("worth", "negative")
