r"""The agenda setter who makes one proposal, to be taken or left.

The setter A at :math:`x_A` proposes the point nearest to its own position among those that a coalition with
the quota of the votes weakly prefers to the status quo q:

.. math:: y = \arg\min_{z \in W(q) \cup \{q\}} |z - x_A|

With the pivot v on A's side of q that is :math:`x_A` if :math:`|x_A - v| \le |q - v|`, else the mirror image
:math:`2v - q`; it is q itself when A stands on the other side of q, or q lies in the core. See
:mod:`majlis.models.pivots` for pivots, votes and the quota. A voter who is indifferent says yes.

The setter is an actor by its number in the list (``proposer=1`` is the first), or, with ``proposer=0``, the
one with most capability times salience; among several of them the one who changes least. It votes like the
others. A setter from outside has the capability 0: it proposes and has no vote.

Outcomes are [draw, issue], on the scale of the issue.

Source: Romer, T. and H. Rosenthal (1978), 'Political resource allocation, controlled agendas, and the
status quo', *Public Choice* 33.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from majlis.models.model import DecisionModel
from majlis.models.options import whole
from majlis.models.pivots import Flags, ProcedureOptions, accepted, pivots, reversion, stuck, voters
from majlis.models.profile import Floats, Profile, ProfileError
from majlis.models.settlement import Settlement

MOST = 1_000_000


@dataclass(frozen=True)
class SetterOptions(ProcedureOptions):
    """Who proposes."""

    proposer: int = whole(
        0,
        about="who proposes: 1 is the first actor of the list, 0 the one with most capability times salience",
        source="Romer and Rosenthal 1978; 0 is a convention",
        low=0,
        high=MOST,
    )


def proposers(profile: Profile, number: int, name: str) -> Flags:
    """Return who may be the one that proposes, [draw, actor, issue]: the one named, or all the strongest.

    Raises
    ------
    ProfileError
        When there are fewer actors than that number.

    """
    if number == 0:
        strongest: Flags = profile.weight == profile.weight.max(axis=1, keepdims=True)
        return strongest
    if number > profile.actors:
        raise ProfileError(f"{name} has proposer={number}, but there are only {profile.actors} actors")
    chosen = np.zeros(profile.position.shape, dtype=np.bool_)
    chosen[:, number - 1] = True
    return chosen


def least_change(offered: Floats, quo: Floats, chosen: Flags) -> Floats:
    """Return the offer [draw, actor, issue] of the proposer, or of the one among several who changes least.

    All offers of a draw are on one side of the status quo.
    """
    change = np.where(chosen, offered - quo[:, None], np.inf)
    best = np.argmin(np.abs(change), axis=1)[:, None]
    least: Floats = np.take_along_axis(offered, best, axis=1)[:, 0]
    return least


def _settle(profile: Profile, options: SetterOptions, random: Any, path: bool) -> Settlement:
    chosen = proposers(profile, options.proposer, "setter")
    quo = reversion(profile, options, "setter")
    left, right = pivots(profile.position, voters(profile), options.quota)
    low, high = accepted(quo, left, right, profile.bounds)
    offered = profile.position.clip(low[:, None], high[:, None])
    return Settlement.at_once(
        least_change(offered, quo, chosen),
        path=profile.position[:, None].copy() if path else None,
        notes=stuck(quo, left, right),
    )


MODEL = DecisionModel(
    name="setter",
    title="Agenda setter",
    about="What one proposer gets a quota of the votes to prefer to the status quo, take it or leave it.",
    source="Romer and Rosenthal 1978",
    options=SetterOptions,
    rule=_settle,
)
