"""The probability that the headline has happened, by week."""

from __future__ import annotations

from dataclasses import dataclass

from majlis.forecast.words import word_for
from majlis.report.motion.headline import axis_of, percent_of
from majlis.report.motion.study import InMotion
from majlis.report.motion.weeks import WeekLine
from majlis.report.scale_line import Tick
from majlis.report.wording import counted, percent

QUARTER = 13


@dataclass(frozen=True)
class Mark:
    """The probability by one date."""

    x: float
    y: float
    date: str
    week: str
    number: str
    word: str


@dataclass(frozen=True)
class Curve:
    """A line that rises from week to week; ``dates`` and ``shares`` are its axes."""

    line: str
    dates: tuple[Tick, ...]
    shares: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    draws: str
    words: str


def curve(found: InMotion) -> Curve | None:
    """Return the curve of the headline; None where it does not ask whether something happened."""
    if found.reruns is None:
        return None
    values = [float(value) for value in found.reruns.curve]
    last = len(values) - 1
    weeks = WeekLine(found.case, 0, last)
    low, high, step = axis_of(0.0, max(*values, 0.01))

    def y(value: float) -> float:
        return round(100.0 - 100.0 * (value - low) / (high - low), 2)

    marks = tuple(
        Mark(
            weeks.x(week),
            y(values[week]),
            f"{weeks.day(week):%d %B %Y}".lstrip("0"),
            counted(week, "week"),
            percent(values[week]),
            word_for(values[week]),
        )
        for week in sorted({*range(QUARTER, last + 1, QUARTER), last})
    )
    points = " ".join(f"{weeks.x(week):g},{y(value):g}" for week, value in enumerate(values))
    shares = [low + step * n for n in range(round((high - low) / step) + 1)]
    return Curve(
        points,
        weeks.ticks(),
        tuple(Tick(y(share), percent_of(share)) for share in shares),
        marks,
        counted(found.reruns.draws, "draw"),
        f"Probability that it has happened: {', '.join(f'{m.number} by {m.date}' for m in marks[1::2])}",
    )
