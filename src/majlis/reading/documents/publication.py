"""When a document was published: the date, its precision, the rule that found it, and what else it may be.

Rules are tried from the surest to the weakest: a mark of the file for machines, a labelled date, a line that
is a date, a dateline, the address, the one whole date with its weekday in the opening, what the text implies,
and last the day the file was saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple

from majlis.evidence.formats.facts import Facts
from majlis.reading.documents.date_choice import chosen
from majlis.reading.documents.date_words import DateWords, dates_in
from majlis.reading.documents.dating import looks_ahead, resolve_found, written
from majlis.reading.documents.document import Dating
from majlis.reading.documents.implied_date import implied, implied_year
from majlis.reading.text.letters import small_letters
from majlis.reading.text.lexicon import table, words

_BESIDE = 7
_BARS = ("|", "-", "–", "—", "•", "·")
_HEAD_LINES = 15
_TAIL_LINES = 6
_HEAD = 3_000
_TAIL = 1_200
_LONGEST_LINE = 200
_DATELINE = re.compile(r"^\W*(?:[A-Z][^\n.()]{1,40}?[,:]?\s+[(]?)?(?=[A-Z0-9])")
_NAMED = r"[A-Z][\w.]{0,30}(?:\s[A-Z][\w.]{0,30}){0,2}(?=\s[-–—])"
_AGENCY = re.compile(rf"^[^\n\w(/]{{0,4}}(?:\s*(?:\([^)\n]{{2,40}}\)|/[^/\n]{{2,40}}/|{_NAMED}))?\s*[-–—:]")
_STOPPED = re.compile(r"^[.;)\]]{1,2}\s+\W?[A-Z0-9]")
_OPENED = ("", ",", "(", "[", "-", "–", "—")
_OPENING = 600
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[^\n\d]{0,40}((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_TWO_DIGITS = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d\d)(?![\d/.-])")
_IN_PAPER = re.compile(r"^\s*(?:in|by)\s+(?:the\s+)?(?:[A-Z]\w*[\s,]+){1,5}(?:(?:on|of)\s+)?")
_CLOCK = re.compile(
    r"T?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?Z?|\b\d{1,2}\s*(?:am|pm|min)\b|[+-]\d\d:?\d\d", re.IGNORECASE
)


class _Line(NamedTuple):
    text: str
    near_top: bool


def published(text: str, facts: Facts, name: str) -> Dating | None:
    r"""Find the date of publication of a document.

    Parameters
    ----------
    text
        Its normalised text.
    facts
        What the file says of itself.
    name
        Name of the file, which may hold a date.

    Returns
    -------
    Dating or None
        None where nothing tells it.

    Examples
    --------
    >>> published("Posted: 3 May 2019\n\nThe dam was voted down.", Facts(), "dam.txt").date
    '2019-05-03'

    """
    if facts.firm and facts.date is not None:
        return Dating(facts.date, "day", facts.origin)
    lines = list(_lines(text))
    stated = (
        _labelled([*lines, *(_Line(line, True) for line in facts.datelines)], "labels")
        or _alone([*(_Line(line, True) for line in facts.datelines), *lines])
        or _labelled(lines, "labels_of_change")
    )
    if stated is not None:
        return chosen(stated, text, name)
    return _dateline(lines, text) or _address(text, name) or _opening(text) or _implied(text, facts)


def _lines(text: str) -> Iterator[_Line]:
    """First and last lines of a document, where its date stands if anywhere."""
    head = [line.strip() for line in text[:_HEAD].split("\n") if line.strip()][:_HEAD_LINES]
    tail = [line.strip() for line in text[max(_HEAD, len(text) - _TAIL) :].split("\n") if line.strip()]
    yield from (_Line(line, True) for line in head)
    yield from (_Line(line, False) for line in tail[-_TAIL_LINES:])


def _labelled(lines: list[_Line], labels: str) -> Dating | None:
    """Take a date after a word such as *Published*, at the beginning of a line or of a part of one."""
    small = small_letters("\n".join(line.text for line in lines))
    if not any(name in small for name in _longest_words(labels)):
        return None
    for line in lines:
        for label in _label(labels).finditer(line.text[:_LONGEST_LINE]):
            rest = line.text[label.end() : label.end() + 60]
            found = _first_date(rest)
            between = _IN_PAPER.sub("", rest[: found[0]]) if found is not None else ""
            if found is not None and not re.search(r"\w", _CLOCK.sub("", between)):
                return replace(found[1], rule=f"labelled '{label['label'].lower()}'")
    return None


@cache
def _longest_words(labels: str) -> frozenset[str]:
    """Give the longest word of each label: where none of them stands, no label does."""
    return frozenset(max(label.lower().split(), key=len) for label in table("dates")[labels])


@cache
def _label(labels: str) -> re.Pattern[str]:
    alternatives = "|".join(
        re.escape(label).replace(r"\ ", r"\s+")
        for label in sorted(table("dates")[labels], key=len, reverse=True)
    )
    before, after = r"(?:^|[|•·—–-]\s|\s{2})\W*", r"\b(?:\s+(?:on|at))?\s*[:=-]?\s*"
    return re.compile(f"{before}(?P<label>{alternatives}){after}", re.IGNORECASE)


def _alone(lines: list[_Line]) -> Dating | None:
    """Take a line that is a date, with a weekday, a time, a by-line or a place beside it at most."""
    for line in lines:
        if len(line.text) > _LONGEST_LINE / 2:
            continue
        found = _first_date(line.text)
        if found is not None and _only_a_date(line.text[: found[0]], line.text[found[2] :], line.near_top):
            return replace(found[1], rule="a line that is a date")
    return None


def _only_a_date(before: str, after: str, near_top: bool) -> bool:
    """Whether what stands beside a date is no sentence: marks, times, places and names of authors."""
    if re.match(r"\W*by\s", before, re.IGNORECASE) and near_top:
        return True
    beside = _CLOCK.sub(" ", f"{before} | {after}").rstrip(" |")
    others = re.findall(r"[^\W_]+", beside)
    rest = [word for word in others if word.lower() not in words("dates", "beside")]
    if beside.endswith((".", "?", "!")) and not re.search(r"[ap]\.m\.$", beside):
        return False
    if not near_top:
        return len(rest) <= 1 or before.rstrip().endswith((")", "|"))
    set_off = not after.strip() and before.rstrip().endswith((",", ")", *_BARS))
    set_off = set_off or (not before.strip() and after.lstrip().startswith(_BARS))
    named = all(word[0].isupper() or word.isdigit() for word in rest)
    return len(rest) <= (_BESIDE if set_off or named else 0)


def _dateline(lines: list[_Line], text: str) -> Dating | None:
    """Take the day of an agency's dateline: *HARBOURTOWN, Jan 5 (Agency) -*."""
    for line in lines:
        place = _DATELINE.match(line.text) if line.near_top else None
        if place is None:
            continue
        for found in dates_in(line.text[: place.end() + 60]):
            before, after = line.text[: found.span.start], line.text[found.span.end :]
            if found.kind == "day" and (_by_agency(before, after) or (found.year and _opens(before, after))):
                return _of_dateline(found, text)
    return None


def _by_agency(before: str, after: str) -> bool:
    """Whether a date stands between a place and a dash."""
    return (before.rstrip()[-1:] in _OPENED or before.isupper()) and _AGENCY.match(after) is not None


def _opens(before: str, after: str) -> bool:
    """Whether a date opens a paragraph as a sentence of its own, after a place or a by-line at most."""
    plain = all(
        word[0].isupper() or word in words("dates", "beside") for word in re.findall(r"[^\W\d_]+", before)
    )
    return plain and before.rstrip()[-1:] in _OPENED and _STOPPED.match(after) is not None


def _opening(text: str) -> Dating | None:
    """Take the one whole date of the opening, where its weekday stands beside it and no later one follows."""
    whole = [one for one in dates_in(text[:_HEAD]) if one.kind == "day" and one.year]
    first = whole[0] if whole else None
    if first is None or first.weekday is None or first.span.end > _OPENING:
        return None
    days = [dated.date for one in whole if (dated := resolve_found(one, None))]
    fits = bool(days) and date.fromisoformat(days[0]).weekday() == first.weekday
    if not fits or days[0] != max(days) or looks_ahead(text, first.span):
        return None
    return Dating(days[0], "day", "the one whole date with its weekday in the opening")


def _of_dateline(found: DateWords, text: str) -> Dating | None:
    year = None if found.year else implied_year(text)
    dated = resolve_found(found, year)
    if dated is None:
        return None
    return replace(dated, rule="dateline" if year is None else f"dateline, its year from {year.rule}")


def _address(text: str, name: str) -> Dating | None:
    """Take a date from the name of the file or an address in the first or last lines."""
    addresses = [match[0] for part in (text[:_HEAD], text[-_TAIL:]) for match in _ADDRESS.finditer(part)]
    for place, source in [(name, "the name of the file"), *((found, "an address") for found in addresses)]:
        day = _IN_ADDRESS.search(place)
        made = next((written(one) for one in dates_in("-".join(day.groups()))), None) if day else None
        if made is not None:
            return replace(made, rule=source)
    for found in addresses:
        month = _MONTH_IN_ADDRESS.search(found)
        if month is not None:
            return Dating(f"{month[1]}-{int(month[2]):02}", "month", "an address")
    return None


def _implied(text: str, facts: Facts) -> Dating | None:
    """Weigh what the text implies against the day on which the file was made."""
    found = implied(text)
    if found is None:
        copyright_year = _COPYRIGHT.search(text[-_TAIL:])
        if facts.date is not None:
            return Dating(facts.date, "day", facts.origin)
        return Dating(copyright_year[1], "year", "copyright line") if copyright_year else None
    near = (found.date, *found.others)
    if facts.date is not None and any(facts.date.startswith(date) for date in near):
        return Dating(facts.date, "day", f"{facts.origin}, which the text bears out")
    return found


def _first_date(text: str) -> tuple[int, Dating, int] | None:
    """Find the first date with its year in a line: where it begins, what it is, where it ends."""
    for found in dates_in(text):
        whole = written(found) if found.kind in ("iso", "number") else resolve_found(found, None)
        if whole is not None and found.kind != "year":
            return found.span.start, _by_weekday(whole, text[: found.span.start]), found.span.end
    short = _TWO_DIGITS.search(text)
    if short is None:
        return None
    full = next(dates_in(f"{short[1]}{short[2]}{short[3]}{short[2]}20{short[4]}"), None)
    whole = written(full) if full is not None else None
    return None if whole is None else (short.start(), whole, short.end())


def _by_weekday(dating: Dating, before: str) -> Dating:
    """Let a weekday that stands before an ambiguous date decide."""
    *_, last = (None, *dates_in(before[-15:]))
    if last is None or last.weekday is None:
        return dating
    fitting = [
        day for day in (dating.date, *dating.others) if date.fromisoformat(day).weekday() == last.weekday
    ]
    return replace(dating, date=fitting[0], others=()) if len(fitting) == 1 else dating
