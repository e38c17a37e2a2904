r"""The probabilistic Condorcet election: every occupied position with the probability that it is chosen.

The median is the position that beats every other when the stronger coalition always wins. Here it only
wins more often. Actor k has weight :math:`w_k` and the utility :math:`u_k(i) = 1 - |x_k - x_i|/(h - l)` of
position i on a scale from l to h; its vote between two positions is :math:`v_k = v(w_k, u_k(i) - u_k(j))`
and the coalitions are

.. math:: C_{ij} = 10^{-8} + \sum_{v_k > 0} v_k, \qquad C_{ji} = 10^{-8} - \sum_{v_k < 0} v_k .

``voting`` gives v for a difference D: ``prop`` :math:`wD`, ``prop-cubic`` :math:`w(D/2 + D^3/2)`,
``cubic`` :math:`wD^3`, ``binary`` :math:`w\,\mathrm{clip}(D/10^{-8}, -1, 1)`, ``prop-bin`` four fifths of
``prop`` and one fifth of ``binary``. ``victory`` gives :math:`P_{ij} = C_{ij}^r/(C_{ij}^r + C_{ji}^r)` with
r = 1, 2, 4 or 8; ``binary`` lets the stronger win, with a straight ramp where the coalitions differ by less
than a tenth. :math:`P_{ii} = 1/2`. ``election`` makes one probability for each of the m positions:

================== ================================================================================
conditional        :math:`p_i \propto \prod_j P_{ij}`, the chance that i beats all, given that one does
markov-uniform     the p with :math:`p_i = \frac1m\sum_j P_{ij}(p_i + p_j)`: an incumbent meets challengers
                   drawn evenly
markov-incentive   the p with :math:`p_i = \sum_j P_{ij}(p_i H_{ji} + p_j H_{ij})`, where i challenges the
                   incumbent j with the chance :math:`H_{ij} = C_{ij}P_{ij}/\sum_k C_{kj}P_{kj}`
================== ================================================================================

Shapes: position, capability and salience [draw, actor, issue] give support and weight [draw, issue, m], m
being the number of actors, and the outcome [draw, issue]. Each issue is decided by itself.

What is not as in KTAB, where this election is a step of the spatial model:

* The weight is capability times salience; ``influence=capability`` is KTAB's.
* Actors at one position are one option, and those without weight make none. KTAB keeps an option for every
  actor, so that splitting an actor in two changes the result there.
* The two Markov variants are solved exactly (Grassmann, Taksar and Heyman 1985), not by steps that end within
  1e-6 or 1e-8 of the solution, or never.
* Differences of utility below 1e-12 are none. In KTAB, ``binary`` and ``prop-bin`` turn a rounding error into
  a vote that outweighs the floor of the coalitions.
* The floor of 1e-8 is a share in percent: weights are first made to add up to 100, so the unit of capability
  is of no account.
* Asymmetric prospects (gains count two thirds) need a status quo to reckon gains from; between positions they
  come to ``prop``, and are left out. In KTAB the result then hangs on the order of the list.

Source: the program KTAB, git 3b5b063 (2019), MIT licence, of which no code is used; its guide names as the
theory behind it 'An introduction to the KAPSARC Toolkit for Behavioral Analysis (KTAB)', a KAPSARC
discussion paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from majlis.models.mean import weighted_mean
from majlis.models.model import DecisionModel
from majlis.models.options import Options, choice
from majlis.models.profile import Profile
from majlis.models.settlement import Settlement
from majlis.models.threads import over_draws

KTAB = "KTAB SMP 1.4"

POWERS = {"linear": 1, "square": 2, "quartic": 4, "octic": 8, "binary": 0}
FORMS = {
    "binary": (0.0, 0.0, 1.0, 1.0),
    "prop-bin": (0.8, 0.0, 0.2, 1.0),
    "prop": (1.0, 0.0, 0.0, 1.0),
    "prop-cubic": (0.5, 0.5, 0.0, 1.0),
    "cubic": (0.0, 1.0, 0.0, 1.0),
    "asym-prospect": (1.0, 0.0, 0.0, 2.0 / 3.0),
}
"""What stands before D, its cube and its sign in a vote, and how much gains count."""
ELECTIONS = ("conditional", "markov-incentive", "markov-uniform")

SAME_TO_ROUNDING = 1e-12
"""Differences of utility and probability below this are none."""


def victory_choice() -> Any:
    """Declare the option that makes probabilities of coalitions."""
    return choice(
        "linear",
        about="how the strengths of two coalitions become the probability that one wins",
        source=f"{KTAB}, VictoryProbModel",
        choices={
            "linear": "in proportion to strength",
            "square": "in proportion to its square",
            "quartic": "in proportion to its fourth power",
            "octic": "in proportion to its eighth power",
            "binary": "the stronger wins, with a ramp where they differ by less than a tenth",
        },
        also="VictoryProbModel",
        aliases={name.title(): name for name in POWERS},
    )


def election_choice() -> Any:
    """Declare the option that makes one distribution of pairwise probabilities."""
    return choice(
        "conditional",
        about="how pairwise probabilities become one probability for each option",
        source=f"{KTAB}, PCEModel",
        choices={
            "conditional": "the chance of winning every contest, given that one option does",
            "markov-incentive": "in the long run, with challengers in proportion to what they can gain",
            "markov-uniform": "in the long run, with challengers drawn evenly",
        },
        also="PCEModel",
        aliases={
            "Conditional": "conditional",
            "MarkovIncentive": "markov-incentive",
            "MarkovUniform": "markov-uniform",
        },
    )


def voting_choice(asymmetric: bool) -> Any:
    """Declare the option that makes votes of differences in utility."""
    choices = {
        "binary": "all of it for any difference",
        "prop-bin": "four fifths in proportion, one fifth for any difference",
        "prop": "in proportion to the difference",
        "prop-cubic": "half in proportion, half to its cube",
        "cubic": "in proportion to its cube",
        "asym-prospect": "in proportion, gains at two thirds of losses",
    }
    names = {
        "Binary": "binary",
        "PropBin": "prop-bin",
        "Prop": "prop",
        "PropCbc": "prop-cubic",
        "Cubic": "cubic",
        "ASymProsp": "asym-prospect",
    }
    if not asymmetric:
        del choices["asym-prospect"], names["ASymProsp"]
    return choice(
        "prop",
        about="how much influence an actor exerts for a difference of utility",
        source=f"{KTAB}, VotingRule",
        choices=choices,
        also="VotingRule",
        aliases=names,
    )


@dataclass(frozen=True)
class ProbabilisticCondorcetOptions(Options):
    """How votes, pairwise probabilities and the election go together."""

    election: Literal["conditional", "markov-incentive", "markov-uniform"] = election_choice()
    victory: Literal["linear", "square", "quartic", "octic", "binary"] = victory_choice()
    voting: Literal["binary", "prop-bin", "prop", "prop-cubic", "cubic"] = voting_choice(asymmetric=False)
    influence: Literal["capability-salience", "capability"] = choice(
        "capability-salience",
        about="what an actor's votes weigh",
        source=f"{KTAB} weighs them by capability; the median and the mean by both",
        choices={
            "capability-salience": "capability times salience",
            "capability": "capability, where there is any salience",
        },
    )
    report: Literal["mean", "most-probable"] = choice(
        "mean",
        about="which summary of the distribution is the outcome",
        source="convention; the distribution itself is the result",
        choices={
            "mean": "its mean",
            "most-probable": "its most probable position, the lowest of several",
        },
    )


def _settle(profile: Profile, options: ProbabilisticCondorcetOptions, random: Any, path: bool) -> Settlement:
    from majlis.chance.kernel import call
    from majlis.models.probabilistic_condorcet_kernel import elect_draws

    by_both = options.influence == "capability-salience"
    weight = profile.weight if by_both else np.where(profile.weight > 0.0, profile.capability, 0.0)
    weight = 100.0 * (weight / weight.sum(axis=1, keepdims=True))
    shape = (profile.draws, profile.issues, profile.actors)
    support, chance = np.empty(shape), np.empty(shape)
    rules = (0, POWERS[options.victory], ELECTIONS.index(options.election))
    form = (*FORMS[options.voting], SAME_TO_ROUNDING)

    def share(first: int, end: int) -> None:
        part = slice(first, end)
        call(
            elect_draws,
            profile.position[part],
            weight[part],
            profile.bounds,
            support[part],
            chance[part],
            rules,
            form,
        )

    over_draws(share, profile.draws)
    if options.report == "mean":
        outcome = weighted_mean(support.transpose(0, 2, 1), chance.transpose(0, 2, 1))
    else:
        top = chance >= chance.max(axis=2, keepdims=True) - SAME_TO_ROUNDING
        outcome = np.take_along_axis(support, top.argmax(axis=2)[:, :, None], axis=2)[:, :, 0]
    settled = Settlement.at_once(outcome, path=profile.position[:, None].copy() if path else None)
    return replace(settled, support=support, weight=chance)


MODEL = DecisionModel(
    name="probabilistic-condorcet",
    title="Probabilistic Condorcet election",
    about="Every occupied position with the probability that it beats the others, by pairwise votes.",
    source="KTAB SMP 1.4 (KAPSARC 2019), MIT licence",
    options=ProbabilisticCondorcetOptions,
    rule=_settle,
)
