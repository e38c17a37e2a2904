"""Disagreement of coders as the spread of an estimate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.evidence.spread import Judgement, spread

NUMBER = st.floats(-100, 100)


def test_value_is_the_median_and_the_range_holds_everybody() -> None:
    found = spread([Judgement("a", 10, 5, 20), Judgement("b", 30, 30, 30), Judgement("a", 12, 0, 15)], ["C1"])
    assert (found.value, found.low, found.high) == (12, 0, 30)
    assert (found.coder, found.claims) == ("a; b", ("C1",))


@given(st.lists(st.tuples(NUMBER, NUMBER, NUMBER), min_size=1))
def test_every_number_lies_in_the_range(numbers: list[tuple[float, float, float]]) -> None:
    judgements = [Judgement("x", value, min(a, b), max(a, b)) for value, a, b in numbers]
    found = spread(judgements)
    assert found.low is not None
    assert found.high is not None
    for each in judgements:
        assert found.low <= min(each.low, each.value) <= max(each.high, each.value) <= found.high


def test_nobody_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        spread([])
