"""What the bargaining solutions share: what happens without agreement, and how they report it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from majlis.models.options import choice, real
from majlis.models.profile import Floats, Profile, ProfileError, comparable
from majlis.models.settlement import Settlement


def disagreement_point() -> Any:
    """Declare the option of what happens without agreement."""
    return choice(
        "cost",
        about="what happens without agreement",
        source="Achen 2006",
        choices={
            "cost": "everybody bears the same cost, more than any point on the scale",
            "status-quo": "the status quo holds",
        },
    )


def cost_of_disagreement(most: float, where: str) -> Any:
    """Declare the option of what a failure to agree costs, up to ``most``, and where it applies."""
    return real(
        1.0,
        about=f"K, the cost of disagreement in units of the squared width of the scale ({where})",
        source="Achen 2006; at 1, as bad as the far end of the scale for an actor who cares fully",
        low=1.0,
        high=most,
    )


def power_of(profile: Profile) -> Floats:
    """Return the capability of those who count, comparable, and 0 for the others [draw, actor, issue]."""
    return comparable(np.where(profile.weight > 0, profile.capability, 0.0))


def status_quo_of(profile: Profile, model: str) -> Floats:
    """Return the status quo [draw, issue] that a model needs.

    Raises
    ------
    ProfileError
        When there is none.

    """
    if profile.status_quo is None:
        raise ProfileError(
            f"{model} with disagreement=status-quo needs the status quo of every issue; there is none"
        )
    return profile.status_quo


def agreed(profile: Profile, outcome: Floats, vacuous: NDArray[Any], path: bool) -> Settlement:
    """Give the settlement, with a note where the status quo is the only feasible outcome [draw, issue]."""
    notes: tuple[str, ...] = ()
    if vacuous.any():
        where = "draws" if vacuous.shape[1] == 1 else "draws and issues"
        percent = 100 * float(vacuous.mean())
        shown = f"{percent:.0f}" if percent >= 1 else "less than 1"
        notes = (
            f"The status quo is the only feasible outcome in {shown} % of {where}: "
            "somebody there prefers it to any change, so the bargain is vacuous.",
        )
    return Settlement.at_once(outcome, path=profile.position[:, None].copy() if path else None, notes=notes)
