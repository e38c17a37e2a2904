r"""A vote in a chamber: who comes, who follows the line, and how the rest vote.

Bloc b has :math:`n_b` seats, a position :math:`x_b` (support for the motion as a share, 0 to 1), a salience
:math:`s_b` (0 to 1), and a line: yes, no, abstain, absent, free, or none known. In every draw the chamber has
two standard normal numbers, z (the swing) and w (the turnout), and each bloc one of its own, :math:`w_b`.
With :math:`\mathrm{tilt}(p, t) = p e^t/(1-p+p e^t)`, and in the names of
:class:`~majlis.models.chamber_options.ChamberOptions`:

1. *Loyalty.* A member follows an announced line with the probability

   .. math:: \lambda_b = \mathrm{tilt}(\mathit{loyalty},\ \mathit{agreement}\,(2g_b-1) +
             \mathit{importance}\,(2s_b-1)),

   with agreement :math:`g_b = x_b` for yes, :math:`1-x_b` for no, and three quarters for abstain and absent,
   which supporters and opponents alike may be told.
2. *Attendance.* :math:`K_b \sim \mathrm{Bin}(n_b, \mathrm{tilt}(a_b, \mathit{turnout}\,w +
   \mathit{turnout\_bloc}\,w_b))` with :math:`a_b = \mathit{attend\_low}\,(1-s_b) +
   \mathit{attend\_high}\,s_b`, times :math:`1-\lambda_b` if the line is to be absent. Where the motion needs
   a number of votes, so that an absent supporter is a vote lost, :math:`a_b` is first tilted by ``stake``
   times :math:`\max(0, 2x_b-1)` (1 for the line yes, 0 for no). A bloc that announced a boycott is not there
   at all.
3. *Support.* The expected share is :math:`m_b = \lambda_b` for yes, :math:`1-\lambda_b` for no, and otherwise
   :math:`x_b^k/(x_b^k+(1-x_b)^k)`, at least ``doubt`` from either end, with k = ``steepness`` where no line
   is known and 1 for the rest. The bloc's own share :math:`\theta_b` is beta distributed around
   :math:`\mathrm{tilt}(m_b, \mathit{swing}\,z)` with the correlation ``alike_line``, ``alike_open`` or
   ``alike_free``: members of one bloc rebel together. (A bloc of one seat has no correlation.)
4. *Votes.* Of those present abstain :math:`\kappa_b = 4\,\mathit{abstention}\,\theta_b(1-\theta_b)` (under
   the line 'abstain' :math:`\lambda_b + (1-\lambda_b)\kappa_b`); the others vote yes with probability
   :math:`\theta_b`. The counts are multinomial, by inversion: yes, then no among the rest.

Turning the motion round (x to 1 - x, yes to no) turns the votes round, but for ``stake``. In every draw more
support means at least as many votes for and, where no number of votes is needed, at most as many against.

In a free vote that all attend (``attend_* = 1``) and nobody abstains from, without swing, doubt and
correlation, a bloc's votes for the motion are binomial; with correlation they are beta-binomial.

Why not a :class:`~majlis.models.model.DecisionModel`. A profile has positions, saliences and capabilities; a
vote needs whole seats, a quorum, a rule and lines, and gives counts, not a point of the scale. So this file
holds functions of arrays, and the registry does not list them.

The equations are Majlis's own. Spatial models of roll calls put the doubt into each member's independent
error, which does not hold where parties have discipline: Rosenthal, H. and E. Voeten (2004), 'Analyzing roll
calls with perfect spatial voting: France 1946-1958', *American Journal of Political Science* 48.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from majlis.models.chamber_count import Counts, Floats, beta_quantile, binomial_quantile, tilted
from majlis.models.chamber_options import ChamberOptions
from majlis.models.chamber_rule import ChamberError

MOST_SEATS = 10_000
"""Seats of the largest chamber that is counted; beyond it lies an electorate."""
STAYING_OUT = 0.75
"""Agreement with a line to abstain or to be absent: judgement; half would be a bloc torn by it."""


class Line(IntEnum):
    """What a bloc has announced that its members shall do."""

    UNKNOWN = 0
    FREE = 1
    YES = 2
    NO = 3
    ABSTAIN = 4
    ABSENT = 5


@dataclass(frozen=True, eq=False)
class Blocs:
    """The blocs of a chamber.

    Attributes
    ----------
    seats : int64 [bloc]
        At least 1 each, at most `MOST_SEATS` together.
    position : float64 [draw, bloc]
        Support for the motion, from 0 to 100.
    salience : float64 [bloc]
        How much the vote matters to the bloc, from 0 to 1.
    line : int8 [bloc]
        A value of `Line`.
    boycott : bool [bloc]
        Whether the bloc announced that it stays away.

    Raises
    ------
    ChamberError
        When shapes disagree or a number is out of its range.

    """

    seats: Counts
    position: Floats
    salience: Floats
    line: NDArray[np.int8]
    boycott: NDArray[np.bool_]

    def __post_init__(self) -> None:
        count = self.seats.size
        if count == 0:
            raise ChamberError("there is no bloc in the chamber")
        shapes = {each.shape for each in (self.seats, self.salience, self.line, self.boycott)}
        if shapes != {(count,)} or self.position.ndim != 2 or self.position.shape[1] != count:
            raise ChamberError(f"the arrays of the blocs differ in shape; there are {count} blocs")
        if self.seats.dtype.kind not in "iu" or self.seats.min() < 1 or self.seats.sum() > MOST_SEATS:
            raise ChamberError(f"seats must be whole, at least 1 a bloc and at most {MOST_SEATS:,} together")
        for name, array, high in (("position", self.position, 100.0), ("salience", self.salience, 1.0)):
            if not ((array >= 0.0) & (array <= high)).all():
                raise ChamberError(f"every {name} must be from 0 to {high:g}")
        if not np.isin(self.line, [int(line) for line in Line]).all():
            raise ChamberError("every line must be one of the lines")


@dataclass(frozen=True, eq=False)
class Uniforms:
    """Uniform numbers between 0 and 1, neither end included, that decide one vote in every draw.

    ``swing`` and ``turnout`` are float64 [draw]; ``attendance``, ``present``, ``support``, ``yes`` and ``no``
    are float64 [draw, bloc].
    """

    swing: Floats
    turnout: Floats
    attendance: Floats
    present: Floats
    support: Floats
    yes: Floats
    no: Floats


@dataclass(frozen=True, eq=False)
class Ballots:
    """Votes for, against and abstentions by bloc, int64 [draw, bloc]; the other members are absent."""

    yes: Counts
    no: Counts
    abstain: Counts

    def kept_away(self, away: NDArray[np.bool_]) -> Ballots:
        """Return the ballots when the blocs marked in ``away`` [draw, bloc] stay away on purpose.

        A member who breaks ranks does so here as well: those who would vote for the motion come and do, the
        rest of the bloc is absent. (Leaders are no better at keeping members out than at keeping them in
        line, or a bloc would stay away only to hide its own rebels.)
        """
        return Ballots(self.yes, np.where(away, 0, self.no), np.where(away, 0, self.abstain))


def loyalty(blocs: Blocs, options: ChamberOptions) -> Floats:
    """Give the probability that a member follows the bloc's announced line, float64 [draw, bloc]."""
    share = blocs.position / 100.0
    agrees = np.where(
        blocs.line == Line.YES, share, np.where(blocs.line == Line.NO, 1.0 - share, STAYING_OUT)
    )
    effect = options.agreement * (2.0 * agrees - 1.0) + options.importance * (2.0 * blocs.salience - 1.0)
    return tilted(options.loyalty, effect)


def attendance(blocs: Blocs, options: ChamberOptions, of_all: bool = False) -> Floats:
    """Give the expected share of members present, before shocks, float64 [draw, bloc]; see `ballots`."""
    share = options.attend_low + (options.attend_high - options.attend_low) * blocs.salience
    if of_all:
        backs = np.maximum(0.0, blocs.position / 50.0 - 1.0)
        backs = np.where(blocs.line == Line.YES, 1.0, np.where(blocs.line == Line.NO, 0.0, backs))
        share = tilted(share, options.stake * backs)
    told = np.where(blocs.line == Line.ABSENT, 1.0 - loyalty(blocs, options), 1.0)
    return np.where(blocs.boycott, 0.0, share * told)


def support(blocs: Blocs, options: ChamberOptions) -> Floats:
    """Give the expected share of support among members present, before shocks, float64 [draw, bloc]."""
    share = blocs.position / 100.0
    steep = np.where(blocs.line == Line.UNKNOWN, options.steepness, 1.0)
    towards, against = share**steep, (1.0 - share) ** steep
    open_share = (towards / (towards + against)).clip(options.doubt, 1.0 - options.doubt)
    follows = loyalty(blocs, options)
    told = np.where(blocs.line == Line.YES, follows, 1.0 - follows)
    return np.where((blocs.line == Line.YES) | (blocs.line == Line.NO), told, open_share)


def ballots(blocs: Blocs, uniforms: Uniforms, options: ChamberOptions, of_all: bool = False) -> Ballots:
    """Count the votes of every bloc in every draw when nobody stays away on purpose but those who said so.

    ``of_all`` says that the motion needs a number of votes, so that to be absent is as good as to vote
    against.
    """
    turnout = options.turnout * ndtri(uniforms.turnout)[:, None]
    turnout = turnout + options.turnout_bloc * ndtri(uniforms.attendance)
    rate = tilted(attendance(blocs, options, of_all), turnout)
    present = binomial_quantile(uniforms.present, blocs.seats, rate)
    swing = options.swing * ndtri(uniforms.swing)[:, None]
    share = beta_quantile(uniforms.support, tilted(support(blocs, options), swing), _alike(blocs, options))
    aside = 4.0 * options.abstention * share * (1.0 - share)
    follows = loyalty(blocs, options)
    aside = np.where(blocs.line == Line.ABSTAIN, follows + (1.0 - follows) * aside, aside)
    yes_rate, no_rate = share * (1.0 - aside), (1.0 - share) * (1.0 - aside)
    yes = binomial_quantile(uniforms.yes, present, yes_rate)
    rest = np.maximum(1.0 - yes_rate, np.finfo(np.float64).tiny)
    no = binomial_quantile(uniforms.no, present - yes, np.minimum(no_rate / rest, 1.0))
    return Ballots(yes, no, present - yes - no)


def _alike(blocs: Blocs, options: ChamberOptions) -> Floats:
    """Give the correlation of the members of each bloc, float64 [bloc]."""
    known = np.where(blocs.line == Line.FREE, options.alike_free, options.alike_line)
    alike = np.where(blocs.line == Line.UNKNOWN, options.alike_open, known)
    return np.where(blocs.seats == 1, 0.0, alike)
