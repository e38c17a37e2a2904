"""The answer of a run in a few lines of text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from majlis.forecast.answer import Answer

if TYPE_CHECKING:
    from majlis.study.result import Result


def summary(result: Result) -> str:
    """Return the case, the answer to each question, how the models differ and what drives the headline."""
    case, ensemble = result.case, result.ensemble
    lines = [f"{case.title} (as of {case.as_of})", ""]
    for answer in result.answers:
        lines += [answer.question.text, f"  {answer_line(answer)}", ""]
    headline = result.answers[0]
    lines.append(
        "By model: " + ", ".join(f"{name} {_value(headline, v)}" for name, v in headline.by_model.items())
    )
    strongest = result.drivers[headline.question.condition.issue][:3]
    if strongest:
        lines.append(
            "Driven most by: " + ", ".join(f"{d.estimate} ({d.correlation:+.2f})" for d in strongest)
        )
    lines.append(f"{ensemble.draws:,} draws, seed {ensemble.seed}, headline model {ensemble.models[0].name}.")
    lines.append("Error spread learned from EU legislation, likely too narrow here.")
    if result.edits:
        lines.append(f"Changed for this run: {', '.join(result.edits.as_options())}.")
    return "\n".join(lines)


def answer_line(answer: Answer) -> str:
    """Return the number and the word of one answer."""
    if answer.direction is not None:
        direction = answer.direction
        low, middle, high = direction.quantiles.values()
        return (
            f"{direction.share:.0%} of draws land at {direction.towards}: {answer.words}. "
            f"Landing {middle:.0f}, 8 in 10 between {low:.0f} and {high:.0f}."
        )
    if answer.quantiles is not None:
        low, middle, high = answer.quantiles.values()
        return f"{middle:.0f}, 8 in 10 draws between {low:.0f} and {high:.0f}."
    return f"{answer.probability:.0%}: {answer.words}."


def summary_html(result: Result) -> str:
    """Return the answers and the models side by side as a fragment of HTML, for a notebook."""
    rows = "".join(
        f"<tr><td>{escape(answer.question.text)}</td><td>{escape(answer_line(answer))}</td></tr>"
        for answer in result.answers
    )
    headline = result.answers[0]
    names = "".join(f"<th>{escape(name)}</th>" for name in headline.by_model)
    values = "".join(f"<td>{_value(headline, value)}</td>" for value in headline.by_model.values())
    return (
        f"<p><b>{escape(result.case.title)}</b>, as of {result.case.as_of}; "
        f"{result.ensemble.draws:,} draws, seed {result.ensemble.seed}</p>"
        f"<table><thead><tr><th>question</th><th>answer</th></tr></thead><tbody>{rows}</tbody></table>"
        f"<table><thead><tr>{names}</tr></thead><tbody><tr>{values}</tr></tbody></table>"
    )


def _value(answer: Answer, value: float) -> str:
    return f"{value:.0f}" if answer.question.kind == "numeric" else f"{value:.0%}"
