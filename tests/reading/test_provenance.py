"""Title, publisher and authors."""

import pytest

from majlis.evidence.formats.facts import Facts
from majlis.reading.documents.provenance import provenance

STORY = "The water board turned down the dam on Monday, and the growers cheered."


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("By Ann Lee and Jo al-Roe", ("Ann Lee", "Jo al-Roe")),
        (
            "By Ann Lee, Jo van der Roe and M. K. Dahl | 5 March 2019",
            ("Ann Lee", "Jo van der Roe", "M. K. Dahl"),
        ),
        ("Written by Ann O’Lee", ("Ann O’Lee",)),
        ("Author: Ann Lee", ("Ann Lee",)),
        ("(Reporting by Ann Lee; editing by Jo Roe)", ("Ann Lee",)),
        ("By Staff Writer", ()),
        ("By Monday the road was open", ()),
        ("The plan was drawn up by Ann Lee.", ()),
    ],
)
def test_by_lines(line, authors):
    assert provenance(f"Dam turned down\n\n{line}\n\n{STORY}", Facts()).authors == authors


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Source: Valley Post", "Valley Post"),
        ("OSTBY, March 5 (Newswire) - The board met.", "Newswire"),
        (
            "Opinions given here do not necessarily represent those of Valley Post.",
            "Valley Post",
        ),
        ("This article first appeared in The Valley Post on Monday.", "The Valley Post"),
        ("© 2019 Valley Post", "Valley Post"),
        ("valleypost.example.org", "valleypost.example.org"),
        ("Valley Post, 5 March 2019", "Valley Post"),
        ("Ostby, 5 March 2019", None),
        ("Source link", None),
    ],
)
def test_publishers(line, publisher):
    assert provenance(f"Dam turned down\n\n{line}\n\n{STORY}", Facts()).publisher == publisher


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Will the dam be built?\n\n{STORY}", "Will the dam be built?"),
        (f"5 March 2019\nDam turned down\n\n{STORY}", "Dam turned down"),
        (f"By Ann Lee\n\n{STORY}", None),
        (f"{STORY}\n\n{STORY}", None),
        ("One line", None),
    ],
)
def test_titles(text, title):
    assert provenance(text, Facts()).title == title


def test_marks_of_the_file_come_first():
    marked = Facts(title="The dam", authors=("Jo Roe", "Admin"), publisher="Post")
    assert provenance(f"Dam down\n\nBy Ann Lee\n\n{STORY}", marked) == ("The dam", "Post", ("Jo Roe",))
