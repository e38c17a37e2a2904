r"""The weighted median: the position that beats every other in a pairwise vote.

With votes :math:`v_i(j,k) = c_i s_i (|x_i - x_k| - |x_i - x_j|)` the position that no other beats is

.. math:: y = \arg\min_x \sum_i c_i s_i |x_i - x|

that is, the median of the positions weighted by capability times salience (Black 1948; the votes are
equations 26-29 of Scholz, Calbert and Smith 2011).

Ties. When the weight up to some position is exactly half of the total, every point from that position to
the next one on the scale is undefeated. The option ``tie`` says which is reported: the lower end, the
upper end, or the point midway. Midway is the default, because it alone treats both ends of the scale
alike: turn the scale round and the outcome turns with it. Weights are sums of decimal fractions, so 'exactly
half' means within 1e-12 of the total.

Source: Black, D. (1948), 'On the rationale of group decision-making', *Journal of Political Economy* 56.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from majlis.models.model import DecisionModel
from majlis.models.options import Options, choice
from majlis.models.profile import Floats, Profile
from majlis.models.settlement import Settlement

TIE = 1e-12
"""How near to half of the total weight counts as half, as a share of the total."""


@dataclass(frozen=True)
class MedianOptions(Options):
    """What is reported when the weight divides exactly in half."""

    tie: Literal["lower", "middle", "upper"] = choice(
        "middle",
        about="which point is reported when all points between two positions are undefeated",
        source="convention; Black 1948 shows that none of them is beaten",
        choices={
            "lower": "the lower of the two positions",
            "middle": "midway between them, which treats both ends of the scale alike",
            "upper": "the upper of the two positions",
        },
    )


def weighted_median(position: Floats, weight: Floats, tie: str = "middle") -> Floats:
    """Return the weighted median over actors, [draw, actor, issue] to [draw, issue]."""
    order = np.argsort(position, axis=1, kind="stable")
    sorted_position = np.take_along_axis(position, order, axis=1)
    share = np.take_along_axis(weight / weight.sum(axis=1, keepdims=True), order, axis=1)
    cumulated = np.cumsum(share, axis=1)
    # argmax finds the first actor for whom the condition holds
    lower = np.argmax(cumulated >= 0.5 - TIE, axis=1)[:, None]
    upper = np.argmax(cumulated > 0.5 + TIE, axis=1)[:, None]
    low: Floats = np.take_along_axis(sorted_position, lower, axis=1)[:, 0]
    high: Floats = np.take_along_axis(sorted_position, upper, axis=1)[:, 0]
    if tie == "lower":
        return low
    if tie == "upper":
        return high
    return low + (high - low) / 2


def _settle(profile: Profile, options: MedianOptions, random: Any, path: bool) -> Settlement:
    outcome = weighted_median(profile.position, profile.weight, options.tie)
    return Settlement.at_once(outcome, path=profile.position[:, None].copy() if path else None)


MODEL = DecisionModel(
    name="median",
    title="Weighted median",
    about="The position that no other beats in a vote by capability times salience (Condorcet winner).",
    source="Black 1948; votes as in Scholz, Calbert and Smith 2011, equations 26-29",
    options=MedianOptions,
    rule=_settle,
)
