"""Dates with their precision (ISO 8601)."""

from __future__ import annotations

import datetime as dt
import re
from functools import total_ordering
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from majlis.case.fault import misfit, shown

Precision = Literal["day", "week", "month", "year"]
FORMS: tuple[tuple[Precision, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)")),
    ("week", re.compile(r"(\d{4})-W(\d\d)")),
    ("month", re.compile(r"(\d{4})-(\d\d)")),
    ("year", re.compile(r"(\d{4})")),
)
SERIAL = re.compile(r"[2-6]\d{4}(\.\d+)?")
SLASHED = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
NAMED_MONTH = re.compile(
    r"\d{0,4}[ -]?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]?\d{0,4}", re.I
)


@total_ordering
class Day:
    """A date as precise as it is known: a day, week, month or year.

    It counts by its earliest day: `earliest` is used wherever dates are compared.
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

    def __lt__(self, other: Day) -> bool:
        return self.earliest < other.earliest

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
            raise misfit(
                f"{shown(text)}, a {precision} that does not exist", "a date", "correct it"
            ) from None
    raise misfit(shown(text), "an ISO date such as 2024-02-07, 2024-02 or 2024", _mend(text))


def _mend(text: str) -> str:
    if SERIAL.fullmatch(text):
        day = dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text)))
        return f"a spreadsheet made a serial number of it; {day.isoformat()} is likely meant"
    if SLASHED.fullmatch(text):
        return "a spreadsheet may have turned day and month about; write year-month-day"
    if NAMED_MONTH.fullmatch(text):
        return "a spreadsheet may have shortened it; write year-month-day"
    return "write year-month-day"


def _day(value: Any) -> Day:
    if isinstance(value, Day):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise misfit(shown(value), "an ISO date such as 2024-02-07, 2024-02 or 2024", "write year-month-day")
    return Day(str(value).strip())


def _to_the_day(day: Day) -> Day:
    if day.precision != "day":
        raise misfit(f"{shown(day)}, precise to the {day.precision}", "a full date", "write year-month-day")
    return day


WholeDay = Annotated[Day, AfterValidator(_to_the_day)]
