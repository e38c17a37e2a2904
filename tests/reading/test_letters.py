"""Letters whatever their case, and the hints that spare patterns most texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from majlis.reading.documents import boilerplate, damage, date_words, provenance
from majlis.reading.documents.date_words import dates_in
from majlis.reading.figure_grammar import grammar
from majlis.reading.text.letters import plain_letters, small_letters

LETTERS = "aAiIkKsSéÉ“ \u0130\u0131\u017f\u212a"
RULES = [
    *((pattern, hints, True) for pattern, hints in boilerplate._rules()[1]),
    *(
        (rule.pattern, rule.hints, True)
        for kind in ("authors", "publishers")
        for rule in provenance._rules(kind)
    ),
    *((rule.pattern, rule.hints, False) for rule in damage._rules() if rule.hints),
]


@given(st.text(LETTERS), st.text("aiks ", min_size=1))
def test_what_a_pattern_finds_in_any_case_stands_in_small_letters(text: str, word: str) -> None:
    plain = plain_letters(text)
    assert len(small_letters(text)) == len(plain.lower()) == len(plain) == len(text)
    if re.search(word, text, re.IGNORECASE):
        assert word in small_letters(text)


@pytest.mark.parametrize(("pattern", "hints", "small"), RULES, ids=range(len(RULES)))
def test_whatever_fits_a_pattern_holds_one_of_its_hints(
    pattern: re.Pattern[str], hints: list[str], small: bool
) -> None:
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern))
    def holds(text: str) -> None:
        if (found := pattern.search(text)) is not None:
            assert any(hint in (small_letters(found[0]) if small else text) for hint in hints)

    holds()


@given(st.from_regex(grammar().date))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_stretch_that_is_a_date_looks_like_one(text: str) -> None:
    if (found := grammar().date.search(text)) is not None:
        near = text[max(0, found.start() - 1) : found.end() + 1]
        assert grammar().clock.search(near) or grammar().calendar.search(near)


@given(st.from_regex(date_words._any()))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_date_holds_a_digit_or_a_word_that_dates_need(text: str) -> None:
    for found in dates_in(text):
        words = {word.lower() for word in re.findall(r"\w+", found.span.of(text))}
        assert re.search(r"\d", found.span.of(text)) or words & date_words._starts().needed
