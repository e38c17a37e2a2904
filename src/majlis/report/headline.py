"""The answers in words: the number first, then what it means and what it does not."""

from __future__ import annotations

from dataclasses import dataclass

from majlis.case.issue import Issue
from majlis.ensemble.run import Ensemble
from majlis.forecast.answer import Answer
from majlis.report.models_chart import vacuous
from majlis.report.scale_line import Band, ScaleLine
from majlis.report.wording import condition_in_words, day_in_words, joined, of_hundred, percent, sentence

WARNING = "Error spread learned from EU legislation, likely too narrow here."
EVEN = (0.45, 0.55)


@dataclass(frozen=True)
class AnswerWords:
    """One answer as the page shows it.

    ``number`` and ``word`` stand large; ``under`` says what the number counts; ``sentences`` follow.
    """

    id: str
    question: str
    number: str
    word: str
    under: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    line: ScaleLine
    band: Band
    side: tuple[float, float] | None
    point: float | None
    outcome: str

    @property
    def brief(self) -> str:
        """The answer in one line."""
        return f"{self.number} {self.under}" + (f": {self.word}" if self.word else "")


def answer_words(ensemble: Ensemble, answer: Answer) -> AnswerWords:
    """Put one answer into words."""
    question = answer.question
    issue = ensemble.case.issue_by_id[answer.condition.issue]
    line = ScaleLine(issue)
    low, middle, high = _spread(ensemble, answer)
    number, word, under = _large(answer, issue)
    first = _meaning(answer, issue) if question.kind == "binary" else ()
    return AnswerWords(
        id=question.id,
        question=question.text.strip(),
        number=number,
        word=word,
        under=under,
        sentences=(
            *first,
            *_quantiles(issue, low, middle, high),
            *_models(ensemble, answer, issue),
            *_undated(answer),
        ),
        notes=_notes(answer),
        line=line,
        band=line.band(low, middle, high),
        side=side_of(line, answer),
        point=None if answer.condition.point is None else line.x(answer.condition.point),
        outcome=_outcome(answer, issue),
    )


def side_of(line: ScaleLine, answer: Answer) -> tuple[float, float] | None:
    """Return the part of the line that counts as yes: where it begins and how wide it is, in per cent."""
    condition = answer.condition
    if condition.comparison is None or condition.point is None:
        return None
    x = line.x(condition.point)
    return (0.0, x) if condition.comparison.startswith("<") else (x, round(100.0 - x, 2))


def _spread(ensemble: Ensemble, answer: Answer) -> tuple[float, float, float]:
    found = answer.quantiles or (answer.direction.quantiles if answer.direction else None)
    if found is None:
        from majlis.forecast.answer import quantiles

        found = quantiles(ensemble.landed(answer.condition.issue))
    low, middle, high = (found[level] for level in ("0.1", "0.5", "0.9"))
    return low, middle, high


def _large(answer: Answer, issue: Issue) -> tuple[str, str, str]:
    if answer.probability is not None:
        return percent(answer.probability), answer.words or "", ""
    if answer.direction is not None:
        return percent(answer.direction.share), answer.words or "", "of draws"
    measure = ScaleLine(issue).measure
    low, middle, high = (answer.quantiles or {}).values()
    return (
        measure.value(middle),
        "",
        f"in the middle draw; 8 of 10 draws from {measure.number(low)} to {measure.number(high)}",
    )


def _meaning(answer: Answer, issue: Issue) -> tuple[str, ...]:
    condition = answer.condition
    where = condition_in_words(condition, issue)
    label = issue.scale.label_near(condition.point or 0.0)
    exact = any(point.at == condition.point for point in issue.scale.points)
    named = f"“{label}”" if exact else f"nearest to “{label}”"
    if answer.direction is None:
        return (f"The question is answered yes with {where} ({named}).",)
    share = answer.direction.share
    lands = f"In {of_hundred(share)} draws the decision lands with {where} ({named})."
    if share < EVEN[0]:
        pull = "The balance of wishes and weight points away from a yes."
    elif share < EVEN[1]:
        pull = "The balance of wishes and weight is nearly even."
    else:
        pull = "The balance of wishes and weight points towards a yes."
    return lands, pull


def _undated(answer: Answer) -> tuple[str, ...]:
    if answer.direction is None:
        return ()
    by = answer.question.by
    until = f" by {day_in_words(by)}" if by else ""
    return (
        "Nothing moves with time in this run, so the share is undated: it says where the dispute points, "
        f"not how probable a yes is{until}.",
    )


def _quantiles(issue: Issue, low: float, middle: float, high: float) -> tuple[str, ...]:
    measure, near = ScaleLine(issue).measure, issue.scale.label_near
    if not measure.of_points:
        return (
            f"The middle draw lands at {measure.spoken(middle)}; "
            f"eight draws in ten lie between {measure.number(low)} and {measure.value(high)}.",
        )
    first = f"The middle draw lands at {measure.spoken(middle)}, nearest to “{near(middle)}”"
    ends = [f"{measure.number(value)} (“{near(value)}”)" for value in (low, high)]
    if near(low) == near(high):
        ends = [measure.number(low), measure.spoken(high)]
    return (f"{first}; eight draws in ten lie between {ends[0]} and {ends[1]}.",)


def _models(ensemble: Ensemble, answer: Answer, issue: Issue) -> tuple[str, ...]:
    """Say how far the models differ; one that repeats the status quo does not count."""
    empty = vacuous(ensemble, issue.id)
    values = {name: value for name, value in answer.by_model.items() if name not in empty}
    if len(values) < 2:
        return ()
    written = percent if answer.question.kind == "binary" else ScaleLine(issue).measure.value
    lowest, highest = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
    but = f", leaving out {joined(empty)}, which is vacuous here" if empty else ""
    if written(values[lowest]) == written(values[highest]):
        return (f"Every decision model says {written(values[lowest])}{but}.",)
    return (
        f"Across the decision models it runs from {written(values[lowest])} ({lowest}) to "
        f"{written(values[highest])} ({highest}){but}.",
    )


def _notes(answer: Answer) -> tuple[str, ...]:
    question = answer.question
    notes = [sentence(question.note)] if question.note else []
    if question.given:
        notes.insert(0, f"Given: {sentence(question.given)}")
    return tuple(notes)


def _outcome(answer: Answer, issue: Issue) -> str:
    resolved = answer.question.resolved
    if resolved is None:
        return ""
    outcome = resolved.outcome
    said = outcome if isinstance(outcome, str) else ScaleLine(issue).measure.value(outcome)
    when = f", {day_in_words(resolved.date)}" if resolved.date else ""
    return (
        joined([f"{said}{when}"])
        + f". Source: {sentence(resolved.source)}"
        + (f" {sentence(resolved.note)}" if resolved.note else "")
    )
