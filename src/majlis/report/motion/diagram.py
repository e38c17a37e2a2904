"""The causal diagram drawn: causes in rows, nearest to the answer first, and arcs from cause to effect.

Rows keep their height and their words at any width and on paper; only the arcs stretch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from majlis.ensemble.motion.model import loops_of
from majlis.report.claim_card import Card
from majlis.report.motion.graph import Arrow, Node, ancestors, arrows, between, node_name
from majlis.report.motion.study import InMotion
from majlis.report.motion.variables import variable_title
from majlis.report.wording import capital, counted, percent, plain_number, short_percent

MOST_NODES = 40
ROW = 38
HEAD = 30
GROUP = 22
LEAST, MOST = 1.0, 7.0
BULGE, WIDEST = 12.0, 100.0
GOLDEN = 0.618
"""Arcs into neighbouring rows take lanes far from each other, so that they can be told apart."""
MOST_COLUMNS = 13
"""Effects that the narrow drawing has room for."""
LOOPS = 10
SIGNS = {1: "raises", -1: "lowers", 0: "is read by"}
KINDS = {1: "plus", -1: "minus", 0: "read"}


@dataclass(frozen=True)
class Row:
    """One node; ``heading`` is set where a step from the answer begins, ``group`` where a mechanism does.

    ``column`` is its number among the effects of the narrow drawing, 0 for none.
    """

    title: str
    group: str
    heading: str
    y: float
    column: int


@dataclass(frozen=True)
class Arc:
    """One arrow: its path, where it ends, how wide it is, and its row among all arrows."""

    path: str
    y: float
    width: float
    kind: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Cell:
    """One arrow of the narrow drawing, a table of causes by effects: its middle and its size."""

    x: float
    y: float
    size: float
    kind: str
    anchor: str
    words: str


@dataclass(frozen=True)
class ArrowRow:
    """One arrow in words."""

    anchor: str
    cause: str
    verb: str
    kind: str
    strength: str
    exists: str
    lag: str
    cards: tuple[Card, ...]
    basis: str
    reason: str


@dataclass(frozen=True)
class Effect:
    """Everything that acts on one variable."""

    title: str
    rows: tuple[ArrowRow, ...]


@dataclass(frozen=True)
class LoopRow:
    """Levels that feed each other in a circle, with the product of the gains around it."""

    way: str
    gain: str
    kind: str


@dataclass(frozen=True)
class Diagram:
    """The causal diagram of the headline, wide and narrow, all arrows in words, and the loops."""

    rows: tuple[Row, ...]
    arcs: tuple[Arc, ...]
    cells: tuple[Cell, ...]
    columns: tuple[float, ...]
    height: float
    steps: int
    effects: tuple[Effect, ...]
    counts: str
    radius: str
    loops: tuple[LoopRow, ...]
    loops_in_all: str


def diagram(found: InMotion, cards: Mapping[str, Card]) -> Diagram:
    """Draw the causes of the headline, and list every arrow and the strongest loops."""
    every = arrows(found)
    nodes = ancestors(found, every, MOST_NODES)
    shown = between(found, every, nodes)
    columns = {node.id: at for at, node in enumerate(nodes[:MOST_COLUMNS])}
    rows, places, height = _rows(nodes, columns)
    radius, loops = loops_of(found.run.model)
    links = sum(arrow.sign != 0 for arrow in every)
    carried = sum(bool(arrow.claims) for arrow in every)
    return Diagram(
        rows,
        _arcs(shown, nodes, places),
        _cells(shown, nodes, places, columns),
        tuple(_column(at, columns) for at in range(len(columns))),
        height,
        max(node.steps for node in nodes),
        _effects(found, every, cards),
        f"{counted(links, 'arrow')}, {carried} of them carried by claims, the others by the structure of "
        f"mechanisms or by judgement; {len(every) - links} more are what decisions read.",
        plain_number(radius),
        tuple(_loop(found, loop.levels, loop.gain) for loop in loops[:LOOPS]),
        counted(len(loops), "loop"),
    )


def _rows(
    nodes: tuple[Node, ...], columns: Mapping[str, int]
) -> tuple[tuple[Row, ...], dict[str, float], float]:
    """Place the nodes under each other, with a heading where a step begins."""
    rows, places, y, steps, group = [], {}, 0.0, -1, ""
    for node in nodes:
        heading = ""
        if node.steps != steps:
            heading = _heading(node.steps)
            y += HEAD
        new = node.group != group or bool(heading)
        y += GROUP * new
        column = columns[node.id] + 1 if node.id in columns else 0
        rows.append(Row(node.title, node.group if new else "", heading, y, column))
        places[node.id] = y
        y, steps, group = y + ROW, node.steps, node.group
    return tuple(rows), places, y


def _heading(steps: int) -> str:
    if steps == 0:
        return "The answer"
    return "What acts on it" if steps == 1 else f"{counted(steps, 'step')} back"


def _column(at: int, columns: Mapping[str, int]) -> float:
    return round(1.0 + 94.0 * (at + 0.5) / len(columns), 2)


def _cells(
    shown: tuple[Arrow, ...], nodes: tuple[Node, ...], places: dict[str, float], columns: Mapping[str, int]
) -> tuple[Cell, ...]:
    """Place the arrows into the nearest effects; several from one cause share its cell."""
    titles = {node.id: node.title for node in nodes}
    return tuple(
        Cell(
            _column(columns[arrow.effect], columns),
            places[arrow.cause] + ROW / 2.0,
            round(3.0 + 9.0 * min(arrow.weight, 1.0) ** 0.5, 1) if arrow.sign else 3.0,
            KINDS[arrow.sign],
            _anchor(arrow.id),
            _words(arrow, titles[arrow.cause], titles[arrow.effect]),
        )
        for arrow in shown
        if arrow.effect in columns
    )


def _arcs(shown: tuple[Arrow, ...], nodes: tuple[Node, ...], places: dict[str, float]) -> tuple[Arc, ...]:
    """Draw arrows, the strongest last and so on top; ends at one row stand beside each other."""
    titles = {node.id: node.title for node in nodes}
    ports: dict[str, list[tuple[float, str, str]]] = {}
    for arrow in shown:
        ports.setdefault(arrow.cause, []).append((places[arrow.effect], arrow.id, "from"))
        ports.setdefault(arrow.effect, []).append((places[arrow.cause], arrow.id, "to"))
    at = {}
    for name, ends in ports.items():
        for number, (_, arrow_id, role) in enumerate(sorted(ends)):
            at[arrow_id, role] = places[name] + ROW * (number + 1.0) / (len(ends) + 1.0)
    farthest = max((abs(places[a.cause] - places[a.effect]) for a in shown), default=1.0)
    arcs = []
    lanes = {name: 0.7 + 0.6 * (number * GOLDEN % 1.0) for number, name in enumerate(places)}
    for arrow in reversed(shown):
        begin, end = at[arrow.id, "from"], at[arrow.id, "to"]
        far = abs(places[arrow.cause] - places[arrow.effect]) / farthest
        reach = (BULGE + (WIDEST - BULGE) * far) * lanes[arrow.effect]
        path = f"M0,{begin:.1f}C{reach:.1f},{begin:.1f} {reach:.1f},{end:.1f} 0,{end:.1f}"
        words = _words(arrow, titles[arrow.cause], titles[arrow.effect])
        arcs.append(Arc(path, round(end, 1), _width(arrow), KINDS[arrow.sign], _anchor(arrow.id), words))
    return tuple(arcs)


def _width(arrow: Arrow) -> float:
    return LEAST if not arrow.sign else round(LEAST + (MOST - LEAST) * min(arrow.weight, 1.0) ** 0.7, 1)


def _words(arrow: Arrow, cause: str, effect: str) -> str:
    text = f"{cause} {SIGNS[arrow.sign]} {effect}"
    if arrow.sign:
        text += f": strength {plain_number(arrow.strength, 2)}"
    if arrow.claims:
        text += f", in {percent(arrow.exists)} of draws; claims {', '.join(arrow.claims)}"
    return text


def _anchor(name: str) -> str:
    return "arrow-" + re.sub(r"[^A-Za-z0-9_.-]+", "-", name)


def _effects(found: InMotion, every: tuple[Arrow, ...], cards: Mapping[str, Card]) -> tuple[Effect, ...]:
    """Gather all arrows by their effect, in the order in which variables are declared."""
    into: dict[str, list[Arrow]] = {}
    for arrow in every:
        into.setdefault(arrow.effect, []).append(arrow)
    return tuple(
        Effect(
            _title(found, effect),
            tuple(_row(found, each, cards) for each in sorted(rows, key=lambda each: -each.weight)),
        )
        for effect, rows in into.items()
    )


def _row(found: InMotion, arrow: Arrow, cards: Mapping[str, Card]) -> ArrowRow:
    return ArrowRow(
        _anchor(arrow.id),
        _title(found, arrow.cause),
        SIGNS[arrow.sign],
        KINDS[arrow.sign],
        plain_number(arrow.strength, 2) if arrow.sign else "",
        short_percent(arrow.exists) if arrow.claims else "",
        counted(arrow.lag, "week") if arrow.lag > 1 else "",
        tuple(cards[claim] for claim in arrow.claims if claim in cards),
        arrow.basis,
        arrow.reason,
    )


def _title(found: InMotion, name: str) -> str:
    return node_name(found, name)[0]


def _loop(found: InMotion, levels: tuple[str, ...], gain: float) -> LoopRow:
    names = [variable_title(found.case, found.system, name) for name in levels]
    way = " → ".join((*names, names[0])) if len(names) > 1 else names[0]
    kind = "feeds itself" if gain > 0 else "damps itself"
    return LoopRow(capital(way), plain_number(gain, 3), kind)
