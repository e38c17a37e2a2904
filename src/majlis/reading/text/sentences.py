"""A text cut into sentences, robust to what machine translation does to full stops, spaces and quotes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from majlis.reading.text.lexicon import word_kinds, words
from majlis.reading.text.span import Span
from majlis.reading.text.tokens import Token, tokens

_LINE = re.compile(r"[^\n]+")
_ENDED = frozenset(".!?:;…”\"»'’)")
_WRAPPED = (45, 120)


class Sentence(NamedTuple):
    """A sentence: its span, the number of its paragraph, and its tokens."""

    span: Span
    paragraph: int
    tokens: tuple[Token, ...]


def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences; a heading is a sentence of its own paragraph."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        line = tokens(text, start, end)
        first = 0
        for last in _merged(line, _ends(line)):
            while first < last:
                part = line[first : min(last, first + _LONGEST)]
                found.append(Sentence(Span(part[0].start, part[-1].end), number, part))
                first += len(part)
    return tuple(found)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Cut a text into paragraphs: at blank lines, and at every line end unless the lines are wrapped."""
    lines = [Span(*match.span()) for match in _LINE.finditer(text) if not match.group().isspace()]
    wrapped = _wrapped(text, lines)
    found: list[Span] = []
    for line in lines:
        if found and _continues(text, found[-1], line, wrapped):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return tuple(found)


def _wrapped(text: str, lines: list[Span]) -> bool:
    """Whether line ends come from a fixed width: most lines are of a length and break inside a sentence."""
    inner = [one for one, other in pairwise(lines) if other.start - one.end == 1]
    if len(inner) < 3:
        return False
    low, high = _WRAPPED
    broken = [line for line in inner if low <= len(line.of(text).rstrip()) <= high and not _ended(text, line)]
    return len(broken) > len(inner) / 2


def _continues(text: str, before: Span, line: Span, wrapped: bool) -> bool:
    if text.count("\n", before.end, line.start) > 1:
        return False
    return wrapped or (not _ended(text, before) and line.of(text).lstrip()[:1].islower())


def _ended(text: str, line: Span) -> bool:
    return line.of(text).rstrip()[-1:] in _ENDED


def _ends(line: tuple[Token, ...]) -> list[int]:
    """Give the indices after the last token of each sentence of a paragraph."""
    ends: list[int] = []
    passed = 0
    for at, token in enumerate(line):
        if token.kind == "stop":
            if at >= passed and not _short(line, at):
                passed = _closed(line, at + 1)
                if passed < len(line) and _breaks(line, at, passed):
                    ends.append(passed)
        elif token.lower in _STARTS and at > passed and _unmarked(line, at):
            ends.append(at)
    if line:
        ends.append(len(line))
    return ends


def _merged(line: tuple[Token, ...], ends: list[int]) -> list[int]:
    """Give a word or two that end with the closing mark of a quotation to the sentence before."""
    kept: list[int] = []
    for end in ends:
        start = kept[-1] if kept else 0
        if kept and line[end - 1].text in _CLOSING and _fragment(line[start:end]):
            kept[-1] = end
        else:
            kept.append(end)
    return kept


def _fragment(part: tuple[Token, ...]) -> bool:
    """Whether a stretch holds a word or two and opens no quotation."""
    short = sum(token.text[0].isalnum() for token in part) <= _FRAGMENT
    return short and not any(token.text in _OPENING for token in part)


def _short(line: tuple[Token, ...], at: int) -> bool:
    """Whether a full stop belongs to an abbreviation or an initial before it."""
    if line[at].text != "." or at == 0:
        return False
    before = line[at - 1]
    if before.end != line[at].start:
        return False
    if before.lower in _TITLES:
        return before.text[0].isupper()
    following = line[at + 1].text if at + 1 < len(line) else ""
    if before.kind == "number" and following.lower() in _MONTHS:
        return True
    if before.lower in _SHORT:
        return following[:1].isdigit() or following[:1].islower()
    return len(before.text) == 1 and before.text.isupper() and before.text != "I"


def _closed(line: tuple[Token, ...], at: int) -> int:
    """Pass the marks that close a sentence after its stop: further stops, quotes against it."""
    while at < len(line):
        token, before = line[at], line[at - 1]
        touches = token.start == before.end
        stray = token.kind == "quote" and at + 1 < len(line) and line[at + 1].kind == "stop"
        if (
            stray
            or (token.kind == "stop" and (touches or before.kind == "quote"))
            or (touches and (token.text in "”’»›\"')]" or token.text == "''") and not _opens(line, at))
        ):
            at += 1
        else:
            break
    return at


def _opens(line: tuple[Token, ...], at: int) -> bool:
    """Whether a straight quote stands against the word after it, with a space before."""
    return line[at].start > line[at - 1].end and at + 1 < len(line) and line[at + 1].start == line[at].end


def _breaks(line: tuple[Token, ...], stop: int, after: int) -> bool:
    """Whether a sentence ends at a stop, by what follows."""
    following = line[after]
    plain = line[after + 1] if following.kind in ("quote", "mark") and after + 1 < len(line) else following
    if plain.text[0].islower():
        return False
    if following.start == line[after - 1].end:
        return _squeezed(line, stop, plain)
    return not (line[after - 1].kind == "quote" and _attributed(line, stop, after))


def _squeezed(line: tuple[Token, ...], stop: int, following: Token) -> bool:
    """Whether a stop without a space after it still ends a sentence: a word before, a capital after."""
    before = line[stop - 1].text if stop else ""
    return following.text[0].isupper() and before[-1:].islower() and len(before) > 1


def _attributed(line: tuple[Token, ...], stop: int, after: int) -> bool:
    """Whether a short clause after a quotation only says who spoke: ``?" she asked``, ``!" Smith said``."""
    for token in line[after : after + 5]:
        if token.kind == "stop":
            return False
        if token.lower in _SAYING:
            return line[stop].text != "." or _lasts(line, after) < 4
    return False


def _lasts(line: tuple[Token, ...], at: int) -> int:
    """Count the tokens to the next stop."""
    return next((n for n, token in enumerate(line[at:]) if token.kind == "stop"), len(line) - at)


def _unmarked(line: tuple[Token, ...], at: int) -> bool:
    """Whether one of the words that start sentences does so without a stop: glued on, or after U.S."""
    token, before = line[at], line[at - 1]
    if not token.text[0].isupper():
        return False
    if token.start == before.end:
        return before.text[0].isalpha()
    return before.text.endswith(".") and before.text[0].isalpha() and len(token.text) > 1


_LONGEST = 400
"""Most tokens of a sentence: what has more is a table or no text at all, and is cut."""
_FRAGMENT = 2
_OPENING = frozenset('“„«"')
_CLOSING = frozenset('”»"')
_TITLES = frozenset(word.lower() for word in words("abbreviations", "titles"))
_SHORT = words("abbreviations", "other")
_SAYING = words("abbreviations", "saying")
_MONTHS = words("abbreviations", "months")
_STARTS = frozenset(
    word
    for word, kind in word_kinds().items()
    if kind in ("det", "pron", "sub", "conj", "prep", "poss", "ask")
)
