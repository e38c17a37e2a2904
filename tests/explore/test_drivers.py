"""Drivers: rank correlations equal scipy's, and only what reaches an answer is listed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import rankdata, spearmanr

from majlis.case.case import Case
from majlis.ensemble.run import run_static
from majlis.explore.drivers import _centred_ranks, drivers


def test_correlations_equal_scipy(emissions: Case) -> None:
    ensemble = run_static(emissions, draws=500)
    settled = ensemble.answer("delay")
    for driver in drivers(ensemble, "delay"):
        column = ensemble.assembly.names.index(driver.estimate)
        expected = spearmanr(ensemble.inputs[:, column], settled).statistic
        assert driver.correlation == pytest.approx(expected, abs=1e-12)


def test_strongest_first_and_in_the_right_direction(emissions: Case) -> None:
    found = drivers(run_static(emissions.model_copy(update={"model": "mean"}), draws=2_000), "delay")
    sizes = [abs(driver.correlation) for driver in found]
    assert sizes == sorted(sizes, reverse=True)
    by_name = {driver.estimate: driver for driver in found}
    assert by_name["uk.delay.position"].correlation > 0
    assert by_name["uk.delay.position"].when_high > by_name["uk.delay.position"].when_low
    assert by_name["denmark.delay.salience"].correlation < 0


def test_an_answer_is_driven_by_what_it_reads(iraq: Case) -> None:
    ensemble = run_static(iraq, draws=200)
    presence = {driver.estimate for driver in drivers(ensemble, "presence")}
    assert "bilateral.gov_iraq.weight" in presence
    assert any(name.startswith("coordination_framework.presence") for name in presence)
    assert not any(".autonomy" in name for name in presence)


def test_one_draw_drives_nothing(emissions: Case) -> None:
    assert drivers(run_static(emissions, draws=1), "delay") == ()


@given(arrays(np.float64, st.integers(1, 30), elements=st.integers(0, 5).map(float)))
def test_ranks_share_ties(values: np.ndarray) -> None:
    ranks = rankdata(values)
    np.testing.assert_allclose(_centred_ranks(values), ranks - ranks.mean(), atol=1e-12)
