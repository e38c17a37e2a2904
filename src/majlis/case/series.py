"""Series: quantities observed at dates."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from majlis.case.day import Day, WholeDay
from majlis.case.fault import misfit, shown
from majlis.case.value import Id, Ids, Number, Record, Text
from majlis.case.variable import Variable


class Observation(Record):
    """One row of ``series.csv``; ``bound`` says whether the value is exact or a lower or upper bound.

    A running total of occurrences names the ``hazard`` that it counts and the day ``since`` which it counts.
    """

    series: Id
    date: Day
    value: Number
    unit: Text
    bound: Literal["exact", "lower", "upper"] = "exact"
    hazard: Variable | None = None
    since: WholeDay | None = None
    source: Id | None = None
    claims: Ids = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _counts(self) -> Self:
        if (self.hazard is None) != (self.since is None):
            given, lacking = ("hazard", "since") if self.since is None else ("since", "hazard")
            mend = f"fill '{lacking}', or empty both"
            raise misfit(
                f"'{given}' without '{lacking}'", "a total that counts a hazard since a day", mend, (given,)
            )
        if self.hazard is None or self.since is None:
            return self
        if self.value < 0 or self.value != round(self.value):
            raise misfit(
                f"a total of {self.value:g}", "a whole number of 0 or more", "correct it", ("value",)
            )
        if self.since.earliest > self.date.earliest:
            found = f"{shown(self.since.text)}, after the date {self.date.text}"
            raise misfit(found, "the first day that is counted", "correct it", ("since",))
        return self
