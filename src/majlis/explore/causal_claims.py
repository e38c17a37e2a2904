"""The causal claims of a case: what carries each, with whom it counts once, and whether its sign holds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from majlis.case.claim import Claim
from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Anchor
from majlis.dynamics.path import Path
from majlis.dynamics.state import State
from majlis.dynamics.system import System
from majlis.ensemble.motion.anchor import REFERENCE_SEED
from majlis.ensemble.motion.history import first_week
from majlis.ensemble.motion.model import MotionModel, central
from majlis.ensemble.motion.support import Carrier, rival_claims

NUDGE = 0.01
"""Share of its range by which a cause is moved to see what its effect does."""


@dataclass(frozen=True)
class CausalClaim:
    """A claim that one thing brings about another, as the model carries it.

    Attributes
    ----------
    claim
        The claim; its sign is its effect on the headline question.
    carriers
        What it stands on; empty where nothing carries it.
    siblings
        Claims of its source or speaker on the same carriers: switched off with it.
    group
        The world it belongs to.
    local_sign_holds
        Whether every link that carries it moves its effect the declared way at the as-of state.

    """

    claim: Claim
    carriers: tuple[Carrier, ...]
    siblings: tuple[str, ...]
    group: str | None
    local_sign_holds: bool


def causal_claims(model: MotionModel, anchor: Anchor) -> tuple[CausalClaim, ...]:
    """List the causal claims of a case in motion, in the order of ``claims.csv``."""
    case = model.case
    worlds = rival_claims(case)
    signs = local_signs(model, anchor)
    found = []
    for claim in case.claims:
        on = tuple(carrier for carrier in model.carriers if claim.id in carrier.claims)
        if claim.kind != "cause" and not on:
            continue
        siblings = {other for carrier in on for other in carrier.siblings(claim.id)}
        holds = all(signs[carrier.id] for carrier in on if carrier.kind == "link")
        found.append(CausalClaim(claim, on, tuple(sorted(siblings)), worlds.get(claim.id), holds))
    return tuple(found)


def local_signs(model: MotionModel, anchor: Anchor) -> dict[str, bool]:
    """Return by link whether its effect moves the declared way when its cause is moved at the as-of state.

    One central draw is used: every number at its mean, every link held, the warm-up along the record. The
    conditions of hazards count as met: a link to something that cannot happen yet has its sign all the same.
    """
    numbers = central(model, anchor)
    one = np.ones(1, dtype=np.bool_)
    holds = {carrier.id: one for carrier in model.carriers if carrier.kind == "event"}
    record = model.history.record(holds, np.ones(1))
    path = Path(model.system, numbers, Addressed(REFERENCE_SEED), record)
    state = path.advance(path.begin(first_week(model.case)), 0)
    path = replace(path, system=_unconditional(model.system))
    still = _response(path, state)
    found = {}
    for index, link in enumerate(model.system.assembly.links):
        moved = _response(path, _nudged(model, state, index))
        change = moved[link.effect] - still[link.effect]
        found[link.id] = bool(change * link.sign > 0.0)
    return found


def _unconditional(system: System) -> System:
    """Return a system in which no hazard waits for a condition."""
    hazards = tuple(replace(hazard, when=()) for hazard in system.hazards)
    return System(replace(system.assembly, hazards=hazards))


def _nudged(model: MotionModel, state: State, index: int) -> State:
    """Return the state with the cause of one link moved, in the week that the link reads."""
    _, cause, _, lag = model.system.links[index]
    slot = (state.week + 1 - lag) % model.system.depth
    moved = state.copy()
    if model.system.assembly.links[index].cause in model.system.level_index:
        moved.place[slot, :, cause] += NUDGE
    else:
        moved.count[slot, :, cause] += 1
    return moved


def _response(path: Path, state: State) -> dict[str, float]:
    """Return every rate of the coming week and every level after it; chance is the same for every state."""
    rate = path.rates_now(state)[0]
    after = path.advance(state.copy(), state.week + 1)
    levels = {level.id: float(after.value[0, v]) for v, level in enumerate(path.system.levels)}
    return levels | {hazard.id: float(rate[h]) for h, hazard in enumerate(path.system.hazards)}
