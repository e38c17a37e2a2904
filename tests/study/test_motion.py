"""A result in motion: its tables, and what an analyst hands in to be laid over it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from majlis.case.case import Case
from majlis.case.fault import CaseFaults
from majlis.case.load import load
from majlis.study.observed import observed_in
from majlis.study.result import Result
from majlis.study.run import run
from majlis.study.tables import write_tables

HEADING = "variable,date,value,bound,since\n"


@pytest.fixture(scope="module")
def result() -> Result:
    return run("philippines-2020", draws=60)


@pytest.fixture(scope="module")
def case() -> Case:
    return load("philippines-2020")


def _observed(folder: Path, *rows: str) -> Path:
    (folder / "observed.csv").write_text(HEADING + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_tables_of_motion(result: Result, tmp_path: Path) -> None:
    write_tables(result, tmp_path / "tables")
    rows = {
        name: list(csv.DictReader((tmp_path / "tables" / f"{name}.csv").read_text().splitlines()))
        for name in ("levels", "hazards", "questions", "leverage", "parameters")
    }
    assert result.moved is not None
    system, weeks = result.moved.model.system, len(result.moved.tally.weeks)
    assert len(rows["levels"]) == len(system.levels) * weeks
    assert len(rows["hazards"]) == len(system.hazards) * weeks
    assert all(float(row["q0.1"]) <= float(row["q0.5"]) <= float(row["q0.9"]) for row in rows["levels"])
    at_as_of = next(row for row in rows["levels"] if row["week"] == "0")
    assert at_as_of["date"] == str(result.case.as_of)
    assert [row["question"] for row in rows["questions"]] == [q.id for q in result.case.questions]
    assert result.in_motion is not None
    assert result.in_motion.reruns is not None
    how = [row["how"] for row in rows["leverage"]]
    assert how.count("paired reruns") == len(result.in_motion.reruns.confirmed)
    assert {row["basis"] for row in rows["parameters"]} <= {"data", "literature", "judgement"}
    assert {row["set_by"] for row in rows["parameters"]} == {"case", "mechanism"}


def test_a_static_run_writes_no_table_of_motion(tmp_path: Path) -> None:
    write_tables(run("philippines-2020", draws=5, static=True), tmp_path / "tables")
    names = {path.name for path in (tmp_path / "tables").iterdir()}
    assert names == {"actors.csv", "outcomes.csv", "drivers.csv", "claims.csv"}


def test_what_was_observed_later_is_shown_and_changes_nothing_else(
    result: Result, case: Case, tmp_path: Path
) -> None:
    folder = _observed(
        tmp_path,
        "vfa@bilateral,2020-06-02,60,exact,",
        "slight,2020-02-10,3,exact,2020-02-01",
        "slight,2020-03-09,7,exact,2020-02-01",
        "slight,2020-04-06,8,lower,2020-02-01",
    )
    level, total = observed_in(folder, case)
    assert (level.variable, level.value, level.begin) == ("vfa@bilateral", 60.0, level.week)
    assert total.variable == "slight"
    assert total.value == pytest.approx(1.0)
    shown = replace(result, later=(level, total))
    assert shown.forecast() == result.forecast()
    assert "60 (2 June 2020)" in shown.report()
    assert "60 (2 June 2020)" not in result.report()


@pytest.mark.parametrize(
    ("row", "found", "mend"),
    [
        ("vfa@bilatral,2020-06-02,60,exact,", "vfa@bilatral", "did you mean 'vfa@bilateral'"),
        ("slight,2020-06-02,6,exact,", "without 'since'", "first day that is counted"),
        ("vfa@bilateral,2020-06-02,60,exact,2020-01-01", "'since' for the level", "empty the cell"),
        ("vfa@bilateral,2020-13-02,60,exact,", "2020-13-02", ""),
        ("vfa@bilateral,2020-06-02,many,exact,", "many", ""),
    ],
)
def test_a_row_that_does_not_fit(case: Case, tmp_path: Path, row: str, found: str, mend: str) -> None:
    with pytest.raises(CaseFaults) as caught:
        observed_in(_observed(tmp_path, row), case)
    assert "observed.csv:2:" in str(caught.value)
    assert found in str(caught.value)
    assert mend in str(caught.value)


def test_a_folder_without_the_file(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CaseFaults, match=r"observed\.csv"):
        observed_in(tmp_path, case)


def test_a_case_at_rest_has_nothing_to_lay_over(emissions: Case, tmp_path: Path) -> None:
    with pytest.raises(CaseFaults, match="does not move"):
        observed_in(_observed(tmp_path), emissions)
