"""Events: who did what to whom, as clauses and as nouns, with the standing that the text gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.discourse import Discourse
from majlis.reading.actors.mentions import Mention
from majlis.reading.actors.passage import Passage
from majlis.reading.documents.asserting import asserts
from majlis.reading.documents.dating import resolve as dated
from majlis.reading.documents.document import Document
from majlis.reading.events.act_clauses import act_clauses
from majlis.reading.events.act_phrases import act_phrases
from majlis.reading.events.acts import SPEECH, triggers
from majlis.reading.events.declared_acts import declared_acts
from majlis.reading.events.parties import Parties
from majlis.reading.events.spoken_acts import spoken_acts
from majlis.reading.events.told import Told
from majlis.reading.proposal import Proposal
from majlis.reading.text.span import Span

_CONTAINING = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT"})
_REMEMBERED = 12


def events(
    document: Document,
    passages: Sequence[Passage],
    aliases: Aliases,
    statements: Sequence[Proposal] = (),
) -> list[Proposal]:
    """Propose the events of a document, in the order of the text.

    Statements, where they are known, say who speaks as 'we' and who reports an act.
    """
    discourse = Discourse(aliases, document.text)
    words, nouns = triggers(), set[tuple[str, str | None]]()
    found: list[Proposal] = []
    before: tuple[Mention, ...] = ()
    for passage, spoken in zip(passages, _spoken(passages, statements), strict=True):
        telling = spoken or not words.isdisjoint(passage.words)
        if telling and asserts(passage.sentence, document):
            parties = Parties(passage, discourse, before, spoken)
            for told in _told(parties, nouns):
                found.append(_proposal(document, told, parties, len(found) + 1))
        discourse.read(passage)
        before = (*passage.mentions, *before)[:_REMEMBERED]
    return found


def _spoken(passages: Sequence[Passage], statements: Sequence[Proposal]) -> Iterator[list[Proposal]]:
    """Yield the statements of each sentence; a statement stands within one, and both are in order."""
    first = 0
    for passage in passages:
        last = first
        while last < len(statements) and statements[last].start < passage.sentence.span.end:
            last += 1
        yield list(statements[first:last])
        first = last


def _told(parties: Parties, nouns: set[tuple[str, str | None]]) -> list[Told]:
    """Choose among the acts that a sentence may tell; a noun counts only the first time."""
    line, words = parties.passage.tokens, parties.passage.words
    kept: list[Told] = []
    for told in _counting(chain(spoken_acts(line, words), act_clauses(line, words)), parties):
        if not _within(told, kept):
            kept.append(told)
            nouns.add((told.key, None))
    for told in _counting(act_phrases(line, words), parties):
        key = (told.key, parties.target(told))
        if key not in nouns and not any(k.first <= told.head < k.last for k in kept):
            kept.append(told)
            nouns.add(key)
    kept += declared_acts(parties, kept)
    return sorted(kept, key=lambda told: (told.first, told.last))


def _counting(acts: Iterator[Told], parties: Parties) -> Iterator[Told]:
    for told in acts:
        talk = told.plover in SPEECH and told.rule != "noun" and parties.comments(told)
        if not talk and parties.known(told):
            yield told


def _within(told: Told, kept: list[Told]) -> bool:
    """Whether an act is only the content of a demand, threat or refusal, or describes its object."""
    over = [k for k in kept if k.head <= told.head and told.last <= k.last]
    return any(k.plover in _CONTAINING or (told.rule == "participle" and told.first > k.head) for k in over)


def _proposal(document: Document, told: Told, parties: Parties, place: int) -> Proposal:
    line, text = parties.passage.tokens, document.text
    span = Span(line[parties.start(told)].start, line[told.last - 1].end)
    when = dated(span.of(text), document.date, told.status in ("planned", "forecast") or None)
    return Proposal(
        id=f"{document.id}-event-{place}",
        document=document.id,
        kind="event",
        start=span.start,
        end=span.end,
        quote=span.of(text),
        actor=parties.actor(told),
        actor_text=_text(parties, told.actor, text),
        target=parties.target(told),
        target_text=_text(parties, told.target, text),
        reported_by=parties.reporter(told),
        status=told.status,
        plover=told.plover,
        date=when.date if when else None,
        date_precision=when.precision if when else None,
        rule=f"{told.rule}: {told.key}",
        note="the date is ambiguous" if when and when.ambiguous else None,
    )


def _text(parties: Parties, part: tuple[int, int] | None, text: str) -> str | None:
    if part is None or part[1] <= part[0]:
        return None
    line = parties.passage.tokens
    return text[line[part[0]].start : line[part[1] - 1].end]
