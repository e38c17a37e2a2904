"""Questions: what the case is to answer, and how the answer is read off a run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from majlis.case.day import Day, WholeDay
from majlis.case.estimate import Estimate
from majlis.case.expression import Comparison, Expression, kind, parse
from majlis.case.fault import kind_of, misfit, moved, shown
from majlis.case.value import Id, Record, Text, number_at

CONDITION = re.compile(
    r"(?P<issue>[A-Za-z0-9][\w-]*)\s*(?:(?P<sign><=|>=|<|>)\s*(?P<point>[-+]?\d+(?:\.\d+)?))?",
    re.ASCII,
)
MOVING = re.compile(r"[()@.+]|\b(?:and|or|not)\b| - ")


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


Ending = Annotated[str | float, BeforeValidator(_outcome)]
"""How a question ended: yes, no or a number."""


class Resolution(Record):
    """How a question ended. Never used by a model; only by scores."""

    outcome: Ending
    date: Day | None = None
    source: Text
    note: Text | None = None


class Question(Record):
    """One question; the first of a case is its headline.

    Attributes
    ----------
    resolve
        An expression (`majlis.case.expression`); in a case without motion an issue and a point of its scale,
        or for a numeric question the issue alone.
    undated
        What a static run of a case in motion reads instead of ``resolve``.
    given
        An expression, for a question that is asked only where it holds; plain words without motion.
    anchor
        Probability of yes within the question's time when every state stays as at the as-of date.

    """

    id: Id
    text: Text
    kind: Literal["binary", "numeric"]
    resolve: Text
    undated: Text | None = None
    by: WholeDay | None = None
    given: Text | None = None
    anchor: Estimate | None = None
    note: Text | None = None
    resolved: Resolution | None = None

    @property
    def condition(self) -> Condition | None:
        """What a static run reads: ``undated``, else ``resolve`` where it is of that form."""
        return condition_in(self.undated or self.resolve)

    @property
    def expression(self) -> Expression:
        """What ``resolve`` says, parsed for a run in motion."""
        return parse(self.resolve)

    @property
    def premise(self) -> Expression | None:
        """What ``given`` says, parsed for a run in motion."""
        return None if self.given is None else parse(self.given)

    @model_validator(mode="after")
    def _resolvable(self) -> Self:
        if condition_in(self.resolve) is None and MOVING.search(self.resolve):
            _check_expression(self.resolve, self.kind)
        else:
            _check_condition(self.resolve, self.kind, "resolve")
        if self.undated is not None:
            _check_condition(self.undated, self.kind, "undated")
        self._check_anchor()
        outcome = self.resolved.outcome if self.resolved is not None else None
        if outcome is not None and isinstance(outcome, str) is not (self.kind == "binary"):
            expected = "yes or no" if self.kind == "binary" else "a number"
            found = f"the outcome {kind_of(outcome)} of a {self.kind} question"
            raise misfit(found, expected, "correct it, or the kind of the question", ("resolved", "outcome"))
        return self

    def _check_anchor(self) -> None:
        if self.anchor is None:
            return
        if self.kind == "numeric":
            mend = "remove it; only yes-or-no questions have one"
            raise misfit("an anchor of a numeric question", "none", mend, ("anchor",))
        if not 0.0 < self.anchor.ends[0] <= self.anchor.ends[1] < 1.0:
            found = f"an anchor of {self.anchor.ends_in_words}"
            raise misfit(found, "a probability above 0 and below 1", "correct it", ("anchor",))


def _check_condition(text: str, wanted: str, key: str) -> None:
    """Check what a static run reads: an issue, with a point of its scale in a yes-or-no question."""
    condition = condition_in(text)
    binary = wanted == "binary"
    if condition is None or (condition.comparison is not None) is not binary:
        form = "ISSUE <= POINT (or <, >=, >)" if binary else "the issue alone"
        raise misfit(shown(text), f"{form} in a {wanted} question", _resolve_mend(text, binary), (key,))


def _check_expression(text: str, wanted: str) -> None:
    """Check what a run in motion reads."""
    try:
        found = kind(parse(text))
    except PydanticCustomError as error:
        raise moved(error, ("resolve",)) from None
    if found == "number" and wanted == "binary":
        mend = "compare it with a number, or say 'kind: numeric'"
        raise misfit(
            f"the number {shown(text)}", "something true or false in a binary question", mend, ("resolve",)
        )
    if found == "truth" and wanted == "numeric":
        mend = "name what is counted or measured, or say 'kind: binary'"
        raise misfit(
            f"{shown(text)}, which is true or false", "a number in a numeric question", mend, ("resolve",)
        )


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
