"""Boycott as a choice: equilibria of attendance, by hand and against brute force."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.models.chamber import Ballots, Blocs, Line
from majlis.models.chamber_boycott import MOST_PLAYERS, Attendance, attendance_equilibria, opponents
from majlis.models.chamber_rule import Rule


def certain(yes: list[int], no: list[int], draws: int = 4) -> Ballots:
    """Ballots that are the same in every draw."""
    shape = (draws, 1)
    return Ballots(
        np.tile(np.array(yes), shape), np.tile(np.array(no), shape), np.zeros((draws, len(yes)), int)
    )


def find(rule: Rule, ballots: Ballots, players: tuple[int, ...], gain: float = 0.05) -> Attendance:
    starts = np.random.default_rng(1).random((14, len(players))) < 0.5
    return attendance_equilibria(rule, ballots, players, gain, starts)


def test_a_minority_that_the_quorum_needs_stays_away() -> None:
    found = find(Rule("majority-present", 100, quorum=61), certain([60, 0], [0, 40]), (1,))
    assert found.search == "exhaustive"
    (only,) = found.equilibria
    assert (only.away, only.p_quorum, only.p_passed, only.sincere) == ((1,), 0.0, 0.0, True)


def test_a_minority_that_the_quorum_does_not_need_comes() -> None:
    found = find(Rule("majority-present", 100, quorum=60), certain([60, 0], [0, 40]), (1,))
    assert found.search == "none"
    assert found.equilibria[0].away == ()
    assert found.equilibria[0].p_passed == 1.0


@pytest.mark.parametrize("rule", ["majority-present", "majority-cast", "absolute", "two-thirds-total"])
def test_without_a_quorum_everybody_comes(rule: str) -> None:
    found = find(Rule(rule, 100), certain([60, 3, 1], [2, 17, 17]), (1, 2))
    assert [each.away for each in found.equilibria] == [()]


def test_who_would_defeat_it_by_voting_comes() -> None:
    found = find(Rule("majority-present", 100, quorum=61), certain([45, 0], [0, 55]), (1,))
    assert found.equilibria[0].away == ()


def test_two_that_only_together_break_the_quorum() -> None:
    """Both coming and both staying away are equilibria; from sincere attendance nobody moves."""
    found = find(Rule("majority-present", 100, quorum=61), certain([60, 0, 0], [0, 20, 20]), (1, 2))
    assert [(each.away, each.p_passed, each.sincere) for each in found.equilibria] == [
        ((), 1.0, True),
        ((1, 2), 0.0, False),
    ]


def test_one_of_two_is_enough_and_the_larger_goes_first() -> None:
    rule = Rule("majority-present", 100, quorum=85)
    found = find(rule, certain([60, 0, 0], [0, 22, 18]), (1, 2))
    assert {(each.away, each.sincere) for each in found.equilibria} == {((1,), True), ((2,), False)}


def test_rebels_for_the_motion_come_all_the_same() -> None:
    ballots = certain([60, 5], [0, 35])
    held = ballots.kept_away(np.array([[False, True]] * 4))
    assert held.yes[0].tolist() == [60, 5]
    assert held.no[0].tolist() == [0, 0]
    assert find(Rule("majority-present", 100, quorum=66), ballots, (1,)).equilibria[0].away == (1,)
    assert find(Rule("majority-present", 100, quorum=65), ballots, (1,)).equilibria[0].away == ()


def test_who_may_choose() -> None:
    lines = [Line.NO, Line.YES, Line.UNKNOWN, Line.UNKNOWN, Line.ABSENT, Line.NO, Line.FREE, Line.ABSTAIN]
    position = np.array([80.0, 10.0, 49.0, 50.0, 10.0, 10.0, 10.0, 20.0])
    boycott = np.array([False] * 5 + [True] + [False] * 2)
    blocs = Blocs(
        np.ones(8, dtype=int), position[None], np.full(8, 0.5), np.array(lines, dtype=np.int8), boycott
    )
    assert opponents(blocs, position).nonzero()[0].tolist() == [0, 2, 6, 7]


def slow_equilibria(
    rule: Rule, ballots: Ballots, players: tuple[int, ...], gain: float
) -> set[tuple[int, ...]]:
    """Every combination, straight from the definition."""

    def chance(away: frozenset[int]) -> float:
        mask = np.zeros(ballots.yes.shape, dtype=bool)
        mask[:, list(away)] = True
        held = ballots.kept_away(mask)
        totals = (each.sum(axis=1) for each in (held.yes, held.no, held.abstain))
        return float(rule.passed(*totals).mean())

    found = set()
    for size in range(len(players) + 1):
        for chosen in itertools.combinations(sorted(players), size):
            away = frozenset(chosen)
            if all((chance(away - {b}) - chance(away | {b}) > gain) == (b in away) for b in players):
                found.add(chosen)
    return found


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(1, 5),
    st.sampled_from(["majority-present", "majority-cast", "absolute"]),
)
def test_equal_to_the_definition(seed: int, size: int, name: str) -> None:
    random = np.random.default_rng(seed)
    seats = random.integers(5, 30, size + 1)
    seats[0] = random.integers(20, 80)
    shares = random.dirichlet([1, 4, 1], (40, size + 1))
    shares[:, 0] = random.dirichlet([6, 1, 1], 40)
    votes = np.floor(shares * (seats * random.uniform(0.7, 1.0, (40, size + 1)))[:, :, None]).astype(int)
    ballots = Ballots(votes[..., 0], votes[..., 1], votes[..., 2])
    total = int(seats.sum())
    rule = Rule(name, total, quorum=int(random.integers(total // 3, total)))
    players = tuple(int(b) for b in random.permutation(np.arange(1, size + 1)))
    found = find(rule, ballots, players)
    expected = slow_equilibria(rule, ballots, players, 0.05)
    assert {each.away for each in found.equilibria} == expected
    assert sum(each.sincere for each in found.equilibria) == 1
    assert found.reached in found.equilibria


def test_with_many_blocs_several_starts_find_both_ends() -> None:
    size = MOST_PLAYERS + 8
    yes, no = [60] + [0] * size, [0] + [2] * size
    players = tuple(range(1, size + 1))
    found = find(Rule("majority-present", 100, quorum=61), certain(yes, no), players)
    assert (found.search, found.starts) == ("starts", 16)
    assert [len(each.away) for each in found.equilibria] == [0, size]
    assert found.reached.away == ()
