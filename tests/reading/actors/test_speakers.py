"""Who speaks behind pronouns and descriptions."""

from __future__ import annotations

import pytest

from majlis.reading.actors.actors import Known
from majlis.reading.documents.document import Document
from majlis.reading.reader import read

ACTORS = (
    Known("anna", "Anna Rho", ("Anna Rho", "Rho")),
    Known("peter", "Peter Kol", ("Peter Kol", "Kol")),
    Known("corvo", "Corvo Lenn", ("Corvo Lenn", "Lenn")),
    Known("sands", "Quilter", ("Quilter",)),
    Known("river", "River Council", ("River Council",)),
    Known("court", "Water Court", ("Water Court",)),
    Known("league", "Dam League", ("Dam League",)),
    Known("tents", "Tents and Rafts", ("Tents and Rafts",)),
)


def speakers(text: str) -> list[str | None]:
    found = read(Document("d", "d.txt", text), ACTORS)
    return [one.speaker for one in found if one.kind == "statement"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anna Rho left early. Peter Kol stayed. She said that it rained.", "anna"),
        ("Anna Rho left early. The River Council stayed. She said that it rained.", "anna"),
        ("Peter Kol left early. She said that it rained.", None),
        ("The River Council met. She said that it rained.", None),
        ("Mr Lenn said it was late. Peter Kol left. Anna Rho stayed. “Go,” he said.", "peter"),
        ("Corvo Lenn, the chairwoman, met Peter Kol. She said that it rained.", "corvo"),
        ("Corvo Lenn arrived. She said it was late. Peter Kol met Lenn. She said it rained.", "corvo"),
        ("Minister Rhona Quilter arrived. She said that it rained.", "sands"),
    ],
)
def test_he_and_she_are_persons_of_their_gender(text: str, speaker: str | None) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Dam League met. As for the River Council, it demanded that the work stop.", "river"),
        ("The Dam League met. The River Council would not do, it said.", "river"),
        ("The Dam League met. In the Water Court the River Council sat; it said that it rained.", "river"),
        ("The Dam League's partner is the River Council. It said that it rained.", "river"),
    ],
)
def test_it_is_the_body_that_its_own_sentence_begins_with_or_the_one_before(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It leaks,” its chair, Anna Rho, told reporters.", "anna"),
        ("“It leaks,” the River Council's envoy, Peter Kol, told reporters.", "peter"),
        ("Anna Rho thought otherwise. The conservator said that it rained.", "anna"),
        ("Anna Rho, the mayor, went home. The judge said that it rained.", None),
        ("The River Council met. A spokesman said that it rained.", "river"),
        ("The River Council met. Officials argued that it rained.", "river"),
        ("The Water Court sat. Anna Rho came. The judges said that it rained.", "court"),
        ("Anna Rho came. Her office said that it rained.", "anna"),
        ("The River Council met. “No,” said Anna Rho of Tents and Rafts. The group said it rained.", "tents"),
        ("The memo, drafted by the River Council, says that the dam leaks.", "river"),
        ("The River Council warned Kol in a letter. The letter said that the dam leaks.", "river"),
        ("“One can wait,” said Anna Rho.", "anna"),
    ],
)
def test_descriptions(text: str, speaker: str | None) -> None:
    assert speakers(text)[-1] == speaker
