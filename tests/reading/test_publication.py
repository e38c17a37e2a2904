"""Dates of publication: the day, its precision, and what else it may be."""

import pytest

from majlis.evidence.formats.facts import Facts
from majlis.reading.documents.publication import published

STORY = "The water board turned down the dam on Monday, and the growers cheered."


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [
        (f"Dam turned down\n\nPublished on March 5, 2019\n\n{STORY}", "2019-03-05", "labelled 'published'"),
        (f" date 2019-03-05\n\n\n{STORY}", "2019-03-05", "labelled 'date'"),
        (f"Updated: 7 March 2019 | Posted: 5 March 2019\n{STORY}", "2019-03-05", "labelled 'posted'"),
        (f"Last updated: 7 March 2019\n{STORY}", "2019-03-07", "labelled 'last updated'"),
        (
            f"Dam turned down\n\nTuesday, 5 March 2019 10:32 GMT\n\n{STORY}",
            "2019-03-05",
            "a line that is a date",
        ),
        (f"Valley Post interview, 5 March 2019\n\n{STORY}", "2019-03-05", "a line that is a date"),
        (f"{STORY}\n\n(Reporting by Ann Lee) 5 March 2019", "2019-03-05", "a line that is a date"),
        (f"By Ann Lee | Mar. 5, 2019\n\n{STORY}", "2019-03-05", "a line that is a date"),
        (f"3/25/19\n\n{STORY}", "2019-03-25", "a line that is a date"),
        (f"OSTBY, March 5, 2019 (Wire) - {STORY}", "2019-03-05", "dateline"),
        (f"OSTBY (5 March 2019) — {STORY}", "2019-03-05", "dateline"),
        (f"{STORY}\n\nhttps://post.example/2019/03/05/dam", "2019-03-05", "an address"),
    ],
)
def test_a_stated_day_is_found(text, day, rule):
    found = published(text, Facts(), "dam")
    assert (found.date, found.precision, found.rule, found.others) == (day, "day", rule, ())


def test_the_name_of_the_file_may_hold_the_day():
    assert published(STORY, Facts(), "2019-03-05-dam").date == "2019-03-05"
    assert published(STORY, Facts(), "20190305_dam").date == "2019-03-05"
    assert published(STORY, Facts(), "1234_5678") is None


def test_marks_for_machines_come_first():
    marked = Facts(date="2019-03-04", origin="a mark in the page", firm=True)
    found = published(f"Published on March 5, 2019\n\n{STORY}", marked, "dam")
    assert (found.date, found.rule) == ("2019-03-04", "a mark in the page")


@pytest.mark.parametrize(
    ("written", "text", "day", "other", "why"),
    [
        ("3-5-2019", "The growers cheered.", "2019-03-05", "2019-05-03", "month first, as nothing decides"),
        ("1-5-2019", "Growers began the new year with a blockade.", "2019-01-05", "2019-05-01", "new year"),
        (
            "3-5-2019",
            "The board met on April 30. It had met on 2 April too.",
            "2019-05-03",
            "2019-03-05",
            "shortly after",
        ),
        (
            "3-5-2019",
            "The board met on February 26 and on March 1.",
            "2019-03-05",
            "2019-05-03",
            "shortly after",
        ),
        (
            "3-5-2019",
            "The board had met in April, as in March.",
            "2019-05-03",
            "2019-03-05",
            "shortly before",
        ),
        (
            "2-11-2031",
            "The board met on Thursday; the growers marched on Saturday.",
            "2031-11-02",
            "2031-02-11",
            "the last weekday named",
        ),
        (
            "3-5-2019",
            "It had voted on 28/02/2019 already.",
            "2019-05-03",
            "2019-03-05",
            "other dates in figures",
        ),
    ],
)
def test_an_ambiguous_day_is_read_as_the_text_bears_out(written, text, day, other, why):
    found = published(f"Dam turned down\n\n{written}\n\n{text}", Facts(), "dam")
    assert (found.date, found.others) == (day, (other,))
    assert why in found.rule


def test_a_weekday_beside_it_decides():
    found = published(f"Friday 5/3/2019\n\n{STORY}", Facts(), "dam")
    assert (found.date, found.others) == ("2019-05-03", ())


@pytest.mark.parametrize(
    ("text", "date", "others"),
    [
        ("Twelve years ago, in 2007, the first dam broke. The vote of early May failed.", "2019-05", ()),
        ("On 3 May 2019 the board voted. The law of 1998 stands.", "2019-05", ()),
        ("On 28 May 2019 the board voted. The law of 1998 stands.", "2019-05", ("2019-06",)),
        ("The board voted in November 2018, and again in January.", "2019-01", ()),
        ("The board voted in March 2019, as it had in February.", "2019-03", ()),
        ("The war of 2003 cost much. After 16 years of toil the scars of 2003 are healed.", "2019", ()),
        ("© 2019 Valley Post", "2019", ()),
    ],
)
def test_what_a_text_without_a_date_implies(text, date, others):
    found = published(text, Facts(), "dam")
    assert (found.date, found.others) == (date, others)


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "The dam was planned in 1998, and from 2014 to 2017 nothing was built.",
        "It will meet in March 2019.",
        "",
    ],
)
def test_a_text_that_leaves_it_open_gets_no_date(text):
    assert published(text, Facts(), "dam") is None


def test_the_day_a_file_was_saved_counts_least():
    saved = Facts(date="2019-05-09", origin="the file's creation date")
    assert published(STORY, saved, "dam").rule == "the file's creation date"
    borne_out = published("On 3 May 2019 the board voted.", saved, "dam")
    assert (borne_out.date, borne_out.precision) == ("2019-05-09", "day")
    later = published("On 3 May 2011 the board voted.", saved, "dam")
    assert (later.date, later.precision) == ("2011-05", "month")


def test_letters_that_only_look_plain_decide_nothing():
    found = published(f"1-3-2024\n\nCHR\u0130STMAS came late.\n\n{STORY}", Facts(), "a.txt")
    assert (found.date, found.others) == ("2024-01-03", ("2024-03-01",))


@pytest.mark.parametrize(
    "opening",
    [
        "ORLA, May 3, 2019. The dam was turned down.",
        "3 May 2019. The dam was turned down.",
        "MAY 3, 2019. The dam was turned down.",
        "Friday, 3 May 2019. The dam was turned down.",
        "From our correspondent in Orla, 3 May 2019. The dam was turned down.",
        "(May 3, 2019) The dam was turned down.",
        "ORLA, 3 May 2019 /Valley Wire/ - The dam was turned down.",
        "ORLA - May 3, 2019 - The dam was turned down.",
        "ORLA, May 3, 2019, Valley Wire - The dam was turned down.",
        "Valley Post, Friday, 3 May 2019, page 3",
    ],
)
def test_a_date_that_opens_a_paragraph(opening):
    found = published(
        f"Dam turned down\n\n{opening}\n\nThe law of 1998 stands. In March it rained.", Facts(), "dam"
    )
    assert (found.date, found.others) == ("2019-05-03", ())


def test_a_label_may_name_the_paper():
    text = "Dam turned down\n\nIn March it rained.\n\nFirst published in the Valley Post, 3 May 2019."
    assert published(text, Facts(), "dam").date == "2019-05-03"


def test_the_one_whole_date_with_its_weekday_in_the_opening():
    text = "Dam turned down\n\nThe board met in Orla on {} to vote.\n\nThe law of 1998 stands.{}"
    day = published(text.format("Friday 3 May 2019", ""), Facts(), "dam")
    assert (day.date, day.precision) == ("2019-05-03", "day")
    wrong_weekday = published(text.format("Monday 3 May 2019", ""), Facts(), "dam")
    later = published(text.format("Friday 3 May 2019", " It rained on 9 June 2019."), Facts(), "dam")
    assert {wrong_weekday.precision, later.precision} == {"month"}


def test_years_ago_are_not_counted_from_a_year_to_come():
    text = "The bonds run until 2071. Six years ago the plan was shelved. It rained in June."
    assert published(text, Facts(), "dam") is None
