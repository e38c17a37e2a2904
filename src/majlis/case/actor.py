"""Actors: who wants, does or says something."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from majlis.case.country import CODES
from majlis.case.fault import misfit, shown
from majlis.case.value import Id, Ids, Record, Text, Whole, Words

Kind = Literal[
    "person",
    "party",
    "bloc",
    "institution",
    "government",
    "state",
    "coalition",
    "armed-group",
    "armed-force",
    "movement",
    "community",
    "group",
    "media",
    "think-tank",
]


def _country(value: Any) -> str:
    code = value.strip().upper() if isinstance(value, str) else ""
    if code not in CODES:
        mend = "look it up in ISO 3166-1 (three letters)"
        raise misfit(f"the country {shown(value)}", "an ISO 3166 alpha-3 code, such as IRQ", mend)
    return code


Country = Annotated[str, BeforeValidator(_country)]


class Actor(Record):
    """One row of ``actors.csv``. Without a stance an actor is part of the alias table only."""

    id: Id
    name: Text
    kind: Kind
    side: Text | None = None
    parent: Id | None = None
    country: Country | None = None
    seats: Whole | None = None
    seats_claims: Ids = ()
    aliases: Words = ()
    note: Text | None = None
