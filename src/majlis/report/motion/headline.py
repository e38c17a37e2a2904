"""The answer of a run in motion in words, with its three kinds of spread kept apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from majlis.case.question import Question
from majlis.forecast.moving import MovingAnswer
from majlis.report.motion.study import InMotion
from majlis.report.motion.worlds import world_states
from majlis.report.scale_line import Tick
from majlis.report.wording import (
    NARROW,
    counted,
    day_in_words,
    joined,
    of_hundred,
    percent,
    plain_number,
    sentence,
)

STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)
TICKS = 6
CLOSE = 0.005


@dataclass(frozen=True)
class MovingHeadline:
    """The answer as the page shows it: ``number`` and ``word`` stand large, sentences and notes follow."""

    question: str
    number: str
    word: str
    under: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    outcome: str

    @property
    def brief(self) -> str:
        """The answer in one line."""
        return f"{self.number} {self.under}" + (f": {self.word}" if self.word else "")


@dataclass(frozen=True)
class Mark:
    """One value on the axis."""

    x: float
    words: str


@dataclass(frozen=True)
class SpreadRow:
    """One kind of spread: what it is, its marks or its interval, and both in words."""

    name: str
    about: str
    marks: tuple[Mark, ...]
    band: tuple[float, float] | None
    words: str


@dataclass(frozen=True)
class Spreads:
    """The three kinds of spread on one axis."""

    ticks: tuple[Tick, ...]
    answer: float
    rows: tuple[SpreadRow, ...]


def moving_headline(found: InMotion) -> MovingHeadline:
    """Put the answer to the headline into words."""
    answer = found.answers[0]
    question = answer.question
    number, under = large_number(answer)
    notes = [sentence(question.note)] if question.note else []
    return MovingHeadline(
        question=question.text.strip(),
        number=number,
        word=answer.words or "",
        under=under or f"within {counted(_weeks(found), 'week')}",
        sentences=(*_meaning(answer), *_anchored(found), *_apart(found, answer)),
        notes=tuple(notes),
        outcome=_outcome(answer),
    )


def large_number(answer: MovingAnswer) -> tuple[str, str]:
    """Return an answer's number and what it counts."""
    if answer.probability is not None:
        return percent(answer.probability), ""
    if answer.quantiles is None:
        return "no answer", "too few draws meet the condition"
    low, middle, high = (plain_number(value) for value in answer.quantiles.values())
    return middle, f"in the middle draw; 8 of 10 draws from {low} to {high}"


def _weeks(found: InMotion) -> int:
    motion = found.case.motion
    assert motion is not None, "the case was run in motion"
    return motion.weeks


def _meaning(answer: MovingAnswer) -> Iterator[str]:
    if answer.probability is None:
        return
    by = answer.question.by
    until = f" by {day_in_words(by)}" if by else ""
    share = of_hundred(answer.probability)
    yield f"In {share} histories that start from the as-of date it comes to this{until}."


def _anchored(found: InMotion) -> Iterator[str]:
    answer = found.answers[0]
    prior = next((prior for prior in found.run.priors if prior.question == answer.question.id), None)
    if prior is None or answer.probability is None:
        return
    rate = percent(prior.anchored)
    basis = basis_of(answer.question)
    if abs(prior.anchored - answer.probability) < CLOSE:
        yield f"With every state as it is now it would be {rate} as well ({basis}): what moves cancels out."
        return
    way = "raises" if answer.probability > prior.anchored else "lowers"
    first = f"With every state as it is now it would be {rate}, the reference rate ({basis})"
    yield f"{first}; what moves {way} it."


def basis_of(question: Question) -> str:
    """Return what the anchor of a question rests on, in words."""
    anchor = question.anchor
    if anchor is None:
        return ""
    if anchor.claims:
        return f"claims {', '.join(anchor.claims)}"
    return "a judgement" if anchor.reason else "unsupported"


def _apart(found: InMotion, answer: MovingAnswer) -> Iterator[str]:
    if answer.probability is None:
        return
    states = [state for world in world_states(found, 0) for state in world.states]
    if states:
        low, high = min(states, key=lambda state: state.value), max(states, key=lambda state: state.value)
        if percent(low.value) != percent(high.value):
            yield (
                f"Between rival readings of the evidence it runs from {percent(low.value)} {low.label} to "
                f"{percent(high.value)} {high.label}."
            )
    values = answer.by_model
    if len(values) > 1:
        least, most = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
        if percent(values[least]) == percent(values[most]):
            yield f"Every decision model says {percent(values[least])}."
        else:
            yield (
                f"Between decision models it runs from {percent(values[least])} ({least}) to "
                f"{percent(values[most])} ({most})."
            )


def _outcome(answer: MovingAnswer) -> str:
    resolved = answer.question.resolved
    if resolved is None:
        return ""
    said = resolved.outcome if isinstance(resolved.outcome, str) else plain_number(resolved.outcome)
    when = f", {day_in_words(resolved.date)}" if resolved.date else ""
    note = f" {sentence(resolved.note)}" if resolved.note else ""
    return f"{said}{when}. Source: {sentence(resolved.source)}{note}"


def spreads(found: InMotion) -> Spreads | None:
    """Return the error of the draws, the spread over worlds and that over models; None without a number."""
    answer = found.answers[0]
    if answer.probability is None:
        return None
    states = [(state, world) for world in world_states(found, 0) for state in world.states]
    error = answer.monte_carlo_se
    values = [answer.probability - 2 * error, answer.probability + 2 * error]
    values += [state.value for state, _ in states] + list(answer.by_model.values())
    low, high, step = axis_of(min(values), max(values))

    def x(value: float) -> float:
        return round(100.0 * (min(max(value, low), high) - low) / (high - low), 2)

    count = round((high - low) / step)
    ticks = tuple(Tick(x(low + step * n), percent_of(low + step * n)) for n in range(count + 1))
    rows = [_of_draws(found, answer, x)]
    if states:
        marks = tuple(Mark(x(s.value), f"{w.title}: {s.label}, {percent(s.value)}") for s, w in states)
        ends = [percent(value) for value in _ends([state.value for state, _ in states])]
        rows.append(
            SpreadRow(
                "Rival worlds",
                f"{counted(len(states), 'claim')} or their absence, taken as true in turn",
                marks,
                None,
                " to ".join(ends),
            )
        )
    if len(answer.by_model) > 1:
        marks = tuple(Mark(x(v), f"{name}: {percent(v)}") for name, v in answer.by_model.items())
        ends = [percent(value) for value in _ends(list(answer.by_model.values()))]
        rows.append(
            SpreadRow("Decision models", joined(list(answer.by_model)), marks, None, " to ".join(ends))
        )
    return Spreads(ticks, x(answer.probability), tuple(rows))


def _of_draws(found: InMotion, answer: MovingAnswer, x: Callable[[float], float]) -> SpreadRow:
    middle, error = answer.probability or 0.0, answer.monte_carlo_se
    return SpreadRow(
        "Chance of the draws",
        f"two Monte Carlo standard errors each way, {counted(found.run.draws, 'draw')}",
        (Mark(x(middle), percent(middle)),),
        (x(middle - 2 * error), x(middle + 2 * error)),
        f"±{NARROW}{200.0 * error:.1f} points",
    )


def _ends(values: list[float]) -> list[float]:
    return [min(values), max(values)]


def percent_of(share: float) -> str:
    """Return a share as a bare percentage for an axis, where 0 and 100 are meant."""
    return f"{100.0 * share:.3g}{NARROW}%"


def axis_of(low: float, high: float) -> tuple[float, float, float]:
    """Return round ends and a round step for an axis of probability that holds two values."""
    low, high = max(low, 0.0), min(high, 1.0)
    for step in STEPS:
        first, last = np.floor(low / step + 1e-9) * step, np.ceil(high / step - 1e-9) * step
        if (last - first) / step <= TICKS:
            return float(first), float(max(last, first + step)), step
    return 0.0, 1.0, STEPS[-1]
