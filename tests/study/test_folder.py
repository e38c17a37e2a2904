"""Writing a result: whole or not at all, never over something else, and never two mixed."""

from __future__ import annotations

import errno
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from majlis.study import folder as folder_file
from majlis.study.folder import FolderError, SaveError, check_folder, save
from majlis.study.result import Result
from majlis.study.run import run

FILES = {
    "results.nc",
    "forecast.json",
    "report.html",
    "manifest.json",
    "tables/actors.csv",
    "tables/outcomes.csv",
    "tables/drivers.csv",
    "tables/claims.csv",
}


@pytest.fixture(scope="module")
def result() -> Result:
    return run("emission-standards-1994", draws=50)


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_result_is_all_of_its_files(result: Result, tmp_path: Path) -> None:
    target = save(result, tmp_path / "out" / "here")
    assert files_in(target) == FILES
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((target / name).read_bytes()).hexdigest() == digest
    assert manifest["case_digest"] == result.case.digest
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["here"]


def test_equal_runs_are_equal_bytes(result: Result, tmp_path: Path) -> None:
    again = run("emission-standards-1994", draws=50, chunk=7)
    first, second = save(result, tmp_path / "a"), save(again, tmp_path / "b")
    for name in ("results.nc", "forecast.json", "report.html", "tables/drivers.csv"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_an_earlier_result_is_replaced(result: Result, tmp_path: Path) -> None:
    target = save(result, tmp_path / "out")
    (target / "left over").write_text("from before", encoding="utf-8")
    save(result, target)
    assert files_in(target) == FILES


def test_a_folder_that_is_no_result_is_left_alone(result: Result, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("years of work", encoding="utf-8")
    with pytest.raises(FolderError, match=r"no manifest\.json"):
        save(result, tmp_path)
    assert thesis.read_text(encoding="utf-8") == "years of work"


def test_a_file_or_a_link_is_refused(result: Result, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    for target in (file, link):
        with pytest.raises(FolderError, match="file or a link"):
            check_folder(target)


@pytest.mark.parametrize("stage", ["write_results", "write_tables", "report_page", "_replace"])
def test_a_full_disk_leaves_the_earlier_result(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    target = save(result, tmp_path / "out")
    before = {name: (target / name).read_bytes() for name in FILES}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder_file, stage, full)
    with pytest.raises(SaveError, match="No space left on device"):
        save(result, target)
    assert {name: (target / name).read_bytes() for name in FILES} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_interrupt_leaves_nothing_half_written(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder_file, "write_tables", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(result, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


SAVE_MANY = """
import sys
from majlis.study.run import run
made = run("emission-standards-1994", draws=20, seed=int(sys.argv[2]))
for _ in range(3):
    made.save(sys.argv[1])
"""


def test_two_runs_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    target = tmp_path / "out"
    runs = [subprocess.Popen([sys.executable, "-c", SAVE_MANY, target, seed]) for seed in ("1", "2")]
    assert [process.wait() for process in runs] == [0, 0]
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    forecast = json.loads((target / "forecast.json").read_text(encoding="utf-8"))
    assert manifest["seed"] == forecast["seed"]
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((target / name).read_bytes()).hexdigest() == digest
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
