"""Paired reruns of a run in motion: what its largest claims and its layers do, on the first of its draws.

Every rerun has the draws and the anchor of the run and differs from it by one change alone, so that the
difference between both is hardly noise (`majlis.explore.bench`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from majlis.ensemble.motion.pushing import pushing
from majlis.ensemble.motion.questions import weeks_of
from majlis.ensemble.motion.run import MotionRun
from majlis.explore.bench import Bench, Change, Moved
from majlis.explore.leverage import Leverage, paired
from majlis.explore.screening import Screened, screen

Floats = NDArray[np.float64]

DRAWS = 100
"""Draws of every rerun."""
CONFIRMED = 10
BETWEEN = 4
"""Weeks between those in which the rates that have added up are noted."""
LIMIT = 20.0
BARE, MECHANISMS, WHOLE = "bare", "mechanisms", "whole"


@dataclass(frozen=True)
class Layer:
    """The headline with part of the model: its probability, and the standard error of what it lacks."""

    name: str
    probability: float
    se: float


@dataclass(frozen=True)
class Reruns:
    """What the headline of a run rests on.

    Attributes
    ----------
    draws
        How many draws were run again.
    screened
        Every causal claim whose truth varies, by the screen; those that were confirmed first.
    confirmed
        The ten largest by paired reruns, by the id of their first claim.
    curve
        Probability that the headline has happened, by week from the as-of date on.
    layers
        The headline without any arrow (``bare``), without those of the case that push (``mechanisms``), and
        as the case is (``whole``); none where it has no anchor.

    """

    draws: int
    screened: tuple[Screened, ...]
    confirmed: Mapping[str, Leverage]
    curve: Floats
    layers: tuple[Layer, ...]


def reruns(run: MotionRun, draws: int = DRAWS) -> Reruns | None:
    """Return what the headline of a run rests on; None where it does not ask whether something happened."""
    if run.chance is None:
        return None
    screened = screen(run)
    largest = [each.first for each in screened[:CONFIRMED]]
    targets = [prior.anchored for prior in run.priors if prior.question == run.case.questions[0].id]
    bench = Bench(run.model, run.anchor, min(draws, run.draws), run.seed, BETWEEN)
    without = {claim: bench.change_without((claim,)) for claim in largest}
    layers = _fewer_links(run, bench) if targets else {}
    bench.settle([*without.values(), *layers.values()])
    now = _chance(run, bench, bench.as_it_is)
    confirmed = {claim: paired(now, _chance(run, bench, change)) for claim, change in without.items()}
    return Reruns(
        len(now),
        tuple(sorted(screened, key=lambda each: _size(each, confirmed))),
        confirmed,
        _curve(run, bench),
        _layers(run, bench, layers, targets[0]) if targets else (),
    )


def _fewer_links(run: MotionRun, bench: Bench) -> dict[str, Change]:
    """Return the run without any link, and without those of the case that push."""
    pushes = pushing(run.case)
    links = [link.id for link in run.model.system.assembly.links]
    kept = np.array([name not in pushes for name in links], dtype=np.bool_)
    return {BARE: bench.change_links(np.zeros_like(kept)), MECHANISMS: bench.change_links(kept)}


def _weeks(run: MotionRun) -> int:
    return weeks_of(run.case, run.case.questions[0])


def _integral(run: MotionRun, bench: Bench, moved: Moved) -> Floats:
    """Return what the headline's rates add up to by its date [draw]."""
    found: Floats = moved.integral[bench.weeks.index(_weeks(run))].sum(axis=0)
    return found


def _chance(run: MotionRun, bench: Bench, change: Change) -> Floats:
    """Return the headline's probability [draw] under a change."""
    found: Floats = -np.expm1(-_integral(run, bench, bench.moved(change)))
    return found


def _size(each: Screened, confirmed: Mapping[str, Leverage]) -> tuple[bool, float]:
    sure = confirmed.get(each.first)
    return (sure is None, -(each.expected if sure is None else abs(sure.log_odds)))


def _curve(run: MotionRun, bench: Bench) -> Floats:
    """Return the probability by week, of the draws run again, in proportion to that of all draws."""
    noted = [week for week in bench.weeks if week <= _weeks(run)]
    integral = bench.moved(bench.as_it_is).integral[: len(noted)].sum(axis=1)
    weekly = np.interp(range(noted[-1] + 1), noted, np.abs(-np.expm1(-integral).mean(axis=1)))
    assert run.chance is not None, "there is an answer"
    curve: Floats = weekly * (run.chance.mean() / weekly[-1] if weekly[-1] else 1.0)
    return curve


def _layers(run: MotionRun, bench: Bench, changes: Mapping[str, Change], target: float) -> tuple[Layer, ...]:
    """Return the headline without any link, with those of mechanisms, and with all.

    Each layer is anchored anew at its own state of the as-of date. The headline's events are held back, so a
    factor of their rates is a factor of their integral.
    """
    assert run.chance is not None, "there is an answer"
    whole, now = float(run.chance.mean()), _chance(run, bench, bench.as_it_is)
    layers = []
    for name, change in changes.items():
        moved = bench.moved(change)
        shift = _shift(_weeks(run) * moved.still.sum(axis=0), target)
        away = now + np.expm1(-_integral(run, bench, moved) * np.exp(shift))
        error = float(away.std() / np.sqrt(len(away)))
        layers.append(Layer(name, min(max(whole - float(away.mean()), 0.0), 1.0), error))
    return (*layers, Layer(WHOLE, whole, 0.0))


def _shift(still: Floats, target: float) -> float:
    def excess(shift: float) -> float:
        return float(np.mean(-np.expm1(-still * np.exp(shift)))) - target

    return float(brentq(excess, -LIMIT, LIMIT))
