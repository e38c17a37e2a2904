"""What a case records of the attacks of an escalation: running totals, strikes, losses, and the regime.

Only what is dated before the as-of date counts, since that day is not over when the case is coded; a case
with sources published later is refused when read. Weeks end on the day before the as-of date.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from majlis.case.case import Case
from majlis.case.event import Event
from majlis.case.series import Observation
from majlis.dynamics.likelihood import Count, History, HistoryError

DAYS_IN_WEEK = 7


class NoRecord(ValueError):  # noqa: N818 - named for what the user sees
    """Raised when a case records nothing that numbers could be learned from."""


@dataclass(frozen=True)
class Recorded:
    """The record of one escalation.

    Attributes
    ----------
    instance
        The mechanism's id in the case.
    history
        The record, as the likelihood takes it.
    regime
        1 where the record says that a campaign is under way at its end, 0 where not.
    series
        The series that count attacks: the first is the main basis of counting, a second one the other.
    begin, end
        First and last day.

    """

    instance: str
    history: History
    regime: float
    series: tuple[str, ...]
    begin: dt.date
    end: dt.date

    def __str__(self) -> str:
        """Say which series, rows and days the record holds."""
        strikes = f", strikes in {sum(map(bool, self.history.strikes))} weeks" if self.history.strikes else ""
        return (
            f"{len(self.history.counts)} rows of {' and '.join(self.series)}{strikes}, "
            f"{self.begin.isoformat()} to {self.end.isoformat()}"
        )


def recorded(case: Case, instance: str) -> Recorded:
    """Return what a case records of one escalation.

    Raises
    ------
    NoRecord
        When no series counts its attacks, more than two do, or a total falls.

    """
    rows = [
        row
        for row in case.series
        if row.hazard == f"{instance}.attacks" and row.date.earliest <= _last_day(case)
    ]
    series = tuple(dict.fromkeys(row.series for row in rows))
    if not 1 <= len(series) <= 2:
        raise NoRecord(
            f"{case.id}: {len(series)} series in series.csv count '{instance}.attacks' before {case.as_of}; "
            "expected one, or two on different bases; fill their columns 'hazard' and 'since'"
        )
    since = [_since(case, [row for row in rows if row.series == name]) for name in series]
    begin, end = min(since), _last_day(case)
    days = (end - begin).days + 1
    counts = tuple(
        Count((row.date.earliest - begin).days + 1, round(row.value), row.bound, row.series != series[0])
        for row in rows
    )
    try:
        history = History(
            days,
            counts,
            _by_week(case, f"{instance}.strikes", begin, days),
            _by_week(case, f"{instance}.casualties", begin, days),
            (since[0] - begin).days,
            (since[-1] - begin).days,
        )
    except HistoryError as error:
        raise NoRecord(f"{case.id}: series {' and '.join(series)}: {error}") from None
    return Recorded(instance, history, _regime(case, instance), series, begin, end)


def _last_day(case: Case) -> dt.date:
    return case.as_of.earliest - dt.timedelta(days=1)


def _since(case: Case, rows: list[Observation]) -> dt.date:
    days = sorted({row.since.earliest for row in rows if row.since is not None})
    if len(days) > 1:
        raise NoRecord(
            f"{case.id}: the series '{rows[0].series}' counts since {days[0]} and since {days[-1]}; "
            "expected one day; split it into two series"
        )
    return days[0]


def _happened(case: Case, hazard: str) -> list[Event]:
    return [
        event
        for event in case.events
        if event.hazard == hazard and event.status == "occurred" and event.date.earliest <= _last_day(case)
    ]


def _by_week(case: Case, hazard: str, begin: dt.date, days: int) -> tuple[int, ...]:
    """Return how often a hazard happened in each week; empty where never."""
    weeks = [0] * -(-days // DAYS_IN_WEEK)
    for event in _happened(case, hazard):
        back = (_last_day(case) - event.date.earliest).days // DAYS_IN_WEEK
        if event.date.earliest >= begin:
            weeks[len(weeks) - 1 - back] += round(event.size)
    return tuple(weeks) if any(weeks) else ()


def _regime(case: Case, instance: str) -> float:
    """Return the regime at the end as the warm-up has it: campaigns and truces of the record."""
    level = 0.0
    changes = [(e.date, 1.0) for e in _happened(case, f"{instance}.campaign")]
    changes += [(e.date, -1.0) for e in _happened(case, f"{instance}.truce")]
    for _, change in sorted(changes, key=lambda each: each[0]):
        level = min(max(level + change, 0.0), 1.0)
    return level
