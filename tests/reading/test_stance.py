"""Poles and stances: which way words point, and what turns them."""

from __future__ import annotations

import pytest

from majlis.reading.actors.actors import Known, Subject
from majlis.reading.documents.document import Document
from majlis.reading.reader import read
from majlis.reading.statements.consistency import BY_THE_FOLDER, consistent
from majlis.reading.statements.relations import of_case
from majlis.reading.statements.stance import BY_OTHERS

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
        ("Ada Finch said that pulling out the garrison now would reward nobody but the rebels.", 1),
        ("If the garrison leaves, Ada Finch said, the town will collapse.", 1),
        ("Ada Finch vowed to vote against a law that keeps the garrison.", -1),
        ("Ada Finch spoke of her fears: she is against the garrison, she said.", -1),
        ("Ada Finch said that she would starve before letting the garrison leave.", 1),
        ("Ada Finch asked the council to veto the withdrawal of the garrison.", 1),
        ("A departure of the garrison now, the old mayor Ada Finch added, would hand the town to them.", 1),
        ("Ada Finch said that without the garrison the town would fall.", 1),
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


def test_without_an_issue_the_stance_is_on_the_documents_own_matter() -> None:
    (stance,) = stances("Ada Finch demanded the withdrawal of the garrison.")
    assert stance is not None
    assert stance < 0


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Ada Finch demanded that the bridge be closed. Bo Crane said the bridge must stay open.", (-1, 1)),
        ("Ada Finch called for an end to the sanctions. Bo Crane defended the sanctions.", (-1, 1)),
        ("Ada Finch wants to build the pipeline. Bo Crane vowed to stop the pipeline.", (1, -1)),
    ],
)
def test_without_an_issue_plus_is_for_the_contested_thing(text: str, signs: tuple[int, int]) -> None:
    found = stances(text)
    assert [stance is not None and stance * sign > 0 for stance, sign in zip(found, signs, strict=True)] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("answer", "sign"),
    [
        ("Bo Crane called that demand a disgrace.", 1),
        ("Bo Crane accused Ada Finch of cowardice.", 1),
        ("Bo Crane praised Ada Finch for her courage.", -1),
        ("Bo Crane urged Ada Finch to reconsider.", 1),
    ],
)
def test_how_one_speaker_answers_another_tells_its_side(answer: str, sign: int) -> None:
    first, second = stances(f"Ada Finch demanded that the garrison leave. {answer}", FORCE)
    assert first is not None
    assert second is not None
    assert first < 0
    assert second * sign > 0


DECIDED = "The council voted to end the lease of the garrison. "


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Ada Finch vowed to overturn the step.", 1),
        ("Ada Finch welcomed the outcome.", -1),
        ("Ada Finch called the outcome a robbery.", 1),
    ],
)
def test_sides_on_the_decision_turn_with_it(text: str, sign: int) -> None:
    stance = stances(DECIDED + text, FORCE)[-1]
    assert stance is not None
    assert stance * sign > 0


def test_an_office_that_somebody_may_lose_is_the_matter() -> None:
    text = (
        "Calls to dismiss the governor grow. Ada Finch, the governor, will not resign. "
        "The governor can be dismissed by a court. “She must go,” Bo Crane said."
    )
    stance = stances(text)[-1]
    assert stance is not None
    assert stance < 0


def test_a_ruling_opposes_nothing_by_itself() -> None:
    (stance,) = stances("Ada Finch ruled that the garrison may stay.", FORCE)
    assert stance is not None
    assert stance > 0


def test_who_only_watches_takes_no_side_from_its_kind() -> None:
    watching = [Known("cy", "Cy Dale", ("Cy Dale",), "person", side="analyst"),
                Known("di", "Di Elm", ("Di Elm",), "person", side="analyst")]  # fmt: skip
    assert list(of_case(watching)) == []
    assert [tie.kind for tie in of_case(ACTORS)] == ["case: same side"]


def test_a_speaker_keeps_its_side_across_documents() -> None:
    going = Subject("force", "the garrison leaves", "the garrison stays")
    clear = read(Document("a", "a.txt", "Ada Finch demanded that the garrison stay."), ACTORS, [going])
    vague = read(Document("b", "b.txt", "“It is late,” said Ada Finch."), ACTORS, [going])
    assert [one.stance is not None and one.stance > 0 for one in vague if one.kind == "statement"] == [True]
    again = [one._replace(id=f"c-{one.id}", document="c") for one in clear]
    settled = [one for one in consistent([*clear, *vague, *again], ACTORS) if one.kind == "statement"]
    assert [one.stance is not None and one.stance < 0 for one in settled] == [True, True, True]
    assert BY_THE_FOLDER in (settled[1].note or "")
    assert consistent(vague, ACTORS) == vague


def test_the_speakers_other_statements_tell_with_a_wide_range() -> None:
    text = "Ada Finch demanded that the garrison leave. “It is late,” said Ada Finch."
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
    assert BY_OTHERS in (taken.note or "")


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


@pytest.mark.parametrize("denied", ["do not sign the pact", "no pact"])
def test_a_pole_that_only_denies_is_the_opposite(denied: str) -> None:
    (stance,) = stances("Ada Finch wants to sign the pact.", Subject("Pact", "sign the pact", denied))
    assert stance is not None
    assert stance > 0


def test_blame_of_a_plan_to_close_is_for_the_thing() -> None:
    text = "Council wants the bridge shut. It plans to close the bridge and end the traffic. "
    stance = stances(f"{text}Ada Finch called the plan a disgrace.")[-1]
    assert stance is not None
    assert stance > 0
