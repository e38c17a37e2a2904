"""The page of scores, in Markdown, from what ``majlis score --json`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from majlis.forecast.baselines import BASELINES
from majlis.forecast.verbal_probability import verbal_probabilities
from majlis.report.wording import fine_percent

if TYPE_CHECKING:
    from jinja2 import Environment


def score_page(found: Mapping[str, Any]) -> str:
    """Return the scores of some cases as a page.

    Parameters
    ----------
    found
        What `majlis.study.score.scores_json` returns.

    """
    experts = sorted((row for case in found["cases"] for row in case["experts"]), key=lambda row: row["id"])
    words = tuple(verbal_probabilities().values())
    template = _environment().get_template("scores.md.j2")
    return template.render(found=found, baselines=BASELINES.items(), experts=experts, words=words)


def said(answer: Mapping[str, Any]) -> str:
    """Write an answer: a probability, or a median with the interval that holds 80 %."""
    if "quantiles" in answer:
        low, middle, high = answer["quantiles"].values()
        return f"{middle:,.4g} ({low:,.4g} to {high:,.4g})"
    return fine_percent(answer["probability"]) if "probability" in answer else "no answer"


def with_score(answer: Mapping[str, Any]) -> str:
    """Write an answer and its score; a dash where there is none."""
    if "crps" in answer:
        return f"{said(answer)}: {answer['crps']:,.4g}"
    return f"{said(answer)}: {answer['brier']:.3f}" if "brier" in answer else "–"


def cell(text: object) -> str:
    """Write a text so that it stays in its cell of a table."""
    return " ".join(str(text).replace("|", "\\|").split())


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("majlis.report"),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "fine_percent": fine_percent,
        "said": said,
        "with_score": with_score,
        "cell": cell,
    }
    return environment
