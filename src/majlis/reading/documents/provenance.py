"""Where a document comes from: its title, its publisher and its authors, as file and text say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from majlis.evidence.formats.facts import Facts
from majlis.reading.documents.boilerplate import lines_of
from majlis.reading.documents.date_words import dates_in
from majlis.reading.text.letters import small_letters
from majlis.reading.text.lexicon import compiling, table, words
from majlis.reading.text.span import Span

_HEAD_LINES = 12
_TAIL_LINES = 8
_LONGEST_TITLE = 200
_LONGEST_LINE = 400
_LONGEST_DATED = 100
_QUOTING = "“\"‘'«"
_SENTENCE = re.compile(r"[^.]\.[\"”’')]*$")
_AND = re.compile(r"\s*(?:,\s*(?:and\s+)?|;|&|\band\b)\s*")
_SITE = r"[A-Z][\w.&’'-]*(?:\s+(?:of|the|for|and|de|du|la|&|[A-Z0-9][\w.&’'-]*)){0,5}(?<![.])"


class Provenance(NamedTuple):
    """Where a document comes from, as far as it says."""

    title: str | None
    publisher: str | None
    authors: tuple[str, ...]


class _Rule(NamedTuple):
    """A pattern, and of what a line that fits always holds some."""

    pattern: re.Pattern[str]
    hints: tuple[str, ...]

    def search(self, line: str, small: str) -> re.Match[str] | None:
        """Search a line, given in small letters too."""
        for hint in self.hints:
            if hint in small:
                return self.pattern.search(line)
        return None


def provenance(text: str, facts: Facts, boilerplate: Sequence[Span] = ()) -> Provenance:
    r"""Find title, publisher and authors; the marks of the file come before the words of the text.

    Examples
    --------
    >>> provenance("Dam voted down\n\nBy Ann Lee and Jo Roe\n\nThe dam was voted down.", Facts()).authors
    ('Ann Lee', 'Jo Roe')

    """
    spans = list(lines_of(text))
    ends = [line.of(text) for line in (*spans[:_HEAD_LINES], *spans[_HEAD_LINES:][-_TAIL_LINES:])]
    head = [line.of(text) for line in spans[: 4 * _HEAD_LINES] if line not in boilerplate][:_HEAD_LINES]
    return Provenance(
        facts.title or _title(head),
        facts.publisher or _publisher(ends),
        _people(facts.authors) or _authors([*facts.datelines, *head, *ends[-_TAIL_LINES:]]),
    )


def _title(head: list[str]) -> str | None:
    """Take the first line where it is no sentence, date or by-line and something follows it."""
    for line in head[:3]:
        if any(found.year and found.kind != "year" for found in dates_in(line)) and len(line) < 60:
            continue
        if _authors([line]) or len(head) < 2:
            continue
        if len(line) > _LONGEST_TITLE or _SENTENCE.search(line) or not line.lstrip(_QUOTING)[:1].isupper():
            return None
        return line
    return None


def _authors(lines: Iterable[str]) -> tuple[str, ...]:
    for line in lines:
        part = line[:_LONGEST_LINE]
        small = small_letters(part)
        for rule in _rules("authors"):
            found = rule.search(part, small)
            if found is not None:
                return _people(_AND.split(found["names"]))
    return ()


def _people(names: Iterable[str]) -> tuple[str, ...]:
    """Leave out what is no name, such as *Staff Writer*."""
    none = words("provenance", "no_names")
    return tuple(name.strip() for name in names if not {word.lower() for word in name.split()} <= none)


def _publisher(lines: list[str]) -> str | None:
    parts = [(line[:_LONGEST_LINE], small_letters(line[:_LONGEST_LINE])) for line in lines]
    for rule in _rules("publishers"):
        for part, small in parts:
            found = rule.search(part, small)
            if found is not None:
                return found["site"].strip(" .,")
    sites = map(_beside_date, lines[:_HEAD_LINES])
    dated = next(filter(None, sites), None)
    return dated or next(
        (line.removeprefix("www.") for line in reversed(lines) if _domain().fullmatch(line)), None
    )


def _beside_date(line: str) -> str | None:
    """Take the name of a house from a line such as *Harbour Courier, 3 May 2019*; one word may be a place."""
    site = re.match(rf"({_SITE})(?=,|\s[a-z]+,|\s\d)", line) if len(line) < _LONGEST_DATED else None
    if site is None or " " not in site[1] or not any(found.year and found.day for found in dates_in(line)):
        return None
    return None if any(found.span.start < site.end() for found in dates_in(line)) else site[1]


@cache
@compiling("provenance")
def _rules(kind: str) -> tuple[_Rule, ...]:
    particles = "|".join(sorted(words("provenance", "particles")))
    word = r"(?:[A-Z](?:\.[A-Z])*\.?|[A-Z][\w’'.-]*[\w])"
    name = rf"{word}(?:\s+(?:(?:{particles})[\s-]+)*{word}){{1,4}}"
    names = rf"{name}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*;\s*|\s*&\s*){name}){{0,5}}"
    return tuple(
        _Rule(
            re.compile(rule["pattern"].replace("{names}", names).replace("{site}", _SITE)),
            tuple(rule["hints"]),
        )
        for rule in table("provenance")[kind]
    )


@cache
def _domain() -> re.Pattern[str]:
    endings = "|".join(sorted(words("provenance", "domains")))
    return re.compile(rf"(?:www\.)?(?:[a-z0-9-]+\.){{1,3}}(?:{endings})")
