"""`majlis import`, `majlis export` and `majlis settle` of KTAB files, as a user types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "case" / "ktab"


def majlis(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from majlis.cli.app import main; main()", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def test_import_check_run_export(tmp_path: Path) -> None:
    done = majlis("import", SAMPLES / "smpExample_fixed.xml", "mine", "--as-of", "2026-11-20", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Wrote mine: actors 5, issues 3.")
    assert "accommodation.csv" in done.stderr
    assert "PCEModel MarkovIncentive" in done.stderr
    checked = majlis("check", "mine", cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    ran = majlis("run", "mine", "--draws", "20", "--static", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "Where will FirstDim settle?" in ran.stdout
    assert "headline model spatial" in ran.stdout
    settled = [
        majlis("settle", table, "--model", "spatial", *more, "--json", cwd=tmp_path)
        for table, *more in (
            [SAMPLES / "smpExample_fixed.xml"],
            ["mine"],
            ["mine", "--option", "PCEModel=Conditional", "--option", "voting=prop"],
        )
    ]
    table, folder, other = [
        [i["outcome"]["mean"] for i in json.loads(one.stdout)["issues"]] for one in settled
    ]
    assert table == folder != other
    assert json.loads(settled[1].stdout)["options"]["election"] == "markov-incentive"
    text = (tmp_path / "mine" / "accommodation.csv").read_text(encoding="utf-8")
    (tmp_path / "mine" / "accommodation.csv").unlink()
    own = json.loads(majlis("settle", "mine", "--model", "spatial", "--json", cwd=tmp_path).stdout)
    assert [issue["outcome"]["mean"] for issue in own["issues"]] != folder
    (tmp_path / "mine" / "accommodation.csv").write_text(text, encoding="utf-8")
    exported = majlis("export", "mine", "again.xml", cwd=tmp_path)
    assert exported.returncode == 0, exported.stderr
    assert "lost: labels of scales" in exported.stderr
    assert "accommodation" not in exported.stderr
    twice = majlis("export", "mine", "again.xml", cwd=tmp_path)
    assert (twice.returncode, twice.stdout) == (2, "")
    assert "again.xml is there already and is left alone" in twice.stderr
    assert majlis("import", "again.xml", "mine", cwd=tmp_path).returncode == 2
    plain = majlis("export", "mine", "again.csv", cwd=tmp_path)
    assert "the accommodation matrix, which KTAB keeps in XML only" in plain.stderr


def test_the_date_of_the_file_is_the_as_of_date(tmp_path: Path) -> None:
    assert majlis("import", SAMPLES / "SOE-Policy.csv", "mine", cwd=tmp_path).returncode == 0
    assert majlis("check", "mine", cwd=tmp_path).returncode == 0


def test_faults_and_wrong_calls(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("A,B,1,1\na,b,c,d,e\nx,y,1,120,5\n", encoding="utf-8")
    done = majlis("import", "bad.csv", "mine", cwd=tmp_path)
    assert done.returncode == 2
    assert "bad.csv:3:7: found a position of 120; expected 0 to 100; mend: correct it" in done.stderr
    assert majlis("import", "none.csv", "mine", cwd=tmp_path).returncode == 2
    for date in ("yesterday", "2026-11", "2026-02-30"):
        wrong = majlis("import", SAMPLES / "SOE-Policy.csv", "mine", "--as-of", date, cwd=tmp_path)
        assert wrong.returncode == 2
        assert "--as-of" in wrong.stderr
    assert not (tmp_path / "mine").exists()
    other = majlis("export", "iraq-2024", "a.xlsx", cwd=tmp_path)
    assert other.returncode == 2
    assert "name a .csv or .xml file" in other.stderr


@pytest.mark.parametrize("name", ["dummyData_3Dim.csv", "dummyData_3Dim.xml", "SOE-Policy.csv"])
def test_settle_takes_a_ktab_file(tmp_path: Path, name: str) -> None:
    done = majlis("settle", SAMPLES / name, "--json", "--spread", "position=5%", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["draws"] == 1000
    assert result["actors"][0] in ("SActor-00", "XJ")
    assert all(issue["outcome"]["sd"] > 0 for issue in result["issues"])
    scaled = majlis("settle", SAMPLES / name, "--scale", "0:100", cwd=tmp_path)
    assert scaled.returncode == 0, scaled.stderr
    refused = majlis("settle", SAMPLES / name, "--scale", "0:50", cwd=tmp_path)
    assert refused.returncode == 2
    assert "a KTAB file has 0 to 100 for both" in refused.stderr


def test_an_exported_case_settles(tmp_path: Path) -> None:
    assert majlis("export", "emission-standards-1994", "a.csv", cwd=tmp_path).returncode == 0
    shares = json.loads(majlis("settle", "a.csv", "--json", cwd=tmp_path).stdout)["issues"][0]["outcome"]
    own = json.loads(majlis("settle", "emission-standards-1994", "--json", cwd=tmp_path).stdout)
    assert 4 + 0.06 * shares["mean"] == pytest.approx(own["issues"][0]["outcome"]["mean"], abs=0.01)


def test_a_table_with_a_blank_in_its_name(tmp_path: Path) -> None:
    table = "actor,capability,position,salience\na,1,0,50\nb,3,10,100\n"
    (tmp_path / "my table.csv").write_text(table, encoding="utf-8")
    done = majlis("settle", "my table.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "my_table: 8.57143\n")
