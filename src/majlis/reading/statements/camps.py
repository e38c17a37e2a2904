"""Who stands where when words alone do not tell: by allies, opponents, and the sides of the case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.sources import Source
from majlis.reading.statements.poles import stem, stems
from majlis.reading.statements.rows import Row
from majlis.reading.text.lexicon import words

_ROUNDS = 3
_FADE = 0.6
_NEAR = 6


class Tie(NamedTuple):
    """Two parties that stand together (weight above 0) or against each other (below 0)."""

    one: str
    other: str
    weight: float


def name_of(source: Source) -> str:
    """Give the name under which a speaker's statements count, empty where there is none."""
    return source.actor or (f"name:{source.text.lower()}" if source.text else "")


def leanings(own: dict[str, float], ties: Sequence[Tie]) -> dict[str, float]:
    """Spread what parties say themselves to those who say nothing, along the ties between them."""
    found = dict(own)
    for _ in range(_ROUNDS):
        gained: dict[str, float] = {}
        for tie in ties:
            for one, other in ((tie.one, tie.other), (tie.other, tie.one)):
                if one not in found and other in found:
                    gained[one] = gained.get(one, 0.0) + _FADE * tie.weight * max(
                        -1.0, min(1.0, found[other])
                    )
        found.update({name: value for name, value in gained.items() if value})
    return found


def ties(found: Sequence[tuple[Passage, Row]], aliases: Aliases) -> list[Tie]:
    """Collect the ties of a document: sides of the case, support and blame, answers to one another."""
    collected = _of_case(aliases)
    previous = ""
    for passage, row in found:
        speaker = name_of(row.source)
        if not speaker or row.source.kind == "author":
            continue
        side = side_taken(row)
        collected += _towards(passage, row, speaker, side, aliases)
        if side and previous not in ("", speaker) and _answers(passage, row):
            collected.append(Tie(speaker, previous, float(side)))
        previous = speaker
    return collected


def side_taken(row: Row) -> int:
    """Give the side that a cue itself takes: 1 for, -1 against, 0 neither."""
    if row.cue is None or row.cue.frame in ("after", "according"):
        return 0
    lemma = stem(row.cue.lemma)
    if lemma in stems("oppose"):
        return -1
    return 1 if lemma in stems("support") and row.cue.frame in ("object", "noun") else 0


def _of_case(aliases: Aliases) -> list[Tie]:
    """Tie each actor to its parent and to the side that the case gives it."""
    collected = []
    for actor in aliases.actors.values():
        if actor.parent:
            collected.append(Tie(actor.id, actor.parent, 0.9))
        if actor.side:
            collected.append(Tie(actor.id, f"side:{actor.side}", 1.0))
    return collected


def _towards(passage: Passage, row: Row, speaker: str, side: int, aliases: Aliases) -> list[Tie]:
    """Tie a speaker to those it blames or backs, or speaks well or ill of."""
    collected = []
    for mention in passage.mentions:
        other = mention.actor
        if (
            other == speaker
            or not row.first <= mention.first < row.last
            or mention.actor not in aliases.actors
        ):
            continue
        if (
            side
            and row.cue is not None
            and row.cue.lemma in _AT_SOMEBODY
            and mention.first - row.cue.at <= _NEAR
        ):
            collected.append(Tie(speaker, other, float(side)))
        elif not side and row.cue is not None and mention.first > row.cue.at:
            value = _valued(passage, mention.first, mention.last, row)
            if value:
                collected.append(Tie(speaker, other, 0.5 * value))
    return collected


def _valued(passage: Passage, first: int, last: int, row: Row) -> int:
    near = passage.tokens[max(row.first, first - 4) : min(row.last, last + _NEAR)]
    total = sum((token.lower in _GOOD) - (token.lower in _BAD) for token in near)
    return (total > 0) - (total < 0)


def _answers(passage: Passage, row: Row) -> bool:
    """Whether a side is taken on what another has just said."""
    at = row.cue.at if row.cue else row.first
    near = passage.tokens[at + 1 : min(at + 5, row.last)]
    if any(token.lower in ("this", "that", "it") for token in near[:1]):
        return True
    return any(stem(token.lower) in stems("answered") for token in near)


_AT_SOMEBODY = words("stance", "at_somebody")
_GOOD = words("stance", "positive")
_BAD = words("stance", "negative")
