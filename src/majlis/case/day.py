"""Dates with their precision (ISO 8601)."""

from __future__ import annotations

import datetime as dt
import re
from functools import total_ordering
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from majlis.case.fault import kind_of, misfit, shown

Precision = Literal["day", "week", "month", "year"]
FORMS: tuple[tuple[Precision, re.Pattern[str]], ...] = (
    ("day", re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")),
    ("week", re.compile(r"([0-9]{4})-W([0-9]{2})")),
    ("month", re.compile(r"([0-9]{4})-([0-9]{2})")),
    ("year", re.compile(r"([0-9]{4})")),
)
EXPECTED = "an ISO date such as 2024-02-07, 2024-02 or 2024"
SERIAL = re.compile(r"[2-6][0-9]{4}(\.[0-9]+)?")
COMPACT = re.compile(r"(1[5-9]|20)[0-9]{6}")
WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.]+(Z|[-+][0-9:]+)?")
MONTH_FIRST = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")
NUMERALS = re.compile(r"([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})")
NAMED_MONTH = re.compile(
    r"[0-9]{0,4}[ -]?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ ,-]*[0-9]{0,4}[ ,-]*[0-9]{0,4}",
    re.IGNORECASE,
)


@total_ordering
class Day:
    """A date as precise as it is known: a day, week, month or year.

    It counts by its earliest day: `earliest` is used wherever dates are compared. Sorting puts the vaguer of
    two that begin on one day first.
    """

    __slots__ = ("earliest", "precision", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.precision, self.earliest = _parsed(text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Day({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Day) and other.text == self.text

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Day):
            return NotImplemented
        return (self.earliest, len(self.text), self.text) < (other.earliest, len(other.text), other.text)

    def __hash__(self) -> int:
        return hash(self.text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _day, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "description": "ISO 8601 date: 2024, 2024-02, 2024-W06 or 2024-02-07"}


def _parsed(text: str) -> tuple[Precision, dt.date]:
    for precision, form in FORMS:
        match = form.fullmatch(text)
        if match is None:
            continue
        numbers = [int(group) for group in match.groups()]
        try:
            if precision == "week":
                return precision, dt.date.fromisocalendar(numbers[0], numbers[1], 1)
            year, month, day = (*numbers, 1, 1)[:3]
            return precision, dt.date(year, month, day)
        except ValueError:
            found = f"{shown(text)}, a {precision} that does not exist"
            raise misfit(found, "a date of the calendar", "correct it") from None
    raise misfit(shown(text), EXPECTED, _mend(text[:40]))


def _mend(text: str) -> str:
    if SERIAL.fullmatch(text):
        day = dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text)))
        return f"a spreadsheet made a serial number of it; {day.isoformat()} is likely meant"
    if COMPACT.fullmatch(text):
        return f"write {text[:4]}-{text[4:6]}-{text[6:]}"
    timed = WITH_TIME.fullmatch(text)
    if timed:
        return f"leave the time of day out: {timed[1]}"
    month = MONTH_FIRST.fullmatch(text)
    if month:
        return f"write {month[2]}-{month[1]:0>2}"
    numerals = NUMERALS.fullmatch(text)
    if numerals:
        return _turned(*numerals.groups())
    if NAMED_MONTH.fullmatch(text):
        return "a spreadsheet may have shortened it; write year-month-day"
    return "write year-month-day"


def _turned(first: str, second: str, third: str) -> str:
    """Mend a date of three numerals: both readings where day and month cannot be told apart."""
    if len(first) == 4:
        return f"write {first}-{second:0>2}-{third:0>2}"
    if len(third) != 4:
        return "write year-month-day, the year with four digits"
    readings = [(second, first), (first, second)]
    likely = dict.fromkeys(f"{third}-{m:0>2}-{d:0>2}" for m, d in readings if int(m) <= 12)
    return (
        f"a spreadsheet may have turned day and month about; write {' or '.join(likely) or 'year-month-day'}"
    )


def _day(value: Any) -> Day:
    if isinstance(value, Day):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise misfit(kind_of(value), EXPECTED, "write year-month-day")
    text = str(value).strip() if isinstance(value, str) or 0 < value < 10**8 else ""
    if not text:
        raise misfit("nothing", EXPECTED, "write year-month-day")
    return Day(text)


def _to_the_day(day: Day) -> Day:
    if day.precision != "day":
        raise misfit(
            f"{shown(day.text)}, precise to the {day.precision}", "a full date", "write year-month-day"
        )
    return day


WholeDay = Annotated[Day, AfterValidator(_to_the_day)]
