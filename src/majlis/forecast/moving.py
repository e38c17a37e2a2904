"""Answers of a run in motion: what each question says by its date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from majlis.case.question import Question
from majlis.ensemble.motion.run import MotionRun
from majlis.ensemble.variants import SITTING
from majlis.forecast.answer import Quantiles, quantiles
from majlis.forecast.words import word_for

Floats = NDArray[np.float64]

FEWEST = 30
"""Draws in which a premise must hold for a conditional answer to be given."""
NONE_HOLDS = "none"


@dataclass(frozen=True)
class MovingAnswer:
    """The answer to one question.

    Attributes
    ----------
    probability, words
        Of yes, and the word for it; None for numbers, and where too few draws meet the premise.
    quantiles
        Of a numeric question.
    monte_carlo_se
        Standard error of the probability (or of the mean) from the number of draws alone.
    asked
        Share of draws in which the premise holds; 1 without one.
    by_world
        The probability (or median) by world and the claim that holds in it.
    by_model
        The same under each decision model that was run. Other models run fewer draws: theirs is the answer
        plus the difference that the model makes on those draws, so that luck is no part of it.

    """

    question: Question
    probability: float | None
    words: str | None
    quantiles: Quantiles | None
    monte_carlo_se: float
    asked: float
    by_world: dict[str, dict[str, float]] = field(default_factory=dict)
    by_model: dict[str, float] = field(default_factory=dict)


def moving_answers(run: MotionRun, others: Mapping[str, MotionRun]) -> tuple[MovingAnswer, ...]:
    """Answer every question of a case in motion, the headline first.

    Parameters
    ----------
    run
        The run.
    others
        Runs of the same case under other decision models, by name, to show how far these differ.

    """
    return tuple(_answer(run, others, column) for column in range(len(run.case.questions)))


def _answer(run: MotionRun, others: Mapping[str, MotionRun], column: int) -> MovingAnswer:
    question = run.case.questions[column]
    values, asked = draws_of(run, column), run.given[:, column]
    kept = values[asked]
    enough = len(kept) >= min(FEWEST, len(values))
    binary = question.kind == "binary"
    probability = float(kept.mean()) if binary and enough else None
    return MovingAnswer(
        question=question,
        probability=probability,
        words=None if probability is None else word_for(probability),
        quantiles=quantiles(kept) if enough and not binary else None,
        monte_carlo_se=float(kept.std() / np.sqrt(len(kept))) if len(kept) else 0.0,
        asked=float(asked.mean()),
        by_world=_by_world(run, column) if enough else {},
        by_model=_by_model(run, others, column) if enough else {},
    )


def draws_of(run: MotionRun, column: int) -> Floats:
    """Return a question's value by draw: its probability along the path for a headline that has one."""
    return run.chance if column == 0 and run.chance is not None else run.answers[:, column]


def _by_world(run: MotionRun, column: int) -> dict[str, dict[str, float]]:
    motion, question = run.case.motion, run.case.questions[column]
    assert motion is not None, "the case was run in motion"
    values, asked = draws_of(run, column), run.given[:, column]
    found: dict[str, dict[str, float]] = {}
    for number, world in enumerate(motion.worlds):
        states = [*enumerate(world.claims), (-1, NONE_HOLDS)]
        for index, name in states:
            which = asked & (run.worlds[:, number] == index)
            if which.sum() >= FEWEST:
                found.setdefault(world.id, {})[name] = _middle(question, values[which])
    return found


def _by_model(run: MotionRun, others: Mapping[str, MotionRun], column: int) -> dict[str, float]:
    question = run.case.questions[column]
    whole = _middle(question, draws_of(run, column)[run.given[:, column]])
    found = {run.case.model or SITTING: whole}
    for name, other in others.items():
        here, there = run.given[: other.draws, column], other.given[:, column]
        if min(here.sum(), there.sum()) < min(FEWEST, other.draws):
            continue
        ours = _middle(question, draws_of(run, column)[: other.draws][here])
        moved = whole + _middle(question, draws_of(other, column)[there]) - ours
        found[name] = min(max(moved, 0.0), 1.0) if question.kind == "binary" else moved
    return found


def _middle(question: Question, values: Floats) -> float:
    return float(values.mean() if question.kind == "binary" else np.median(values))
