"""`majlis vote` as a user types it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROWS = "bloc,seats,position,party_line\nFor,55,95,yes\nAgainst,45,5,\n"


def majlis(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from majlis.cli.app import main; main()", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "vote.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def test_as_json(folder: Path) -> None:
    words = ("vote", "vote.csv", "--rule", "majority-present", "--quorum", "60", "--draws", "500", "--json")
    done = majlis(*words, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["rule"], found["threshold"], found["quorum"]) == ("majority-present", None, 60)
    assert (found["draws"], found["seed"]) == (500, 1)
    assert [each["bloc"] for each in found["blocs"]] == ["For", "Against"]
    assert set(found["yes"]["quantiles"]) == {"0.1", "0.5", "0.9"}
    assert 0 <= found["p_passed"] <= found["p_quorum"] <= 1
    assert found["equilibria"][0]["boycott"] == ["Against"]
    assert majlis(*words, cwd=folder).stdout == done.stdout


def test_as_text(folder: Path) -> None:
    done = majlis("vote", "vote.csv", "--rule", "absolute", "--threshold", "50", cwd=folder)
    lines = done.stdout.splitlines()
    assert lines[0] == "absolute of 100 seats, 50 votes for, no quorum"
    assert lines[1].startswith("passed ")
    assert [line.split()[0] for line in lines[2:6]] == ["yes", "no", "abstain", "absent"]
    assert "nobody could break the quorum" in lines[-1]
    boycott = majlis("vote", "vote.csv", "--rule", "majority-cast", "--quorum", "60", cwd=folder).stdout
    assert "equilibrium: Against stays away (from sincere attendance): passed" in boycott


def test_parameters(folder: Path) -> None:
    sure = (
        "vote",
        "vote.csv",
        "--rule",
        "majority-cast",
        "--json",
        "--draws",
        "200",
        "--option",
        "loyalty=0.97",
    )
    assert json.loads(majlis(*sure, cwd=folder).stdout)["options"]["loyalty"] == 0.97


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("vote.csv", "--rule", "majority"), "there is no rule 'majority'"),
        (("vote.csv",), "--rule"),
        (
            ("vote.csv", "--rule", "absolute", "--quorum", "101"),
            "the quorum is 101; it must be from 0 to 100",
        ),
        (("vote.csv", "--rule", "absolute", "--threshold", "101"), "the threshold is 101; it must be from 1"),
        (("vote.csv", "--rule", "absolute", "--draws", "0"), "--draws"),
        (("vote.csv", "--rule", "absolute", "--option", "loyalty=2"), "option loyalty is 2.0"),
        (("nowhere.csv", "--rule", "absolute"), "there is no file 'nowhere.csv'"),
        (("broken.csv", "--rule", "absolute"), "broken.csv:2:3: found 0 seats"),
    ],
)
def test_wrong_calls(folder: Path, words: tuple[str, ...], message: str) -> None:
    (folder / "broken.csv").write_text("bloc,seats,position\nA,0,50\n", encoding="utf-8")
    done = majlis("vote", *words, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
