"""Quotations, also where a mark was lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.reading.text.quotes import quotations
from majlis.reading.text.sentences import sentences


def quoted(text: str) -> list[str]:
    return [one.span.of(text) for one in quotations(text, sentences(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we stay" and left.', ['"we stay"']),
        ("He said “we stay” and left.", ["“we stay”"]),
        ("Er sprach: „wir bleiben“ und ging.", ["„wir bleiben“"]),
        ("Il dit «nous restons» et part.", ["«nous restons»"]),
        ("He said 'we don't stay' and left.", ["'we don't stay'"]),
        ("The workers' vote doesn't count.", []),
        ('They called for "a great march,quot; against the dam.', ['"a great march,quot;']),
        ("It is unlawful, they say.” Then they left.", []),
        ("“Nobody asks us, said the mayor. The shops were shut.", ["“Nobody asks us,"]),
        ("She wrote that it “has a floor. Then she left.", ["“has a floor."]),
    ],
)
def test_what_is_quoted(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_that_runs_over_paragraphs() -> None:
    text = "Kale said: “We were asked.\n\n“We said no.\n\n“That is all.”"
    assert quoted(text) == ["“We were asked.", "“We said no.", "“That is all.”"]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»", max_size=120))
def test_quotations_do_not_overlap(text: str) -> None:
    found = quotations(text, sentences(text))
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))
