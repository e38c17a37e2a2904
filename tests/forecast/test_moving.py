"""Answers of a case in motion."""

from __future__ import annotations

import pytest

from majlis.case.load import load
from majlis.ensemble.motion.run import run_motion
from majlis.forecast.moving import moving_answers


def test_a_model_that_changes_nothing_says_the_same_though_it_ran_fewer_draws() -> None:
    case = load("philippines-2020")
    run, fewer = run_motion(case, draws=120), run_motion(case, draws=40)
    answers = moving_answers(run, {"likewise": fewer})
    assert answers[0].by_model["likewise"] == pytest.approx(answers[0].probability)
    for answer in answers:
        said = list(answer.by_model.values())
        assert said == pytest.approx([said[0]] * len(said))


def test_a_premise_that_too_few_draws_meet_gives_no_model() -> None:
    case = load("philippines-2020")
    run, fewer = run_motion(case, draws=120), run_motion(case, draws=40)
    conditional = [answer for answer in moving_answers(run, {"likewise": fewer}) if answer.asked < 0.5]
    assert conditional
    assert all("likewise" not in answer.by_model for answer in conditional)
