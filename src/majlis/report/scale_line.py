"""The line on which everything about an issue is drawn: places in per cent of its width, ticks and labels."""

from __future__ import annotations

from dataclasses import dataclass

from majlis.case.issue import Issue
from majlis.report.wording import Measure, plain_number

CLOSEST = 9.0
"""Least distance between two written ticks, in per cent of the width: below it figures touch on a phone."""


@dataclass(frozen=True)
class Tick:
    """A labelled place on the line; ``text`` is empty where a neighbour leaves no room for it."""

    x: float
    text: str


@dataclass(frozen=True)
class Band:
    """An interval with its middle, in per cent of the width, and in words."""

    low: float
    middle: float
    high: float
    words: str


@dataclass(frozen=True)
class ScaleLine:
    """One issue's scale, from end to end of a drawing."""

    issue: Issue

    @property
    def measure(self) -> Measure:
        """How its values are written."""
        return Measure(self.issue.scale)

    def x(self, value: float) -> float:
        """Return the place of a value in per cent of the width."""
        scale = self.issue.scale
        return round(min(max((value - scale.low) / scale.width, 0.0), 1.0) * 100.0, 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the scale's own points; both ends always carry their number."""
        values = sorted(point.at for point in self.issue.scale.points)
        written: list[float] = []
        for value in values[1:-1]:
            near = [values[0], *written, values[-1]]
            if all(abs(self.x(value) - self.x(other)) >= CLOSEST for other in near):
                written.append(value)
        shown = {values[0], *written, values[-1]}
        return tuple(Tick(self.x(v), plain_number(v) if v in shown else "") for v in values)

    def legend(self) -> tuple[tuple[str, str], ...]:
        """Return each point's number and label, from low to high."""
        points = sorted(self.issue.scale.points, key=lambda point: point.at)
        return tuple((plain_number(point.at), point.label) for point in points)

    def band(self, low: float, middle: float, high: float) -> Band:
        """Return an interval as places and words."""
        number = self.measure.number
        words = f"{number(middle)} ({number(low)} to {number(high)})"
        return Band(self.x(low), self.x(middle), self.x(high), words)
