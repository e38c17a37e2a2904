"""The case: everything that was coded about one contested decision."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, JsonValue, PrivateAttr

from majlis.case.actor import Actor
from majlis.case.arena import Arena
from majlis.case.claim import Claim
from majlis.case.correlation import Correlation
from majlis.case.day import WholeDay
from majlis.case.event import Event
from majlis.case.fault import misfit, shown
from majlis.case.following import Following
from majlis.case.hazard import Hazard
from majlis.case.issue import Issue
from majlis.case.level import Level
from majlis.case.link import Link
from majlis.case.motion import MechanismUse, Motion
from majlis.case.parameter import Parameter
from majlis.case.place import Places
from majlis.case.question import Question
from majlis.case.relation import Relation
from majlis.case.series import Observation
from majlis.case.source import Source
from majlis.case.stance import Stance
from majlis.case.value import Id, Record, Text

FORMAT = 1


def _format(value: Any) -> int:
    if str(value).strip() != str(FORMAT):
        mend = f"write 'format: {FORMAT}'; a later format needs a later majlis"
        raise misfit(f"{shown(value)} as the format", f"{FORMAT}", mend)
    return FORMAT


class Outline(Record):
    """What ``case.yaml`` holds: the structure and the prose of a case."""

    format: Annotated[Literal[1], BeforeValidator(_format)]
    id: Id
    title: Text
    as_of: WholeDay
    summary: Text | None = None
    caveat: Text | None = None
    positions: Literal["stated", "private"] = "stated"
    model: Text | None = None
    options: dict[Text, JsonValue] = Field(default_factory=dict)
    arenas: Annotated[tuple[Arena, ...], Field(min_length=1)]
    issues: Annotated[tuple[Issue, ...], Field(min_length=1)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    motion: Motion | None = None


class Case(Outline):
    """One contested decision, read and checked.

    A case is frozen; `majlis.case.edit` makes changed copies. ``places`` knows where each value stands in its
    file, and ``digest`` is the SHA-256 of the files it was read from.
    """

    actors: tuple[Actor, ...]
    stances: tuple[Stance, ...]
    relations: tuple[Relation, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    series: tuple[Observation, ...] = ()
    correlations: tuple[Correlation, ...] = ()
    levels: tuple[Level, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    links: tuple[Link, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    accommodation: tuple[Following, ...] = ()

    _places: Places = PrivateAttr(default_factory=Places)
    _digest: str = PrivateAttr(default="")
    _switched_off: frozenset[str] = PrivateAttr(default=frozenset())

    @property
    def places(self) -> Places:
        """Where each value stands in the files."""
        return self._places

    @property
    def digest(self) -> str:
        """SHA-256 of the files that the case was read from."""
        return self._digest

    @property
    def switched_off(self) -> frozenset[str]:
        """Claims that count as false (`majlis.case.edit.switch_off`)."""
        return self._switched_off

    @property
    def model_options(self) -> dict[str, str]:
        """Options of the headline model as text, as ``--option`` takes them."""
        return {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in self.options.items()
        }

    @cached_property
    def actor_by_id(self) -> dict[str, Actor]:
        """Actors by their id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def issue_by_id(self) -> dict[str, Issue]:
        """Issues by their id."""
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """Claims by their id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by their id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def level_by_id(self) -> dict[str, Level]:
        """Levels by their id."""
        return {level.id: level for level in self.levels}

    @cached_property
    def hazard_by_id(self) -> dict[str, Hazard]:
        """Hazards by their id."""
        return {hazard.id: hazard for hazard in self.hazards}

    @cached_property
    def link_by_id(self) -> dict[str, Link]:
        """Links by their id."""
        return {link.id: link for link in self.links}

    @cached_property
    def mechanism_by_id(self) -> dict[str, MechanismUse]:
        """Mechanisms at work, by their id; none in a case without motion."""
        return {} if self.motion is None else {use.id: use for use in self.motion.mechanisms}

    @cached_property
    def bargains(self) -> tuple[tuple[str, str], ...]:
        """Pairs of arena and issue in which an actor has a capability, in the order of the arenas."""
        coded = {
            (arena, stance.issue)
            for stance in self.stances
            if stance.field == "capability"
            for arena in self.arenas_of(stance)
        }
        return tuple((a.id, i.id) for a in self.arenas for i in self.issues if (a.id, i.id) in coded)

    def arenas_of(self, stance: Stance) -> Iterator[str]:
        """Yield the arenas that a capability row speaks of."""
        if stance.arena is not None:
            yield stance.arena
        elif len(self.arenas) == 1:
            yield self.arenas[0].id

    def final_arena(self, issue: str) -> str:
        """Return the arena whose settlement is the answer on an issue."""
        return self.issue_by_id[issue].arena or self.arenas[-1].id

    @cached_property
    def questions_at_rest(self) -> tuple[Question, ...]:
        """Questions that a static run can answer: those with a condition on an issue."""
        return tuple(q for q in self.questions if q.condition and q.condition.issue in self.issue_by_id)

    def settlement(self, issue: str) -> str:
        """Return the variable ``ISSUE@ARENA`` for which an issue's id alone stands."""
        return f"{issue}@{self.final_arena(issue)}"

    def participants(self, arena: str, issue: str) -> tuple[str, ...]:
        """Return the actors with a capability in an arena on an issue, in the order of ``actors.csv``."""
        present = self._present.get((arena, issue), set())
        return tuple(actor.id for actor in self.actors if actor.id in present)

    @cached_property
    def _present(self) -> dict[tuple[str, str], set[str]]:
        present: dict[tuple[str, str], set[str]] = {}
        for stance in self.stances:
            if stance.field == "capability":
                for arena in self.arenas_of(stance):
                    present.setdefault((arena, stance.issue), set()).add(stance.actor)
        return present

    def stance(self, actor: str, issue: str, arena: str, field: str) -> Stance | None:
        """Return the row that holds in an arena: one that names the arena before one that does not."""
        return self._stance_by_key.get((actor, issue, arena, field)) or self._stance_by_key.get(
            (actor, issue, None, field)
        )

    @cached_property
    def _stance_by_key(self) -> dict[tuple[str, str, str | None, str], Stance]:
        return {(s.actor, s.issue, s.arena, s.field): s for s in self.stances}

    def __repr__(self) -> str:
        with_stance = len({stance.actor for stance in self.stances})
        return (
            f"<Case {self.id}: {self.title}, as of {self.as_of}; {with_stance} actors with a stance, "
            f"{len(self.stances)} estimates, {len(self.claims)} claims, {len(self.sources)} sources>"
        )

    __str__ = __repr__

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(f"<li>{escape(question.text)}</li>" for question in self.questions)
        head = f"<p><b>{escape(self.title)}</b> ({escape(self.id)}), as of {self.as_of}</p>"
        return f"{head}<ul>{rows}</ul><p>{escape(repr(self))}</p>"


def with_origin(case: Case, places: Places, digest: str, switched_off: frozenset[str] = frozenset()) -> Case:
    """Attach to a case where its values stand, the digest of its files and the claims switched off."""
    case._places = places
    case._digest = digest
    case._switched_off = switched_off
    return case
