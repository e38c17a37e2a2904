"""The JSON form of what was read, on which other people's scripts rely."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from operator import attrgetter
from typing import Any

from majlis.reading.documents.document import Document
from majlis.reading.documents.shared_passages import Shared
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
_NAMES = (*FIRST, *(name for name in Proposal._fields if name not in FIRST))
_VALUES = attrgetter(*_NAMES)
_INDENT = "\n    "


def json_text(reading: Reading) -> Iterator[str]:
    """Yield the text of one JSON object piece by piece, so that it need not be in memory as a whole.

    It holds documents, proposed claims, contradictions, common passages and refusals, one list of each.
    """
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        ("documents", (_dumped(_document(reading, each)) for each in reading.documents)),
        ("claims", map(_claim, reading.proposals)),
        ("contradictions", (_dumped(asdict(each)) for each in reading.contradictions)),
        ("common_passages", (_dumped(_shared(each)) for each in reading.passages)),
        ("refused", map(_dumped, reading.refusals)),
    )
    opening = "{"
    for name, items in parts:
        yield f'{opening}\n  "{name}": ['
        before = _INDENT
        for item in items:
            yield before + item
            before = f",{_INDENT}"
        yield "]" if before is _INDENT else "\n  ]"
        opening = ","
    yield "\n}"


def _dumped(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False).replace("\n", _INDENT)


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


def _claim(proposal: Proposal) -> str:
    """Write a proposal, which holds no lists, with one field a line: so the encoder in C can do it."""
    line = _FIELDS.encode(dict(zip(_NAMES, _VALUES(proposal), strict=True)))
    return f"{{{_INDENT}  {line[1:-1]}{_INDENT}}}"


_FIELDS = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(f",{_INDENT}  ", ": "))
