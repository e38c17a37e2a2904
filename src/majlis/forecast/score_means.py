"""Means of scores, a baseline always on the very questions on which the forecast is scored beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Paired:
    """Mean scores of the forecast and of a baseline on the same questions, and how many there are."""

    n: int
    forecast: float
    baseline: float


def paired(scores: Iterable[Mapping[str, Mapping[str, float]]], measure: str, baseline: str) -> Paired | None:
    """Return the means of a measure over the questions that both answer; None where there is none.

    Parameters
    ----------
    scores
        For each question, scores by name of the answer (``forecast`` or a baseline) and measure.
    measure, baseline
        Which score, and which baseline.

    """
    both = [
        (each["forecast"][measure], each[baseline][measure])
        for each in scores
        if measure in each.get("forecast", {}) and measure in each.get(baseline, {})
    ]
    if not both:
        return None
    n = len(both)
    return Paired(n, sum(pair[0] for pair in both) / n, sum(pair[1] for pair in both) / n)
