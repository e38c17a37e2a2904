"""The outcome distribution: where the decision lands, beside where it settles by input noise alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from majlis.ensemble.run import Ensemble
from majlis.forecast.answer import Answer
from majlis.report.headline import side_of
from majlis.report.scale_line import ScaleLine
from majlis.report.wording import condition_in_words, of_hundred, percent

Floats = NDArray[np.float64]
BINS = 25


@dataclass(frozen=True)
class Bar:
    """One bar, in per cent: left edge, width, height, and the height of the part exactly at an end."""

    x: float
    width: float
    height: float
    at_end: float
    words: str


@dataclass(frozen=True)
class Histogram:
    """Draws counted over the scale, from end to end."""

    name: str
    kind: str
    bars: tuple[Bar, ...]
    tallest: str
    ends: str
    words: str


@dataclass(frozen=True)
class QuestionMark:
    """A question's point on the scale, the side that counts as yes, and the share of draws there."""

    x: float
    side: tuple[float, float]
    words: str
    anchor: str


@dataclass(frozen=True)
class Distribution:
    """The distribution of one issue."""

    line: ScaleLine
    histograms: tuple[Histogram, ...]
    questions: tuple[QuestionMark, ...]


def distribution(ensemble: Ensemble, issue: str, answers: tuple[Answer, ...]) -> Distribution:
    """Count the draws of an issue's landing and settlement over its scale."""
    line = ScaleLine(ensemble.case.issue_by_id[issue])
    landed, settled = ensemble.landed(issue), ensemble.answer(issue)
    marks = [_question(line, answer) for answer in answers if answer.condition.issue == issue]
    return Distribution(
        line,
        (
            histogram(line, landed, "Landing: input noise and the model's error", "landed"),
            histogram(line, settled, "Settlement: input noise alone", "settled"),
        ),
        tuple(mark for mark in marks if mark is not None),
    )


def histogram(line: ScaleLine, draws: Floats, name: str, kind: str) -> Histogram:
    """Count draws in bins that fill the scale exactly."""
    scale = line.issue.scale
    counts, edges = np.histogram(
        np.clip(draws, scale.low, scale.high), bins=BINS, range=(scale.low, scale.high)
    )
    shares = counts / len(draws)
    tallest = float(shares.max())
    at_low, at_high = float(np.mean(draws <= scale.low)), float(np.mean(draws >= scale.high))
    at_end = {0: at_low, BINS - 1: at_high}
    number = line.measure.number
    bars = tuple(
        Bar(
            x=round(100.0 * index / BINS, 3),
            width=round(100.0 / BINS, 3),
            height=round(100.0 * float(share) / tallest, 2),
            at_end=round(100.0 * at_end.get(index, 0.0) / tallest, 2),
            words=f"{number(float(low))} to {number(float(high))}: {of_hundred(float(share))} draws",
        )
        for index, (share, (low, high)) in enumerate(zip(shares, pairwise(edges), strict=True))
        if share > 0
    )
    low, middle, high = (float(v) for v in np.quantile(draws, (0.1, 0.5, 0.9)))
    words = (
        f"{name}, on the scale from {line.measure.ends}: middle draw {number(middle)}, "
        f"8 of 10 draws from {number(low)} to {number(high)}."
    )
    return Histogram(name, kind, bars, percent(tallest), _at_ends(line, at_low, at_high), words)


def _at_ends(line: ScaleLine, at_low: float, at_high: float) -> str:
    scale = line.issue.scale
    parts = [
        f"{of_hundred(share)} lie exactly at {line.measure.number(end)}"
        for share, end in ((at_low, scale.low), (at_high, scale.high))
        if share >= 0.005
    ]
    if not parts:
        return ""
    return f"Of the draws, {' and '.join(parts)} (paler), where the scale ends."


def _question(line: ScaleLine, answer: Answer) -> QuestionMark | None:
    condition, side = answer.condition, side_of(line, answer)
    if side is None or condition.point is None:
        return None
    share = answer.direction.share if answer.direction else answer.probability or 0.0
    x = line.x(condition.point)
    words = f"{condition_in_words(condition, line.issue)}: {percent(share)}" + (
        " of draws" if answer.undated else ""
    )
    return QuestionMark(x, side, words, "start" if x < 50 else "end")
