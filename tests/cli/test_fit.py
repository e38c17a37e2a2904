"""`majlis fit` as a user types it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from majlis.case.load import load, shipped_cases
from majlis.explore.recorded import recorded

COMMAND = [sys.executable, "-c", "from majlis.cli.app import main; main()"]
FEW = ("--draws", "100", "--particles", "4")


def majlis(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words], cwd=cwd, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fit")


@pytest.fixture(scope="module")
def fitted(folder: Path) -> subprocess.CompletedProcess[str]:
    """A fit of a copy of the flagship case, shown as JSON, written to a file and into the copy."""
    shutil.copytree(shipped_cases()["iraq-2024"], folder / "copy")
    return majlis("fit", "copy", *FEW, "--json", "--out", "found.json", "--write", cwd=folder)


def test_prior_beside_posterior_as_json(fitted: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert fitted.returncode == 0, fitted.stderr
    found = json.loads(fitted.stdout)
    assert json.loads((folder / "found.json").read_text(encoding="utf-8")) == found
    assert (found["case"], found["as_of"], found["seed"]) == ("iraq-2024", "2024-02-07", 1)
    (fit,) = found["fits"]
    assert fit["series"] == ["attacks_press", "attacks_claimed"]
    assert (fit["rows"], fit["begin"], fit["end"]) == (23, "2023-10-17", "2024-02-06")
    assert 1 <= fit["importance_size"] <= 100
    numbers = {number["name"]: number for number in fit["numbers"]}
    for number in numbers.values():
        assert number["prior"]["0.1"] < number["prior"]["0.5"] < number["prior"]["0.9"]
        assert number["estimate"]["low"] <= number["estimate"]["value"] <= number["estimate"]["high"]
        assert 1 <= number["effective_size"] <= 100
    assert numbers["attacks_rate"]["shrinkage"] > 0.3
    assert numbers["attacks_rate"]["prior_from_data"]
    assert not numbers["imprint"]["learned"]


def test_what_data_do_not_say_is_said(fitted: subprocess.CompletedProcess[str]) -> None:
    assert "next to nothing of" in fitted.stderr
    assert "may count twice" in fitted.stderr
    (fit,) = json.loads(fitted.stdout)["fits"]
    assert all(f"escalation: {warning}" in fitted.stderr for warning in fit["warnings"])


def test_what_was_learned_is_written(fitted: subprocess.CompletedProcess[str], folder: Path) -> None:
    (fit,) = json.loads(fitted.stdout)["fits"]
    learned = {number["name"]: number for number in fit["numbers"] if number["learned"]}
    rows = {row.name: row for row in load(folder / "copy").parameters if row.prior is not None}
    assert set(rows) == {f"escalation.{name}" for name in learned if not name.startswith("share")}
    row = rows["escalation.attacks_rate"]
    assert row.basis == "data"
    assert row.estimate.value == learned["attacks_rate"]["estimate"]["value"]
    assert f"wrote {len(rows)} rows" in fitted.stderr
    was, now = (
        (path / "parameters.csv").read_text(encoding="utf-8").splitlines()
        for path in (shipped_cases()["iraq-2024"], folder / "copy")
    )
    kept = [line for line in was[1:] if line.partition(",")[0] not in rows]
    assert [line for line in now[1:] if line.partition(",")[0] not in rows] == kept
    # Nothing else is left behind, or changed.
    assert sorted(path.name for path in folder.iterdir()) == ["copy", "found.json"]


def test_the_real_record_ends_before_the_as_of_date() -> None:
    case = load("iraq-2024")
    record = recorded(case, "escalation")
    assert (case.as_of.earliest - record.end).days == 1
    assert max(count.day for count in record.history.counts) <= record.history.days
    assert (record.history.counts[0].day, record.history.counts[0].value) == (8, 13)
    assert sum(record.history.strikes) == 7
    assert record.regime == 1.0


def test_a_case_without_series_is_told_so(copied: Callable[[str], Path], tmp_path: Path) -> None:
    (copied("iraq-2020") / "series.csv").unlink()
    done = majlis("fit", "iraq-2020", "--write", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["iraq-2020"]
    assert "0 series in series.csv count 'escalation.attacks' before 2020-02-15" in done.stderr


def test_a_file_that_cannot_be_written_is_said_before_the_work(tmp_path: Path) -> None:
    done = majlis("fit", "iraq-2020", "--out", "no/such/file.json", cwd=tmp_path)
    assert done.returncode == 2
    assert "no/such/file.json" in done.stderr


BROKEN = """
from majlis.explore.unfinished import Unfinished
keep, states = Unfinished.keep, []
def breaking(self, state):
    self.every = 0.0
    keep(self, state)
    states.append(state)
    if len(states) == 4:
        raise KeyboardInterrupt
Unfinished.keep = breaking
from majlis.cli.app import main
main()
"""


def test_broken_off_it_says_how_it_goes_on(tmp_path: Path) -> None:
    words = ("fit", "iraq-2020", *FEW, "--json")
    broken = subprocess.run(
        [sys.executable, "-c", BROKEN, *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (broken.returncode, broken.stdout) == (1, "")
    kept = Path("majlis-out") / "iraq-2020.escalation.fit"
    assert f"kept in {kept}; the same command goes on" in broken.stderr
    assert (tmp_path / kept).exists()
    again = majlis(*words, cwd=tmp_path)
    assert again.returncode == 0
    assert json.loads(again.stdout)["fits"][0]["rows"] == 2
    assert list(tmp_path.iterdir()) == []
