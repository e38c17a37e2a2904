"""Events: what happened, or was threatened, planned or denied."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from majlis.case.actor import Country
from majlis.case.day import Day
from majlis.case.fault import misfit
from majlis.case.value import Id, Ids, Number, Record, Text
from majlis.case.variable import Variable

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


def _size(value: float) -> float:
    if value <= 0:
        raise misfit(f"a size of {value:g}", "above 0", "say how many, or empty the cell")
    return value


class Event(Record):
    """One row of ``events.csv``.

    ``plover`` is the class of the PLOVER ontology (Halterman and others 2023). An event may be ``size``
    occurrences of a ``hazard`` of a case in motion.
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
    hazard: Variable | None = None
    size: Annotated[Number, AfterValidator(_size)] = 1.0
