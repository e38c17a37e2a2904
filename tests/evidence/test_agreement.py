"""Krippendorff's alpha against the examples that its author prints."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from majlis.evidence.agreement import Level, alpha

# Krippendorff (2011), 'Computing Krippendorff's Alpha-Reliability', examples A, B and C: a row for each
# observer, a column for each unit, a dot where nothing was coded.
BINARY = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
CATEGORIES = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR_OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def units_of(table: tuple[str, ...]) -> list[list[int | str | None]]:
    def value(word: str) -> int | str | None:
        return None if word == "." else int(word) if word.isdigit() else word

    return [[value(word) for word in column] for column in zip(*(row.split() for row in table), strict=True)]


@pytest.mark.parametrize(
    ("table", "level", "printed"),
    [
        (BINARY, "nominal", 0.095),
        (CATEGORIES, "nominal", 0.692),
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ordinal", 0.815),
        (FOUR_OBSERVERS, "interval", 0.849),
        (FOUR_OBSERVERS, "ratio", 0.797),
    ],
)
def test_published_examples(table: tuple[str, ...], level: Level, printed: float) -> None:
    assert alpha(units_of(table), level) == pytest.approx(printed, abs=0.0005)


UNITS = st.lists(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=1, max_size=4), max_size=12)
LEVELS = st.sampled_from(("nominal", "ordinal", "interval", "ratio"))


@given(UNITS, LEVELS, st.randoms())
def test_order_of_units_and_coders_does_not_matter(units: list[list[int | None]], level: Level, rng) -> None:
    found = alpha(units, level)
    mixed = [rng.sample(unit, len(unit)) for unit in units]
    rng.shuffle(mixed)
    again = alpha(mixed, level)
    assert found == again or math.isclose(found, again, abs_tol=1e-9)


@given(UNITS, LEVELS)
def test_lone_values_change_nothing_and_one_is_the_most(units: list[list[int | None]], level: Level) -> None:
    found = alpha(units, level)
    assume(found is not None)
    assert found <= 1
    assert alpha([*units, [7, None], [None]], level) == found


@given(st.lists(st.integers(0, 4), min_size=2, max_size=10), LEVELS)
def test_agreement_of_all_is_one(values: list[int], level: Level) -> None:
    assume(len(set(values)) > 1)
    assert alpha([[value] * 3 for value in values], level) == pytest.approx(1)


def test_values_all_alike_have_no_alpha() -> None:
    assert alpha([[1, 1], [1, 1, 1]]) is None
    assert alpha([]) is None
