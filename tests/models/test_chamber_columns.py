"""What each column of a vote's table does, on made-up votes of the kinds that real chambers hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from majlis.case.estimate import Estimate
from majlis.case.vote_table import Bloc, PartyLine, VoteTable
from majlis.ensemble.vote import Vote, vote

DRAWS = 3_000


def bloc(name: str, seats: int, position: float, line: PartyLine | None = None, **more: Any) -> Bloc:
    return Bloc(name, seats, Estimate(value=position), party_line=line, **more)


def held(*blocs: Bloc, rule: str = "majority-cast", quorum: int = 0) -> Vote:
    return vote(VoteTable("vote", blocs), rule, quorum=quorum, draws=DRAWS)


def chance(*blocs: Bloc, rule: str = "majority-cast", quorum: int = 0) -> float:
    return float(held(*blocs, rule=rule, quorum=quorum).passed.mean())


GOVERNMENT = bloc("Government", 330, 92, "yes", salience=80.0)
OPPOSITION = bloc("Opposition", 280, 8, "no", salience=70.0)
OTHERS = bloc("Others", 40, 30)


def test_a_united_government_carries_its_bill() -> None:
    assert chance(GOVERNMENT, OPPOSITION, OTHERS) > 0.75


def test_a_government_divided_over_its_own_line_may_lose() -> None:
    """The line is yes throughout; what the position says of the benches behind it decides."""
    chances = [
        chance(replace(GOVERNMENT, position=Estimate(value=x)), OPPOSITION, OTHERS) for x in (92, 75, 60, 45)
    ]
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] < 0.5 < 0.75 < chances[0]
    rebels = held(replace(GOVERNMENT, position=Estimate(value=50)), OPPOSITION, OTHERS).by_bloc[0]
    assert 0.08 < rebels[1] / rebels[:2].sum() < 0.35


def test_a_line_binds_more_than_the_positions_alone() -> None:
    """Where the benches are split, a line carries them; without one they vote as they stand."""
    split = bloc("Government", 330, 55, "yes", salience=80.0)
    told, free, unknown = (
        held(replace(split, party_line=line), OPPOSITION, OTHERS).by_bloc[0] for line in ("yes", "free", None)
    )
    assert told[0] > unknown[0] > free[0]
    assert free[0] / free[:2].sum() == pytest.approx(0.55, abs=0.03)


def test_a_free_vote_of_conscience_crosses_the_benches() -> None:
    """Majorities of both parties against each other's: the sum of the members decides, not the blocs."""
    left, right = bloc("Left", 310, 75, "free"), bloc("Right", 320, 30, "free")
    found = held(left, right, OTHERS)
    assert 0.5 < found.passed.mean() < 0.95
    assert (found.by_bloc[:2, 0] > 60).all()
    assert (found.by_bloc[:2, 1] > 60).all()
    whipped = held(replace(left, party_line="yes"), replace(right, party_line="no"), OTHERS)
    assert whipped.by_bloc[1, 0] < found.by_bloc[1, 0] / 2


def test_a_bloc_told_to_be_absent_helps_the_motion_pass_and_the_quorum_fail() -> None:
    """An opposition that leaves the hall gives up the vote for the quorum."""
    slim, walkout = bloc("Government", 300, 90, "yes"), replace(OPPOSITION, party_line="absent")
    both = bloc("Opposition", 310, 8, "no")
    assert chance(slim, walkout, OTHERS) > 0.9 > 0.5 > chance(slim, both, OTHERS)
    found = held(slim, walkout, OTHERS, rule="majority-present", quorum=326)
    assert found.by_bloc[1, 3] > 0.8 * 280
    assert found.quorate.mean() < 0.6
    announced = held(slim, replace(OPPOSITION, boycott_announced=True), OTHERS, quorum=326)
    assert announced.by_bloc[1, 3] == 280
    assert announced.quorate.mean() <= found.quorate.mean()


def test_abstention_counts_against_where_a_majority_of_those_present_is_needed() -> None:
    """A partner that abstains lets a motion through under one rule and stops it under the other."""
    minority, partner = bloc("Government", 240, 90, "yes"), bloc("Partner", 120, 55, "abstain")
    against = bloc("Opposition", 200, 10, "no")
    assert chance(minority, partner, against) > 0.8
    assert chance(minority, partner, against, rule="majority-present") < 0.2


def test_a_number_of_votes_is_harder_than_a_majority() -> None:
    """Confidence and constitutions: absence is as good as a no."""
    chamber = (GOVERNMENT, OPPOSITION, OTHERS)
    chances = [chance(*chamber, rule=rule) for rule in ("majority-cast", "absolute", "two-thirds-total")]
    assert chances == sorted(chances, reverse=True)
    assert chances[2] < 0.01
    assert chances[1] < chances[0] - 0.1


def test_a_range_of_positions_is_doubt_about_the_result() -> None:
    sure = held(bloc("A", 60, 80), bloc("B", 40, 10))
    unsure = held(Bloc("A", 60, Estimate(value=80, low=20, high=95)), bloc("B", 40, 10))
    assert sure.passed.mean() > unsure.passed.mean() > 0.3
    assert unsure.counts[:, 0].std() > 1.3 * sure.counts[:, 0].std()


def test_salience_brings_a_blocs_members_in() -> None:
    """A close vote turns on who cares to come."""
    keen, idle = (
        held(bloc("For", 100, 85, "yes", salience=s), bloc("Against", 100, 15, "no")) for s in (95.0, 5.0)
    )
    assert keen.passed.mean() > 0.6 > 0.4 > idle.passed.mean()
    assert keen.by_bloc[0, 3] < idle.by_bloc[0, 3]


def test_boycott_as_a_choice_lists_every_equilibrium() -> None:
    """Two opponents who can break the quorum only together: all come, or both stay away."""
    found = held(
        bloc("For", 54, 95, "yes"),
        bloc("First", 23, 5),
        bloc("Second", 23, 5),
        rule="majority-present",
        quorum=58,
    )
    listed = {tuple(each["boycott"]): each["p_passed"] for each in found.as_json()["equilibria"]}
    assert set(listed) == {(), ("First", "Second")}
    assert listed[()] > 0.7 > 0.3 > listed["First", "Second"]
