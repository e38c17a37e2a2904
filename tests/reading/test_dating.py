"""Dates in words, seen from a document's date."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.reading.documents.date_words import dates_in
from majlis.reading.documents.dating import resolve
from majlis.reading.documents.document import Dating

WEDNESDAY = Dating("2019-06-12", "day", "header")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("on Sunday", "2019-06-09"),
        ("Sunday’s vote", "2019-06-09"),
        ("on Wednesday", "2019-06-12"),
        ("last Wednesday", "2019-06-05"),
        ("next Wednesday", "2019-06-19"),
        ("will vote on Sunday", "2019-06-16"),
        ("by Friday", "2019-06-14"),
        ("yesterday", "2019-06-11"),
        ("the day before yesterday", "2019-06-10"),
        ("tomorrow", "2019-06-13"),
        ("three days ago", "2019-06-09"),
        ("two weeks ago", "2019-05"),
        ("a month ago", "2019-05"),
        ("seven months ago", "2018-11"),
        ("ten years ago", "2009"),
        ("last month", "2019-05"),
        ("late last month", "2019-05"),
        ("earlier this year", "2019"),
        ("the end of last year", "2018"),
        ("next month", "2019-07"),
        ("this week", "2019-06"),
        ("early June", "2019-06"),
        ("mid-May", "2019-05"),
        ("at the end of January", "2019-01"),
        ("since October", "2018-10"),
        ("in October of last year", "2018-10"),
        ("last October", "2018-10"),
        ("this March", "2019-03"),
        ("next March", "2020-03"),
        ("will meet in August", "2019-08"),
        ("on January 10", "2019-01-10"),
        ("on 24 December", "2018-12-24"),
        ("Dec. 24", "2018-12-24"),
        ("by July 1", "2019-07-01"),
        ("on Sunday, January 5, 2014", "2014-01-05"),
        ("3 March 2018", "2018-03-03"),
        ("March 2018", "2018-03"),
        ("in 2017", "2017"),
        ("2018-02-01", "2018-02-01"),
        ("25.12.2018", "2018-12-25"),
        ("New Year's Eve", "2018-12-31"),
        ("Christmas\n2016", "2016-12-25"),
    ],
)
def test_what_words_mean(words, meant):
    found = resolve(words, WEDNESDAY)
    assert (found.date, found.others) == (meant, ())
    assert found.precision == {10: "day", 7: "month", 4: "year"}[len(meant)]
    assert found.rule


@pytest.mark.parametrize(
    "words",
    [
        "",
        "no date",
        "May the best win",
        "a march of 300 people",
        "30 February",
        "on 32 May",
        "in 2,019 cases",
    ],
)
def test_what_is_no_date(words):
    assert resolve(words, WEDNESDAY) is None


def test_two_days_are_said_where_two_fit():
    found = resolve("over the weekend", WEDNESDAY)
    assert (found.date, found.others) == ("2019-06-08", ("2019-06-09",))
    written = resolve("on 4/5/2019", None)
    assert (written.date, written.others) == ("2019-04-05", ("2019-05-04",))
    week = resolve("last week", Dating("2019-06-05", "day", "header"))
    assert (week.date, week.others) == ("2019-05", ("2019-06",))


def test_an_ambiguous_document_makes_its_words_ambiguous():
    found = resolve("on Sunday", Dating("2019-04-05", "day", "header", ("2019-05-04",)))
    assert (found.date, found.others) == ("2019-03-31", ("2019-04-28",))
    assert resolve("in 2017", Dating("2019-04-05", "day", "header", ("2019-05-04",))).others == ()


def test_a_document_known_to_the_month_or_year_tells_less():
    month, year = Dating("2019-06", "month", "implied"), Dating("2019", "year", "implied")
    assert resolve("on Sunday", month) is None
    assert resolve("January 10", month).date == "2019-01-10"
    assert resolve("June 20", month).date == "2019-06-20"
    assert resolve("last month", month).date == "2019-05"
    assert resolve("last month", year) is None
    assert resolve("last year", year).date == "2018"
    assert resolve("on Sunday", None) is None
    assert resolve("in May 2018", None).date == "2018-05"


def test_the_reader_may_know_that_words_look_ahead():
    assert resolve("on Sunday", WEDNESDAY, ahead=True).date == "2019-06-16"
    assert resolve("will vote on Sunday", WEDNESDAY, ahead=False).date == "2019-06-09"


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_last_one_up_to_the_document(day, weekday):
    found = date.fromisoformat(resolve(f"on {WEEKDAYS[weekday]}", Dating(day.isoformat(), "day", "x")).date)
    assert found.weekday() == weekday
    assert timedelta(0) <= day - found < timedelta(7)


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_a_day_and_month_are_the_last_ones_up_to_the_document(day, named):
    found = date.fromisoformat(
        resolve(f"on {named:%B} {named.day}", Dating(day.isoformat(), "day", "x")).date
    )
    assert (found.month, found.day) == (named.month, named.day)
    assert found <= day
    assert day - found < timedelta(366 * (8 if (named.month, named.day) == (2, 29) else 1))


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_written_dates_are_read_in_every_form(day):
    month_first, day_first = f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"
    forms = (month_first, day_first, f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}")
    assert {resolve(form, None).date for form in forms} == {day.isoformat()}


@settings(deadline=None)
@given(st.text(alphabet="0123456789 -/.,JanuaryMay lastweekofSunday’s\n", max_size=60))
def test_spans_are_in_order_and_hold_what_was_found(text):
    end = 0
    for found in dates_in(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end
        resolve(found.span.of(text), WEDNESDAY)
