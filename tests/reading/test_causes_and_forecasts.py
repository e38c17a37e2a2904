"""Causal claims and forecasts: both ends, sign, probability words, horizon and condition."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.reading.actors.passage import passages
from majlis.reading.causes import causes
from majlis.reading.documents.document import Dating, Document
from majlis.reading.forecasts import forecasts
from majlis.reading.proposal import Proposal
from majlis.reading.text.sentences import sentences


def document(text: str) -> Document:
    return Document("article", "article.txt", text, date=Dating("2031-05-14", "day", "header"))


def caused(text: str) -> list[Proposal]:
    return causes(document(text), passages(document(text), sentences(text), ()))


def expected(text: str) -> list[Proposal]:
    return forecasts(document(text), passages(document(text), sentences(text), ()))


@pytest.mark.parametrize(
    ("text", "cause", "effect", "sign"),
    [
        ("The new tariff triggered a strike in the docks.", "The new tariff", "a strike in the docks", "+"),
        ("A patrol deters smugglers in the strait.", "A patrol", "smugglers in the strait", "-"),
        ("The coup did not prevent the vote on the budget.", "The coup", "the vote on the budget", "0"),
        (
            "The talks collapsed because the navy seized a trawler.",
            "the navy seized a trawler",
            "The talks collapsed",
            "+",
        ),
        (
            "If the army returns, the unions will close the docks.",
            "the army returns",
            "the unions will close the docks",
            "+",
        ),
        (
            "Unless the budget passes, offices could close in June.",
            "the budget passes",
            "offices could close in June",
            "-",
        ),
        (
            "The treaty is an obstacle to a second port.",
            "The treaty",
            "a second port",
            "-",
        ),
    ],
)
def test_a_cause_has_both_ends_and_a_sign(text: str, cause: str, effect: str, sign: str) -> None:
    (found,) = caused(text)
    assert (found.cause, found.effect, found.sign) == (cause, effect, sign)


def test_what_claims_no_cause_gives_none() -> None:
    assert caused("The dockers met on Monday. Who caused the strike?") == []


def test_a_forecast_has_its_words_horizon_and_condition() -> None:
    (found,) = expected("The junta will probably fall before June 2031 if the banks stay shut.")
    assert found.quote.startswith("The junta will probably fall")
    assert found.status == "forecast"
    assert found.note is not None
    assert "on the condition 'if the banks stay shut'" in found.note
    assert found.value is None


def test_a_denied_forecast_says_so() -> None:
    (found,) = expected("The senate will not approve the budget.")
    assert found.status == "denied"


def test_the_past_is_no_forecast() -> None:
    assert expected("The senate approved the budget. It would have failed.") == []


WORDS = st.sampled_from(
    ["if", "the", "army", "will", "because", "of", "cause", "caused", ",", ".", "could", "“", "by"]
)
MORE = st.sampled_from(
    ["likely", "obstacle", "to", "expected", "not", "unless", "lead", "strikes", "that", "?"]
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(WORDS | MORE, max_size=30).map(" ".join)))
def test_any_text_gives_exact_quotes(text: str) -> None:
    for found in (*caused(text), *expected(text)):
        assert found.quote == text[found.start : found.end] != ""
