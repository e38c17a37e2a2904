"""What a KTAB file cannot hold of a case, and what KTAB itself would stumble over, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from majlis.case.actor import Actor
from majlis.case.case import Case
from majlis.case.issue import Issue
from majlis.case.ktab.scenario import FEWEST_ACTORS, LARGEST_CAPABILITY, MOST_ACTORS, KtabActor, Scenario

LISTED = 6


def listed(words: Sequence[str]) -> str:
    """Return words in one list, cut when long."""
    more = [f"and {len(words) - LISTED} more"] if len(words) > LISTED else []
    return ", ".join([*words[:LISTED], *more])


def case_losses(case: Case, arena: str, issues: Sequence[Issue], actors: Sequence[Actor]) -> Iterator[str]:
    """Yield what is lost, a sentence each."""
    yield "lost: labels of scales, questions, dates and reasons; KTAB files have no place for them"
    yield from _outside(case, arena, issues, actors)
    yield from _parts(case)
    chosen = {issue.id for issue in issues}
    present = {actor.id for actor in actors}
    stances = [
        stance
        for stance in case.stances
        if stance.issue in chosen and stance.actor in present and stance.arena in (None, arena)
    ]
    ranges = sum(stance.estimate.ends[0] != stance.estimate.ends[1] for stance in stances)
    if ranges:
        yield f"lost: {_many(ranges, 'range')}; each number is the centre of its estimate"
    private = sum(stance.field == "private_position" for stance in stances)
    if private:
        kept, lost = ("private", "stated") if case.positions == "private" else ("stated", "private")
        yield f"lost: {lost} positions where both are coded; the file holds the {kept} ones"
    scaled = [issue.id for issue in issues if (issue.scale.low, issue.scale.high) != (0.0, 100.0)]
    if scaled:
        yield f"changed: positions on {listed(scaled)} are put on a scale from 0 to 100"
    points = [
        f"{name.replace('_', ' ')} of {issue.id}"
        for issue in issues
        for name in ("status_quo", "reversion", "widening")
        if getattr(issue, name) is not None
    ]
    if points:
        yield f"lost: {listed(points)}"


def _outside(case: Case, arena: str, issues: Sequence[Issue], actors: Sequence[Actor]) -> Iterator[str]:
    others = [each.id for each in case.arenas if each.id != arena]
    if others:
        yield f"lost: what is settled in {listed(others)}; the file holds the arena {arena} (see --arena)"
    chosen = {issue.id for issue in issues}
    left = [issue.id for issue in case.issues if issue.id not in chosen]
    if left:
        yield f"lost: {listed(left)}, not settled in {arena}"
    delegates = [d.actor for each in case.arenas if each.id == arena for d in each.delegates]
    if delegates:
        yield f"lost: that {listed(delegates)} carry settlements of earlier arenas into this one"
    present = {actor.id for actor in actors}
    absent = sum(actor.id not in present for actor in case.actors)
    if absent:
        yield f"lost: {_many(absent, 'actor')} that take no part in {arena}"


def _parts(case: Case) -> Iterator[str]:
    parts = (
        (case.claims, "claim"),
        (case.sources, "source"),
        (case.relations, "relation"),
        (case.events, "event"),
        (case.series, "observation"),
        (case.correlations, "correlation"),
    )
    counts = [_many(len(records), word) for records, word in parts if records]
    if counts:
        yield f"lost: {listed(counts)}"


def scenario_losses(scenario: Scenario) -> Iterator[str]:
    """Yield what KTAB would refuse of a file, or stumble over, though it is written all the same."""
    count = len(scenario.actors)
    if not FEWEST_ACTORS <= count <= MOST_ACTORS:
        yield f"note: KTAB takes {FEWEST_ACTORS} to {MOST_ACTORS} actors; here are {count}"
    idle = [actor.name for actor in scenario.actors if _idle(actor)]
    if idle:
        yield f"note: KTAB stops at an actor without capability or salience: {listed(idle)}"
    strong = [actor.name for actor in scenario.actors if actor.capability > LARGEST_CAPABILITY]
    if strong:
        yield f"note: KTAB takes a capability of at most {LARGEST_CAPABILITY:g}: {listed(strong)}"
    if "'" in scenario.name + scenario.description:
        yield "note: KTAB stops at an apostrophe in the name or description of a scenario"


def _idle(actor: KtabActor) -> bool:
    return actor.capability <= 0 or math.fsum(actor.saliences) <= 0


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'s' if count != 1 else ''}"
