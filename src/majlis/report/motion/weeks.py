"""The line of weeks: from the first week of the warm-up to the last, in per cent of the width."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from majlis.case.case import Case
from majlis.report.scale_line import Tick
from majlis.report.wording import MONTHS

YEAR = 52
NEAR = 14.0
"""Least distance between two dates on the line, in per cent of its width."""


@dataclass(frozen=True)
class WeekLine:
    """The weeks of a drawing."""

    case: Case
    first: int
    last: int

    def x(self, week: float) -> float:
        """Return the place of a week in per cent of the width."""
        return round(100.0 * (week - self.first) / max(self.last - self.first, 1), 2)

    def day(self, week: float) -> dt.date:
        """Return the day with which a week ends."""
        return self.case.as_of.earliest + dt.timedelta(weeks=week)

    def written(self, week: float) -> str:
        """Return ``Feb 2024``."""
        day = self.day(week)
        return f"{MONTHS[day.month - 1][:3]} {day.year}"

    @property
    def as_of(self) -> float:
        """The place of the as-of date."""
        return self.x(0)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the as-of date, the ends and every year; a date that has no room has no words."""
        weeks = sorted({self.first, self.last, *range(0, self.last + 1, YEAR)})
        kept: list[float] = [self.x(0), self.x(self.last)]
        shown = {0, self.last}
        for week in weeks:
            if week not in shown and all(abs(self.x(week) - other) >= NEAR for other in kept):
                kept.append(self.x(week))
                shown.add(week)
        return tuple(Tick(self.x(week), self.written(week) if week in shown else "") for week in weeks)
