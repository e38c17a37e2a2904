r"""The reference class: how often forces left a host that had asked them to.

The class counts the occasions at risk, not the notable outcomes: every formal demand with a source that had
its whole time, ``weeks``, before the as-of date. With :math:`k` departures among :math:`n` occasions the
estimate is the mean of the Jeffreys posterior :math:`\mathrm{Beta}(k+\tfrac12,\, n-k+\tfrac12)`, and its
range that posterior's 5th to 95th percentile. An occasion whose time was not over is left out whole, whatever
is known of it: keeping only those that had already ended would count quick departures and not slow refusals.

Source: Brown, L.D., T.T. Cai and A. DasGupta (2001), 'Interval estimation for a binomial proportion',
*Statistical Science* 16.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from majlis.case.day import Day
from majlis.case.table_file import Headings
from majlis.case.value import Id, Ids, Record, Text
from majlis.forecast.deu_table import Rows

ENDS = (0.05, 0.95)
CODED = (
    "One person coded the occasions.",
    "Expulsions that succeeded are remembered better than demands that came to nothing, so the share is an "
    "upper bound.",
    "It counts forces that had all left; notice or an agreed end date comes earlier.",
)

LEFT_OUT = {
    "own": "of the case's own country",
    "unfinished": "whose time was not over at the as-of date",
    "informal": "without a formal demand",
    "unsourced": "from memory, which is no evidence",
}


class Occasion(Record):
    """One row of ``occasions.csv``: a host asked foreign forces to leave."""

    id: Id
    host: Text
    country: Ids
    sender: Text
    forces: Text
    demanded: Day
    formal: Literal["yes", "no"]
    outcome: Literal["left", "partial", "reversed", "stayed"]
    ended: Day | None = None
    from_memory: Ids = ()
    source: Text | None = None
    publisher: Text | None = None
    url: Text | None = None
    note: Text | None = None

    def left_within(self, weeks: int) -> bool:
        """Tell whether all forces had left so many weeks after the demand."""
        if self.outcome != "left" or self.ended is None:
            return False
        return self.ended.earliest <= self.demanded.earliest + dt.timedelta(weeks=weeks)


@dataclass(frozen=True)
class BaseRate:
    """How often forces left within some weeks, as it could be known at a date.

    Attributes
    ----------
    probability, low, high
        Mean, 5th and 95th percentile of the posterior.
    left, n
        Departures, and occasions at risk.
    counted, own, unfinished, informal, unsourced
        Ids of the occasions that are counted, and of those left out, each under the first reason that holds:
        of an excluded country, not over at the as-of date, no formal demand, from memory.
    warnings
        What the number cannot say.

    """

    probability: float
    low: float
    high: float
    left: int
    n: int
    counted: tuple[str, ...]
    own: tuple[str, ...]
    unfinished: tuple[str, ...]
    informal: tuple[str, ...]
    unsourced: tuple[str, ...]
    warnings: tuple[str, ...]


class NoOccasionsError(ValueError):
    """Raised when no occasion is left to count."""


@cache
def occasions() -> tuple[Occasion, ...]:
    """Return the shipped occasions, the earliest first."""
    path = Path(str(files("majlis"))) / "cases" / "expulsions" / "occasions.csv"
    names = tuple(Occasion.model_fields)
    rows = Rows.read(path, Headings(names, names)).rows
    return tuple(sorted(map(Occasion.model_validate, rows), key=lambda occasion: occasion.demanded))


def base_rate(
    as_of: dt.date,
    weeks: int,
    exclude: Collection[str] = (),
    among: tuple[Occasion, ...] | None = None,
) -> BaseRate:
    """Return how often forces left within some weeks of a demand, as it could be known at a date.

    Parameters
    ----------
    as_of
        Nothing later is used: an occasion whose time was not over by then is left out.
    weeks
        The time that an occasion had.
    exclude
        ISO 3166 alpha-3 codes of hosts whose occasions are left out: those of the case itself.
    among
        The occasions; the shipped ones by default.

    Raises
    ------
    NoOccasionsError
        When no occasion is left, or ``weeks`` is below 1.

    """
    if weeks < 1:
        raise NoOccasionsError(f"found a time of {weeks} weeks; expected 1 or more; mend: name a horizon")
    kept: dict[str, list[Occasion]] = {why: [] for why in ("counted", *LEFT_OUT)}
    for occasion in occasions() if among is None else among:
        kept[_place(occasion, as_of, weeks, exclude)].append(occasion)
    n = len(kept["counted"])
    if not n:
        raise NoOccasionsError(
            f"found no occasion with {weeks} weeks behind it on {as_of}; expected one at least; "
            "mend: name a later day, fewer weeks or fewer countries to leave out"
        )
    left = sum(occasion.left_within(weeks) for occasion in kept["counted"])
    low, high = _interval(left, n)
    ids = {why: tuple(occasion.id for occasion in found) for why, found in kept.items()}
    return BaseRate((left + 0.5) / (n + 1.0), low, high, left, n, **ids, warnings=_warnings(kept))


def _place(occasion: Occasion, as_of: dt.date, weeks: int, exclude: Collection[str]) -> str:
    """Say whether an occasion is counted, or the first reason why not."""
    if set(occasion.country) & set(exclude):
        return "own"
    if occasion.demanded.earliest + dt.timedelta(weeks=weeks) > as_of:
        return "unfinished"
    if occasion.formal == "no":
        return "informal"
    return "unsourced" if "all" in occasion.from_memory else "counted"


def _interval(left: int, n: int) -> tuple[float, float]:
    from scipy.special import betaincinv

    low, high = (float(betaincinv(left + 0.5, n - left + 0.5, end)) for end in ENDS)
    return low, high


def _warnings(kept: dict[str, list[Occasion]]) -> tuple[str, ...]:
    left_out = [f"{len(kept[why])} {words}" for why, words in LEFT_OUT.items() if kept[why]]
    dated = sum(bool(occasion.from_memory) for occasion in kept["counted"])
    more = [f"Left out: {'; '.join(left_out)}."] if left_out else []
    if dated:
        more.append(f"Of the occasions counted, {dated} have a date from memory.")
    return (*CODED, *more)
