"""Checks of arenas: who takes part, and whether an issue can be settled."""

from __future__ import annotations

from collections.abc import Iterator

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.case.fault import Fault
from majlis.case.place import Place


def delegates_take_part(case: Case) -> Iterator[Fault]:
    """Yield delegates that do not take part in their arena."""
    for index, arena in enumerate(case.arenas):
        present = {
            actor for a, issue in case.bargains if a == arena.id for actor in case.participants(a, issue)
        }
        for number, delegate in enumerate(arena.delegates):
            if delegate.actor in case.actor_by_id and delegate.actor not in present:
                place = case.places.at("case", "arenas", index, "delegates", number, "actor")
                found = f"the delegate '{delegate.actor}' without a capability in '{arena.id}'"
                yield Fault(
                    place,
                    found,
                    "an actor that takes part there",
                    "add its capability, or remove the delegate",
                )


def arenas_named(case: Case) -> Iterator[Fault]:
    """Yield capabilities that do not say in which arena they hold."""
    for row, stance in enumerate(case.stances):
        if stance.field == "capability" and stance.arena is None and len(case.arenas) > 1:
            arenas = ", ".join(arena.id for arena in case.arenas)
            place = case.places.gap("stances", row, "arena")
            yield Fault(place, "a capability without an arena", f"one of {arenas}", "fill the column 'arena'")


def taking_part(case: Case) -> Iterator[Fault]:
    """Yield actors that take part without a position or a salience."""
    delegated = {
        (arena.id, delegate.actor, issue)
        for arena in case.arenas
        for delegate in arena.delegates
        for origin, issue in case.bargains
        if origin == delegate.of
    }
    for row, stance in enumerate(case.stances):
        if stance.field != "capability":
            continue
        for arena in case.arenas_of(stance):
            key = (stance.actor, stance.issue, arena)
            if case.stance(*key, "position") is None and (arena, stance.actor, stance.issue) not in delegated:
                yield _lacking(case, row, "position")
            if case.stance(*key, "salience") is None:
                yield _lacking(case, row, "salience")


def _lacking(case: Case, row: int, field: str) -> Fault:
    stance = case.stances[row]
    name = f"{stance.actor}.{stance.issue}.{field}"
    found = f"a capability of '{stance.actor}' on '{stance.issue}' without a {field}"
    return Fault(
        case.places.at("stances", row), found, f"a row for {name}", "add it, or remove the capability"
    )


def settled(case: Case) -> Iterator[Fault]:
    """Yield issues that nobody settles, and bargains in which nobody surely has any weight."""
    bargains = set(case.bargains)
    for index, issue in enumerate(case.issues):
        place = case.places.at("case", "issues", index)
        arena = case.final_arena(issue.id)
        if (arena, issue.id) not in bargains and arena in {known.id for known in case.arenas}:
            found = f"the issue '{issue.id}' with no actor that takes part in '{arena}'"
            yield Fault(place, found, "at least one capability", "add stances, or name another arena")
    for arena, name in case.bargains:
        issue_at = next((index for index, issue in enumerate(case.issues) if issue.id == name), 0)
        yield from _powerless(case, arena, name, case.places.at("case", "issues", issue_at))


def _powerless(case: Case, arena: str, issue: str, place: Place) -> Iterator[Fault]:
    for actor in case.participants(arena, issue):
        pair = [case.stance(actor, issue, arena, field) for field in ("capability", "salience")]
        if all(stance is not None and _never_zero(stance.estimate) for stance in pair):
            return
    found = f"no actor on '{issue}' in '{arena}' whose capability and salience are surely above 0"
    yield Fault(place, found, "one at least", "give one actor a capability and a salience above 0")


def _never_zero(estimate: Estimate) -> bool:
    """Tell whether every draw is above 0; a range that begins at 0 is, for 0 itself is never drawn."""
    return all(value > 0 for value, _ in estimate.points) and estimate.ends[1] > 0
