"""The first reader: from a document to proposals, by grammar and word lists alone."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from majlis.reading.actors.actors import Known, Subject
from majlis.reading.actors.aliases import Aliases, index
from majlis.reading.actors.mentions import Mention, mentions
from majlis.reading.actors.passage import Passage, passages
from majlis.reading.actors.speakers import NEWCOMER
from majlis.reading.causes import causes
from majlis.reading.documents.document import Document
from majlis.reading.events.events import events
from majlis.reading.figures import figures
from majlis.reading.forecasts import forecasts
from majlis.reading.proposal import Proposal
from majlis.reading.statements.statements import statements
from majlis.reading.text.sentences import Sentence, sentences
from majlis.reading.text.span import Span


def read(document: Document, actors: Sequence[Known], subjects: Sequence[Subject] = ()) -> list[Proposal]:
    """Propose the claims of a document; the order of the actors does not matter."""
    (proposals,) = read_together([document], actors, subjects)
    return proposals


def read_together(
    documents: Sequence[Document], actors: Sequence[Known], subjects: Sequence[Subject] = ()
) -> list[list[Proposal]]:
    """Propose the claims of each of several documents, the same as those of each by itself.

    One kind of claim after the other is read from all of them: the words and rules of one kind stay close to
    the processor, those of all kinds do not.
    """
    with _uncollected():
        return _read_together(documents, index(actors), subjects)


def _read_together(
    documents: Sequence[Document], aliases: Aliases, subjects: Sequence[Subject]
) -> list[list[Proposal]]:
    cut = [*parsed(documents, aliases)]
    named, found = [names for names, _ in cut], [read for _, read in cut]
    said = [statements(*one, aliases, subjects) for one in zip(documents, found, strict=True)]
    told = [*zip(documents, found, said, strict=True)]
    kinds = (
        map(_mentioned, documents, named, said),
        said,
        [events(document, here, aliases, spoken) for document, here, spoken in told],
        [*map(figures, documents)],
        [causes(*one) for one in told],
        [forecasts(*one) for one in told],
    )
    return [[*chain.from_iterable(of_one)] for of_one in zip(*kinds, strict=True)]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles: reading makes many small values, and none in a cycle."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def parsed(documents: Sequence[Document], aliases: Aliases) -> Iterator[tuple[list[Mention], list[Passage]]]:
    """Cut documents into sentences, and find whom those of each name and what they quote."""
    cut = [*map(_article, documents)]
    named = [mentions(*one, aliases) for one in zip(documents, cut, strict=True)]
    return zip(named, map(passages, documents, cut, named), strict=True)


def _article(document: Document) -> tuple[Sentence, ...]:
    """Cut the text into sentences, without those that are boilerplate."""
    cut = sentences(document.text)
    if not document.boilerplate:
        return cut
    return tuple(one for one in cut if not any(span.holds(one.span) for span in document.boilerplate))


def _mentioned(document: Document, named: Sequence[Mention], said: Sequence[Proposal]) -> list[Proposal]:
    """Propose each actor once, at its first mention, and speakers whom the case does not know as new."""
    found: dict[str, Proposal] = {}
    for mention in named:
        for actor in mention.actors:
            if actor not in found:
                found[actor] = _mention(document, mention.span, actor, mention.how, mention.note)
    for one in said:
        if one.note is None or NEWCOMER not in one.note or not one.speaker_text:
            continue
        at = document.text.find(one.speaker_text, max(0, one.start - 200))
        if at >= 0:
            span = Span(at, at + len(one.speaker_text))
            found.setdefault(f"new {one.speaker_text}", _mention(document, span, None, "new", NEWCOMER))
    placed = sorted(found.values(), key=lambda one: (one.start, one.end, one.actor or ""))
    return [
        Proposal._make((f"{document.id}-mention-{number}", *one[1:]))  # `_replace` takes much longer
        for number, one in enumerate(placed, start=1)
    ]


def _mention(document: Document, span: Span, actor: str | None, how: str, note: str | None) -> Proposal:
    words = span.of(document.text)
    return Proposal(
        id="",
        document=document.id,
        kind="mention",
        start=span.start,
        end=span.end,
        quote=words,
        actor=actor,
        actor_text=words,
        rule=f"name:{how}",
        note=note,
    )
