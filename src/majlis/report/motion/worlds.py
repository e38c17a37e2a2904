"""Rival worlds side by side: claims that cannot hold together, and what questions say where each holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from majlis.forecast.moving import NONE_HOLDS, MovingAnswer
from majlis.report.claim_card import Card
from majlis.report.motion.study import InMotion
from majlis.report.wording import capital, percent, plain_number, short_percent

MOVED = 3.0
"""Standard errors by which a question must differ between two states to be shown unfolded."""
SHOWN = 6
"""Questions beside the headline that are shown unfolded."""


@dataclass(frozen=True)
class State:
    """One reading of a world: the claim that holds, or none of them; what the question says there."""

    claim: str
    label: str
    value: float


@dataclass(frozen=True)
class WorldStates:
    """One question in every state of one world."""

    id: str
    title: str
    states: tuple[State, ...]


@dataclass(frozen=True)
class Column:
    """A claim that may hold in a world, or none of them: its card, and how probable the case makes it."""

    claim: str
    statement: str
    card: Card | None
    share: str


@dataclass(frozen=True)
class WorldRow:
    """What one question says in each state; ``moved`` is the largest difference in standard errors."""

    question: str
    headline: bool
    numeric: bool
    values: tuple[str, ...]
    moved: float


@dataclass(frozen=True)
class WorldTable:
    """One world: its claims, and every question in each of them; those that differ clearly first."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[WorldRow, ...]
    quiet: tuple[WorldRow, ...]


def world_states(found: InMotion, column: int) -> tuple[WorldStates, ...]:
    """Return what a question says in every state of every world that enough draws hold."""
    motion = found.case.motion
    assert motion is not None, "the case was run in motion"
    answer, worlds = found.answers[column], []
    for world in motion.worlds:
        by_claim = answer.by_world.get(world.id, {})
        states = tuple(State(name, _label(name, world.id), value) for name, value in by_claim.items())
        worlds.append(WorldStates(world.id, world.title or world.id, states))
    return tuple(worlds)


def _label(claim: str, world: str) -> str:
    return f"if no claim of {world} holds" if claim == NONE_HOLDS else f"if {claim} holds"


def world_tables(found: InMotion, cards: Mapping[str, Card]) -> tuple[WorldTable, ...]:
    """Return every world with each question in each of its states."""
    motion = found.case.motion
    assert motion is not None, "the case was run in motion"
    tables = []
    for number, world in enumerate(motion.worlds):
        held = found.run.worlds[:, number]
        names = [*world.claims, NONE_HOLDS]
        shares = [float(np.mean(held == index)) for index in (*range(len(world.claims)), -1)]
        kept = [at for at, name in enumerate(names) if name != NONE_HOLDS or shares[at] > 0.0]
        columns = tuple(_column(names[at], shares[at], cards) for at in kept)
        held_by = {names[at]: shares[at] for at in kept}
        rows = [_row(found, answer, world.id, held_by) for answer in found.answers]
        most = sorted((row for row in rows[1:] if row.moved >= MOVED), key=lambda row: -row.moved)[:SHOWN]
        tables.append(
            WorldTable(
                world.id,
                world.title or world.id,
                columns,
                (rows[0], *most),
                tuple(row for row in rows[1:] if row not in most),
            )
        )
    return tuple(tables)


def _column(name: str, share: float, cards: Mapping[str, Card]) -> Column:
    card = cards.get(name)
    statement = capital(card.statement) if card else "None of these holds"
    return Column("" if card is None else name, statement, card, f"{short_percent(share)} of draws")


def _row(found: InMotion, answer: MovingAnswer, world: str, shares: Mapping[str, float]) -> WorldRow:
    values = answer.by_world.get(world, {})
    write = percent if answer.question.kind == "binary" else plain_number
    return WorldRow(
        question=answer.question.text.strip(),
        headline=answer is found.answers[0],
        numeric=answer.question.kind == "numeric",
        values=tuple(write(values[name]) if name in values else "too few draws" for name in shares),
        moved=_moved(answer, values, shares),
    )


def _moved(answer: MovingAnswer, values: Mapping[str, float], shares: Mapping[str, float]) -> float:
    """Return how many standard errors lie between the two states that differ most: a rule of thumb."""
    error = answer.monte_carlo_se
    found = [
        abs(values[one] - values[other]) / (error * np.sqrt(1.0 / shares[one] + 1.0 / shares[other]))
        for one, other in combinations([name for name in values if shares.get(name)], 2)
        if error > 0.0
    ]
    return float(max(found, default=0.0))
