"""Boycott as a choice in votes on the way, beside the same game played on whole ballots."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from majlis.dynamics.staying_away import staying_away
from majlis.models.chamber import Ballots, Blocs, Line, Uniforms, ballots
from majlis.models.chamber_boycott import attendance_equilibria, opponents
from majlis.models.chamber_options import ChamberOptions
from majlis.models.chamber_rule import Rule

OPTIONS = ChamberOptions()
SAMPLE = 600


def chamber(seats: list[int], support: list[float], salience: float = 0.5) -> Blocs:
    count = len(seats)
    return Blocs(
        seats=np.array(seats),
        position=100.0 * np.array([support]),
        salience=np.full(count, salience),
        line=np.full(count, int(Line.UNKNOWN), dtype=np.int8),
        boycott=np.zeros(count, dtype=np.bool_),
    )


def away(seats: list[int], support: list[float], quorum: int, rule: str = "majority-present") -> list[bool]:
    chosen = staying_away(chamber(seats, support), Rule(rule, sum(seats), quorum), OPTIONS)
    return [bool(each) for each in chosen[0]]


def test_a_minority_that_the_quorum_needs_stays_away() -> None:
    assert away([50, 45], [0.9, 0.1], 48) == [False, True]


def test_nobody_stays_away_without_a_quorum_or_from_one_that_is_safe() -> None:
    assert away([50, 45], [0.9, 0.1], 0) == [False, False]
    assert away([80, 15], [0.9, 0.1], 48) == [False, False]


def test_a_majority_against_comes_and_votes_it_down() -> None:
    assert away([20, 75], [0.9, 0.1], 48) == [False, False]


def test_an_announced_boycott_is_no_choice() -> None:
    blocs = chamber([50, 45], [0.9, 0.1])
    announced = Blocs(blocs.seats, blocs.position, blocs.salience, blocs.line, np.array([False, True]))
    assert not staying_away(announced, Rule("majority-present", 95, 48), OPTIONS).any()


@given(
    st.lists(st.tuples(st.integers(1, 90), st.floats(0.0, 1.0)), min_size=1, max_size=6),
    st.floats(0.0, 1.0),
)
def test_supporters_always_come_and_a_draw_alone_is_as_in_a_batch(
    blocs: list[tuple[int, float]], share: float
) -> None:
    seats = [each for each, _ in blocs]
    rule = Rule("majority-present", sum(seats), int(share * sum(seats)))
    one = chamber(seats, [support for _, support in blocs])
    both = Blocs(
        one.seats, np.concatenate([100.0 - one.position, one.position]), one.salience, one.line, one.boycott
    )
    alone = staying_away(one, rule, OPTIONS)
    assert not alone[one.position >= 50.0].any()
    assert (staying_away(both, rule, OPTIONS)[1] == alone[0]).all()


def test_it_mostly_comes_to_what_best_replies_on_whole_ballots_come_to() -> None:
    random = np.random.default_rng(7)
    near = []
    for _ in range(60):
        seats = [int(each) for each in random.integers(5, 90, size=random.integers(2, 6))]
        support = [float(each) for each in random.uniform(0.02, 0.98, size=len(seats))]
        rule = Rule("majority-present", sum(seats), sum(seats) // 2 + 1)
        near.append(abs(on_ballots(seats, support, rule, random) - reckoned(seats, support, rule, random)))
    assert np.mean(np.array(near) < 0.1) > 0.9
    assert np.mean(near) < 0.03


def on_ballots(seats: list[int], support: list[float], rule: Rule, random: np.random.Generator) -> float:
    blocs, cast = sampled(seats, support, random)
    may = opponents(blocs, blocs.position[0])
    players = tuple(int(each) for each in np.argsort(-blocs.seats, kind="stable") if may[each])
    starts = np.zeros((0, len(players)), dtype=np.bool_)
    return attendance_equilibria(rule, cast, players, OPTIONS.gain, starts).reached.p_passed


def reckoned(seats: list[int], support: list[float], rule: Rule, random: np.random.Generator) -> float:
    blocs, cast = sampled(seats, support, random)
    cast = cast.kept_away(staying_away(blocs, rule, OPTIONS))
    return float(rule.passed(cast.yes.sum(1), cast.no.sum(1), cast.abstain.sum(1)).mean())


def sampled(seats: list[int], support: list[float], random: np.random.Generator) -> tuple[Blocs, Ballots]:
    one = chamber(seats, support)
    blocs = Blocs(one.seats, np.repeat(one.position, SAMPLE, axis=0), one.salience, one.line, one.boycott)
    count = len(seats)
    uniforms = Uniforms(
        swing=random.uniform(size=SAMPLE),
        turnout=random.uniform(size=SAMPLE),
        **{
            name: random.uniform(size=(SAMPLE, count))
            for name in ("attendance", "present", "support", "yes", "no")
        },
    )
    return blocs, ballots(blocs, uniforms, OPTIONS)
