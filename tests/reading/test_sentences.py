"""Tokens and sentences: every offset exact, damage survived."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.reading.text.sentences import sentences
from majlis.reading.text.tokens import tokens

SIGNS = st.text(alphabet="abcXYZ .,;:!?\n\"'“”‘’«»()-—3U.S.é\u0627", max_size=200)


def cut(text: str) -> list[str]:
    return [one.span.of(text) for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Holt left. He was late.", ["Mr. Holt left.", "He was late."]),
        ("The U.S. envoy left on Jan. 5. He was late.", ["The U.S. envoy left on Jan. 5.", "He was late."]),
        ("They marched in the square. in cold blood. Then it rained.",
         ["They marched in the square. in cold blood.", "Then it rained."]),
        ("The talks failed.Nobody was surprised.", ["The talks failed.", "Nobody was surprised."]),
        ("See example.com for more. It helps.", ["See example.com for more.", "It helps."]),
        ("“Will they stay?” asked Orla Finn. “No.”", ["“Will they stay?” asked Orla Finn.", "“No.”"]),
        ("It ends now.” The crowd cheered.", ["It ends now.”", "The crowd cheered."]),
        ("On the 9. March the dam burst. Nobody died.", ["On the 9. March the dam burst.", "Nobody died."]),
        ("The quarrel over AlbastThe harbour is shut.", ["The quarrel over Albast", "The harbour is shut."]),
        ("A headline\n\nA text.", ["A headline", "A text."]),
    ],
)  # fmt: skip
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_lines_of_a_fixed_width_are_one_paragraph() -> None:
    line = "the council has not decided whether the northern road is to be closed to"
    text = "\n".join(["In spring " + line, line, line, "lorries. It meets again on Monday."])
    assert len({one.paragraph for one in sentences(text)}) == 1
    assert len(sentences(text)) == 2


@given(SIGNS)
def test_every_token_is_the_text_at_its_offsets(text: str) -> None:
    found = tokens(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@given(SIGNS)
def test_sentences_hold_every_token_once(text: str) -> None:
    held = [token for one in sentences(text) for token in one.tokens]
    assert [one.text for one in held] == [one.text for one in tokens(text)]


def test_kinds_of_words() -> None:
    kinds = {
        one.text: one.kind for one in tokens("The minister said Vale's demands would not hold 12 towns.")
    }
    assert kinds["said"] == "verb"
    assert kinds["demands"] == "word"
    assert kinds["'s"] == "genitive"
    assert kinds["would"] == "modal"
    assert kinds["12"] == "number"
