"""Answers: what a run says to each question of its case."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.case.question import Condition, Question
from majlis.ensemble.run import Ensemble
from majlis.forecast.words import word_for

Quantiles = dict[str, float]
LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Direction:
    """Where a decision points while nothing dates it.

    Attributes
    ----------
    towards
        The condition that the question names, with the label of its point.
    share
        Share of draws in which the decision lands beyond that point.
    quantiles
        Of where it lands, in points of the scale.

    """

    towards: str
    share: float
    quantiles: Quantiles


@dataclass(frozen=True)
class Answer:
    """The answer to one question.

    ``probability`` is None for a dated question of a run without motion, which has a `direction` instead;
    ``words`` is the word of probability for the probability or, called undated, for the share.
    ``by_model`` holds the share (or the median) under each decision model, the models' error included.
    """

    question: Question
    words: str | None
    monte_carlo_se: float
    by_model: dict[str, float]
    probability: float | None = None
    direction: Direction | None = None
    quantiles: Quantiles | None = None

    @property
    def condition(self) -> Condition:
        """What the question reads off a static run."""
        condition = self.question.condition
        assert condition is not None, "a static run answers no other question"
        return condition

    @property
    def undated(self) -> bool:
        """Whether the word goes with a share that nothing dates."""
        return self.direction is not None


def answers(ensemble: Ensemble) -> tuple[Answer, ...]:
    """Answer every question that a static run can answer, the headline first."""
    return tuple(answer(ensemble, question) for question in ensemble.case.questions_at_rest)


def answer(ensemble: Ensemble, question: Question) -> Answer:
    """Read the answer to a question off the draws of a run."""
    condition = question.condition
    assert condition is not None, "a static run answers no other question"
    landing = ensemble.landed(condition.issue)
    names = [variant.name for variant in ensemble.models]
    by_draws = [ensemble.landed(condition.issue, model) for model in range(len(names))]
    if question.kind == "numeric":
        medians = {name: float(np.median(draws)) for name, draws in zip(names, by_draws, strict=True)}
        error = float(np.std(landing) / np.sqrt(len(landing)))
        return Answer(question, None, error, medians, quantiles=quantiles(landing))
    shares = {name: _share(draws, condition) for name, draws in zip(names, by_draws, strict=True)}
    share = shares[names[0]]
    error = float(np.sqrt(share * (1.0 - share) / len(landing)))
    direction = Direction(_towards(ensemble, condition), share, quantiles(landing))
    return Answer(question, f"{word_for(share)}, undated", error, shares, direction=direction)


def quantiles(draws: NDArray[np.float64]) -> Quantiles:
    """Return the 10th, 50th and 90th percentile by level."""
    return {
        f"{level:g}": float(value) for level, value in zip(LEVELS, np.quantile(draws, LEVELS), strict=True)
    }


def _share(draws: NDArray[np.float64], condition: Condition) -> float:
    compare = {"<=": np.less_equal, "<": np.less, ">=": np.greater_equal, ">": np.greater}
    assert condition.comparison is not None, "binary questions compare"
    assert condition.point is not None, "with a point"
    return float(np.mean(compare[condition.comparison](draws, condition.point)))


def _towards(ensemble: Ensemble, condition: Condition) -> str:
    assert condition.point is not None, "binary questions name a point"
    issue = ensemble.case.issue_by_id[condition.issue]
    label = issue.scale.label_near(condition.point)
    return f"{issue.label} {condition.comparison} {condition.point:g} ({label})"
