r"""Boycott as a choice: blocs that dislike a motion come, or stay away to keep the quorum from being there.

Each bloc that opposes the motion (its line is no; or it announced neither yes nor no and its position is
below 50) chooses whether to come. With :math:`P(c)` the chance to pass when the blocs in c stay away, a bloc
b stays away when that lowers the chance by more than ``gain``:

.. math:: P(c \setminus \{b\}) - P(c \cup \{b\}) > \mathit{gain}.

Fixed are announced boycotts, blocs whose line is to be absent, blocs that support the motion (to stay away
would take away their own votes for it), and blocs at 50 without a line of yes or no. Members who would break
ranks and vote for the motion come all the same (see :meth:`~majlis.models.chamber.Ballots.kept_away`), so
that staying away helps only through the quorum: without one nobody does.

*Best replies.* From sincere attendance (everybody who may choose comes) the blocs reply in turn, those with
most seats first, then by name, until nobody changes. Opponents want the same, so :math:`P(c) +
\mathit{gain}\,|c|` falls with every change to staying away and never rises with one to coming: this is a game
with a potential (Monderer and Shapley 1996, 'Potential games', *Games and Economic Behavior* 14), best
replies come to an end, and there is always an equilibrium in pure choices.

*All equilibria.* With up to `MOST_PLAYERS` blocs that may choose, every combination is looked at. With more,
best replies start from everybody coming, nobody coming, and random attendance; what they find is all that is
listed. Equilibria can differ a lot: where no bloc alone can break the quorum, all coming is one, and all
staying away may be another.

The chances are shares of a fixed sample of draws, in which the players do not know the draw. Quorum games:
Herrera, H. and A. Mattozzi (2010), 'Quorum and turnout in referenda', *Journal of the European Economic
Association* 8; Maniquet, F. and M. Morelli (2015), 'Approval quorums dominate participation quorums', *Social
Choice and Welfare* 45. There the players are voters in a referendum; here they are blocs with known seats.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from majlis.models.chamber import Ballots, Blocs, Line
from majlis.models.chamber_rule import Rule

Flags = NDArray[np.bool_]
Votes = NDArray[np.float32]  # whole numbers far below 2**24, hence exact

MOST_PLAYERS = 12
"""Blocs up to which every combination of attendance is looked at."""

TOGETHER = 256
"""Combinations that are looked at in one go."""


@dataclass(frozen=True)
class Equilibrium:
    """Attendance from which no bloc alone would depart.

    ``away`` holds the indices of the blocs that choose to stay away, in ascending order; ``p_quorum`` and
    ``p_passed`` are shares of the sample. ``sincere`` marks the one that best replies from sincere attendance
    come to.
    """

    away: tuple[int, ...]
    p_quorum: float
    p_passed: float
    sincere: bool


@dataclass(frozen=True)
class Attendance:
    """The equilibria found, fewest blocs away first, and how they were looked for.

    ``search`` is 'none' where no bloc could gain, 'exhaustive', or 'starts' with the number of ``starts``.
    ``players`` are the blocs that may choose, in the order of their replies.
    """

    equilibria: tuple[Equilibrium, ...]
    players: tuple[int, ...]
    search: Literal["none", "exhaustive", "starts"]
    starts: int

    @property
    def reached(self) -> Equilibrium:
        """The equilibrium that best replies from sincere attendance come to."""
        return next(each for each in self.equilibria if each.sincere)


def opponents(blocs: Blocs, position: NDArray[np.float64]) -> Flags:
    """Mark the blocs that may choose to stay away, [bloc]; ``position`` [bloc] is the coded one."""
    open_line = (blocs.line != Line.YES) & (blocs.line != Line.ABSENT)
    may: Flags = open_line & ~blocs.boycott & ((blocs.line == Line.NO) | (position < 50.0))
    return may


def attendance_equilibria(
    rule: Rule, ballots: Ballots, players: tuple[int, ...], gain: float, starts: Flags
) -> Attendance:
    """Find the equilibria of attendance.

    Parameters
    ----------
    rule
        What passes.
    ballots
        The sample: votes by bloc when all who may choose come.
    players
        Indices of the blocs that may choose, in the order of their replies.
    gain
        Least fall of the chance to pass for which a bloc stays away, above 0.
    starts : bool [start, player]
        Who stays away at the start, in the order of ``players``; used where there are too many combinations.

    """
    game = _Game(rule, ballots, players, gain)
    nobody = np.zeros(len(players), dtype=np.bool_)
    if not game.open:
        return Attendance((game.equilibrium(nobody, True),), players, "none", 0)
    reached = game.replies(nobody)
    if len(players) <= MOST_PLAYERS:
        found = game.all_equilibria()
        number = 0
    else:
        begins = np.concatenate([[nobody, ~nobody], starts])
        found = np.unique([game.replies(each) for each in begins], axis=0)
        number = len(begins)
    listed = [game.equilibrium(each, bool((each == reached).all())) for each in found]
    listed.sort(key=lambda each: (len(each.away), each.away))
    return Attendance(tuple(listed), players, "starts" if number else "exhaustive", number)


class _Game:
    """The sample as sums: votes that are fixed, and the votes that each player would bring."""

    def __init__(self, rule: Rule, ballots: Ballots, players: tuple[int, ...], gain: float) -> None:
        self.rule = rule
        self.players = players
        self.gain = gain
        chosen = list(players)
        self.yes = ballots.yes.sum(axis=1).astype(np.float32)
        self.no: Votes = ballots.no[:, chosen].T.astype(np.float32)
        self.abstain: Votes = ballots.abstain[:, chosen].T.astype(np.float32)
        self.fixed_no = ballots.no.sum(axis=1).astype(np.float32) - self.no.sum(axis=0)
        self.fixed_abstain = ballots.abstain.sum(axis=1).astype(np.float32) - self.abstain.sum(axis=0)

    @property
    def open(self) -> bool:
        """Whether staying away can break the quorum in any draw."""
        quorate = self.rule.quorate(self.yes, self.fixed_no, self.fixed_abstain)
        return len(self.players) > 0 and not bool(quorate.all())

    def equilibrium(self, away: Flags, sincere: bool) -> Equilibrium:
        """Describe attendance with both chances."""
        no, abstain = self._votes(~away[None])
        quorum = float(self.rule.quorate(self.yes, no, abstain).mean())
        passed = float(self.rule.passed(self.yes, no, abstain).mean())
        names = sorted(player for player, gone in zip(self.players, away, strict=True) if gone)
        return Equilibrium(tuple(names), quorum, passed, sincere)

    def replies(self, start: Flags) -> Flags:
        """Let the players reply in turn from a start until nobody changes."""
        away = start.copy()
        no, abstain = (votes[0] for votes in self._votes(~away[None]))
        changed = True
        while changed:
            changed = False
            for player in range(len(self.players)):
                own_no, own_abstain = self.no[player], self.abstain[player]
                without = (no, abstain) if away[player] else (no - own_no, abstain - own_abstain)
                within = (without[0] + own_no, without[1] + own_abstain)
                leaves = self._chance(*within) - self._chance(*without) > self.gain
                if leaves != away[player]:
                    away[player], changed = leaves, True
                    no, abstain = without if leaves else within
        return away

    def all_equilibria(self) -> Flags:
        """Look at every combination; return who is away in each equilibrium [equilibrium, player]."""
        count = len(self.players)
        numbers = np.arange(2**count)
        away = (numbers[:, None] >> np.arange(count)) & 1 == 1
        chance = np.empty(numbers.size)
        for first in range(0, numbers.size, TOGETHER):
            part = slice(first, first + TOGETHER)
            chance[part] = self.rule.passed(self.yes, *self._votes(~away[part])).mean(axis=1)
        rests = np.ones(numbers.size, dtype=np.bool_)
        for player in range(count):
            bit = 1 << player
            leaves = chance[numbers & ~bit] - chance[numbers | bit] > self.gain
            rests &= leaves == away[:, player]
        found: Flags = away[rests]
        return found

    def _chance(self, no: Votes, abstain: Votes) -> float:
        return float(self.rule.passed(self.yes, no, abstain).mean())

    def _votes(self, come: Flags) -> tuple[Votes, Votes]:
        """Give the votes against and the abstentions [combination, draw] when these players come."""
        here = come.astype(np.float32)
        return here @ self.no + self.fixed_no, here @ self.abstain + self.fixed_abstain
