"""Where a statement stands on an issue: a proposed value with its range.

The words of the issue's poles say which words point where; verbs of support and opposition,
negations and words of worth turn them. What no word decides is taken from the speaker's
other statements and its allies, with a wide range.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from majlis.reading.actors.actors import Subject
from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.passage import Passage
from majlis.reading.statements.camps import leanings, name_of, side_taken, ties
from majlis.reading.statements.directions import directions, worth
from majlis.reading.statements.poles import Poles, poles, stem, stems
from majlis.reading.statements.rows import Row
from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token


class Judged(NamedTuple):
    """The issue that a statement is about, and the stance proposed, with its range and a doubt."""

    about: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str | None = None


class _Sign(NamedTuple):
    """Which way a statement points, how sure the words are (0 to 1), and whether they name the issue."""

    sign: int
    weight: float
    named: bool


def judge(
    read: Sequence[Passage],
    found: Sequence[tuple[Passage, Row]],
    subjects: Sequence[Subject],
    aliases: Aliases,
) -> list[Judged]:
    """Judge every statement of a document, first by its words, then by its speaker's others."""
    if not subjects:
        return [Judged() for _ in found]
    issues = [poles(subject) for subject in subjects]
    signs = [_signs(read, found, issue) for issue in issues]
    chosen = _chosen(signs, len(found))
    between = ties(found, aliases)
    leans = [leanings(_tally(found, one), between) for one in signs]
    views = [
        _judged(row, issues[i], signs[i][n], leans[i], _strong(passage, row))
        for n, ((passage, row), i) in enumerate(zip(found, chosen, strict=True))
    ]
    for n in range(1, len(views)):
        views[n] = _by_neighbour(found[n - 1 : n + 1], views[n - 1 : n + 1])
    return views


def _by_neighbour(pair: Sequence[tuple[Passage, Row]], views: Sequence[Judged]) -> Judged:
    """Take the stance of the statement before, in the same paragraph, where nothing else tells."""
    (before, _), (here, row) = pair
    unknown = views[1].value is None and row.source.kind != "author" and row.source.actor is None
    if not unknown or views[0].value is None or before.sentence.paragraph != here.sentence.paragraph:
        return views[1]
    sign = 1 if views[0].value > 0 else -1
    return _shaped(views[0].about or "", sign, 40, 60, "stance by the statement before it")


def _chosen(signs: Sequence[Sequence[_Sign | None]], count: int) -> list[int]:
    """Choose the issue that each statement speaks of most plainly, else the document's commonest."""
    totals = [sum(map(_rank, one)) for one in signs]
    common = totals.index(max(totals))
    chosen = []
    for n in range(count):
        ranks = [_rank(one[n]) for one in signs]
        chosen.append(ranks.index(max(ranks)) if any(ranks) else common)
    return chosen


def _rank(sign: _Sign | None) -> float:
    return 0.0 if sign is None else sign.weight + sign.named


def _signs(read: Sequence[Passage], found: Sequence[tuple[Passage, Row]], issue: Poles) -> list[_Sign | None]:
    """Judge each statement by its words; 'the demand' and its like take up what was said before."""
    decided = _decided(read, issue)
    signs: list[_Sign | None] = []
    said: list[tuple[str, int]] = []
    for passage, row in found:
        here = [stem(token.lower) for token in passage.tokens]
        speaker = name_of(row.source)
        sign = _worded(passage, row, here, issue)
        if sign is None:
            first = said[0][1] if said else 0
            answered = said[-1][1] if said and said[-1][0] != speaker else 0
            sign = _referring(passage, row, here, decided or first, answered)
        if sign is not None and row.source.kind != "author":
            said.append((speaker, sign.sign))
        signs.append(sign)
    return signs


def _decided(read: Sequence[Passage], issue: Poles) -> int:
    """Say which way the decisions that a document tells of point, by the words after them."""
    total = opening = 0.0
    for passage in read:
        here = [stem(token.lower) for token in passage.tokens]
        for at, word in enumerate(here):
            if word in stems("decided"):
                total += next(
                    (
                        hit.sign
                        for hit in directions(passage, range(at + 1, min(at + 10, len(here))), here, issue)
                    ),
                    0,
                )
        if passage.number < _OPENING:
            near = directions(passage, range(len(here)), here, issue)
            opening += sum(hit.sign for hit in near if hit.weight == 1)
    total = total or opening
    return (total > 0) - (total < 0)


def _worded(passage: Passage, row: Row, here: list[str], issue: Poles) -> _Sign | None:
    """Judge a statement by words that point along the issue or name its object."""
    attitude = side_taken(row)
    part = range(row.first, row.last)
    if (
        row.cue is not None
        and row.cue.frame not in ("after", "according")
        and row.first <= row.cue.at < row.last
    ):
        part = range(row.cue.at + 1, row.last)
    hits = directions(passage, part, here, issue)
    named = any(here[n] in issue.objects for n in part)
    total = sum(hit.sign * hit.weight for hit in hits)
    value = worth(passage, part, here, issue)
    if total:
        pointing = 1 if total > 0 else -1
        sure = any(hit.weight == 1 for hit in hits)
        if attitude:
            return _Sign(attitude * pointing, 1.0 if sure else 0.6, named)
        turned = any(hit.turned for hit in hits) or any(
            token.lower in _MEANS for token in _words(passage, part)
        )
        worth_of = 1 if turned else value or 1
        return _Sign(pointing * worth_of, 0.8 if sure else 0.4, named)
    if named and (attitude or value):
        return _Sign(issue.more * (attitude or value), 0.5, True)
    return None


def _words(passage: Passage, part: range) -> tuple[Token, ...]:
    return passage.tokens[part.start : part.stop]


def _referring(passage: Passage, row: Row, here: list[str], decided: int, previous: int) -> _Sign | None:
    """Judge a side taken on 'the decision', or on what another has just said."""
    attitude = side_taken(row)
    for n in range(row.first, row.last):
        if row.cue is not None and n == row.cue.at:
            continue
        if here[n] in stems("decided") and decided:
            blunt = -1 if row.cue is not None and row.cue.frame == "as" else 1
            value = attitude or _plain(passage, range(row.first, row.last)) or blunt
            return _Sign(value * decided, 0.4, False)
        if here[n] in stems("answered") and attitude and previous:
            return _Sign(attitude * previous, 0.4, False)
    return None


def _plain(passage: Passage, part: range) -> int:
    return worth(passage, part, [], None)


def _tally(found: Sequence[tuple[Passage, Row]], signs: list[_Sign | None]) -> dict[str, float]:
    """Add up what each speaker has said."""
    tally: dict[str, float] = {}
    for (_, row), sign in zip(found, signs, strict=True):
        name = name_of(row.source)
        if sign is not None and name and row.source.kind != "author":
            tally[name] = tally.get(name, 0.0) + sign.sign * sign.weight
    return tally


def _judged(row: Row, issue: Poles, sign: _Sign | None, leaning: dict[str, float], strong: bool) -> Judged:
    if sign is not None and row.source.kind != "author":
        own = leaning.get(name_of(row.source), 0.0)
        if sign.weight < _SURE and own * sign.sign < -_FIRM:
            return _shaped(issue.issue, -sign.sign, 50, 50, "stance by the speaker's other statements")
        size = 85 if strong else 70
        return _shaped(issue.issue, sign.sign, size, 20 if sign.weight >= _SURE else 35, None)
    if row.source.kind == "author":
        return Judged(issue.issue) if sign is not None else Judged()
    own = leaning.get(name_of(row.source), 0.0)
    if own:
        return _shaped(issue.issue, 1 if own > 0 else -1, 50, 50, "stance by the speaker's other statements")
    return Judged()


def _shaped(issue: str, sign: int, size: float, spread: float, note: str | None) -> Judged:
    value = float(sign * size)
    return Judged(issue, value, max(-100.0, value - spread), min(100.0, value + spread), note)


def _strong(passage: Passage, row: Row) -> bool:
    return any(token.lower in words("stance", "strong") for token in passage.tokens[row.first : row.last])


_OPENING = 6
_SURE = 0.5
_FIRM = 0.7
_MEANS = words("stance", "means")
