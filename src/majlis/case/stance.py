"""Stances: what an actor wants on an issue, how much it cares, and what it can bring to bear."""

from __future__ import annotations

from typing import Literal

from majlis.case.estimate import Estimated
from majlis.case.value import Id

Field = Literal["position", "private_position", "salience", "capability"]


class Stance(Estimated):
    """One row of ``stances.csv``: one estimate of one field.

    ``arena`` is None where the row holds in every arena in which the actor takes part on the issue.
    """

    actor: Id
    issue: Id
    arena: Id | None = None
    field: Field

    @property
    def name(self) -> str:
        """The estimate's name: ``ACTOR.ISSUE.FIELD`` or ``ACTOR.ISSUE@ARENA.FIELD``."""
        where = f"@{self.arena}" if self.arena else ""
        return f"{self.actor}.{self.issue}{where}.{self.field}"

    @property
    def everywhere(self) -> str:
        """The name without an arena: ``ACTOR.ISSUE.FIELD``."""
        return f"{self.actor}.{self.issue}.{self.field}"
