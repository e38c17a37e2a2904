"""What was observed of the levels and hazards of a case: on the record, and afterwards where it is asked for.

A running total is shown as what it grew by in a week between two of its rows, since a run counts by week.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from majlis.case.case import Case
from majlis.case.day import Day
from majlis.report.wording import day_in_words, plain_number

BOUNDS = {"exact": "", "lower": "at least ", "upper": "at most "}


@dataclass(frozen=True)
class Reading:
    """One row of a record: a level's value, or a running ``total`` of a hazard kept by one counter."""

    variable: str
    total: bool
    counter: str
    date: Day
    value: float
    bound: str


@dataclass(frozen=True)
class Seen:
    """One observation of a variable of the case: from week to week, its value, and in words."""

    variable: str
    begin: float
    week: float
    value: float
    words: str


def on_record(case: Case) -> tuple[Seen, ...]:
    """Return what the case records of its levels and hazards up to the as-of date."""
    followed = {level.series: level.id for level in case.levels if level.series}
    readings = []
    for row in case.series:
        variable = followed.get(row.series) or row.hazard
        if variable is not None:
            total = row.series not in followed
            readings.append(Reading(variable, total, row.series, row.date, row.value, row.bound))
    return seen(case, readings)


def seen(case: Case, readings: Iterable[Reading]) -> tuple[Seen, ...]:
    """Return what readings say: of levels their values, of hazards what their totals grew by."""
    found: list[Seen] = []
    totals: dict[tuple[str, str], list[Reading]] = {}
    for each in readings:
        if not each.total:
            found.append(_level(case, each))
        elif each.bound == "exact":
            totals.setdefault((each.variable, each.counter), []).append(each)
    for rows in totals.values():
        ordered = sorted(rows, key=lambda row: row.date.earliest)
        found += [_growth(case, *pair) for pair in pairwise(ordered) if _grew(*pair)]
    return tuple(found)


def _week(case: Case, row: Reading) -> float:
    return (row.date.earliest - case.as_of.earliest).days / 7.0


def _level(case: Case, row: Reading) -> Seen:
    week = _week(case, row)
    words = f"{BOUNDS[row.bound]}{plain_number(row.value)} ({day_in_words(row.date)})"
    return Seen(row.variable, week, week, row.value, words)


def _grew(first: Reading, last: Reading) -> bool:
    return last.date.earliest > first.date.earliest and last.value >= first.value


def _growth(case: Case, first: Reading, last: Reading) -> Seen:
    begin, end = _week(case, first), _week(case, last)
    weekly = (last.value - first.value) / (end - begin)
    words = (
        f"{plain_number(last.value - first.value)} from {day_in_words(first.date)} to "
        f"{day_in_words(last.date)}, {plain_number(weekly)} a week"
    )
    return Seen(first.variable, begin, end, weekly, words)
