"""What a document says is being decided, and which way that points along the issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from majlis.reading.actors.passage import Passage
from majlis.reading.statements.directions import directions
from majlis.reading.statements.poles import Poles, stems

_OPENING = 3
_SURE = 0.5
_CLEAR = 1.5
_AFTER = 10


class Decision(NamedTuple):
    """Which way the decision points (0 where nothing tells), and which way praise without a name does.

    Praise and blame go to the decision where it is clear, and else to the thing itself.
    """

    sign: int
    praised: int


def decision(
    read: Sequence[Passage], here: Sequence[list[str]], issue: Poles, done: Mapping[str, float]
) -> Decision:
    """Say which way the decisions of a document point: by the words after them, by the opening, by deeds."""
    total = _opening(read, here, issue) + sum(done.values())
    total += sum(_announced(passage, here[passage.number], issue) for passage in read)
    sign = (total > 0) - (total < 0)
    if not issue.issue and abs(total) <= _SURE:
        sign = 1
    return Decision(sign, sign if abs(total) >= _CLEAR else issue.more)


def _opening(read: Sequence[Passage], here: Sequence[list[str]], issue: Poles) -> float:
    """Add up the clear words of the headline and the first sentences."""
    total = 0.0
    for passage in read[:_OPENING]:
        stemmed = here[passage.number]
        near = directions(passage, range(len(stemmed)), stemmed, issue)
        total += sum(hit.sign * hit.weight for hit in near if hit.weight >= _SURE)
    return total


def _announced(passage: Passage, stemmed: list[str], issue: Poles) -> int:
    """Add up the directions after the words for decisions; a guessed matter must be named near them."""
    least = 0.0 if issue.issue else _SURE
    total = 0
    deciding = stems("decided")
    for at, word in enumerate(stemmed):
        if word in deciding:
            after = range(at + 1, min(at + _AFTER, len(stemmed)))
            hits = directions(passage, after, stemmed, issue)
            total += next((hit.sign for hit in hits if hit.weight >= least), 0)
    return total
