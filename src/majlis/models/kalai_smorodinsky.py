r"""Kalai-Smorodinsky bargaining over one dimension with quadratic loss.

Actor i has position :math:`x_i`, salience :math:`s_i` (0 to 1), capability :math:`c_i` (any unit) and utility
:math:`U_i(y) = -s_i (y-x_i)^2`. Of what i could gain at best over disagreement, an outcome gives the share

.. math:: r_i(y) = \frac{U_i(y) - U_i(d)}{\max_{z \in F} U_i(z) - U_i(d)}, \qquad
          F = \{y : U_k(y) \ge U_k(d) \text{ for all } k \text{ with } c_k s_k > 0\}

and the outcome makes the smallest share as large as it can be,
:math:`y^* = \arg\max_{y \in F} \min_i r_i(y)`. For two actors that is the point of Kalai and Smorodinsky
(1975), where both shares are equal. With more, no outcome on a line need give all the same share, and the
largest smallest share is the extension of Imai (1983). Every share rises up to one point and falls beyond
it, so there is one such outcome, and it lies between two actors who pull it to either side with equal right.

``disagreement=cost`` (the default). Failing to agree costs everybody the same K, at least as much as the far
end of the scale: :math:`U_i(d) = -K`, every ideal is feasible and :math:`r_i = 1 - s_i (y-x_i)^2 / K`. Then K
cancels, except with ``claim=gain``.

``disagreement=status-quo``. Without agreement the status quo q holds; F holds more than q only when all
actors with weight are on the same side of it. As soon as one stands on either side, or on it, the outcome
is the status quo, and the settlement says in what share of draws that is so. Salience cancels out.

Capability enters as the option ``claim`` says: not at all beyond being above 0, as in the paper (``equal``);
or the shares are to stand in proportion to capability, so that :math:`\min_i r_i / c_i` is made largest
(``gain``; Dubra 2001), which with very unequal capabilities gives the strongest all it wants; or what is
given up is to stand in inverse proportion, so that :math:`\max_i c_i (1 - r_i)` is made smallest
(``concession``; not in print, made here because the other two leave capability out or overstate it).
Only the worst complaint counts, so an actor split in two with half the capability each changes the outcome
under ``gain`` and ``concession``.

Actors without capability or without salience are left out. Outcomes are [draw, issue], on the scale of the
issue.

Source: Kalai, E. and M. Smorodinsky (1975), 'Other solutions to Nash's bargaining problem', *Econometrica*
43; Imai, H. (1983), 'Individual monotonicity and lexicographic maxmin solution', *Econometrica* 51; Dubra, J.
(2001), 'An asymmetric Kalai-Smorodinsky solution', *Economics Letters* 73.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from majlis.models.disagreement import (
    agreed,
    cost_of_disagreement,
    disagreement_point,
    power_of,
    status_quo_of,
)
from majlis.models.model import DecisionModel
from majlis.models.options import Options, choice
from majlis.models.profile import Floats, Profile
from majlis.models.settlement import Settlement

STEPS = 80
"""Halvings of the interval; the last ones no longer change a number."""


@dataclass(frozen=True)
class KalaiSmorodinskyOptions(Options):
    """What happens without agreement, and what capability entitles to."""

    disagreement: Literal["cost", "status-quo"] = disagreement_point()
    claim: Literal["equal", "gain", "concession"] = choice(
        "equal",
        about="what capability entitles to",
        source="Kalai and Smorodinsky 1975; gain: Dubra 2001; concession: a convention of this program",
        choices={
            "equal": "everybody has the same claim",
            "gain": "shares of the best possible gain in proportion to capability",
            "concession": "shares given up in inverse proportion to capability",
        },
    )
    cost: float = cost_of_disagreement(1e6, "disagreement=cost and claim=gain")


def _settle(profile: Profile, options: KalaiSmorodinskyOptions, random: Any, path: bool) -> Settlement:
    low = profile.bounds[:, 0]
    width = profile.bounds[:, 1] - low
    counted = profile.weight > 0
    x = (profile.position - low) / width
    claim = _Claim(options.claim, counted, power_of(profile))
    first, last = _ends(profile.position, counted)
    vacuous = np.zeros(first.shape, dtype=np.bool_)
    if options.disagreement == "cost":
        loss = profile.salience / options.cost
        y = _balanced(x, lambda y: claim.complaint(loss * (y[:, None] - x) ** 2))
        outcome = low + width * y
    else:
        outcome, vacuous = _over_status_quo(profile, x, counted, claim)
    outcome = np.where(vacuous, outcome, outcome.clip(first, last))
    return agreed(profile, outcome, vacuous, path)


@dataclass(frozen=True)
class _Claim:
    """Turns the shares that are given up, 1 - r [draw, actor, issue], into complaints; the worst counts."""

    kind: str
    counted: NDArray[np.bool_]
    capability: Floats

    def complaint(self, given_up: Floats) -> Floats:
        counted = self.counted
        if self.kind == "concession":
            given_up = self.capability * given_up
        elif self.kind == "gain":
            counted = counted & (self.capability > 0)  # one that is 1e-308 of the largest claims nothing
            with np.errstate(over="ignore"):
                given_up = (given_up - 1.0) / np.where(counted, self.capability, 1.0)
        return np.where(counted, given_up, -np.inf)


def _over_status_quo(
    profile: Profile, x: Floats, counted: NDArray[np.bool_], claim: _Claim
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the outcomes, and where only the status quo is feasible.

    All is measured from the status quo, in lengths of the shortest way to an actor.
    """
    quo = status_quo_of(profile, "kalai-smorodinsky")
    low = profile.bounds[:, 0]
    width = profile.bounds[:, 1] - low
    point = (quo - low) / width
    first, last = _ends(x, counted)
    side = np.where(first > point, 1.0, -1.0)
    nearest = np.where(first > point, first - point, point - last)
    vacuous = nearest <= 0
    unit = np.where(vacuous, 1.0, nearest)
    with np.errstate(over="ignore"):
        away = (side[:, None] * (x - point[:, None]) / unit[:, None]).clip(1.0, 1e300)
    peak = np.minimum(away, 2.0)
    best = np.where(away > 2.0, 4.0 * (away - 1.0), away * away)
    t = _balanced(
        np.where(counted, peak, 1.0),
        lambda t: claim.complaint((peak - t[:, None]) * (2.0 * away - peak - t[:, None]) / best),
    )
    return np.where(vacuous, quo, quo + width * side * unit * t), vacuous


def _balanced(peak: Floats, complaint: Callable[[Floats], Floats]) -> Floats:
    """Return where the worst complaint is least, [draw, issue].

    Complaints grow on either side of a peak. An actor without complaint (minus infinity) does not count,
    wherever its peak is.
    """
    low, high = peak.min(axis=1), peak.max(axis=1)
    for _ in range(STEPS):
        middle = low + (high - low) / 2
        found = complaint(middle)
        to_the_right = peak > middle[:, None]
        to_the_left = peak < middle[:, None]
        right = np.where(to_the_right, found, -np.inf).max(axis=1)
        left = np.where(to_the_left, found, -np.inf).max(axis=1)
        here = np.where(to_the_right | to_the_left, -np.inf, found).max(axis=1)
        low = np.where(left > np.maximum(right, here), low, middle)
        high = np.where(right > np.maximum(left, here), high, middle)
    found_at: Floats = low + (high - low) / 2
    return found_at


def _ends(position: Floats, counted: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the lowest and the highest position of those who count."""
    low: Floats = np.where(counted, position, np.inf).min(axis=1)
    high: Floats = np.where(counted, position, -np.inf).max(axis=1)
    return low, high


MODEL = DecisionModel(
    name="kalai-smorodinsky",
    title="Kalai-Smorodinsky bargaining",
    about="The bargain that makes the smallest share of anybody's best possible gain as large as it can be.",
    source="Kalai and Smorodinsky 1975; Imai 1983; Dubra 2001",
    options=KalaiSmorodinskyOptions,
    rule=_settle,
)
