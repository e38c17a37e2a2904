"""`majlis fit` as a user types it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from majlis.case.load import load
from majlis.explore.recorded import recorded


def majlis(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from majlis.cli.app import main; main()", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    few = ("--draws", "100", "--particles", "8")
    return majlis("fit", "iraq-2024", *few, "--json", cwd=tmp_path_factory.mktemp("fit"))


def test_prior_beside_posterior_as_json(fitted: subprocess.CompletedProcess[str]) -> None:
    assert fitted.returncode == 0, fitted.stderr
    found = json.loads(fitted.stdout)
    assert (found["case"], found["as_of"]) == ("iraq-2024", "2024-02-07")
    (fit,) = found["fits"]
    assert fit["series"] == ["attacks_press", "attacks_claimed"]
    assert 1 <= fit["importance_size"] <= 100
    numbers = {number["name"]: number for number in fit["numbers"]}
    for number in numbers.values():
        assert number["prior"]["0.05"] < number["prior"]["0.5"] < number["prior"]["0.95"]
        assert number["estimate"]["low"] <= number["estimate"]["value"] <= number["estimate"]["high"]
    assert numbers["attacks_rate"]["learned"]
    assert numbers["attacks_rate"]["shrinkage"] > 0.3


def test_the_real_record_ends_with_the_as_of_date() -> None:
    case = load("iraq-2024")
    record = recorded(case, "escalation")
    assert record.end == case.as_of.earliest
    assert max(count.day for count in record.history.counts) <= record.history.days
    assert (record.history.counts[0].day, record.history.counts[0].value) == (8, 13)
    assert sum(record.history.strikes) == 7
    assert record.regime == 1.0


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("emission-standards-1994", "no mechanism to learn of"),
        ("philippines-2020", "no mechanism to learn of"),
        ("nowhere", "no shipped case"),
    ],
)
def test_a_case_without_a_record_is_told_so(name: str, message: str, tmp_path: Path) -> None:
    done = majlis("fit", name, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
