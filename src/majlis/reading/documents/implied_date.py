"""The month or year that a document without a date implies by the dates that its text names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from majlis.reading.documents.date_words import DateWords, dates_in, numbers
from majlis.reading.documents.dating import looks_ahead
from majlis.reading.documents.document import Dating
from majlis.reading.text.span import Span

_READ = 30_000
_AROUND = 300
_LEAD = 600
_LATE = 21
_FEWEST = 3
_FIRST, _LAST = 1900, 2099
_COUNT = r"(\d{1,2}|[A-Za-z]+(?:-[a-z]+)?)"
_YEARS_ON = re.compile(
    rf"\b(?:{_COUNT}\s+years\s+(?:of|later|on|after|since)|(?:for|after)\s+{_COUNT}\s+years)\b"
)
_BACKGROUND = re.compile(r"\b(?:since|until|till|before)\b", re.IGNORECASE)
_COMING = re.compile(r"\b(?:until|till|by)\s$", re.IGNORECASE)
_BARE_YEAR = re.compile(r"(?:19|20)(?<![\d.,/-]..)\d\d(?![\d/%]|[.,]\d)")


class _Month(NamedTuple):
    year: int
    month: int
    late: bool


def implied(text: str) -> Dating | None:
    """Give the month or year that a text implies, or None where it leaves that open.

    Examples
    --------
    >>> implied("Ten years ago, in 2009, the dam broke. The vote in late May failed.").date
    '2019-05'

    """
    text = text[:_READ]
    found = [one for one in dates_in(text) if not looks_ahead(text, one.span)]
    whole = max((_month(one, one.year) for one in found if one.year and one.month), default=None)
    newest = _newest([one for one in found if one.month and not one.year and _is_news(one, text)], whole)
    counted = _counted_year(text, found)
    if newest is not None:
        year, why = _year_of(newest, whole, counted)
        return None if year is None else _dated(_month(newest, year), f"the last date named, {why}")
    if whole is not None and _recent(whole, text, found):
        return _dated(whole, "the last date named")
    return None if counted is None else Dating(f"{counted[0]}", "year", counted[1])


def implied_year(text: str) -> Dating | None:
    """Give the year that a text implies."""
    found = implied(text)
    return None if found is None else Dating(found.date[:4], "year", found.rule)


def _is_news(found: DateWords, text: str) -> bool:
    """Whether a date without a year may be that of the news: *since May* tells of what came before it."""
    words = text[max(0, found.span.start - 8) : found.span.end]
    return found.shift is None and not _BACKGROUND.search(words)


def _month(found: DateWords, year: int | None) -> _Month:
    late = found.edge == "late" or (found.day or 0) >= _LATE
    return _Month(year or 0, found.month or 0, late)


def _dated(last: _Month, rule: str) -> Dating:
    """Give the month of the last date; late in a month, the document may be of the next one."""
    after = (last.year + last.month // 12, last.month % 12 + 1)
    others = (f"{after[0]}-{after[1]:02}",) if last.late else ()
    return Dating(f"{last.year}-{last.month:02}", "month", f"implied: {rule}", others)


def _newest(found: list[DateWords], whole: _Month | None) -> DateWords | None:
    """Find the newest of dates without years: they lie within a year, so the longest gap follows it.

    None where a whole date is newer than all of them.
    """
    months = sorted({one.month for one in found if one.month} | ({whole.month} if whole and found else set()))
    if not months:
        return None
    gaps = {month: (months[(place + 1) % len(months)] - month - 1) % 12 for place, month in enumerate(months)}
    last = max(months, key=lambda month: (gaps[month], month))
    return max((one for one in found if one.month == last), key=_within_month, default=None)


def _within_month(found: DateWords) -> int:
    return found.day or {"early": 5, "middle": 15, "late": 28}.get(found.edge or "", 0)


def _year_of(
    newest: DateWords, whole: _Month | None, counted: tuple[int, str] | None
) -> tuple[int | None, str]:
    """Find the year of a date that names none."""
    if counted is not None:
        return counted
    if whole is not None:
        return whole.year + ((newest.month or 0) < whole.month), "its year from the last whole date"
    return None, ""


def _recent(whole: _Month, text: str, found: list[DateWords]) -> bool:
    """Whether the last whole date tells of the news and not of its background."""
    same = [one for one in found if one.year == whole.year and one.month]
    later = any(int(year[0]) > whole.year for year in _BARE_YEAR.finditer(text))
    return not later and (len(same) > 1 or same[0].span.start < _LEAD)


def _counted_year(text: str, found: list[DateWords]) -> tuple[int, str] | None:
    """Count on from a year that the text names: *in 1999*, and in the next sentence *twenty years ago*."""
    years = [
        (int(year[0]), year.start())
        for year in _BARE_YEAR.finditer(text)
        if not _COMING.search(text[max(0, year.start() - 8) : year.start()])
    ]
    latest = max((year for year, _ in years), default=_FIRST)
    sums = [
        (nearest[0] + (one.amount or 0), f"{one.amount} years after {nearest[0]}")
        for one in found
        if one.kind == "ago"
        and one.unit == "year"
        and (one.amount or 0) >= _FEWEST
        and (nearest := min(years, key=partial(_gap, one.span), default=None))
        and abs(nearest[1] - one.span.start) < _AROUND
    ]
    fitting = [counted for counted in sums if latest <= counted[0] <= _LAST]
    if not fitting:
        fitting = [counted for counted in _spans_of_years(text, years) if latest < counted[0] <= _LAST]
    return fitting[0] if len({year for year, _ in fitting}) == 1 else None


def _gap(span: Span, year: tuple[int, int]) -> int:
    return year[1] - span.end if year[1] >= span.end else span.start - year[1] - len("2000")


def _spans_of_years(text: str, years: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Count on from the year that a text names most, if more than once, by *after twenty years of war*."""
    often = Counter(year for year, _ in years).most_common(1)
    if not often or often[0][1] < 2:
        return
    for match in _YEARS_ON.finditer(text):
        word = (match[1] or match[2]).lower()
        count = int(word) if word.isdigit() else numbers().get(word, 0)
        if count >= _FEWEST:
            yield often[0][0] + count, f"{count} years after {often[0][0]}"
