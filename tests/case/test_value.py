"""Single values: ids, numbers, lists and texts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from majlis.case.value import LARGEST, Id, Ids, Number, Text, Whole, Words, is_id

ID, IDS, NUMBER, TEXT, WHOLE, WORDS = map(TypeAdapter, (Id, Ids, Number, Text, Whole, Words))


def refusal(adapter, value):
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    return caught.value.errors(include_url=False)[0]["msg"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.5", 12.5),
        (" 12 ", 12.0),
        ("-0.5", -0.5),
        ("\u22123", -3.0),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("1e-3", 0.001),
        ("2E2", 200.0),
        ("007", 7.0),
        (3, 3.0),
        (3.25, 3.25),
        ("999999999999999", 999999999999999.0),
    ],
)
def test_numbers(text, number):
    assert NUMBER.validate_python(text) == number


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "found nothing; expected a number"),
        (None, "found nothing; expected a number"),
        (True, "found 'true'; expected a number"),
        ([1], "found a list; expected a number"),
        ("12,5", "write 12.5"),
        ("-12,5", "write -12.5"),
        ("1,234", "write 1.234 or 1234"),
        ("1,234,567", "write 1234567"),
        ("1,234.5", "write 1234.5"),
        ("1.234,5", "write 1234.5"),
        ("1.234.567", "'1.234.567', points between thousands in a number"),
        ("1 234", "blanks in a number"),
        ("1\u202f234", "write 1234"),
        ("1'234", "a mark between thousands in a number"),
        ("1_000", "write 1000"),
        ("1_0", "write 10"),
        ("50%", "a percentage; expected a number on the scale; mend: write 50"),
        ("#DIV/0!", "a spreadsheet's error"),
        ("1E+05", "a spreadsheet's short form; expected the number with all its digits; mend: write 100000"),
        ("1.23E-05", "a spreadsheet's short form"),
        ("nan", "expected a finite number"),
        (".inf", "expected a finite number"),
        ("Infinity", "expected a finite number"),
        (math.nan, "expected a finite number below 1e+15"),
        (math.inf, "expected a finite number below 1e+15"),
        ("1e15", "found '1e15'; expected a finite number below 1e+15"),
        (10**400, "found a number too large to print; expected a finite number"),
        ("9" * 400, "expected a finite number below 1e+15"),
        ("10-20", "a range; expected one number; mend: write 10 < VALUE < 20"),
        ("10 – 20", "a range"),
        ("12\u200b", "a character that cannot be seen came with it; type 12 again"),
        ("\u00a012", None),
        ("“12”", "mend: write 12"),
        ("'12", "mend: write 12"),
        ("١٢٫٥", "mend: write 12.5"),
        ("–5", "mend: write -5"),
        ("½", "found '½'; expected a number; mend: write a number such as 12.5"),
        ("twelve", "found 'twelve'; expected a number; mend: write a number such as 12.5"),
        ("0x1F", "found '0x1F'; expected a number"),
        ("1:30", "found '1:30'; expected a number"),
    ],
)
def test_almost_numbers_are_named(value, said):
    if said is None:
        assert NUMBER.validate_python(value) == 12
    else:
        assert said in refusal(NUMBER, value)


@given(st.floats(-1e14, 1e14).filter(lambda x: abs(x) < LARGEST))
def test_a_number_that_python_writes_is_read_back(number):
    text = repr(number)
    if "e" in text or "E" in text:
        text = f"{number:.400f}".rstrip("0")
    assert NUMBER.validate_python(text) == number


@given(st.one_of(st.text(max_size=30), st.text(st.sampled_from("0123456789.,-+eE %_'< "), max_size=12)))
def test_any_text_is_a_finite_number_or_refused(text):
    try:
        number, kinds = NUMBER.validate_python(text), []
    except ValidationError as error:
        number, kinds = 0.0, [detail["type"] for detail in error.errors()]
    assert math.isfinite(number)
    assert kinds in ([], ["misfit"])


@pytest.mark.parametrize("value", ["a", "A_1-b", "7", "M000-01", 2024, "x" * 80, " padded "])
def test_ids(value):
    assert ID.validate_python(value) == str(value).strip()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "found nothing as an id"),
        (None, "found nothing as an id"),
        (True, "found 'true' as an id"),
        (1.5, "found '1.5' as an id"),
        ({"a": 1}, "found keys and values as an id"),
        ("_a", "mend: rename it, for example a"),
        ("US government", "mend: rename it, for example US_government"),
        ("Ba'ath", "mend: rename it, for example Ba_ath"),
        ("Müller", "mend: rename it, for example Muller"),
        ("العراق", "mend: rename it"),
        ("a\u200eb", "a character that cannot be seen came with it; type ab again"),
        ("x" * 81, "mend: shorten it"),
        ("a\nb", "rename it, for example a_b"),
    ],
)
def test_almost_ids_are_named(value, said):
    assert said in refusal(ID, value)


@given(st.text(max_size=90))
def test_an_id_is_what_validates(text):
    try:
        assert is_id(ID.validate_python(text))
    except ValidationError:
        assert not is_id(text.strip())


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("a|b", ("a", "b")),
        (" a | b |", ("a", "b")),
        ("", ()),
        (["a", "b"], ("a", "b")),
        ("a", ("a",)),
        ([], ()),
    ],
)
def test_lists_of_ids(value, ids):
    assert IDS.validate_python(value) == ids


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("a, b", "found 'a, b'; expected bars between ids; mend: write a|b"),
        ("a;b c", "mend: write a|b|c"),
        ("a،b", "mend: write a|b"),
        (["a", "b c"], "found 'b c'; expected bars between ids; mend: write b|c"),
        (["a", None], "found nothing as an id"),
        (["a", ["b"]], "found a list as an id"),
        (5, "found '5'; expected a list, or one cell with bars between"),
        (None, "found nothing; expected a list"),
        ("a|b,", "found 'b,' as an id"),
        (", ".join("abcdefgh"), "write a|b|c|d|…"),
    ],
)
def test_almost_lists_are_named(value, said):
    assert said in refusal(IDS, value)


def test_aliases_may_hold_blanks_but_no_commas():
    assert WORDS.validate_python("the mayor| Her Honour") == ("the mayor", "Her Honour")
    assert "write the mayor|Her Honour" in refusal(WORDS, "the mayor, Her Honour")


def test_whole_numbers():
    assert WHOLE.validate_python("73") == 73
    assert WHOLE.validate_python("73.0") == 73
    assert "a whole number" in refusal(WHOLE, "7.5")
    assert "a whole number" in refusal(WHOLE, "-1")
    assert "a number" in refusal(WHOLE, "many")


def test_texts():
    assert TEXT.validate_python("  a text ") == "a text"
    for value, found in (("", "nothing"), (" ", "' '"), (None, "nothing"), (["a"], "a list"), (5, "'5'")):
        said = refusal(TEXT, value)
        assert said.startswith(f"found {found}; expected text") or value == " "
