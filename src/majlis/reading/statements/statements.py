"""Who said what: statements with their speakers, and the writer's own claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from majlis.reading.actors.actors import Subject
from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.discourse import Discourse
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.phrases import Phrase
from majlis.reading.actors.sources import Source
from majlis.reading.actors.speakers import resolve
from majlis.reading.documents.document import Document
from majlis.reading.proposal import Proposal
from majlis.reading.statements.authors import author_rows
from majlis.reading.statements.rows import Row, rows
from majlis.reading.statements.stance import Judged, judge
from majlis.reading.text.lexicon import words


def statements(
    document: Document,
    read: Sequence[Passage],
    aliases: Aliases,
    subjects: Sequence[Subject],
) -> list[Proposal]:
    """Propose the statements of a document, in the order of the text."""
    found = spoken(document, read, aliases)
    judged = judge(read, found, subjects, aliases)
    return [
        _proposal(document, number, passage, row, view)
        for number, ((passage, row), view) in enumerate(zip(found, judged, strict=True), start=1)
    ]


def spoken(document: Document, read: Sequence[Passage], aliases: Aliases) -> list[tuple[Passage, Row]]:
    """Find who says what in a document, in the order of the text, and what its writer claims."""
    discourse = Discourse(aliases, document.text)
    owners: dict[int, Source] = {}
    found: list[tuple[Passage, Row]] = []
    for passage in read:
        if _heading(passage, read) or passage.sentence.span.of(document.text) == document.title:
            continue
        told = rows(passage, discourse)
        if not told:
            told = _running(passage, found, discourse)
        for row in told:
            _own(passage, row, owners)
        found += [(passage, row) for row in told + author_rows(passage, told, discourse)]
        discourse.read(passage)
    return [(passage, _settled(passage, row, owners)) for passage, row in found]


def _heading(passage: Passage, read: Sequence[Passage]) -> bool:
    """Whether a line is a headline: short, alone in its paragraph, without a mark at its end."""
    last = passage.tokens[-1]
    if (
        last.kind in ("stop", "quote")
        or last.text in ":;,—–"
        or len(passage.tokens) > _HEADLINE
        or len(read) == 1
    ):
        return False
    near = read[max(0, passage.number - 1) : passage.number + 2]
    return all(one is passage or one.sentence.paragraph != passage.sentence.paragraph for one in near)


def _running(passage: Passage, found: list[tuple[Passage, Row]], discourse: Discourse) -> list[Row]:
    """Read a sentence that only quotes, or that speaks as 'we' right after a quotation: it runs on."""
    speaker = discourse.speaker
    if not passage.quotations and (speaker is None or not _speaks(passage)):
        return []
    words_here = [n for n, token in enumerate(passage.tokens) if token.text[0].isalnum()]
    quoted = sum(passage.quoted[n] >= 0 for n in words_here)
    if not words_here:
        return []
    whole = quoted >= len(words_here) - 1 and quoted > 0
    if quoted and (named := _named_speech(passage, discourse)) is not None:
        return [Row(0, len(passage.tokens), named, None, "colon", None)]
    if whole:
        source = speaker or Source(None, "", "unnamed")
        return [Row(0, len(passage.tokens), source, None, "running", None)]
    if speaker is not None and quoted == 0 and _speaks(passage) and _follows(passage, found):
        return [Row(0, len(passage.tokens), speaker, None, "running:marks lost", None)]
    if quoted >= _LONG:
        return _fragment(passage, _acting(passage, discourse) or speaker)
    return []


def _named_speech(passage: Passage, discourse: Discourse) -> Source | None:
    """Read 'NAME: "..."': a short name, a colon, a quotation."""
    found = passage.tokens
    colon = next((n for n, token in enumerate(found[:8]) if token.text == ":"), None)
    if not colon or colon + 1 >= len(found) or found[colon + 1].kind != "quote":
        return None
    return resolve(passage, Phrase(0, colon, True), discourse)


def _acting(passage: Passage, discourse: Discourse) -> Source | None:
    """Give the party that a sentence begins with, before anything is quoted: its words are quoted."""
    first = next(iter(passage.mentions), None)
    if first is None or first.first > _EARLY or any(at >= 0 for at in passage.quoted[: first.last]):
        return None
    return discourse.of_mention(first)


def _fragment(passage: Passage, speaker: Source | None) -> list[Row]:
    """Take a sentence that quotes at length without a cue."""
    last = max(n for n, index in enumerate(passage.quoted) if index >= 0)
    return [Row(0, last + 1, speaker or Source(None, "", "unnamed"), None, "quotation", None)]


def _first_person(passage: Passage) -> bool:
    return any(
        token.lower in ("we", "our", "us", "i", "my") and token.text != "US" for token in passage.tokens
    )


def _speaks(passage: Passage) -> bool:
    """Whether a sentence opens with 'we' or 'I' as its subject."""
    return any(token.lower in ("we", "i", "our", "my") for token in passage.tokens[:3])


def _follows(passage: Passage, found: list[tuple[Passage, Row]]) -> bool:
    """Whether the sentence before was quoted from somebody."""
    if not found:
        return False
    before, row = found[-1]
    start, end = before.tokens[row.first].start, before.tokens[row.last - 1].end
    spoken = row.source.kind != "author" and _attribution(before, row, start, end) == "quote"
    return passage.number - before.number == 1 and spoken


def _own(passage: Passage, row: Row, owners: dict[int, Source]) -> None:
    """Remember who owns the quotations of a row that has a cue."""
    if row.cue is None:
        return
    for n in range(row.first, row.last):
        if passage.quoted[n] >= 0:
            owners.setdefault(passage.quotations[passage.quoted[n]].span.start, row.source)


def _settled(passage: Passage, row: Row, owners: dict[int, Source]) -> Row:
    """Give a sentence inside a quotation to whom the quotation belongs."""
    if row.cue is not None or not row.rule.startswith("running") or row.first >= len(passage.quoted):
        return row
    index = next((passage.quoted[n] for n in range(row.first, row.last) if passage.quoted[n] >= 0), -1)
    owner = owners.get(passage.quotations[index].span.start) if index >= 0 else None
    return row._replace(source=owner) if owner else row


def _proposal(document: Document, number: int, passage: Passage, row: Row, view: Judged) -> Proposal:
    start, end = passage.tokens[row.first].start, passage.tokens[row.last - 1].end
    author = row.source.kind == "author"
    return Proposal(
        id=f"{document.id}-statement-{number}",
        document=document.id,
        kind="statement",
        start=start,
        end=end,
        quote=document.text[start:end],
        speaker=row.source.actor,
        speaker_text=row.source.text or None,
        reported_by=(row.reported_by.actor or "unnamed") if row.reported_by else None,
        attribution=None if author else _attribution(passage, row, start, end),
        channel=None if author else _channel(passage),
        about=view.about,
        stance=view.value,
        stance_low=view.low,
        stance_high=view.high,
        rule=row.rule,
        note="; ".join(filter(None, (row.source.note, view.note))) or None,
    )


def _attribution(passage: Passage, row: Row, start: int, end: int) -> Literal["quote", "paraphrase"]:
    marked = any(one.span.start < end and start < one.span.end for one in passage.quotations)
    lost = row.rule.startswith(("after", "running")) and _first_person(passage)
    return "quote" if marked or lost else "paraphrase"


def _channel(passage: Passage) -> Literal["public", "private"] | None:
    if passage.words & words("hedges", "private"):
        return "private"
    return "public" if passage.words & words("hedges", "public") else None


_LONG = 6
_EARLY = 4
_HEADLINE = 18
