"""Scoring the decision models on decisions with known outcomes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from majlis.forecast.clustered import TIMES, Clusters
from majlis.forecast.decision import Decision
from majlis.forecast.deu import Tables, read_decisions
from majlis.forecast.entrants import Forecast, entrants
from majlis.forecast.scores import Scored, score, score_point

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]

POINT_RIVAL = "mean"
RIVAL = "mean-errors"


@dataclass(frozen=True)
class Card:
    """How one model did, decision by decision."""

    name: str
    forecasts: tuple[Forecast, ...]
    scored: tuple[Scored, ...]

    def values(self, name: str) -> Floats:
        """Return one of the numbers of `Scored` [decision]."""
        return np.array([getattr(each, name) for each in self.scored], dtype=np.float64)

    @property
    def is_point(self) -> bool:
        """Whether the model gives points only."""
        return self.scored[0].covered is None

    def as_json(self) -> dict[str, float | None]:
        """Return the scores of ``validate --json``: means over all decisions, RMSE the root of one."""
        calibration = {"coverage80": "covered", "interval80_closed": "inside", "interval80_width": "width"}
        return {
            "mae": float(self.values("error").mean()),
            "rmse": float(np.sqrt(self.values("square").mean())),
            "crps": float(self.values("crps").mean()),
            **{
                name: None if self.is_point else float(self.values(value).mean())
                for name, value in calibration.items()
            },
        }


@dataclass(frozen=True)
class Difference:
    """A model's mean score less a rival's: below 0 is better than the rival."""

    rival: str
    difference: float
    interval: tuple[float, float]
    probability_better: float

    def as_json(self) -> dict[str, Any]:
        """Return the difference as it stands in ``validate --json``."""
        return {
            "against": self.rival,
            "difference": self.difference,
            "interval95": list(self.interval),
            "probability_better": self.probability_better,
        }


@dataclass(frozen=True)
class Validation:
    """The scores of every model on the same decisions."""

    decisions: tuple[Decision, ...]
    cards: tuple[Card, ...]
    notes: tuple[str, ...]

    @property
    def clusters(self) -> Clusters:
        """The bootstrap over proposals."""
        return Clusters([decision.proposal for decision in self.decisions])

    def card(self, name: str) -> Card:
        """Return the scores of a model."""
        return next(card for card in self.cards if card.name == name)

    def difference(self, clusters: Clusters, name: str, value: str, rival: str) -> Difference:
        """Compare a model with a rival on the same decisions, by a bootstrap over proposals."""
        gap = self.card(name).values(value) - self.card(rival).values(value)
        return Difference(rival, float(gap.mean()), clusters.interval(gap), clusters.share_below(gap))

    def as_json(self) -> dict[str, Any]:
        """Return the form of ``validate --json``."""
        clusters = self.clusters
        return {
            "issues": len(self.decisions),
            "proposals": len({decision.proposal for decision in self.decisions}),
            "models": {card.name: card.as_json() for card in self.cards},
            "bootstrap": {
                "clusters": "proposals",
                "samples": TIMES,
                "level": 0.95,
                "models": {card.name: self._intervals(clusters, card) for card in self.cards},
            },
        }

    def _intervals(self, clusters: Clusters, card: Card) -> dict[str, Any]:
        return {
            "mae": list(clusters.interval(card.values("error"))),
            "crps": list(clusters.interval(card.values("crps"))),
            "mae_difference": self.difference(clusters, card.name, "error", POINT_RIVAL).as_json(),
            "crps_difference": self.difference(clusters, card.name, "crps", RIVAL).as_json(),
        }

    def write_per_issue(self, path: Path) -> None:
        """Write issue_id, model, point and crps, one row an issue and model."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["issue_id", "model", "point", "crps"])
            for card in self.cards:
                for decision, forecast, each in zip(self.decisions, card.forecasts, card.scored, strict=True):
                    writer.writerow([decision.issue, card.name, repr(forecast.point), repr(each.crps)])


def validate(tables: Tables | None = None, progress: Progress | None = None) -> Validation:
    """Score every model of `majlis.forecast.entrants`.

    Parameters
    ----------
    tables
        The decisions; the shipped part where none are given.
    progress
        Called with models done and models in all.

    Raises
    ------
    CaseFaults
        When a table is at fault.

    """
    shipped = read_decisions(Tables.shipped())
    reading = shipped if tables is None else read_decisions(tables)
    makers = entrants(shipped.decisions)
    cards = []
    for number, (name, maker) in enumerate(makers.items(), start=1):
        forecasts = tuple(maker(decision) for decision in reading.decisions)
        pairs = zip(forecasts, reading.decisions, strict=True)
        cards.append(Card(name, forecasts, tuple(scored(each, decision.outcome) for each, decision in pairs)))
        if progress is not None:
            progress(number, len(makers))
    return Validation(reading.decisions, tuple(cards), reading.notes)


def scored(forecast: Forecast, outcome: float) -> Scored:
    """Score a forecast by what it gives."""
    if forecast.mixture is None:
        return score_point(forecast.point, outcome)
    return score(forecast.mixture, outcome, forecast.point)
