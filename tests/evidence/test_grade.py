"""Grades and the odds that they stand for."""

from itertools import pairwise

import pytest

from majlis.evidence.grade import (
    CREDIBILITY,
    ODDS,
    RELIABILITY,
    GradeError,
    check_table,
    describe,
    odds,
    probability,
)

LETTER = {"A": 4, "B": 2, "C": 1, "D": 1 / 2, "E": 1 / 4, "F": 1}
NUMBER = {1: 9, 2: 3, 3: 1, 4: 1 / 3, 5: 1 / 9, 6: 1}


@pytest.mark.parametrize("letter", RELIABILITY)
@pytest.mark.parametrize("number", CREDIBILITY)
def test_the_table_is_a_product(letter, number):
    assert odds(letter, number) == pytest.approx(LETTER[letter] * NUMBER[number])
    assert probability(letter, number) == pytest.approx(odds(letter, number) / (1 + odds(letter, number)))


def test_better_grades_have_better_odds():
    for number in CREDIBILITY:
        assert all(odds(better, number) > odds(worse, number) for better, worse in pairwise("ABCDE"))
    for letter in RELIABILITY:
        assert all(odds(letter, better) > odds(letter, worse) for better, worse in pairwise(range(1, 6)))


def test_what_cannot_be_judged_is_even_odds():
    assert odds("F", 6) == 1
    assert odds("F", None) == 1
    assert odds("B", None) == odds("B", 6) == 2
    assert probability("F", 6) == 0.5


def test_words():
    assert describe("B", 2) == "B2: usually reliable; probably true"
    assert describe("F", None) == "F6: reliability cannot be judged; truth cannot be judged"


@pytest.mark.parametrize(
    ("letter", "number", "said"),
    [
        ("G", 1, "reliability: found 'G', expected one of A, B, C, D, E, F"),
        ("a", 1, "reliability: found 'a'"),
        ("A", 0, "credibility: found 0, expected a number from 1 to 6"),
        ("A", 7, "credibility: found 7"),
        ("A", True, "credibility: found True"),
    ],
)
def test_grades_outside_the_code(letter, number, said):
    with pytest.raises(GradeError) as fault:
        odds(letter, number)
    assert said in str(fault.value)


def test_a_case_may_override_the_table():
    flat = dict.fromkeys(RELIABILITY, (1.0,) * 6)
    assert odds("A", 1, flat) == 1
    for change, said in [
        ({"C": (1.0,) * 5}, "odds of C: found"),
        ({"C": (1, 1, 0, 1, 1, 1)}, "expected six finite numbers above 0"),
        ({"C": (2, 1, 1, 1, 1, 1)}, "odds of B and C: expected those of B nowhere lower"),
        (
            {"A": (2, 3, 1, 1, 1, 1)},
            "(2, 3, 1, 1, 1, 1), expected them not to rise from 1 to 5",
        ),
        ({"E": (2, 1, 1, 1, 1, 1)}, "odds of D and E"),
    ]:
        with pytest.raises(GradeError) as fault:
            odds("A", 1, {**flat, **change})
        assert said in str(fault.value)
    check_table(ODDS)
