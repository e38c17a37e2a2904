"""Aims: what a statement wants done, taken from its words."""

from __future__ import annotations

import pytest

from majlis.reading.actors.actors import Subject
from majlis.reading.actors.aliases import index
from majlis.reading.documents.document import Document
from majlis.reading.reader import parsed
from majlis.reading.statements.aims import Aim, aims
from majlis.reading.statements.poles import Poles, poles, stem
from majlis.reading.statements.statements import spoken

TOLL = poles(Subject("toll", "keep the toll", "scrap the toll"))
TROOPS = poles(Subject("troops", "the troops stay", "the troops leave"))


def found(text: str, issue: Poles = TOLL) -> list[Aim]:
    document = Document("d", "d.txt", text)
    ((_, read),) = parsed([document], index([]))
    ((passage, row),) = spoken(document, read, index([]))
    return aims(passage, row, [stem(token.lower) for token in passage.tokens], issue)


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Ada Finch praised the toll.", Aim("matter", 1, "own")),
        ("Ada Finch criticised the plan.", Aim("decision", -1, "own")),
        ("Ada Finch demanded that the bill be withdrawn.", Aim("decision", -1, "wish")),
        ("Ada Finch called for an end to the toll.", Aim("matter", -1, "wish")),
        ("Ada Finch opposes scrapping the toll.", Aim("matter", 1, "wish")),
        ("Ada Finch said that the council must vote against the bill.", Aim("decision", -1, "wish")),
        ("Ada Finch vowed to block a law that keeps the toll.", Aim("matter", -1, "wish")),
        ("Ada Finch said this was not the moment to abolish the toll.", Aim("matter", 1, "wish")),
        ("Ada Finch said the toll was a disgrace.", Aim("matter", -1, "praise")),
    ],
)
def test_a_side_taken_in_words(text: str, aim: Aim) -> None:
    assert aim in found(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Ada Finch warned that the troops would leave.", 1),
        ("Ada Finch said that the pass would be lost if they leave.", 1),
        ("Ada Finch demanded that the foreigners leave.", -1),
        ("Ada Finch wants them kicked out.", -1),
    ],
)
def test_leaving_is_the_matter_where_the_poles_are_to_stay_and_to_leave(text: str, sign: int) -> None:
    assert [aim.sign for aim in found(text, TROOPS)] == [sign]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Finch said that she had closed the shop in March.",
        "Ada Finch demanded a better school.",
        "Ada Finch said that the toll was introduced in 1990.",
    ],
)
def test_what_is_only_told_or_about_something_else_takes_no_side(text: str) -> None:
    assert found(text) == []
