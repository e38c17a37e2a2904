"""The chamber model: rules, counts by inversion, closed forms, bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from majlis.models.chamber import Ballots, Blocs, Line, Uniforms, ballots
from majlis.models.chamber_count import beta_quantile, binomial_quantile, tilted
from majlis.models.chamber_options import ChamberOptions
from majlis.models.chamber_rule import RULES, ChamberError, Rule
from majlis.models.options import OptionError, described

PLAIN = ChamberOptions(
    attend_low=1.0,
    attend_high=1.0,
    turnout=0.0,
    turnout_bloc=0.0,
    swing=0.0,
    doubt=0.0,
    abstention=0.0,
    alike_line=0.0,
    alike_open=0.0,
    alike_free=0.0,
)
"""Everybody comes, nobody abstains, members are independent."""


def blocs(
    seats: list[int],
    position: list[float],
    line: Line | list[Line] = Line.FREE,
    draws: int = 4_000,
    boycott: list[bool] | None = None,
) -> Blocs:
    lines = [line] * len(seats) if isinstance(line, Line) else line
    return Blocs(
        np.array(seats),
        np.tile(np.array(position, dtype=float), (draws, 1)),
        np.full(len(seats), 0.5),
        np.array(lines, dtype=np.int8),
        np.array(boycott or [False] * len(seats)),
    )


def uniforms(draws: int, size: int, seed: int = 1) -> Uniforms:
    random = np.random.default_rng(seed)
    return Uniforms(random.random(draws), random.random(draws), *random.random((5, draws, size)))


def hold(chamber: Blocs, options: ChamberOptions, seed: int = 1) -> Ballots:
    return ballots(chamber, uniforms(*chamber.position.shape, seed), options)


def test_rules_by_hand() -> None:
    def passed(rule: str, *votes: int, seats: int = 100, **more: int) -> bool:
        return bool(Rule(rule, seats, **more).passed(*votes))

    assert passed("majority-present", 26, 25, 0)
    assert not passed("majority-present", 26, 20, 6)
    assert passed("majority-cast", 26, 25, 40)
    assert not passed("majority-cast", 25, 25, 0)
    assert not passed("majority-cast", 0, 0, 0)
    assert passed("absolute", 51, 49, 0)
    assert not passed("absolute", 50, 0, 0)
    assert passed("two-thirds-total", 67, 33, 0)
    assert not passed("two-thirds-total", 66, 0, 0)
    assert Rule("two-thirds-total", 99).needed == 66
    assert Rule("two-thirds-total", 329).needed == 220
    assert Rule("absolute", 329).needed == 165
    assert Rule("majority-cast", 329).needed is None
    assert not passed("majority-cast", 30, 10, 0, quorum=41)
    assert passed("majority-cast", 30, 10, 1, quorum=41)
    assert not passed("majority-present", 30, 0, 0, threshold=31)
    assert not passed("majority-present", 40, 45, 0, threshold=31)
    assert passed("absolute", 40, 60, 0, threshold=40)


@pytest.mark.parametrize(
    ("rule", "seats", "quorum", "threshold", "message"),
    [
        ("majority-votes", 9, 0, None, "there is no rule 'majority-votes'; did you mean 'majority-"),
        ("plurality", 9, 0, None, "the rules are majority-present, majority-cast"),
        ("absolute", 9, 10, None, "the quorum is 10; it must be from 0 to 9, the seats of the chamber"),
        ("absolute", 9, -1, None, "the quorum is -1"),
        ("absolute", 9, 0, 10, "the threshold is 10; it must be from 1 to 9"),
        ("absolute", 9, 0, 0, "the threshold is 0"),
        ("absolute", 9, 2.5, None, "the quorum is 2.5; it must be a whole number"),
        ("absolute", 0, 0, None, "the seats is 0; it must be at least 1"),
    ],
)
def test_wrong_rules(rule: str, seats: int, quorum: int, threshold: int | None, message: str) -> None:
    with pytest.raises(ChamberError, match=message):
        Rule(rule, seats, quorum, threshold)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.floats(0.0, 1.0), st.floats(1e-9, 1 - 1e-9))
def test_binomial_counts_by_inversion(n: int, p: float, u: float) -> None:
    found = int(binomial_quantile(u, n, p))
    below, reached = stats.binom.cdf([found - 1, found], n, p)
    assert below <= u + 1e-9
    assert reached >= u - 1e-9
    assert 0 <= found <= n


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60), st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(1e-6, 1 - 1e-6))
def test_counts_never_fall_as_the_chance_rises(n: int, p: float, q: float, u: float) -> None:
    low, high = sorted((p, q))
    assert int(binomial_quantile(u, n, low)) <= int(binomial_quantile(u, n, high))
    assert int(binomial_quantile(u, n, p)) <= int(binomial_quantile(u, n + 1, p))


def test_counts_of_a_large_chamber() -> None:
    u = np.array([2.0**-53, 0.5, 1.0 - 2.0**-53])
    for p in (1e-12, 0.01, 0.5, 0.99, 1.0 - 1e-12):
        found = binomial_quantile(u, 10_000, p)
        assert (np.diff(found) >= 0).all()
        assert abs(found[1] - 10_000 * p) <= 1
        assert np.abs(found - 10_000 * p).max() < 10 * np.sqrt(10_000 * p * (1 - p)) + 5


def test_shares_keep_their_ends_and_their_mean() -> None:
    assert tilted([0.0, 0.5, 1.0], 2.0).tolist() == pytest.approx([0.0, 1 / (1 + np.exp(-2)), 1.0])
    u = (np.arange(20_000) + 0.5) / 20_000
    for mean, alike in ((0.9, 0.3), (0.02, 0.9), (0.5, 0.05)):
        share = beta_quantile(u, np.full(u.size, mean), alike)
        assert share.mean() == pytest.approx(mean, abs=2e-3)
        assert share.var() == pytest.approx(mean * (1 - mean) * alike, rel=0.02)
    assert beta_quantile(np.array([0.1, 0.9]), np.array([0.0, 1.0]), 0.3).tolist() == [0.0, 1.0]
    assert beta_quantile(np.array([0.1]), np.array([0.4]), 0.0).tolist() == [0.4]


def test_one_bloc_of_independents_is_binomial() -> None:
    draws = 40_000
    chamber = blocs([15], [60.0], draws=draws)
    votes = hold(chamber, PLAIN)
    assert (votes.yes + votes.no == 15).all()
    found = np.bincount(votes.yes[:, 0], minlength=16) / draws
    assert found == pytest.approx(stats.binom.pmf(np.arange(16), 15, 0.6), abs=0.01)
    passed = Rule("majority-cast", 15).passed(votes.yes[:, 0], votes.no[:, 0], votes.abstain[:, 0])
    assert passed.mean() == pytest.approx(stats.binom.sf(7, 15, 0.6), abs=0.01)


def test_one_bloc_of_like_minds_is_beta_binomial() -> None:
    draws, rho = 40_000, 0.3
    alike = ChamberOptions(**{**vars(PLAIN), "alike_free": rho})
    votes = hold(blocs([15], [60.0], draws=draws), alike)
    found = np.bincount(votes.yes[:, 0], minlength=16) / draws
    exact = stats.betabinom.pmf(np.arange(16), 15, 0.6 * (1 / rho - 1), 0.4 * (1 / rho - 1))
    assert found == pytest.approx(exact, abs=0.01)


def test_a_line_is_followed_as_the_equation_says() -> None:
    draws = 20_000
    # loyalty 0.87, agreement 2: at position 90 odds of 0.87 times exp(2 x 0.8), told to stay out exp(2 x 0.5)
    odds = 0.87 / 0.13 * np.exp([1.6, 1.0])
    lines = [Line.YES, Line.NO, Line.ABSTAIN, Line.ABSENT]
    votes = hold(blocs([20] * 4, [90.0, 10.0, 50.0, 50.0], lines, draws), PLAIN)
    follow, out = odds / (1 + odds)
    means = np.array([each.mean(axis=0) / 20 for each in (votes.yes, votes.no, votes.abstain)])
    assert means[0, 0] == pytest.approx(follow, abs=0.003)
    assert means[1, 1] == pytest.approx(follow, abs=0.003)
    assert means[2, 2] == pytest.approx(out, abs=0.003)
    assert means[:, 3].sum() == pytest.approx(1 - out, abs=0.003)


def test_salience_brings_members_and_binds_them() -> None:
    chamber = blocs([100, 100], [80.0, 80.0], Line.YES)
    keen = Blocs(chamber.seats, chamber.position, np.array([0.0, 1.0]), chamber.line, chamber.boycott)
    votes = hold(keen, ChamberOptions())
    present = (votes.yes + votes.no + votes.abstain).mean(axis=0)
    assert present[0] < present[1]
    assert (votes.yes.mean(axis=0) / present)[0] < (votes.yes.mean(axis=0) / present)[1]


def test_the_motion_turned_round_turns_the_result_round() -> None:
    lines = [Line.YES, Line.NO, Line.UNKNOWN, Line.FREE, Line.ABSTAIN, Line.ABSENT]
    turned = [Line.NO, Line.YES, *lines[2:]]
    position = np.array([80.0, 30.0, 65.0, 20.0, 40.0, 10.0])
    draws = 40_000
    one = hold(blocs([20] * 6, position.tolist(), lines, draws), ChamberOptions())
    other = hold(blocs([20] * 6, (100 - position).tolist(), turned, draws), ChamberOptions())
    assert one.yes.mean(axis=0) == pytest.approx(other.no.mean(axis=0), abs=0.12)
    assert one.yes.std(axis=0) == pytest.approx(other.no.std(axis=0), abs=0.12)
    assert one.abstain.mean(axis=0) == pytest.approx(other.abstain.mean(axis=0), abs=0.12)


LINES = st.sampled_from(list(Line))
CHAMBERS = st.lists(
    st.tuples(st.integers(1, 60), st.floats(0, 100), LINES, st.booleans()), min_size=1, max_size=8
)


@settings(max_examples=40, deadline=None)
@given(CHAMBERS, st.integers(0, 99))
def test_votes_add_up(rows: list[tuple[int, float, Line, bool]], seed: int) -> None:
    seats, position, lines, boycott = (list(column) for column in zip(*rows, strict=True))
    chamber = blocs(seats, position, lines, 200, boycott)
    votes = hold(chamber, ChamberOptions(), seed)
    for each in (votes.yes, votes.no, votes.abstain):
        assert (each >= 0).all()
    present = votes.yes + votes.no + votes.abstain
    assert (present <= chamber.seats).all()
    assert (present[:, chamber.boycott] == 0).all()


@settings(max_examples=40, deadline=None)
@given(CHAMBERS, st.integers(0, 7), st.floats(0, 100), st.integers(0, 99))
def test_more_support_never_costs_a_vote(
    rows: list[tuple[int, float, Line, bool]], which: int, more: float, seed: int
) -> None:
    """In every draw at least as many for and at most as many against, so P(passed) cannot fall."""
    seats, position, lines, boycott = (list(column) for column in zip(*rows, strict=True))
    raised = list(position)
    raised[which % len(rows)] = max(more, raised[which % len(rows)])
    before = hold(blocs(seats, position, lines, 200, boycott), ChamberOptions(), seed)
    after = hold(blocs(seats, raised, lines, 200, boycott), ChamberOptions(), seed)
    assert (after.yes >= before.yes).all()
    assert (after.no <= before.no).all()
    rule = Rule("majority-cast", sum(seats))
    chances = [
        rule.passed(each.yes.sum(axis=1), each.no.sum(axis=1), each.abstain.sum(axis=1)).mean()
        for each in (before, after)
    ]
    assert chances[0] <= chances[1]


@pytest.mark.parametrize("rule", list(RULES))
def test_independents_may_be_split(rule: str) -> None:
    """Independent members are the same chamber whether they sit as one bloc or as several."""
    draws = 40_000
    options = ChamberOptions(turnout_bloc=0.0, alike_free=0.0)
    chances = []
    for seats in ([60, 41], [60, 30, 10, 1]):
        votes = hold(blocs(seats, [75.0] + [30.0] * (len(seats) - 1), draws=draws), options)
        totals = [each.sum(axis=1) for each in (votes.yes, votes.no, votes.abstain)]
        chances.append(Rule(rule, 101, threshold=None, quorum=80).passed(*totals).mean())
    assert chances[0] == pytest.approx(chances[1], abs=0.015)


def test_a_whole_bloc_of_like_minds_is_not_its_parts() -> None:
    """With correlation a split breaks ranks less: that is what the correlation is for."""
    draws = 20_000
    whole = hold(blocs([60], [60.0], draws=draws), ChamberOptions()).yes.sum(axis=1).std()
    parts = hold(blocs([20, 20, 20], [60.0] * 3, draws=draws), ChamberOptions()).yes.sum(axis=1).std()
    assert parts < whole


def test_wrong_blocs() -> None:
    good = blocs([3, 4], [10.0, 90.0])
    with pytest.raises(ChamberError, match="there is no bloc"):
        blocs([], [])
    with pytest.raises(ChamberError, match="seats must be whole"):
        blocs([3, 0], [10.0, 90.0])
    with pytest.raises(ChamberError, match="at most 10,000 together"):
        blocs([9_999, 2], [10.0, 90.0])
    with pytest.raises(ChamberError, match="every position must be from 0 to 100"):
        blocs([3, 4], [10.0, float("nan")])
    with pytest.raises(ChamberError, match="differ in shape"):
        Blocs(good.seats, good.position[:, :1], good.salience, good.line, good.boycott)
    with pytest.raises(ChamberError, match="one of the lines"):
        Blocs(good.seats, good.position, good.salience, good.line + np.int8(9), good.boycott)


def test_every_parameter_says_what_it_rests_on() -> None:
    listed = described(ChamberOptions)
    for each in listed:
        assert each.about
        assert "judgement" in each.source
        assert each.low <= float(each.default) <= each.high
    with pytest.raises(OptionError, match="option loyalty is 2"):
        ChamberOptions(loyalty=2.0)


def test_the_extremes_of_every_parameter_give_counts() -> None:
    lines = list(Line)
    for end in ("low", "high"):
        options = ChamberOptions(**{each.name: getattr(each, end) for each in described(ChamberOptions)})
        votes = hold(blocs([1, 7, 50, 1, 300, 2], [0.0, 100.0, 50.0, 0.0, 100.0, 50.0], lines), options)
        assert ((votes.yes >= 0) & (votes.no >= 0) & (votes.abstain >= 0)).all()
