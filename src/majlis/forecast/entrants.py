"""What is scored against each other: decision models, plain baselines, and the two learned distributions.

Whatever is learned from resolved decisions forecasts a decision without having seen any issue of its
proposal: a proposal of the shipped part is left out of the errors and outcomes, and gets the parameters that
`settlement` learned on the other folds; any other proposal gets all of the shipped part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from majlis.forecast.decision import SCALE, Decision
from majlis.forecast.scores import Mixture
from majlis.models.landing import LandingOptions, landing_of
from majlis.models.landing_record import record
from majlis.models.mean import weighted_mean
from majlis.models.registry import get

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Forecast:
    """A point and, unless the forecast is only that, a distribution whose median it is."""

    point: float
    mixture: Mixture | None = None


Maker = Callable[[Decision], Forecast]


@dataclass(frozen=True)
class PointModel:
    """A decision model with options, under the name that the table of scores carries."""

    name: str
    model: str
    options: Mapping[str, str] = field(default_factory=dict)

    def forecast(self, decision: Decision) -> Forecast:
        """Return where the model settles the decision."""
        model = get(self.model)
        settled = model.settle(decision.profile, model.options_from(self.options))
        return Forecast(float(settled.outcome[0, 0]))


POINT_MODELS = (
    PointModel("mean", "mean"),
    PointModel("median", "median"),
    PointModel("nash", "nash"),
    PointModel("nash-capability", "nash", {"exponent": "capability"}),
    PointModel("kalai-smorodinsky", "kalai-smorodinsky"),
    PointModel("baron-ferejohn", "baron-ferejohn"),
    PointModel("probabilistic-condorcet", "probabilistic-condorcet"),
    PointModel("spatial", "spatial"),
    PointModel("challenge", "challenge"),
    PointModel("challenge-mean", "challenge", {"report": "mean"}),
    PointModel(
        "challenge-one-round-mean", "challenge", {"rounds": "1", "choice": "least-move", "report": "mean"}
    ),
    PointModel("challenge-published-code", "challenge", {"variant": "published-code"}),
    PointModel("challenge-published-code-mean", "challenge", {"variant": "published-code", "report": "mean"}),
)


class Past:
    """What resolved decisions teach: where they landed, and how far from the weighted mean."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self.proposal = np.array([decision.proposal for decision in decisions])
        self.outcome = np.array([decision.outcome for decision in decisions])
        self.error = self.outcome - np.array([mean_of(decision) for decision in decisions])

    def climatology(self, decision: Decision) -> Forecast:
        """Forecast the outcomes of all other proposals, whoever wants what."""
        return _of(Mixture.of(self.outcome[self.proposal != decision.proposal]))

    def mean_errors(self, decision: Decision) -> Forecast:
        """Forecast the weighted mean plus its errors on all other proposals, clipped to the scale."""
        errors = self.error[self.proposal != decision.proposal]
        return _of(Mixture.of(np.clip(mean_of(decision) + errors, *SCALE)))


def mean_of(decision: Decision) -> float:
    """Return the mean weighted by capability times salience."""
    profile = decision.profile
    return float(weighted_mean(profile.position, profile.weight)[0, 0])


def options_for(proposal: str) -> LandingOptions:
    """Return the parameters of `settlement` that were learned without a proposal."""
    fold = record().without(proposal)
    return LandingOptions() if fold is None else LandingOptions(share=fold.share, spread=fold.spread)


def settlement_of(decision: Decision, options: LandingOptions | None = None) -> Forecast:
    """Forecast with the learned distribution; by default with parameters learned without the proposal."""
    landing = landing_of(decision.profile, options or options_for(decision.proposal))
    support, weight = landing.points()
    return Forecast(float(landing.quantile(0.5)[0, 0]), Mixture.of(support[0, 0], weight[0, 0]))


def entrants(past: Sequence[Decision]) -> dict[str, Maker]:
    """Return every entrant by name; ``past`` is the shipped part, from which baselines learn."""
    learned = Past(past)
    makers: dict[str, Maker] = {entry.name: entry.forecast for entry in POINT_MODELS}
    return makers | {
        "fifty": lambda _: Forecast(sum(SCALE) / 2),
        "climatology": learned.climatology,
        "mean-errors": learned.mean_errors,
        "settlement": settlement_of,
    }


def _of(mixture: Mixture) -> Forecast:
    return Forecast(mixture.quantile(0.5), mixture)
