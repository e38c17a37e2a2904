"""Poles: what they are about, which way more of it points, and which of them is the change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.reading.actors.actors import Subject
from majlis.reading.statements.poles import poles, stem


def told(plus: str, minus: str) -> dict[str, int]:
    return dict(poles(Subject("x", plus, minus)).things)


@pytest.mark.parametrize(
    ("plus", "minus", "thing", "sign"),
    [
        ("build the quay", "no quay", "quay", 1),
        ("lift the toll", "keep the toll", "toll", -1),
        ("the governor is removed", "the governor stays in office", "governor", -1),
        ("bring the frigates home", "extend the escort", "frigat", -1),
        ("keep the ban on eels", "lift the ban on eels", "ban", 1),
        ("sign the pact", "do not sign the pact", "pact", 1),
        ("the fee is raised", "leave the fee untouched", "fee", 1),
    ],
)
def test_which_way_more_of_a_thing_points(plus: str, minus: str, thing: str, sign: int) -> None:
    assert told(plus, minus)[thing] == sign


@pytest.mark.parametrize(
    ("plus", "minus", "sign"),
    [
        ("build the quay", "no quay", 1),
        ("the base stays", "the base is closed", -1),
        ("reject the pact", "ratify the pact", -1),
        ("join the union", "stay outside", 1),
        ("merge the ports", "keep them separate", 1),
        ("leave the square as it is", "rebuild the square", -1),
    ],
)
def test_which_pole_is_the_change(plus: str, minus: str, sign: int) -> None:
    assert poles(Subject("x", plus, minus)).change * sign > 0


@given(
    st.sampled_from(["build", "close", "keep", "no", "lift", "sign", "reject", "leave"]),
    st.sampled_from(["build", "close", "keep", "no", "lift", "sign", "reject", "leave"]),
    st.sampled_from(["the quay", "the salt tax", "a pact with Tor"]),
)
def test_poles_are_mirror_images(one: str, other: str, thing: str) -> None:
    there = poles(Subject("x", f"{one} {thing}", f"{other} {thing}"))
    back = poles(Subject("x", f"{other} {thing}", f"{one} {thing}"))
    assert there.change == -back.change
    if there.change:
        assert {name: -sign for name, sign in there.things.items()} == dict(back.things)
        assert there.going == -back.going


def test_a_thing_goes_by_its_other_names_where_they_point_one_way() -> None:
    assert told("the troops stay", "the troops leave")["soldier"] == 1
    assert "dues" not in told("the troops stay", "the troops leave")


@pytest.mark.parametrize("pole", ["42", "—", "не надо", "no"])
def test_poles_without_a_word_to_go_by_say_nothing(pole: str) -> None:
    assert poles(Subject("1", pole, "7 %")).act("leave") == 0


@pytest.mark.parametrize("words", [("withdraw", "withdrew", "withdrawals"), ("raise", "raised", "raising")])
def test_forms_of_a_word_share_a_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1
