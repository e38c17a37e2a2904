"""The reference class: what is counted, what is left out, and that nothing later is used."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from majlis.case.load import load
from majlis.forecast.reference_class import NoOccasionsError, Occasion, base_rate, occasions

AS_OF = dt.date(2024, 2, 7)


def occasion(name, demanded, ended=None, outcome="left", country="FRA", **more):
    return Occasion.model_validate(
        {
            "id": name,
            "host": "A host",
            "country": country,
            "sender": "Another",
            "forces": "a base",
            "demanded": demanded,
            "ended": ended,
            "outcome": outcome,
            "formal": "yes",
            **more,
        }
    )


CLASS = (
    occasion("quick", "2000-01-03", "2000-06-01"),
    occasion("slow", "2000-01-03", "2010-06-01"),
    occasion("reversed", "2001-01-01", "2001-06-01", "reversed"),
    occasion("stayed", "2002-01-07", None, "stayed"),
    occasion("running", "2023-06-05", "2023-07-01"),
    occasion("own", "2003-01-06", "2003-07-01", country="IRQ"),
    occasion("shared", "2003-01-06", "2003-07-01", country="IRN|IRQ"),
    occasion("informal", "2004-01-05", "2004-07-01", formal="no"),
    occasion("remembered", "2005-01-03", "2005-07-01", from_memory="all"),
)


def test_what_is_counted_and_what_is_left_out():
    rate = base_rate(AS_OF, 52, {"IRQ"}, CLASS)
    assert rate.counted == ("quick", "slow", "reversed", "stayed")
    assert (rate.left, rate.n) == (1, 4)
    assert (rate.own, rate.unfinished, rate.informal, rate.unsourced) == (
        ("own", "shared"),
        ("running",),
        ("informal",),
        ("remembered",),
    )
    assert base_rate(AS_OF, 600, {"IRQ"}, CLASS).left == 2


def test_the_number_is_that_of_the_jeffreys_posterior():
    rate = base_rate(AS_OF, 52, {"IRQ"}, CLASS)
    posterior = beta(1.5, 3.5)
    assert rate.probability == pytest.approx(posterior.mean())
    assert (rate.low, rate.high) == pytest.approx((posterior.ppf(0.05), posterior.ppf(0.95)))


@pytest.mark.parametrize(("day", "counted"), [("2000-12-31", ()), ("2001-01-01", ("quick", "slow"))])
def test_an_occasion_counts_from_the_day_on_which_its_time_is_over(day, counted):
    if not counted:
        with pytest.raises(NoOccasionsError):
            base_rate(dt.date.fromisoformat(day), 52, (), CLASS)
    else:
        assert base_rate(dt.date.fromisoformat(day), 52, (), CLASS).counted == counted


@given(
    as_of=st.dates(dt.date(1962, 1, 1), dt.date(2026, 1, 1)),
    weeks=st.integers(1, 400),
    ending=st.dates(dt.date(2026, 1, 2), dt.date(2040, 1, 1)),
)
def test_nothing_later_than_the_as_of_date_is_used(as_of, weeks, ending):
    """What becomes of an occasion after the as-of date changes nothing, nor what is demanded after it."""
    rewritten = tuple(
        row.model_copy(update={"outcome": "left", "ended": type(row.demanded)(ending.isoformat())})
        if row.ended is None or row.ended.earliest > as_of
        else row
        for row in occasions()
        if row.demanded.earliest <= as_of
    )
    try:
        known = base_rate(as_of, weeks)
    except NoOccasionsError:
        with pytest.raises(NoOccasionsError):
            base_rate(as_of, weeks, (), rewritten)
        return
    blind = base_rate(as_of, weeks, (), rewritten)
    assert (blind.left, blind.counted, blind.probability) == (known.left, known.counted, known.probability)


@pytest.mark.parametrize("name", ["iraq-2020", "iraq-2024"])
def test_the_occasions_of_a_case_are_not_its_reference_class(name):
    as_of = load(name).as_of.earliest
    own = {row.id for row in occasions() if "IRQ" in row.country}
    assert {"E52", "E58"} <= own
    rate = base_rate(as_of, 104, {"IRQ"})
    assert not own & set(rate.counted)
    assert set(rate.own) == own
    by_id = {row.id: row for row in occasions()}
    assert all(
        by_id[counted].demanded.earliest + dt.timedelta(weeks=104) <= as_of for counted in rate.counted
    )
    assert 0 < rate.low < rate.probability < rate.high < 1


def test_its_warnings_are_said():
    said = " ".join(base_rate(AS_OF, 104, {"IRQ"}).warnings)
    for words in (
        "One person coded",
        "upper bound",
        "from memory",
        "case's own country",
        "notice or an agreed",
    ):
        assert words in said


def test_the_shipped_table():
    rows = occasions()
    assert len(rows) == 65
    assert len({row.id for row in rows}) == 65
    assert [row.demanded for row in rows] == sorted(row.demanded for row in rows)
    for row in rows:
        assert row.ended is None or row.ended.earliest >= row.demanded.earliest, row.id
        assert ("all" in row.from_memory) == (row.source is None), row.id
        assert set(row.from_memory) <= {"all", "demanded", "ended"}, row.id
    assert sum("all" in row.from_memory for row in rows) == 24


@pytest.mark.parametrize("weeks", [0, -3])
def test_a_time_of_nothing(weeks):
    with pytest.raises(NoOccasionsError, match="expected 1 or more"):
        base_rate(AS_OF, weeks)
