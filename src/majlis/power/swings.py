r"""Swings by the size of the coalition, by dynamic programming over what is still needed.

Players are taken kind by kind. After some kinds all that matters of a coalition is, for each rule, how much
it still needs, and of that only the smallest sum of the weights to come that is enough; a rule met needs 0,
and one that can no longer be met closes its condition. States that agree are one. With F the coalitions
that lead to a state and B those of the players to come that win from it, both as polynomials in t whose
exponent is the size (generating functions), a player of a kind with m members is a swing in

.. math:: \sum_{state} F(state)\; \sum_{k=0}^{m-1} \binom{m-1}{k} t^k [B(state_{k+1}) - B(state_k)]

coalitions without it, where :math:`state_k` comes after k members of the kind have joined. Polynomials are
held as one whole number each, with n + 1 bits to a coefficient, so that a product is one multiplication.

Source: Mann, I. and L.S. Shapley (1962), *Values of Large Games VI*, RAND RM-3158; Bolus, S. (2011), 'Power
indices of simple games and vector-weighted majority games by means of binary decision diagrams', *European
Journal of Operational Research* 210, for the merging of states.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import comb

from majlis.power.game import Game, GameError

MOST_STATES = 1_000_000
MOST_BYTES = 1_000_000_000
LONGEST_SUMS = 200_000

WON, LOST = -1, -2
State = tuple[int, ...]


@dataclass(frozen=True)
class Swings:
    """What the coalitions of a game come to.

    Attributes
    ----------
    winning : int
        Coalitions that win.
    by_size : tuple of tuple of int
        For each player, the losing coalitions of 0, 1, 2 ... others that win when it joins.

    """

    winning: int
    by_size: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class _Layer:
    """The states before one kind: coalitions that lead there, and the state after each number of joiners."""

    coalitions: list[int]
    after: list[list[int]]


def swings(game: Game) -> Swings:
    """Count winning coalitions and swings.

    Raises
    ------
    GameError
        When there are more states than can be held.

    """
    bits = game.size + 1
    return _backward(game, bits, _forward(game, bits))


def coefficients(polynomial: int, bits: int, count: int) -> tuple[int, ...]:
    """Return the first coefficients of a polynomial that is held as one whole number."""
    mask = (1 << bits) - 1
    return tuple((polynomial >> (bits * power)) & mask for power in range(count))


def _forward(game: Game, bits: int) -> list[_Layer]:
    """Return the states before each kind."""
    steps = _Steps(game)
    states: dict[State, int] = {steps.start: 0}
    coalitions = [1]
    layers: list[_Layer] = []
    total = 0
    most = min(MOST_STATES, MOST_BYTES * 8 // (game.size * bits))
    for depth, kind in enumerate(game.kinds):
        following: dict[State, int] = {}
        reached: list[int] = []
        after = []
        ways = [comb(kind.count, k) << (bits * k) for k in range(kind.count + 1)]
        for state, here in states.items():
            indices = []
            for k in range(kind.count + 1):
                new = steps.after(state, depth, k)
                if isinstance(new, int):
                    indices.append(new)
                    continue
                index = following.setdefault(new, len(following))
                if index == len(reached):
                    reached.append(0)
                reached[index] += coalitions[here] * ways[k]
                indices.append(index)
            after.append(indices)
            total += len(indices)
            if total > most:
                raise GameError(
                    "the game is too large for exact indices: the weights of its players add up in more "
                    f"than {most:,} ways; round the weights, or leave out the smallest players"
                )
        layers.append(_Layer(coalitions, after))
        states, coalitions = following, reached
    return layers


def _backward(game: Game, bits: int, layers: list[_Layer]) -> Swings:
    by_player: list[tuple[int, ...]] = [()] * game.size
    wins: list[int] = []  # of the states after the kind at hand
    all_after = 1  # every coalition of the players after it
    for kind, layer in zip(reversed(game.kinds), reversed(layers), strict=True):
        total = 0
        here = []
        others = [comb(kind.count - 1, k) << (bits * k) for k in range(kind.count)]
        ways = [comb(kind.count, k) << (bits * k) for k in range(kind.count + 1)]
        for reached, indices in zip(layer.coalitions, layer.after, strict=True):
            won = [all_after if i == WON else 0 if i == LOST else wins[i] for i in indices]
            gained = sum(
                ways * (won[k + 1] - won[k]) for k, ways in enumerate(others) if won[k + 1] != won[k]
            )
            total += reached * gained
            here.append(sum(way * each for way, each in zip(ways, won, strict=True)))
        found = coefficients(total, bits, game.size)
        for player in kind.members:
            by_player[player] = found
        wins = here
        all_after *= (1 + (1 << bits)) ** kind.count
    return Swings(sum(coefficients(wins[0], bits, game.size + 1)), tuple(by_player))


class _Steps:
    """The states and how they follow each other."""

    def __init__(self, game: Game) -> None:
        self.conditions = game.conditions
        self.kinds = game.kinds
        self.sums = _sums(game)
        self.start: State = game.quotas

    def after(self, state: State, depth: int, joining: int) -> State | int:
        """Return the state after so many members of the kind at that depth have joined, or how it ended."""
        new = list(state)
        weights = self.kinds[depth].weights
        open_ones = False
        for condition in self.conditions:
            if state[condition[0]] == LOST:
                continue
            left = False
            for rule in condition:
                need = state[rule] - joining * weights[rule]
                if need <= 0:
                    new[rule] = 0
                    continue
                sums, most = self.sums[depth + 1][rule]
                if need > most:
                    break
                new[rule] = sums[bisect_left(sums, need)] if sums else need
                left = True
            else:
                if not left:
                    return WON
                open_ones = True
                continue
            for rule in condition:
                new[rule] = LOST
        return tuple(new) if open_ones else LOST


def _sums(game: Game) -> list[list[tuple[list[int], int]]]:
    """Return for every depth and rule the sums that the players to come can reach, and the largest.

    Where there are too many sums the list is left empty, and states that differ in them are not merged.
    """
    reached: list[set[int]] = [{0} for _ in game.rules]
    tops = [0 for _ in game.rules]
    found = [[([0], 0) for _ in game.rules]]
    for kind in reversed(game.kinds):
        row = []
        for rule, weight in enumerate(kind.weights):
            tops[rule] += weight * kind.count
            if reached[rule] and weight:
                for _ in range(kind.count):
                    reached[rule] |= {each + weight for each in reached[rule]}
                    if len(reached[rule]) > LONGEST_SUMS:
                        reached[rule] = set()
                        break
            row.append((sorted(reached[rule]), tops[rule]))
        found.append(row)
    return found[::-1]
