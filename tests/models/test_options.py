from __future__ import annotations

import pytest

from majlis.models import OptionError, all_models, get

FAULTS = [
    ("challenge", {"varient": "printed"}, r"there is no option 'varient'\. Did you mean 'variant'\?"),
    (
        "challenge",
        {"zzz": "1"},
        r"This model has: variant = printed \| published-code; rounds = a whole number",
    ),
    ("challenge", {"variant": "print"}, r"option variant is 'print'; it must be printed \| published-code"),
    ("challenge", {"rounds": "0"}, r"option rounds is 0; it must be a whole number from 1 to 1000"),
    ("challenge", {"rounds": "2.5"}, r"option rounds is '2.5'; it must be a whole number from 1 to 1000"),
    ("challenge", {"rounds": "9" * 5000}, r"option rounds is '9"),
    ("challenge", {"rounds": "9" * 400}, r"option rounds is 9"),
    ("challenge", {"q": "nan"}, r"option q is nan; it must be a number from 0 to 1"),
    ("challenge", {"q": "inf"}, r"option q is inf"),
    ("challenge", {"q": "-0.1"}, r"option q is -0\.1"),
    ("challenge", {"q": "often"}, r"option q is 'often'; it must be a number from 0 to 1"),
    (
        "challenge",
        {"variant": "published-code", "perspective": "own"},
        r"perspective belongs to variant=printed",
    ),
    ("nash", {"cost": "0.5"}, r"option cost is 0\.5; it must be a number from 1 to 1e\+09"),
    ("mean", {"tie": "lower"}, r"there is no option 'tie': this model has no options"),
]


@pytest.mark.parametrize(("model", "pairs", "text"), FAULTS)
def test_faults(model: str, pairs: dict[str, str], text: str) -> None:
    with pytest.raises(OptionError, match=text):
        get(model).options_from(pairs)


def test_values_are_checked_however_they_come() -> None:
    options = get("challenge").options
    for wrong in ({"rounds": True}, {"rounds": 2.0}, {"q": float("nan")}, {"variant": 1}):
        with pytest.raises(OptionError, match="it must be"):
            options(**wrong)


def test_pairs_become_options() -> None:
    model = get("challenge")
    assert model.options_from({"rounds": "3", "q": " 1 ", "variant": "published-code"}) == model.options(
        rounds=3, q=1.0, variant="published-code"
    )
    assert model.options_from({}) == model.options()


def test_every_option_says_what_it_is() -> None:
    for model in all_models():
        for option in model.choices():
            assert option.about
            assert option.source
            assert option.checked(option.default) == option.default
            assert option.read(str(option.default)) == option.default
            if option.kind == "choice":
                assert all(option.choices.values())
                assert all(option.read(value) == value for value in option.choices)
