"""Tables beside a case: outcomes and experts, and every fault of theirs with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from majlis.case.beside import experts_of, outcomes_of
from majlis.case.fault import CaseFaults
from majlis.case.load import load

FOLDER = Path(__file__).parents[1] / "ensemble" / "moving"
OUTCOMES = "question,outcome,date,held,source,decided,unscored\n"
EXPERTS = "id,question,source,speaker,words,word,unscored\n"


@pytest.fixture(scope="module")
def case():
    return load(FOLDER)


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_without_the_tables_nothing_is_resolved_and_nobody_asked(case, tmp_path):
    assert outcomes_of(case, tmp_path) == {}
    assert experts_of(case, tmp_path).rows == ()


def test_outcomes_and_experts_are_read(case, tmp_path):
    written(
        tmp_path,
        "outcomes.csv",
        f"{OUTCOMES}rise,yes,2024-06-01,,Minutes,a vote,\nstrikes,,,,,,not counted\n",
    )
    written(tmp_path, "experts.csv", f"{EXPERTS}X1,rise,paper,an aide,may,may,\n")
    found = outcomes_of(case, tmp_path)
    assert (found["rise"].outcome, found["strikes"].unscored) == ("yes", "not counted")
    assert [row.word for row in experts_of(case, tmp_path).rows] == ["may"]


def test_what_stands_in_the_outline_counts_as_well_and_not_twice(tmp_path):
    case = load("iraq-2024")
    assert outcomes_of(case, tmp_path)["departure"].outcome == "yes"
    written(tmp_path, "outcomes.csv", f"{OUTCOMES}departure,yes,2024-09-27,,Paper,as it says,\n")
    with pytest.raises(CaseFaults, match=r"outcomes.csv:2:1: found 'departure', resolved in case.yaml"):
        outcomes_of(case, tmp_path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("rose,yes,2024-06-01,,M,v,", r"outcomes.csv:2:1: found the question 'rose'.*did you mean 'rise'"),
        ("rise,3,2024-06-01,,M,v,", r"outcomes.csv:2:6: found the outcome '3.0'; expected yes or no"),
        ("strikes,yes,2024-06-01,,M,v,", r"outcomes.csv:2:9: found the outcome 'yes'; expected a number"),
        ("rise,maybe,2024-06-01,,M,v,", r"outcomes.csv:2:6: found 'maybe' as an outcome"),
        ("rise,yes,2024-03-01,,M,v,", r"outcomes.csv:2:10: found 2024-03-01; expected a day after the as-of"),
        ("rise,yes,2024-06-01,,,v,", r"outcomes.csv:2:22: found an outcome without 'source'"),
        ("rise,,,,,,", r"outcomes.csv:2:6: found no outcome"),
        ("rise,yes,2024-06-01,,M,v,no", r"outcomes.csv:2:26: found a reason why there is no outcome"),
        ("rise,yes,2024-06-01,yes,M,v,", r"outcomes.csv:2:21: found a premise that held or not"),
        ("calm,yes,2024-12-27,,M,v,", r"outcomes.csv:2:21: found an outcome alone"),
        ("calm,yes,2024-12-27,no,M,v,", r"outcomes.csv:2:6: found an outcome although the premise"),
        ("rise,,,,,,a\nrise,,,,,,b", r"outcomes.csv:3:1: found 'rise' a second time"),
    ],
)
def test_faults_of_outcomes(case, tmp_path, row, message):
    with pytest.raises(CaseFaults, match=message):
        outcomes_of(case, written(tmp_path, "outcomes.csv", f"{OUTCOMES}{row}\n"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("X1,rose,paper,me,may,may,", r"experts.csv:2:4: found the question 'rose'"),
        ("X1,strikes,paper,me,may,may,", r"experts.csv:2:4: found the numeric question 'strikes'"),
        ("X1,rise,papers,me,may,may,", r"experts.csv:2:9: found the source 'papers'.*did you mean 'paper'"),
        ("X1,rise,paper,me,may,,", r"experts.csv:2:22: found neither a word nor a reason"),
        ("X1,rise,paper,me,may,may,no", r"experts.csv:2:22: found a word beside a reason"),
        ("X1,rise,paper,me,,may,\nX1,rise,paper,me,,may,", r"experts.csv:3:1: found 'X1' a second time"),
    ],
)
def test_faults_of_experts(case, tmp_path, row, message):
    with pytest.raises(CaseFaults, match=message):
        experts_of(case, written(tmp_path, "experts.csv", f"{EXPERTS}{row}\n"))


def test_a_file_of_almost_that_name_is_told(case, tmp_path):
    with pytest.raises(CaseFaults, match=r"outcome.csv.*did you mean 'outcomes.csv'"):
        outcomes_of(case, written(tmp_path, "outcome.csv", OUTCOMES))
