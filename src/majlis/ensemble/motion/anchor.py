"""Anchors: coded rates and reference classes hold at the as-of date, and claims enter as deviations.

On a fixed set of reference draws of the case as it stands, the warm-up is run and the state of the as-of date
kept. Then, for every link into a hazard, the mean push ``m = mean(z phi)`` is taken off, and a constant ``c``
is added to the log rate,

    log rate = log(rate) + sum beta ln(span) (z phi(t) - m) + c,

such that with every state as it is at the as-of date the mean rate is the coded one. Hazards of a question
with an anchor share one constant instead, such that the mean probability of the question within its time is
the anchor's. A changed case (a claim off, an estimate set) is run under the anchor of the case as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from majlis.case.question import Question
from majlis.dynamics.drawn import Anchor, under
from majlis.dynamics.path import Path
from majlis.dynamics.state import State
from majlis.dynamics.week_kernel import LEVEL_TO_HAZARD
from majlis.ensemble.motion.history import first_week
from majlis.ensemble.motion.model import MotionModel
from majlis.ensemble.motion.questions import anchor_name, hazards_of, weeks_of

Floats = NDArray[np.float64]

REFERENCE_DRAWS = 1_000
REFERENCE_SEED = 0
LIMIT = 20.0


@dataclass(frozen=True)
class Prior:
    """What a question's hazards say before anything moves: the anchor, and what the draws give under it."""

    question: str
    hazards: tuple[str, ...]
    anchored: float
    probability: Floats


def anchor_of(model: MotionModel) -> tuple[Anchor, tuple[Prior, ...]]:
    """Return the anchor of a case as it stands, and the prior predictive of its anchored questions."""
    anchored = [question for question in model.case.questions if question.anchor is not None]
    chance = {name: anchor_name(question) for question in anchored for name in hazards_of(question)}
    draws = np.arange(REFERENCE_DRAWS, dtype=np.int64)
    path = model.path(draws, REFERENCE_SEED, Anchor.none())
    # Nothing happens of itself in the warm-up, so where it ends does not depend on any rate.
    state = path.advance(path.begin(first_week(model.case)), 0)
    push = _mean_push(model, path, state)
    path = replace(path, drawn=under(model.system, path.drawn, Anchor(push, {}, chance)))
    rate = path.rates_now(state)
    coded = _coded_rates(model, path)
    constant: dict[str, float] = {}
    for index, hazard in enumerate(model.system.hazards):
        now = float(rate[:, index].mean())
        if hazard.rate is not None and now > 0.0:
            constant[hazard.id] = float(np.log(coded[:, index].mean() / now))
    priors = tuple(_anchor_question(model, question, path, rate, constant) for question in anchored)
    return Anchor(push, constant, chance), priors


def _mean_push(model: MotionModel, path: Path, state: State) -> dict[str, float]:
    place = state.place[state.week % model.system.depth]
    strength = path.drawn.quantity
    found = {}
    for index, link in enumerate(model.system.assembly.links):
        kind, cause, effect, _ = model.system.links[index]
        if kind == LEVEL_TO_HAZARD:
            span = np.log(strength[model.system.hazards[effect].span])
            whole = link.sign * strength[link.strength] * span
            included = np.divide(path.drawn.beta[:, index], whole, out=np.zeros_like(whole), where=whole != 0)
            found[link.id] = float(np.mean(included * place[:, cause]))
    return found


def _coded_rates(model: MotionModel, path: Path) -> Floats:
    size = len(path.drawn.draws)
    columns = [
        np.zeros(size) if hazard.rate is None else path.drawn.quantity[hazard.rate]
        for hazard in model.system.hazards
    ]
    return np.stack(columns, axis=1) if columns else np.empty((size, 0))


def _anchor_question(
    model: MotionModel, question: Question, path: Path, rate: Floats, constant: dict[str, float]
) -> Prior:
    """Set the constants of a question's hazards so that its mean prior probability is its anchor's."""
    hazards = hazards_of(question)
    indices = [model.system.hazard_index[name] for name in hazards]
    shifted = rate[:, indices] * np.exp([constant.get(name, 0.0) for name in hazards])
    total = weeks_of(model.case, question) * shifted.sum(axis=1)
    target = float(path.drawn.quantity[anchor_name(question)].mean())

    def excess(shift: float) -> float:
        return float(np.mean(-np.expm1(-total * np.exp(shift)))) - target

    shift = float(brentq(excess, -LIMIT, LIMIT))
    for name in hazards:
        constant[name] = constant.get(name, 0.0) + shift
    return Prior(question.id, hazards, target, -np.expm1(-total * np.exp(shift)))
