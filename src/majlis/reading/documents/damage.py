"""Signs that a text was translated by machine, spun or broken, and what they take from its credibility."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from majlis.reading.documents.document import Damage, Document
from majlis.reading.text.lexicon import compiling, table, words
from majlis.reading.text.span import Span

WORST = 5
"""Lowest credibility that damage leads to, improbable; whether truth can be judged (6) a person says."""

_DOUBLED = re.compile(r"\b([^\W\d_]++)([.,]?\s++)\1\b(?!-)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"[^\n]+")
_BARE_S = re.compile(r"([A-Z](?<!\w.)[a-z]{2,})s(?= [a-z])")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? $")
_NAME = re.compile(r"[A-Z](?<!\w.)[a-z]{2,}\b")
_OWNER = re.compile(r"([A-Z](?<!\w.)[a-z]{2,})[’']s\b")
_AFTER_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Gen|Sen|Gov|President|Minister|General)\.? (?:[Aa]l-)?([A-Z][a-z]{3,})\b"
)
_BEFORE = 40
_ALIKE = 80.0
_PER = 1_000
_SHORT = 300


def damage(text: str) -> tuple[Damage, ...]:
    """Find the signs of damage in a text, in its order.

    Examples
    --------
    >>> [sign.kind for sign in damage("The tension in the country. country.")]
    ['word doubled']

    """
    found = [*_by_rule(text), *_doubled(text), *_unbalanced(text), *_apostrophes(text), *_spelt_twice(text)]
    return tuple(sorted(set(found), key=lambda sign: (sign.span, sign.kind)))


def credibility(document: Document, span: Span | None = None, undamaged: int = 3) -> int:
    """Propose the credibility of what a document says, 1 to 6 of the Admiralty code.

    Parameters
    ----------
    document
        With its signs of damage; their weight in a thousand words counts.
    span
        The passage, where it is one: damage inside it lowers it by one more.
    undamaged
        What it would be in an undamaged text: 3, possibly true, for what one document says.

    """
    weights = _weights()
    weight = sum(weights[sign.kind] for sign in document.damage)
    count = max(_SHORT, len(document.text.split()))
    steps = sum(bool(weight * _PER / count >= step) for step in table("damage")["steps"])
    inside = span is not None and any(sign.span.meets(span) for sign in document.damage)
    return max(undamaged, min(WORST, undamaged + steps + inside))


class _Rule(NamedTuple):
    """A sign as a pattern; what must stand right before it, and of what a text with it surely holds some."""

    kind: str
    pattern: re.Pattern[str]
    after: re.Pattern[str] | None
    hints: tuple[str, ...]


def _by_rule(text: str) -> Iterator[Damage]:
    for rule in _rules():
        if rule.hints and not any(hint in text for hint in rule.hints):
            continue
        for match in rule.pattern.finditer(text):
            group = "sign" if "sign" in rule.pattern.groupindex else 0
            if rule.after is None or _follows(rule.after, text, match.start(group)):
                yield Damage(Span(*match.span(group)), rule.kind)


def _follows(before: re.Pattern[str], text: str, at: int) -> bool:
    found = before.search(text, max(0, at - _BEFORE), at)
    return found is not None and found[0].lower() not in words("damage", "abbreviated")


@cache
@compiling("damage")
def _rules() -> tuple[_Rule, ...]:
    groups, faiths = (
        "|".join(re.escape(word) for word in sorted(words("damage", entry), key=len, reverse=True))
        for entry in ("groups", "faiths")
    )

    def compiled(pattern: str | None) -> re.Pattern[str] | None:
        return None if pattern is None else re.compile(pattern, re.MULTILINE)

    return tuple(
        _Rule(
            kind,
            re.compile(rule["pattern"].replace("{groups}", groups).replace("{faiths}", faiths), re.MULTILINE),
            compiled(rule.get("after")),
            tuple(rule.get("hints", ())),
        )
        for kind, rule in table("damage")["rules"].items()
    )


@cache
def _weights() -> dict[str, float]:
    """Weight of every kind of sign."""
    found = {kind: float(rule["weight"]) for kind, rule in table("damage")["rules"].items()}
    return found | {kind: float(weight) for kind, weight in table("damage")["weights"].items()}


def _doubled(text: str) -> Iterator[Damage]:
    for match in _DOUBLED.finditer(text):
        rightly = match[1].lower() in words("damage", "doubled_rightly") and "." not in match[2]
        name = match[1][0].isupper() and match[0][-len(match[1])].isupper()
        if not rightly and not name and "\n" not in match[2] and len(match[1]) > 1:
            yield Damage(Span(*match.span()), "word doubled")


def _unbalanced(text: str) -> Iterator[Damage]:
    """Find paragraphs whose quotation marks do not pair; a quotation may go on in the next paragraph."""
    paragraphs = list(_PARAGRAPH.finditer(text))
    for paragraph, after in zip_longest(paragraphs, paragraphs[1:]):
        line = paragraph[0]
        going_on = after is not None and after[0].lstrip().startswith(("“", '"'))
        missing = line.count("“") - line.count("”")
        straight = line.count('"') % 2
        if (missing or straight) and not (going_on and (missing == 1 or straight)):
            at = max(line.rfind(mark) for mark in '“”"')
            yield Damage(
                Span(paragraph.start() + at, paragraph.start() + at + 1), "quotation marks unbalanced"
            )


def _apostrophes(text: str) -> Iterator[Damage]:
    """Find names with a bare s that stand elsewhere without it: *Mr. Vold*, *Mr. Volds plan*."""
    bare = list(_BARE_S.finditer(text))
    for pattern, titled in ((_NAME, True), (_OWNER, False)):
        here = [match for match in bare if _titled(text, match.start()) is titled]
        elsewhere = set(pattern.findall(text)) if here else ()
        for match in here:
            if match[1] in elsewhere:
                yield Damage(Span(*match.span()), "apostrophe lost")


def _titled(text: str, at: int) -> bool:
    return text[max(0, at - 1) : at] == " " and _TITLED.search(text, max(0, at - 6), at) is not None


def _spelt_twice(text: str) -> Iterator[Damage]:
    """Find last names after a title that differ by a letter or two within one text."""
    from rapidfuzz.fuzz import ratio

    places: dict[str, list[Span]] = defaultdict(list)
    for match in _AFTER_TITLE.finditer(text):
        places[match[1]].append(Span(*match.span(1)))
    names = sorted(places, key=lambda name: (-len(places[name]), name))
    for rank, name in enumerate(names):
        if any(ratio(name, other) >= _ALIKE for other in names[:rank]):
            for span in places[name]:
                yield Damage(span, "name in two spellings")
