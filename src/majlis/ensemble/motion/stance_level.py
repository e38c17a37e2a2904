"""The level that a stance becomes when something moves it."""

from __future__ import annotations

from majlis.case.case import Case
from majlis.case.motion import MechanismUse
from majlis.case.stance import Stance
from majlis.dynamics.forms import Level, Quantity
from majlis.ensemble.motion.numbers import Numbers

FULL = 100.0
"""Top of the scale of salience."""


def stance_level(case: Case, numbers: Numbers, stance: Stance) -> Level:
    """Return the level of a stance, its numbers added to those of the case."""
    issue = case.issue_by_id[stance.issue]
    salience, capability = stance.field == "salience", stance.field == "capability"
    bottom, top = issue.scale.low, issue.scale.high
    if salience or capability:
        bottom, top = 0.0, FULL if salience else _most(case, stance)
    if stance.name not in numbers.static.names:
        numbers.add(stance.name, stance.estimate, "judgement", ends=(bottom, top))
    return Level(
        id=stance.name,
        title=f"{stance.field.replace('_', ' ')} of {stance.actor} on {stance.issue}",
        unit="points",
        bottom=bottom,
        top=top,
        own=stance.name,
        half_life=_half_life(case, numbers, stance),
    )


def bargaining(case: Case) -> list[MechanismUse]:
    """Return the mechanisms of a case in which stances bargain."""
    motion = case.motion
    return [] if motion is None else [use for use in motion.mechanisms if use.kind == "bargaining"]


def _most(case: Case, stance: Stance) -> float:
    """Return the top of a capability's range: twice the largest coded on its issue and arena."""
    rows = [
        each
        for each in case.stances
        if (each.field, each.issue, each.arena) == ("capability", stance.issue, stance.arena)
    ]
    return 2.0 * max(row.estimate.ends[1] for row in rows)


def _half_life(case: Case, numbers: Numbers, stance: Stance) -> str:
    """Return the half-life of a stance: the bargaining mechanism's, or half a year where there is none."""
    field = "position" if stance.field in ("position", "private_position") else "weight"
    for use in bargaining(case):
        return f"{use.id}.{field}_half_life"
    name = f"{stance.name}.half_life"
    numbers.add_quantity(Quantity(name, 26.0, 13.0, 52.0, "weeks", "judgement", "no mechanism says"))
    return name
