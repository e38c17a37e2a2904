"""The expression language: what is read, what is refused, and that nothing else comes out."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from majlis.case.expression import (
    DEEPEST,
    And,
    Compare,
    Count,
    Happened,
    Not,
    Number,
    Or,
    Sum,
    Variable,
    hazards_in,
    kind,
    parse,
    parts_of,
    variables_in,
)
from majlis.case.gate import Gate, gates_in

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,5}(-[a-z0-9]{1,3})?(\.[a-z][a-z0-9]{0,4}){0,2}", fullmatch=True)
HAZARDS = NAMES.filter(lambda name: name not in ("and", "or", "not", "happened", "count"))
SIGNS = st.sampled_from(["<", "<=", ">", ">="])
LEAVES = st.one_of(
    st.floats(0, 1e6, allow_nan=False).map(Number),
    HAZARDS.map(Variable),
    st.builds(lambda issue, arena: Variable(f"{issue}@{arena}"), *[st.sampled_from(["aid", "toll-2"])] * 2),
    HAZARDS.map(Count),
)
SUMS = st.lists(st.tuples(st.sampled_from([1, -1]), LEAVES), min_size=2, max_size=4).map(
    lambda terms: Sum(((1, terms[0][1]), *terms[1:]))
)
NUMBERS = LEAVES | SUMS
TRUTHS = st.recursive(
    HAZARDS.map(Happened) | st.builds(Compare, NUMBERS, SIGNS, NUMBERS),
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.lists(parts, min_size=2, max_size=3).map(lambda found: And(tuple(found))),
        st.lists(parts, min_size=2, max_size=3).map(lambda found: Or(tuple(found))),
    ),
    max_leaves=8,
)
PARTS = (Number, Variable, Happened, Count, Sum, Compare, And, Or, Not)


def written(part):
    """An expression as text; each truth but the last in brackets."""
    match part:
        case Number(value):
            return repr(value)
        case Variable(name):
            return name
        case Happened(hazard):
            return f"happened({hazard})"
        case Count(hazard):
            return f"count({hazard})"
        case Sum(terms):
            rest = "".join(f" {'+' if sign > 0 else '-'} {written(term)}" for sign, term in terms[1:])
            return written(terms[0][1]) + rest
        case Compare(left, comparison, right):
            return f"{written(left)} {comparison} {written(right)}"
        case Not(inner):
            return f"not ({written(inner)})"
        case And(parts):
            return " and ".join(f"({written(inner)})" for inner in parts)
        case Or(parts):
            return " or ".join(f"({written(inner)})" for inner in parts)


@given(NUMBERS | TRUTHS)
def test_what_is_written_is_read_again(expression):
    assert parse(written(expression)) == expression


@given(TRUTHS)
def test_columns_are_where_names_stand(expression):
    text = written(expression)
    read = parse(text)
    for variable in variables_in(read):
        assert text[variable.column - 1 :].startswith(variable.name)
    for part in hazards_in(read):
        assert text[part.column - 1 :].startswith(part.hazard)


@given(NUMBERS, TRUTHS)
def test_kinds(number, truth):
    assert kind(parse(written(number))) == "number"
    assert kind(parse(written(truth))) == "truth"


@given(st.text(max_size=60) | st.text(alphabet="ab1.@-+<>=() notrcuhpe\n'\"*", max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        parts = list(parts_of(parse(text)))
    except PydanticCustomError as error:
        parts = []
        said = error.context
    else:
        said = {"found": "an expression"}
    assert all(isinstance(part, PARTS) for part in parts)
    assert all(words.strip() for words in said.values() if words != ())


def test_precedence_and_signs():
    assert parse("happened(a) or happened(b) and not happened(c)") == Or(
        (Happened("a"), And((Happened("b"), Not(Happened("c")))))
    )
    assert parse("a - b + 3 > -2") == Compare(
        Sum(((1, Variable("a")), (-1, Variable("b")), (1, Number(3)))), ">", Number(-2)
    )
    assert parse("a - (b - c)") == Sum(
        ((1, Variable("a")), (-1, Sum(((1, Variable("b")), (-1, Variable("c"))))))
    )
    assert parse("-a") == Sum(((-1, Variable("a")),))
    assert parse("((presence <= 33))") == parse("presence <= 33")


def test_a_hyphen_between_letters_belongs_to_the_name():
    assert parse("night-ferry") == Variable("night-ferry")
    assert parse("night - ferry") == Sum(((1, Variable("night")), (-1, Variable("ferry"))))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "found nothing; expected an expression"),
        ("a == 3", "found '==' at character 3; expected names, numbers"),
        ("a = 3", "mend: write <= or >="),
        ("a ≥ 3", "mend: write >="),
        ("a =< 3", "mend: write <="),
        ("a & b", "mend: write 'and'"),
        ("happend(x)", "did you mean 'happened'?"),
        ("happened", "found 'happened' without brackets at character 1; expected happened(HAZARD)"),
        ("3 > count()", "found count() without the name of a hazard at character 5"),
        ("happened(3)", "found happened() without the name of a hazard"),
        ("happened(count(x))", "found happened() without the name of a hazard"),
        ("1 < a < 3", "found a chain of comparisons at character 1; expected one comparison"),
        ("a and happened(b)", "found a number at character 1; expected something true or false"),
        ("1 + happened(b)", "found something true or false at character 5; expected a number"),
        ("a) or (b", "found no expression at character 2"),
        ("a +", "found no expression at character 3"),
        ("a <", "found no expression at character 3"),
        ("1e99 < a", "found '1e99' at character 1; expected below 1e+15"),
        ("2nd < a", "found '2nd' at character 1"),
        ("a if b else c", "found no expression"),
        ("__import__('os')", "found '__import__' at character 1"),
        ("a.__class__", "found '.' at character 2"),
        ("[a for a in b]", "found '[' at character 1"),
        ("lambda: 1", "found ':' at character 7"),
        ("a := 3", "found ':' at character 3"),
        ("a * 3", "found '*' at character 3"),
        ("~a", "found '~' at character 1"),
        ("f'{a}'", 'found "\'" at character 2'),
        ("count(x)(y)", "before brackets at character 1"),
    ],
)
def test_what_is_refused(text, said):
    with pytest.raises(PydanticCustomError) as caught:
        parse(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 100_000, "an expression of 100,000 characters"),
        ("x" * 1_000, "a name of 1000 characters"),
        ("not " * 450 + "happened(x)", "nested too deep"),
        ("(" * 150 + "a - (" * (DEEPEST + 1) + "b" + ")" * (DEEPEST + 151), "nested too deep"),
        ("(" * 900 + "a" + ")" * 900, "no expression"),
        ("-" * 1_500 + "a", "nested too deep"),
        ("(" * 1_900, "no expression"),
    ],
)
def test_hostile_input_is_refused_quickly(text, said):
    begin = time.process_time()
    with pytest.raises(PydanticCustomError) as caught:
        parse(text)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 500
    assert time.process_time() - begin < 1.0


def test_a_long_sum_is_no_deep_one():
    assert len(parse("a" + " + a" * 400).terms) == 401


def test_gates():
    assert gates_in("regime >= 0.5 and escalation.attacks < 1 and force > -2") == (
        Gate("regime", ">=", 0.5),
        Gate("escalation.attacks", "<", 1.0),
        Gate("force", ">", -2.0),
    )
    assert [gate.column for gate in gates_in("a < 1 and b < 2")] == [1, 11]


@pytest.mark.parametrize(
    "text", ["0.5 < a", "a < b", "a < 1 or b < 1", "happened(x)", "a", "not a < 1", "a + 1 < 2"]
)
def test_gates_are_one_variable_and_one_number(text):
    with pytest.raises(PydanticCustomError, match="expected VARIABLE >= NUMBER"):
        gates_in(text)
