"""Poles and stances: which way words point, and what turns them."""

from __future__ import annotations

import pytest

from majlis.reading.actors.actors import Known, Subject
from majlis.reading.documents.document import Document
from majlis.reading.reader import read
from majlis.reading.statements.poles import poles, stem

ACTORS = (
    Known("ada", "Ada Finch", ("Ada Finch",), "person"),
    Known("bo", "Bo Crane", ("Bo Crane",), "person"),
    Known("mill", "Mill Party", ("Mill Party",), "party", side="mill"),
    Known("weir", "Weir Party", ("Weir Party",), "party", side="mill"),
)
FORCE = Subject("force", "the garrison stays", "the garrison leaves")
TAX = Subject("tax", "the salt tax is cut", "the salt tax is raised")


def stances(text: str, *subjects: Subject) -> list[float | None]:
    found = read(Document("d", "d.txt", text), ACTORS, subjects)
    return [one.stance for one in found if one.kind == "statement"]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Ada Finch demanded the withdrawal of the garrison.", -1),
        ("Ada Finch opposes the withdrawal of the garrison.", 1),
        ("Ada Finch said that the garrison must stay.", 1),
        ("Ada Finch said that the garrison should not leave.", 1),
        ("Ada Finch said that the departure of the garrison would be a disaster.", 1),
        ("Ada Finch said that the presence of the garrison was a danger.", -1),
        ("Ada Finch fears that the garrison will leave.", 1),
        ("Ada Finch demanded a halt to the withdrawal of the garrison.", 1),
        ("Ada Finch welcomed the attacks on the garrison.", -1),
    ],
)
def test_which_way_a_statement_points(text: str, sign: int) -> None:
    (stance,) = stances(text, FORCE)
    assert stance is not None
    assert stance * sign > 0


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Ada Finch called for a reduction of the salt tax.", 1),
        ("Ada Finch defended the increase of the salt tax.", -1),
        ("Ada Finch said that the salt tax was unjust.", 1),
    ],
)
def test_a_pole_of_less(text: str, sign: int) -> None:
    (stance,) = stances(text, TAX)
    assert stance is not None
    assert stance * sign > 0


def test_without_an_issue_there_is_no_stance() -> None:
    assert stances("Ada Finch demanded the withdrawal of the garrison.") == [None]


def test_the_speakers_other_statements_tell_with_a_wide_range() -> None:
    text = "Ada Finch demanded that the garrison leave. “We have waited,” said Ada Finch."
    found = [one for one in read(Document("d", "d", text), ACTORS, [FORCE]) if one.kind == "statement"]
    plain, taken = found
    assert plain.stance is not None
    assert taken.stance is not None
    assert taken.stance < 0
    assert taken.stance_high is not None
    assert taken.stance_low is not None
    assert plain.stance_high is not None
    assert plain.stance_low is not None
    assert taken.stance_high - taken.stance_low > plain.stance_high - plain.stance_low
    assert "other statements" in (taken.note or "")


def test_an_ally_of_the_case_stands_with_its_side() -> None:
    text = "The Mill Party demanded that the garrison leave. The Weir Party said it had waited."
    first, second = stances(text, FORCE)
    assert first is not None
    assert second is not None
    assert first < 0
    assert second < 0


def test_each_statement_goes_to_the_issue_that_it_names() -> None:
    text = "Ada Finch demanded that the garrison leave. Bo Crane called for a reduction of the salt tax."
    found = [one for one in read(Document("d", "d", text), ACTORS, [TAX, FORCE]) if one.kind == "statement"]
    assert [one.about for one in found] == ["force", "tax"]


def test_poles_are_mirror_images() -> None:
    there = poles(FORCE)
    back = poles(Subject("force", FORCE.minus_pole, FORCE.plus_pole))
    assert (there.plus, there.minus, there.more) == (back.minus, back.plus, -back.more)


@pytest.mark.parametrize("words", [("withdraw", "withdrew", "withdrawals"), ("raise", "raised", "raising")])
def test_forms_of_a_word_share_a_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1
