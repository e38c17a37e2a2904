"""Clues to the side of a statement and of its speaker, by name, and what each weighs.

A clue has a value above 0 where it speaks for the plus pole, or for the change. What clues and ties weigh was
learned (``benchmarks.learn_stances``): see ``weights``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from majlis.reading.actors.passage import Passage
from majlis.reading.statements.aims import aims
from majlis.reading.statements.parties import Party
from majlis.reading.statements.poles import Poles, stem
from majlis.reading.statements.rows import Row
from majlis.reading.statements.voices import refused, side_taken, voice
from majlis.reading.statements.worth import worth_of

Weights = Mapping[str, float]
_WIDTH = 0.25
_PLACES = (0.0, 0.15, 0.3, 0.5, 0.75, 1.0)
_MOST = 2.0


class Clues(NamedTuple):
    """Clues by name: those that point along the poles, and those that point to the change or away from it."""

    fixed: dict[str, float]
    turning: dict[str, float]

    def towards(self, change: int) -> dict[str, float]:
        """Give all as clues to the plus pole; ``change`` is 1 where that is the change, else -1."""
        names = self.fixed | self.turning
        return {name: self.fixed.get(name, 0.0) + change * self.turning.get(name, 0.0) for name in names}

    def weighed(self, weights: Weights) -> tuple[float, float]:
        """Give the log-odds that both kinds add up to."""
        return weighed(self.fixed, weights), weighed(self.turning, weights)


def said_outright(passage: Passage, row: Row, stemmed: Sequence[str], issue: Poles) -> Clues:
    """Collect the sides that a statement takes in words."""
    clues = Clues({}, {})
    for aim in aims(passage, row, stemmed, issue):
        told = clues.turning if aim.target == "decision" else clues.fixed
        for name in (f"aim {aim.manner}", f"aim {aim.manner} {aim.target}"):
            told[name] = max(-_MOST, min(_MOST, told.get(name, 0.0) + aim.sign))
    return clues


def of_manner(passage: Passage, row: Row) -> Clues:
    """Collect what the manner of a statement tells of its stance on the change: its verb, words of worth."""
    clues = {f"voice {voice(row, passage.tokens)}": 1.0}
    if row.cue is not None:
        clues[f"cue {stem(row.cue.lemma)}"] = -1.0 if refused(row, passage.tokens) else 1.0
    for name, value in (
        ("worth", worth_of(passage.tokens, range(row.first, row.last), row.first)),
        ("side", side_taken(row, passage.tokens)),
    ):
        if value:
            clues[name] = float(value)
    return Clues({}, clues)


def of_party(party: Party, issue: Poles) -> Clues:
    """Collect the clues of a speaker: whether it is itself at stake, and where it first speaks."""
    stake = sum(issue.things.get(word, 0) for word in party.named)
    clues = Clues({"at stake": 1.0 if stake > 0 else -1.0} if stake else {}, {})
    for place in _PLACES:
        near = 1 - abs(party.place - place) / _WIDTH
        if near > 0:
            clues.turning[f"place {place:g}"] = near
    if party.place == 0:
        clues.turning["opens"] = 1.0
    return clues


def joined(first: Clues, *others: Clues) -> Clues:
    """Add clues up; it is quickest with the longest first."""
    total = Clues(dict(first.fixed), dict(first.turning))
    for one in others:
        for found, sums in zip(one, total, strict=True):
            for name, value in found.items():
                sums[name] = sums.get(name, 0.0) + value
    return total


def pooled(each: Sequence[Clues]) -> Clues:
    """Add the clues of a speaker's statements, less than in full: they repeat one another."""
    fixed, turning = joined(*each)
    share = len(each) ** -0.5
    return Clues(
        {name: value * share for name, value in fixed.items()},
        {name: value * share for name, value in turning.items()},
    )


def weighed(clues: Mapping[str, float], weights: Weights) -> float:
    """Give the log-odds that clues, or what ties two parties, add up to."""
    return sum([weights.get(name, 0.0) * value for name, value in clues.items()])
