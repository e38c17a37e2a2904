"""`majlis power` as a user types it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def majlis(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from majlis.cli.app import main; main()", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def test_weights_as_json(tmp_path: Path) -> None:
    done = majlis("power", "--quota", "51", "50", "49", "1", "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert {key: found[key] for key in ("quota", "winning", "coalitions")} == {
        "quota": 51,
        "winning": 3,
        "coalitions": 8,
    }
    first = found["players"][0]
    assert first["weight"] == 50
    assert first["swings"] == 3
    assert first["shapley_shubik"] == {"exact": "2/3", "decimal": 2 / 3}
    assert first["coleman_prevent"] == {"exact": "1", "decimal": 1.0}
    assert set(first) == {
        "player",
        "weight",
        "swings",
        "shapley_shubik",
        "banzhaf",
        "banzhaf_absolute",
        "deegan_packel",
        "johnston",
        "coleman_prevent",
        "coleman_initiate",
    }


def test_a_table_with_an_alternative(tmp_path: Path) -> None:
    rows = "player,members,people,or:many\nquota,2,65%,3\nA,1,50.5,1\nB,1,30,1\nC,1,19.5,1\n"
    (tmp_path / "game.csv").write_text(rows, encoding="utf-8")
    done = majlis("power", "game.csv", "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert found["quota"] == {"members": 2, "people": 65, "or:many": 3}
    assert found["players"][1]["weight"] == {"members": 1, "people": 30, "or:many": 1}
    assert [player["player"] for player in found["players"]] == ["A", "B", "C"]
    assert found["winning"] == 3


def test_a_table_of_one_rule_has_plain_numbers(tmp_path: Path) -> None:
    (tmp_path / "game.csv").write_text("player,votes\nquota,1\nA,0.5\nB,1\n", encoding="utf-8")
    done = majlis("power", "game.csv", "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert (found["quota"], found["players"][0]["weight"]) == (1, 0.5)
    text = majlis("power", "game.csv", cwd=tmp_path).stdout.splitlines()
    assert text[0].split()[:2] == ["player", "Shapley-Shubik"]
    assert text[1].split()[:2] == ["A", "0.000000"]
    assert text[-1] == "2 of 4 coalitions win"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--quota", "5", "1", "2"), "found the quota '5'; expected at most 3, all weights together"),
        (("--quota", "1", "inf"), "expected a finite number"),
        (("--quota", "nan", "1"), "expected a finite number"),
        (("--quota", "1", "--", "-1", "2"), "found the weight '-1'"),
        (("1", "2"), "weights need --quota"),
        (("nowhere.csv",), "there is no file 'nowhere.csv'"),
        (("--quota", "2", *["1"] * 1001), "at most 1,000"),
    ],
)
def test_wrong_calls(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    done = majlis("power", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_faults_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "game.csv").write_text("player,votes\nquota,1\nA,x\n", encoding="utf-8")
    done = majlis("power", "game.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[1].startswith("game.csv:3:3: found 'x'")
