"""Levels, hazards and mechanisms under the names that a person would use."""

from __future__ import annotations

from majlis.case.case import Case
from majlis.dynamics.mechanisms.registry import get
from majlis.dynamics.system import System
from majlis.report.names import actor_name, named
from majlis.report.wording import capital

OWN = "The case itself"
POSITIONS = "Positions and weights of actors"
SETTLED = "Settlements"


def variable_title(case: Case, system: System, name: str) -> str:
    """Return the title of a level or a hazard, with actors by their names."""
    if name in system.level_index:
        title = system.levels[system.level_index[name]].title
    else:
        title = system.hazards[system.hazard_index[name]].title
    if name.count(".") == 2:
        return str(named(case, name))
    before, colon, last = title.rpartition(": ")
    return capital(f"{before}{colon}{actor_name(case, last)}" if colon else title)


def group_of(case: Case, name: str) -> str:
    """Return under which heading a level or hazard stands: its mechanism, or what else it is."""
    if "@" in name and "." not in name:
        return SETTLED
    if name.count(".") == 2:
        return POSITIONS
    instance, point, _ = name.partition(".")
    use = case.mechanism_by_id.get(instance) if point else None
    if use is None:
        return OWN
    title = get(use.kind).title
    return title if use.kind == use.id else f"{title} ({use.id})"
