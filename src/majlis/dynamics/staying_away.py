r"""Boycott as a choice, in votes on the way: opponents stay away where that is likely to break the quorum.

The game is the one of :mod:`majlis.models.chamber_boycott`: a bloc with a support below one half stays away
when that lowers the chance to pass by more than ``gain``, members who break ranks come all the same, and the
blocs reply in turn, those with most seats first, from sincere attendance until nobody changes. There the
chance is the share of a sample of whole ballots. Here a vote is held in any week of any draw, with the
support that the blocs have then, so they reckon instead: with votes for, :math:`Y`, and against or
abstaining, :math:`O`, both normal,

.. math:: P(c) = \Phi\!\left(\frac{E[Y+O]-q+\frac12}{\sigma_{Y+O}}\right)
                 \Phi\!\left(\frac{E[Y]-\mathit{needed}}{\sigma_Y}\right),

where ``needed`` is half of those who come, or the number that the rule asks for. Means
and spreads are those of the model of the chamber to first order: turnout and swing, which all blocs share,
and what is each bloc's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from majlis.models.chamber import Blocs, attendance, support
from majlis.models.chamber_options import ChamberOptions
from majlis.models.chamber_rule import Rule

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEAST_SPREAD = 0.5
"""Least standard deviation of a count of members: below it a vote is as good as known."""


def staying_away(blocs: Blocs, rule: Rule, options: ChamberOptions) -> Flags:
    """Tell which blocs choose to stay away, bool [draw, bloc]; announced boycotts are not marked."""
    may = (blocs.position < 50.0) & ~blocs.boycott
    away = np.zeros(may.shape, dtype=np.bool_)
    if rule.quorum == 0 or not may.any():
        return away
    reckoned = _reckoned(blocs, options, rule.needed is not None)
    turn = [int(each) for each in np.argsort(-blocs.seats, kind="stable") if may[:, each].any()]
    for _ in range(len(turn) + 1):
        before = away.copy()
        for bloc in turn:
            away[:, bloc] = may[:, bloc] & _gains(bloc, away, reckoned, rule, options.gain)
        if (away == before).all():
            break
    return away


@dataclass(frozen=True, eq=False)
class _Reckoned:
    """What a bloc brings, float64 [draw, bloc]: mean votes, and their spreads, shared and its own."""

    yes: Floats
    rest: Floats
    turnout: Floats
    swing: Floats
    own: Floats
    of_yes: Floats


def _reckoned(blocs: Blocs, options: ChamberOptions, of_all: bool) -> _Reckoned:
    come, share = attendance(blocs, options, of_all), support(blocs, options)
    present, varied = blocs.seats * come, blocs.seats * come * (1.0 - come)
    aside = 4.0 * options.abstention * share * (1.0 - share)
    yes = present * share * (1.0 - aside)
    alike = np.where(blocs.seats > 1, options.alike_open, 0.0)
    own = varied + (options.turnout_bloc * varied) ** 2
    of_yes = share**2 * own + present * share * (1.0 - share) * (1.0 + alike * np.maximum(present - 1.0, 0.0))
    swing = options.swing * present * share * (1.0 - share)
    return _Reckoned(yes, present - yes, options.turnout * varied, swing, own, of_yes)


def _gains(bloc: int, away: Flags, reckoned: _Reckoned, rule: Rule, gain: float) -> Flags:
    there, gone = away.copy(), away.copy()
    there[:, bloc], gone[:, bloc] = False, True
    gains: Flags = _chance(there, reckoned, rule) - _chance(gone, reckoned, rule) > gain
    return gains


def _chance(away: Flags, reckoned: _Reckoned, rule: Rule) -> Floats:
    """Reckon the chance to pass when the marked blocs stay away, float64 [draw]."""
    come = ~away
    yes = reckoned.yes.sum(axis=1)
    rest = (reckoned.rest * come).sum(axis=1)
    shared = (reckoned.turnout * come).sum(axis=1)
    spread = np.sqrt(shared**2 + (reckoned.own * come).sum(axis=1))
    quorum = ndtr((yes + rest - rule.quorum + 0.5) / np.maximum(spread, LEAST_SPREAD))
    needed = (yes + rest) / 2.0 if rule.needed is None else np.float64(rule.needed - 0.5)
    doubt = np.sqrt(reckoned.swing.sum(axis=1) ** 2 + reckoned.of_yes.sum(axis=1))
    chance: Floats = quorum * ndtr((yes - needed) / np.maximum(doubt, LEAST_SPREAD))
    return chance
