"""Forecasts: what somebody expects, how likely they put it, by when and on what condition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from majlis.reading.actors.passage import Passage
from majlis.reading.documents.asserting import asserts
from majlis.reading.documents.dating import resolve as dated
from majlis.reading.documents.document import Document
from majlis.reading.proposal import Proposal
from majlis.reading.text.clauses import group, inherited, lemmas_of, subject, verbal
from majlis.reading.text.extents import clause_end
from majlis.reading.text.lexicon import table, words
from majlis.reading.text.span import Span
from majlis.reading.text.tokens import Token

_NEAR = 6


class _Chance(NamedTuple):
    name: str
    low: float
    high: float


def forecasts(
    document: Document, passages: Sequence[Passage], statements: Sequence[Proposal] = ()
) -> list[Proposal]:
    """Propose the forecasts of a document, in the order of the text.

    The words of probability are noted with the range that they stand for; no number is proposed as a value.
    """
    chances, found = _chances(), list[Proposal]()
    for passage in passages:
        line = passage.tokens
        if chances.keys().isdisjoint(passage.words) or not asserts(passage.sentence, document):
            continue
        done = 0
        for at, token in enumerate(line):
            chance = chances.get(token.lower)
            if chance is None or at < done:
                continue
            span = _clause(line, at)
            if span is not None:
                done = span[1]
                found.append(_proposal(document, passage, at, span, chance, statements, len(found) + 1))
    return found


def _clause(line: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Give the clause that a word of expectation colours; a condition or a wish in the past is none."""
    verb = _verb(line, at)
    if verb is None:
        return None
    first = group(line, verb).first
    own = subject(line, first) or inherited(line, first)
    if own is None or line[own.first].lower in ("i", "we") or _hangs_on_condition(line, own.start):
        return None
    if line[verb - 1].lower in ("have", "been") and "would" in [token.lower for token in line[first:verb]]:
        return None
    return min(own.start, first), max(clause_end(line, verb, True, False), verb + 1)


def _verb(line: Sequence[Token], at: int) -> int | None:
    """Give the verb that is expected: the first after the word, or the word itself where it is a verb."""
    if not _expecting().isdisjoint(lemmas_of(line[at].lower)) and line[at].kind == "verb":
        return at
    for index in range(at + 1, min(len(line), at + _NEAR)):
        if verbal(line, index):
            return index
        if line[index].kind in ("stop", "comma", "sub", "prep", "quote"):
            break
    after = at + 1
    return after if after < len(line) and line[after].lower == "be" else None


def _hangs_on_condition(line: Sequence[Token], start: int) -> bool:
    return start > 0 and line[start - 1].lower in ("if", "unless", "whether")


def _proposal(
    document: Document,
    passage: Passage,
    at: int,
    part: tuple[int, int],
    chance: _Chance,
    statements: Sequence[Proposal],
    place: int,
) -> Proposal:
    text, line = document.text, passage.tokens
    span = Span(line[part[0]].start, line[part[1] - 1].end)
    over = next((s for s in statements if s.start < span.end and span.start < s.end), None)
    horizon = dated(span.of(text), document.date, True)
    negated = group(line, part[1] - 1).negated or any(t.kind == "neg" for t in line[at : at + 3])
    return Proposal(
        id=f"{document.id}-forecast-{place}",
        document=document.id,
        kind="forecast",
        start=span.start,
        end=span.end,
        quote=span.of(text),
        speaker=over.speaker if over is not None else "author",
        actor=next((m.actor for m in passage.mentions if part[0] <= m.first and m.last <= part[1]), None),
        status="denied" if negated else "forecast",
        date=horizon.date if horizon else None,
        date_precision=horizon.precision if horizon else None,
        unit="per cent",
        rule=f"{chance.name}: {line[at].lower}",
        note=_note(text, line, at, chance),
    )


def _note(text: str, line: Sequence[Token], at: int, chance: _Chance) -> str:
    said = f"'{line[at].text}' read as {chance.name}, {chance.low:g} to {chance.high:g} per cent"
    condition = next((i for i, token in enumerate(line) if token.lower in _CONDITIONS), None)
    if condition is None:
        return said
    end = next((i for i in range(condition, len(line)) if line[i].kind in ("comma", "stop")), len(line))
    return f"{said}; on the condition '{text[line[condition].start : line[end - 1].end]}'"


@cache
def _chances() -> dict[str, _Chance]:
    return {
        word: _Chance(name, float(entry["low"]), float(entry["high"]))
        for name, entry in table("forecasts").items()
        if isinstance(entry, dict)
        for word in entry["words"].split()
    }


@cache
def _expecting() -> frozenset[str]:
    return words("forecasts", "expecting")


_CONDITIONS = words("forecasts", "conditions")
