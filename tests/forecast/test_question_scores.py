"""Scores of answers: proper, bounded, and never of the wrong kind."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.forecast.question_scores import FLOOR, brier, log_score, scores_of
from majlis.forecast.score_means import Paired, paired
from majlis.forecast.scores import Mixture

SHARE = st.floats(0.0, 1.0)
INNER = st.floats(FLOOR, 1.0 - FLOOR)


def test_known_values():
    assert (brier(0.2, True), brier(0.2, False)) == pytest.approx((0.64, 0.04))
    assert log_score(0.5, True) == pytest.approx(math.log(2))
    assert log_score(0.0, True) == pytest.approx(-math.log(FLOOR))
    assert log_score(1.0, True) == pytest.approx(-math.log(1 - FLOOR))


@given(truth=SHARE, other=SHARE)
def test_the_brier_score_expects_least_of_the_truth(truth, other):
    def expected(p):
        return truth * brier(p, True) + (1 - truth) * brier(p, False)

    assert expected(truth) <= expected(other) + 1e-12


@given(truth=INNER, other=SHARE)
def test_the_log_score_expects_least_of_the_truth(truth, other):
    def expected(p):
        return truth * log_score(p, True) + (1 - truth) * log_score(p, False)

    assert expected(truth) <= expected(other) + 1e-9


@given(SHARE)
def test_yes_of_p_is_no_of_one_minus_p(p):
    assert brier(p, True) == pytest.approx(brier(1 - p, False))
    assert log_score(p, True) == pytest.approx(log_score(1 - p, False))


def test_an_answer_is_scored_by_its_kind():
    assert set(scores_of(0.3, "no")) == {"brier", "log"}
    assert scores_of(Mixture.of([2500.0]), 2000.0) == {"crps": 500.0}
    with pytest.raises(TypeError, match="cannot be scored"):
        scores_of(0.3, 2500.0)
    with pytest.raises(TypeError, match="cannot be scored"):
        scores_of(Mixture.of([1.0]), "yes")


def test_means_are_of_the_same_questions():
    scores = [
        {"forecast": {"brier": 0.1}, "experts": {"brier": 0.3}},
        {"forecast": {"brier": 0.9}},
        {"forecast": {"crps": 5.0}, "experts": {}},
        {"experts": {"brier": 0.0}},
    ]
    assert paired(scores, "brier", "experts") == Paired(1, 0.1, 0.3)
    assert paired(scores, "crps", "experts") is None
