"""The answer of a run in a few lines of text, or as a fragment of HTML for a notebook."""

from __future__ import annotations

from html import escape

from majlis.case.case import Case
from majlis.ensemble.run import Ensemble
from majlis.explore.drivers import Driver
from majlis.forecast.answer import Answer, Quantiles
from majlis.forecast.moving import MovingAnswer
from majlis.report.limits import widened
from majlis.report.names import named
from majlis.report.wording import Measure, condition_in_words, counted, joined, percent

STRONGEST = 3


def summary(
    ensemble: Ensemble,
    answers: tuple[Answer, ...],
    moving: tuple[MovingAnswer, ...],
    drivers: tuple[Driver, ...],
    changes: tuple[str, ...],
) -> str:
    """Return the answer to each question, how the models differ and what drives the headline.

    ``moving`` are the answers of a run in motion, shown in place of the static ``answers``; ``drivers`` those
    of the headline's issue; ``changes`` the options by which the case was changed.
    """
    case = ensemble.case
    lines = [f"{case.title} (as of {case.as_of})", ""]
    for each in moving:
        lines += [each.question.text, f"  {moving_line(each)}", ""]
    for answer in () if moving else answers:
        lines += [answer.question.text, f"  {answer_line(case, answer)}", ""]
    lines.append(f"By model: {', '.join(_models(case, answers, moving))}.")
    if drivers:
        named_drivers = [f"{named(case, driver.estimate).phrase}" for driver in drivers[:STRONGEST]]
        settled = "The settlement is driven" if moving else "Driven"
        lines.append(f"{settled} most by {joined(named_drivers)}.")
    draws = counted(ensemble.draws, "draw")
    lines.append(f"{draws}, seed {ensemble.seed}, headline model {ensemble.models[0].name}.")
    lines.append(f"Error spread learned from EU legislation, likely too narrow here: {widened(case)}.")
    if changes:
        lines.append(f"Changed for this run: {', '.join(changes)}.")
    return "\n".join(lines)


def moving_line(answer: MovingAnswer) -> str:
    """Return the number and the word of one answer of a run in motion."""
    premise = f" Given '{answer.question.given}', in {percent(answer.asked)} of draws." * bool(
        answer.question.given
    )
    if answer.probability is not None:
        return f"{percent(answer.probability)}: {answer.words}.{premise}"
    if answer.quantiles is None:
        return f"No answer: too few draws meet the premise.{premise}"
    low, middle, high = (f"{value:,.4g}" for value in answer.quantiles.values())
    return f"Middle draw {middle}, 8 in 10 from {low} to {high}.{premise}"


def _models(case: Case, answers: tuple[Answer, ...], moving: tuple[MovingAnswer, ...]) -> list[str]:
    """Return what the headline is under each decision model."""
    if not moving:
        return [f"{name} {_value(case, answers[0], value)}" for name, value in answers[0].by_model.items()]
    binary = moving[0].question.kind == "binary"
    return [
        f"{name} {percent(value) if binary else f'{value:,.4g}'}"
        for name, value in moving[0].by_model.items()
    ]


def summary_html(ensemble: Ensemble, answers: tuple[Answer, ...]) -> str:
    """Return the answers, and the models side by side, as a fragment of HTML."""
    case, headline = ensemble.case, answers[0]
    rows = "".join(
        f"<tr><td>{escape(answer.question.text)}</td><td>{escape(answer_line(case, answer))}</td></tr>"
        for answer in answers
    )
    names = "".join(f"<th>{escape(name)}</th>" for name in headline.by_model)
    values = "".join(f"<td>{_value(case, headline, value)}</td>" for value in headline.by_model.values())
    return (
        f"<p><b>{escape(case.title)}</b>, as of {case.as_of}; "
        f"{counted(ensemble.draws, 'draw')}, seed {ensemble.seed}</p>"
        f"<table><thead><tr><th>question</th><th>answer</th></tr></thead><tbody>{rows}</tbody></table>"
        f"<table><thead><tr>{names}</tr></thead><tbody><tr>{values}</tr></tbody></table>"
    )


def answer_line(case: Case, answer: Answer) -> str:
    """Return the number and the word of one answer."""
    issue = case.issue_by_id[answer.condition.issue]
    measure = Measure(issue.scale)
    if answer.direction is not None:
        towards = condition_in_words(answer.condition, issue)
        share = percent(answer.direction.share)
        where = _spread(measure, answer.direction.quantiles)
        return f"{share} of draws land with {towards}: {answer.words}. {where}"
    if answer.quantiles is not None:
        return _spread(measure, answer.quantiles)
    return f"{percent(answer.probability or 0.0)}: {answer.words}."


def _spread(measure: Measure, quantiles: Quantiles) -> str:
    low, middle, high = quantiles.values()
    return (
        f"Middle draw {measure.value(middle)}, 8 in 10 from {measure.number(low)} to {measure.number(high)}."
    )


def _value(case: Case, answer: Answer, value: float) -> str:
    if answer.question.kind == "binary":
        return percent(value)
    return Measure(case.issue_by_id[answer.condition.issue].scale).number(value)
