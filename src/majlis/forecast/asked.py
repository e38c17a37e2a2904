"""What a question asks, so that two questions about one event are known to be one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from majlis.case.expression import Expression, Not
from majlis.case.question import Question


@dataclass(frozen=True)
class Asked:
    """An event or a quantity, its premise and its date; 'not' in front of an event is taken off."""

    event: Expression
    given: Expression | None
    by: dt.date | None


def asked(question: Question) -> tuple[Asked, bool]:
    """Return what a question asks, and whether it asks for the event (False: for its absence)."""
    event, yes = question.expression, True
    while isinstance(event, Not):
        event, yes = event.part, not yes
    return Asked(event, question.premise, None if question.by is None else question.by.earliest), yes
