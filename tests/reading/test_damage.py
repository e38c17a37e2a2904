"""Signs of damage."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.reading.documents.damage import credibility, damage
from majlis.reading.documents.document import Document
from majlis.reading.text.span import Span

SOUND = (
    "The water board of Ostby, which had had the plan for years, turned it down on Monday. Mr. Vold, a U.S. "
    "LinkedIn user, said that that was “long, long due.” He paid 5,000 crowns, i.e. half.\n\n“We won,” said "
    "Ms. Dahl. “And we will win again.\n\n“Next year, too.” The talks of Jan. 5 and the No. 3 dam cost an MP "
    "his seat... Etc."
)


@pytest.mark.parametrize(
    ("text", "kind", "sign"),
    [
        ("tension in the valley. valley was high", "word doubled", "valley. valley"),
        ("talked about about the dam", "word doubled", "about about"),
        ("the march,quot; began", "stray token", ",quot;"),
        ("it isnâ€™t over", "broken encoding", "â€™"),
        ("the three most farms. fertile in", "full stop within a sentence", "."),
        ("the envoy fired In the night", "capital within a sentence", "In"),
        ("the EE. UU. For the south", "foreign abbreviation", "UU."),
        ("many supporters .", "space before a mark", " ."),
        ("about 7, 000 growers", "number broken", "7, 000"),
        ("it is illegal.” “.", "empty quotation", "” “."),
        ("the valleyThe growers", "no space after a block", "The"),
        ("the valley.The growers", "no space after a block", ".The"),
        ("an bridge over it", "article before the wrong sound", "an"),
        (
            "We do not trust them at all, he said.",
            "speech without its marks",
            "We do not trust them at all, he said",
        ),
        ("lawmakers like Mr. Kurdish Arab spoke", "honorific before a group", "Mr. Kurdish Arab"),
        ("“We won, she said", "quotation marks unbalanced", "“"),
        ("Mr. Vold spoke of Mr. Volds plan", "apostrophe lost", "Volds"),
        ("it is “over,” quot; she said", "stray token", " quot;"),
        ("the men of Mr. Upland people", "honorific before a group", "Mr. Upland people"),
        ("Ostby’s plan and Ostbys road", "apostrophe lost", "Ostbys"),
        ("Mr. Halvorsen met Mr. Halvorsen and Mr. Halvorson", "name in two spellings", "Halvorson"),
    ],
)
def test_signs_are_found_where_they_stand(text, kind, sign):
    found = {(one.kind, one.span.of(text)) for one in damage(text)}
    assert (kind, sign) in found


def test_sound_english_has_none():
    assert damage(SOUND) == ()


def document(text):
    return Document(id="a", path="a.txt", text=text, damage=damage(text))


def test_damage_lowers_the_credibility():
    broken = "The dam dam fell fell in the the valley. valley people. were sad ,quot; and and "
    assert credibility(document(SOUND * 3)) == 3
    assert credibility(document(SOUND * 5 + "talked about about the dam of the the valley")) == 4
    assert credibility(document(broken * 9)) == 5
    assert credibility(document(broken * 9), Span(0, 10)) == 5
    assert credibility(document(broken), undamaged=6) == 6


def test_damage_in_the_passage_lowers_it_further():
    text = SOUND * 8 + "talked about about the dam"
    assert credibility(document(text)) == 3
    assert credibility(document(text), Span(len(text) - 20, len(text))) == 4
    assert credibility(document(text), Span(0, 20)) == 3


@settings(deadline=None)
@given(st.text(max_size=300))
def test_signs_lie_inside_the_text(text):
    for sign in damage(text):
        assert 0 <= sign.span.start < sign.span.end <= len(text)
