"""The answer of a run in a few lines of text, or as a fragment of HTML for a notebook."""

from __future__ import annotations

from html import escape

from majlis.case.case import Case
from majlis.ensemble.run import Ensemble
from majlis.explore.drivers import Driver
from majlis.forecast.answer import Answer, Quantiles
from majlis.report.names import named
from majlis.report.wording import Measure, condition_in_words, counted, joined, percent

STRONGEST = 3


def summary(
    ensemble: Ensemble, answers: tuple[Answer, ...], drivers: tuple[Driver, ...], changes: tuple[str, ...]
) -> str:
    """Return the answer to each question, how the models differ and what drives the headline.

    ``drivers`` are those of the headline's issue; ``changes`` the options by which the case was changed.
    """
    case, headline = ensemble.case, answers[0]
    lines = [f"{case.title} (as of {case.as_of})", ""]
    for answer in answers:
        lines += [answer.question.text, f"  {answer_line(case, answer)}", ""]
    models = [f"{name} {_value(case, headline, value)}" for name, value in headline.by_model.items()]
    lines.append(f"By model: {', '.join(models)}.")
    if drivers:
        named_drivers = [f"{named(case, driver.estimate).phrase}" for driver in drivers[:STRONGEST]]
        lines.append(f"Driven most by {joined(named_drivers)}.")
    draws = counted(ensemble.draws, "draw")
    lines.append(f"{draws}, seed {ensemble.seed}, headline model {ensemble.models[0].name}.")
    lines.append("Error spread learned from EU legislation, likely too narrow here.")
    if changes:
        lines.append(f"Changed for this run: {', '.join(changes)}.")
    return "\n".join(lines)


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
    issue = case.issue_by_id[answer.question.condition.issue]
    measure = Measure(issue.scale)
    if answer.direction is not None:
        towards = condition_in_words(answer.question.condition, issue)
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
    return Measure(case.issue_by_id[answer.question.condition.issue].scale).number(value)
