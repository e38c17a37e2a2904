"""The worth of settling a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.explore.settling import settling

SHARE = st.floats(0.0, 1.0)


def test_a_claim_that_decides_a_toss_is_worth_a_bit() -> None:
    assert settling(0.5, 1.0, 0.0) == pytest.approx(1.0)


@given(SHARE, SHARE, SHARE)
def test_it_is_never_worth_less_than_nothing_nor_more_than_a_bit(
    chance: float, if_true: float, if_false: float
) -> None:
    assert -1e-9 <= settling(chance, if_true, if_false) <= 1.0 + 1e-9


@given(SHARE, SHARE)
def test_what_is_known_or_changes_nothing_is_worth_nothing(answer: float, other: float) -> None:
    assert settling(0.3, answer, answer) == pytest.approx(0.0, abs=1e-9)
    assert settling(1.0, answer, other) == pytest.approx(0.0, abs=1e-9)
