"""Questions: what the case is to answer, and how the answer is read off a run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from majlis.case.day import Day, WholeDay
from majlis.case.fault import kind_of, misfit, shown
from majlis.case.value import Id, Record, Text, number_at

Comparison = Literal["<=", "<", ">=", ">"]
CONDITION = re.compile(
    r"(?P<issue>[A-Za-z0-9][\w-]*)\s*(?:(?P<sign><=|>=|<|>)\s*(?P<point>[-+]?\d+(?:\.\d+)?))?",
    re.ASCII,
)


@dataclass(frozen=True)
class Condition:
    """An issue and, for a yes-or-no question, the side of a point of its scale."""

    issue: str
    comparison: Comparison | None = None
    point: float | None = None


def condition_in(text: str) -> Condition | None:
    """Read ``presence <= 25`` or ``presence``; None where it is neither."""
    match = CONDITION.fullmatch(text.strip())
    if match is None:
        return None
    if match["sign"] is None:
        return Condition(match["issue"])
    return Condition(match["issue"], match["sign"], float(match["point"]))  # type: ignore[arg-type]


def _outcome(value: Any) -> str | float:
    word = value.strip().lower() if isinstance(value, str) else ""
    if word in ("yes", "no"):
        return word
    try:
        return number_at(value, ())
    except PydanticCustomError:
        mend = "leave 'resolved' out while it is open"
        raise misfit(f"{kind_of(value)} as an outcome", "yes, no or a number", mend) from None


class Resolution(Record):
    """How a question ended. Never used by a model; only by scores."""

    outcome: Annotated[str | float, BeforeValidator(_outcome)]
    date: Day | None = None
    source: Text
    note: Text | None = None


class Question(Record):
    """One question; the first of a case is its headline."""

    id: Id
    text: Text
    kind: Literal["binary", "numeric"]
    resolve: Text
    by: WholeDay | None = None
    given: Text | None = None
    note: Text | None = None
    resolved: Resolution | None = None

    @property
    def condition(self) -> Condition:
        """What ``resolve`` says, parsed."""
        condition = condition_in(self.resolve)
        assert condition is not None, "checked when the question was read"
        return condition

    @model_validator(mode="after")
    def _resolvable(self) -> Self:
        condition = condition_in(self.resolve)
        binary = self.kind == "binary"
        if condition is None or (condition.comparison is not None) is not binary:
            form = "ISSUE <= POINT (or <, >=, >)" if binary else "the issue alone"
            mend = _resolve_mend(self.resolve, binary)
            raise misfit(shown(self.resolve), f"{form} in a {self.kind} question", mend, ("resolve",))
        outcome = self.resolved.outcome if self.resolved is not None else None
        if outcome is not None and isinstance(outcome, str) is not binary:
            expected = "yes or no" if binary else "a number"
            found = f"the outcome {kind_of(outcome)} of a {self.kind} question"
            raise misfit(found, expected, "correct it, or the kind of the question", ("resolved", "outcome"))
        return self


def _resolve_mend(text: str, binary: bool) -> str:
    plain = text.replace("≤", "<=").replace("≥", ">=").replace("=<", "<=").replace("=>", ">=")
    condition = condition_in(plain)
    if condition is None:
        return "write the id of an issue, a sign and a point" if binary else "write the id of an issue"
    if binary and condition.comparison is None:
        return f"write {condition.issue} <= POINT, or say 'kind: numeric'"
    if not binary and condition.comparison is not None:
        return f"write {condition.issue}, or say 'kind: binary'"
    return f"write {plain}"
