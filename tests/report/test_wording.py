"""Numbers, dates and conditions in words."""

from __future__ import annotations

import pytest

from majlis.case.day import Day
from majlis.case.issue import Issue
from majlis.case.question import condition_in
from majlis.report.scale_line import ScaleLine
from majlis.report.wording import (
    Measure,
    condition_in_words,
    day_in_words,
    fine_percent,
    of_hundred,
    opening,
    percent,
    plain_number,
    short_percent,
)

POINTS = [
    {"at": 0, "label": "out"},
    {"at": 33, "label": "dated"},
    {"at": 36, "label": "later"},
    {"at": 100, "label": "stay"},
]
PRESENCE = Issue.model_validate(
    {"id": "p", "label": "Presence", "scale": {"low": 0, "high": 100, "points": POINTS}}
)
DELAY = Issue.model_validate(
    {
        "id": "d",
        "label": "Delay",
        "scale": {
            "low": 4,
            "high": 10,
            "unit": "years",
            "points": [{"at": 4, "label": "4"}, {"at": 10, "label": "10"}],
        },
    }
)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.34, "34 %"), (0.0, "below 1 %"), (1.0, "above 99 %"), (0.005, "below 1 %"), (0.99, "99 %")],
)
def test_percent(share: float, words: str) -> None:
    assert percent(share).replace("\u00a0", " ") == words


def test_shares_near_the_ends() -> None:
    assert short_percent(0.001).replace("\u00a0", " ") == "< 1 %"
    assert of_hundred(0.001) == "fewer than 1 of 100"
    assert of_hundred(0.999) == "more than 99 of 100"
    assert of_hundred(0.0) == "0 of 100"
    assert of_hundred(0.434) == "43 of 100"


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0 %"), (0.004, "0.4 %"), (0.02, "2 %"), (0.126, "13 %"), (0.985, "98.5 %"), (1.0, "100 %")],
)
def test_fine_percent(share: float, words: str) -> None:
    assert fine_percent(share) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.08, "0.08"),
        (0.072, "0.072"),
        (1e-7, "0"),
        (100, "100"),
        (12345.6, "12,346"),
        (-4.75, "\u22124.75"),
        (27.5, "27.5"),
    ],
)
def test_plain_number(value: float, words: str) -> None:
    assert plain_number(value) == words


def test_natural_units() -> None:
    assert Measure(PRESENCE.scale).value(54.3) == "54 of 100"
    assert Measure(DELAY.scale).value(6.87).replace("\u00a0", " ") == "6.9 years"
    assert Measure(DELAY.scale).spoken(7.01) == "seven years"
    assert Measure(DELAY.scale).spoken(6.87).replace("\u00a0", " ") == "6.9 years"


def test_dates() -> None:
    assert day_in_words(Day("2024-02-07")) == "7 February 2024"
    assert day_in_words(Day("2024-02")) == "February 2024"
    assert day_in_words(Day("2024-W06")) == "week 6 of 2024"
    assert day_in_words(Day("2024")) == "2024"
    assert day_in_words(None) == ""


def test_conditions() -> None:
    for text, words in (
        ("p <= 33", "Presence at 33 or below"),
        ("p < 33", "Presence below 33"),
        ("p >= 33", "Presence at 33 or above"),
        ("p > 33", "Presence above 33"),
        ("p", "Presence"),
    ):
        condition = condition_in(text)
        assert condition is not None
        assert condition_in_words(condition, PRESENCE) == words
    condition = condition_in("d >= 7")
    assert condition is not None
    assert condition_in_words(condition, DELAY) == "Delay at 7 years or above"


def test_opening_keeps_whole_sentences() -> None:
    first, rest = opening("One sentence here. Two is here. Three.", 5)
    assert (first, rest) == ("One sentence here.", "Two is here. Three.")
    assert opening("Only this", 5) == ("Only this", "")


def test_ticks_keep_the_ends_and_their_distance() -> None:
    ticks = ScaleLine(PRESENCE).ticks()
    assert [tick.text for tick in ticks] == ["0", "33", "", "100"]
    assert [tick.x for tick in ticks] == [0.0, 33.0, 36.0, 100.0]
