"""Claims: what a source says, in the coder's own words, with the place where it says so."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from majlis.case.day import Day
from majlis.case.fault import misfit
from majlis.case.locator import Locator
from majlis.case.value import Id, Ids, Record, Whole

ClaimKind = Literal[
    "stance", "capability", "salience", "relation", "event", "figure", "rule", "cause", "forecast"
]
LOCATOR_COLUMNS = ("start", "end", "digest", "before", "after")


class Claim(Record):
    """One row of ``claims.csv``; ``credibility`` is the figure of the Admiralty code."""

    id: Id
    kind: ClaimKind
    statement: str
    source: Id
    locator: Locator | None = None
    speaker: Id | None = None
    reported_by: Id | None = None
    date: Day | None = None
    credibility: Literal["1", "2", "3", "4", "5", "6"] = "6"
    coder: str | None = None
    cause: str | None = None
    effect: str | None = None
    sign: Literal["+", "-", "0"] | None = None
    contradicts: Ids = ()
    note: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _gather_locator(cls, given: Any) -> Any:
        if not isinstance(given, dict) or "locator" in given:
            return given
        parts = {key: given[key] for key in LOCATOR_COLUMNS if given.get(key) not in (None, "")}
        rest = {key: value for key, value in given.items() if key not in LOCATOR_COLUMNS}
        if not parts:
            return rest
        missing = [column for column in LOCATOR_COLUMNS if column not in parts]
        if missing:
            raise misfit(
                f"a locator without {', '.join(missing)}",
                "start, end, digest, before and after",
                "run 'majlis evidence locate'; never type a locator",
            )
        return {**rest, "locator": {**parts, "start": _offset(parts["start"]), "end": _offset(parts["end"])}}

    @model_validator(mode="after")
    def _whole_cause(self) -> Claim:
        if self.kind == "cause" and not (self.cause and self.effect and self.sign):
            raise misfit(
                "a causal claim without cause, effect or sign",
                "all three",
                "fill them, or choose another kind",
            )
        return self


def _offset(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdigit() else value


__all__ = ["LOCATOR_COLUMNS", "Claim", "ClaimKind", "Whole"]
