"""Estimates under the names that a person would use."""

from __future__ import annotations

from dataclasses import dataclass

from majlis.case.case import Case

FIELDS = {
    "position": "stated position",
    "private_position": "private position",
    "salience": "salience",
    "capability": "capability",
}
ISSUE_FIELDS = {
    "status_quo": "status quo",
    "reversion": "no-deal point",
    "widening": "widening of the models' error",
}


@dataclass(frozen=True)
class EstimateName:
    """Who or what an estimate is about, which of its numbers it is, and where it holds."""

    subject: str
    what: str
    issue: str = ""
    arena: str = ""

    @property
    def here(self) -> str:
        """The number where its issue is known: ``capability, in Iraqi politics``."""
        return f"{self.what}, in {self.arena}" if self.arena else self.what

    @property
    def phrase(self) -> str:
        """The number in prose: ``the capability of Iran``."""
        return f"the {self.what} of {self.subject}"

    def __str__(self) -> str:
        where = " in ".join(part for part in (self.issue, self.arena) if part)
        return f"{self.subject}: {self.what}" + (f", {where}" if where else "")


def named(case: Case, estimate: str) -> EstimateName:
    """Return the human name of ``ACTOR.ISSUE[@ARENA].FIELD``, ``ISSUE.FIELD`` or ``ARENA.ACTOR.weight``."""
    parts = estimate.split(".")
    if len(parts) == 2 and parts[0] in case.issue_by_id:
        return EstimateName(case.issue_by_id[parts[0]].label, ISSUE_FIELDS.get(parts[1], parts[1]))
    if len(parts) != 3:
        return EstimateName(estimate, "")
    if parts[2] == "weight":
        return _delegation(case, parts[0], parts[1])
    issue, _, arena = parts[1].partition("@")
    field = FIELDS.get(parts[2], parts[2])
    label = case.issue_by_id[issue].label if issue in case.issue_by_id else issue
    where = arena_label(case, arena) if arena and len(case.arenas) > 1 else ""
    return EstimateName(actor_name(case, parts[0]), field, label, where)


def actor_name(case: Case, actor: str) -> str:
    """Return the name of an actor, or its id where it is unknown."""
    found = case.actor_by_id.get(actor)
    return actor if found is None else found.name


def arena_label(case: Case, arena: str) -> str:
    """Return the label of an arena, or its id where it is unknown."""
    return next((a.label for a in case.arenas if a.id == arena), arena)


def _delegation(case: Case, arena: str, actor: str) -> EstimateName:
    delegates = [d for a in case.arenas if a.id == arena for d in a.delegates if d.actor == actor]
    origin = arena_label(case, delegates[0].of) if delegates else "the earlier arena"
    return EstimateName(actor_name(case, actor), f"share of its position that follows {origin}")
