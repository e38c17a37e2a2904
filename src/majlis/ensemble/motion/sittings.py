"""Sittings of a case: who sits, where each stands, and which level the outcome sets."""

from __future__ import annotations

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.dynamics.forms import Assembly, Level, Seat, Sitting
from majlis.ensemble.assembly import Bargain
from majlis.ensemble.motion.numbers import Numbers
from majlis.ensemble.motion.stance_level import stance_level
from majlis.ensemble.variants import SITTING

WEEKS_BETWEEN = 4
"""Weeks between sittings."""


def with_sittings(case: Case, numbers: Numbers, instance: str) -> Assembly:
    """Return one sitting for every bargain of the case, with the levels of its outcome and its positions.

    A position that an actor holds in several arenas is one level.
    """
    static = numbers.static
    parts = Assembly()
    for bargain in static.bargains:
        known = {level.id for level in parts.levels}
        moving = (each for each in _positions(case, numbers, bargain) if each.id not in known)
        parts += Assembly(
            levels=(*moving, _settlement(case, numbers, bargain, instance)),
            sittings=(
                Sitting(
                    id=bargain.name,
                    level=bargain.name,
                    seats=_seats(numbers, bargain),
                    model=case.model or SITTING,
                    every=WEEKS_BETWEEN,
                    concession=f"{instance}.concession",
                    widening=f"{bargain.issue}.widening",
                ),
            ),
        )
    return parts


def _positions(case: Case, numbers: Numbers, bargain: Bargain) -> tuple[Level, ...]:
    names = numbers.static.names
    wanted = {names[column] for column in bargain.position if column >= 0}
    stances = [stance for stance in case.stances if stance.name in wanted]
    return tuple(stance_level(case, numbers, stance) for stance in stances)


def _settlement(case: Case, numbers: Numbers, bargain: Bargain, instance: str) -> Level:
    issue = case.issue_by_id[bargain.issue]
    ends = (issue.scale.low, issue.scale.high)
    own = numbers.add(f"{bargain.name}.own", Estimate(value=sum(ends) / 2.0), "judgement")
    start = None
    if issue.status_quo is not None and case.final_arena(issue.id) == bargain.arena:
        start = f"{issue.id}.status_quo"
    return Level(
        id=bargain.name,
        title=f"{issue.label} as settled in {_label(case, bargain.arena)}",
        unit=issue.scale.unit,
        bottom=ends[0],
        top=ends[1],
        own=own,
        half_life=f"{instance}.implementation",
        start=start,
    )


def _label(case: Case, arena: str) -> str:
    return next(each.label for each in case.arenas if each.id == arena)


def _seats(numbers: Numbers, bargain: Bargain) -> tuple[Seat, ...]:
    static = numbers.static
    earlier = {delegation.actor: delegation for delegation in bargain.delegations}
    seats = []
    for index, actor in enumerate(bargain.actors):
        column, delegation = int(bargain.position[index]), earlier.get(index)
        seats.append(
            Seat(
                actor=actor,
                position=None if column < 0 else static.names[column],
                salience=static.names[int(bargain.salience[index])],
                capability=static.names[int(bargain.capability[index])],
                of=None if delegation is None else static.bargains[delegation.of].name,
                weight=None
                if delegation is None or not delegation.has_own
                else static.names[delegation.weight],
            )
        )
    return tuple(seats)
