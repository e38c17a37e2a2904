"""Which day an ambiguous date is: 1-3-2024 in the light of the rest of its document.

Each sign is worth points for the reading that it bears out. Where they are even, the month comes first, as in
American English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from majlis.reading.documents.date_words import DateWords, dates_in
from majlis.reading.documents.dating import looks_ahead
from majlis.reading.documents.document import Dating
from majlis.reading.text.lexicon import table

_HABIT = 2.0
_TURN = 1.5
_NAMED = 1.0
_STYLE = 0.5
_READ = 30_000
"""How much of a long document is looked through, in characters."""

_SEASON = 100
"""Days by which the dates of a text must lie nearer to one reading than to the other, in the mean."""

_SHORTLY = 14
"""Days within which the last day that a text names usually lies before it."""

_AGAINST = 365


def chosen(dating: Dating, text: str, name: str) -> Dating:
    """Take the reading of an ambiguous date that a document bears out; the other stays among `others`."""
    if not dating.others:
        return dating
    points = dict.fromkeys((dating.date, *dating.others), 0.0)
    reasons: dict[str, list[str]] = {day: [] for day in points}
    for day, worth, reason in _signs(tuple(points), text, name):
        points[day] += worth
        reasons[day].append(reason)
    best = max(points, key=lambda day: points[day])
    if len(set(points.values())) == 1:
        return replace(dating, rule=f"{dating.rule}, ambiguous: month first, as nothing decides")
    others = tuple(day for day in points if day != best)
    why = ", ".join(dict.fromkeys(reasons[best])) or "the other reading does not fit"
    return replace(dating, date=best, others=others, rule=f"{dating.rule}, ambiguous: {why}")


def _signs(days: tuple[str, ...], text: str, name: str) -> Iterator[tuple[str, float, str]]:
    yield from _turns_of_phrase(days, text)
    found = list(dates_in(text[:_READ]))
    yield from _habit(days, found, text)
    behind = [one for one in found if not looks_ahead(text, one.span)]
    yield from _named_dates(days, behind)
    yield from _weekdays(days, behind)
    for day in days:
        if day in name or day.replace("-", "") in name or day.replace("-", "/") in text:
            yield day, _HABIT, "the same day in a name or address"


def _turns_of_phrase(days: tuple[str, ...], text: str) -> Iterator[tuple[str, float, str]]:
    """Heed turns such as *the new year*, which point to months."""
    for match in _turn().finditer(text):
        phrase = match[0].lower().replace("’", "'")
        months = table("dates")["seasons"].get(phrase, ())
        for day in days:
            if int(day[5:7]) in months:
                yield day, _TURN, f"the text says '{phrase}'"
        return


@cache
def _turn() -> re.Pattern[str]:
    phrases = sorted(table("dates")["seasons"], key=len, reverse=True)
    either = "|".join(re.escape(phrase).replace("'", "['’]") for phrase in phrases)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


def _habit(days: tuple[str, ...], dates: list[DateWords], text: str) -> Iterator[tuple[str, float, str]]:
    """Write dates of the same document that can be read in one way, in figures or with names of months."""
    first, second = days[0], days[-1]
    for found in dates:
        if found.kind == "number" and not found.swapped and found.month != found.day:
            month_first = int(re.split(r"\D", found.span.of(text))[0]) == found.month
            yield (first if month_first else second), _HABIT, "other dates in figures"
        elif found.kind == "day":
            month_first = found.span.of(text)[-1:].isdigit() and not re.match(r"\d", found.span.of(text))
            yield (first if month_first else second), _STYLE / 10, "how dates are written"


def _named_dates(days: tuple[str, ...], dates: list[DateWords]) -> Iterator[tuple[str, float, str]]:
    """Look back to the dates with the name of a month: they lie shortly before the document, not a year."""
    ages = {day: _ages(date.fromisoformat(day), dates) for day in days}
    means = {day: sum(found) / max(1, len(found)) for day, found in ages.items()}
    near, *far = sorted(days, key=lambda day: means[day])
    if all(means[day] > means[near] + _SEASON for day in far):
        yield near, _NAMED, "the dates named in the text lie shortly before"
    whole = [found for found in dates if found.day is not None]
    last = {day: min(_ages(date.fromisoformat(day), whole), default=_AGAINST) for day in days}
    near, *far = sorted(days, key=lambda day: last[day])
    if last[near] <= _SHORTLY and all(last[day] > last[near] + _SHORTLY for day in far):
        yield near, _NAMED, "shortly after the last day named in the text"


def _weekdays(days: tuple[str, ...], dates: list[DateWords]) -> Iterator[tuple[str, float, str]]:
    """Look back to the weekdays that the text names: the last one lies a day or two before the document."""
    named = {found.weekday for found in dates if found.kind == "weekday" and found.shift is None}
    since = {
        day: min(((date.fromisoformat(day).weekday() - (weekday or 0)) % 7 for weekday in named), default=0)
        for day in days
    }
    near, *far = sorted(days, key=lambda day: since[day])
    if all(since[day] > since[near] + 1 for day in far):
        yield near, _STYLE, "shortly after the last weekday named"


def _ages(day: date, dates: list[DateWords]) -> list[int]:
    """Days since the dates that a text names; one that lies ahead speaks against the day."""
    ages = []
    for found in dates:
        if found.kind in ("day", "month") and (named := _on_or_before(found, day)) is not None:
            ages.append(min((day - named).days, _AGAINST) if named <= day else _AGAINST)
    return ages


def _on_or_before(found: DateWords, day: date) -> date | None:
    years = (found.year,) if found.year else (day.year, day.year - 1)
    for year in years:
        try:
            named = date(year, found.month or 1, found.day or 1)
        except ValueError:
            continue
        if found.year or named <= day:
            return named
    return None
