"""The causal diagram as nodes and arrows, derived from links and from what decisions read and write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from majlis.ensemble.motion.questions import hazards_of
from majlis.report.motion.fan import read_by
from majlis.report.motion.study import InMotion
from majlis.report.motion.variables import POSITIONS, group_of, variable_title
from majlis.report.wording import counted

SEATS = "seats of "


@dataclass(frozen=True)
class Arrow:
    """A cause and its effect.

    ``sign`` is 1 or -1, or 0 where a decision reads the cause. ``strength`` is the mean share of the effect's
    range, ``exists`` the share of draws that hold the arrow; 1 where no claim carries it.
    """

    id: str
    cause: str
    effect: str
    sign: int
    strength: float
    exists: float
    lag: int
    claims: tuple[str, ...]
    basis: str
    reason: str = ""

    @property
    def weight(self) -> float:
        """Its strength times the probability that it exists."""
        return self.strength * self.exists


@dataclass(frozen=True)
class Node:
    """A level, a hazard, or those who sit at one table, and how many arrows it stands from the answer."""

    id: str
    title: str
    group: str
    steps: int


def arrows(found: InMotion) -> tuple[Arrow, ...]:
    """Return every arrow of a case: links, then what gates, votes and sittings read."""
    return (*_links(found), *_decisions(found))


def _links(found: InMotion) -> Iterator[Arrow]:
    run, case = found.run, found.case
    held = {f"{each.kind}:{each.id}": at for at, each in enumerate(run.model.carriers)}
    for link in found.system.assembly.links:
        row = case.link_by_id.get(link.id)
        number = run.model.numbers.named[link.strength]
        column = held.get(f"link:{link.id}")
        yield Arrow(
            link.id,
            link.cause,
            link.effect,
            link.sign,
            float(number.distribution.mean()),
            1.0 if column is None else float(np.mean(run.held[:, column])),
            link.lag,
            () if row is None else row.claims,
            number.basis,
            "" if row is None else row.about or row.reason or "",
        )


def _decisions(found: InMotion) -> Iterator[Arrow]:
    system = found.system
    for hazard in system.hazards:
        for gate in hazard.when:
            name = f"{hazard.id} when {gate.variable}"
            yield _read(name, gate.variable, hazard.id, "a condition for it to happen")
    for vote in system.assembly.votes:
        yield _read(f"{vote.id} {vote.proposal}", vote.proposal, vote.passed, "a vote is called on it")
        for bloc in vote.blocs:
            if bloc.support in system.level_index:
                yield _read(f"{vote.id} {bloc.id}", bloc.support, vote.passed, "votes by it")
    for sitting in system.assembly.sittings:
        table = SEATS + sitting.id
        yield _read(f"{sitting.id} sits", table, sitting.level, "one round of the decision model")
        for seat in sitting.seats:
            if seat.of is not None:
                yield _read(f"{sitting.id} {seat.actor}", seat.of, table, "a delegate carries it on")


def _read(name: str, cause: str, effect: str, reason: str) -> Arrow:
    return Arrow(name, cause, effect, 0, 0.0, 1.0, 1, (), "decision", reason)


def tables_of(found: InMotion) -> dict[str, str]:
    """Return the table at which each level that is a position or a weight is read."""
    level = found.system.level_index
    return {
        name: SEATS + sitting.id
        for sitting in found.system.assembly.sittings
        for seat in sitting.seats
        for name in (seat.position, seat.salience, seat.capability)
        if name in level
    }


def ancestors(found: InMotion, every: tuple[Arrow, ...], most: int) -> tuple[Node, ...]:
    """Return the causes of the headline, nearest first, as many whole steps back as ``most`` nodes allow."""
    into: dict[str, list[str]] = {}
    seated = tables_of(found)
    for arrow in every:
        into.setdefault(seated.get(arrow.effect, arrow.effect), []).append(
            seated.get(arrow.cause, arrow.cause)
        )
    layer = list(_asked(found))
    steps = dict.fromkeys(layer, 0)
    while layer:
        far = max(steps.values()) + 1
        causes = dict.fromkeys(cause for effect in layer for cause in into.get(effect, []))
        layer = [cause for cause in causes if cause not in steps]
        if len(steps) + len(layer) > most:
            break
        steps |= dict.fromkeys(layer, far)
    nodes = [Node(name, *node_name(found, name), far) for name, far in steps.items()]
    order = {group: at for at, group in enumerate(dict.fromkeys(node.group for node in nodes))}
    return tuple(sorted(nodes, key=lambda node: (node.steps, order[node.group])))


def _asked(found: InMotion) -> tuple[str, ...]:
    """Return what the headline asks for: hazards, or the levels that it reads."""
    headline = found.case.questions[0]
    return hazards_of(headline) or tuple(dict.fromkeys(read_by(found, headline.expression)))


def node_name(found: InMotion, name: str) -> tuple[str, str]:
    """Return the title of a node and the heading under which it stands."""
    if not name.startswith(SEATS):
        return variable_title(found.case, found.system, name), group_of(found.case, name)
    sitting = next(s for s in found.system.assembly.sittings if SEATS + s.id == name)
    issue, _, arena = sitting.id.partition("@")
    label = next((each.label for each in found.case.arenas if each.id == arena), arena)
    about = found.case.issue_by_id[issue].label if issue in found.case.issue_by_id else issue
    return f"{counted(len(sitting.seats), 'position')} on {about} in {label}", POSITIONS


def between(found: InMotion, every: tuple[Arrow, ...], nodes: tuple[Node, ...]) -> tuple[Arrow, ...]:
    """Return the arrows between nodes, strongest first; those at one table are one node."""
    seated, known = tables_of(found), {node.id for node in nodes}
    kept = []
    for arrow in every:
        cause, effect = seated.get(arrow.cause, arrow.cause), seated.get(arrow.effect, arrow.effect)
        if cause in known and effect in known and cause != effect:
            kept.append((cause, effect, arrow))
    moved = [replace(arrow, cause=cause, effect=effect) for cause, effect, arrow in kept]
    return tuple(sorted(moved, key=lambda arrow: (-arrow.weight, arrow.id)))
