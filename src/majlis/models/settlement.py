"""What a decision model says: where each draw settles, and how it got there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Status(IntEnum):
    """How a draw ended, worst last; with several issues the worst of them counts."""

    SETTLED = 0
    """Nobody would move any more."""
    CYCLING = 1
    """The positions came back to where they had been, so more rounds would repeat."""
    LIMIT = 2
    """The last round allowed was played and somebody still moved."""


@dataclass(frozen=True, eq=False)
class Settlement:
    """The result of one decision model on one profile.

    Attributes
    ----------
    outcome : float64 [draw, issue]
        Where the decision falls, on the scale of the issue.
    rounds : int32 [draw]
        Rounds in which somebody moved; 0 for models without rounds.
    status : int8 [draw]
        A value of :class:`Status`.
    path : float64 [draw, round, actor, issue], optional
        Positions by round; round 0 is the input. A draw that settles early keeps its last positions.
    support, weight : float64 [draw, issue, m], optional
        Where the decision may fall, and the probability of each place; for models that say so. Places
        beyond those that a draw has weigh 0.
    notes : tuple of str
        What a reader of the outcome must know, one sentence each.

    """

    outcome: NDArray[np.float64]
    rounds: NDArray[np.int32]
    status: NDArray[np.int8]
    path: NDArray[np.float64] | None = None
    notes: tuple[str, ...] = ()
    support: NDArray[np.float64] | None = None
    weight: NDArray[np.float64] | None = None

    @classmethod
    def at_once(
        cls,
        outcome: NDArray[np.float64],
        path: NDArray[np.float64] | None = None,
        notes: tuple[str, ...] = (),
    ) -> Settlement:
        """Give the settlement of a model without rounds."""
        draws = outcome.shape[0]
        return cls(
            outcome=outcome,
            rounds=np.zeros(draws, dtype=np.int32),
            status=np.full(draws, Status.SETTLED, dtype=np.int8),
            path=path,
            notes=notes,
        )
