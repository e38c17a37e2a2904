"""Figures: what measures is found with its value and unit; dates, names and pointers are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.reading.documents.document import Document
from majlis.reading.figures import figures
from majlis.reading.proposal import Proposal
from majlis.reading.text.span import Span

DOCKERS = """Dock workers walked out for the third day on Tuesday, 14 May, closing berths 4 to 9 and leaving
37 ships at anchor. The union says about 12, 500 of its 18,000 members joined the strike, which began at 06:30
on March 3, 2021. The two sides meet again in a week. A year later nobody remembers the deal of 2019."""
BORDER = """Patrol boats came within 12 nautical miles of the islet. Between 10 and 15 sailors were hurt, and
one sailor was killed, when flight MH17 passed over Route 9. The countries share a 900-kilometre border under
Article 76, and hundreds of thousands live near it."""
BUDGET = """The bill passed by 62 votes to 41, with five abstentions, in the 120-seat assembly, and none
against in the upper house. It cuts spending by $2.4 billion, or 3.5 per cent of output. Two-thirds of voters
oppose it. At least half a million people marched."""


def read(text: str) -> list[Proposal]:
    return figures(Document(id="article", path="article.txt", text=text))


def values(text: str) -> list[tuple[float | None, str | None]]:
    return [(figure.value, figure.unit) for figure in read(text)]


def test_strike() -> None:
    assert values(DOCKERS) == [(37, "ships"), (12500, None), (18000, "members"), (1, "years")]


def test_border() -> None:
    assert values(BORDER) == [
        (12, "nautical miles"),
        (10, "sailors"),
        (15, "sailors"),
        (1, "killed"),
        (900, "kilometres"),
        (100000, None),
    ]


def test_budget() -> None:
    assert values(BUDGET) == [
        (62, "votes"),
        (41, "votes"),
        (5, "abstentions"),
        (120, "seats"),
        (0, "votes"),
        (2.4e9, "USD"),
        (3.5, "percent"),
        (66.7, "percent"),
        (500000, "people"),
    ]


def test_precision_is_noted() -> None:
    (figure,) = read("It cost more than 30 million euros.")
    assert figure.note == "more than"
    assert figure.quote == "more than 30 million euros"


def test_range_takes_the_scale_of_its_end() -> None:
    assert values("It costs 2 to 3 million crowns.") == [(2e6, "crowns"), (3e6, "crowns")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One in three dockers stayed at home.", 33.3),
        ("Two out of every five boats sank.", 40),
        ("Seven tenants in ten have moved.", 70),
        ("Three quarters stayed away.", 75),
        ("It pays half Orla's rent.", 50),
        ("The catch fell by half.", 50),
        ("It was carried by a single vote.", 1),
        ("Some 85. 000 people marched.", 85000),
        ("They lost 3 billions of crowns.", 3e9),
        ("The yard is half owned by the state.", 50),
        ("Demand will fall by a third before spring.", 33.3),
        ("The rent lies a fifth below the market.", 20),
        ("All nine members agreed.", 9),
    ],
)
def test_parts_and_garbled_numbers(text: str, expected: float) -> None:
    assert [value for value, _ in values(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They met on 2031-05-14, on 3/4/2031 and at 10 a.m.",
        "In 1994 and throughout the 1990s nothing moved.",
        "The two parties and these three towns agree.",
        "Under Resolution 1701 and Article 5 the case is closed.",
        "One of the ministers said no one came.",
        "See www.example.org/2031/15 or call +44 20 7946 0018.",
    ],
)
def test_what_measures_nothing_is_left_out(text: str) -> None:
    assert values(text) == []


def test_boilerplate_is_left_out() -> None:
    text = "Subscribe for 9 euros.\n\nThe strike cost 40 jobs."
    document = Document(id="a", path="a", text=text, boilerplate=(Span(0, 22),))
    assert [figure.value for figure in figures(document)] == [40]


WORDS = st.sampled_from(
    [
        "about",
        "half",
        "a",
        "million",
        "5, 000",
        "percent",
        "of",
        "the",
        "3rd",
        "$",
        "12-seat",
        "two",
        "hundred",
    ]
)
MARKS = st.sampled_from(
    ["and", "thousands", "none", "to", "41", "-", "years", ".", "\n", "“", "killed", "votes", "0"]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS | MARKS, max_size=25).map(" ".join)))
def test_quotes_are_the_exact_text(text: str) -> None:
    for figure in read(text):
        assert figure.quote == text[figure.start : figure.end] != ""
        assert figure.value is not None
        assert figure.value >= 0


@pytest.mark.parametrize(
    "text",
    [
        f"The account holds {'9' * 30} crowns.",
        f"The account holds {'9' * 400} crowns.",
        f"A table of 1,000{',111' * 30} votes.",
        "A debt of 900 trillion trillion crowns.",
    ],
)
def test_a_row_of_digits_is_no_figure(text: str) -> None:
    assert all(value is not None and value < 1e15 for value, _ in values(text))


def test_an_of_in_capitals_ends_no_reading() -> None:
    assert values("Some 40 ships OF, the union said, lie idle.") == [(40, "ships")]


@pytest.mark.parametrize("unit", ["Mİ", "MILLİON", "mılıon", "\u212am", "\u212aILOMETRES", "\u017fhips"])
def test_letters_that_only_look_plain_end_no_reading(unit: str) -> None:
    text = f"Some 400 {unit} lay idle, and 3 of them sank."
    found = read(text)
    assert found
    assert all(text[figure.start : figure.end] == figure.quote for figure in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rate rose to 3.25 percent, and bread to 4.20 crowns.", [(3.25, "percent"), (4.2, "crowns")]),
        ("In the poll of March 37 percent agreed.", [(37, "percent")]),
        ("Rates fell a quarter of a point.", [(0.25, "points")]),
        ("They want three-storey houses and a 64-page plan.", [(3, "storey"), (64, "page")]),
        ("The mill employs three more weavers.", [(3, "weavers")]),
        ("They asked for three more weeks.", [(3, "weeks")]),
        ("It took a year and a half, and then three decades.", [(1.5, "years"), (30, "years")]),
        ("Her dozen barges are full.", [(12, "barges")]),
        ("Several hundred men are here.", [(100, "men")]),
        ("It rained for the sixth week running.", [(6, "weeks")]),
        ("Rents are twice what they were.", [(2, "times")]),
        ("Some 2,000-3,000 people were there.", [(2000, "people"), (3000, "people")]),
        ("It sold three ships and one crane.", [(3, "ships"), (1, "crane")]),
        ("There is only one doctor.", [(1, "doctor")]),
        ("Some 40-odd barges wait.", [(40, "wait")]),
        ("The wall is 90m high.", [(90, "metres")]),
        ("It took two-and-a-half years.", [(2.5, "years")]),
        ("It lasted half an hour.", [(0.5, "hours")]),
        ("Output fell by more than half.", [(50, "percent")]),
        ("Between five and seven thousand men are there.", [(5000, "men"), (7000, "men")]),
        ("The two bridges are shut.", [(2, "bridges")]),
    ],
)
def test_units_and_quantities(text: str, expected: list[tuple[float, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By nine judges to six the appeal failed.", [(9, "judges"), (6, "judges")]),
        ("The hall has 90 seats; the gap is six.", [(90, "seats"), (6, "seats")]),
        ("It runs 31 of the 70 mills.", [(31, None), (70, "mills")]),
        ("Of fifteen verdicts she upheld four of them.", [(15, "verdicts"), (4, "verdicts")]),
        ("The court heard three of twelve cases.", [(3, None), (12, "cases")]),
        ("The clerk, Orla Venn, 47, resigned.", [(47, "years")]),
        ("Raids fell to four a week.", [(4, "a week")]),
        ("Tolls rose by 6 percent, those on vans by 9.", [(6, "percent"), (9, "percent")]),
        ("Eight are still at sea.", [(8, None)]),
    ],
)
def test_numbers_without_a_noun(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They met at 8.20, went on until ten and broke up before twelve.",
        "The bus left at five to seven.",
        "Track 7 and Camp 12 are shut.",
        "It was cut in two.",
        "They work for the Friends of the Seven.",
        "At one point a single voice spoke for a second reading.",
        "They have waited a sixth day.",
    ],
)
def test_hours_names_and_turns_of_phrase_count_nothing(text: str) -> None:
    assert values(text) == []


def test_the_headline_is_left_out() -> None:
    text = "Sixty carts wait\n\nAt the gate stand 59 carts."
    document = Document(id="a", path="a", text=text, title="Sixty carts wait")
    assert [figure.value for figure in figures(document)] == [59]
