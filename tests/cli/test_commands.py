"""The commands as a user types them: exit codes, pure JSON, messages on standard error, never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TABLE = "actor,capability,position,salience\na,1,0,50\nb,3,10,100\n"


def majlis(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from majlis.cli.app import main; main()", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def test_new_check_run(tmp_path: Path) -> None:
    assert majlis("new", "mine", cwd=tmp_path).returncode == 0
    checked = majlis("check", "mine", cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "no faults" in checked.stdout
    ran = majlis("run", "mine", "--draws", "200", "--static", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "Will the council raise the toll" in ran.stdout
    report = Path("majlis-out/harbour-toll/report.html")
    assert str(report) in ran.stdout
    assert (tmp_path / report).is_file()


def test_run_json_is_one_object_and_equals_the_file(tmp_path: Path) -> None:
    ran = majlis("run", "emission-standards-1994", "--draws", "50", "--out", "o", "--json", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == json.loads((tmp_path / "o/forecast.json").read_text(encoding="utf-8"))


def test_run_with_edits(tmp_path: Path) -> None:
    ran = majlis(
        "run", "iraq-2024", "--draws", "40", "--set", "kdp.presence.position=80", "--drop", "puk",
        "--without", "M004-12", "--model", "median", "--out", "o", cwd=tmp_path,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    manifest = json.loads((tmp_path / "o/manifest.json").read_text(encoding="utf-8"))
    assert manifest["edits"] == {
        "without": ["M004-12"],
        "set": {"kdp.presence.position": "80"},
        "drop": ["puk"],
    }
    assert manifest["model"] == "median"


def test_settle_json(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    done = majlis("settle", "t.csv", "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert found["draws"] == 1
    assert found["actors"] == ["a", "b"]
    assert found["issues"][0]["outcome"]["mean"] == pytest.approx(3 * 100 * 10 / 350)


def test_settle_with_spread_and_path(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    done = majlis(
        "settle", "t.csv", "--model", "challenge", "--option", "rounds=2",
        "--scale", "-10:20",
        "--draws", "5", "--spread", "position=5%,capability=10%,salience=10%",
        "--path", "p.csv", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len((tmp_path / "p.csv").read_text(encoding="utf-8").splitlines()) == 1 + 5 * 3 * 2


def test_models_and_cases_as_json(tmp_path: Path) -> None:
    models = json.loads(majlis("models", "--json", cwd=tmp_path).stdout)
    assert {"mean", "median", "nash", "challenge"} <= {model["name"] for model in models}
    assert all(model["source"] for model in models)
    cases = json.loads(majlis("cases", "--json", cwd=tmp_path).stdout)
    assert {"iraq-2020", "iraq-2024", "emission-standards-1994"} <= {case["id"] for case in cases}


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("run", "irak-2024"), 2, "did you mean 'iraq-2024'"),
        (("run", "iraq-2024", "--draws", "0"), 2, "--draws"),
        (("run", "iraq-2024", "--model", "meen"), 2, "mean"),
        (("run", "iraq-2024", "--set", "kdp"), 2, "ACTOR.ISSUE.FIELD=VALUE"),
        (("run", "iraq-2024", "--drop", "nobody"), 2, "there is no actor 'nobody'"),
        (("run", "iraq-2024", "--sources", "nowhere"), 2, "there is no folder 'nowhere'"),
        (("run", "iraq-2024", "--seed", "-1"), 2, "--seed"),
        (("run", "iraq-2024", "--design", "grid"), 2, "sobol"),
        (("check", "nowhere"), 2, "no folder 'nowhere'"),
        (("settle", "nowhere.csv"), 2, "no folder 'nowhere.csv'"),
        (("settle", "t.csv", "--spread", "position=5"), 2, "position=5%"),
        (("settle", "t.csv", "--scale", "5:1"), 2, "LOW:HIGH"),
        (("settle", "t.csv", "--option", "rounds"), 2, "K=V"),
        (("settle", "t.csv", "--model", "challenge", "--option", "rounds=many"), 2, "rounds"),
        (("settle", "t.csv", "--salience-scale", "7"), 2, "neither 1 nor 100"),
        (("settle", "t.csv", "--scale", "0:5"), 2, "t.csv:3:5"),
        (("evidence", "show", "iraq-2024", "S004-1x"), 2, "there is no claim"),
        (("evidence", "verify", "iraq-2024", "--sources", "nowhere"), 2, "no folder"),
        (("evidence", "list", "iraq-2024", "--as-of", "yesterday"), 2, "an ISO date"),
        (("run", "iraq-2024", "--set", "kdp.presence.position=10 < 5 < 3"), 2, "low <= value <= high"),
        (("run", "t.csv"), 2, "t.csv is a file"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_a_wrong_call_says_what_and_exits_2(
    tmp_path: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    done = majlis(*words, cwd=tmp_path)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_faults_are_one_line_each_with_their_place(starter: Path) -> None:
    stances = starter / "stances.csv"
    stances.write_text(stances.read_text().replace("finance,toll,position,90", "finanse,toll,position,900"))
    done = majlis("check", starter, cwd=starter.parent)
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert lines[0] == "harbour-toll: 1 fault" or lines[0].startswith("harbour-toll: ")
    assert all(line.startswith("stances.csv:2:") for line in lines[1:])


def test_evidence_locate_verify_relocate(starter: Path) -> None:
    folder = starter.parent / "documents"
    folder.mkdir()
    text = "The council met.\nThe carriers said that they\nwould move two services.\nNobody objected.\n"
    (folder / "paper.txt").write_text(text, encoding="utf-8")
    sources = starter / "sources.csv"
    sources.write_text(sources.read_text().replace("2024-02-20,C,,", "2024-02-20,C,paper.txt,"))
    located = majlis(
        "evidence", "locate", starter, "paper", "they would move two services",
        "--claim", "C3", "--sources", folder, cwd=starter.parent,
    )  # fmt: skip
    assert located.returncode == 0, located.stderr
    verified = majlis("evidence", "verify", starter, "--sources", folder, cwd=starter.parent)
    assert (verified.returncode, verified.stdout) == (0, "harbour-toll: 1 of 1 cited passages found\n")
    (folder / "paper.txt").write_text(text.replace("they\nwould", "they would"), encoding="utf-8")
    assert majlis("evidence", "verify", starter, "--sources", folder, cwd=starter.parent).returncode == 1
    proposed = majlis("evidence", "relocate", starter, "--sources", folder, "--json", cwd=starter.parent)
    assert json.loads(proposed.stdout)["C3"][0]["text"] == "they would move two services"
    before = (starter / "claims.csv").read_text(encoding="utf-8")
    accepted = majlis(
        "evidence",
        "relocate",
        starter,
        "--sources",
        folder,
        "--claim",
        "C3",
        "--accept",
        "1",
        cwd=starter.parent,
    )
    assert accepted.returncode == 0, accepted.stderr
    assert (starter / "claims.csv").read_text(encoding="utf-8") != before
    assert majlis("evidence", "verify", starter, "--sources", folder, cwd=starter.parent).returncode == 0
    shown = majlis("evidence", "show", starter, "C3", "--sources", folder, cwd=starter.parent)
    assert "[they would move two services]" in shown.stdout
    listed = majlis("evidence", "list", starter, "--source", "paper", "--json", cwd=starter.parent)
    assert {claim["id"] for claim in json.loads(listed.stdout)} == {"C3", "C4", "C6"}


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or os.name == "nt", reason="POSIX signals")
def test_an_interrupted_run_writes_nothing(tmp_path: Path) -> None:
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # a shell may mute it
    command = [
        sys.executable,
        "-c",
        f"{heard}; from majlis.cli.app import main; main()",
        "run",
        "iraq-2024",
        "--draws",
        "400000",
    ]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "interrupted" in messages
    assert "Traceback" not in messages
    assert list(tmp_path.iterdir()) == []
