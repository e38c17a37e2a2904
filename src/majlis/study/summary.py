"""The answer of a run in a few lines of text."""

from __future__ import annotations

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
        lines.append(f"Changed for this run: {_edits(result)}.")
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


def _value(answer: Answer, value: float) -> str:
    return f"{value:.0f}" if answer.question.kind == "numeric" else f"{value:.0%}"


def _edits(result: Result) -> str:
    edits = result.edits
    parts = [f"without {', '.join(edits.without)}"] if edits.without else []
    parts += [f"{name} = {value}" for name, value in edits.set.items()]
    parts += [f"without {', '.join(edits.drop)}"] if edits.drop else []
    return "; ".join(parts)
