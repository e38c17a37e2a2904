"""Where a text quotes: stretches between quotation marks, also where a mark was lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from majlis.reading.text.sentences import Sentence
from majlis.reading.text.span import Span

_MARK = re.compile(r"``|''|&?quot;|[\"“”„‟«»‹›‘’‚']")
_PAIRS = {"“": "”", "„": "“”‟", "‟": "”", "«": "»", "»": "«", "‹": "›", "‘": "’", "‚": "‘’", "``": "''"}
_INQUIT = re.compile(
    r",\s(?:(?:he|she|they|[A-Z]\w+)\s)?(?:said|says|added|adds|told|asked|stressed|explained|according to)\b"
)
_OPENERS = ("“", "„", "«", '"', "‘", "‹")
_CLOSING = frozenset({"”", "’", "»", "›", "''"})


class Quotation(NamedTuple):
    """A quoted stretch with its marks; ``closed`` is False where the closing mark is missing."""

    span: Span
    closed: bool


class _Open(NamedTuple):
    start: int
    closing: str


def quotations(text: str, sentences: Sequence[Sentence]) -> list[Quotation]:
    """Find the quotations of a text, paragraph by paragraph, in order; inner ones are part of the outer.

    A quotation that nothing closes runs to the end of its paragraph. A closing mark that nothing opened is
    passed over.
    """
    found: list[Quotation] = []
    stretches = _paragraphs(sentences)
    for number, (start, end) in enumerate(stretches):
        here = _in_paragraph(text, start, end)
        if here and not here[-1].closed:
            following = stretches[number + 1][0] if number + 1 < len(stretches) else len(text)
            runs_on = here[-1].span.start == start or text[following : following + 1] in _OPENERS
            here[-1] = _unclosed(text, here[-1], sentences, runs_on)
        found += here
    return found


def _unclosed(text: str, one: Quotation, sentences: Sequence[Sentence], runs_on: bool) -> Quotation:
    """Give an end to a quotation that nothing closes: who said it, the paragraph, or else the sentence."""
    start, end = one.span
    said = _INQUIT.search(text, start, end)
    if said is not None:
        end = said.start() + 1
    elif not runs_on:
        end = next((each.span.end for each in sentences if each.span.start <= start < each.span.end), end)
    return Quotation(Span(start, end), False)


def _paragraphs(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        start, _ = spans.get(sentence.paragraph, sentence.span)
        spans[sentence.paragraph] = (start, sentence.span.end)
    return list(spans.values())


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: _Open | None = None
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if opened is not None:
            if _closes(text, match, opened, end):
                found.append(Quotation(Span(opened.start, match.end()), True))
                opened = None
        elif _opens(text, match, start, end):
            opened = _Open(match.start(), _PAIRS.get(mark, mark))
    if opened is not None:
        found.append(Quotation(Span(opened.start, end), False))
    return found


def _opens(text: str, match: re.Match[str], start: int, end: int) -> bool:
    mark = match.group()
    if mark in _CLOSING and mark != "»":
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if mark not in "“„«" and after.isspace():
        return False
    if mark in "'‘‚":
        return not before.isalnum() and after.isalnum() and _has_close(text, match.end(), end)
    return mark != "»" or (not before.isalnum() and after.isalnum())


def _has_close(text: str, at: int, end: int) -> bool:
    """Whether a single mark that may be an apostrophe finds a partner against the end of a word."""
    return re.search(r"[\w.,!?…]['’](?=[\s.,;:!?)]|$)", text[at:end]) is not None


def _closes(text: str, match: re.Match[str], opened: _Open, end: int) -> bool:
    mark = match.group()
    if mark in opened.closing or (mark.endswith("quot;") and opened.closing in ('"', "quot;")):
        return not (mark in "'’" and _apostrophe(text, match, end))
    return mark.endswith("quot;") and opened.closing == "”"


def _apostrophe(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a single mark stands inside a word or after a plural, before more of the sentence."""
    after = text[match.end()] if match.end() < end else " "
    before = text[match.start() - 1]
    return after.isalnum() or (
        before == "s" and after == " " and match.end() + 1 < end and _more(text, match, end)
    )


def _more(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the quotation still goes on: another closing mark follows before a new one opens."""
    rest = text[match.end() : end]
    close = re.search(r"[.,!?]['’]", rest)
    reopened = re.search(r"(?<!\w)['‘](?=\w)", rest)
    return close is not None and (reopened is None or close.start() < reopened.start())
