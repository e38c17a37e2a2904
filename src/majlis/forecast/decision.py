"""A decision whose outcome is known, as the decision models see it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.models.profile import Profile

Floats = NDArray[np.float64]
SCALE = (0.0, 100.0)


@dataclass(frozen=True, eq=False)
class Decision:
    """One issue of one proposal.

    Attributes
    ----------
    issue, proposal : str
        Ids; the issues of one proposal are not independent of each other.
    actors : tuple of str
        Those that have a position and a salience.
    position, salience, capability : float64 [actor]
        Position 0 to 100, salience 0 to 1, capability in votes or millions.
    status_quo : float, optional
        The reference point: what would hold without a decision, 0 to 100.
    outcome : float
        What was decided, 0 to 100.

    """

    issue: str
    proposal: str
    actors: tuple[str, ...]
    position: Floats
    salience: Floats
    capability: Floats
    status_quo: float | None
    outcome: float

    @property
    def settleable(self) -> bool:
        """Whether somebody has both capability and salience."""
        return bool((self.capability * self.salience).sum() > 0)

    @property
    def profile(self) -> Profile:
        """The decision as one draw with one issue."""
        quo = None if self.status_quo is None else np.array([[self.status_quo]])
        return Profile(
            position=self.position[None, :, None],
            salience=self.salience[None, :, None],
            capability=self.capability[None, :, None],
            bounds=np.array([SCALE]),
            status_quo=quo,
        )
