"""Hazards: what happens or does not."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from majlis.case.estimate import Estimate, columns_apart
from majlis.case.fault import kind_of, misfit
from majlis.case.gate import Gate, gates_in
from majlis.case.level import Basis
from majlis.case.value import Number, Record, Text
from majlis.case.variable import VariableId

RATE_COLUMNS = ("value", "low", "high", "shape")
WEEKS_IN = {"week": 1.0, "month": 365.25 / 12 / 7, "year": 365.25 / 7}


def _yes(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else ""
    if word not in ("yes", "no"):
        raise misfit(kind_of(value), "yes or no", "write one of these")
    return word == "yes"


def _gated(text: str) -> str:
    gates_in(text)
    return text


class Hazard(Record):
    """One row of ``hazards.csv``; its estimate is the rate with every cause as at the as-of date.

    Without a rate only decisions and the record bring it about.

    Attributes
    ----------
    per
        The time that the rate (and ``off``) is for.
    off
        The rate when every claim on it is false.
    once
        Whether it happens at most once.
    when
        Gates that must all hold (`majlis.case.gate`).
    span
        Factor between its lowest and highest plausible rate.
    dispersion
        The variance of weekly counts is ``rate + dispersion rate^2``.

    """

    id: VariableId
    title: Text
    estimate: Estimate | None = None
    off: Number | None = None
    per: Literal["week", "month", "year"] = "week"
    once: Annotated[bool, BeforeValidator(_yes)] = False
    when: Annotated[Text, AfterValidator(_gated)] | None = None
    span: Estimate | None = None
    dispersion: Estimate | None = None
    basis: Basis = "judgement"
    about: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, given: Any) -> Any:
        if not isinstance(given, dict) or "estimate" in given:
            return given
        parts, rest = columns_apart(given)
        if any(parts.get(column) is not None for column in RATE_COLUMNS):
            return {**rest, "estimate": parts}
        for column, given_there in (("claims", parts), ("off", rest)):
            if given_there.get(column):
                mend = "fill 'value', or empty this cell"
                raise misfit(f"'{column}' on a hazard without a rate", "a rate", mend, (column,))
        return rest

    @model_validator(mode="after")
    def _possible(self) -> Self:
        for column, what, given, least in (
            ("value", "rate", self.estimate, 0.0),
            ("span", "span", self.span, 1.0),
        ):
            if given is not None and not (given.ends[0] >= least and given.ends[1] > least):
                found = f"a {what} of {given.ends_in_words}"
                raise misfit(found, f"above {least:g}", "correct it, or empty the cell", (column,))
        if self.off is not None and self.off <= 0:
            raise misfit(f"an 'off' rate of {self.off:g}", "above 0", "write a small rate instead", ("off",))
        if self.dispersion is not None and self.dispersion.ends[0] < 0:
            found = f"a dispersion of {self.dispersion.ends_in_words}"
            raise misfit(found, "0 or more", "correct it", ("dispersion",))
        return self

    @property
    def gates(self) -> tuple[Gate, ...]:
        """What ``when`` says, parsed."""
        return () if self.when is None else gates_in(self.when)

    @property
    def weeks(self) -> float:
        """Weeks in the time that the rate is for."""
        return WEEKS_IN[self.per]
