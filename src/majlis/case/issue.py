"""Issues: what is to be decided, on a labelled scale."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from majlis.case.estimate import Estimate
from majlis.case.fault import misfit
from majlis.case.place import Path
from majlis.case.value import Id, Number, Record, Text

MOST_WIDENING = 10.0


class ScalePoint(Record):
    """A point of a scale and what it stands for."""

    at: Number
    label: Text


class Scale(Record):
    """The line on which positions are coded; both ends are labelled."""

    low: Number
    high: Number
    unit: Text = "points"
    points: tuple[ScalePoint, ...]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.low >= self.high:
            found = f"a scale from {self.low:g} to {self.high:g}"
            raise misfit(found, "low below high", "swap or correct the ends", ("low",))
        at = [point.at for point in self.points]
        for index, value in enumerate(at):
            if value in at[:index]:
                again: Path = ("points", index, "at")
                raise misfit(f"a second label at {value:g}", "one label a point", "move or remove one", again)
            if not self.low <= value <= self.high:
                expected = f"points from {self.low:g} to {self.high:g}"
                raise misfit(
                    f"a label at {value:g}", expected, "move it, or the ends", ("points", index, "at")
                )
        for end in (self.low, self.high):
            if end not in at:
                mend = f"add - {{at: {end:g}, label: ...}}"
                raise misfit(f"no label at {end:g}", "both ends of the scale labelled", mend, ("points",))
        return self

    @property
    def width(self) -> float:
        """Distance between the ends, in the scale's unit."""
        return self.high - self.low

    def label_near(self, value: float) -> str:
        """Return the label of the point nearest to ``value`` (the lower one of two)."""
        return min(self.points, key=lambda point: (abs(point.at - value), point.at)).label


class Issue(Record):
    """One issue of a decision.

    Attributes
    ----------
    arena
        The arena whose settlement is the answer; the last arena where none is named.
    status_quo, reversion
        Where things stand, and where they go without agreement (points of the scale).
    widening
        By how much the models' own error is wider than on the decisions that it was learned on.

    """

    id: Id
    label: Text
    about: Text | None = None
    arena: Id | None = None
    scale: Scale
    status_quo: Estimate | None = None
    reversion: Estimate | None = None
    widening: Estimate | None = None
