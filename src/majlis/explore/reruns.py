"""Paired reruns of a run in motion: what its largest claims and its layers do, on the first of its draws.

Every rerun has the draws and the anchor of the run and differs from it by one intervention alone, so that the
difference between both is hardly noise. All of them move side by side as one path of many draws, which costs
a fraction of moving them one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from majlis.ensemble.motion.run import MotionRun
from majlis.explore.intervention import Again, Rerun, model_without, moved_together
from majlis.explore.leverage import Leverage, paired
from majlis.explore.screening import Screened, screen
from majlis.models.threads import number_of_threads, threads

Floats = NDArray[np.float64]

DRAWS = 100
"""Draws of every rerun."""
CONFIRMED = 10
LIMIT = 20.0
BARE, MECHANISMS, WHOLE = "bare", "mechanisms", "whole"
NOW = "as it is"


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
        The headline without any arrow (``bare``), with those of mechanisms alone (``mechanisms``: nothing
        that the case claims pushes), and as the case is (``whole``); none where it has no anchor.

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
    found = _moved(run, largest, bool(targets), min(draws, run.draws))
    now = found[NOW]
    chance = now.chance
    confirmed = {claim: paired(chance, found[claim].chance_with(chance)) for claim in largest}
    return Reruns(
        len(chance),
        tuple(sorted(screened, key=lambda each: _size(each, confirmed))),
        confirmed,
        _curve(run, now),
        _layers(run, found, targets[0]) if targets else (),
    )


def _moved(run: MotionRun, claims: list[str], layers: bool, draws: int) -> dict[str, Rerun]:
    """Move the run as it is, its layers and the run without each claim, part of the draws on each thread."""
    links = run.model.system.assembly.links
    models = {claim: model_without(run, claim) for claim in claims}
    own = np.array([link.id not in run.case.link_by_id for link in links], dtype=np.bool_)

    def part(indices: NDArray[np.int64]) -> dict[str, Rerun]:
        again = Again(run, indices)
        begun = {NOW: again.as_it_is()}
        begun |= {claim: again.without(claim, model) for claim, model in models.items()}
        if layers:
            begun |= {BARE: again.with_links(np.zeros_like(own)), MECHANISMS: again.with_links(own)}
        with threads(1):
            return moved_together(run, begun)

    parts = np.array_split(np.arange(draws, dtype=np.int64), min(number_of_threads(), draws))
    with ThreadPoolExecutor(max_workers=len(parts)) as pool:
        found = list(pool.map(part, parts))
    return {name: Rerun.joined([each[name] for each in found]) for name in found[0]}


def _size(each: Screened, confirmed: Mapping[str, Leverage]) -> tuple[bool, float]:
    sure = confirmed.get(each.first)
    return (sure is None, -(each.expected if sure is None else abs(sure.log_odds)))


def _curve(run: MotionRun, now: Rerun) -> Floats:
    """Return the probability by week, of the draws run again, in proportion to that of all draws."""
    noted = -np.expm1(-now.integral).mean(axis=1)
    weekly = np.interp(range(now.weeks[-1] + 1), now.weeks, np.abs(noted))
    assert run.chance is not None, "there is an answer"
    curve: Floats = weekly * (run.chance.mean() / weekly[-1] if weekly[-1] else 1.0)
    return curve


def _layers(run: MotionRun, found: Mapping[str, Rerun], target: float) -> tuple[Layer, ...]:
    """Return the headline without any link, with those of mechanisms, and with those of the case as well.

    Each layer is anchored anew at its own state of the as-of date. The headline's events are held back, so a
    factor of their rates is a factor of their integral.
    """
    assert run.chance is not None, "there is an answer"
    whole = float(run.chance.mean())
    layers = []
    for name in (BARE, MECHANISMS):
        shift = _shift(found[name].still, target)
        away = found[NOW].chance + np.expm1(-found[name].integral[-1] * np.exp(shift))
        error = float(away.std() / np.sqrt(len(away)))
        layers.append(Layer(name, min(max(whole - float(away.mean()), 0.0), 1.0), error))
    return (*layers, Layer(WHOLE, whole, 0.0))


def _shift(still: Floats, target: float) -> float:
    def excess(shift: float) -> float:
        return float(np.mean(-np.expm1(-still * np.exp(shift)))) - target

    return float(brentq(excess, -LIMIT, LIMIT))
