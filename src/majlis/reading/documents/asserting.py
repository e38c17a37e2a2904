"""Whether a sentence asserts something: no heading, no notice of the page, no question."""

from __future__ import annotations

from majlis.reading.documents.document import Document
from majlis.reading.text.sentences import Sentence

_LONGEST_HEADING = 14


def asserts(sentence: Sentence, document: Document) -> bool:
    """Whether a sentence belongs to the article and tells something."""
    last = sentence.tokens[-1]
    if last.kind not in ("stop", "quote", "mark") and len(sentence.tokens) <= _LONGEST_HEADING:
        return False
    if "?" in (last.text, sentence.tokens[-2:][0].text):
        return False
    outside = document.boilerplate
    return not (outside and any(stretch.meets(sentence.span) for stretch in outside))
