"""Faults and how they are worded."""

import pytest

from majlis.case.fault import CaseFaults, Fault, kind_of, nearest, shown
from majlis.case.place import Place


def fault(file="a.csv", line=1, found="x"):
    return Fault(Place(file, line, 1), found, "y", "z")


def test_a_fault_says_place_found_expected_and_mend():
    assert str(fault()) == "a.csv:1:1: found x; expected y; mend: z"


def test_faults_are_sorted_and_said_once():
    error = CaseFaults("ferry", [fault("b.csv"), fault(line=12), fault(line=2), fault(line=12)])
    assert [str(f.place) for f in error.faults] == ["a.csv:2:1", "a.csv:12:1", "b.csv:1:1"]
    assert str(error).splitlines()[0] == "ferry: 3 faults"
    assert str(CaseFaults("ferry", [fault()])).startswith("ferry: 1 fault\n")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "'plain'"),
        ("it's", '"it\'s"'),
        (" two\n\tlines ", "'two lines'"),
        ("no\u00a0break", "'no<U+00A0>break'"),
        ("zero\u200bwidth", "'zero<U+200B>width'"),
        ("\x1b[2J", "'<U+001B>[2J'"),
        ("\u202eright to left", "'<U+202E>right to left'"),
        ("بغداد", "'بغداد'"),
        ("x" * 61, f"'{'x' * 60}…' (61 characters)"),
        ("x" * 10_000_000, f"'{'x' * 60}…' (10,000,000 characters)"),
        (None, "nothing"),
        (True, "'true'"),
        (2.50, "'2.5'"),
        (10**400, "a number too large to print"),
        ([], "an empty list"),
        ([1], "a list"),
        ({"a": 1}, "keys and values"),
    ],
)
def test_values_are_shown_on_one_line_with_what_cannot_be_seen(value, text):
    assert shown(value) == text


def test_kinds():
    assert kind_of("word") == "'word'"
    assert kind_of(float("nan")) == "a number too large to print"


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("positon", ["position", "salience"], "did you mean 'position'?"),
        ("POSITION", ["position", "salience"], "did you mean 'position'?"),
        ("protest", ["PROTEST", "AID"], "did you mean 'PROTEST'?"),
        ("kpd", ["kdp", "puk"], "did you mean 'kdp'?"),
        ("x", [], "there are none yet"),
        (
            "zzz",
            [f"a{n:02}" for n in range(30)],
            "one of the 30 known, such as a00, a01, a02, a03, a04, a05, a06, a07",
        ),
        ("x" * 10_000_000, ["a", "b"], "one of a, b"),
    ],
)
def test_the_nearest_known_word_is_offered(word, known, said):
    assert nearest(word, known) == said
