"""How likely a recorded history of attacks is: counts known at some dates, rates that switch and self-excite.

In week ``t`` and regime ``r`` (quiet or campaign) attacks come at a weekly rate ::

    log rate = log rate[r] + heat_gain heat - fear_gain fear + anger_gain anger

``heat`` remembers attacks, ``fear`` and ``anger`` remember strikes (deterrence and its rival, provocation).
Each is a level between 0 and 1 that moves on a logit scale: it returns to its own level with its half-life
and jumps by its shift (a share of the range) at every occurrence. What happens in a week acts from the second
week after it, as everywhere in `majlis.dynamics.path`. Weekly counts are negative binomial with variance
``m + dispersion m^2``. A campaign starts and stops with weekly hazards; in the first week either regime is as
likely. Strikes are Poisson with ``log rate = log reaction + retaliation heat + losses_gain losses``, where
``losses`` remember attacks that killed. The weekly noise of these memories is left out.

What is recorded are cumulative counts at irregular dates: exact ones, lower bounds (survival terms) and upper
bounds. A second basis of counting (claims instead of official tallies, say) sees a count that is negative
binomial about ``share`` times the true one.

Interval-censored self-excitation: Rizoiu, Soen, Li, Calderon, Dong, Menon and Xie (2022). Self-excitation in
the war in Iraq: Lewis, Mohler, Brantingham and Bertozzi (2012). Action and reaction: Jaeger and Paserman
(2008). Regimes: Hamilton (1989). Unlike in the first two, the excitation is log-linear and by week, since
that is the form of every hazard here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from majlis.chance.addressed import Addressed
from majlis.chance.kernel import call
from majlis.dynamics.likelihood_kernel import (
    BEGIN,
    BEGIN_OTHER,
    CEILING,
    DAYS,
    DAYS_TO_NEXT,
    EXACT,
    FLOOR,
    NEXT,
    NOTHING,
    OTHER,
    OTHER_BOUND,
    WEEK,
    filter_draws,
)
from majlis.models.threads import over_draws

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Bound = Literal["exact", "lower", "upper"]

MEMORIES = ("heat", "losses", "fear", "anger")
PARAMETERS = (
    "quiet",
    "campaign",
    "start",
    "stop",
    "dispersion",
    *(f"{memory}_{part}" for memory in MEMORIES for part in ("own", "shift", "half_life", "gain")),
    "reaction",
    "retaliation",
    "share",
    "share_dispersion",
)
"""Names of the parameters, in the order of their columns; rates and hazards are per week."""

POSITIVE = (
    *("quiet", "campaign", "start", "stop", "reaction", "share"),
    *(f"{memory}_half_life" for memory in MEMORIES),
)

_BOUNDS: dict[Bound, int] = {"exact": 0, "lower": 1, "upper": -1}
_FIELDS = 11

MOST_PARTICLES = 2**16
_AT_A_TIME = 64


class HistoryError(ValueError):
    """A history that cannot have happened, or parameters that no process has."""


@dataclass(frozen=True)
class Count:
    """A cumulative count at the end of a day (counted from the first day, 1).

    ``other`` marks the second basis of counting.
    """

    day: int
    value: int
    bound: Bound = "exact"
    other: bool = False


@dataclass(frozen=True)
class History:
    """What is recorded of attacks and of the strikes that answered them.

    Weeks end on the last day; the first one may be shorter.

    Attributes
    ----------
    days
        Length of the history.
    counts
        Cumulative counts.
    strikes, casualties
        Strikes and attacks that killed, by week; empty when none are recorded, which is not the same as none.
    since, other_since
        Days before counting begins, on the first and on the second basis.

    """

    days: int
    counts: tuple[Count, ...]
    strikes: tuple[int, ...] = ()
    casualties: tuple[int, ...] = ()
    since: int = 0
    other_since: int = 0

    def __post_init__(self) -> None:
        if self.days < 1:
            raise HistoryError(f"found {self.days} days, expected 1 or more")
        for name, by_week in (("strikes", self.strikes), ("casualties", self.casualties)):
            if by_week and len(by_week) != len(self.week_days):
                raise HistoryError(f"found {name} of {len(by_week)} weeks, expected {len(self.week_days)}")
        for count in self.counts:
            begin = self.other_since if count.other else self.since
            if not begin < count.day <= self.days:
                raise HistoryError(
                    f"found a count at day {count.day}, expected a day after {begin} and up to {self.days}"
                )
        self._check_order()

    def _check_order(self) -> None:
        """Check that what is known of a count on the first basis never falls and is one number on a day."""
        known, exact = 0, dict[int, int]()
        for count in sorted((c for c in self.counts if not c.other), key=_by_day):
            if count.bound == "exact" and exact.setdefault(count.day, count.value) != count.value:
                raise HistoryError(
                    f"found totals of {exact[count.day]} and of {count.value} at day {count.day}; "
                    "one basis of counting has one total on a day"
                )
            if count.bound != "lower" and count.value < known:
                raise HistoryError(
                    f"found a total of {count.value} at day {count.day} after one of {known} or more; "
                    "a cumulative count never falls"
                )
            if count.bound != "upper":
                known = max(known, count.value)

    @cached_property
    def week_days(self) -> Whole:
        """Days of each week."""
        first = self.days % 7
        weeks = [7] * (self.days // 7)
        return np.array([first, *weeks] if first else weeks, dtype=np.int64)

    @cached_property
    def stretches(self) -> Whole:
        """Stretches of days within weeks, cut where something is known, as the filter reads them."""
        week_ends = np.cumsum(self.week_days)
        cuts = {*week_ends.tolist(), self.since, self.other_since, *(c.day for c in self.counts)} - {0}
        rows: list[Whole] = []
        before = 0
        for day in sorted(cuts):
            # A second thing known on one day is a stretch of no days; the exact total says all and leads.
            at_end = sorted(
                (c for c in self.counts if c.day == day), key=lambda c: (c.other, c.bound != "exact")
            )
            for number, count in enumerate(at_end or [None]):
                row = np.full(_FIELDS, NOTHING, dtype=np.int64)
                row[WEEK] = np.searchsorted(week_ends, day)
                row[DAYS] = day - before if number == 0 else 0
                row[FLOOR] = 0
                row[BEGIN] = before == self.since and number == 0
                row[BEGIN_OTHER] = before == self.other_since and number == 0
                self._write(row, count)
                self._write_next(row, day)
                rows.append(row)
            before = day
        return np.array(rows)

    @staticmethod
    def _write(row: Whole, count: Count | None) -> None:
        if count is None:
            return
        if count.other:
            row[OTHER], row[OTHER_BOUND] = count.value, _BOUNDS[count.bound]
        else:
            row[{"exact": EXACT, "lower": FLOOR, "upper": CEILING}[count.bound]] = count.value

    def _write_next(self, row: Whole, day: int) -> None:
        """Write the next exact count on the first basis, once counting has begun."""
        ahead = [c for c in self.counts if not c.other and c.bound == "exact" and c.day >= day]
        if ahead and day > self.since:
            nearest = min(ahead, key=lambda count: count.day)
            row[NEXT], row[DAYS_TO_NEXT] = nearest.value, nearest.day - day


def _by_day(count: Count) -> tuple[int, int]:
    """Order counts by day; on one day what they must reach comes first, what they may not pass last."""
    return count.day, ("lower", "exact", "upper").index(count.bound)


def parameters_of(values: dict[str, ArrayLike], draws: int) -> Floats:
    """Return parameters [draw, parameter] from numbers or columns by name.

    Raises
    ------
    HistoryError
        When one is missing, unknown or out of range.

    """
    wrong = sorted(set(PARAMETERS) ^ set(values))
    if wrong:
        raise HistoryError(f"parameters: found '{wrong[0]}' missing or unknown, expected {PARAMETERS}")
    table = np.empty((draws, len(PARAMETERS)))
    for column, name in enumerate(PARAMETERS):
        table[:, column] = values[name]
        low = float(table[:, column].min()) if draws else 1.0
        if not np.isfinite(table[:, column]).all() or low < 0.0 or (name in POSITIVE and low == 0.0):
            least = "above 0" if name in POSITIVE else "of 0 or more"
            raise HistoryError(f"{name}: found {low:g}, expected finite numbers {least}")
    return table


def log_likelihood(
    history: History,
    parameters: Floats,
    random: Addressed,
    draws: NDArray[np.int64],
    particles: int = 64,
    stream: str = "history",
) -> Floats:
    """Return the log likelihood of a history under each draw's parameters [draw].

    The likelihood itself is estimated without bias; its log is exact where every stretch ends in an exact
    count or all that is unknown carries no memory. The numbers at a draw do not depend on the other draws.

    Parameters
    ----------
    history
        What is recorded.
    parameters
        Parameters [draw, parameter] as `parameters_of` gives them.
    random
        Random numbers.
    draws
        Index of each draw, which addresses its random numbers.
    particles
        Paths of counts that each draw follows; fewer than 2**16.
    stream
        Name of the random numbers.

    """
    if not 1 <= particles < MOST_PARTICLES:
        raise HistoryError(f"found {particles:,} particles, expected 1 to {MOST_PARTICLES - 1:,}")
    stretches = history.stretches
    by_week = [np.array(each, dtype=np.int64) for each in (history.strikes, history.casualties)]
    found = np.empty(len(draws))

    def settle(first: int, end: int) -> None:
        # Random numbers are made for a few draws at a time, so that memory does not grow with draws.
        for begin in range(first, end, _AT_A_TIME):
            some = slice(begin, min(begin + _AT_A_TIME, end))
            uniform = _uniforms(random, stream, draws[some], particles + 1, len(stretches))
            filled = found[some]
            call(
                filter_draws,
                *(0, len(filled), parameters[some], stretches, *by_week, history.week_days, uniform, filled),
            )

    over_draws(settle, len(draws))
    return found


def _uniforms(random: Addressed, stream: str, draws: NDArray[np.int64], count: int, steps: int) -> Floats:
    """Return numbers [step, draw, particle], two steps at a time: every particle has its own address."""
    address = (draws[:, None] * MOST_PARTICLES + np.arange(count)).ravel()
    numbers = np.empty((steps, len(draws), count))
    for step in range(0, steps, 2):
        pair = random.uniforms(stream, address, 2, step // 2).reshape(len(draws), count, 2)
        numbers[step : step + 2] = np.moveaxis(pair, 2, 0)[: steps - step]
    return numbers
