"""`majlis score` as a user types it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from majlis.case.fault import CaseFaults
from majlis.cli.check import check
from majlis.cli.score import score

MOVING = Path(__file__).parents[1] / "ensemble" / "moving"
OUTCOMES = "question,outcome,date,source,decided\nrise,no,2024-12-27,Minutes,no vote\n"


@pytest.fixture
def moving(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(MOVING, tmp_path / "moving"))
    (folder / "outcomes.csv").write_text(OUTCOMES, encoding="utf-8")
    return folder


def test_text_and_page(moving: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = moving.parent / "pages" / "scores.md"
    score([str(moving)], 100, 1, commit="0123abc", out=page)
    shown = capsys.readouterr()
    assert "1 of 4 questions scored" in shown.out
    assert "no claim of skill" in shown.out
    assert str(page) in shown.err
    assert "commit `0123abc`" in page.read_text(encoding="utf-8")
    with pytest.raises(typer.BadParameter, match="no hash"):
        score([str(moving)], 100, 1, commit="main")
    with pytest.raises(typer.BadParameter, match="is a folder"):
        score([str(moving)], 100, 1, out=moving)


def test_json_is_one_object(moving: Path, capsys: pytest.CaptureFixture[str]) -> None:
    score([str(moving)], 100, 1, json=True)
    found = json.loads(capsys.readouterr().out)
    assert found["cases"][0]["n"]["scored"] == 1
    assert found["commit"] is None


def test_the_digest_comes_without_a_score(capsys: pytest.CaptureFixture[str]) -> None:
    score(["iraq-2024", "iraq-2020"], digest=True)
    (first, name), (second, other) = (line.split() for line in capsys.readouterr().out.splitlines())
    assert (len(first), name, len(second), other) == (64, "iraq-2024", 64, "iraq-2020")
    assert first != second


def test_check_sees_outcomes(moving: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(str(moving))
    assert "1 of 4 questions resolved" in capsys.readouterr().out
    (moving / "outcomes.csv").write_text(OUTCOMES.replace("rise", "rose"), encoding="utf-8")
    with pytest.raises(CaseFaults, match=r"outcomes.csv:2:1: found the question 'rose'"):
        check(str(moving))
    check("emission-standards-1994")


def test_a_case_that_does_not_move_is_a_wrong_input(tmp_path: Path) -> None:
    program = "from majlis.cli.app import main; main()"
    command = [sys.executable, "-c", program, "score", "emission-standards-1994"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (2, "")
    assert "a case that does not move" in done.stderr
    assert "Traceback" not in done.stderr
