"""Series: quantities observed at dates."""

from __future__ import annotations

from typing import Literal

from majlis.case.day import Day
from majlis.case.value import Id, Ids, Number, Record, Text


class Observation(Record):
    """One row of ``series.csv``; ``bound`` says whether the value is exact or a lower or upper bound."""

    series: Id
    date: Day
    value: Number
    unit: Text
    bound: Literal["exact", "lower", "upper"] = "exact"
    source: Id | None = None
    claims: Ids = ()
    note: Text | None = None
