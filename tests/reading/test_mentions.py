"""Mentions of actors: by table, title, last name, spelling; and the traps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.reading.actors.actors import Known
from majlis.reading.actors.aliases import index, person
from majlis.reading.actors.mentions import mentions
from majlis.reading.actors.names import belongs, key, sound
from majlis.reading.documents.document import Document
from majlis.reading.text.sentences import sentences

ACTORS = (
    Known("qadir", "Yusuf al-Qadir", ("Yusuf al-Qadir",), "person"),
    Known("chad_m", "Marian Togo", ("Marian Togo", "Ms. Togo"), "person"),
    Known("togo", "Togo", ("Togo", "Lomé"), "state"),
    Known("falcon", "Falcon", ("Falcon",), "party"),
    Known("falcon_front", "Falcon Front", ("Falcon Front",), "armed group"),
    Known("council", "City Council", ("the council", "City Council"), "institution"),
    Known("zan", "Zanubia", ("Zanubia",), "state"),
    Known("nat", "National Alliance", ("NAT",), "party"),
    Known("hill", "Hill communities", ("Hill people", "Hill and valley people"), "community"),
    Known("valley", "Valley communities", ("Hill and valley people",), "community"),
)


def named(text: str, actors: tuple[Known, ...] = ACTORS) -> list[tuple[str, tuple[str, ...]]]:
    document = Document("d", "d.txt", text)
    found = mentions(document, sentences(text), index(actors))
    assert all(one.span.of(text) for one in found)
    return [(one.span.of(text), one.actors) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yusuf al-Qadir spoke.", ("qadir",)),
        ("Youssef el-Kader spoke.", ("qadir",)),
        ("Yesterday Al-Qadir's men spoke.", ("qadir",)),
        ("General Qadir spoke.", ("qadir",)),
        ("Mr. Yusuf spoke.", ("qadir",)),
        ("Lomé refused.", ("togo",)),
        ("Togo refused.", ("togo",)),
        ("Ms. Togo refused.", ("chad_m",)),
        ("Falcon voted.", ("falcon",)),
        ("The Falcon Front attacked.", ("falcon_front",)),
        ("On Monday the council met.", ("council",)),
        ("Zanubian officials met.", ("zan",)),
        ("The NAT met.", ("nat",)),
        ("The “Falcon” party met.", ("falcon",)),
        ("Hill and valley people met.", ("hill", "valley")),
    ],
)
def test_who_is_meant(text: str, expected: tuple[str, ...]) -> None:
    assert [actors for _, actors in named(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The Falcon Brigades attacked.",
        "A falcon flew over the town.",
        "It nat rained.",
        "Mr. Hill spoke of Togoland.",
        "Zanubian wine is sweet.",
    ],
)
def test_who_is_not_meant(text: str) -> None:
    assert named(text) == []


CAST = (
    Known("quarrel", "Robert Quarrel", ("Robert Quarrel", "Quarrel")),
    Known("fenby", "Lena Fenby", ("Lena Fenby", "Fenby")),
    Known("ovin", "Samira Ovin", ("Samira Ovin",)),
    Known("sparrow", "Ida Sparrow", ("Ida Sparrow", "Sparrow")),
    Known("ushar", "Ushar", ("Ushar",), "state"),
    Known("unity", "Unity", ("Unity",), "party"),
    Known("union", "Dockers' Union", ("Union", "the Union"), "group"),
    Known("front", "National Front", ("National Front",), "party"),
    Known("senate", "Senate of Ushar", ("Senate", "the Senate"), "institution"),
    Known("square", "Kell Square", ("Kell Square",), "movement"),
)


@pytest.mark.parametrize(
    "text",
    [
        "A baker, Otto Fenby, was out.",
        "Otto Fenby is a baker. Fenby sold the shop.",
        "Anna Ovin spoke.",
        "They met on Fenby Street.",
        "They met by the Fenby chapel.",
        "Fenby & Sons closed.",
        "Fenby Industries closed.",
        "In the town of Fenby it rained.",
        "It rained in Fenby.",
        "Ovin, a village in the hills, voted.",
        "They sailed past Sparrow Falls.",
        "The ferry Ida Sparrow sank.",
        "A sparrow fell. Sparrow hunters fled.",
        "New tolls hurt. They live in West Ushar.",
        "Mr Ushar, a poet, read.",
        "The Ushar Hotel is full.",
        "Unity matters more than votes.",
        "The Farmers' Union agreed.",
        "The National Front for Liberation struck.",
        "The Senate of Orm voted.",
        "Carts stood on Kell Square.",
    ],
)
def test_who_else_bears_the_name(text: str) -> None:
    assert named(text, CAST) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Minister Lena Fenby spoke.", ["fenby"]),
        ("On Friday Fenby spoke. In Paris Fenby was silent.", ["fenby", "fenby"]),
        ("L. Fenby spoke; Councillor Fenby left.", ["fenby", "fenby"]),
        ("Lena Fenby spoke. Otto Fenby left. Fenby was tired.", ["fenby", "fenby"]),
        ("Otto Fenby left. Lena Fenby spoke. Fenby was tired.", ["fenby", "fenby"]),
        ("They have no confidence in Fenby.", ["fenby"]),
        ("The Fenby Administration fell.", ["fenby"]),
        ("Bob Quarrel spoke. Quarrel left. Robbie Quarrel is one man.", ["quarrel", "quarrel", "quarrel"]),
        ("The Senate of Ushar voted.", ["senate"]),
        ("The vote split Unity. Unity matters more.", ["unity", "unity"]),
        ("Kell Square wants him gone.", ["square"]),
    ],
)
def test_who_is_meant_all_the_same(text: str, expected: list[str]) -> None:
    assert [actors[0] for _, actors in named(text, CAST)] == expected


@pytest.mark.parametrize(
    ("name", "aliases", "expected"),
    [
        ("Edwin Lane", ("Edwin Lane", "Lane"), True),
        ("Cooper Lane", ("Cooper Lane",), False),
        ("Weavers' Circle", (), False),
        ("Riverside List", (), False),
        ("Civic Voice", (), False),
        ("Idris General", (), True),
    ],
)
def test_a_body_is_told_from_a_person_by_its_name(
    name: str, aliases: tuple[str, ...], expected: bool
) -> None:
    assert person(Known("x", name, aliases)) is expected


def test_a_spelling_that_differs_is_noted() -> None:
    text = "Yousef al-Kadir spoke."
    found = mentions(Document("d", "d", text), sentences(text), index(ACTORS))
    assert [one.how for one in found] == ["spelling"]
    assert found[0].note is not None


@given(st.permutations(ACTORS))
def test_the_order_of_the_actors_does_not_matter(actors: list[Known]) -> None:
    text = (
        "Marian Togo of Falcon told Lomé that Yusuf Qadir and the Hill and valley people had met the council."
    )
    assert named(text, tuple(actors)) == named(text)


@given(st.text(max_size=80))
def test_keys_are_stable(word: str) -> None:
    assert sound(word) == sound(word.upper().lower()) or not word.isascii()
    assert isinstance(key(word), str)


def test_adjectives_of_nation() -> None:
    assert belongs("Zanubian", "Zanubia")
    assert belongs("Danish", "Denmark")
    assert not belongs("Roman", "Romania")
    assert not belongs("Zanubia", "Zanubia")


def test_a_name_inside_a_longer_one_is_not_meant_but_one_inside_a_description_is() -> None:
    actors = (
        Known("guard", "The Guard", ("the Guard", "The Guard"), "movement"),
        Known("sons", "Sons of the Guard", ("Sons of the Guard",), "armed group"),
        Known("chief", "Otto Vey", ("the head of the Guard",), "person"),
    )
    assert named("On Monday the Sons of the Guard met.", actors) == [("Sons of the Guard", ("sons",))]
    assert [one for _, one in named("On Monday the head of the Guard met.", actors)] == [
        ("chief",),
        ("guard",),
    ]


SAME_NAME = (
    Known("old", "Marta Vane", ("Marta Vane",), "person"),
    Known("young", "Piers Vane", ("Piers Vane",), "person"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marta Vane spoke. Piers Vane laughed. Vane went on.", ["old", "young", "old"]),
        ("Piers Vane spoke. Marta Vane laughed. Vane went on.", ["young", "old", "young"]),
        ("Marta Vane spoke. Minister Piers Vane laughed. Minister Vane left.", ["old", "young", "young"]),
        ("Nobody had met Vane.", []),
        ("Marta Vane spoke. Otto Vane laughed.", ["old"]),
    ],
)
def test_a_last_name_that_two_bear(text: str, expected: list[str]) -> None:
    assert [actors[0] for _, actors in named(text, SAME_NAME)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Mirror met.", ["mirror"]),
        ("She told the newspaper Mirror that it rained.", []),
        ("The daily Mirror says so.", []),
        ("The president spoke.", ["head"]),
        ("The president of the court spoke.", []),
        ("Old Guard spoke.", []),
        ("The Guard spoke.", ["guard"]),
        ("Meeting in the rain tired them.", []),
        ("Meeting spoke.", ["meeting"]),
    ],
)
def test_names_that_mean_something_else_here(text: str, expected: list[str]) -> None:
    actors = (
        Known("mirror", "Mirror", ("Mirror",), "party"),
        Known("head", "Ann Roe", ("Ann Roe", "the president", "The president"), "person"),
        Known("guard", "Guard", ("Guard", "The Guard"), "armed group"),
        Known("meeting", "Meeting", ("Meeting",), "movement"),
    )
    assert [found[0] for _, found in named(text, actors)] == expected
