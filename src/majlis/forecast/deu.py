"""Decisions of the European Union with known outcomes (DEU III): reading, and who counts for how much.

Conventions. The capability of a member is its votes in the Council in the year of adoption (up to 2004, or
2005 to 2014), from 2015 its population; where the year of adoption is not known that of introduction is
taken, else 2007. No number for the period: capability 0. Commission (``com``) and Parliament (``ep``) have
the capability of the largest member that has a position on the issue. Actors without a position or without a
salience, and issues without an outcome, are left out.

Source: Arregui, J. and C. Perarnaud (2021), DEU III, doi:10.34810/data53, CC BY 4.0; the part that is shipped
is described in ``majlis/cases/deu3/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from majlis.case.table_file import Headings
from majlis.forecast.decision import Decision
from majlis.forecast.deu_table import Rows

INSTITUTIONS = ("com", "ep")
USUAL_YEAR = 2007
FULL = 100.0
PERIODS = (
    (2004, "votes_to_2004"),
    (2014, "votes_2005_2014"),
    (9999, "population_millions_from_2015"),
)
ISSUE_COLUMNS = (
    "issue_id", "proposal_id", "proposal", "type", "council", "procedure", "council_vote",
    "introduced", "adopted", "n_actors", "reference_point", "outcome",
)  # fmt: skip
ISSUES = Headings(ISSUE_COLUMNS, ("issue_id", "proposal_id", "introduced", "adopted", "outcome"))
POSITION_COLUMNS = ("issue_id", "actor", "position", "salience")
POSITIONS = Headings(POSITION_COLUMNS, POSITION_COLUMNS)
CAPABILITY_COLUMNS = ("actor", *(column for _, column in PERIODS))
CAPABILITIES = Headings(CAPABILITY_COLUMNS, CAPABILITY_COLUMNS)

Capabilities = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Stand:
    """Where one actor stands (0 to 100) and how much it cares (0 to 1; None where nobody said)."""

    actor: str
    position: float
    salience: float | None


@dataclass(frozen=True)
class Tables:
    """The three files that a validation reads."""

    issues: Path
    positions: Path
    capabilities: Path

    @classmethod
    def shipped(cls) -> Tables:
        """Return the part that comes with Majlis."""
        folder = Path(str(files("majlis") / "cases" / "deu3"))
        return cls(*(folder / f"{name}.csv" for name in ("issues", "positions", "capabilities")))


@dataclass(frozen=True)
class Reading:
    """Decisions read from tables, and what a reader should know of what was left out."""

    decisions: tuple[Decision, ...]
    notes: tuple[str, ...]


def read_decisions(tables: Tables) -> Reading:
    """Read every issue that has an outcome and somebody with weight.

    Raises
    ------
    CaseFaults
        With every fault of the first table that has any, each with line and column.

    """
    rows = Rows.read(tables.issues, ISSUES)
    rows.once(("issue_id",))
    capabilities = _capabilities(Rows.read(tables.capabilities, CAPABILITIES))
    stands = _stands(Rows.read(tables.positions, POSITIONS))
    found = [_decision(rows, index, stands, capabilities) for index in range(len(rows.rows))]
    rows.stop_on_faults()
    decisions = [decision for decision in found if decision is not None]
    if not any(decision.settleable for decision in decisions):
        rows.fault(
            0, "outcome", "no issue that can be scored", "outcomes, and actors with weight", "add them"
        )
        rows.stop_on_faults()
    known = {row["issue_id"] for row in rows.rows}
    notes = _notes(decisions, stands, known, capabilities)
    return Reading(tuple(decision for decision in decisions if decision.settleable), notes)


def _capabilities(rows: Rows) -> dict[str, dict[str, float]]:
    """Return the numbers of each actor by column; empty cells are left out."""
    rows.once(("actor",))
    found: dict[str, dict[str, float]] = {}
    for index in range(len(rows.rows)):
        numbers = {column: rows.number(index, column) for _, column in PERIODS}
        found[rows.text(index, "actor")] = {
            column: number for column, number in numbers.items() if number is not None
        }
    rows.stop_on_faults()
    return found


def _stands(rows: Rows) -> dict[str, list[Stand]]:
    """Return those who have a position, by issue."""
    rows.once(("issue_id", "actor"))
    found: dict[str, list[Stand]] = {}
    for index in range(len(rows.rows)):
        issue, actor = rows.text(index, "issue_id"), rows.text(index, "actor")
        position, salience = (rows.number(index, column, FULL) for column in ("position", "salience"))
        if position is not None:
            share = None if salience is None else salience / FULL
            found.setdefault(issue, []).append(Stand(actor, position, share))
    rows.stop_on_faults()
    return found


def _decision(
    rows: Rows, index: int, stands: Mapping[str, list[Stand]], capabilities: Capabilities
) -> Decision | None:
    issue, proposal = rows.text(index, "issue_id"), rows.text(index, "proposal_id")
    years = [rows.year(index, column) for column in ("adopted", "introduced")]
    status_quo, outcome = (rows.number(index, column, FULL) for column in ("reference_point", "outcome"))
    if outcome is None:
        return None
    there = stands.get(issue, [])
    if not there and issue:
        rows.fault(index, "issue_id", f"issue '{issue}' without positions", "positions", "give its positions")
        return None
    year = next((year for year in years if year is not None), USUAL_YEAR)
    capability = capability_of([stand.actor for stand in there], year, capabilities)
    counted = [k for k, stand in enumerate(there) if stand.salience is not None]
    return Decision(
        issue=issue,
        proposal=proposal,
        actors=tuple(there[k].actor for k in counted),
        position=np.array([there[k].position for k in counted]),
        salience=np.array([there[k].salience for k in counted], dtype=np.float64),
        capability=np.array([capability[k] for k in counted]),
        status_quo=status_quo,
        outcome=outcome,
    )


def capability_of(actors: list[str], year: int, capabilities: Capabilities) -> list[float]:
    """Return the capability of each actor that has a position, in a year."""
    column = next(column for last, column in PERIODS if year <= last)
    own = [capabilities.get(actor, {}).get(column, 0.0) for actor in actors]
    largest = max(
        (number for actor, number in zip(actors, own, strict=True) if actor not in INSTITUTIONS), default=0.0
    )
    # Where no member has a position the institutions are alone, and equal.
    shared = largest or 1.0
    return [shared if actor in INSTITUTIONS else number for actor, number in zip(actors, own, strict=True)]


def _notes(
    decisions: list[Decision],
    stands: Mapping[str, list[Stand]],
    known: set[str],
    capabilities: Capabilities,
) -> tuple[str, ...]:
    """Say what was left out that a misspelling could explain."""
    notes = []
    weightless = [decision.issue for decision in decisions if not decision.settleable]
    if weightless:
        notes.append(
            f"left out, since no actor has both capability and salience: {', '.join(weightless[:8])}"
            f"{' …' if len(weightless) > 8 else ''}"
        )
    strangers = sorted(
        {stand.actor for issue in known for stand in stands.get(issue, [])} - {*capabilities, *INSTITUTIONS}
    )
    if strangers:
        notes.append(f"capability 0, since the table of capabilities lacks them: {', '.join(strangers[:8])}")
    strays = len(set(stands) - known)
    if strays:
        notes.append(f"positions on {strays} issues that the table of issues lacks were not used")
    return tuple(notes)
