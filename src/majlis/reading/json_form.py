"""The JSON form of what was read, on which other people's scripts rely."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from majlis.reading.documents.common_passages import Shared
from majlis.reading.documents.document import Document
from majlis.reading.proposal import Proposal
from majlis.reading.reading import Reading

FIRST = (
    "id",
    "document",
    "kind",
    "start",
    "end",
    "quote",
    "speaker",
    "speaker_text",
    "reported_by",
    "actor",
    "target",
    "stance",
    "status",
    "plover",
    "date",
    "value",
    "unit",
    "grade",
)


def as_json(reading: Reading) -> dict[str, Any]:
    """Return documents, proposed claims, contradictions and refusals as plain values."""
    return {
        "documents": [_document(reading, document) for document in reading.documents],
        "claims": [_claim(proposal) for proposal in reading.proposals],
        "contradictions": [asdict(each) for each in reading.contradictions],
        "common_passages": [_shared(each) for each in reading.passages],
        "refused": list(reading.refusals),
    }


def _document(reading: Reading, document: Document) -> dict[str, Any]:
    dating = document.date
    return {
        "id": document.id,
        "path": document.path,
        "date": None if dating is None else dating.date,
        "date_precision": None if dating is None else dating.precision,
        "date_rule": None if dating is None else dating.rule,
        "date_others": [] if dating is None else list(dating.others),
        "title": document.title,
        "publisher": document.publisher,
        "authors": list(document.authors),
        "near_duplicates": list(reading.copies.get(document.id, ())),
        "damage": [
            {
                "kind": each.kind,
                "start": each.span.start,
                "end": each.span.end,
                "text": each.span.of(document.text),
            }
            for each in document.damage
        ],
    }


def _shared(each: Shared) -> dict[str, Any]:
    """Return where a passage stands in two documents."""
    return {
        "words": each.words,
        "places": [
            {"document": name, "start": span.start, "end": span.end}
            for name, span in ((each.first, each.first_span), (each.second, each.second_span))
        ],
    }


def _claim(proposal: Proposal) -> dict[str, Any]:
    parts = proposal._asdict()
    return {name: parts[name] for name in FIRST} | {n: v for n, v in parts.items() if n not in FIRST}
