"""Words of probability: half-open intervals of ICD 203."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.forecast.words import SCALE, word_for


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.0, "below 1 %"),
        (0.0099, "below 1 %"),
        (0.01, "almost no chance"),
        (0.05, "very unlikely"),
        (0.20, "unlikely"),
        (0.4499, "unlikely"),
        (0.45, "roughly even chance"),
        (0.55, "likely"),
        (0.80, "very likely"),
        (0.95, "almost certain"),
        (0.9899, "almost certain"),
        (0.99, "above 99 %"),
        (1.0, "above 99 %"),
    ],
)
def test_words_at_the_edges(probability: float, word: str) -> None:
    """US Intelligence Community Directive 203 (2015), section 6.D.2.a, as half-open intervals."""
    assert word_for(probability) == word


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan")])
def test_no_word_outside(value: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        word_for(value)


@given(st.floats(0, 1), st.floats(0, 1))
def test_words_rise_with_probability(first: float, second: float) -> None:
    order = [word for _, word in SCALE] + ["above 99 %"]
    low, high = sorted((first, second))
    assert order.index(word_for(low)) <= order.index(word_for(high))
