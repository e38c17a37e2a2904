"""Where a statement stands on an issue: a proposed value with its range.

What a statement says outright, its words and its verb, who speaks and how the speakers of a document stand
to one another are weighed together, so that each speaker has one side; a statement's own outright words can
still set it apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atanh
from typing import NamedTuple

from majlis.reading.actors.actors import Subject
from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.passage import Passage
from majlis.reading.statements.camps import camps
from majlis.reading.statements.clues import (
    Clues,
    Weights,
    joined,
    of_manner,
    of_party,
    pooled,
    said_outright,
    weighed,
)
from majlis.reading.statements.matter import matter
from majlis.reading.statements.parties import Party, parties
from majlis.reading.statements.poles import Poles, poles, stem
from majlis.reading.statements.relations import Pair, relations
from majlis.reading.statements.rows import Row
from majlis.reading.statements.weights import leaning_weights
from majlis.reading.statements.wording import of_words
from majlis.reading.text.lexicon import words

Found = Sequence[tuple[Passage, Row]]


class Judged(NamedTuple):
    """The issue that a statement is about, and the stance proposed, with its range and a doubt."""

    about: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str | None = None


class Evidence(NamedTuple):
    """A party with all clues to its side, and those that each of its statements gives outright."""

    party: Party
    clues: Clues
    outright: Sequence[Clues]


class Lean(NamedTuple):
    """Log-odds that a statement is on the plus side: all told, and by its own outright words alone."""

    total: float
    outright: float


def judge(
    read: Sequence[Passage], found: Found, subjects: Sequence[Subject], aliases: Aliases
) -> list[Judged]:
    """Judge every statement of a document.

    Without subjects the document's own matter is taken, and no issue is named.
    """
    if not found:
        return []
    stemmed = [[stem(token.lower) for token in passage.tokens] for passage in read]
    issues = [poles(subject) for subject in subjects] or matter(read, stemmed)
    if not issues:
        return [Judged() for _ in found]
    present = parties(read, found, aliases)
    tied = relations(read, found, present, aliases)
    chosen = _chosen(stemmed, found, issues)
    judged = [Judged()] * len(found)
    for number in sorted(set(chosen)):
        issue = issues[number]
        leans = lean(evidence(found, stemmed, issue, present), issue, tied, leaning_weights())
        for n, (passage, row) in enumerate(found):
            if chosen[n] == number:
                judged[n] = _judged(passage, row, issue, leans.get(n))
    return judged


def evidence(
    found: Found, stemmed: Sequence[Sequence[str]], issue: Poles, present: Sequence[Party]
) -> list[Evidence]:
    """Collect the clues to the side of every party."""
    collected = []
    for party in present:
        rows = [(*found[n], stemmed[found[n][0].number]) for n in party.rows]
        outright = [said_outright(passage, row, stems, issue) for passage, row, stems in rows]
        manner = [
            joined(plain, of_manner(passage, row))
            for plain, (passage, row, _) in zip(outright, rows, strict=True)
        ]
        said = of_words([stems[row.first : row.last] for _, row, stems in rows], issue.way)
        named = of_words([party.described], issue.way, spoken=False)
        told = joined(said, named, pooled(manner), of_party(party, issue))
        collected.append(Evidence(party, told, outright))
    return collected


def lean(
    collected: Sequence[Evidence], issue: Poles, tied: Mapping[Pair, Mapping[str, float]], weights: Weights
) -> dict[int, Lean]:
    """Say how every statement of a party leans, by what each clue and tie weighs.

    Which pole is the change is told by the wording of the poles and by which of both readings of the document
    fits together better.
    """
    ties = {pair: weighed(kinds, weights) for pair, kinds in tied.items()}
    own = [one.clues.weighed(weights) for one in collected]
    plus, minus = (camps([fixed + change * turning for fixed, turning in own], ties) for change in (1, -1))
    change = 1 if plus.fit - minus.fit + issue.change >= 0 else -1
    leans = {}
    for one, leaning in zip(collected, (plus if change > 0 else minus).leaning, strict=True):
        field = 2 * atanh(max(-_FIRMEST, min(_FIRMEST, leaning)))
        for n, said in zip(one.party.rows, one.outright, strict=True):
            fixed, turning = said.weighed(weights)
            outright = fixed + change * turning
            leans[n] = Lean(field + outright, outright)
    return leans


def _chosen(stemmed: Sequence[Sequence[str]], found: Found, issues: Sequence[Poles]) -> list[int]:
    """Choose the issue of whose things each statement names most, else the document's."""
    if len(issues) == 1:
        return [0] * len(found)
    spoken = [sum(not issue.things.keys().isdisjoint(here) for here in stemmed) for issue in issues]
    main = max(range(len(issues)), key=lambda n: (spoken[n], -n))
    chosen = []
    for passage, row in found:
        here = set(stemmed[passage.number][row.first : row.last])
        named = [len(here & issue.things.keys()) for issue in issues]
        best = max(range(len(issues)), key=lambda n: (named[n], spoken[n], -n))
        often = spoken[best] >= _OFTEN * spoken[main]
        chosen.append(best if often and named[best] > named[main] else main)
    return chosen


def _judged(passage: Passage, row: Row, issue: Poles, found: Lean | None) -> Judged:
    about = issue.issue or None
    if row.source.kind == "author":
        return Judged(about)
    if found is None or abs(found.total) < _FAINT:
        return Judged()
    sign = 1 if found.total > 0 else -1
    plain = found.outright * sign
    if plain >= _PLAIN:
        return _shaped(about, sign, 85 if _strong(passage, row) else 70, 20, None)
    if plain > 0 or abs(found.total) >= _SURE:
        return _shaped(about, sign, 60, 35, None if plain > 0 else BY_OTHERS)
    return _shaped(about, sign, 50, 50, BY_OTHERS)


def _shaped(issue: str | None, sign: int, size: float, spread: float, note: str | None) -> Judged:
    value = float(sign * size)
    return Judged(issue, value, max(-100.0, value - spread), min(100.0, value + spread), note)


def _strong(passage: Passage, row: Row) -> bool:
    return any(token.lower in words("stance", "strong") for token in passage.tokens[row.first : row.last])


BY_OTHERS = "stance by who speaks and by the speaker's other statements"
_FIRMEST = 0.999
_FAINT = 0.05
_PLAIN = 0.7
_SURE = 2.0
_OFTEN = 0.5
