r"""Critical players of the winning coalitions under one rule, by generating functions.

A member is critical when the others would lose without it. Where a coalition S exceeds the quota by e, its
critical members are those who weigh more than e. So with weights :math:`w_1 > w_2 > \dots` the coalitions
whose excess is from :math:`w_{j+1}` to :math:`w_j - 1` have as critical members those of the kinds 1 to j
and no others. They are counted as products of two generating functions: members of kinds 1 to j by weight
and number, and all others by weight alone. In a minimal winning coalition everybody is critical: there are
no others, and somebody is of kind j.

Source: the generating functions of Alonso-Meijide, J.M., B. Casas-Méndez, M.J. Holler and S.
Lorenzo-Freire (2008), 'Computing power indices: multilinear extensions and new characterizations',
*European Journal of Operational Research* 188, with the critical members sorted by weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import comb

from majlis.power.game import Game, Kind
from majlis.power.swings import coefficients

MOST_WORK = 12_000_000
"""Steps on whole numbers, some tenths of a microsecond each."""

MOST_BYTES = 500_000_000


@dataclass(frozen=True)
class Vulnerable:
    """Winning coalitions in which a player is critical.

    Attributes
    ----------
    critical : tuple of tuple of int
        For each player, those with 0, 1, 2 ... critical members in all, itself counted.
    minimal : tuple of tuple of int
        For each player, those among them with 0, 1, 2 ... members all of whom are critical.

    """

    critical: tuple[tuple[int, ...], ...]
    minimal: tuple[tuple[int, ...], ...]


def of_one_rule(game: Game) -> Vulnerable | None:
    """Count the coalitions of a game of one rule; None where that would take too long."""
    kinds = [kind for kind in game.kinds if kind.weights[0] > 0]
    quota = game.quotas[0]
    reach = quota + kinds[0].weights[0]
    work = reach * sum(j + 1 + kind.count for j, kind in enumerate(kinds)) + reach * len(kinds) ** 2 // 2
    if work > MOST_WORK * 64 // (64 + game.size) or 4 * reach * len(kinds) * game.size > MOST_BYTES:
        return None
    return _Counting(kinds, quota, reach, game.size).counted()


class _Counting:
    """Lists by weight, from 0 to below ``reach``, of whole numbers that hold a polynomial in the size."""

    def __init__(self, kinds: list[Kind], quota: int, reach: int, size: int) -> None:
        self.kinds = kinds
        self.quota = quota
        self.reach = reach
        self.size = size
        self.bits = size + 1

    def counted(self) -> Vulnerable:
        others = self._others()
        critical = [0] * len(self.kinds)
        minimal = [0] * len(self.kinds)
        before = self._alone()
        for j, kind in enumerate(self.kinds):
            upto = self._with(before, kind, self.bits)
            below = self.kinds[j + 1].weights[0] if j + 1 < len(self.kinds) else 0
            for k in range(j + 1):
                weight = self.kinds[k].weights[0]
                rest = self._without_one(upto, weight)
                critical[k] += self._joined(rest, others[j], weight, (below, kind.weights[0]))
                minimal[k] += self._sum(rest, weight, kind.weights[0])
                if k < j:
                    minimal[k] -= self._sum(self._without_one(before, weight), weight, kind.weights[0])
            before = upto
        return Vulnerable(self._by_player(critical), self._by_player(minimal))

    def _alone(self) -> list[int]:
        return [1, *[0] * (self.reach - 1)]

    def _with(self, counts: list[int], kind: Kind, shift: int) -> list[int]:
        """Let the players of a kind join or not; each who joins moves the number by ``shift`` bits."""
        weight, count = kind.weights[0], kind.count
        new = list(counts)
        for k in range(1, min(count, (self.reach - 1) // weight) + 1):
            ways = comb(count, k) << (shift * k)
            for at in range(k * weight, self.reach):
                if counts[at - k * weight]:
                    new[at] += counts[at - k * weight] * ways
        return new

    def _without_one(self, counts: list[int], weight: int) -> list[int]:
        """Take one player of that weight out again."""
        bits = self.bits
        rest = list(counts)
        for at in range(weight, self.reach):
            if rest[at - weight]:
                rest[at] -= rest[at - weight] << bits
        return rest

    def _others(self) -> list[list[int]]:
        """Return for each j the sums, up to below each weight, of the coalitions of kinds after j."""
        counts = self._alone()
        counts[0] <<= self.size - sum(kind.count for kind in self.kinds)  # those who weigh nothing
        found = []
        for kind in reversed(self.kinds):
            found.append(list(accumulate(counts, initial=0)))
            counts = self._with(counts, kind, 0)
        return found[::-1]

    def _joined(self, rest: list[int], others: list[int], weight: int, excess: tuple[int, int]) -> int:
        """Sum over pairs of sets whose excess, with one player more, is in the half-open range."""
        low, high = self.quota + excess[0] - weight, self.quota + excess[1] - weight
        total = 0
        for at in range(min(high, self.reach)):
            ways = others[high - at] - others[max(low - at, 0)]
            if ways and rest[at]:
                total += rest[at] * ways
        return total

    def _sum(self, rest: list[int], weight: int, width: int) -> int:
        """Sum over sets that win with one player more, and exceed the quota by less than the width."""
        return sum(rest[max(self.quota - weight, 0) : max(self.quota + width - weight, 0)])

    def _by_player(self, totals: list[int]) -> tuple[tuple[int, ...], ...]:
        """Give every player the numbers of its kind, itself counted; zeros where it weighs nothing."""
        found: list[tuple[int, ...]] = [(0,) * (self.size + 1)] * self.size
        for kind, total in zip(self.kinds, totals, strict=True):
            for player in kind.members:
                found[player] = (0, *coefficients(total, self.bits, self.size))
        return tuple(found)
