r"""Pivots, the core and what defeats the status quo, in one dimension under a weighted quota.

Actors with votes :math:`v_i`, here their capability, and symmetric single-peaked preferences prefer y to the
status quo q when they stand nearer to y. A coalition decides when it has at least the share Q of all votes;
at Q = 1/2 it must have more than half. Actors without capability or without salience do not vote, and their
votes do not count as a part of all.

*Left pivot* L: the lowest position such that those strictly above it cannot decide; *right pivot* R: the
highest such that those strictly below cannot. With whole votes W in all and a quota of q of them, L is the
lowest x whose cumulated votes from the left reach W - q + 1. The *core*, what nothing defeats, is [L, R]; it
is the median for a simple majority, and spans all positions under unanimity. Of a status quo left of L the
points up to its mirror image in L are accepted, (q, 2L - q); the same from the right; within the core none.

Votes are sums of decimal fractions, so the share Q is taken as reached within 1e-12 of the total.

Source: Tsebelis, G. (2002), *Veto Players*; Krehbiel, K. (1998), *Pivotal Politics*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from majlis.models.options import Options, choice, real
from majlis.models.profile import Floats, Profile, ProfileError

TIE = 1e-12
"""How near to the quota counts as reached, as a share of all votes."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class ProcedureOptions(Options):
    """The quota, and what holds if nothing is decided."""

    quota: float = real(
        0.5,
        about="the share of all votes that decides; 0.5 is more than half, 1 is unanimity",
        source="the rules of the body; Tsebelis 2002",
        low=0.5,
        high=1.0,
    )
    status_quo: Literal["given", "at"] = choice(
        "given",
        about="what holds if nothing is decided",
        source="Tsebelis 2002",
        choices={
            "given": "the status quo of the issue",
            "at": "the point of the scale that the option at names",
        },
    )
    at: float = real(
        0.0,
        about="the status quo as a share of the way up from the low end of the scale (status_quo=at)",
        source="Tsebelis 2002",
        low=0.0,
        high=1.0,
    )


def reversion(profile: Profile, options: ProcedureOptions, name: str) -> Floats:
    """Return the status quo [draw, issue].

    Raises
    ------
    ProfileError
        When the options take it from the profile and the profile has none.

    """
    if options.status_quo == "at":
        low, high = profile.bounds[:, 0], profile.bounds[:, 1]
        point = (low + options.at * (high - low)).clip(low, high)
        return np.broadcast_to(point, (profile.draws, profile.issues)).copy()
    if profile.status_quo is None:
        raise ProfileError(
            f"{name} needs the status quo of every issue; there is none "
            "(or say status_quo=at and at=SHARE of the way from the low to the high end of the scale)"
        )
    return profile.status_quo


def voters(profile: Profile) -> Floats:
    """Return the votes [draw, actor, issue]: capability, or 0 for who has no salience."""
    return np.where(profile.weight > 0, profile.capability, 0.0)


def pivots(position: Floats, votes: Floats, quota: float) -> tuple[Floats, Floats]:
    """Return the left and the right pivot, the ends of the core.

    Parameters
    ----------
    position, votes : float64 [draw, actor, issue]
        Where actors stand, and their votes; in every draw and issue somebody has some.
    quota : float
        The share of all votes that decides, from 0.5 (more than half) to 1.

    Returns
    -------
    left, right : float64 [draw, issue]
        On the scale of the issue.

    """
    left = _pivot(position, votes, quota)
    right = -_pivot(-position, votes, quota)
    return left, np.maximum(left, right)


def _pivot(position: Floats, votes: Floats, quota: float) -> Floats:
    order = np.argsort(position, axis=1, kind="stable")
    sorted_position = np.take_along_axis(position, order, axis=1)
    sorted_votes = np.take_along_axis(votes, order, axis=1)
    # scaled by a power of two, so that votes of any size add up and no digit is lost
    _, exponent = np.frexp(sorted_votes.max(axis=1, keepdims=True))
    share = np.ldexp(sorted_votes, -exponent)
    share = share / share.sum(axis=1, keepdims=True)
    cumulated = np.cumsum(share, axis=1)
    # those above can decide while they have the quota; at one half they must have more
    if quota == 0.5:
        blocked = cumulated >= 0.5 - TIE
    else:
        blocked = cumulated > (1.0 - quota + TIE if quota < 1.0 else 0.0)
    first = np.argmax(blocked & (share > 0), axis=1)[:, None]
    pivot: Floats = np.take_along_axis(sorted_position, first, axis=1)[:, 0]
    return pivot


def accepted(quo: Floats, left: Floats, right: Floats, bounds: Floats) -> tuple[Floats, Floats]:
    """Return the ends of what is weakly preferred to the status quo by a coalition that decides.

    Takes and returns [draw, issue]; the bounds are [issue, 2]. Within the core both ends are the status quo.
    """
    low = np.where(quo > right, 2 * right - quo, quo)
    high = np.where(quo < left, 2 * left - quo, quo)
    return low.clip(bounds[:, 0], bounds[:, 1]), high.clip(bounds[:, 0], bounds[:, 1])


def stuck(quo: Floats, left: Floats, right: Floats) -> tuple[str, ...]:
    """Say in what share of draws the status quo is in the core."""
    within = (left <= quo) & (quo <= right)
    if not within.any():
        return ()
    where = "draws" if within.shape[1] == 1 else "draws and issues"
    percent = 100 * float(within.mean())
    shown = f"{percent:.0f}" if percent >= 1 else "less than 1"
    return (f"In {shown} % of {where} nothing defeats the status quo: it lies in the core.",)
