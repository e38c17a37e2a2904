"""Questions: what the case is to answer, and how the answer is read off a run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator

from majlis.case.day import Day, WholeDay
from majlis.case.fault import misfit, shown
from majlis.case.value import Id, Record

Comparison = Literal["<=", "<", ">=", ">"]
CONDITION = re.compile(
    r"(?P<issue>[A-Za-z0-9][\w-]*)\s*(?:(?P<sign><=|>=|<|>)\s*(?P<point>[-+]?\d+(?:\.\d+)?))?"
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
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return float(value)
    if str(value).strip() in ("yes", "no"):
        return str(value).strip()
    raise misfit(
        f"the outcome {shown(value)}", "yes, no or a number", "leave 'resolved' out while it is open"
    )


class Resolution(Record):
    """How a question ended. Never used by a model; only by scores."""

    outcome: Annotated[str | float, BeforeValidator(_outcome)]
    date: Day | None = None
    source: str
    note: str | None = None


class Question(Record):
    """One question; the first of a case is its headline."""

    id: Id
    text: str
    kind: Literal["binary", "numeric"]
    resolve: str
    by: WholeDay | None = None
    given: str | None = None
    note: str | None = None
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
        form = "ISSUE <= POINT (or <, >=, >)" if self.kind == "binary" else "ISSUE"
        wanted = self.kind == "binary"
        if condition is None or (condition.comparison is not None) is not wanted:
            raise misfit(
                f"resolve: {shown(self.resolve)}",
                f"{form} in a {self.kind} question",
                "see docs/case-format.md",
            )
        return self
