"""What ``forecast.json`` holds: every question with its answer. No times, paths or versions."""

from __future__ import annotations

from typing import Any

from majlis.case.question import Question
from majlis.explore.drivers import Driver
from majlis.forecast.answer import Answer
from majlis.forecast.moving import MovingAnswer
from majlis.study.findings import Findings

DIGITS = 6
LISTED_DRIVERS = 10
NO_DRIVERS: dict[str, Any] = {"drivers": []}


def forecast_of(result: Findings) -> dict[str, Any]:
    """Return the forecast as plain values, in the form of ``forecast.json``."""
    still = {answer.question.id: _still(result, answer) for answer in result.answers}
    moving = {answer.question.id: _moving(answer) for answer in result.moving_answers}
    questions = result.case.questions if moving else result.case.questions_at_rest
    return {
        "case": result.case.id,
        "as_of": str(result.case.as_of),
        "draws": result.ensemble.draws,
        "seed": result.ensemble.seed,
        "questions": [
            _asked(question) | NO_DRIVERS | still.get(question.id, {}) | moving.get(question.id, {})
            for question in questions
        ],
    }


def _asked(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.text,
        "kind": question.kind,
        "by": None if question.by is None else str(question.by),
        "given": question.given,
    }


def _still(result: Findings, answer: Answer) -> dict[str, Any]:
    """Return what a static run says of a question."""
    entry = _number(answer.question, answer.probability, answer.quantiles) | {
        "words": answer.words,
        "monte_carlo_se": round(answer.monte_carlo_se, DIGITS),
        "by_model": _rounded(answer.by_model),
        "by_world": {},
        "drivers": [_driver(driver) for driver in result.drivers[answer.condition.issue][:LISTED_DRIVERS]],
    }
    if answer.direction is not None:
        entry["direction"] = {
            "towards": answer.direction.towards,
            "share": round(answer.direction.share, DIGITS),
            "quantiles": _rounded(answer.direction.quantiles),
        }
    return entry


def _moving(answer: MovingAnswer) -> dict[str, Any]:
    """Return what a run in motion says of a question."""
    return _number(answer.question, answer.probability, answer.quantiles) | {
        "words": answer.words,
        "monte_carlo_se": round(answer.monte_carlo_se, DIGITS),
        "asked": round(answer.asked, DIGITS),
        "by_model": _rounded(answer.by_model),
        "by_world": {world: _rounded(values) for world, values in answer.by_world.items()},
    }


def _number(
    question: Question, probability: float | None, quantiles: dict[str, float] | None
) -> dict[str, Any]:
    if question.kind == "binary":
        return {"probability": None if probability is None else round(probability, DIGITS)}
    return {"quantiles": _rounded(quantiles or {})}


def _driver(driver: Driver) -> dict[str, Any]:
    return {
        "estimate": driver.estimate,
        "rank_correlation": round(driver.correlation, DIGITS),
        "when_low": round(driver.when_low, DIGITS),
        "when_high": round(driver.when_high, DIGITS),
    }


def _rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, DIGITS) for name, value in values.items()}
