r"""The exchange model: actors trade influence over several issues, to equal gain.

On issue p actor k has position :math:`x_{kp}`, salience :math:`s_{kp}` (0 to 1) and capability
:math:`c_{kp}` (any unit); positions are counted from 0 to 1 on the scale of their issue. The expected
outcome is the compromise

.. math:: O_p = \sum_k c_{kp} s_{kp} x_{kp} / D_p, \qquad D_p = \sum_k c_{kp} s_{kp}

Two actors on opposite sides of it on p and on q, who weigh these issues differently
(:math:`s_{ip}/s_{iq} > s_{jp}/s_{jq}`), both gain when j gives way on p and i on q. A move :math:`dx` of j
shifts the outcome of p by :math:`\Delta_p = c_{jp} s_{jp} |dx| / D_p`; i gains :math:`s_{ip}\Delta_p -
s_{iq}\Delta_q` and j :math:`s_{jq}\Delta_q - s_{jp}\Delta_p`. They are equal when

.. math:: \Delta_p (s_{ip} + s_{jp}) = \Delta_q (s_{iq} + s_{jq})

One of the two moves as far as it can, the other as far as equality asks. Nobody moves beyond the position of
its partner, nor so far that the outcome would pass that position. The exchange with the largest gain
is made first; each position moves once; then the gains of the others are computed anew, until none is left.
The outcome is the compromise of the positions then held.

What the publications leave open, and what is chosen here:

* *Equal gains.* The first counts: by the order of the issues, then of the actors from the lowest position on
  the first issue upwards (then the second, and so on; then by salience). The program that circulates draws
  lots. A gain is larger when it is so by more than 1e-9 of it; gains below 1e-12 are left.
* *Actors of one mind.* Those who agree in position and salience on all issues act as one, so that it does not
  matter whether a party is coded as one actor or as two. ``alike=apart`` lets them trade one by one.
* *Repetition.* With ``rounds`` above 1 the next round starts from where actors stood before this one, moved
by the share ``kept`` + ``kept_by_salience`` (1 - s) of what they moved in it; 0.1 and 0.4 are the values of
that program. Those who did not exchange stay.

With a single issue there is nothing to trade and this is the compromise model. The path holds the positions
voted with, [draw, round, actor, issue]; the outcome is [draw, issue], on the scale of each issue. A
settlement after one round counts as settled; after more, it is at its limit when the last had exchanges.

Source: Stokman, F.N. and R. Van Oosten (1994), 'The exchange of voting positions: an object-oriented model
of policy networks', in Bueno de Mesquita and Stokman, *European Community Decision Making*, ch. 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from majlis.models.mean import weighted_mean
from majlis.models.model import DecisionModel
from majlis.models.options import OptionError, Options, choice, real, whole
from majlis.models.profile import Profile, ProfileError
from majlis.models.settlement import Settlement, Status
from majlis.models.threads import over_draws

MOST_WORK = 2e9
"""Steps of one round of one draw, some nanoseconds each: some ten seconds at most."""


@dataclass(frozen=True)
class ExchangeOptions(Options):
    """How often is exchanged, and what of it is kept."""

    rounds: int = whole(
        1, about="rounds of exchanges", source="Stokman and Van Oosten 1994: one", low=1, high=1000
    )
    alike: Literal["together", "apart"] = choice(
        "together",
        about="what actors do who agree in position and salience on all issues",
        source="convention; the publication lets them trade one by one",
        choices={"together": "they act as one", "apart": "they trade one by one"},
    )
    kept: float = real(
        0.1,
        about="the share of a move that the next round starts from",
        source="default of the program that circulates",
        low=0.0,
        high=1.0,
    )
    kept_by_salience: float = real(
        0.4,
        about="what an actor without salience keeps of a move beyond that",
        source="default of the program that circulates",
        low=0.0,
        high=1.0,
    )

    def check_together(self) -> None:
        """Nobody keeps more than all of a move."""
        if self.kept + self.kept_by_salience > 1.0:
            raise OptionError(
                f"kept is {self.kept:g} and kept_by_salience {self.kept_by_salience:g}; together at most 1"
            )


def _settle(profile: Profile, options: ExchangeOptions, random: Any, path: bool) -> Settlement:
    from majlis.chance.kernel import call
    from majlis.models.exchange_kernel import settle_draws

    n, issues = profile.actors, profile.issues
    if issues > 1 and n**3 * issues**2 / 2 + n * issues**3 / 4 > MOST_WORK:
        raise ProfileError(
            f"exchange among {n} actors over {issues} issues at once would take too long; settle the issues "
            "that belong together in parts, or leave out the weakest actors"
        )
    low = profile.bounds[:, 0]
    width = profile.bounds[:, 1] - low
    position = np.ascontiguousarray((profile.position - low) / width)
    # Only ratios on an issue matter; scaling by a power of two keeps every digit.
    counted = np.where(profile.weight > 0, profile.capability, 0.0)
    _, exponent = np.frexp(counted.max(axis=1, keepdims=True))
    capability = np.ldexp(counted, -exponent)
    order = _order(position, profile.salience, capability)
    moved = np.empty((profile.draws, options.rounds + 1, n, issues))
    played = np.zeros(profile.draws, dtype=np.int32)
    limits = (options.alike == "together", float(options.kept), float(options.kept_by_salience))

    def share(first: int, end: int) -> None:
        part = slice(first, end)
        arrays = (position[part], capability[part], profile.salience[part], order[part])
        call(settle_draws, *arrays, moved[part], played[part], limits)

    over_draws(share, profile.draws)
    voted = np.where(moved[:, -1] == position, profile.position, low + width * moved[:, -1])
    # summed in the order of the positions, so that the order of the list does not show
    sorted_weight = np.take_along_axis(capability * profile.salience, order[:, :, None], axis=1)
    outcome = weighted_mean(np.take_along_axis(voted, order[:, :, None], axis=1), sorted_weight)
    limit = (played == options.rounds) & (options.rounds > 1)
    kept_path = None
    if path:
        kept_path = np.where(moved == position[:, None], profile.position[:, None], low + width * moved).clip(
            low, profile.bounds[:, 1]
        )
    return Settlement(
        outcome=outcome,
        rounds=played,
        status=np.where(limit, Status.LIMIT, Status.SETTLED).astype(np.int8),
        path=kept_path,
    )


def _order(position: Any, salience: Any, capability: Any) -> Any:
    """Return the order of the actors [draw, actor] by position, then salience, then capability."""
    keys = np.concatenate([position, salience, capability], axis=2)
    return np.lexsort(keys.transpose(2, 0, 1)[::-1], axis=-1)


MODEL = DecisionModel(
    name="exchange",
    title="Exchange model",
    about="Pairs of actors trade positions on issues they care about differently, to equal gain.",
    source="Stokman and Van Oosten 1994",
    options=ExchangeOptions,
    rule=_settle,
    together=True,
)
