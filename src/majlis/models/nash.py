r"""Asymmetric Nash bargaining with quadratic loss.

Actor i has position :math:`x_i`, capability :math:`c_i` (any unit) and salience :math:`s_i` (0 to 1). The
outcome maximises the product of what the actors gain over disagreement, each to a power:

.. math:: y^* = \arg\max_{y \in F} \prod_i [U_i(y) - U_i(d)]^{p_i}, \qquad
          F = \{y : U_i(y) \ge U_i(d) \text{ for all } i \text{ with } c_i s_i > 0\}

Salience enters in one of two places. With ``exponent=capability-salience`` (the default) it is part of the
power, :math:`p_i = c_i s_i` and :math:`U_i(y) = -(y - x_i)^2`. With ``exponent=capability`` it weighs the
loss, :math:`p_i = c_i` and :math:`U_i(y) = -s_i (y - x_i)^2`.

``disagreement=cost`` (the default). Failing to agree costs everybody the same and more than any point on
the scale: :math:`U_i(d) = -K`, with the first-order conditions

.. math:: \sum_i \frac{c_i s_i (x_i-y)}{K - (y-x_i)^2} = 0 \quad\text{and}\quad
          \sum_i \frac{c_i s_i (x_i-y)}{K - s_i (y-x_i)^2} = 0.

The option ``cost`` gives K in units of the squared width of the scale; at 1, the default and the least that
is allowed, disagreement is as bad as the far end of the scale (for an actor who cares fully). As K grows both
forms converge to the mean weighted by :math:`c_i s_i` (Achen 2006); the convergence needs the same K for all,
with :math:`K_i = s_i K` the second goes to the mean weighted by c.

``disagreement=status-quo``. Without agreement the status quo q holds: :math:`U_i(d) = U_i(q)`. Then

* under ``exponent=capability`` salience cancels out: :math:`\log s_i` is a constant of the maximand;
* F holds more than the status quo only when all actors with weight are on the same side of it. As soon as
  one stands on either side, or on the status quo itself, somebody is worse off with any change and the
  outcome is the status quo. The settlement says in what share of draws that is so; where it is high the
  model says nothing that the status quo does not say.

Actors without capability or without salience gain nothing either way and are left out. Outcomes lie
within the positions of the others, unless the outcome is the status quo.

Source: Nash, J. (1950), 'The bargaining problem', *Econometrica* 18; Kalai, E. (1977) for the exponents;
Achen, C.H. (2006), 'Institutional realism and bargaining models', in Thomson et al., *The European Union
Decides*, ch. 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from majlis.models.disagreement import (
    agreed,
    cost_of_disagreement,
    disagreement_point,
    power_of,
    status_quo_of,
)
from majlis.models.model import DecisionModel
from majlis.models.options import Options, choice
from majlis.models.profile import Profile
from majlis.models.settlement import Settlement
from majlis.models.threads import over_draws


@dataclass(frozen=True)
class NashOptions(Options):
    """What happens without agreement, and where salience enters."""

    disagreement: Literal["cost", "status-quo"] = disagreement_point()
    cost: float = cost_of_disagreement(1e9, "disagreement=cost")
    exponent: Literal["capability-salience", "capability"] = choice(
        "capability-salience",
        about="the bargaining power, and with it where salience enters",
        source="Achen 2006; Kalai 1977",
        choices={
            "capability-salience": "capability times salience; the loss is unweighted",
            "capability": "capability; salience weighs the loss",
        },
    )


def _settle(profile: Profile, options: NashOptions, random: Any, path: bool) -> Settlement:
    from majlis.chance.kernel import call
    from majlis.models.nash_kernel import COST, STATUS_QUO, settle_draws

    reverts = options.disagreement == "status-quo"
    quo = status_quo_of(profile, "nash") if reverts else np.zeros((profile.draws, profile.issues))
    outcome = np.empty((profile.draws, profile.issues))
    vacuous = np.zeros((profile.draws, profile.issues), dtype=np.int8)
    capability = power_of(profile)
    limits = (
        STATUS_QUO if reverts else COST,
        float(options.cost),
        int(options.exponent == "capability-salience"),
    )

    def share(first: int, end: int) -> None:
        part = slice(first, end)
        call(
            settle_draws,
            profile.position[part],
            capability[part],
            profile.salience[part],
            profile.bounds,
            quo[part],
            outcome[part],
            vacuous[part],
            limits,
        )

    over_draws(share, profile.draws)
    if reverts:
        outcome = np.where(vacuous, quo, outcome)
    outcome = outcome.clip(profile.bounds[:, 0], profile.bounds[:, 1])
    return agreed(profile, outcome, vacuous, path)


MODEL = DecisionModel(
    name="nash",
    title="Asymmetric Nash bargaining",
    about="The bargain that maximises the product of gains over disagreement, by weight.",
    source="Nash 1950; Kalai 1977; Achen 2006",
    options=NashOptions,
    rule=_settle,
)
