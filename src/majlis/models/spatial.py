r"""The spatial model of politics: actors in several dimensions bargain in pairs and vote on the bargains.

Actor i has capability :math:`c_i`, position :math:`\theta_i`, ideal :math:`q_i` and salience :math:`s_i`,
the last three by dimension d; dimensions are the issues, each on 0 to 1 over its scale. :math:`S_i = \sum_d
s_{id}`, at most 1. At the start :math:`q_i = \theta_i`. Distances and utilities are

.. math::
    \delta_i(v) = \sqrt{\textstyle\sum_d (s_{id} v_d)^2 / \sum_d s_{id}^2}, \qquad
    U(\delta, R) = (1-\delta)(1+R\delta), \qquad \delta_{ij} = \delta_i(q_i - \theta_j).

A turn (v is the vote of ``voting``, the election is that of :mod:`majlis.models.probabilistic_condorcet`):

1. *Risk.* All vote by capability on all positions, with :math:`1-\delta`; p is the result. With
   :math:`\kappa_i = (p_i - \min p)/(\max p - \min p)` the attitude :math:`R_i` is :math:`\kappa_i`,
   :math:`\frac32\kappa_i - \frac12` or :math:`2\kappa_i - 1` (``risk_range``). In the eyes of h it is
   :math:`R^h_i = (1-\alpha) R_h + \alpha R_i` (``risk_adjust``) and :math:`u^h_{ij} = U(\delta_{ij},
   R^h_i)`.
2. *Challenges.* What i can bring against j is :math:`A_0 = 10^{-10} + [V_i]^+ + [V_j]^+`, what j can is
   :math:`B_0 = 10^{-10} + [V_i]^- + [V_j]^-`, where :math:`V_i = v(S_i c_i, u_{ii}-u_{ij})` and :math:`V_j
   = v(S_j c_j, u_{ji}-u_{jj})`. A third party n adds :math:`v(S_n c_n, \Delta_n)` to the one side or the
   other, with :math:`\Delta_n = \pi(u_{nn}-u_{ni}) - (1-\pi)(u_{nn}-u_{nj})` under ``third_party=semi`` and
   :math:`\pi` the odds of i if n voted between :math:`u_{ni}` and :math:`u_{nj}`. Then :math:`P^h_{ij} =
   A/(A+B)` and

   .. math:: E^h_i(i \to j) = (1-S_j)\,2u_{ii} + S_j[P\,2u_{ii} + (1-P)\,2u_{ij}] - u_{ii} - u_{ij}.

3. *Proposals.* i proposes a bargain to the j for whom :math:`E^i_i` is largest, if above 1e-5. With the
   probability P of prevailing, ``s1p1`` (m = 1) and ``s2p2`` (m = 2) put it at the mean of the two
   positions weighted by :math:`(s_{id}P)^m` and :math:`(s_{jd}(1-P))^m`. In ``s2pmax`` i goes the share
   :math:`g s_{jd}^2/(g s_{jd}^2 + (1-g) s_{id}^2)` of the way to j, where :math:`g = [1-2P]^+`, and j
   likewise with :math:`[2P-1]^+`. ``bargain`` says whose P: the initiator's :math:`P^i_{ij}`, both that and
   the receiver's :math:`P^j_{ij}`, or the mean of the two bargains weighted by :math:`c_i S_i` and
   :math:`c_j S_j`.
4. *Choices.* The options of k are to stay and every bargain that k has a part in. An option is worth to a
   the mean of a's utility over all n positions as they would be; all vote by capability and k takes the
   most probable option (``transitions=stochastic``: draws one). Each takes its own, so one part of a
   bargain may be kept without the other. Ideals follow, :math:`q_i \leftarrow \sum_j a_{ij}\theta_j +
   (1-\sum_j a_{ij})q_i`, with the accommodation a of the profile, or the identity.

Shapes: position, salience and capability [draw, actor, issue]; where an actor's capability differs by
issue, its mean weighted by salience counts. ``support`` [draw, issue, actor] holds the last positions and
``weight`` the probability of each in a last election among them, each actor voting by its own attitude to
risk; of actors within 1e-3 of each other the first has it all.

**Defects of the program, and what holds here.** With ``compat=true`` each is as in KTAB and all its
deterministic runs are equalled on every turn (tests/models/reference/spatial says which); by default each
is mended:

1. *Equal risks.* When all positions are equally probable, as between two equal camps or in full consensus,
   KTAB divides nought by nought, nobody bargains and the run ends after two turns as if settled. Mended:
   when the probabilities differ by 1e-9 or less, nobody is more at risk than others and all are in the
   middle of the range, :math:`\kappa = \frac12`.
2. *The end.* KTAB stops once the moves of a turn add up to less than a fiftieth of those of the first,
   which may be a lull, and always at a hundred turns. Mended: it ends when nobody moves and no ideal drifts
   by more than 1e-9 (by lot: when nobody proposes anything); at the limit the status says whether positions
   came back to earlier ones. Many groups never come to rest, and more turns do not help them. ``rounds`` of
   the settlement counts turns up to the last in which somebody moved; with compat, turns played.
3. *The receiver's odds.* With ``both`` and ``compromise`` KTAB takes the receiver's expected gain
   :math:`E^j_i` for its probability :math:`P^j_{ij}`, and in ``compromise`` :math:`c_i S_j` for :math:`c_j
   S_j`. Mended: as in step 3.
4. *Full adjustment.* With ``risk_adjust=full`` a check that cannot be met ends every run of KTAB. There is
   no such check here, with or without compat, nor the one that refuses actors who all stand at the ends of
   the scale.
5. *Lots.* KTAB's threads race for one generator, so a seed does not repeat a run. Here every lot has its
   address: seed, draw, turn and place in the list of actors. That holds with compat too, so those runs are
   not KTAB's.
6. *Order.* Of receivers equally worth challenging KTAB takes the first in the list, and with
   ``asym-prospect`` the vote on two options hangs on which is listed first. Mended: all of them get a
   proposal (gains within 1e-12 are equal); among options equally probable an actor stays, or moves least,
   or to the lower position; gains count two thirds where they are gains over staying, and between two
   bargains neither is discounted more.
7. *Rounding.* KTAB rounds the bargains of ``s1p1`` and ``s2p2`` to a hundredth of 0 to 100, adds 1e-6 to
   weights, and lets a rounding error decide under ``binary`` and ``prop-bin``. Mended: no rounding, no
   addition, and differences of utility below 1e-12 are none. If neither side has any weight on a dimension,
   both stay.
8. *Unit.* Floors of 1e-8 and 1e-10 make results depend on the unit of capability. Mended: capabilities are
   first brought to the order of 100 by a power of two.
9. *Elections.* The Markov variants are solved, not approached, see
   :mod:`majlis.models.probabilistic_condorcet`.

Kept, since they are the model and not the program: ``third_party`` ``none`` and ``full`` come to the same,
because the formula gives a third party the same odds on either side, so :math:`\Delta_n = 0`; under
``semi`` it leans at even odds to the side that it likes less, lest it be dragged there; and nobody needs
the other's consent to take up its part of a bargain.

What KTAB refuses and this does not: one or two actors, actors without capability or salience (they are left
out and stay where they are), saliences that add up to more than 1 (S is cut at 1), actors all at the ends
of the scale.

Source: the program SMP 1.4 of the KAPSARC Toolkit for Behavioral Analysis (KTAB), git 3b5b063 (2019), MIT
licence, of which no code is used; its guide names as the theory behind it 'Multidimensional bargaining using
KTAB', KAPSARC discussion paper. Where the two differ, the program holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from majlis.chance.addressed import Addressed
from majlis.models.mean import weighted_mean
from majlis.models.median import weighted_median
from majlis.models.model import DecisionModel
from majlis.models.options import Options, choice, switch, whole
from majlis.models.probabilistic_condorcet import (
    ELECTIONS,
    FORMS,
    KTAB,
    POWERS,
    SAME_TO_ROUNDING,
    election_choice,
    victory_choice,
    voting_choice,
)
from majlis.models.profile import Floats, Profile, ProfileError
from majlis.models.settlement import Settlement
from majlis.models.threads import over_draws

_ADJUSTMENTS = {"none": 0.0, "one-third": 1 / 3, "half": 0.5, "two-thirds": 2 / 3, "full": 1.0}
_RANGES = {"min": (1.0, 0.0), "mid": (1.5, -0.5), "max": (2.0, -1.0)}
_THIRD = ("none", "semi", "full")
_WEIGHTINGS = ("s1p1", "s2p2", "s2pmax")
_BARGAINS = ("initiator", "both", "compromise")

LARGEST = 1e8
"""The largest capability that KTAB takes."""
DRAWS_AT_A_TIME = 16
"""Draws whose lots are drawn at a time."""


@dataclass(frozen=True)
class SpatialOptions(Options):
    """The nine choices of KTAB, by their own names or by KTAB's, and what Majlis adds."""

    victory: Literal["linear", "square", "quartic", "octic", "binary"] = victory_choice()
    election: Literal["conditional", "markov-incentive", "markov-uniform"] = election_choice()
    transitions: Literal["deterministic", "stochastic"] = choice(
        "deterministic",
        about="which of its options an actor takes",
        source=f"{KTAB}, StateTransitions",
        choices={"deterministic": "the most probable", "stochastic": "one drawn by lot"},
        also="StateTransitions",
        aliases={"Deterministic": "deterministic", "Stochastic": "stochastic"},
    )
    voting: Literal["binary", "prop-bin", "prop", "prop-cubic", "cubic", "asym-prospect"] = voting_choice(
        asymmetric=True
    )
    risk_adjust: Literal["none", "one-third", "half", "two-thirds", "full"] = choice(
        "one-third",
        about="alpha, how far an actor sees another's attitude to risk rather than its own in it",
        source=f"{KTAB}, BigRAdjust",
        choices={
            "none": "0, everybody is taken to be like oneself",
            "one-third": "1/3",
            "half": "1/2",
            "two-thirds": "2/3",
            "full": "1, everybody is seen as they are",
        },
        also="BigRAdjust",
        aliases={
            "None": "none",
            "OneThird": "one-third",
            "Half": "half",
            "TwoThirds": "two-thirds",
            "Full": "full",
        },
    )
    risk_range: Literal["min", "mid", "max"] = choice(
        "mid",
        about="the range of attitudes to risk, from the least to the most probable position",
        source=f"{KTAB}, BigRRange",
        choices={"min": "0 to 1", "mid": "-1/2 to 1", "max": "-1 to 1"},
        also="BigRRange",
        aliases={"Min": "min", "Mid": "mid", "Max": "max"},
    )
    third_party: Literal["none", "semi", "full"] = choice(
        "semi",
        about="what joining a side of a challenge binds a third party to",
        source=f"{KTAB}, ThirdPartyCommit; 'none' and 'full' come to the same, see the documentation",
        choices={
            "none": "to nothing; by KTAB's formula third parties then have no effect",
            "semi": "to move to the winner if its side loses",
            "full": "to move to the winner in any case; by KTAB's formula they then have no effect",
        },
        also="ThirdPartyCommit",
        aliases={"NoCommit": "none", "SemiCommit": "semi", "FullCommit": "full"},
    )
    weighting: Literal["s1p1", "s2p2", "s2pmax"] = choice(
        "s2p2",
        about="where between two positions a bargain is struck",
        source=f"{KTAB}, InterVecBrgn",
        choices={
            "s1p1": "weighted by salience times probability",
            "s2p2": "weighted by the square of salience times probability",
            "s2pmax": "the one less likely to prevail moves, by the squares of the saliences",
        },
        also="InterVecBrgn",
        aliases={"S1P1": "s1p1", "S2P2": "s2p2", "S2PMax": "s2pmax"},
    )
    bargain: Literal["initiator", "both", "compromise"] = choice(
        "initiator",
        about="whose estimate of the odds makes the bargain",
        source=f"{KTAB}, BargnModel",
        choices={
            "initiator": "the initiator's",
            "both": "each makes one, and both are on the table",
            "compromise": "the mean of both, weighted by capability times salience",
        },
        also="BargnModel",
        aliases={"InitOnlyInterp": "initiator", "InitRcvrInterp": "both", "PWCompInterp": "compromise"},
    )
    compat: bool = switch(
        False, about="whether to emulate every defect of KTAB, to the last turn", source=KTAB
    )
    rounds: int = whole(
        100, about="how many turns are played at most", source=f"{KTAB}, where it is fixed", low=1, high=1000
    )
    report: Literal["mean", "median", "probable"] = choice(
        "mean",
        about="which summary of the last positions is the outcome",
        source="convention; KTAB gives none",
        choices={
            "mean": "their mean, weighted by capability times salience",
            "median": "their median on each issue, weighted likewise",
            "probable": "their mean, weighted by the probability that the election gives each position",
        },
    )

    def rules(self) -> tuple[int, int, int, int, int, int, int, int]:
        """Return the named choices as the kernel takes them."""
        return (
            int(self.compat),
            POWERS[self.victory],
            ELECTIONS.index(self.election),
            _THIRD.index(self.third_party),
            _WEIGHTINGS.index(self.weighting),
            _BARGAINS.index(self.bargain),
            int(self.transitions == "stochastic"),
            self.rounds,
        )

    def reals(self) -> tuple[tuple[float, float, float, float, float], float, float, float]:
        """Return the numbers behind the choices as the kernel takes them."""
        form = (*FORMS[self.voting], 0.0 if self.compat else SAME_TO_ROUNDING)
        return form, _ADJUSTMENTS[self.risk_adjust], *_RANGES[self.risk_range]


def _settle(profile: Profile, options: SpatialOptions, random: Any, path: bool) -> Settlement:
    from majlis.chance.kernel import call
    from majlis.models.spatial_kernel import settle_draws

    low, high = profile.bounds[:, 0], profile.bounds[:, 1]
    at = (profile.position - low) / (high - low)
    capability = _one_capability(profile, options)
    accommodation = np.empty((0, 0)) if profile.accommodation is None else profile.accommodation
    draws, actors, issues = profile.position.shape
    final, weight = np.empty_like(at), np.empty((draws, actors))
    moved, status = np.empty(draws, dtype=np.int32), np.empty(draws, dtype=np.int8)
    trail = np.empty((draws, options.rounds + 1, actors, issues) if path else (0, 0, 0, 0))
    stochastic = options.transitions == "stochastic"

    def share(first: int, end: int) -> None:
        for start in range(first, end, DRAWS_AT_A_TIME) if stochastic else (first,):
            part = slice(start, min(start + DRAWS_AT_A_TIME, end) if stochastic else end)
            call(
                settle_draws,
                at[part],
                profile.salience[part],
                capability[part],
                accommodation,
                _lots(profile, options, random, part) if stochastic else np.empty((1, options.rounds, 0)),
                final[part],
                weight[part],
                moved[part],
                status[part],
                trail[part],
                options.rules(),
                options.reals(),
            )

    over_draws(share, draws)
    last = _on_scale(final, at, profile)
    if path:
        for turn in range(options.rounds + 1):
            trail[:, turn] = _on_scale(trail[:, turn], at, profile)
    outcome = _summary(last, weight, profile, options)
    return Settlement(
        outcome,
        moved,
        status,
        trail if path else None,
        support=last.transpose(0, 2, 1).copy(),
        weight=np.repeat(weight[:, None, :], issues, axis=1),
    )


def _summary(last: Floats, weight: Floats, profile: Profile, options: SpatialOptions) -> Floats:
    if options.report == "probable":
        return weighted_mean(last, np.repeat(weight[:, :, None], profile.issues, axis=2))
    if options.report == "median":
        return weighted_median(last, profile.weight)
    return weighted_mean(last, profile.weight)


def _on_scale(at: Floats, start: Floats, profile: Profile) -> Floats:
    # Whoever stands where it stood keeps the very number that was given.
    low, high = profile.bounds[:, 0], profile.bounds[:, 1]
    return np.where(at == start, profile.position, (low + at * (high - low)).clip(low, high))


def _one_capability(profile: Profile, options: SpatialOptions) -> Floats:
    """Return the capability [draw, actor]: where issues differ, their mean weighted by salience."""
    first: Floats = profile.capability[:, :, 0]
    total = profile.salience.sum(axis=2)
    mean = profile.weight.sum(axis=2) / np.where(total > 0.0, total, 1.0)
    capability = np.where((profile.capability == first[:, :, None]).all(axis=2), first, mean)
    capability = np.where(total > 0.0, capability, 0.0)
    if options.compat:
        if capability.max() > LARGEST:
            raise ProfileError(
                f"capability is {capability.max():g}; with compat it must be at most {LARGEST:g}"
            )
        return capability
    # Only ratios matter, but the floors do not know the unit: bring the largest to between 64 and 128.
    _, exponent = np.frexp(capability.max(axis=1, keepdims=True))
    scaled: Floats = np.ldexp(capability, 7 - exponent)
    return scaled


def _lots(profile: Profile, options: SpatialOptions, random: Any, part: slice) -> Floats:
    """Return a number for every draw, turn and actor, at its own address."""
    source = Addressed(0) if random is None else random
    numbers = np.arange(profile.draws, dtype=np.int64) if profile.number is None else profile.number
    turns = range(1, options.rounds + 1)
    drawn = [source.uniforms("spatial", numbers[part], profile.actors, step) for step in turns]
    return np.stack(drawn, axis=1)


MODEL = DecisionModel(
    name="spatial",
    title="Spatial model of politics",
    about="Actors in several dimensions propose bargains to each other and vote on them, turn by turn.",
    source="KAPSARC Toolkit for Behavioral Analysis (KTAB), SMP 1.4 (2019), MIT licence",
    options=SpatialOptions,
    rule=_settle,
    together=True,
)
