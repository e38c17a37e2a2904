"""Words as clues: counted once a statement, for the change and for more of the thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.reading.statements.weights import leaning_weights
from majlis.reading.statements.wording import KINDS, of_words

TEXTS = st.lists(st.lists(st.sampled_from(["job", "dust", "school"]), max_size=5), min_size=1, max_size=4)


def test_a_word_said_twice_counts_less_than_twice() -> None:
    clues = of_words([["job", "job", "dust"], ["job"]], way=-1)
    assert clues.turning == pytest.approx({"change: job": 2**0.5, "change: dust": 0.5**0.5})
    assert clues.fixed == pytest.approx({"more: job": -(2**0.5), "more: dust": -(0.5**0.5)})


def test_words_of_a_name_are_other_clues_than_words_said() -> None:
    clues = of_words([["minister"]], way=1, spoken=False)
    assert (clues.fixed, clues.turning) == (
        {"speaker, more: minister": 1.0},
        {"speaker, change: minister": 1.0},
    )


@given(TEXTS)
def test_the_other_pole_turns_more_of_the_thing_and_not_the_change(texts: list[list[str]]) -> None:
    one, other, unknown = (of_words(texts, way) for way in (1, -1, 0))
    assert one.turning == other.turning == unknown.turning
    assert one.fixed == {name: -value for name, value in other.fixed.items()}
    assert unknown.fixed == {}


def test_what_words_weigh_is_read_beside_the_other_clues() -> None:
    words = [name for name in leaning_weights() if name.split(": ")[0] in KINDS]
    assert len(words) > 1000
    assert all(abs(leaning_weights()[name]) < 2 for name in words)
