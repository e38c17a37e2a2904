"""Scoring a case: what is scored, what is not and why, and that no run knows an outcome."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from majlis.case.fault import CaseFaults
from majlis.case.folder_digest import folder_digest
from majlis.report.score_page import score_page
from majlis.study.run import run
from majlis.study.score import NO_ROW, NOT_HELD, score_case, scores_json

FOLDER = Path(__file__).parents[1] / "ensemble" / "moving"
OUTCOMES = """question,outcome,date,held,source,decided,unscored
rise,no,2024-12-27,,Minutes,no vote,
level,60,2024-12-27,,Minutes,the toll agreed,
calm,,,no,,no vote,
"""
EXPERTS = """id,question,source,speaker,words,word,word_basis,horizon_basis,unscored
X1,rise,paper,an aide,may,may,document,judgement,
X2,calm,paper,a docker,,,,,nothing was foretold
"""
DRAWS = 200


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scored") / "moving"
    shutil.copytree(FOLDER, folder)
    (folder / "outcomes.csv").write_text(OUTCOMES, encoding="utf-8")
    (folder / "experts.csv").write_text(EXPERTS.replace(",,,,nothing", ",,judgement,judgement,nothing"))
    return folder


@pytest.fixture(scope="module")
def scored(folder: Path):
    return score_case(str(folder), DRAWS)


def test_each_question_is_scored_or_says_why_not(scored):
    by_id = {each.question.id: each for each in scored.questions}
    assert {name: each.unscored for name, each in by_id.items()} == {
        "rise": None,
        "level": None,
        "strikes": NO_ROW,
        "calm": NOT_HELD,
    }
    probability = by_id["rise"].said["forecast"]
    assert by_id["rise"].scores["forecast"]["brier"] == pytest.approx(probability**2)
    assert by_id["rise"].scores["experts"]["brier"] == pytest.approx(0.16)
    assert by_id["rise"].scores["nothing_changes"]["brier"] == 0.0
    assert by_id["level"].scores["forecast"].keys() == {"crps"}
    assert by_id["calm"].scores == {}
    assert [each.question.id for each in scored.events] == ["rise", "level"]


def test_the_forecast_is_that_of_the_run(scored, folder):
    said = run(str(folder), DRAWS).moving_answers
    assert [each.said["forecast"] for each in scored.questions if each.question.kind == "binary"] == [
        each.probability for each in said if each.question.kind == "binary"
    ]


def test_the_json_names_the_estimates_and_counts(scored, folder):
    found = scores_json([scored, scored], "0123abc")
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    case = found["cases"][0]
    assert found["commit"] == "0123abc"
    assert case["digest"] == folder_digest(folder) == scored.digest
    assert case["n"] == {"questions": 4, "scored": 2, "events": 2}
    assert case["means"]["nothing_changes"]["brier"]["n"] == 1
    assert found["pooled"]["nothing_changes"]["brier"]["n"] == 2
    assert case["means"]["base_rate"]["brier"] is None
    assert case["quantities"]["toll"]["nothing_pushes"]["n"] == 1


def test_the_page_says_what_it_cannot_show(scored):
    page = score_page(scores_json([scored]))
    assert "**Provisional" in page
    assert "no claim of skill" in page
    assert scored.digest in page
    assert "| `strikes` |" in page
    assert NO_ROW in page
    assert "its condition did not hold: no vote" in page
    assert "unscored: nothing was foretold" in page
    committed = score_page(scores_json([scored], "0123abc"))
    assert "commit `0123abc`" in committed
    assert "**Provisional" not in committed


def test_no_run_reads_outcomes_or_experts(folder, tmp_path):
    first, second = tmp_path / "with", tmp_path / "without"
    run(str(folder), 60).save(first)
    bare = tmp_path / "moving"
    shutil.copytree(folder, bare, ignore=shutil.ignore_patterns("outcomes.csv", "experts.csv"))
    run(str(bare), 60).save(second)
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(files) > 5
    for file in files:
        if file.name != "manifest.json":
            assert (first / file).read_bytes() == (second / file).read_bytes(), file
    digests = [json.loads((each / "manifest.json").read_text())["case_digest"] for each in (first, second)]
    assert digests[0] == digests[1]


def test_a_case_that_does_not_move_is_not_scored():
    with pytest.raises(CaseFaults, match=r"case.yaml:\d+:\d+: found a case that does not move"):
        score_case("emission-standards-1994", DRAWS)
