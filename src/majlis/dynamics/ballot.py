"""Votes on the way: a chamber votes in the draws in which something is proposed.

Blocs come and vote as in :mod:`majlis.models.chamber`; opponents who can break the quorum may stay away on
purpose (:mod:`majlis.dynamics.staying_away`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Drawn
from majlis.dynamics.forms import Bloc, Vote
from majlis.dynamics.state import State
from majlis.dynamics.staying_away import staying_away
from majlis.dynamics.system import System
from majlis.models.chamber import Blocs, Line, Uniforms, ballots
from majlis.models.chamber_options import ChamberOptions
from majlis.models.chamber_rule import Rule

Floats = NDArray[np.float64]
SHARED = ("swing", "turnout")
BY_BLOC = ("attendance", "present", "support", "yes", "no")


def passed(
    system: System,
    vote: Vote,
    drawn: Drawn,
    state: State,
    where: NDArray[np.intp],
    random: Addressed,
    step: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Hold a vote in some of the draws, each at its step, and tell in which of them it passes."""
    draws = drawn.draws[where]
    support = np.stack([_support(system, bloc, drawn, state, where) for bloc in vote.blocs], axis=1)
    count = len(vote.blocs)
    blocs = Blocs(
        seats=np.array([bloc.seats for bloc in vote.blocs], dtype=np.int64),
        position=100.0 * np.clip(support, 0.0, 1.0),
        salience=np.array([bloc.salience for bloc in vote.blocs]),
        line=np.full(count, int(Line.UNKNOWN), dtype=np.int8),
        boycott=np.zeros(count, dtype=np.bool_),
    )
    rule = Rule(vote.rule, vote.members, vote.quorum)
    uniforms = Uniforms(
        **{name: random.uniforms(f"vote:{vote.id}:{name}", draws, 1, step)[:, 0] for name in SHARED},
        **{name: random.uniforms(f"vote:{vote.id}:{name}", draws, count, step) for name in BY_BLOC},
    )
    options = ChamberOptions()
    come = ballots(blocs, uniforms, options, rule.needed is not None)
    cast = come.kept_away(staying_away(blocs, rule, options))
    passes: NDArray[np.bool_] = rule.passed(
        cast.yes.sum(axis=1), cast.no.sum(axis=1), cast.abstain.sum(axis=1)
    )
    return passes


def _support(system: System, bloc: Bloc, drawn: Drawn, state: State, where: NDArray[np.intp]) -> Floats:
    index = system.level_index.get(bloc.support)
    if index is None:
        share = drawn.quantity[bloc.support][where]
    else:
        bottom, top = system.shapes[index]
        share = (state.value[where, index] - bottom) / (top - bottom)
    return 1.0 - share if bloc.turned else share
