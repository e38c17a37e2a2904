"""The house itself: locks, public names, quick imports, no file too long, the README's code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import majlis

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


@pytest.mark.parametrize("name", ["all", "dev", "bench"])
def test_locks_hold_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.findall(r"^[a-z0-9].*?==", text, re.MULTILINE)
    assert len(pins) > 20
    assert len(re.findall(r"--hash=sha256:", text)) >= len(pins)


def test_public_names() -> None:
    assert sorted(majlis.__all__) == [
        "Case",
        "CaseFaults",
        "Estimate",
        "Fault",
        "NoSuchCase",
        "Result",
        "load",
        "models",
        "run",
        "settle",
        "shipped_cases",
        "verify_case",
    ]
    for name in majlis.__all__:
        assert getattr(majlis, name) is not None
    assert dir(majlis) == sorted(majlis.__all__)
    with pytest.raises(AttributeError, match="no attribute 'runn'"):
        _ = majlis.runn


HEAVY = ("pandas", "xarray", "altair", "scipy.stats", "numba", "matplotlib")


def loaded_after(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint('\\nloaded', *[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    word, *names = done.stdout.splitlines()[-1].split()
    assert word == "loaded"
    return set(names)


def test_help_imports_nothing_heavy() -> None:
    code = "sys.argv = ['majlis', '--help']\nfrom majlis.cli.app import app\napp(standalone_mode=False)"
    assert loaded_after(code) == set()


def test_settle_imports_no_frames() -> None:
    code = "import majlis as mj\nmj.settle(mj.load('emission-standards-1994'), 'challenge', {'rounds': '1'})"
    assert loaded_after(code) <= {"numba"}


def test_files_hold_one_thing() -> None:
    long = {
        path.name: count for path in SOURCES if (count := path.read_text(encoding="utf-8").count("\n")) > 500
    }
    assert long == {}


def test_no_vague_names() -> None:
    vague = re.compile(r"(^|_)(managers?|helpers?|utils?|core|base|engine)(_|$)")
    assert [path.name for path in SOURCES if vague.search(path.stem)] == []


def test_readme_code_runs(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 1
    done = subprocess.run(
        [sys.executable, "-c", blocks[0]], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
