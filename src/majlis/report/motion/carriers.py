"""What claims carry in motion, in words: arrows, numbers and events."""

from __future__ import annotations

from majlis.ensemble.motion.support import Carrier
from majlis.report.motion.graph import node_name
from majlis.report.motion.parameters import FIELDS
from majlis.report.motion.study import InMotion
from majlis.report.motion.variables import group_of


def carried_in_motion(found: InMotion) -> dict[str, list[str]]:
    """Return for every claim what it carries in motion."""
    carried: dict[str, list[str]] = {}
    for carrier in found.run.model.carriers:
        for claim in carrier.claims:
            carried.setdefault(claim, []).append(carrier_title(found, carrier))
    return carried


def carrier_title(found: InMotion, carrier: Carrier) -> str:
    """Return what a carrier is, in words."""
    if carrier.kind == "link":
        link = next(each for each in found.system.assembly.links if each.id == carrier.id)
        return f"{node_name(found, link.cause)[0]} → {node_name(found, link.effect)[0]}"
    if carrier.kind == "event":
        event = next(each for each in found.case.events if each.id == carrier.id)
        return f"Event: {event.description}"
    return _number(found, carrier.id)


def _number(found: InMotion, name: str) -> str:
    """Return a number of a level or a hazard of the case, or of a mechanism, in words."""
    owner, _, field = name.rpartition(".")
    if owner in found.system.level_index or owner in found.system.hazard_index:
        return f"{node_name(found, owner)[0]}: {FIELDS.get(field, field)}"
    return f"{group_of(found.case, name)}: {field.replace('_', ' ')}"
