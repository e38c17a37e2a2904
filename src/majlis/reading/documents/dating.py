"""What day the words of a text mean, seen from the date of the document they stand in."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from majlis.reading.documents.date_words import DateWords, dates_in
from majlis.reading.documents.document import Dating, Precision
from majlis.reading.text.lexicon import words as listed
from majlis.reading.text.span import Span

_AHEAD = 4
_DAYS = {"day": 1, "week": 7}
_SATURDAY = 5


class _View(NamedTuple):
    """Where a text stands in time: a date, how much of it is known, and whether it looks ahead."""

    date: date
    precision: Precision
    ahead: bool


def resolve(words: str, document_date: Dating | None, ahead: bool | None = None) -> Dating | None:
    """Give the date that words mean.

    Parameters
    ----------
    words
        A date in words, or a few words around one, such as ``on Sunday`` or ``early February``; the first
        date counts. Words before it that look ahead (``will vote on Sunday``) are heeded.
    document_date
        When the document was published. Without it only whole dates have a meaning. Where it is ambiguous, so
        is what rests on it.
    ahead
        Whether the words look ahead, where that is known: a plan or a forecast.

    Returns
    -------
    Dating or None
        None where the words hold no date or leave it open.

    Examples
    --------
    >>> document = Dating("2024-02-07", "day", "header")
    >>> resolve("on Sunday", document).date
    '2024-02-04'
    >>> resolve("on January 10", document).date
    '2024-01-10'

    """
    found = next(dates_in(words), None)
    if found is None:
        return None
    return resolve_found(found, document_date, looks_ahead(words, found.span) if ahead is None else ahead)


def resolve_found(found: DateWords, document_date: Dating | None, ahead: bool = False) -> Dating | None:
    """Give the date that words mean which `dates_in` found."""
    if found.kind in ("iso", "number"):
        return written(found)
    if document_date is None:
        return _whole(found)
    readings = [document_date.date, *document_date.others]
    dated = [_seen_from(found, _View(_day(text), document_date.precision, ahead)) for text in readings]
    first = dated[0]
    if first is None:
        return None
    others = dict.fromkeys(day for other in dated if other for day in (other.date, *other.others))
    return replace(first, others=tuple(day for day in others if day != first.date))


def looks_ahead(text: str, span: Span) -> bool:
    """Whether the first word of a date, or one of the few before it, says that it lies ahead."""
    before = re.findall(r"\w+", text[max(0, span.start - 40) : span.start].lower())[-_AHEAD:]
    first = re.match(r"\w+", span.of(text).lower())
    near = [*before[-1:], *([first[0]] if first else [])]
    ahead, right_before = listed("dates", "ahead"), listed("dates", "ahead_right_before")
    return any(word in ahead for word in [*before, *near]) or any(word in right_before for word in near)


def written(found: DateWords) -> Dating | None:
    """Give a date that is written in full; day and month may be ambiguous."""
    day = _made(found.year, found.month, found.day)
    if day is None:
        return None
    other = _made(found.year, found.day, found.month) if found.swapped else None
    rule = "written date, month first" if other and found.month != found.day else "written date"
    return Dating(day.isoformat(), "day", rule, (other.isoformat(),) if other else ())


def _whole(found: DateWords) -> Dating | None:
    """Give a date that names its year; nothing else has a meaning without the document's date."""
    if found.year is None:
        return None
    if found.month is None:
        return Dating(f"{found.year}", "year", "written year")
    if found.day is None:
        return Dating(f"{found.year}-{found.month:02}", "month", "written month")
    day = _made(found.year, found.month, found.day)
    return Dating(day.isoformat(), "day", "written date") if day else None


def _seen_from(found: DateWords, view: _View) -> Dating | None:
    if found.year is not None:
        return _whole(found)
    return _READERS[found.kind](found, view)


def _day_of_year(found: DateWords, view: _View) -> Dating | None:
    """Date a day and month without a year: the last one up to the document's date, or the next ahead."""
    month, day = found.month or 1, found.day or 1
    years = range(view.date.year - 4, view.date.year + 5)
    if found.shift is not None and found.kind != "month":
        years = range(view.date.year + found.shift, view.date.year + found.shift + 1)
    days = [made for year in years if (made := _made(year, month, day))]
    fitting = [made for made in days if _side(made, view)] if len(days) > 1 else days
    if not fitting:
        return None
    if view.precision == "year":
        return Dating(f"{view.date.year}-{month:02}-{day:02}", "day", "day of the document's year")
    best = min(fitting, key=lambda made: abs((made - view.date).days))
    way = "next on or after" if view.ahead else "last on or before"
    return Dating(best.isoformat(), "day", f"day and month: {way} the document's date")


def _side(day: date, view: _View) -> bool:
    edge = _last_day(view)
    return day >= view.date if view.ahead else day <= edge


def _last_day(view: _View) -> date:
    """Last day that the document's date allows."""
    if view.precision == "day":
        return view.date
    month = view.date.month if view.precision == "month" else 12
    return date(view.date.year, month, monthrange(view.date.year, month)[1])


def _month(found: DateWords, view: _View) -> Dating | None:
    """Date a month without a year: the last one begun by the document's date, or the next one ahead."""
    month = found.month or 1
    year, now = view.date.year, view.date.month
    if view.precision == "year":
        return Dating(f"{year}-{month:02}", "month", "month of the document's year")
    if found.shift == 0:
        return Dating(f"{year}-{month:02}", "month", "month of the document's year")
    if found.shift == -1 and month != now and _of_last_year(found):
        year -= 1
    elif view.ahead or found.shift == 1:
        year += month < now
    elif month > now or (month == now and found.shift == -1):
        year -= 1
    way = "next from" if view.ahead or found.shift == 1 else "last up to"
    return Dating(f"{year}-{month:02}", "month", f"month: {way} the document's date")


def _of_last_year(found: DateWords) -> bool:
    """``October of last year`` as against ``last October``: the longer words name the year."""
    return found.span.end - found.span.start > len(" of last year ") + 2


def _weekday(found: DateWords, view: _View) -> Dating | None:
    """Date a weekday: the last one on or before the document's date; *last* leaves that day out."""
    if view.precision != "day" or found.weekday is None:
        return None
    if found.shift == 1 or (found.shift is None and view.ahead):
        return _moved(view, (found.weekday - view.date.weekday() - 1) % 7 + 1, "weekday: next after")
    if found.shift == 0:
        return _moved(view, (found.weekday - view.date.weekday()) % 7, "weekday: on or after")
    if found.shift == -1:
        return _moved(view, -((view.date.weekday() - found.weekday - 1) % 7) - 1, "weekday: last before")
    return _moved(view, -((view.date.weekday() - found.weekday) % 7), "weekday: last on or before")


def _plain(found: DateWords, view: _View) -> Dating | None:
    if view.precision != "day":
        return _of(view.date, view.precision, "day near the document's date")
    return _moved(view, found.amount or 0, "day counted from")


def _ago(found: DateWords, view: _View) -> Dating | None:
    """Count back, as in *three weeks ago*: weeks and months are exact to the month."""
    count, unit = found.amount or 0, found.unit or "day"
    rule = "counted back from the document's date"
    if unit == "year":
        return Dating(f"{view.date.year - count}", "year", rule) if view.date.year > count else None
    if view.precision == "year":
        return None
    if unit == "month":
        return Dating(_month_away(view.date, -count), "month", rule)
    if view.precision != "day" or view.date.toordinal() <= count * _DAYS[unit]:
        return None
    return _of(view.date - timedelta(days=count * _DAYS[unit]), "day" if unit == "day" else "month", rule)


def _period(found: DateWords, view: _View) -> Dating | None:
    """Date *last week*, *next month*, *this year*; a week is exact to the month, or to two of them."""
    shift = found.shift or 0
    rule = "period counted from the document's date"
    if found.unit == "year":
        return Dating(f"{view.date.year + shift}", "year", rule)
    if view.precision == "year":
        return None
    if found.unit == "month":
        return Dating(_month_away(view.date, shift), "month", rule)
    if view.precision != "day":
        return None
    if found.unit == "weekend":
        return _weekend(view, shift)
    monday = view.date - timedelta(days=view.date.weekday()) + timedelta(days=7 * shift)
    months = dict.fromkeys(
        f"{day:%Y-%m}" for day in (monday + timedelta(days=3), monday, monday + timedelta(6))
    )
    return Dating(next(iter(months)), "month", rule, tuple(months)[1:])


def _weekend(view: _View, shift: int) -> Dating | None:
    """Date the weekend that has begun by the document's date, or the next one: one of two days."""
    since = (view.date.weekday() - _SATURDAY) % 7
    if shift > 0 or (shift == 0 and view.date.weekday() < _SATURDAY):
        since -= 7
    saturday = view.date - timedelta(days=since)
    sunday = (saturday + timedelta(days=1)).isoformat()
    return Dating(saturday.isoformat(), "day", "weekend near the document's date", (sunday,))


def _moved(view: _View, days: int, rule: str) -> Dating | None:
    return _of(view.date + timedelta(days=days), "day", f"{rule} the document's date")


def _of(day: date, precision: Precision, rule: str) -> Dating:
    text = day.isoformat()
    return Dating(text[: {"day": 10, "month": 7, "year": 4}[precision]], precision, rule)


def _month_away(day: date, months: int) -> str:
    count = day.year * 12 + day.month - 1 + months
    return f"{count // 12:04}-{count % 12 + 1:02}"


def _day(text: str) -> date:
    """First day of a date that may lack day or month."""
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def _made(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def _nothing(_found: DateWords, _view: _View) -> None:
    return None


_READERS: dict[str, Callable[[DateWords, _View], Dating | None]] = {
    "day": _day_of_year,
    "feast": _day_of_year,
    "month": _month,
    "weekday": _weekday,
    "plain": _plain,
    "ago": _ago,
    "period": _period,
    "year": _nothing,
}
