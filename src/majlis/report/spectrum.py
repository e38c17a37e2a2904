"""The actor spectrum: who stands where on an issue, how sure that is, and how much weight it carries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.ensemble.assembly import Bargain
from majlis.ensemble.run import Ensemble
from majlis.report.names import actor_name, arena_label
from majlis.report.scale_line import Band, ScaleLine
from majlis.report.wording import short_percent

Floats = NDArray[np.float64]
SPREAD = (0.1, 0.5, 0.9)
LARGEST_DOT, SMALLEST_DOT = 11.0, 2.5


@dataclass(frozen=True)
class Stand:
    """One actor's row: the position that models use, the other one where both are coded, and its weight."""

    name: str
    used: Band | None
    other: Band | None
    delegated: Band | None
    weight: str
    radius: float
    words: str


@dataclass(frozen=True)
class Mark:
    """A row beneath the actors: the status quo, the settlement, where the decision lands."""

    name: str
    note: str
    band: Band
    kind: str


@dataclass(frozen=True)
class Spectrum:
    """Everybody who takes part in one arena on one issue."""

    arena: str
    line: ScaleLine
    stands: tuple[Stand, ...]
    marks: tuple[Mark, ...]
    final: bool
    used: str
    other: str
    delegates: bool
    settled: float


def spectra(ensemble: Ensemble, issue: str) -> tuple[Spectrum, ...]:
    """Return the spectra of an issue: the arena that gives the answer first, then the others."""
    bargains = ensemble.assembly.bargains
    answer = ensemble.assembly.answers[issue][0]
    indices = [i for i, bargain in enumerate(bargains) if bargain.issue == issue]
    indices.sort(key=lambda index: index != answer)
    return tuple(_spectrum(ensemble, index, index == answer) for index in indices)


def _spectrum(ensemble: Ensemble, index: int, final: bool) -> Spectrum:
    case, bargain = ensemble.case, ensemble.assembly.bargains[index]
    line = ScaleLine(case.issue_by_id[bargain.issue])
    weights = weight_shares(ensemble, bargain)
    stands = [
        (*_stand(ensemble, bargain, line, row, float(weights[row]), float(weights.max())), row)
        for row in range(len(bargain.actors))
    ]
    stands.sort(key=lambda found: (found[1], found[2]))
    private = any(stand.other for stand, _, _ in stands)
    stated_first = case.positions == "stated"
    return Spectrum(
        arena=arena_label(case, bargain.arena) if len(case.arenas) > 1 else "",
        line=line,
        stands=tuple(stand for stand, _, _ in stands),
        marks=_marks(ensemble, index, line, final),
        final=final,
        used="stated position" if stated_first else "private position where coded, else the stated one",
        other=("private position" if stated_first else "stated position") if private else "",
        delegates=bool(bargain.delegations),
        settled=line.x(float(np.median(ensemble.outcome[:, 0, index]))),
    )


def weight_shares(ensemble: Ensemble, bargain: Bargain) -> Floats:
    """Return each actor's mean share of capability times salience."""
    weight = ensemble.inputs[:, bargain.capability] * ensemble.inputs[:, bargain.salience]
    total = weight.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0).mean(axis=0)
    return shares


def _stand(
    ensemble: Ensemble, bargain: Bargain, line: ScaleLine, row: int, weight: float, largest: float
) -> tuple[Stand, float]:
    case, actor = ensemble.case, bargain.actors[row]
    used, other = _positions(case, actor, bargain)
    delegated = _delegated(ensemble, bargain, row)
    bands = {
        "used": None if used is None else line.band(used.ends[0], used.centre, used.ends[1]),
        "other": None if other is None else line.band(other.ends[0], other.centre, other.ends[1]),
        "delegated": None if delegated is None else line.band(*delegated),
    }
    place = used.centre if used is not None else delegated[1] if delegated is not None else 0.0
    name = actor_name(case, actor)
    said = [f"{name}:"]
    said += [f"position {bands['used'].words}"] if bands["used"] else []
    said += [f"{_other_word(case)} {bands['other'].words}"] if bands["other"] else []
    said += [f"after delegation {bands['delegated'].words}"] if bands["delegated"] else []
    radius = max(SMALLEST_DOT, LARGEST_DOT * (weight / largest) ** 0.5) if largest > 0 else SMALLEST_DOT
    words = " ".join(said) + f"; {short_percent(weight)} of the weight"
    return Stand(name, **bands, weight=short_percent(weight), radius=round(radius, 1), words=words), place


def _positions(case: Case, actor: str, bargain: Bargain) -> tuple[Estimate | None, Estimate | None]:
    """Return the position that models use and, where both are coded, the other one."""
    stated = case.stance(actor, bargain.issue, bargain.arena, "position")
    private = case.stance(actor, bargain.issue, bargain.arena, "private_position")
    first, second = (private, stated) if case.positions == "private" else (stated, private)
    if first is None and case.positions == "private":
        first, second = second, None
    return (first and first.estimate) or None, (second and second.estimate) or None


def _other_word(case: Case) -> str:
    return "in public" if case.positions == "private" else "in private"


def _delegated(ensemble: Ensemble, bargain: Bargain, row: int) -> tuple[float, float, float] | None:
    """Return where a delegate stands once an earlier arena has settled, under the headline model."""
    found = next((d for d in bargain.delegations if d.actor == row), None)
    if found is None:
        return None
    settled = ensemble.outcome[:, 0, found.of]
    if found.has_own:
        weight = ensemble.inputs[:, found.weight]
        settled = weight * settled + (1.0 - weight) * ensemble.inputs[:, bargain.position[row]]
    low, middle, high = (float(value) for value in np.quantile(np.clip(settled, *bargain.bounds), SPREAD))
    return low, middle, high


def _marks(ensemble: Ensemble, index: int, line: ScaleLine, final: bool) -> tuple[Mark, ...]:
    marks = []
    status_quo = line.issue.status_quo
    if status_quo is not None:
        band = line.band(status_quo.ends[0], status_quo.centre, status_quo.ends[1])
        marks.append(Mark("Where things stand", "status quo, as coded", band, "quo"))
    model = ensemble.models[0].name
    marks.append(
        Mark(
            "Settlement",
            f"{model}; 8 of 10 draws",
            _quantile_band(line, ensemble.outcome[:, 0, index]),
            "settled",
        )
    )
    if final:
        landed = ensemble.landed(line.issue.id)
        marks.append(Mark("Landing", "the model's error included", _quantile_band(line, landed), "landed"))
    return tuple(marks)


def _quantile_band(line: ScaleLine, draws: Floats) -> Band:
    low, middle, high = (float(value) for value in np.quantile(draws, SPREAD))
    return line.band(low, middle, high)
