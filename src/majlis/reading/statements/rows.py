"""Statements as stretches of a sentence: where each begins and ends, and whose words it tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from majlis.reading.actors.discourse import Discourse
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.phrases import Phrase, subject
from majlis.reading.actors.sources import Source
from majlis.reading.actors.speakers import resolve
from majlis.reading.statements.cues import Cue, cues
from majlis.reading.statements.spoken import Spoken, leads, spoken_by, unreal
from majlis.reading.text.complements import predicated, readings
from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token


class Row(NamedTuple):
    """A statement: ``tokens[first:last]`` of a sentence, who speaks, who reports it, and the rule."""

    first: int
    last: int
    source: Source
    reported_by: Source | None
    rule: str
    cue: Cue | None


def rows(passage: Passage, discourse: Discourse) -> list[Row]:
    """Find the statements of a sentence that have a cue in it."""
    spoken: list[Spoken] = []
    told = cues(passage)
    for cue in told:
        one = spoken_by(passage, cue, spoken, discourse)
        if one is not None:
            spoken.append(one)
            discourse.said(one.source)
    found: list[Row] = []
    for number, one in enumerate(spoken):
        start = found[-1].last if found else 0
        limit = spoken[number + 1].first if number + 1 < len(spoken) else len(passage.tokens)
        row = _row(passage, told, one, start, limit, discourse)
        if row is not None:
            found.append(row)
    return found


def _row(
    passage: Passage, told: Sequence[Cue], one: Spoken, start: int, limit: int, discourse: Discourse
) -> Row | None:
    """Cut the row of a cue out of its sentence."""
    found = passage.tokens
    if one.rule.startswith("after") or (one.rule == "according" and not leads(passage, one.cue)):
        first, last = _around(passage, one, start, limit)
    else:
        first, last = max(one.first, start), _tail(passage, one, limit)
    while last > first and found[last - 1].kind in ("comma", "conj", "mark"):
        last -= 1
    while first < last and found[first].kind in ("comma", "conj", "stop", "mark"):
        first += 1
    if last - first < 2:
        return None
    inner = _inner(passage, told, one, first, last, discourse)
    if inner is not None:
        return Row(first, last, inner, one.source, one.rule, one.cue)
    return Row(first, last, one.source, None, one.rule, one.cue)


def _around(passage: Passage, one: Spoken, start: int, limit: int) -> tuple[int, int]:
    """Give the row of an attribution after or inside its content."""
    found = passage.tokens
    first = start
    for at in range(one.cue.first - 2, first, -1):
        if found[at].text in ":;" and passage.quoted[at] < 0:
            first = at + 1
            break
    while first < one.cue.first and found[first].kind in ("conj", "comma"):
        first += 1
    end = max(one.phrase.last if one.phrase else 0, one.cue.at + 1)
    if end < len(found) and found[end].lower in _HEARERS:
        end += 1
    before = min(one.cue.first, one.phrase.first) if one.phrase else one.cue.first
    resumed = _resumed(passage, first, before, end, limit)
    return first, resumed or end


def _resumed(passage: Passage, start: int, cue_first: int, end: int, limit: int) -> int:
    """Give the end of a content that goes on after its attribution, or 0."""
    found = passage.tokens
    if any(passage.quoted[at] >= 0 for at in range(end, limit)):
        return limit
    if found[start].lower in _OPEN and end < limit and found[end].kind == "comma":
        return limit
    plain = cue_first > 0 and passage.quoted[cue_first - 1] < 0
    split = plain and not _stated(found, start, cue_first) and cue_first - start < _LONG_SUBJECT
    if split and end < limit and found[end].kind == "prep":
        end = next((at for at in range(end, limit) if found[at].kind == "comma"), end)
    if split and end + 1 < limit and found[end].kind == "comma" and _goes_on(found, end + 1, limit):
        return limit
    if end + 1 < limit and found[end].kind == "comma":
        rest = found[end + 1 : limit]
        clausal = any(token.kind in ("aux", "modal", "verb") for token in rest)
        opens = rest[0].kind in ("det", "pron", "conj", "aux", "poss", "sub") and rest[0].lower not in (
            "a",
            "an",
            "the",
        )
        return limit if clausal and (opens or (rest[0].lower == "the" and _sentence_like(rest))) else 0
    return 0


def _goes_on(found: tuple[Token, ...], at: int, limit: int) -> bool:
    """Whether a verb follows that the subject before the attribution still lacks."""
    return predicated(found, at, limit) or bool(readings(found[at].lower))


def _stated(found: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether a stretch says something by itself: a verb that is no mere 'leaving'."""
    return any(
        token.kind in ("aux", "modal") or (token.kind == "verb" and not token.lower.endswith("ing"))
        for token in found[start:end]
    )


def _sentence_like(rest: tuple[Token, ...]) -> bool:
    """Whether 'the ...' after a comma is a clause and no description: a verb stands before any comma."""
    for token in rest[1:7]:
        if token.kind in ("aux", "modal", "verb"):
            return True
        if token.kind in ("comma", "prep", "rel", "stop"):
            return False
    return False


def _tail(passage: Passage, one: Spoken, limit: int) -> int:
    """Give the end of a content that follows its cue; a clause that only describes is cut."""
    found = passage.tokens
    for at in range(one.cue.content + 2, limit - 1):
        if passage.quoted[at] >= 0:
            continue
        following = found[at + 1]
        if (
            one.cue.frame in ("object", "as")
            and found[at].lower == "and"
            and _new_clause(found, at + 1, limit)
        ):
            return at
        if found[at].kind != "comma":
            continue
        if limit < len(found) and following.kind in ("prep", "adv") and limit - at < 7:
            return at
        if following.lower in _CUTTING or following.kind == "rel":
            return at
        if (
            one.cue.frame in ("object", "as")
            and following.lower in _AFRESH
            and _new_clause(found, at + 1, limit)
        ):
            return at
        if following.lower == "as" and _clause_follows(found, at + 2, limit):
            return at
    return limit


def _clause_follows(found: tuple[Token, ...], at: int, limit: int) -> bool:
    return any(token.kind in ("verb", "aux") for token in found[at : min(at + 8, limit)])


def _new_clause(found: tuple[Token, ...], at: int, limit: int) -> bool:
    """Whether a clause with its own subject and verb starts here."""
    if found[at].kind == "comma":
        return True
    if found[at].kind not in ("det", "pron", "poss", "name"):
        return False
    near = [token.kind for token in found[at : min(at + 9, limit)]]
    return "aux" in near or "modal" in near or ("comma" not in near[1:] and "verb" in near)


def _inner(
    passage: Passage, told: Sequence[Cue], one: Spoken, first: int, last: int, discourse: Discourse
) -> Source | None:
    """Find the party whose words or wishes the source passes on: X said that Y opposes Z."""
    if one.cue.frame not in ("that", "clause", "quote", "after", "according"):
        return None
    start = first if one.rule.startswith("after") or one.rule == "according" else one.cue.content
    for cue in (*told, *cues(passage, inside=True)):
        if (
            not start < cue.first < last
            or cue.at == one.cue.at
            or cue.frame in ("after", "noun", "according")
        ):
            continue
        return _party(passage, cue, start, one, discourse)
    return None


def _party(passage: Passage, cue: Cue, start: int, one: Spoken, discourse: Discourse) -> Source | None:
    found = passage.tokens
    at = start
    while at < cue.first and (
        found[at].kind in ("quote", "sub", "comma", "mark") or found[at].lower == "that"
    ):
        at += 1
    phrase = (
        subject(passage, cue.first, at) if passage.quoted[cue.at] < 0 else _quoted_subject(passage, cue, at)
    )
    if phrase is None or phrase.first > at + 2 or not phrase.adjacent or found[phrase.first].kind == "pron":
        return None
    if found[phrase.first].lower in _GENERIC or unreal(found, cue):
        return None
    source = resolve(passage, phrase, discourse)
    if source is None or source.actor is None or source.actor == one.source.actor:
        return None
    return source


def _quoted_subject(passage: Passage, cue: Cue, at: int) -> Phrase | None:
    """Take the words of a quotation before its verb as the subject, if they are few and plain."""
    found = passage.tokens
    plain = all(
        token.kind in ("name", "word", "det", "prep", "poss", "adv", "genitive", "conj")
        for token in found[at : cue.first]
    )
    return Phrase(at, cue.first, True) if cue.first > at and plain else None


_LONG_SUBJECT = 12
_HEARERS = words("cues", "audience")
_OPEN = words("stance", "supposing") | {"whether", "since", "because", "when", "although", "while", "to"}
_AFRESH = frozenset({"this", "that", "it", "they", "he", "she"})
_CUTTING = frozenset({"but", "while", "although", "though", "whereas", "yet", "even", "despite"})
_GENERIC = frozenset(
    {"people", "you", "nobody", "anyone", "everyone", "those", "this", "that", "it", "there", "no"}
)
