"""Round by round: how each actor's position moves in models that have rounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.ensemble.run import Ensemble, Path
from majlis.report.names import actor_name, arena_label
from majlis.report.scale_line import ScaleLine
from majlis.report.spectrum import weight_shares
from majlis.report.wording import counted, plain_number

Floats = NDArray[np.float64]
DRAWS = 1_000
LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Tile:
    """One actor's path: the middle line, the band of eight draws in ten, first and last place in numbers."""

    name: str
    line: str
    band: str
    begin: str
    end: str
    words: str


@dataclass(frozen=True)
class PathChart:
    """All actors of one model in one arena."""

    model: str
    arena: str
    issue: str
    rounds: int
    top: str
    bottom: str
    tiles: tuple[Tile, ...]
    draws: str


def path_charts(ensemble: Ensemble, issue: str) -> tuple[PathChart, ...]:
    """Return a chart for every model with rounds, the arena of the answer first; heaviest actors first."""
    final = ensemble.assembly.answers[issue][0]
    found = [path for path in ensemble.paths if path.bargain.issue == issue and path.positions.shape[1] > 1]
    found.sort(key=lambda path: (path.model, path.bargain is not ensemble.assembly.bargains[final]))
    return tuple(_chart(ensemble, path) for path in found)


def _chart(ensemble: Ensemble, path: Path) -> PathChart:
    case, bargain = ensemble.case, path.bargain
    line = ScaleLine(case.issue_by_id[bargain.issue])
    positions = path.positions[:DRAWS]
    spread = np.quantile(positions, LEVELS, axis=0)
    rounds = _rounds_shown(spread)
    order = np.argsort(-weight_shares(ensemble, bargain), kind="stable")
    tiles = [
        _tile(line, actor_name(case, bargain.actors[row]), spread[:, : rounds + 1, row]) for row in order
    ]
    return PathChart(
        model=path.model,
        arena=arena_label(case, bargain.arena) if len(case.arenas) > 1 else "",
        issue=line.issue.label,
        rounds=rounds,
        top=plain_number(line.issue.scale.high),
        bottom=plain_number(line.issue.scale.low),
        tiles=tuple(tiles),
        draws=counted(len(positions), "draw"),
    )


def _rounds_shown(spread: Floats) -> int:
    """Return the last round in which anything still moved, at least one."""
    moved = np.abs(np.diff(spread, axis=1)).max(axis=(0, 2)) > 1e-9
    return max(1, int(np.flatnonzero(moved).max()) + 1 if moved.any() else 1)


def _tile(line: ScaleLine, name: str, spread: Floats) -> Tile:
    rounds = spread.shape[1] - 1
    xs = [round(100.0 * step / rounds, 2) for step in range(rounds + 1)]
    low, middle, high = (["%g" % round(100.0 - line.x(float(v)), 1) for v in row] for row in spread)  # noqa: UP031
    upper = [f"{x:g},{y}" for x, y in zip(xs, high, strict=True)]
    lower = [f"{x:g},{y}" for x, y in zip(xs, low, strict=True)]
    number = line.measure.number
    begin, end = number(float(spread[1, 0])), number(float(spread[1, -1]))
    return Tile(
        name=name,
        line=" ".join(f"{x:g},{y}" for x, y in zip(xs, middle, strict=True)),
        band=" ".join([*upper, *reversed(lower)]),
        begin=begin,
        end=end,
        words=f"{name}: middle draw from {begin} to {end} in {counted(rounds, 'round')}",
    )
