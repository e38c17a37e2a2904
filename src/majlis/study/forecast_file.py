"""What ``forecast.json`` holds: every question with its answer. No times, paths or versions."""

from __future__ import annotations

from typing import Any

from majlis.explore.drivers import Driver
from majlis.forecast.answer import Answer
from majlis.study.findings import Findings

DIGITS = 6
LISTED_DRIVERS = 10


def forecast_of(result: Findings) -> dict[str, Any]:
    """Return the forecast as plain values, in the form of ``forecast.json``."""
    return {
        "case": result.case.id,
        "as_of": str(result.case.as_of),
        "draws": result.ensemble.draws,
        "seed": result.ensemble.seed,
        "questions": [_question(result, answer) for answer in result.answers],
    }


def _question(result: Findings, answer: Answer) -> dict[str, Any]:
    question = answer.question
    drivers = result.drivers[question.condition.issue][:LISTED_DRIVERS]
    entry: dict[str, Any] = {
        "id": question.id,
        "text": question.text,
        "kind": question.kind,
        "by": None if question.by is None else str(question.by),
        "given": question.given,
    }
    if question.kind == "binary":
        entry["probability"] = answer.probability
    else:
        entry["quantiles"] = _rounded(answer.quantiles or {})
    entry |= {
        "words": answer.words,
        "monte_carlo_se": round(answer.monte_carlo_se, DIGITS),
        "by_model": _rounded(answer.by_model),
        "by_world": {},
        "drivers": [_driver(driver) for driver in drivers],
    }
    if answer.direction is not None:
        entry["direction"] = {
            "towards": answer.direction.towards,
            "share": round(answer.direction.share, DIGITS),
            "quantiles": _rounded(answer.direction.quantiles),
        }
    return entry


def _driver(driver: Driver) -> dict[str, Any]:
    return {
        "estimate": driver.estimate,
        "rank_correlation": round(driver.correlation, DIGITS),
        "when_low": round(driver.when_low, DIGITS),
        "when_high": round(driver.when_high, DIGITS),
    }


def _rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, DIGITS) for name, value in values.items()}
