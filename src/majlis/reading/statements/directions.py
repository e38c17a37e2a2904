"""Words that point along an issue, with what turns them, and words of worth."""

from __future__ import annotations

from typing import NamedTuple

from majlis.reading.actors.passage import Passage
from majlis.reading.statements.poles import Poles, stems
from majlis.reading.text.lexicon import words

_NEAR = 5
_SCOPE = 7


class Direction(NamedTuple):
    """A word that points to the plus pole (1) or the minus pole (-1).

    ``weight`` is 1 near a word for the issue's object, less elsewhere; ``turned`` where a negation or an
    opposition before it turned its sign.
    """

    at: int
    sign: int
    weight: float
    turned: bool


def directions(passage: Passage, part: range, here: list[str], issue: Poles) -> list[Direction]:
    """Find the words that point; ``here`` holds the stems of the passage."""
    hits: list[Direction] = []
    opposed, negated, against = False, -_SCOPE, -_SCOPE
    for n in part:
        token = passage.tokens[n]
        if token.kind in ("comma", "stop") or token.lower in _BREAKS:
            opposed, negated = False, -_SCOPE
        elif token.lower in _NEGATION or token.lower.endswith("n't"):
            negated = n
        elif (sign := _points(passage, n, here, issue)) != 0:
            turned = opposed != (n - negated < _SCOPE)
            near = any(word in issue.objects for word in here[max(0, n - _NEAR) : n + _NEAR + 1])
            if near or here[n] in issue.loose:
                hits.append(Direction(n, -sign if turned else sign, 1.0 if near else 0.3, turned))
        elif here[n] in stems("oppose"):
            opposed, against = not opposed or n - against < 4, n
    return _composed(passage, hits, here)


def _points(passage: Passage, n: int, here: list[str], issue: Poles) -> int:
    """Give the direction of one word, 0 for none."""
    word = here[n]
    if passage.tokens[n].kind in ("det", "adv", "sub", "prep", "name") and n and word != "out":
        return 0
    if word == "out" and not any(before in stems("driving") for before in here[max(0, n - _NEAR) : n]):
        return 0
    if word in issue.plus or word in issue.minus:
        if any(before in stems("harming") for before in here[max(0, n - 4) : n]):
            return -issue.more
        return 1 if word in issue.plus else -1
    if word in stems("harming") and any(after in issue.objects for after in here[n + 1 : n + _NEAR]):
        return -issue.more
    return 0


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


def worth(passage: Passage, part: range, here: list[str], issue: Poles | None) -> int:
    """Add up the words of worth, each turned by a negation just before it, but not the issue's own."""
    total = 0
    for n in part:
        word = passage.tokens[n].lower
        good = (word in _POSITIVE) - (word in _NEGATIVE)
        if not good or (issue is not None and here[n] in issue.objects):
            continue
        before = passage.tokens[max(part.start, n - 3) : n]
        total += -good if any(token.lower in _NEGATION for token in before) else good
    return (total > 0) - (total < 0)


_BREAKS = frozenset({"until", "but", "unless", "and", "that", "which", "because", "although"})
_NEGATION = words("stance", "negation")
_POSITIVE = words("stance", "positive")
_NEGATIVE = words("stance", "negative")
