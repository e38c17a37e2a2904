"""Whether a statement is in the coder's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.evidence.own_words import RUN, copied_words

TEXT = "The mayor told\nthe council, on Friday, that 'no ship' will leave the old port before spring."


@pytest.mark.parametrize(
    ("statement", "copied"),
    [
        (
            "He said: THE COUNCIL on Friday, that no ship will wait",
            "THE COUNCIL on Friday, that no ship will",
        ),
        ("the council on Friday that no ship", None),
        ("Ships stay in the old port until spring, the mayor says", None),
        ("", None),
    ],
)
def test_eight_words_in_a_row_are_a_quotation(statement: str, copied: str | None) -> None:
    assert copied_words(statement, TEXT) == copied


WORDS = st.lists(st.sampled_from(("a", "b", "cd", "ab")), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_what_is_found_stands_in_both(statement: str, text: str) -> None:
    copied = copied_words(statement, text)
    runs = {tuple(text.split()[at : at + RUN]) for at in range(len(text.split()) - RUN + 1)}
    own = [tuple(statement.split()[at : at + RUN]) for at in range(len(statement.split()) - RUN + 1)]
    assert copied == next((" ".join(run) for run in own if run in runs), None)
