r"""A voting game: players with weights under one rule or several, and when a coalition wins.

A coalition S meets a rule when :math:`\sum_{i \in S} w_i \ge q`. It wins when it meets every ordinary
rule, or any one of the rules marked as an alternative to them (as in the Treaty of Lisbon: 15 of 27 states
with 65 % of the people, or 24 states however few the people). Such a game is monotone: nobody's joining
turns a winning coalition into a losing one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

MOST_PLAYERS = 1_000
LARGEST = 10**15
FINEST = 10**15

Number = int | float | Fraction


class GameError(ValueError):
    """A game that has no power indices, or is too large for exact ones; the text says why."""


@dataclass(frozen=True)
class Rule:
    """One rule: what each player weighs and what a coalition has to reach.

    Attributes
    ----------
    quota : Fraction
        Reached when the weights of a coalition add up to at least this much; above 0, at most their total.
    weights : tuple of Fraction
        One for each player, in any unit, at least 0.
    name : str
        What the rule is called.
    alternative : bool
        Whether this rule alone is enough, whatever the others say.

    """

    quota: Fraction
    weights: tuple[Fraction, ...]
    name: str = "weight"
    alternative: bool = False

    @classmethod
    def of(
        cls, quota: Number, weights: Iterable[Number], name: str = "weight", alternative: bool = False
    ) -> Rule:
        """Make a rule from numbers; a float counts as the decimal number that it prints as.

        Raises
        ------
        GameError
            When a number is not finite, negative, too large or too fine, or the quota is 0 or below, or
            more than all weights together.

        """
        return cls(
            _exact(quota, "the quota"), tuple(_exact(each, "a weight") for each in weights), name, alternative
        )

    def __post_init__(self) -> None:
        for what, number in (("the quota", self.quota), *(("a weight", each) for each in self.weights)):
            _check(number, f"{what} of '{self.name}'")
        if self.quota == 0:
            raise GameError(f"the quota of '{self.name}' is 0; it must be above 0, or nobody could lose")
        if self.quota > self.total:
            raise GameError(
                f"the quota of '{self.name}' is {_shown(self.quota)}, but all weights together are "
                f"{_shown(self.total)}; nobody could win"
            )

    @property
    def total(self) -> Fraction:
        """All weights together."""
        return sum(self.weights, Fraction(0))

    @property
    def whole(self) -> tuple[int, tuple[int, ...]]:
        """Quota and weights of the same rule in the smallest whole numbers that the weights allow."""
        unit = Fraction(
            math.gcd(*(each.numerator for each in self.weights)),
            math.lcm(*(each.denominator for each in self.weights)),
        )
        scaled = [each / unit for each in self.weights]
        common = math.gcd(*(int(each) for each in scaled))
        return math.ceil(self.quota / unit / common), tuple(int(each) // common for each in scaled)


@dataclass(frozen=True)
class Kind:
    """Players who weigh the same under every rule, by their numbers."""

    weights: tuple[int, ...]
    members: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.members)


@dataclass(frozen=True)
class Game:
    """Players and rules.

    Attributes
    ----------
    rules : tuple of Rule
        At least one that is no alternative; all with one weight for each player.
    players : tuple of str
        Their names; 1, 2, 3 ... when left out.

    Raises
    ------
    GameError
        When there is no player, no ordinary rule, too many players, or the rules disagree on how many.

    """

    rules: tuple[Rule, ...]
    players: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if all(rule.alternative for rule in self.rules):
            raise GameError("there is no rule for the alternatives to be an alternative to")
        count = len(self.rules[0].weights)
        if count == 0:
            raise GameError("there is no player")
        if count > MOST_PLAYERS:
            raise GameError(f"there are {count:,} players; at most {MOST_PLAYERS:,} can be computed exactly")
        for rule in self.rules[1:]:
            if len(rule.weights) != count:
                raise GameError(
                    f"'{rule.name}' has {len(rule.weights)} weights, but '{self.rules[0].name}' has {count}"
                )
        if not self.players:
            object.__setattr__(self, "players", tuple(str(number) for number in range(1, count + 1)))
        if len(self.players) != count:
            raise GameError(f"there are {len(self.players)} names for {count} players")

    @classmethod
    def of(cls, quota: Number, weights: Sequence[Number]) -> Game:
        """Make a game of one rule."""
        return cls((Rule.of(quota, weights),))

    @property
    def size(self) -> int:
        """How many players there are."""
        return len(self.players)

    @cached_property
    def quotas(self) -> tuple[int, ...]:
        """The quota of every rule in whole numbers."""
        return tuple(rule.whole[0] for rule in self.rules)

    @cached_property
    def conditions(self) -> tuple[tuple[int, ...], ...]:
        """The sets of rules, by number, each of which is enough when all of its rules are met."""
        ordinary = tuple(index for index, rule in enumerate(self.rules) if not rule.alternative)
        return (ordinary, *((index,) for index, rule in enumerate(self.rules) if rule.alternative))

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The players in groups of equal weights, the heaviest first."""
        columns = [rule.whole[1] for rule in self.rules]
        groups: dict[tuple[int, ...], list[int]] = {}
        for player, weights in enumerate(zip(*columns, strict=True)):
            groups.setdefault(weights, []).append(player)
        totals = [sum(column) for column in columns]

        def shares(weights: tuple[int, ...]) -> Fraction:
            parts = (Fraction(each, total) for each, total in zip(weights, totals, strict=True))
            return sum(parts, Fraction(0))

        ordered = sorted(groups, key=lambda weights: (shares(weights), weights), reverse=True)
        return tuple(Kind(weights, tuple(groups[weights])) for weights in ordered)

    @cached_property
    def improper(self) -> bool:
        """Whether two coalitions without a common member can both win, as far as the quotas tell."""
        return any(
            all(2 * self.rules[r].quota <= self.rules[r].total for r in met) for met in self.conditions
        )


def _exact(number: Number, what: str) -> Fraction:
    if isinstance(number, float):
        if not math.isfinite(number):
            raise GameError(f"{what} is {number}; it must be a finite number")
        return Fraction(repr(number))
    return Fraction(number)


def _check(number: Fraction, what: str) -> None:
    if number < 0:
        raise GameError(f"{what} is {_shown(number)}; it cannot be negative")
    if number > LARGEST:
        raise GameError(f"{what} is above {LARGEST:.0e}, the largest that is taken")
    if number.denominator > FINEST:
        raise GameError(f"{what} has too many decimals to be scaled to whole numbers")


def _shown(number: Fraction) -> str:
    if abs(number) > LARGEST:
        return f"{float(number):g}" if abs(number) < 10**300 else "a huge number"
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
