r"""The power indices of a voting game, as exact fractions.

With n players, :math:`\eta_i(s)` the losing coalitions of s others that win when player i joins, its swings
:math:`\eta_i = \sum_s \eta_i(s)`, and W the number of winning coalitions:

* Shapley-Shubik :math:`\sum_s \frac{s!\,(n-1-s)!}{n!}\,\eta_i(s)`: the share of all orders of joining in
  which i turns the coalition of those before it into a winning one. Sums to 1.
* Banzhaf, absolute, :math:`\eta_i / 2^{n-1}`: the chance to be decisive when all others toss a coin;
  normalised, :math:`\eta_i / \sum_k \eta_k`.
* Coleman's power to prevent action, :math:`\eta_i / W`, and to initiate it, :math:`\eta_i / (2^n - W)`.
* Deegan-Packel: the mean over the minimal winning coalitions of 1/|S| where i is a member, else 0. Sums to 1.
* Johnston: the mean over the winning coalitions with at least one critical member of 1/(number of critical
  members) where i is critical, else 0. Sums to 1.

Source: Shapley, L.S. and M. Shubik (1954), *American Political Science Review* 48; Banzhaf, J.F. (1965),
*Rutgers Law Review* 19; Coleman, J.S. (1971), 'Control of collectivities and the power of a collectivity to
act'; Deegan, J. and E.W. Packel (1978), *International Journal of Game Theory* 7; Johnston, R.J. (1978),
*Environment and Planning A* 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from majlis.power.enumeration import of_all_coalitions
from majlis.power.game import Game
from majlis.power.swings import Swings, swings
from majlis.power.vulnerable import Vulnerable, of_one_rule

INDICES = (
    "shapley_shubik",
    "banzhaf",
    "banzhaf_absolute",
    "deegan_packel",
    "johnston",
    "coleman_prevent",
    "coleman_initiate",
)


@dataclass(frozen=True)
class PlayerPower:
    """The power of one player; Deegan-Packel and Johnston are None where they would take too long."""

    name: str
    weights: tuple[Fraction, ...]
    swings: int
    shapley_shubik: Fraction
    banzhaf: Fraction
    banzhaf_absolute: Fraction
    deegan_packel: Fraction | None
    johnston: Fraction | None
    coleman_prevent: Fraction
    coleman_initiate: Fraction


@dataclass(frozen=True)
class Power:
    """The power of every player, the winning coalitions, all coalitions, and what a reader must know."""

    game: Game
    players: tuple[PlayerPower, ...]
    winning: int
    coalitions: int
    notes: tuple[str, ...]


def power(game: Game) -> Power:
    """Compute all indices of a game.

    Raises
    ------
    GameError
        When the game is too large for exact indices.

    Examples
    --------
    >>> [str(player.shapley_shubik) for player in power(Game.of(51, [50, 49, 1])).players]
    ['2/3', '1/6', '1/6']

    """
    found = swings(game)
    critical = of_one_rule(game) if len(game.rules) == 1 else None
    critical = of_all_coalitions(game) if critical is None else critical
    shapley = _shapley(found, game.size)
    packel = _shared(critical.minimal) if critical else [None] * game.size
    johnston = _shared(critical.critical) if critical else [None] * game.size
    counts = [sum(sizes) for sizes in found.by_size]
    coalitions = 1 << game.size
    players = tuple(
        PlayerPower(
            name=name,
            weights=tuple(rule.weights[index] for rule in game.rules),
            swings=counts[index],
            shapley_shubik=shapley[index],
            banzhaf=Fraction(counts[index], sum(counts)),
            banzhaf_absolute=Fraction(2 * counts[index], coalitions),
            deegan_packel=packel[index],
            johnston=johnston[index],
            coleman_prevent=Fraction(counts[index], found.winning),
            coleman_initiate=Fraction(counts[index], coalitions - found.winning),
        )
        for index, name in enumerate(game.players)
    )
    return Power(game, players, found.winning, coalitions, _notes(game, critical))


def _shapley(found: Swings, size: int) -> list[Fraction]:
    orders = [factorial(s) * factorial(size - 1 - s) for s in range(size)]
    known: dict[tuple[int, ...], Fraction] = {}
    for sizes in found.by_size:
        if sizes not in known:
            pivotal = sum(count * ways for count, ways in zip(sizes, orders, strict=True))
            known[sizes] = Fraction(pivotal, factorial(size))
    return [known[sizes] for sizes in found.by_size]


def _shared(counts: Sequence[Sequence[int]]) -> list[Fraction | None]:
    """Return what each player gets when every coalition counts once, split evenly over those it names."""
    parts = [
        sum((Fraction(count, number) for number, count in enumerate(row) if count), Fraction(0))
        for row in counts
    ]
    total = sum(parts, Fraction(0))
    return [part / total for part in parts]


def _notes(game: Game, critical: Vulnerable | None) -> tuple[str, ...]:
    notes = []
    if game.improper:
        notes.append(
            "The quota is at most half of the weight, so two coalitions without a common member can both win."
        )
    if critical is None:
        notes.append(
            "Deegan-Packel and Johnston are left out: they need every coalition by its critical members, "
            "and this game has too many."
        )
    return tuple(notes)
