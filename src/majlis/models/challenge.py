r"""The challenge model: Bueno de Mesquita's group decision model, as Scholz, Calbert and Smith unravel it.

Actor i has position :math:`x_i`, capability :math:`c_i` (any unit) and salience :math:`s_i` (0 to 1);
:math:`w_i = c_i s_i`. R is the range that the actors occupy at the start, :math:`\mu` the weighted
median, :math:`d = |x_i-x_j|/R`, :math:`a = (|x_i-\mu| + |x_i-x_j|)/R` and :math:`r_i` the risk exponent.
For i against j (equations 15, 16, 22-24 of the paper)

.. math::
    U_{success} &= 2 - 4(\tfrac12 - \tfrac12 d)^{r_i}, &
    U_{fail}    &= 2 - 4(\tfrac12 + \tfrac12 d)^{r_i}, \\
    U_{better}  &= 2 - 4(\tfrac12 - \tfrac14 a)^{r_i}, &
    U_{worse}   &= 2 - 4(\tfrac12 + \tfrac14 a)^{r_i}, \qquad
    U_{sq} = 2 - 4(\tfrac12)^{r_i}

.. math:: E^i(U_{ij}) = s_j[P_{ij}U_{success} + (1-P_{ij})U_{fail}] + (1-s_j)U_{success}
          - Q\,U_{sq} - (1-Q)[T\,U_{better} + (1-T)U_{worse}]

(5-7, 25). Q is the probability that j stays put if left alone; T = 1 when j, moving to the median, would
come nearer to i: :math:`|x_i-\mu| < |x_i-x_j|`. With :math:`A_k = |x_k-x_j| - |x_k-x_i|` the probability
that i prevails is (30, 31)

.. math:: P_{ij} = \sum_{k: A_k>0} w_k A_k \Big/ \sum_k w_k |A_k|.

The exponents come from the securities :math:`S_i = \sum_{j\ne i} E(U_{ji})`, computed with all r = 1
(32-34):

.. math:: R_i = \frac{2 S_i - \max_k S_k - \min_k S_k}{\max_k S_k - \min_k S_k}, \qquad
          r_i = \frac{1 - R_i/3}{1 + R_i/3} \in [\tfrac12, 2].

With a = E(U_ij) and b = E(U_ji) each pair is in one of these regions (figure 6), from i's point of view:

=====================  ==========================  ==================================================
conflict               a > 0, b > 0                the one who expects less moves all the way
compromise             a > 0 > b, |a| >= |b|       j moves the share |b/a| of the way to i (35, 36)
acquiescence           a > 0 > b, |a| < |b|        j moves all the way to i
stalemate              a < 0, b < 0                nobody moves
=====================  ==========================  ==================================================

and likewise with i and j exchanged. Each actor takes one offer, all move at once, and the next round
begins.

**Variant** ``printed`` is the paper's equations as above. **They do not reproduce the paper's results**:
of some 280 readings of them that were tried none gives Table 2 or the figures. ``published-code`` departs
from them as the code that circulates with the paper does, and does reproduce them:

1. P_ij has as its denominator the votes between *all* ordered pairs of positions, so it is tiny.
2. b is i's own estimate of E(U_ji), with r_i, not j's.
3. In the second pass the votes are on :math:`(|x_k-x|/R)^{r_k}`, each voter with its own exponent.
4. An actor with an offer of conflict takes the nearest one; otherwise it takes the compromise whose offered
   position is *lowest* on the scale, wherever the actor stands. Turning the scale round changes the result.
5. Nobody acquiesces.
6. T = 1 always (only matters when Q < 1).

What ``published-code`` with Q = 1 gives on the emission case (Table 1): 15 of the 16 cells of Table 2, if
each may be cut or rounded to one digit. The cell that fails is the median of round 2, printed 9.9,
computed 9.61; the text of the paper repeats 9.9. The points of figures 7, 8 and 10 agree as far as they
can be read; in figure 9 Greece is printed at (.58, .55) and computed at (-.53, -.73), and the printed
point is that of Greece in figure 10. Figure 11 (Q = 0.5) agrees within .04. The 1997 'Sultan' results are
not reproduced, as the authors say themselves: with Q = 1 nobody moves there.

What the paper leaves open and what holds here:

* Range: R is that of the start, through all rounds, so a narrowing range does not raise the stakes.
* Whose estimate b is (equation 25b says E^j): option ``perspective``; ``other`` by default.
* Whose salience: step 7 of the appendix prints s_j for both lines, where exchanging i and j in equation 6
  gives the responder's. Option ``resistance``; ``responder`` by default. Securities always use the
  responder's.
* Which offer is taken (section 6.2 gives both 'move the least' and an order of classes): option
  ``choice``; ``order`` by default. Between offers equally near, the one whose maker expects most is
  taken, then the lower position. This matters: on the emission case three actors stand midway between
  offers at 4 and at 10, and the weighted mean after one round is 7.85 by this rule and 7.52 if the first
  offer in the list of actors were taken, which would make the forecast hang on the order of the list.
* On the lines between regions (a = b, a = 0, b = 0; within 1e-12) nobody moves. Actors at one position
  make each other no offers. With equal securities (within 1e-12 times n) all r = 1.
* When the weighted median is an interval, its middle is taken.
* Rounds: the paper stops after a given number and says that results do not stabilise; so does this, and
  says whether nobody moved any more, the positions had come back to earlier ones, or neither.

**What is reported.** The model's forecast is the position that beats every other, the weighted median of
the last positions; the paper sets the median against the actual outcome, so ``report=median`` is the
default. The paper also tabulates the weighted mean: ``report=mean``. On EU decisions the mean came nearer
(mean absolute error 24.5 against 28.1 on 351 issues of DEU III, after one round with the least-move rule),
but it is not what the theory predicts.

Source: Scholz, J.B., G.J. Calbert and G.A. Smith (2011), 'Unravelling Bueno de Mesquita's group decision
model', ICAART 2011, pp. 18-30, doi:10.5220/0003121500180030; the model: Bueno de Mesquita, B. (1994) and
(1997).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from majlis.models.mean import weighted_mean
from majlis.models.median import weighted_median
from majlis.models.model import DecisionModel
from majlis.models.options import OptionError, Options, choice, real, whole
from majlis.models.profile import Profile, comparable
from majlis.models.settlement import Settlement
from majlis.models.threads import over_draws

_PAPER = "Scholz, Calbert and Smith 2011"

_CODES = {
    "variant": {"printed": 0, "published-code": 1},
    "perspective": {"other": 0, "own": 1},
    "resistance": {"responder": 0, "appendix": 1},
    "choice": {"order": 0, "least-move": 1},
}


@dataclass(frozen=True)
class ChallengeOptions(Options):
    """The choices of the challenge model; the last three belong to ``variant=printed``."""

    variant: Literal["printed", "published-code"] = choice(
        "printed",
        about="which reading of the model",
        source=_PAPER,
        choices={
            "printed": "the equations of the paper, which do not reproduce its results",
            "published-code": "the code that circulates with the paper, which does",
        },
    )
    rounds: int = whole(
        10, about="how many rounds are played", source=f"{_PAPER}, appendix step 13", low=1, high=1000
    )
    q: float = real(
        1.0,
        about="Q, the probability that an actor who is left alone stays where it is",
        source=f"{_PAPER}, equation 5; Table 2 has Q = 1",
        low=0.0,
        high=1.0,
    )
    report: Literal["median", "mean"] = choice(
        "median",
        about="which summary of the last positions is the outcome",
        source=f"{_PAPER}, Table 2",
        choices={
            "median": "the weighted median, which beats every other position",
            "mean": "the weighted mean",
        },
    )
    perspective: Literal["other", "own"] = choice(
        "other",
        about="whose estimate of E(U_ji) decides an offer",
        source=f"{_PAPER}, equation 25b",
        choices={
            "other": "j's, with j's attitude to risk, as equation 25b says",
            "own": "i's, with i's attitude to risk, as the published code has it",
        },
    )
    resistance: Literal["responder", "appendix"] = choice(
        "responder",
        about="whose salience is the probability of resistance in E(U_ji)",
        source=f"{_PAPER}, equation 6 and appendix step 7",
        choices={
            "responder": "that of i, who is challenged: equation 6 with i and j exchanged",
            "appendix": "that of j, as step 7 of the appendix is printed",
        },
    )
    choice: Literal["order", "least-move"] = choice(
        "order",
        about="which of several offers an actor takes",
        source=f"{_PAPER}, section 6.2",
        choices={
            "order": "conflict before compromise before acquiescence, the least move within a class",
            "least-move": "the least move over all offers",
        },
    )

    def check_together(self) -> None:
        """Refuse the choices of the printed equations where the published code leaves none."""
        if self.variant == "printed":
            return
        for name, standard in (("perspective", "other"), ("resistance", "responder"), ("choice", "order")):
            if getattr(self, name) != standard:
                raise OptionError(
                    f"option {name} belongs to variant=printed; {self.variant} leaves no choice"
                )

    def limits(self) -> tuple[int, float, int, int, int, int]:
        """Return the options as the kernel takes them: (rounds, q, code, view, resistance, choice)."""
        code, view, resistance, order = (_CODES[name][getattr(self, name)] for name in _CODES)
        if self.variant == "published-code":
            view = _CODES["perspective"]["own"]
        return self.rounds, float(self.q), code, view, resistance, order


def _settle(profile: Profile, options: ChallengeOptions, random: Any, path: bool) -> Settlement:
    from majlis.chance.kernel import call
    from majlis.models.challenge_kernel import settle_draws

    weight = comparable(profile.weight)
    shape = (profile.draws, options.rounds + 1, profile.actors, profile.issues)
    final = np.empty_like(profile.position)
    moved = np.empty(profile.draws, dtype=np.int32)
    status = np.empty(profile.draws, dtype=np.int8)
    trail = np.empty(shape if path else (0, 0, 0, 0))

    def share(first: int, end: int) -> None:
        part = slice(first, end)
        call(
            settle_draws,
            profile.position[part],
            weight[part],
            profile.salience[part],
            final[part],
            moved[part],
            status[part],
            trail[part],
            options.limits(),
        )

    over_draws(share, profile.draws)
    summary = weighted_median if options.report == "median" else weighted_mean
    return Settlement(summary(final, profile.weight), moved, status, trail if path else None)


MODEL = DecisionModel(
    name="challenge",
    title="Challenge model (expected utility)",
    about="Actors challenge each other, weigh risk and resistance, and move round by round.",
    source="Scholz, Calbert and Smith 2011, doi:10.5220/0003121500180030; Bueno de Mesquita 1994, 1997",
    options=ChallengeOptions,
    rule=_settle,
)
