"""A KTAB scenario as a case: one arena, and for each dimension an issue from 0 to 100 with its question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import PurePath
from typing import Literal

from majlis.case.actor import Actor
from majlis.case.actor_table import spread_around
from majlis.case.arena import Arena
from majlis.case.case import Case, with_origin
from majlis.case.day import Day
from majlis.case.estimate import Estimate
from majlis.case.issue import Issue, Scale, ScalePoint
from majlis.case.ktab.accommodation import following
from majlis.case.ktab.ids import ids_of
from majlis.case.ktab.scenario import FULL, Scenario
from majlis.case.place import Places
from majlis.case.question import Question
from majlis.case.source import Source
from majlis.case.stance import Field, Stance

ARENA = "scenario"
SOURCE = "ktab"
UNDATED = Day("1970-01-01")

Naming = Literal["ids", "names"]


def case_of(
    scenario: Scenario,
    as_of: Day = UNDATED,
    naming: Naming = "ids",
    spread: Mapping[str, float] | None = None,
) -> Case:
    """Return a scenario as a case.

    Parameters
    ----------
    scenario
        What a KTAB file says. Its seed has no place in a case; where it has parameters or an accommodation
        matrix, the case asks for the spatial model with them.
    as_of
        Its as-of date, of which KTAB files say nothing.
    naming
        Whether the ids of actors are made from their names, as in a case folder, or are the names themselves,
        as in a settlement.
    spread
        Half-width of a triangular range, by field: for a position a share of the scale, else of the value.

    """
    issues = _issues(scenario)
    names = [actor.name for actor in scenario.actors]
    ids = ids_of(names, "actor") if naming == "ids" else names
    title = title_of(scenario)
    case = Case.model_construct(
        format=1,
        id=ids_of([title], "scenario")[0],
        title=title,
        as_of=as_of,
        summary=scenario.description or None,
        model="spatial" if scenario.parameters or scenario.accommodation else None,
        options=dict(scenario.parameters),
        accommodation=following(scenario.accommodation, ids),
        arenas=(Arena(id=ARENA, label=title),),
        issues=issues,
        questions=tuple(_question(issue) for issue in issues),
        actors=tuple(
            Actor.model_construct(
                id=key, name=actor.name, kind="group", note=_note(actor.name, actor.description)
            )
            for key, actor in zip(ids, scenario.actors, strict=True)
        ),
        stances=_stances(scenario, issues, ids, spread or {}),
        sources=(_source(scenario, as_of),),
    )
    return with_origin(case, _places(scenario), scenario.digest)


def title_of(scenario: Scenario) -> str:
    """Return the name of a scenario, or of its file where it has none."""
    return scenario.name or PurePath(file_name(scenario)).stem or "KTAB scenario"


def file_name(scenario: Scenario) -> str:
    """Return the name of the file as it may stand in a table."""
    return "".join(letter if letter.isprintable() else "?" for letter in scenario.file).strip()


def _note(name: str, description: str) -> str | None:
    return description if description and description != name else None


def _issues(scenario: Scenario) -> tuple[Issue, ...]:
    return tuple(
        Issue(
            id=key,
            label=name,
            scale=Scale(
                low=0.0,
                high=FULL,
                points=(
                    ScalePoint(at=0.0, label=f"low end of {name}"),
                    ScalePoint(at=FULL, label=f"high end of {name}"),
                ),
            ),
        )
        for key, name in zip(ids_of(scenario.dimensions, "dimension"), scenario.dimensions, strict=True)
    )


def _question(issue: Issue) -> Question:
    text = f"Where will {issue.label} settle?"
    return Question(id=issue.id, text=text, kind="numeric", resolve=issue.id)


def _source(scenario: Scenario, as_of: Day) -> Source:
    title = f"KTAB file {file_name(scenario)}"
    return Source(
        id=SOURCE, title=title, date=as_of, reliability="F", note="Positions, saliences, capabilities"
    )


def _stances(
    scenario: Scenario, issues: tuple[Issue, ...], ids: list[str], spread: Mapping[str, float]
) -> tuple[Stance, ...]:
    reason = f"from KTAB file {file_name(scenario)}"
    stances = []

    @cache
    def estimate(field: Field, number: float) -> Estimate:
        low, high = spread_around(field, number, (0.0, FULL), spread)
        return Estimate(value=number, low=low, high=high, reason=reason)

    for key, actor in zip(ids, scenario.actors, strict=True):
        for issue, position, salience in zip(issues, actor.positions, actor.saliences, strict=True):
            numbers: tuple[tuple[Field, Estimate], ...] = (
                ("position", estimate("position", position)),
                ("salience", estimate("salience", salience)),
                ("capability", estimate("capability", actor.capability)),
            )
            for field, drawn in numbers:
                stances.append(
                    Stance.model_construct(actor=key, issue=issue.id, arena=None, field=field, estimate=drawn)
                )
    return tuple(stances)


def _places(scenario: Scenario) -> Places:
    """Say of the parts of the case where they stand in the KTAB file."""
    found = Places()
    for path, place in scenario.places.items():
        kind, row = path[0], path[1]
        if kind == "dimension":
            found.known["case", "issues", row] = place
        elif kind == "actor":
            found.known["actors", row] = place
        elif kind in ("position", "salience"):
            first = 3 * (int(row) * len(scenario.dimensions) + int(path[2]))
            found.known["stances", first + (kind == "salience")] = place
            found.known["stances", first + 2] = scenario.places["capability", row]
    return found
