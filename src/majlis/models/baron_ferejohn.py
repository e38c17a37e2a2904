r"""Legislative bargaining under the closed rule, in one dimension.

Actor j is drawn to propose with probability :math:`p_j`. Its proposal passes at once when a coalition with
the quota of the votes says yes; else time is lost and somebody is drawn again. Without any agreement
everybody is left with 0. With utility :math:`u_i(y) = K - (y-x_i)^2`, K at least the squared width of the
scale, and discount :math:`\delta`, actor i says yes to y when :math:`u_i(y) \ge \delta \sum_j p_j u_i(y_j)`,
that is when

.. math:: (y - x_i)^2 \le \rho_i^2 = (1-\delta) K + \delta \sum_j p_j (y_j - x_i)^2

Both ends of these intervals rise with :math:`x_i`, and the mean proposal is in all of them. So what passes
is an interval [a, b] that the pivots L and R of the quota set (see :mod:`majlis.models.pivots`), and
everybody proposes the nearest point of it:

.. math:: b = L + \rho_L, \qquad a = R - \rho_R, \qquad y_j = \min(\max(x_j, a), b)

For a simple majority L = R is the median m, and :math:`\rho` is the one root of
:math:`\rho^2 = (1-\delta) K + \delta \sum_j p_j \min(|x_j - m|, \rho)^2`. As :math:`\delta` goes to 1, all
proposals go to the median, the core (Banks and Duggan 2000). With other quotas a and b are found by halving
intervals, one within the other.

The settlement holds the proposals as ``support`` and their probabilities as ``weight``, [draw, issue, actor];
its outcome is their mean, [draw, issue], on the scale of the issue. Votes are capability. Salience counts
where the option ``recognition`` says so, and as leave to vote and propose: who has none, or no capability,
does neither. The division of a purse under the same rule, with exact shares, is
:func:`majlis.models.division.division`.

Source: Baron, D.P. and J.A. Ferejohn (1989), 'Bargaining in legislatures', *American Political Science
Review* 83; Banks, J.S. and J. Duggan (2000), 'A bargaining model of collective choice', *American Political
Science Review* 94; Cho, S. and J. Duggan (2003), 'Uniqueness of stationary equilibria in a one-dimensional
model of bargaining', *Journal of Economic Theory* 113.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from majlis.models.model import DecisionModel
from majlis.models.options import Options, choice, real
from majlis.models.pivots import pivots, voters
from majlis.models.profile import Floats, Profile
from majlis.models.settlement import Settlement

STEPS = 54
"""Halvings of an interval of two widths of the scale."""


@dataclass(frozen=True)
class BaronFerejohnOptions(Options):
    """Who proposes, who decides, and what delay costs."""

    quota: float = real(
        0.5,
        about="the share of all votes that decides; 0.5 is more than half, 1 is unanimity",
        source="the rules of the body; Baron and Ferejohn 1989",
        low=0.5,
        high=1.0,
    )
    discount: float = real(
        0.9,
        about="what a point of utility is worth one round later",
        source="Baron and Ferejohn 1989; the default is a convention",
        low=0.0,
        high=0.999999999,
    )
    recognition: Literal["capability", "capability-salience", "equal"] = choice(
        "capability",
        about="in proportion to what actors are drawn to propose",
        source="Baron and Ferejohn 1989: equal; the others are conventions",
        choices={
            "capability": "capability",
            "capability-salience": "capability times salience",
            "equal": "all who have both have the same chance",
        },
    )
    cost: float = real(
        1.0,
        about="K, what any agreement is worth over none, in squared widths of the scale",
        source="Banks and Duggan 2000 (utilities are at least 0)",
        low=1.0,
        high=1e6,
    )


def _settle(profile: Profile, options: BaronFerejohnOptions, random: Any, path: bool) -> Settlement:
    low = profile.bounds[:, 0]
    width = profile.bounds[:, 1] - low
    votes = voters(profile)
    left, right = (_rows((each - low) / width) for each in pivots(profile.position, votes, options.quota))
    x = _rows((profile.position - low) / width)
    chance = _rows(_recognition(profile, votes, options.recognition))
    game = _Game(x, chance, left, right, options.discount, (1 - options.discount) * options.cost)
    shape = (profile.draws, profile.issues)
    first, last = (low + width * each.reshape(shape) for each in game.accepted())
    # as near as rounding allows: who stands within the interval proposes its own position
    proposed = profile.position.clip(first[:, None], np.maximum(first, last)[:, None])
    weight = chance.reshape(*shape, profile.actors)
    support = proposed.transpose(0, 2, 1).copy()
    drawn = weight > 0
    outcome = (weight * np.where(drawn, support, 0.0)).sum(axis=2)
    outcome = outcome.clip(
        np.where(drawn, support, np.inf).min(axis=2), np.where(drawn, support, -np.inf).max(axis=2)
    )
    settled = Settlement.at_once(outcome, path=profile.position[:, None].copy() if path else None)
    return replace(settled, support=support, weight=weight)


def _recognition(profile: Profile, votes: Floats, kind: str) -> Floats:
    weight = {
        "capability": votes,
        "capability-salience": profile.weight,
        "equal": (votes > 0).astype(np.float64),
    }[kind]
    weight = weight / weight.max(axis=1, keepdims=True)
    share: Floats = weight / weight.sum(axis=1, keepdims=True)
    return share


def _rows(array: Floats) -> Floats:
    """Turn [draw, actor, issue] into [draw and issue, actor], and [draw, issue] into one row each."""
    if array.ndim == 2:
        return array.reshape(-1)
    return np.ascontiguousarray(array.transpose(0, 2, 1)).reshape(-1, array.shape[1])


@dataclass(frozen=True)
class _Game:
    """Rows of games on a scale from 0 to 1; positions and chances are [row, actor], the rest is [row]."""

    x: Floats
    chance: Floats
    left: Floats
    right: Floats
    discount: float
    delay: float

    def accepted(self) -> tuple[Floats, Floats]:
        """Return the ends of what passes."""
        one = self.left == self.right
        low, high = np.empty_like(self.left), np.empty_like(self.left)
        for rows, found in ((one, _Game.about_the_median), (~one, _Game.between_pivots)):
            if rows.any():
                part = replace(
                    self,
                    x=self.x[rows],
                    chance=self.chance[rows],
                    left=self.left[rows],
                    right=self.right[rows],
                )
                low[rows], high[rows] = found(part)
        return low, high

    def about_the_median(self) -> tuple[Floats, Floats]:
        away = np.abs(self.x - self.left[:, None])

        def room(reach: Floats) -> NDArray[np.bool_]:
            spread = (self.chance * np.minimum(away, reach[:, None]) ** 2).sum(axis=1)
            return np.asarray(self.delay + self.discount * spread > reach**2)

        reach = _last(room, np.zeros_like(self.left), np.full_like(self.left, 2.0))
        return self.left - reach, self.left + reach

    def between_pivots(self) -> tuple[Floats, Floats]:
        def room_below(reach: Floats) -> NDArray[np.bool_]:
            low = self.right - reach
            return self.room(low, self.upper_end(low), self.right, reach)

        low = self.right - _last(room_below, np.zeros_like(self.right), np.full_like(self.right, 2.0))
        return low, self.upper_end(low)

    def upper_end(self, low: Floats) -> Floats:
        """Return b for a given a."""

        def room_above(reach: Floats) -> NDArray[np.bool_]:
            return self.room(low, self.left + reach, self.left, reach)

        return self.left + _last(room_above, np.zeros_like(self.left), np.full_like(self.left, 2.0))

    def room(self, low: Floats, high: Floats, pivot: Floats, reach: Floats) -> NDArray[np.bool_]:
        """Tell whether the pivot would accept what is a little farther than its reach."""
        proposed = self.x.clip(low[:, None], np.maximum(low, high)[:, None])
        spread = (self.chance * (proposed - pivot[:, None]) ** 2).sum(axis=1)
        return np.asarray(self.delay + self.discount * spread > reach**2)


def _last(room: Callable[[Floats], NDArray[np.bool_]], low: Floats, high: Floats) -> Floats:
    """Return where a condition that holds at the low end ceases to hold."""
    for _ in range(STEPS):
        middle = low + (high - low) / 2
        more = room(middle)
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    return low + (high - low) / 2


MODEL = DecisionModel(
    name="baron-ferejohn",
    title="Legislative bargaining under the closed rule",
    about="The mean of what actors, drawn to propose, get a quota to accept rather than wait.",
    source="Baron and Ferejohn 1989; Banks and Duggan 2000; Cho and Duggan 2003",
    options=BaronFerejohnOptions,
    rule=_settle,
)
