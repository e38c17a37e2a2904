"""Gates: the conditions under which a hazard can happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from majlis.case.expression import And, Compare, Comparison, Expression, Number, Variable, parse
from majlis.case.fault import misfit, shown

FORM = "VARIABLE >= NUMBER (or >, <, <=), several joined by 'and'"


@dataclass(frozen=True)
class Gate:
    """A condition on a variable: a level's value, or how often a hazard has happened so far."""

    variable: str
    comparison: Comparison
    value: float
    column: int = field(default=1, compare=False)


@lru_cache(maxsize=4_096)
def gates_in(text: str) -> tuple[Gate, ...]:
    """Read ``level >= 0.5 and other < 1``; all gates must hold.

    Raises
    ------
    PydanticCustomError
        A misfit that names what is wrong and the character at which it begins.

    """
    expression = parse(text)
    parts = expression.parts if isinstance(expression, And) else (expression,)
    return tuple(_gate(part, text) for part in parts)


def _gate(part: Expression, text: str) -> Gate:
    if isinstance(part, Compare) and isinstance(part.left, Variable) and isinstance(part.right, Number):
        return Gate(part.left.name, part.comparison, part.right.value, part.column)
    found = f"{shown(text[part.column - 1 :])} at character {part.column}"
    raise misfit(found, FORM, "write one variable, a sign and a number, as in tension >= 0.5")
