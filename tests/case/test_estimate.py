"""Estimates: their forms, what is refused, and what draws are taken from."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from majlis.case.estimate import Estimate
from majlis.chance.distribution import Discrete, Fixed, LogNormal, Pert, Triangular, TruncatedNormal, Uniform


def of(given_form):
    return Estimate.model_validate(given_form)


def refusal(given_form):
    with pytest.raises(ValidationError) as caught:
        of(given_form)
    detail = caught.value.errors(include_url=False)[0]
    return detail["msg"], (*detail["loc"], *detail["ctx"]["at"])


@pytest.mark.parametrize(
    "form",
    ["10 < 20 < 40", "10<20<40", [10, 20, 40], ["10", "20", "40"], {"value": "10 < 20 < 40"},
     {"value": 20, "low": 10, "high": 40}, {"value": "20", "low": "10", "high": "40"},
     {"value": 20, "low": 10, "high": 40, "shape": None, "coder": None}],
)  # fmt: skip
def test_all_forms_of_one_estimate(form):
    estimate = of(form)
    assert (estimate.low, estimate.value, estimate.high, estimate.shape) == (10, 20, 40, "triangular")
    assert (estimate.centre, estimate.ends) == (20, (10, 40))
    assert of(estimate) is estimate


def test_a_bare_number_is_certain():
    for form in (7, "7", {"value": 7}, {"value": "7"}):
        estimate = of(form)
        assert estimate.distribution() == Fixed(7)
        assert (estimate.centre, estimate.ends) == (7, (7, 7))


@pytest.mark.parametrize(
    ("form", "distribution"),
    [
        ({"value": 20, "low": 10, "high": 40}, Triangular(10, 20, 40)),
        ({"value": 20, "low": 10, "high": 40, "shape": "pert"}, Pert(10, 20, 40)),
        ({"value": 20, "low": 10, "high": 40, "shape": "lognormal"}, LogNormal(10, 20, 40)),
        ({"value": 20, "low": 10, "high": 40, "shape": "normal"}, TruncatedNormal(10, 20, 40, 0, 100)),
        ({"value": 20, "low": 10, "high": 40, "shape": "uniform"}, Uniform(10, 40)),
        ({"low": 10, "high": 40, "shape": "uniform"}, Uniform(10, 40)),
        ({"value": "0:1 | 50:3", "shape": "discrete"}, Discrete((0, 50), (0.25, 0.75))),
        ({"value": 20, "low": 20, "high": 20, "shape": "pert"}, Fixed(20)),
        ({"low": 20, "high": 20, "shape": "uniform"}, Fixed(20)),
    ],
)
def test_what_draws_are_taken_from(form, distribution):
    estimate = of(form)
    assert estimate.distribution(0, 100) == distribution
    assert estimate.ends[0] <= estimate.centre <= estimate.ends[1]


def test_the_centre_of_an_estimate_without_a_value_is_its_mean():
    assert of({"low": 10, "high": 40, "shape": "uniform"}).centre == 25
    assert of({"value": "0:1 | 50:3", "shape": "discrete"}).centre == 37.5


def test_support():
    assert of({"value": 1, "claims": "C1|C2", "reason": "because"}).support == "claims"
    assert of({"value": 1, "reason": "because"}).support == "judgement"
    assert of(1).support == "unsupported"


@pytest.mark.parametrize(
    ("form", "said", "at"),
    [
        (None, "no value", ("value",)),
        ({}, "no value", ("value",)),
        ({"low": 1, "high": 2}, "no value", ("value",)),
        ({"value": 5, "low": 1}, "a low without a high", ("low",)),
        ({"value": 5, "high": 9}, "a high without a low", ("high",)),
        ({"value": 5, "low": 9, "high": 1}, "low 9 above high 1", ("low",)),
        ({"value": 5, "low": 6, "high": 9}, "value 5 outside its range 6 to 9", ("value",)),
        ({"value": 5, "low": 1, "high": 4, "shape": "uniform"}, "value 5 outside", ("value",)),
        ("6 < 5 < 9", "value 5 outside", ("value",)),
        ([6, 5, 9], "value 5 outside", (1,)),
        ([9, 5, 1], "low 9 above high 1", (0,)),
        ([1, 2], "2 numbers", ()),
        ([1, "x", 3], "'x'; expected a number", (1,)),
        ("1 < 2", "2 numbers; expected three", ("value",)),
        ("1 < x < 3", "'x'; expected a number", ("value",)),
        ("1 < 2 < ", "nothing; expected a number", ("value",)),
        ({"value": "1 < 2 < 3", "low": 1}, "beside 'low' or 'high'", ("value",)),
        ({"value": 5, "shape": "prt"}, "the shape 'prt'", ("shape",)),
        ({"value": 5, "shape": ["pert"]}, "the shape a list", ("shape",)),
        ({"value": 5, "shape": "pert"}, "the shape 'pert' without a range", ("shape",)),
        ({"value": 5, "low": 0, "high": 9, "shape": "lognormal"}, "low 0 in a lognormal", ("low",)),
        ({"value": 5, "low": 1e-200, "high": 9e14, "shape": "lognormal"}, "too wide to compute", ("high",)),
        ({"value": "1:2", "shape": "triangular"}, "'1:2'; expected a number", ("value",)),
        ({"value": "1:2|3:4"}, "in the shape 'triangular'", ("value",)),
        ({"value": "5", "shape": "discrete"}, "expected points with weights", ("value",)),
        ({"shape": "discrete"}, "a discrete estimate without points", ("value",)),
        ({"value": "1:0|2:1", "shape": "discrete"}, "a weight of zero or less", ("value",)),
        ({"value": "1:1|1:2", "shape": "discrete"}, "the point 1 twice", ("value",)),
        ({"value": "1:x", "shape": "discrete"}, "'x'; expected a number", ("value",)),
        ({"value": "1:1|2:1", "low": 1, "high": 2, "shape": "discrete"}, "a range beside points", ("low",)),
        ({"value": 1, "points": [[1, 1]]}, "points without the shape 'discrete'", ("points",)),
        ({"value": [1]}, "a list; expected a number", ("value",)),
        ({"value": True}, "'true'; expected a number", ("value",)),
    ],
)  # fmt: skip
def test_what_makes_no_estimate(form, said, at):
    message, place = refusal(form)
    assert said in message
    assert place == at


NUMBERS = st.one_of(st.integers(-100, 100), st.floats(-1e6, 1e6), st.floats(-1e14, 1e14))


@given(NUMBERS, NUMBERS, NUMBERS)
def test_shorthand_list_and_mapping_agree(a, b, c):
    low, value, high = sorted((float(a), float(b), float(c)))
    texts = [f"{n:.400f}".rstrip("0") for n in (low, value, high)]
    estimates = [of([low, value, high]), of({"low": low, "value": value, "high": high})]
    if max(map(len, texts)) < 300:
        estimates.append(of(" < ".join(texts)))
    assert all(estimate == estimates[0] for estimate in estimates)


@given(
    st.sampled_from(["triangular", "pert", "normal", "uniform", "lognormal", "discrete"]),
    st.one_of(st.none(), NUMBERS, st.sampled_from(["0:1|5:2", "1:1e-300|2:1", "3 < 4 < 5"])),
    st.one_of(st.none(), NUMBERS),
    st.one_of(st.none(), NUMBERS),
)
def test_an_estimate_that_stands_can_be_drawn(shape, value, low, high):
    """Whatever passes has a distribution with finite quantiles that lie where they should."""
    try:
        estimate, kinds = of({"shape": shape, "value": value, "low": low, "high": high}), set()
    except ValidationError as error:
        estimate, kinds = Estimate(value=0.0), {detail["type"] for detail in error.errors()}
    assert kinds <= {"misfit"}
    lower, upper = estimate.ends
    drawn = estimate.distribution(lower, upper).quantile(np.array([2.0**-53, 0.05, 0.5, 0.95, 1 - 2.0**-53]))
    assert np.isfinite(drawn).all()
    assert math.isfinite(estimate.centre)
    assert (np.diff(drawn) >= 0).all()
    if estimate.shape != "lognormal":
        assert lower <= drawn[0] <= drawn[-1] <= upper
