"""Words turned into numbers: within their intervals, and the same words that the reports use."""

from __future__ import annotations

import pytest

from majlis.forecast.verbal_probability import verbal_probabilities
from majlis.forecast.words import SCALE, word_for

TABLE = verbal_probabilities()
SYNONYMS = {"probable": "likely", "improbable": "unlikely"}


@pytest.mark.parametrize("word", TABLE)
def test_a_number_is_the_middle_of_its_interval(word):
    row = TABLE[word]
    assert 0.0 < row.low < row.high < 1.0
    assert row.value == pytest.approx((row.low + row.high) / 2)


@pytest.mark.parametrize("word", [w for w, row in TABLE.items() if row.basis == "literature"])
def test_the_published_words_are_those_of_the_reports(word):
    row = TABLE[word]
    assert row.source == "ICD 203"
    assert word_for(row.value) == SYNONYMS.get(word, word)
    ends = [0.0, *(upper for upper, _ in SCALE)]
    assert row.low in ends
    assert row.high in ends


def test_words_of_possibility_are_marked_as_judgement():
    judged = {word for word, row in TABLE.items() if row.basis == "judgement"}
    assert judged == {"possible", "may", "could", "might", "potentially"}
