"""Levels: quantities that move by themselves and are pushed."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from majlis.case.estimate import Estimate, Estimated
from majlis.case.fault import misfit
from majlis.case.value import Id, Number, Text
from majlis.case.variable import VariableId

Basis = Literal["data", "literature", "judgement"]
Latent = Literal["identity", "log", "logit"]


class Level(Estimated):
    """One row of ``levels.csv``; its estimate is the own level, to which it returns when nothing pushes.

    Attributes
    ----------
    scale
        The latent scale on which it moves.
    bottom, top, neutral
        Its range, and the point from which it pushes others (``bottom`` where none is given).
    off
        The own level when every claim on it is false.
    half_life
        Weeks in which half of a deviation is gone; a level without one holds what it was given.
    noise
        Weekly standard deviation, as a share of the range.
    pace
        Largest change in a week, in units.
    start
        Where the warm-up begins.
    series
        The series that nudges it during the warm-up.

    """

    id: VariableId
    title: Text
    unit: Text
    scale: Latent = "identity"
    bottom: Number
    top: Number
    neutral: Number | None = None
    off: Number | None = None
    half_life: Estimate | None = None
    noise: Estimate | None = None
    pace: Estimate | None = None
    start: Estimate | None = None
    series: Id | None = None
    basis: Basis = "judgement"
    about: Text | None = None

    @model_validator(mode="after")
    def _ranged(self) -> Self:
        if self.bottom >= self.top:
            found = f"a range from {self.bottom:g} to {self.top:g}"
            raise misfit(found, "bottom below top", "swap or correct the ends", ("bottom",))
        if self.scale == "log" and self.bottom <= 0:
            mend = "raise 'bottom', or choose another scale"
            raise misfit(f"a log scale from {self.bottom:g}", "a bottom above 0", mend, ("bottom",))
        self._within()
        self._positive()
        return self

    def _within(self) -> None:
        expected = f"{self.bottom:g} to {self.top:g}"
        for column, point in (("neutral", self.neutral), ("off", self.off)):
            if point is not None and not self.bottom <= point <= self.top:
                raise misfit(f"{column} {point:g}", expected, "correct it, or the range", (column,))
        for column, what, given in (
            ("value", "an own level", self.estimate),
            ("start", "a start", self.start),
        ):
            if given is not None and not self.bottom <= given.ends[0] <= given.ends[1] <= self.top:
                found = f"{what} of {given.ends_in_words}"
                raise misfit(found, expected, "correct it, or the range", (column,))

    def _positive(self) -> None:
        for column, given in (("half_life", self.half_life), ("pace", self.pace)):
            if given is not None and given.ends[0] <= 0:
                found = f"a {column.replace('_', '-')} of {given.ends_in_words}"
                raise misfit(found, "above 0", "correct it, or empty the cell", (column,))
        if self.noise is not None and not 0 <= self.noise.ends[0] <= self.noise.ends[1] <= 1:
            found = f"a noise of {self.noise.ends_in_words}"
            raise misfit(found, "a share of the range, from 0 to 1", "correct it", ("noise",))
