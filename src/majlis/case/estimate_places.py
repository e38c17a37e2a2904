"""Where the estimates of the tables stand, by the names under which a run sets them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from majlis.case.case import Case

MOVED = {"levels": ("half_life", "noise", "pace", "start"), "hazards": ("span", "dispersion")}


class EstimatePlace(NamedTuple):
    """One estimate: its table, its row, and the field of the record that holds it."""

    table: str
    row: int
    field: str


def estimates_by_name(case: Case) -> dict[str, list[EstimatePlace]]:
    """Return the estimates of stances, levels, hazards, links and parameters by each of their names.

    A stance is ``ACTOR.ISSUE.FIELD`` in every arena that the actor's rows name, ``ACTOR.ISSUE@ARENA.FIELD``
    in one. A level or hazard stands for its own level or rate; ``ID.half_life`` and the like for what else
    its row holds, ``LINK.strength`` for a strength, ``INSTANCE.QUANTITY`` for a parameter.
    """
    found: dict[str, list[EstimatePlace]] = {}
    for name, place in _named(case):
        found.setdefault(name, []).append(place)
    return found


def _named(case: Case) -> Iterator[tuple[str, EstimatePlace]]:
    for row, stance in enumerate(case.stances):
        for name in dict.fromkeys((stance.name, stance.everywhere)):
            yield name, EstimatePlace("stances", row, "estimate")
    for table, fields in MOVED.items():
        for row, record in enumerate(getattr(case, table)):
            yield from _fields(table, row, record, fields)
    for row, link in enumerate(case.links):
        yield f"{link.id}.strength", EstimatePlace("links", row, "strength")
    for row, parameter in enumerate(case.parameters):
        yield parameter.name, EstimatePlace("parameters", row, "estimate")


def _fields(
    table: str, row: int, record: Any, fields: tuple[str, ...]
) -> Iterator[tuple[str, EstimatePlace]]:
    if record.estimate is not None:
        yield record.id, EstimatePlace(table, row, "estimate")
    for field in fields:
        if getattr(record, field) is not None:
            yield f"{record.id}.{field}", EstimatePlace(table, row, field)
