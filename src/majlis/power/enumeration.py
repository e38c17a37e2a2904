"""Critical players of the winning coalitions under several rules, by going through all coalitions.

A coalition is written as one whole number, with the count of its members of each kind in a few bits.
Whether each number wins is looked up once; then every member of a winning coalition is taken out in turn.
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import NDArray

from majlis.power.game import Game, Kind
from majlis.power.vulnerable import Vulnerable

MOST_BITS = 27
MOST_PLAYERS = 52
LOW_BITS = 13
CHUNK = 1 << 17
HALF = 26

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Totals = NDArray[np.object_]


def of_all_coalitions(game: Game) -> Vulnerable | None:
    """Count the coalitions of any game; None where there are too many to go through."""
    bits = [kind.count.bit_length() for kind in game.kinds]
    largest = max(sum(rule.whole[1]) for rule in game.rules)
    if sum(bits) > MOST_BITS or game.size > MOST_PLAYERS or largest >= 1 << 61:
        return None
    return _Counting(game, bits).counted()


class _Counting:
    """One pass over all coalitions for who wins, and one over the winning ones."""

    def __init__(self, game: Game, bits: list[int]) -> None:
        self.game = game
        self.bits = bits
        self.firsts = [sum(bits[:index]) for index in range(len(bits))]

    def counted(self) -> Vulnerable:
        kinds, size = self.game.kinds, self.game.size
        wins = self._wins()
        critical = np.zeros((len(kinds), size + 1), dtype=object)
        minimal = np.zeros((len(kinds), size + 1), dtype=object)
        winning = np.flatnonzero(wins)
        for first in range(0, winning.size, CHUNK):
            self._count(winning[first : first + CHUNK], wins, critical, minimal)
        return Vulnerable(self._by_player(critical), self._by_player(minimal))

    def _wins(self) -> Flags:
        total = sum(self.bits)
        split = min(LOW_BITS, total)
        low = self._sums(np.arange(1 << split, dtype=np.int64))
        high = self._sums(np.arange(1 << (total - split), dtype=np.int64) << split)
        allowed_low, allowed_high = low[0], high[0]
        found = np.zeros((allowed_high.size, allowed_low.size), dtype=np.bool_)
        for row in np.flatnonzero(allowed_high):
            for condition in self.game.conditions:
                met = allowed_low.copy()
                for rule in condition:
                    met &= low[1][rule] >= self.game.quotas[rule] - high[1][rule][row]
                found[row] |= met
        return found.ravel()

    def _sums(self, coalitions: Ints) -> tuple[Flags, list[Ints]]:
        """Return which numbers are coalitions, and the weight of each under every rule."""
        allowed = np.ones(coalitions.size, dtype=np.bool_)
        sums = [np.zeros(coalitions.size, dtype=np.int64) for _ in self.game.rules]
        for index, kind in enumerate(self.game.kinds):
            joined = self._joined(coalitions, index)
            allowed &= joined <= kind.count
            for rule, weight in enumerate(kind.weights):
                sums[rule] += weight * joined
        return allowed, sums

    def _joined(self, coalitions: Ints, index: int) -> Ints:
        found: Ints = (coalitions >> self.firsts[index]) & ((1 << self.bits[index]) - 1)
        return found

    def _count(self, coalitions: Ints, wins: Flags, critical: Totals, minimal: Totals) -> None:
        """Add the coalitions to the counts of each kind, by the number of critical and of all members."""
        number = np.zeros(coalitions.size, dtype=np.int16)
        members = np.zeros(coalitions.size, dtype=np.int16)
        swings = []
        for index, kind in enumerate(self.game.kinds):
            joined = self._joined(coalitions, index)
            one = 1 << self.firsts[index]
            fewer = coalitions & ~one if kind.count == 1 else coalitions - one * (joined > 0)
            found = ~wins[fewer]
            number += joined * found if kind.count > 1 else found
            members += joined.astype(np.int16)
            swings.append(found)
        for value in np.unique(number[number > 0]):
            self._add(coalitions, swings, np.flatnonzero(number == value), critical[:, value])
            alike = np.flatnonzero((number == value) & (members == value))
            self._add(coalitions, swings, alike, minimal[:, value])

    def _add(self, coalitions: Ints, swings: list[Flags], chosen: Ints, totals: Totals) -> None:
        """Add, for each kind, the chosen coalitions in which it is critical, times its members there."""
        if chosen.size == 0:
            return
        if all(kind.count == 1 for kind in self.game.kinds):
            totals += [int(np.count_nonzero(found[chosen])) for found in swings]
            return
        here = coalitions[chosen]
        ways = np.ones(chosen.size, dtype=np.int64)
        for index, kind in enumerate(self.game.kinds):
            ways *= _choose(kind)[self._joined(here, index)]
        totals += [
            _exact_sum((ways * self._joined(here, index))[found[chosen]])
            for index, found in enumerate(swings)
        ]

    def _by_player(self, totals: Totals) -> tuple[tuple[int, ...], ...]:
        found: list[tuple[int, ...]] = [()] * self.game.size
        for kind, row in zip(self.game.kinds, totals, strict=True):
            for player in kind.members:
                found[player] = tuple(int(each) // kind.count for each in row)
        return tuple(found)


def _choose(kind: Kind) -> Ints:
    return np.array([comb(kind.count, k) for k in range(kind.count + 1)], dtype=np.int64)


def _exact_sum(numbers: Ints) -> int:
    """Add up numbers below 2 to the 58, in halves that cannot overflow."""
    return int((numbers & ((1 << HALF) - 1)).sum()) + (int((numbers >> HALF).sum()) << HALF)
