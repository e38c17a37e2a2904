"""Learning from history: what a case records, what of it may count, and what is written."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from majlis.case.case import Case
from majlis.case.fault import CaseFaults
from majlis.case.load import load
from majlis.chance.distribution import Triangular
from majlis.dynamics.likelihood import Count, History
from majlis.explore.learned_rows import write_learned
from majlis.explore.recorded import NoRecord, recorded
from majlis.explore.triangle import triangle
from majlis.explore.updating import before_data, fit


@pytest.fixture(scope="module")
def study() -> ModuleType:
    """The slow study of simulated histories."""
    path = Path(__file__).parents[2] / "benchmarks" / "histories.py"
    spec = importlib.util.spec_from_file_location("benchmarks_histories", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_record_of_a_case(brawl: Path) -> None:
    found = recorded(load(brawl), "brawl")
    history = found.history
    assert found.series == ("police", "union")
    assert (history.days, history.since, history.other_since) == (60, 0, 2)
    assert [(c.day, c.value, c.bound, c.other) for c in history.counts] == [
        (7, 14, "exact", False),
        (20, 31, "exact", False),
        (35, 52, "lower", False),
        (42, 66, "exact", False),
        (20, 40, "exact", True),
    ]
    # Weeks end on the day before the as-of date, 29 February: 9 January lies in the eighth of nine.
    assert history.strikes == (0, 2, 0, 0, 0, 0, 1, 0, 0)
    assert history.casualties == ()
    assert found.regime == 1.0
    assert str(found).startswith("5 rows of police and union, strikes in 2 weeks, 2024-01-01 to 2024-02-29")


def with_rows(case: Case, **changes: object) -> Case:
    """The case with one more row of its first series."""
    return case.model_copy(update={"series": (*case.series, case.series[0].model_copy(update=changes))})


@pytest.mark.parametrize("when", ["2024-03-01", "2024-03-02", "2025-06-30"])
def test_rows_from_the_as_of_date_on_are_never_read(brawl: Path, when: str) -> None:
    """What happened later, or on that day, does not change the record: not even impossible totals."""
    case = load(brawl)
    day = type(case.as_of)(when)
    expected = recorded(case, "brawl")
    assert recorded(with_rows(case, date=day, value=90.0), "brawl") == expected
    assert recorded(with_rows(case, date=day, value=0.0), "brawl") == expected
    assert recorded(with_rows(case, date=day, series="third"), "brawl") == expected
    assert recorded(with_rows(case, date=day, since=day), "brawl") == expected
    later = [
        case.events[1].model_copy(update={"date": day, "hazard": f"brawl.{name}"})
        for name in ("strikes", "casualties", "truce")
    ]
    assert recorded(case.model_copy(update={"events": (*case.events, *later)}), "brawl") == expected


def test_rows_before_the_as_of_date_count(brawl: Path) -> None:
    case = load(brawl)
    expected = recorded(case, "brawl")
    assert recorded(with_rows(case, date=type(case.as_of)("2024-02-29"), value=90.0), "brawl") != expected
    earlier = case.events[1].model_copy(update={"date": type(case.as_of)("2024-02-29")})
    assert recorded(case.model_copy(update={"events": (*case.events, earlier)}), "brawl") != expected


def test_what_was_published_later_is_refused(brawl: Path) -> None:
    sources = (brawl / "sources.csv").read_text(encoding="utf-8")
    (brawl / "sources.csv").write_text(sources.replace("2024-02-20", "2024-03-05"), encoding="utf-8")
    with pytest.raises(CaseFaults, match="nothing after the as-of date 2024-03-01"):
        load(brawl)


def test_what_cannot_be_learned_from_is_said(brawl: Path) -> None:
    case = load(brawl)
    with pytest.raises(NoRecord, match=r"0 series in series\.csv count 'fight.attacks'"):
        recorded(case, "fight")
    with pytest.raises(NoRecord, match="never falls"):
        recorded(with_rows(case, date=type(case.as_of)("2024-02-28"), value=3.0), "brawl")
    with pytest.raises(NoRecord, match="counts since 2023-12-01 and since 2024-01-01"):
        recorded(with_rows(case, since=type(case.as_of)("2023-12-01")), "brawl")
    with pytest.raises(NoRecord, match="no mechanism to learn of"):
        fit(case.model_copy(update={"motion": None}))


FIRST = "2024-01-07,14,brawls,exact,brawl.attacks,2024-01-01"


@pytest.mark.parametrize(
    ("put", "message"),
    [
        ("2024-01-07,14,brawls,exact,brawl.attacks,", "'hazard' without 'since'"),
        ("2024-01-07,14.5,brawls,exact,brawl.attacks,2024-01-01", "total of 14.5"),
        ("2024-01-07,14,brawls,exact,brawl.attacks,2024-01-09", "after the date"),
    ],
)
def test_faults_of_running_totals(brawl: Path, put: str, message: str) -> None:
    series = (brawl / "series.csv").read_text(encoding="utf-8")
    assert FIRST in series
    (brawl / "series.csv").write_text(series.replace(FIRST, put, 1), encoding="utf-8")
    with pytest.raises(CaseFaults, match=r"series\.csv:2:\d+: ") as caught:
        load(brawl)
    assert message in str(caught.value)


def test_a_fit_is_written_and_the_next_one_begins_where_it_began(brawl: Path) -> None:
    row = "name,value,low,high,claims,coder,reason\nbrawl.attacks_rate,8,2,20,C1,me,\n"
    (brawl / "parameters.csv").write_text(row, encoding="utf-8")
    case = load(brawl)
    (first,) = fit(case, draws=150, particles=8)
    assert [each.name for each in first.numbers][-2:] == ["share", "share_dispersion"]
    rate = first.numbers[0]
    assert (rate.name, rate.is_learned) == ("attacks_rate", True)
    assert rate.before[0] < rate.after[0] < rate.after[1] < rate.after[2]
    assert rate.after[2] - rate.after[0] < 0.8 * (rate.before[2] - rate.before[0])
    names = write_learned(case, brawl, (first,))
    assert "brawl.attacks_rate" in names
    written = load(brawl)
    assert {each.name for each in written.parameters} == set(names)
    after = next(each for each in written.parameters if each.name == "brawl.attacks_rate")
    assert after.basis == "data"
    assert after.estimate.claims == ("C1",)
    assert "5 rows of police and union" in str(after.estimate.reason)
    assert (after.estimate.low, after.estimate.value, after.estimate.high) == rate.estimate
    assert after.prior is not None
    assert (after.prior.low, after.prior.value, after.prior.high) == (2.0, 8.0, 20.0)
    assert all(each.prior is not None for each in written.parameters)
    # What was learned is no prior: fitting again gives the same, and writing again changes nothing.
    (second,) = fit(written, draws=150, particles=8)
    assert (second.posterior.values == first.posterior.values).all()
    text = (brawl / "parameters.csv").read_text(encoding="utf-8")
    write_learned(written, brawl, (second,))
    assert (brawl / "parameters.csv").read_text(encoding="utf-8") == text


def test_before_data_stands_what_was_coded(brawl: Path) -> None:
    row = (
        "name,value,low,high,basis,reason,prior\n"
        "brawl.attacks_rate,5,4,6,data,learned,1 < 2 < 3\n"
        "brawl.truce_rate,0.1,0.05,0.2,data,read off a table,\n"
    )
    (brawl / "parameters.csv").write_text(row, encoding="utf-8")
    rows = before_data(load(brawl)).parameters
    assert [(each.name, each.estimate.value) for each in rows] == [
        ("brawl.attacks_rate", 2.0),
        ("brawl.truce_rate", 0.1),
    ]


def test_a_prior_of_data_and_what_is_not_learned_are_said(brawl: Path) -> None:
    row = "name,value,low,high,basis,reason\nbrawl.attacks_rate,1,0.5,2,data,read off the record\n"
    (brawl / "parameters.csv").write_text(row, encoding="utf-8")
    (found,) = fit(load(brawl), draws=100, particles=4)
    rest, twice, against = found.warnings
    assert rest.startswith("the record says next to nothing of ")
    assert "imprint" in rest
    assert "attacks_rate" not in rest
    assert twice.endswith("the prior of these as data already: attacks_rate")
    assert "hardly had them: attacks_rate" in against


@pytest.mark.parametrize("ends", [(0.0, 1.0, 4.0), (2.0, 2.0, 5.0), (-3.0, 1.0, 1.0)])
def test_a_triangle_is_found_again(ends: tuple[float, float, float]) -> None:
    values = Triangular(*ends).quantile((np.arange(2_000) + 0.5) / 2_000)
    found = triangle(values, (ends[0] - 1.0, ends[2] + 1.0))
    assert found == pytest.approx(ends, abs=0.25)
    low, _, high = triangle(values, (ends[0] + 0.5, ends[2] - 0.5))
    assert low >= ends[0] + 0.5 - 1e-2
    assert high <= ends[2] - 0.5 + 1e-2


def test_simulated_histories_are_found_again(study: ModuleType) -> None:
    """The small form of the study: the central 80 per cent of the posterior hold the truth about as often.

    Fifteen histories of twelve numbers, seen six times in seven weeks: 180 ranks, with a standard error of
    three points if they were independent.
    """
    counts = (
        Count(7, 0),
        Count(12, 0),
        Count(24, 0),
        Count(31, 0, "lower"),
        Count(40, 0),
        Count(40, 0, other=True),
    )
    found, gone = zip(*study.ranks(study.wide(History(49, counts)), range(1, 16), 80, 8), strict=True)
    ranks = np.array(found)
    covered = (np.abs(ranks - 0.5) < 0.4).mean()
    assert 0.68 < covered < 0.91
    assert ranks.mean() == pytest.approx(0.5, abs=0.08)
    learned = dict(zip(study.PRIOR, np.mean(gone, axis=0), strict=True))
    assert learned["campaign"] > 0.3
    assert learned["reaction"] > 0.3
    assert learned["heat_shift"] < 0.2


def test_a_study_that_was_broken_off_goes_on(study: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "ranks.csv"
    study.keep(file, 3, np.array([0.25, 0.5]), np.array([0.0, 0.125]))
    study.keep(file, 4, np.array([0.75, 1.0]), np.array([0.5, 0.0]))
    found = study.read(file)
    assert sorted(found) == [3, 4]
    assert [each.tolist() for each in found[4]] == [[0.75, 1.0], [0.5, 0.0]]
    assert study.read(tmp_path / "none.csv") == {}
