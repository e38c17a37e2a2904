r"""The compromise model: the weighted mean of the positions.

.. math:: y = \sum_i c_i s_i x_i \Big/ \sum_i c_i s_i

with position :math:`x_i` on the scale of the issue, capability :math:`c_i` in any unit and salience
:math:`s_i` from 0 to 1. It is also what asymmetric Nash bargaining comes to when a failure to agree is
far worse for everybody than any outcome on the table (Achen 2006).

Source: Van den Bos, J.M.M. (1991), *Dutch EC Policy Making*; Stokman, F.N. and J.M.M. Van den Bos (1992),
'A two-stage model of policy making'; Achen, C.H. (2006), 'Institutional realism and bargaining models',
in Thomson et al., *The European Union Decides*, ch. 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from majlis.models.model import DecisionModel
from majlis.models.options import Options
from majlis.models.profile import Floats, Profile
from majlis.models.settlement import Settlement


@dataclass(frozen=True)
class MeanOptions(Options):
    """The compromise model has no options."""


def weighted_mean(position: Floats, weight: Floats) -> Floats:
    """Return the weighted mean over actors, [draw, actor, issue] to [draw, issue].

    The result lies within the positions to the last digit, so that actors who agree are not moved by
    rounding. Every draw and issue needs some weight.
    """
    from majlis.chance.kernel import call
    from majlis.models.mean_kernel import means

    mean = np.empty((position.shape[0], position.shape[2]))
    call(means, np.ascontiguousarray(position), np.ascontiguousarray(weight), mean)
    return mean


def _settle(profile: Profile, options: MeanOptions, random: Any, path: bool) -> Settlement:
    outcome = weighted_mean(profile.position, profile.weight)
    return Settlement.at_once(outcome, path=profile.position[:, None].copy() if path else None)


MODEL = DecisionModel(
    name="mean",
    title="Compromise model",
    about="The mean of the positions, weighted by capability times salience.",
    source="Van den Bos 1991; Stokman and Van den Bos 1992; Achen 2006",
    options=MeanOptions,
    rule=_settle,
)
