"""Questions read off a path: what an expression says of a state at its date."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
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
from majlis.case.fault import CaseFaults, Fault, nearest
from majlis.case.question import Question
from majlis.dynamics.state import State
from majlis.dynamics.system import System
from majlis.ensemble.motion.history import week_of

Floats = NDArray[np.float64]
COMPARE = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}


def anchor_name(question: Question) -> str:
    """Return the name of the number that anchors a question."""
    return f"{question.id}.anchor"


def weeks_of(case: Case, question: Question) -> int:
    """Return the week in which a question is decided: its date's, or the last of the run."""
    assert case.motion is not None, "only a case in motion has weeks"
    if question.by is None:
        return case.motion.weeks
    return min(max(week_of(question.by.earliest, case.as_of.earliest), 1), case.motion.weeks)


def hazards_of(question: Question) -> tuple[str, ...]:
    """Return the hazards of a question that asks whether one of several has happened; none for any other."""
    return _happened(question.expression) or ()


def _happened(expression: Expression) -> tuple[str, ...] | None:
    if isinstance(expression, Happened):
        return (expression.hazard,)
    if isinstance(expression, Or):
        parts = [_happened(part) for part in expression.parts]
        return None if None in parts else tuple(name for part in parts if part for name in part)
    return None


def value_of(case: Case, system: System, expression: Expression, then: State, start: State) -> Floats:
    """Evaluate an expression [draw] at a state; ``start`` is the state of the as-of date. True is 1."""

    def of(part: Expression) -> Floats:
        return value_of(case, system, part, then, start)

    draws = len(then.value)
    if isinstance(expression, Number):
        return np.full(draws, expression.value)
    if isinstance(expression, Variable):
        return then.value[:, system.level_index[level_named(case, expression.name)]]
    if isinstance(expression, Count | Happened):
        hazard = system.hazard_index[expression.hazard]
        number = (then.so_far[:, hazard] - start.so_far[:, hazard]).astype(np.float64)
        return number if isinstance(expression, Count) else (number > 0.0).astype(np.float64)
    if isinstance(expression, Sum):
        return sum((sign * of(part) for sign, part in expression.terms), np.zeros(draws))
    if isinstance(expression, Compare):
        return COMPARE[expression.comparison](of(expression.left), of(expression.right)).astype(np.float64)
    if isinstance(expression, Not):
        return 1.0 - of(expression.part)
    parts = np.stack([of(part) for part in expression.parts])
    found: Floats = parts.min(axis=0) if isinstance(expression, And) else parts.max(axis=0)
    return found


def level_named(case: Case, name: str) -> str:
    """Return the level that a name stands for: an issue's id stands for its settlement."""
    return case.settlement(name) if name in case.issue_by_id else name


def check_questions(case: Case, system: System) -> None:
    """Check that expressions name what is there, and that anchors are of hazards with no other anchor.

    Raises
    ------
    CaseFaults
        Naming every expression and anchor at fault.

    """
    faults = list(_anchor_faults(case))
    for row, question in enumerate(case.questions):
        for key, expression in (("resolve", question.expression), ("given", question.premise)):
            place = case.places.at("case", "questions", row, key)
            for found, expected, mend in _unknown(case, system, expression):
                faults.append(Fault(place, found, expected, mend))
    if faults:
        raise CaseFaults(case.id, faults)


def _anchor_faults(case: Case) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for row, question in enumerate(case.questions):
        if question.anchor is None:
            continue
        place = case.places.at("case", "questions", row, "anchor")
        if not hazards_of(question):
            expected = "a question such as happened(a) or happened(b)"
            mend = "remove the anchor, or ask whether a hazard happened"
            yield Fault(place, "an anchor of a question without a hazard", expected, mend)
        for name in hazards_of(question):
            if name in first:
                found = f"a second anchor of '{name}'"
                yield Fault(place, found, f"one (that of '{first[name]}')", "remove one of them")
            first.setdefault(name, question.id)


def _unknown(case: Case, system: System, expression: Expression | None) -> Iterator[tuple[str, str, str]]:
    for part in _leaves(expression):
        if isinstance(part, Variable) and level_named(case, part.name) not in system.level_index:
            mend = nearest(part.name, system.level_index)
            yield f"'{part.name}' at character {part.column}", "an issue or a level", mend
        if isinstance(part, Happened | Count) and part.hazard not in system.hazard_index:
            mend = nearest(part.hazard, system.hazard_index)
            yield f"'{part.hazard}' at character {part.column}", "a hazard", mend


def _leaves(expression: Expression | None) -> Iterator[Expression]:
    if isinstance(expression, And | Or):
        for part in expression.parts:
            yield from _leaves(part)
    elif isinstance(expression, Not):
        yield from _leaves(expression.part)
    elif isinstance(expression, Compare):
        yield from _leaves(expression.left)
        yield from _leaves(expression.right)
    elif isinstance(expression, Sum):
        for _, part in expression.terms:
            yield from _leaves(part)
    elif expression is not None:
        yield expression
