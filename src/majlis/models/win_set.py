r"""The win-set of the status quo, and pivotal politics.

Under the quota Q the status quo q is defeated by the points of the win-set W(q): nothing when q lies in the
core [L, R], else the open interval from q to its mirror image in the nearer pivot, cut at the ends of the
scale. See :mod:`majlis.models.pivots` for pivots and core. Where in W(q) the decision falls the win-set
alone does not say; the option ``point`` names who chooses:

* ``median`` (the default): the point of W(q) nearest to the weighted median, which a body that amends freely
  by simple majority proposes to those who can block (pivotal politics, Krehbiel 1998);
* ``pivot``: the end of the core that is nearer to q, which nothing defeats and which is reached when
proposals are made again and again;
* ``middle``: the middle of W(q), as the best guess of who knows nothing of the agenda.

Where W(q) is empty the status quo remains. Outcomes are [draw, issue], on the scale of the issue. The median
of a divided body is the point midway between the two, as in the model ``median``, with votes for weights.

Source: Tsebelis, G. (2002), *Veto Players*, ch. 1-2; Krehbiel, K. (1998), *Pivotal Politics*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from majlis.models.median import weighted_median
from majlis.models.model import DecisionModel
from majlis.models.options import choice
from majlis.models.pivots import ProcedureOptions, accepted, pivots, reversion, stuck, voters
from majlis.models.profile import Profile
from majlis.models.settlement import Settlement


@dataclass(frozen=True)
class WinSetOptions(ProcedureOptions):
    """Which point of the win-set is chosen."""

    point: Literal["median", "pivot", "middle"] = choice(
        "median",
        about="which point of what defeats the status quo is chosen",
        source="median: Krehbiel 1998; the others: Tsebelis 2002",
        choices={
            "median": "the one nearest to the weighted median",
            "pivot": "the nearer end of the core",
            "middle": "the middle",
        },
    )


def _settle(profile: Profile, options: WinSetOptions, random: Any, path: bool) -> Settlement:
    quo = reversion(profile, options, "win-set")
    votes = voters(profile)
    left, right = pivots(profile.position, votes, options.quota)
    low, high = accepted(quo, left, right, profile.bounds)
    if options.point == "median":
        outcome = weighted_median(profile.position, votes / votes.max(axis=1, keepdims=True)).clip(low, high)
    elif options.point == "pivot":
        outcome = quo.clip(left, right)
    else:
        outcome = low + (high - low) / 2
    outcome = np.where((left <= quo) & (quo <= right), quo, outcome)
    return Settlement.at_once(
        outcome, path=profile.position[:, None].copy() if path else None, notes=stuck(quo, left, right)
    )


MODEL = DecisionModel(
    name="win-set",
    title="Win-set of the status quo",
    about="What a quota of the votes prefers to the status quo; nothing, where that lies in the core.",
    source="Tsebelis 2002; Krehbiel 1998",
    options=WinSetOptions,
    rule=_settle,
)
