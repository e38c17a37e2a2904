"""Against all coalitions one by one, by hand, and at the edges."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.power import Game, GameError, Power, Rule, power
from majlis.power.enumeration import of_all_coalitions
from majlis.power.indices import INDICES
from majlis.power.swings import swings
from majlis.power.vulnerable import of_one_rule

quick = settings(max_examples=100, deadline=None)


@st.composite
def games(draw: st.DrawFn, most: int = 6, rules: int = 3) -> Game:
    n = draw(st.integers(1, most))
    made = []
    for number in range(draw(st.integers(1, rules))):
        weights = draw(st.lists(st.integers(0, 6), min_size=n, max_size=n).filter(any))
        quota = draw(st.integers(1, sum(weights)))
        made.append(Rule.of(quota, weights, f"rule {number}", number > 0 and draw(st.booleans())))
    return Game(tuple(made))


def one_by_one(game: Game) -> dict[str, Any]:
    """All indices from their definitions."""
    n = game.size

    def wins(members: tuple[int, ...]) -> bool:
        met = [sum(rule.weights[i] for i in members) >= rule.quota for rule in game.rules]
        return any(all(met[rule] for rule in condition) for condition in game.conditions)

    winning = [s for size in range(n + 1) for s in combinations(range(n), size) if wins(s)]
    critical = {s: [i for i in s if not wins(tuple(j for j in s if j != i))] for s in winning}
    vulnerable = [s for s in winning if critical[s]]
    minimal = [s for s in vulnerable if len(critical[s]) == len(s)]
    swings = [sum(i in critical[s] for s in winning) for i in range(n)]

    def mean(sets: list[tuple[int, ...]], i: int) -> Fraction:
        return sum((Fraction(i in critical[s], len(critical[s])) for s in sets), Fraction(0)) / len(sets)

    return {
        "winning": len(winning),
        "swings": swings,
        "deegan_packel": [mean(minimal, i) for i in range(n)],
        "johnston": [mean(vulnerable, i) for i in range(n)],
        "coleman_prevent": [Fraction(each, len(winning)) for each in swings],
        "coleman_initiate": [Fraction(each, 2**n - len(winning)) for each in swings],
    }


@quick
@given(game=games())
def test_against_all_coalitions(game: Game) -> None:
    found, wanted = power(game), one_by_one(game)
    assert found.winning == wanted.pop("winning")
    for name, values in wanted.items():
        assert [getattr(player, name) for player in found.players] == values


@quick
@given(game=games(most=8, rules=1))
def test_both_ways_to_critical_members_agree(game: Game) -> None:
    assert of_one_rule(game) == of_all_coalitions(game)


@quick
@given(game=games())
def test_shares_add_up(game: Game) -> None:
    found = power(game)
    for name in ("shapley_shubik", "banzhaf", "deegan_packel", "johnston"):
        assert sum(getattr(player, name) for player in found.players) == 1
    for player in found.players:
        assert 0 <= player.banzhaf_absolute <= max(player.coleman_prevent, player.coleman_initiate) <= 1
        harmonic = 2 / (1 / player.coleman_prevent + 1 / player.coleman_initiate) if player.swings else 0
        assert player.banzhaf_absolute == harmonic  # Coleman's two are its two sides (Brams and Affuso 1976)


@quick
@given(game=games(), unit=st.sampled_from([Fraction(1, 10), Fraction(7, 3), Fraction(1000)]))
def test_unit_and_order_do_not_matter(game: Game, unit: Fraction) -> None:
    turned = Game(
        tuple(
            Rule(
                rule.quota * unit,
                tuple(each * unit for each in rule.weights[::-1]),
                rule.name,
                rule.alternative,
            )
            for rule in game.rules
        )
    )
    one, other = power(game), power(turned)
    for index in INDICES:
        assert [getattr(p, index) for p in one.players] == [getattr(p, index) for p in other.players][::-1]


@quick
@given(game=games())
def test_a_player_without_weight_has_no_power_and_takes_none(game: Game) -> None:
    more = Game(tuple(Rule(r.quota, (*r.weights, Fraction(0)), r.name, r.alternative) for r in game.rules))
    *others, idle = power(more).players
    assert [getattr(idle, index) for index in INDICES] == [0] * len(INDICES)
    for index in set(INDICES) - {"swings"}:
        assert [getattr(p, index) for p in others] == [getattr(p, index) for p in power(game).players]


def shares(found: Power, index: str) -> list[str]:
    return [str(getattr(player, index)) for player in found.players]


def test_three_shareholders() -> None:
    """[51; 50, 49, 1]: minimal are {A, B} and {A, C}; A alone is critical in the grand coalition."""
    found = power(Game.of(51, [50, 49, 1]))
    assert shares(found, "shapley_shubik") == ["2/3", "1/6", "1/6"]
    assert shares(found, "banzhaf") == ["3/5", "1/5", "1/5"]
    assert shares(found, "banzhaf_absolute") == ["3/4", "1/4", "1/4"]
    assert shares(found, "deegan_packel") == ["1/2", "1/4", "1/4"]
    assert shares(found, "johnston") == ["2/3", "1/6", "1/6"]
    assert shares(found, "coleman_prevent") == ["1", "1/3", "1/3"]
    assert shares(found, "coleman_initiate") == ["3/5", "1/5", "1/5"]
    assert (found.winning, found.coalitions, found.notes) == (3, 8, ())


def test_paradox_of_luxembourg_in_1958() -> None:
    found = power(Game.of(12, [4, 4, 4, 2, 2, 1]))
    assert [player.swings for player in found.players] == [10, 10, 10, 6, 6, 0]
    assert shares(found, "shapley_shubik") == ["7/30"] * 3 + ["3/20"] * 2 + ["0"]


def test_decimals_are_exact() -> None:
    """0.1 + 0.2 reaches 0.3, which floating point numbers would deny to some sums."""
    found = power(Game.of(0.3, [0.1, 0.2, 0.1]))
    assert found.players[1].coleman_prevent == 1
    assert found.winning == 3


def test_a_quota_of_half_or_less_is_computed_and_said() -> None:
    found = power(Game.of(1, [1, 1]))
    assert found.winning == 3
    assert shares(found, "shapley_shubik") == ["1/2", "1/2"]
    assert "two coalitions without a common member can both win" in found.notes[0]


@pytest.mark.parametrize(
    ("quota", "weights", "text"),
    [
        (5, [2, 2], r"the quota of 'weight' is 5, but all weights together are 4; nobody could win"),
        (0, [2, 2], "is 0; it must be above 0"),
        (-1, [2, 2], "the quota of 'weight' is -1; it cannot be negative"),
        (1, [-2, 2], "a weight of 'weight' is -2; it cannot be negative"),
        (float("nan"), [2, 2], "the quota is nan; it must be a finite number"),
        (1, [float("inf"), 2], "a weight is inf"),
        (1, [1e30, 2], "above 1e"),
        (1, [1e-30, 2], "too many decimals"),
        (1, [], "nobody could win"),
        (1, [0, 0], "nobody could win"),
        (1, [1] * 1001, "at most 1,000"),
    ],
)
def test_games_that_are_none(quota: float, weights: list[float], text: str) -> None:
    with pytest.raises(GameError, match=text):
        Game.of(quota, weights)


def test_rules_that_do_not_go_together() -> None:
    one, two = Rule.of(1, [1, 1]), Rule.of(1, [1, 1, 1], "other")
    with pytest.raises(GameError, match="'other' has 3 weights, but 'weight' has 2"):
        Game((one, two))
    with pytest.raises(GameError, match="no rule for the alternatives"):
        Game((Rule.of(1, [1], alternative=True),))
    with pytest.raises(GameError, match="1 names for 2 players"):
        Game((one,), ("a",))


def test_too_large_says_so() -> None:
    weights = [10**9 + i**5 * 7919 for i in range(60)]
    with pytest.raises(GameError, match="too large for exact indices"):
        power(Game.of(sum(weights) // 2 + 1, weights))


def test_what_would_take_too_long_is_left_out() -> None:
    weights = [10**6 + 7919 * i * i for i in range(29)]
    found = power(Game.of(sum(weights) // 2 + 1, weights))
    assert sum(player.shapley_shubik for player in found.players) == 1
    assert {player.johnston for player in found.players} == {None}
    assert "Deegan-Packel and Johnston are left out" in found.notes[0]


def test_two_hundred_and_fifty_equal_players() -> None:
    found = power(Game.of(126, [1] * 250))
    assert set(shares(found, "shapley_shubik")) == set(shares(found, "johnston")) == {"1/250"}


def test_alternative_is_enough_by_itself() -> None:
    game = Game((Rule.of(3, [1, 1, 1], "all"), Rule.of(5, [5, 1, 1], "strong", alternative=True)))
    found = power(game)
    assert found.winning == 4
    assert shares(found, "shapley_shubik") == ["1", "0", "0"]
    assert sum(swings(game).by_size[0]) == 4
