"""The one-file HTML report of a run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from majlis.ensemble.run import Ensemble
from majlis.explore.drivers import Driver
from majlis.forecast.answer import Answer
from majlis.report.claim_card import cards_of
from majlis.report.distribution import distribution
from majlis.report.drivers_chart import drivers_chart
from majlis.report.headline import WARNING, answer_words
from majlis.report.limits import limits, methods, widened
from majlis.report.models_chart import models_chart
from majlis.report.motion.carriers import carried_in_motion
from majlis.report.motion.context import motion_context
from majlis.report.motion.study import InMotion
from majlis.report.names import named
from majlis.report.numbers import case_figures, number_table, tally
from majlis.report.paths import path_charts
from majlis.report.record import (
    carried,
    idle_claims,
    moving_together,
    series_charts,
    source_entries,
    ties,
    timeline,
)
from majlis.report.spectrum import spectra
from majlis.report.wording import capital, day_in_words, joined, opening

if TYPE_CHECKING:
    from jinja2 import Environment

NAMED_DRIVERS = 3
STYLES = ("style.css", "motion.css")


def page(
    ensemble: Ensemble,
    answers: tuple[Answer, ...],
    drivers: dict[str, tuple[Driver, ...]],
    passages: Mapping[str, str],
    changes: tuple[str, ...] = (),
    motion: InMotion | None = None,
) -> str:
    """Return a run as one HTML document that asks for nothing from anywhere and runs no script.

    Parameters
    ----------
    ensemble, answers, drivers
        The run, the answer to every question of its case (the headline first), and what drives each issue.
    passages
        Text of the cited passages by claim; empty when no documents are at hand.
    changes
        What was changed in the case for this run, each as an option of ``majlis run``.
    motion
        The run in motion, of a case that moves; its answers then come first.

    """
    context = _context(ensemble, answers, drivers, passages, motion) | {
        "changes": changes,
        "methods": methods(ensemble, changes, motion is not None),
    }
    return _environment().get_template("report.html.j2").render(context)


def _context(
    ensemble: Ensemble,
    answers: tuple[Answer, ...],
    drivers: dict[str, tuple[Driver, ...]],
    passages: Mapping[str, str],
    motion: InMotion | None,
) -> dict[str, Any]:
    case = ensemble.case
    cards, carries = cards_of(case, passages), carried(case)
    for claim, names in ({} if motion is None else carried_in_motion(motion)).items():
        carries.setdefault(claim, []).extend(names)
    issues = _issues_in_order(ensemble, answers)
    words = [answer_words(ensemble, answer) for answer in answers]
    moving = None if motion is None else motion_context(motion, cards)
    return {
        "style": _style(*STYLES[: 1 if moving is None else 2]),
        "motion": moving,
        "case": case,
        "as_of": day_in_words(case.as_of),
        "warning": f"{WARNING} {capital(widened(case))}.",
        "caveat": opening(case.caveat or ""),
        "headline": words[0] if moving is None else moving["headline"],
        "others": words[1:] if moving is None else [],
        "strongest": _strongest(ensemble, drivers, issues[0]),
        "issues": [case.issue_by_id[issue] for issue in issues],
        "spectra": {issue: spectra(ensemble, issue) for issue in issues},
        "distributions": {issue: distribution(ensemble, issue, answers) for issue in issues},
        "models": {issue: models_chart(ensemble, issue, answers) for issue in issues},
        "paths": {issue: path_charts(ensemble, issue) for issue in issues},
        "drivers": {issue: drivers_chart(case, issue, drivers.get(issue, ())) for issue in issues},
        "tables": {issue: number_table(case, case.issue_by_id[issue], cards) for issue in issues},
        "case_figures": case_figures(case, cards),
        "tally": tally(case),
        "has_passages": bool(passages),
        "carries": carries,
        "sources": source_entries(case, cards, carries),
        "idle": idle_claims(cards, carries),
        "events": timeline(case),
        "series": series_charts(case),
        "ties": ties(case),
        "together": moving_together(case),
        "limits": limits(ensemble, moving is not None),
    }


def _style(*names: str) -> str:
    return "".join((files("majlis.report") / name).read_text(encoding="utf-8") for name in names)


def _issues_in_order(ensemble: Ensemble, answers: tuple[Answer, ...]) -> list[str]:
    """Return the issues that were settled, in the order of the questions."""
    asked = [answer.condition.issue for answer in answers]
    settled = [issue for issue, (bargain, _) in ensemble.assembly.answers.items() if bargain >= 0]
    return sorted(settled, key=lambda issue: asked.index(issue) if issue in asked else len(asked))


def _strongest(ensemble: Ensemble, drivers: dict[str, tuple[Driver, ...]], issue: str) -> str:
    found = drivers.get(issue, ())[:NAMED_DRIVERS]
    return joined([named(ensemble.case, driver.estimate).phrase for driver in found])


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from majlis.report.compiled_templates import CompiledTemplates

    environment = Environment(
        loader=PackageLoader("majlis.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        bytecode_cache=CompiledTemplates.beside_templates(),
    )
    environment.filters["capitalize_first"] = capital
    return environment
