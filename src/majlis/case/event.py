"""Events: what happened, or was threatened, planned or denied."""

from __future__ import annotations

from typing import Literal

from majlis.case.actor import Country
from majlis.case.day import Day
from majlis.case.value import Id, Ids, Number, Record, Text

Plover = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]


class Event(Record):
    """One row of ``events.csv``.

    ``plover`` is the class of the PLOVER ontology (Halterman and others 2023).
    """

    id: Id
    date: Day
    actor: Id | None = None
    target: Id | None = None
    plover: Plover | None = None
    cameo: Text | None = None
    country: Country | None = None
    status: Literal["occurred", "threatened", "planned", "denied"] = "occurred"
    description: Text
    value: Number | None = None
    unit: Text | None = None
    claims: Ids = ()
    source: Id | None = None
