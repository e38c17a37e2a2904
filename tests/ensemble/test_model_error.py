"""The models' own error."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from majlis.case.estimate import Estimate
from majlis.case.issue import Issue, Scale, ScalePoint
from majlis.ensemble.model_error import landed, model_error

SCALE = Scale(low=4, high=10, points=(ScalePoint(at=4, label="a"), ScalePoint(at=10, label="b")))


def test_default_is_a_share_of_the_scale() -> None:
    estimate = model_error(Issue(id="i", label="I", scale=SCALE))
    assert (estimate.low, estimate.value, estimate.high) == (1.5, 1.6500000000000001, 1.7999999999999998)
    assert "EU" in (estimate.reason or "")


def test_the_cases_own_error_is_used() -> None:
    own = Estimate(value=0.5, reason="known")
    assert model_error(Issue(id="i", label="I", scale=SCALE, error=own)) is own


@given(st.floats(4, 10), st.floats(-100, 100))
def test_landing_stays_on_the_scale(settlement: float, shift: float) -> None:
    place = landed(np.array([settlement]), np.array([shift]), (4.0, 10.0))[0]
    assert 4.0 <= place <= 10.0
    assert (place - settlement) * shift >= 0.0
