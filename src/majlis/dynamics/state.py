"""What a path remembers between weeks: nothing has memory outside this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass
class State:
    """The state of a run of draws at the end of a week.

    Attributes
    ----------
    week
        Weeks since the as-of date; negative in the warm-up.
    value
        Of every level [draw, level], in its unit.
    own
        Own level of every level on its latent scale [draw, level], as decisions have set it.
    place, count
        Places of levels and counts of hazards [slot, draw, ...] in the weeks that lags reach back to.
    so_far
        How often each hazard has happened [draw, hazard] since the warm-up began.
    integral
        Each hazard's rate, added up since the as-of date [draw, hazard].

    """

    week: int
    value: Floats
    own: Floats
    place: Floats
    count: Whole
    so_far: Whole
    integral: Floats

    def copy(self) -> State:
        """Return a state of its own."""
        return State(
            self.week,
            self.value.copy(),
            self.own.copy(),
            self.place.copy(),
            self.count.copy(),
            self.so_far.copy(),
            self.integral.copy(),
        )

    def of(self, draws: NDArray[np.intp]) -> State:
        """Return the state of some of the draws, as a copy."""
        return State(
            self.week,
            self.value[draws],
            self.own[draws],
            self.place.take(draws, axis=1),
            self.count.take(draws, axis=1),
            self.so_far[draws],
            self.integral[draws],
        )

    @classmethod
    def joined(cls, states: Sequence[State]) -> State:
        """Return the states of several runs of draws in one week, one after the other."""
        return cls(
            states[-1].week,
            np.concatenate([state.value for state in states]),
            np.concatenate([state.own for state in states]),
            np.concatenate([state.place for state in states], axis=1),
            np.concatenate([state.count for state in states], axis=1),
            np.concatenate([state.so_far for state in states]),
            np.concatenate([state.integral for state in states]),
        )
