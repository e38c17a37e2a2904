"""Every question with its forecast, its condition and what it is anchored to."""

from __future__ import annotations

from dataclasses import dataclass

from majlis.case.expression import (
    And,
    Compare,
    Count,
    Expression,
    Happened,
    Not,
    Number,
    Or,
    Sum,
    Variable,
)
from majlis.ensemble.motion.questions import level_named
from majlis.forecast.moving import MovingAnswer
from majlis.report.motion.fan import read_by
from majlis.report.motion.headline import basis_of, large_number
from majlis.report.motion.study import InMotion
from majlis.report.motion.variables import variable_title
from majlis.report.wording import day_in_words, joined, percent, plain_number, sentence

SIGNS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}


@dataclass(frozen=True)
class QuestionRow:
    """One question; ``anchor`` and ``basis`` say what its rate was set to and why."""

    id: str
    text: str
    by: str
    number: str
    word: str
    under: str
    error: str
    given: str
    anchor: str
    basis: str
    support: str
    reason: str
    note: str


def question_rows(found: InMotion) -> tuple[QuestionRow, ...]:
    """Return every question but the headline."""
    return tuple(_row(found, answer) for answer in found.answers[1:])


def _row(found: InMotion, answer: MovingAnswer) -> QuestionRow:
    question = answer.question
    number, under = large_number(answer)
    anchor, basis, kind, reason = _anchor(found, answer)
    return QuestionRow(
        id=question.id,
        text=question.text.strip(),
        by=day_in_words(question.by),
        number=number,
        word=answer.words or "",
        under=under,
        error=_error(answer),
        given=_given(found, answer),
        anchor=anchor,
        basis=basis,
        support=kind,
        reason=reason,
        note=sentence(question.note) if question.note else "",
    )


def _error(answer: MovingAnswer) -> str:
    if answer.probability is not None:
        return f"± {100.0 * answer.monte_carlo_se:.1f} points"
    return f"mean ± {plain_number(answer.monte_carlo_se)}" if answer.quantiles else ""


def _given(found: InMotion, answer: MovingAnswer) -> str:
    premise = answer.question.premise
    if premise is None:
        return ""
    return f"Given that {said(found, premise)}: in {percent(answer.asked)} of draws."


def _anchor(found: InMotion, answer: MovingAnswer) -> tuple[str, str, str, str]:
    """Return a question's own anchor, its basis and its reason; else where its level comes from."""
    question = answer.question
    if question.anchor is not None:
        low, high = question.anchor.ends
        written = f"{percent(question.anchor.centre)} ({percent(low)} to {percent(high)})"
        return written, basis_of(question), question.anchor.support, question.anchor.reason or ""
    if question.kind == "numeric":
        return "", "a number has no anchor", "", ""
    return "", _elsewhere(found, answer), "", ""


def _elsewhere(found: InMotion, answer: MovingAnswer) -> str:
    """Say what sets the level of a question without an anchor of its own."""
    anchored = {hazard: number for number, prior in enumerate(found.run.priors) for hazard in prior.hazards}
    read = set(read_by(found, answer.question.expression))
    if read and read <= set(anchored):
        owners = sorted({anchored[name] for name in read})
        names = [found.run.priors[number].question for number in owners]
        return f"by the anchor of {joined([f'“{name}”' for name in names])}"
    if read & set(found.system.hazard_index):
        return "none: by the rates of its events"
    return "none: read off the levels"


def said(found: InMotion, expression: Expression) -> str:
    """Return an expression in words."""
    if isinstance(expression, Happened):
        return f"“{_title(found, expression.hazard)}” happens"
    if isinstance(expression, Count):
        return f"the number of “{_title(found, expression.hazard)}”"
    if isinstance(expression, Variable):
        return f"“{_title(found, level_named(found.case, expression.name))}”"
    if isinstance(expression, Number):
        return plain_number(expression.value)
    if isinstance(expression, Not):
        return f"it is not so that {said(found, expression.part)}"
    if isinstance(expression, Compare):
        left, right = said(found, expression.left), said(found, expression.right)
        return f"{left} is {SIGNS[expression.comparison]} {right}"
    if isinstance(expression, Sum):
        parts = [("" if sign > 0 else "minus ") + said(found, part) for sign, part in expression.terms]
        return " plus ".join(parts).replace("plus minus", "minus")
    assert isinstance(expression, And | Or), "no other form is left"
    word = " and " if isinstance(expression, And) else " or "
    return word.join(said(found, part) for part in expression.parts)


def _title(found: InMotion, name: str) -> str:
    return variable_title(found.case, found.system, name)
