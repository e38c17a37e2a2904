r"""Consultation: a Commission proposes, a Council accepts by quota and amends only by unanimity.

The Commission at :math:`x_C` has no vote; all others are the Council, with their capability for votes. It
gets

.. math:: y = \arg\min_{z \in A \cap P,\; |z - x_C| \le |q - x_C|} |z - x_C|

where A are the points that the quota of the Council weakly prefers to the status quo q, and P, from the
lowest to the highest position in the Council, are those that no unanimous Council would amend. Where there is
no such point the Commission makes no proposal and the status quo remains. See :mod:`majlis.models.pivots` for
votes, quota and pivots.

The Commission is an actor by its number in the list (``proposer=1``, the default, is the first); whether it
has capability or salience does not matter. Where nobody else has a vote, it gets its own position.

Outcomes are [draw, issue], on the scale of the issue.

Source: Steunenberg, B. (1994), 'Decision making under different institutional arrangements: legislation by
the European Community', *Journal of Institutional and Theoretical Economics* 150.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from majlis.models.model import DecisionModel
from majlis.models.options import real, whole
from majlis.models.pivots import Flags, ProcedureOptions, accepted, pivots, reversion, stuck, voters
from majlis.models.profile import Profile
from majlis.models.setter import MOST, proposers
from majlis.models.settlement import Settlement


@dataclass(frozen=True)
class ConsultationOptions(ProcedureOptions):
    """The quota of the Council, and who proposes."""

    quota: float = real(
        0.71,
        about="the share of the Council's votes that accepts; 0.5 is more than half",
        source="62 of 87 votes, the Council of 1995-2004: 0.7126; Steunenberg 1994",
        low=0.5,
        high=1.0,
    )
    proposer: int = whole(
        1,
        about="who proposes and has no vote: 1 is the first actor of the list",
        source="Steunenberg 1994; the first by convention",
        low=1,
        high=MOST,
    )


def _settle(profile: Profile, options: ConsultationOptions, random: Any, path: bool) -> Settlement:
    commission = proposers(profile, options.proposer, "consultation")
    quo = reversion(profile, options, "consultation")
    ideal = profile.position[:, options.proposer - 1]
    votes = np.where(commission, 0.0, voters(profile))
    council: Flags = np.any(votes > 0, axis=1)
    # without a Council the Commission is asked itself
    votes = np.where(council[:, None] | ~commission, votes, 1.0)
    left, right = pivots(profile.position, votes, options.quota)
    low, high = accepted(quo, left, right, profile.bounds)
    lowest, highest = pivots(profile.position, votes, 1.0)
    low, high = np.maximum(low, lowest), np.minimum(high, highest)
    offered = ideal.clip(low, np.maximum(low, high))
    willing = np.abs(offered - ideal) <= np.abs(quo - ideal)
    outcome = np.where(council, np.where((low <= high) & willing, offered, quo), ideal)
    return Settlement.at_once(
        outcome, path=profile.position[:, None].copy() if path else None, notes=stuck(quo, left, right)
    )


MODEL = DecisionModel(
    name="consultation",
    title="Consultation under a qualified majority",
    about="What a Commission without a vote gets a Council to accept by quota and not to amend by unanimity.",
    source="Steunenberg 1994",
    options=ConsultationOptions,
    rule=_settle,
)
