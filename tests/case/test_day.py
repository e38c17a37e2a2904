"""Dates and their precision."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from majlis.case.day import Day, WholeDay

DAY, WHOLE_DAY = TypeAdapter(Day), TypeAdapter(WholeDay)


def refusal(value, adapter=DAY):
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    return caught.value.errors(include_url=False)[0]["msg"]


@pytest.mark.parametrize(
    ("text", "precision", "earliest"),
    [
        ("2024-02-07", "day", (2024, 2, 7)),
        ("2024-02", "month", (2024, 2, 1)),
        ("2024", "year", (2024, 1, 1)),
        ("2024-W06", "week", (2024, 2, 5)),
        ("2021-W01", "week", (2021, 1, 4)),
        ("2020-W53", "week", (2020, 12, 28)),
        ("2024-02-29", "day", (2024, 2, 29)),
    ],
)
def test_a_date_counts_by_its_earliest_day(text, precision, earliest):
    day = Day(text)
    assert (day.precision, day.earliest, str(day)) == (precision, dt.date(*earliest), text)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("07/02/2024", "write 2024-02-07 or 2024-07-02"),
        ("7.2.2024", "write 2024-02-07 or 2024-07-02"),
        ("05/05/2024", "turned day and month about; write 2024-05-05"),
        ("20/02/2024", "write 2024-02-20"),
        ("40/40/2024", "write year-month-day"),
        ("2024/2/7", "write 2024-02-07"),
        ("1/2/24", "the year with four digits"),
        ("45329", "a spreadsheet made a serial number of it; 2024-02-07 is likely meant"),
        ("45329.5", "2024-02-07 is likely meant"),
        (45329, "2024-02-07 is likely meant"),
        ("20240207", "write 2024-02-07"),
        ("2024-02-07T12:00:00Z", "leave the time of day out: 2024-02-07"),
        ("2024-02-07 00:00:00", "leave the time of day out: 2024-02-07"),
        ("02.2024", "write 2024-02"),
        ("Feb-24", "a spreadsheet may have shortened it"),
        ("7 February 2024", "a spreadsheet may have shortened it"),
        ("07-Feb-24", "a spreadsheet may have shortened it"),
        ("February 7, 2024", "a spreadsheet may have shortened it"),
        ("2024-02-30", "a day that does not exist"),
        ("2023-02-29", "a day that does not exist"),
        ("2024-13", "a month that does not exist"),
        ("2024-W53", "a week that does not exist"),
        ("0000", "a year that does not exist"),
        ("٢٠٢٤", "expected an ISO date"),
        ("soon", "mend: write year-month-day"),
        ("", "found nothing"),
        (None, "found nothing"),
        (True, "found 'true'"),
        (20.5, "found '20.5'"),
        (["2024"], "found a list"),
        (10**30, "found nothing"),
        (-5, "found nothing"),
    ],
)
def test_what_is_no_date_is_named(value, said):
    assert said in refusal(value)


def test_a_whole_day_is_asked_for():
    assert WHOLE_DAY.validate_python("2024-02-07") == Day("2024-02-07")
    assert "precise to the month; expected a full date" in refusal("2024-02", WHOLE_DAY)


DAYS = st.one_of(
    st.dates().map(lambda day: Day(day.isoformat())),
    st.dates().map(lambda day: Day(day.isoformat()[:7])),
    st.dates().map(lambda day: Day(day.isoformat()[:4])),
    st.dates(min_value=dt.date(2, 1, 1)).map(
        lambda day: Day(
            "{}-W{:02}".format(*(f"{n:04}" if i == 0 else n for i, n in enumerate(day.isocalendar()[:2])))
        )
    ),
)


@given(DAYS, DAYS, DAYS)
def test_the_order_is_total_and_follows_the_earliest_day(a, b, c):
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a <= b) == (not b < a)
    if a <= b <= c:
        assert a <= c
    if a.earliest < b.earliest:
        assert a < b
    if a == b:
        assert hash(a) == hash(b)


def test_the_vaguer_of_two_comes_first():
    days = ["2024-01-01", "2024-W01", "2024", "2024-01", "2023-12-31"]
    assert [str(day) for day in sorted(map(Day, days))] == [
        "2023-12-31",
        "2024",
        "2024-01",
        "2024-W01",
        "2024-01-01",
    ]


def test_a_date_is_no_text():
    assert Day("2024") != "2024"
    with pytest.raises(TypeError):
        _ = Day("2024") < "2025"
    assert repr(Day("2024-02")) == "Day('2024-02')"


@given(DAYS)
def test_dates_survive_a_round_trip(day):
    assert DAY.validate_python(str(day)) == day
    assert DAY.validate_json(DAY.dump_json(day)) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text):
    try:
        day, kind = Day(text), "date"
    except PydanticCustomError as error:
        day, kind = None, error.type
    assert kind == "misfit" or day.text == text
