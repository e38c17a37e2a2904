"""Stretches of a text that are not the article: menus, notices, requests to subscribe, a title told twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from majlis.reading.text.letters import plain_letters, small_letters
from majlis.reading.text.lexicon import compiling, table
from majlis.reading.text.span import Span

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SENTENCE_END = re.compile(r"[.!?][”\"’)]?\s+(?=[A-Z])")
_MENU_LINE = 28
_MENU_WORDS = 2
_MENU_LINES = 4
_ARTICLE_LINE = 120
_TITLE_LINES = 12


def boilerplate(text: str) -> tuple[Span, ...]:
    """Find what belongs to a site and not to the article, in the order of the text."""
    lines = list(lines_of(text))
    found = set(_menus(lines, text))
    rules, small = _rules_for(text), plain_letters(text).lower()
    for line in lines:
        part = None if line in found else _part_of_a_site(line, text, small, rules)
        if part is not None:
            found.add(part)
    return tuple(sorted(found))


def told_again(title: str, text: str, boilerplate: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Find the title where it stands once more before the article, alone or run into the first paragraph."""
    places = []
    wanted = [letter for letter in title.casefold() if letter.isalnum()]
    for line in islice(lines_of(text), _TITLE_LINES) if wanted else ():
        length = _prefix(wanted, line.of(text)[: 2 * len(title) + 9])
        place = Span(line.start, line.start + length)
        if length and not any(span.meets(place) for span in boilerplate):
            places.append(place)
    return tuple(places[1:])


def lines_of(text: str) -> Iterator[Span]:
    """Yield the lines that hold something, without the blanks around them."""
    for match in _LINE.finditer(text):
        yield Span(*match.span())


def _part_of_a_site(line: Span, text: str, small: str, rules: Sequence[re.Pattern[str]]) -> Span | None:
    """Give a line of a site, or else its last sentence if that is; `small` is the text in lower case."""
    if _of_a_site(line.of(small), rules):
        return line
    last = _last_sentence(line, text)
    return last if last != line and _of_a_site(last.of(small), rules) else None


def _last_sentence(line: Span, text: str) -> Span:
    """Take the last sentence of a line, to which a request may have been glued."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, line.start, line.end)]
    return Span(ends[-1], line.end) if ends else line


def _of_a_site(line: str, rules: Sequence[re.Pattern[str]]) -> bool:
    return len(line) <= table("boilerplate")["longest"] and any(rule.fullmatch(line) for rule in rules)


def _rules_for(text: str) -> list[re.Pattern[str]]:
    """Give the rules of which a text holds a hint, after those that tell by how a line begins."""
    opening, within = _rules()
    small = small_letters(text)
    return [opening, *(rule for rule, hints in within if any(hint in small for hint in hints))]


@cache
@compiling("boilerplate")
def _rules() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], list[str]]]]:
    rules = [rule for listed in table("boilerplate")["rules"].values() for rule in listed]
    opening = [rule for rule in rules if isinstance(rule, str)]
    within = [(_compiled([rule["pattern"]]), rule["hints"]) for rule in rules if not isinstance(rule, str)]
    return _compiled(opening), within


def _compiled(patterns: list[str]) -> re.Pattern[str]:
    """Compile rules for a line in lower case: without regard to case they would take much longer."""
    return re.compile(rf"(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})\.?")


def _menus(lines: list[Span], text: str) -> Iterator[Span]:
    """Find rows of very short lines before the article and after it."""
    long = [place for place, line in enumerate(lines) if line.end - line.start > _ARTICLE_LINE]
    first, last = (long[0], long[-1]) if long else (0, len(lines))
    for side in (lines[:first], lines[last + 1 :]):
        row: list[Span] = []
        for line in [*side, None]:
            if line is not None and _short(line.of(text)):
                row.append(line)
                continue
            if len(row) >= _MENU_LINES:
                yield from row
            row = []


def _short(line: str) -> bool:
    by_line = line.lower().startswith("by ")
    return (
        len(line) <= _MENU_LINE
        and len(line.split()) <= _MENU_WORDS
        and not by_line
        and not any(letter.isdigit() for letter in line)
        and line[-1] not in ".!?:,"
    )


def _prefix(wanted: Sequence[str], line: str) -> int:
    """How much of a line is the letters and digits of a title; 0 where it goes on otherwise."""
    place = 0
    for at, letter in enumerate(line.casefold()):
        if not letter.isalnum():
            continue
        if letter != wanted[place]:
            return 0
        place += 1
        if place == len(wanted):
            rest = re.match(r"[^\w\s]*", line[at + 1 :])
            return at + 1 + (len(rest[0]) if rest else 0)
    return 0
