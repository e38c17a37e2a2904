"""Claims: what a source says, in the coder's own words, with the place where it says so."""

from __future__ import annotations

import re
from typing import Any, Literal, Self

from pydantic import model_validator

from majlis.case.day import Day
from majlis.case.fault import misfit, shown
from majlis.case.locator import Locator
from majlis.case.value import Id, Ids, Record, Text

ClaimKind = Literal[
    "stance", "capability", "salience", "relation", "event", "figure", "rule", "cause", "forecast"
]
NEVER_TYPED = "run 'majlis evidence locate'; never type a locator"
OFFSET = re.compile(r"[0-9]{1,9}")
FORM_OF_PART = {
    "start": OFFSET,
    "end": OFFSET,
    "digest": re.compile(r"[0-9a-f]{64}"),
    "before": re.compile(r"[0-9a-f]{16}"),
    "after": re.compile(r"[0-9a-f]{16}"),
}
MEANING_OF_PART = {
    "start": "a number of characters",
    "end": "a number of characters",
    "digest": "64 hexadecimal digits of SHA-256",
    "before": "16 hexadecimal digits of SHA-256",
    "after": "16 hexadecimal digits of SHA-256",
}
LOCATOR_COLUMNS = tuple(FORM_OF_PART)


class Claim(Record):
    """One row of ``claims.csv``; ``credibility`` is the figure of the Admiralty code."""

    id: Id
    kind: ClaimKind
    statement: Text
    source: Id
    locator: Locator | None = None
    speaker: Id | None = None
    reported_by: Id | None = None
    date: Day | None = None
    credibility: Literal["1", "2", "3", "4", "5", "6"] = "6"
    coder: Text | None = None
    cause: Text | None = None
    effect: Text | None = None
    sign: Literal["+", "-", "0"] | None = None
    contradicts: Ids = ()
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _gather_locator(cls, given: Any) -> Any:
        if not isinstance(given, dict) or "locator" in given:
            return given
        parts = {key: given[key] for key in LOCATOR_COLUMNS if given.get(key) not in (None, "")}
        rest = {key: value for key, value in given.items() if key not in LOCATOR_COLUMNS}
        return {**rest, "locator": _locator(parts)} if parts else rest

    @model_validator(mode="after")
    def _whole_cause(self) -> Self:
        for column in ("cause", "effect", "sign") if self.kind == "cause" else ():
            if getattr(self, column) is None:
                mend = f"fill '{column}', or choose another kind"
                raise misfit(f"a causal claim without {column}", "cause, effect and sign", mend, (column,))
        return self


def _locator(parts: dict[str, Any]) -> dict[str, int | str]:
    missing = [column for column in LOCATOR_COLUMNS if column not in parts]
    if missing:
        expected = "start, end, digest, before and after"
        raise misfit(f"a locator without {', '.join(missing)}", expected, NEVER_TYPED, (missing[0],))
    for column, part in parts.items():
        if not FORM_OF_PART[column].fullmatch(str(part)):
            raise misfit(f"{shown(str(part))} as {column}", MEANING_OF_PART[column], NEVER_TYPED, (column,))
    start, end = int(parts["start"]), int(parts["end"])
    if end <= start:
        raise misfit(
            f"an end of {end} for a start of {start}", "an end after the start", NEVER_TYPED, ("end",)
        )
    return {**parts, "start": start, "end": end}
