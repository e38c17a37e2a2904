"""Answers: shares, quantiles and words read off the draws."""

from __future__ import annotations

import numpy as np
import pytest

from majlis.case.case import Case
from majlis.ensemble.run import run_static
from majlis.forecast.answer import answers


def test_binary_question_without_motion_has_a_direction(iraq: Case) -> None:
    ensemble = run_static(iraq, draws=400)
    headline = answers(ensemble)[0]
    landing = ensemble.landed("presence")
    assert headline.probability is None
    assert headline.direction is not None
    assert headline.direction.share == pytest.approx(np.mean(landing <= 33))
    assert headline.words is not None
    assert headline.words.endswith(", undated")
    assert "<= 33" in headline.direction.towards
    assert headline.by_model["settlement"] == headline.direction.share


def test_numeric_question_has_quantiles(emissions: Case) -> None:
    ensemble = run_static(emissions, draws=400)
    delay, long = answers(ensemble)
    assert delay.quantiles == {
        level: pytest.approx(np.quantile(ensemble.landed("delay"), float(level)))
        for level in ("0.1", "0.5", "0.9")
    }
    assert long.direction is not None
    assert long.direction.share == pytest.approx(np.mean(ensemble.landed("delay") >= 7))


def test_report_never_prints_certainty_from_input_noise(emissions: Case) -> None:
    """Input noise alone puts the mean above 7 in every draw; with the models' error it is not so."""
    ensemble = run_static(emissions.model_copy(update={"model": "mean"}), draws=2_000)
    assert np.mean(ensemble.answer("delay") >= 7) > 0.99
    long = answers(ensemble)[1]
    assert long.direction is not None
    assert 0.4 < long.direction.share < 0.8
