r"""Settlement: the distribution of where a decision lands, learned on decisions with a known outcome.

With position :math:`x_i` on the scale of the issue, capability :math:`c_i` (any unit), salience :math:`s_i`
(0 to 1) and :math:`w_i = c_i s_i`, the decision lands

.. math:: \lambda \sum_k p_k\,\delta_{x_k} \;+\;
          (1-\lambda)\,\mathrm{clip}_{[a,b]}\,N(\mu,\ (\kappa\,\beta\,\sigma)^2)

with probability :math:`\lambda` on a position that somebody occupies, and else around :math:`\mu` with an
error that is larger the more the actors are divided; what falls outside the scale [a, b] lies at its end.

* :math:`p_k`: a probabilistic Condorcet election over the occupied positions. Position i beats j with
  probability :math:`P_{ij} = V_{ij}/(V_{ij}+V_{ji})`, with votes on quadratic losses in proportion to what is
  at stake, :math:`V_{ij} = \sum_k w_k \max(0,\ (x_k-x_j)^2 - (x_k-x_i)^2)`. Challengers are called one after
  another and the winner stands against the next one; :math:`p` is the share of time that each position
  stands: :math:`p_i = \sum_j P_{ij}(h_j p_i + h_i p_j)`.
* :math:`h_j \propto 1/\sum_k \max(0, 1 - |x_j-x_k|/\delta)`, with :math:`\delta` a tenth of the scale: every
  position is called equally often (MarkovUniform in the words of KTAB), but positions nearer than
  :math:`\delta` count as a crowd rather than as so many more. Without this, positions that are drawn with
  some spread would each become an option of their own and the forecast would be that of the camp with the
  most names in it.
* :math:`\mu = \sum_k p_k x_k`, and :math:`\sigma` is the weighted standard deviation of the positions,
  :math:`\sigma^2 = \sum_i w_i (x_i-\bar x)^2/\sum_i w_i`.
* :math:`\lambda` (``share``) and :math:`\beta` (``spread``) are the two learned parameters; ``landing.json``
  says on what, how and when, with the command that learns them again. They were learned on decisions of the
  European Union, where nobody fights; :math:`\kappa` (``widening``) widens the error for other disputes.

A model that names a point y and no distribution lands by the same equation with :math:`\lambda = 0`,
:math:`\mu = y` and the :math:`\beta` that the weighted mean needed on the same decisions (``alone`` in the
record), so that all models can be set side by side, each with an error (:func:`landed`).

What was tried and did not help out of sample, hence is not here: extra weight on the status quo or on the
ends of the scale (which clipping gives them anyway), on all occupied positions alike or by capability, on
the whole scale, a floor under the error, sharper or flatter elections, other powers of the loss.

Every actor with capability and salience, however little, occupies its position: an actor of next to no weight
that stands between two camps gives the election a compromise to choose. An actor with none does not. The
outcome that is reported is the median of the distribution; it lies among the positions. Where all agree
the distribution is that point.

Source: the mixture is Majlis's own, learned on DEU III (Arregui, J. and C. Perarnaud 2021,
doi:10.34810/data53); the election is that of the KAPSARC Toolkit for Behavioral Analysis (KTAB) on quadratic
losses; Grassmann, W.K., M.I. Taksar and D.P. Heyman (1985), *Operations Research* 33, for its solution.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from majlis.models.landing_record import record
from majlis.models.model import DecisionModel
from majlis.models.options import Options, real
from majlis.models.profile import Floats, Profile, comparable
from majlis.models.settlement import Settlement
from majlis.models.threads import over_draws

NEAR = 0.1
"""Distance within which positions crowd each other, as a share of the scale (delta)."""

POINTS = 99
"""Points that stand for the error in :meth:`Landing.points`, of equal weight."""

WARNING = "error spread learned from EU legislation, likely too narrow here"

WIDENING = (1.0, 1.25, 2.0)
"""Low, value and high of the widening factor for disputes unlike those it was learned on."""
WIDENING_REASON = (
    "Judgement: the error spread was learned from EU legislation, where all sides stay at the table and "
    "outcomes lie between the positions; errors in coercive disputes are surely wider, by how much no record "
    "here says. 1 is no wider, 2 twice as wide."
)


@dataclass(frozen=True)
class LandingOptions(Options):
    """The two learned parameters, and the widening factor for disputes of another kind."""

    share: float = real(
        record().share,
        about="lambda, the weight on occupied positions; the rest is error around the election's mean",
        source=record().source,
        low=0.0,
        high=0.99,
    )
    spread: float = real(
        record().spread,
        about="beta, the error's standard deviation per weighted standard deviation of the positions",
        source=record().source,
        low=0.0,
        high=10.0,
    )
    widening: float = real(
        1.0,
        about="kappa, by how much wider errors are than in EU legislation",
        source="1 is what was learned; judgement for other disputes, where errors are surely wider",
        low=0.0,
        high=10.0,
    )


@dataclass(frozen=True, eq=False)
class Landing:
    """Where a decision lands, as a mixture of occupied positions and an error around a centre.

    Attributes
    ----------
    places, chance : float64 [draw, issue, actor]
        The occupied positions from low to high, and the chance of each in the election; where actors share
        a position the last one is repeated with chance 0.
    centre, deviation : float64 [draw, issue]
        Mean and standard deviation of the error's normal distribution, before clipping.
    share : float
        Weight on the occupied positions, below 1.
    bounds : float64 [issue, 2]
        The ends of each scale, at which the error is clipped.

    """

    places: Floats
    chance: Floats
    centre: Floats
    deviation: Floats
    share: float
    bounds: Floats

    def quantile(self, level: ArrayLike) -> Floats:
        r"""Return the quantile [draw, issue] at levels from 0 to 1 that broadcast to [draw, issue].

        Exact, by inversion: with n positions whose :math:`F(x_k^-)` lies below the level q, it is
        :math:`\max(x_n,\ \mu + \beta\sigma\,\Phi^{-1}((q - \lambda\sum_{k\le n} p_k)/(1-\lambda)))`.
        """
        from scipy.special import ndtr, ndtri

        levels = np.broadcast_to(np.asarray(level, dtype=np.float64), self.centre.shape)
        summed = self.share * np.cumsum(self.chance, axis=2)
        scale = np.where(self.deviation > 0, self.deviation, 1.0)[..., None]
        with np.errstate(over="ignore"):  # an error next to nought is certain to fall on one side
            below = (1 - self.share) * ndtr((self.places - self.centre[..., None]) / scale)
        # Padding repeats the last place with all chance summed; that must not count as one more.
        passed = (summed - self.share * self.chance + below < levels[..., None]) & (self.chance > 0)
        number = passed.sum(axis=2)[..., None]
        last = np.maximum(number - 1, 0)
        spent = np.where(number > 0, np.take_along_axis(summed, last, axis=2), 0.0)[..., 0]
        place = np.where(number > 0, np.take_along_axis(self.places, last, axis=2), -np.inf)[..., 0]
        with np.errstate(invalid="ignore"):
            away = ndtri(np.clip((levels - spent) / (1 - self.share), 0.0, 1.0)) * self.deviation
        error = self.centre + np.where(self.deviation > 0, away, 0.0)
        found = np.clip(np.maximum(place, error), self.bounds[:, 0], self.bounds[:, 1])
        return np.where(self.deviation > 0, found, self.centre)

    def points(self) -> tuple[Floats, Floats]:
        """Return support and weight [draw, issue, m], the error as :data:`POINTS` equally likely points."""
        from scipy.special import ndtri

        z = ndtri((np.arange(POINTS) + 0.5) / POINTS)
        error = self.centre[..., None] + self.deviation[..., None] * z
        error = np.clip(error, self.bounds[:, :1], self.bounds[:, 1:])
        support = np.concatenate([self.places, error], axis=2)
        each = np.full(error.shape, (1 - self.share) / POINTS)
        return support, np.concatenate([self.share * self.chance, each], axis=2)


def landing_of(
    profile: Profile, options: LandingOptions | None = None, widening: ArrayLike | None = None
) -> Landing:
    """Return where every draw of a profile lands.

    Parameters
    ----------
    profile : Profile
        Positions, saliences, capabilities and the scales.
    options : LandingOptions, optional
        The learned parameters when left out.
    widening : float, float64 [draw] or [draw, issue], optional
        A widening factor for each draw, instead of that of the options.

    """
    from majlis.chance.kernel import call
    from majlis.models.landing_kernel import elect_draws

    chosen = options or LandingOptions()
    shape = (profile.draws, profile.issues)
    places, chance = np.empty((*shape, profile.actors)), np.empty((*shape, profile.actors))
    centre, spread = np.empty(shape), np.empty(shape)
    weight = comparable(profile.weight)

    def share(first: int, end: int) -> None:
        part = slice(first, end)
        call(
            elect_draws,
            profile.position[part],
            weight[part],
            profile.bounds,
            NEAR,
            places[part],
            chance[part],
            centre[part],
            spread[part],
        )

    over_draws(share, profile.draws)
    factor = np.asarray(chosen.widening if widening is None else widening, dtype=np.float64)
    wider = chosen.spread * (factor[:, None] if factor.ndim == 1 else factor)
    return Landing(places, chance, centre, wider * spread, chosen.share, profile.bounds)


def land(
    profile: Profile,
    uniform: ArrayLike,
    options: LandingOptions | None = None,
    widening: ArrayLike | None = None,
) -> Floats:
    """Let every draw land [draw, issue], given one number between 0 and 1 for each draw or [draw, issue].

    By inversion, hence the higher the number the farther up the scale; the same number on a changed
    profile gives the same luck.
    """
    level = np.asarray(uniform, dtype=np.float64)
    return landing_of(profile, options, widening).quantile(level[:, None] if level.ndim == 1 else level)


def landed(
    model: DecisionModel,
    options: Options,
    profile: Profile,
    outcome: Floats,
    level: Floats,
    widening: Floats,
) -> Floats:
    """Return where decisions land [draw, issue] that a model settled, its error included.

    Parameters
    ----------
    model, options
        What settled the profile.
    profile : Profile
        What was settled.
    outcome : float64 [draw, issue]
        Where the model settled it.
    level : float64 [draw, issue]
        A number between 0 and 1 each: the luck of the draw.
    widening : float64 [draw, issue]
        How much wider errors are than in EU legislation.

    """
    if isinstance(options, LandingOptions) and model.name == MODEL.name:
        return land(profile, level, options, widening)
    from scipy.special import ndtri

    deviation = record().alone * widening * deviation_of(profile)
    away = np.where(deviation > 0, ndtri(level) * deviation, 0.0)
    found: Floats = np.clip(outcome + away, profile.bounds[:, 0], profile.bounds[:, 1])
    return found


def deviation_of(profile: Profile) -> Floats:
    """Return the weighted standard deviation of the positions [draw, issue]."""
    from majlis.chance.kernel import call
    from majlis.models.mean_kernel import deviations

    deviation = np.empty((profile.draws, profile.issues))
    call(deviations, profile.position, profile.weight, profile.bounds, deviation)
    return deviation


def _settle(profile: Profile, options: LandingOptions, random: Any, path: bool) -> Settlement:
    landing = landing_of(profile, options)
    support, weight = landing.points()
    settled = Settlement.at_once(
        landing.quantile(0.5),
        path=profile.position[:, None].copy() if path else None,
        notes=(f"{WARNING[0].upper()}{WARNING[1:]}.",),
    )
    return replace(settled, support=support, weight=weight)


MODEL = DecisionModel(
    name="settlement",
    title="Settlement, the learned distribution of where decisions land",
    about="An election over the occupied positions, mixed with an error that grows with division.",
    source="Majlis, learned on DEU III (Arregui and Perarnaud 2021, doi:10.34810/data53); KTAB's election",
    options=LandingOptions,
    rule=_settle,
)
