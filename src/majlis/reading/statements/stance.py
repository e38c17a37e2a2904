"""Where a statement stands on an issue: a proposed value with its range.

The words of the issue's poles say which words point where; verbs of support and opposition,
negations and words of worth turn them. What no word decides is taken from the speaker's
other statements and its allies, with a wide range.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from majlis.reading.actors.actors import Subject
from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.passage import Passage
from majlis.reading.statements.camps import Tie, leanings, name_of, of_case
from majlis.reading.statements.decision import Decision, decision
from majlis.reading.statements.deeds import deeds, embodying, movers
from majlis.reading.statements.directions import directions, worth
from majlis.reading.statements.matter import matter, spoken_of
from majlis.reading.statements.poles import Poles, joined, poles, stem, stems
from majlis.reading.statements.relations import relations, side_taken
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


class _View(NamedTuple):
    """An issue as a document speaks of it: statements by their words, leanings."""

    issue: Poles
    signs: Sequence[_Sign | None]
    leaning: dict[str, float]


def judge(
    read: Sequence[Passage],
    found: Sequence[tuple[Passage, Row]],
    subjects: Sequence[Subject],
    aliases: Aliases,
) -> list[Judged]:
    """Judge every statement of a document, first by its words, then by its speaker's others.

    Without subjects the document's own matter is taken, and no issue is named.
    """
    here = [[stem(word) for word in joined([token.lower for token in passage.tokens])] for passage in read]
    issues = _issues(read, here, subjects) if found else []
    if not issues:
        return [Judged() for _ in found]
    between = [*of_case(aliases), *relations(read, found, aliases)]
    views = [_view(read, here, found, issue, between, aliases) for issue in issues]
    chosen = _chosen([one.signs for one in views], len(found))
    judged = [
        _judged(passage, row, views[i], views[i].signs[n])
        for n, ((passage, row), i) in enumerate(zip(found, chosen, strict=True))
    ]
    for n in range(1, len(judged)):
        judged[n] = _by_neighbour(found[n - 1 : n + 1], judged[n - 1 : n + 1])
    return judged


def _issues(read: Sequence[Passage], here: Sequence[list[str]], subjects: Sequence[Subject]) -> list[Poles]:
    """Give the issues of the case; what a document speaks of beside the one issue belongs to it too."""
    if not subjects:
        return [one for one in [matter(read, here)] if one is not None]
    found = [poles(subject) for subject in subjects]
    if len(found) > 1:
        return found
    return [found[0]._replace(around=spoken_of(read, here) - found[0].plus - found[0].minus)]


def _view(
    read: Sequence[Passage],
    here: Sequence[list[str]],
    found: Sequence[tuple[Passage, Row]],
    issue: Poles,
    between: Sequence[Tie],
    aliases: Aliases,
) -> _View:
    said: dict[int, list[range]] = {}
    for passage, row in found:
        said.setdefault(passage.number, []).append(range(row.first, row.last))
    done = deeds(read, here, issue, said)
    made = decision(read, here, issue, done)
    signs = _signs(here, found, issue, made)
    own = _tally(found, signs)
    moved = movers(read, here, issue, made.sign or 1)
    for name, value in (*done.items(), *moved.items(), *embodying(read, issue, aliases).items()):
        own[name] = own.get(name, 0.0) + value
    return _View(issue, signs, leanings(own, between))


def _by_neighbour(pair: Sequence[tuple[Passage, Row]], views: Sequence[Judged]) -> Judged:
    """Take the stance of the statement before, in the same paragraph, where nothing else tells."""
    (before, _), (here, row) = pair
    unknown = views[1].value is None and row.source.kind != "author" and row.source.actor is None
    if not unknown or views[0].value is None or before.sentence.paragraph != here.sentence.paragraph:
        return views[1]
    sign = 1 if views[0].value > 0 else -1
    return _shaped(views[0].about, sign, 40, 60, "stance by the statement before it")


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


def _signs(
    here: Sequence[list[str]], found: Sequence[tuple[Passage, Row]], issue: Poles, made: Decision
) -> list[_Sign | None]:
    """Judge each statement by its words; 'the demand' and its like take up what was said before."""
    signs: list[_Sign | None] = []
    said: list[tuple[str, int]] = []
    for passage, row in found:
        speaker = name_of(row.source)
        sign = _worded(passage, row, here[passage.number], issue, made.praised)
        if sign is None:
            answered = said[-1][1] if said and said[-1][0] != speaker else 0
            sign = _referring(passage, row, here[passage.number], made.sign, answered, issue.more)
        if sign is None and (tone := _tone(passage, row)):
            sign = _Sign(tone * made.praised, _TONE, False)
        if sign is not None and sign.weight > _TONE and row.source.kind != "author":
            said.append((speaker, sign.sign))
        signs.append(sign)
    return signs


def _worded(passage: Passage, row: Row, here: list[str], issue: Poles, praised: int) -> _Sign | None:
    """Judge a statement by words that point along the issue or name its object."""
    attitude = side_taken(row)
    part = range(row.first, row.last)
    if (
        row.cue is not None
        and row.cue.frame not in ("after", "according")
        and row.first <= row.cue.at < row.last
    ):
        part = range(row.cue.at + 1, row.last)
    hits = [hit for hit in directions(passage, part, here, issue) if row.cue is None or hit.at != row.cue.at]
    said = here[part.start : part.stop]
    named = not (issue.objects.isdisjoint(said) and stems("thing").isdisjoint(said))
    total = sum(hit.sign * hit.weight for hit in hits)
    value = worth(passage, part, here, issue)
    if total:
        pointing = 1 if total > 0 else -1
        sure = any(hit.weight == 1 for hit in hits)
        if any(hit.supposed for hit in hits):
            return _Sign(pointing, 0.8 if sure else 0.4, named)
        if not sure and _threatens(passage, row):
            return None
        if attitude < 0 and _fears(row) and not any(here[hit.at] in issue.plus | issue.minus for hit in hits):
            return None
        if attitude:
            return _Sign(attitude * pointing, 1.0 if sure else 0.6, named)
        turned = any(hit.turned or _asserted(passage, hit.at) for hit in hits) or any(
            token.lower in _MEANS for token in _words(passage, part)
        )
        worth_of = 1 if turned else value or 1
        return _Sign(pointing * worth_of, 0.8 if sure else 0.4, named)
    vote = _vote(passage, part, here)
    if vote:
        return _Sign(vote * issue.more, 0.6, False)
    if _missed(passage, part, here, issue):
        return _Sign(issue.more, 0.5, True)
    side = attitude or _sided(passage, part, here, issue) or value
    if named and side:
        return _Sign((issue.more if stems("thing").isdisjoint(said) else praised) * side, 0.5, True)
    return None


def _missed(passage: Passage, part: range, here: list[str], issue: Poles) -> bool:
    """Whether somebody tells what would be without the thing, or without 'it': without the dam, no light."""
    for n in part[:-1]:
        if passage.tokens[n].lower != "without":
            continue
        near = range(n + 1, min(n + 4, part.stop))
        meant = passage.tokens[n + 1].lower in ("it", "them") or any(here[at] in issue.objects for at in near)
        if meant and any(token.kind == "modal" for token in _words(passage, part)):
            return True
    return False


def _sided(passage: Passage, part: range, here: list[str], issue: Poles) -> int:
    """Read 'against the contract', 'in favour of the plan'."""
    for n in part:
        word = passage.tokens[n].lower
        if word in _SIDES and any(at in issue.objects or at in stems("thing") for at in here[n + 1 : n + 6]):
            return _SIDES[word] * (-1 if _denied(passage, n, part.start) else 1)
    return 0


def _vote(passage: Passage, part: range, here: list[str]) -> int:
    """Read 'vote no', 'vote against', 'vote for'."""
    voting = stems("voting")
    for n in part[:-1]:
        if here[n] in voting:
            near = [token.lower for token in passage.tokens[n + 1 : min(n + 3, part.stop)]]
            return ("for" in near or "yes" in near) - ("against" in near or "no" in near)
    return 0


def _fears(row: Row) -> bool:
    return row.cue is not None and stem(row.cue.lemma) in stems("fearing")


def _threatens(passage: Passage, row: Row) -> bool:
    """Whether somebody threatens, and not only for the case that something is done or left undone."""
    if row.cue is None or stem(row.cue.lemma) not in stems("threatening"):
        return False
    return not any(token.lower in ("if", "unless", "until") for token in passage.tokens[row.first : row.last])


def _asserted(passage: Passage, at: int) -> bool:
    """Whether a word is what somebody says will or must be: its worth is said, not asked."""
    return any(token.kind in ("modal", "to") for token in passage.tokens[max(0, at - 3) : at])


def _words(passage: Passage, part: range) -> tuple[Token, ...]:
    return passage.tokens[part.start : part.stop]


def _denied(passage: Passage, n: int, first: int) -> bool:
    return any(token.lower in _NEGATION for token in passage.tokens[max(first, n - 4) : n])


def _referring(
    passage: Passage, row: Row, here: list[str], decided: int, previous: int, more: int
) -> _Sign | None:
    """Judge a side taken on 'the decision', or on what another has just said."""
    if _threatens(passage, row):
        return _Sign(-(decided or more), 0.3, False)
    if _taking_up().isdisjoint(here[row.first : row.last]):
        return None
    attitude = side_taken(row)
    side = attitude or _plain(passage, range(row.first, row.last))
    for n in range(row.first, row.last):
        if here[n] not in _taking_up() or (row.cue is not None and n == row.cue.at):
            continue
        sign = _on_decision(passage, row, n, here[n], decided, more)
        if sign is not None:
            return sign
        if here[n] in stems("worries") and attitude < 0:
            return _Sign(more, 0.4, False)
        meant = here[n] in stems("answered") and row.cue is not None and row.cue.frame in ("object", "as")
        if meant and side * previous:
            return _Sign(side * previous, 0.4, False)
    return None


def _on_decision(passage: Passage, row: Row, n: int, word: str, decided: int, more: int) -> _Sign | None:
    """Judge a side taken on the decision by one word, if it tells: to fight it, to undo it, the decision."""
    against = -(decided or more)
    denied = _denied(passage, n, row.first)
    attitude = side_taken(row)
    if word in stems("undoing") and attitude > 0 and not denied:
        return _Sign(against, 0.4, False)
    if word in stems("reconsidering") and decided and row.cue is not None and row.cue.lemma in _ASKING:
        return _Sign(-decided, 0.4, False)
    if word in stems("resisting") and not denied:
        return _Sign(against, 0.3, False)
    if word not in stems("decided"):
        return None
    blunt = -1 if row.cue is not None and row.cue.frame == "as" else 0
    side = attitude or _plain(passage, range(row.first, row.last)) or blunt
    return _Sign(side * decided, 0.4, False) if side * decided else None


@cache
def _taking_up() -> frozenset[str]:
    """Give every word that can take up what was said or decided before."""
    return frozenset().union(
        *map(stems, ("undoing", "reconsidering", "worries", "resisting", "decided", "answered"))
    )


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


def _judged(passage: Passage, row: Row, view: _View, sign: _Sign | None) -> Judged:
    issue = view.issue.issue or None
    if row.source.kind == "author":
        return Judged(issue) if sign is not None else Judged()
    leaning = view.leaning.get(name_of(row.source), 0.0)
    if sign is not None:
        others = leaning - sign.sign * sign.weight
        if others * sign.sign < -_FIRM * sign.weight:
            return _shaped(issue, -sign.sign, 50, 50, _BY_OTHERS)
        if sign.weight <= _TONE:
            return _shaped(issue, sign.sign, 40, 60, "stance by its tone alone")
        size = 85 if _strong(passage, row) else 70
        return _shaped(issue, sign.sign, size, 20 if sign.weight >= _SURE else 35, None)
    if abs(leaning) > _FAINT:
        return _shaped(issue, 1 if leaning > 0 else -1, 50, 50, _BY_OTHERS)
    return Judged()


def _tone(passage: Passage, row: Row) -> int:
    """Say whether a statement speaks well or ill, by its verb or else its words."""
    return side_taken(row) or worth(passage, range(row.first, row.last), [], None)


def _shaped(issue: str | None, sign: int, size: float, spread: float, note: str | None) -> Judged:
    value = float(sign * size)
    return Judged(issue, value, max(-100.0, value - spread), min(100.0, value + spread), note)


def _strong(passage: Passage, row: Row) -> bool:
    return any(token.lower in words("stance", "strong") for token in passage.tokens[row.first : row.last])


_SIDES = {"against": -1, "hostile": -1, "opposed": -1, "favour": 1, "favor": 1, "behind": 1}
_SURE = 0.5
_FIRM = 1.4
_FAINT = 0.02
_TONE = 0.2
_BY_OTHERS = "stance by the speaker's other statements"
_MEANS = words("stance", "means")
_NEGATION = words("stance", "negation")
_ASKING = words("cues", "asking") | words("stance", "pleading")
