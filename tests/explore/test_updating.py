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
from majlis.explore.learned_rows import write_learned
from majlis.explore.recorded import NoRecord, recorded
from majlis.explore.updating import before_data, fit, triangle

MOTION = """
motion:
  warm_up_from: 2023-12-01
  weeks: 52
  mechanisms:
    - {id: brawl, kind: escalation, roles: {challenger: dockers, defender: finance}}

issues:
"""
SERIES = """series,date,value,unit,bound,hazard,since,source
police,2024-01-07,14,brawls,exact,brawl.attacks,2024-01-01,minutes
police,2024-01-20,31,brawls,exact,brawl.attacks,2024-01-01,minutes
police,2024-02-04,52,brawls,lower,brawl.attacks,2024-01-01,minutes
police,2024-02-11,66,brawls,exact,brawl.attacks,2024-01-01,minutes
union,2024-01-20,40,claims,exact,brawl.attacks,2024-01-03,paper
"""
EVENTS = """id,date,description,status,hazard,size
E1,2023-12-20,A season of brawls begins,occurred,brawl.campaign,
E2,2024-01-09,Two arrests,occurred,brawl.strikes,2
E3,2024-02-13,Arrests,occurred,brawl.strikes,
E4,2024-02-14,Arrests that were only announced,threatened,brawl.strikes,
"""


@pytest.fixture
def folder(starter: Path) -> Path:
    """The starter case with a quarrel that comes to blows."""
    outline = (starter / "case.yaml").read_text(encoding="utf-8")
    outline = outline.replace("\nissues:\n", MOTION, 1)
    outline = outline.replace("resolve: toll >= 70", "resolve: happened(brawl.truce)")
    outline = outline.replace(
        "kind: numeric\n    resolve: toll",
        "kind: numeric\n    resolve: count(brawl.attacks)\n    by: 2024-12-31",
    )
    (starter / "case.yaml").write_text(outline, encoding="utf-8")
    (starter / "series.csv").write_text(SERIES, encoding="utf-8")
    (starter / "events.csv").write_text(EVENTS, encoding="utf-8")
    return starter


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


def test_the_record_of_a_case(folder: Path) -> None:
    found = recorded(load(folder), "brawl")
    history = found.history
    assert found.series == ("police", "union")
    assert (history.days, history.since, history.other_since) == (61, 0, 2)
    assert [(c.day, c.value, c.bound, c.other) for c in history.counts] == [
        (7, 14, "exact", False),
        (20, 31, "exact", False),
        (35, 52, "lower", False),
        (42, 66, "exact", False),
        (20, 40, "exact", True),
    ]
    # Weeks end on the as-of date, 1 March: 9 January lies in the eighth of nine before it.
    assert history.strikes == (0, 2, 0, 0, 0, 0, 1, 0, 0)
    assert history.casualties == ()
    assert found.regime == 1.0
    assert str(found).startswith("5 rows of police and union, strikes in 2 weeks, 2024-01-01 to 2024-03-01")


def with_rows(case: Case, **changes: object) -> Case:
    """The case with one more row of its first series."""
    return case.model_copy(update={"series": (*case.series, case.series[0].model_copy(update=changes))})


def test_only_what_was_known_by_the_as_of_date_counts(folder: Path) -> None:
    """What happened later does not change the record; what was published later is refused."""
    case = load(folder)
    day = type(case.as_of)
    expected = recorded(case, "brawl")
    assert recorded(with_rows(case, date=day("2024-03-02"), value=90.0), "brawl") == expected
    events = (*case.events, case.events[1].model_copy(update={"date": day("2024-03-02")}))
    assert recorded(case.model_copy(update={"events": events}), "brawl") == expected
    # A row within the time does count.
    assert recorded(with_rows(case, date=day("2024-02-28"), value=90.0), "brawl") != expected
    sources = (folder / "sources.csv").read_text(encoding="utf-8")
    (folder / "sources.csv").write_text(sources.replace("2024-02-20", "2024-03-05"), encoding="utf-8")
    with pytest.raises(CaseFaults, match="nothing after the as-of date 2024-03-01"):
        load(folder)


def test_what_cannot_be_learned_from_is_said(folder: Path) -> None:
    case = load(folder)
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
def test_faults_of_running_totals(folder: Path, put: str, message: str) -> None:
    assert FIRST in SERIES
    (folder / "series.csv").write_text(SERIES.replace(FIRST, put, 1), encoding="utf-8")
    with pytest.raises(CaseFaults, match=r"series\.csv:2:\d+: ") as caught:
        load(folder)
    assert message in str(caught.value)


def test_a_fit_is_written_and_the_next_one_begins_where_it_began(folder: Path) -> None:
    row = "name,value,low,high,claims,coder,reason\nbrawl.attacks_rate,8,2,20,C1,me,\n"
    (folder / "parameters.csv").write_text(row, encoding="utf-8")
    case = load(folder)
    (first,) = fit(case, draws=150, particles=8)
    assert [each.name for each in first.numbers][-2:] == ["share", "share_dispersion"]
    rate = first.numbers[0]
    assert (rate.name, rate.is_learned) == ("attacks_rate", True)
    assert rate.before[0] < rate.after[0] < rate.after[1] < rate.after[2] < rate.before[2]
    names = write_learned(case, folder, (first,))
    assert "brawl.attacks_rate" in names
    written = load(folder)
    assert {each.name for each in written.parameters} == set(names)
    after = next(each for each in written.parameters if each.name == "brawl.attacks_rate")
    assert after.basis == "data"
    assert (
        after.claims_on_it == ("C1",) if hasattr(after, "claims_on_it") else after.estimate.claims == ("C1",)
    )
    assert "5 rows of police and union" in str(after.estimate.reason)
    assert (after.estimate.low, after.estimate.value, after.estimate.high) == rate.estimate
    assert after.prior is not None
    assert (after.prior.low, after.prior.value, after.prior.high) == (2.0, 8.0, 20.0)
    assert all(each.prior is not None for each in written.parameters)
    # What was learned is no prior: fitting again gives the same, and writing again changes nothing.
    (second,) = fit(written, draws=150, particles=8)
    assert (second.posterior.values == first.posterior.values).all()
    text = (folder / "parameters.csv").read_text(encoding="utf-8")
    write_learned(written, folder, (second,))
    assert (folder / "parameters.csv").read_text(encoding="utf-8") == text


def test_before_data_stands_what_was_coded(folder: Path) -> None:
    row = (
        "name,value,low,high,basis,reason,prior\n"
        "brawl.attacks_rate,5,4,6,data,learned,1 < 2 < 3\n"
        "brawl.truce_rate,0.1,0.05,0.2,data,read off a table,\n"
    )
    (folder / "parameters.csv").write_text(row, encoding="utf-8")
    rows = before_data(load(folder)).parameters
    assert [(each.name, each.estimate.value) for each in rows] == [
        ("brawl.attacks_rate", 2.0),
        ("brawl.truce_rate", 0.1),
    ]


@pytest.mark.parametrize("ends", [(0.0, 1.0, 4.0), (2.0, 2.0, 5.0), (-3.0, 1.0, 1.0)])
def test_a_triangle_is_found_again(ends: tuple[float, float, float]) -> None:
    values = Triangular(*ends).quantile((np.arange(2_000) + 0.5) / 2_000)
    found = triangle(values, (ends[0] - 1.0, ends[2] + 1.0))
    assert found == pytest.approx(ends, abs=0.25)
    low, _, high = triangle(values, (ends[0] + 0.5, ends[2] - 0.5))
    assert low >= ends[0] + 0.5 - 1e-2
    assert high <= ends[2] - 0.5 + 1e-2


def test_simulated_histories_as_sparse_as_the_real_one_are_found_again(study: ModuleType) -> None:
    """The small form of the study: central 80 per cent of the posterior hold the truth about as often.

    Twelve histories of twelve numbers: 144 ranks, with a standard error of some four points.
    """
    ranks, gone = study.ranks(12, 100, particles=16)
    covered = (np.abs(ranks - 0.5) < 0.4).mean()
    assert 0.65 < covered < 0.93
    assert ranks.mean() == pytest.approx(0.5, abs=0.1)
    learned = dict(zip(study.PRIOR, gone.mean(axis=0), strict=True))
    assert learned["campaign"] > 0.3
    assert learned["reaction"] > 0.3
