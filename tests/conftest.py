"""What tests of every room share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from majlis.case.case import Case
from majlis.case.load import load
from majlis.case.starter import write_starter

settings.register_profile("patient", deadline=None)  # speed is a matter of benchmarks, not of tests
settings.load_profile("patient")


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A fresh copy of the starter case, to be changed at will."""
    folder = tmp_path / "harbour-toll"
    write_starter(folder)
    return folder


@pytest.fixture(scope="session")
def emissions() -> Case:
    """The ten-actor case, one arena."""
    return load("emission-standards-1994")


@pytest.fixture(scope="session")
def iraq() -> Case:
    """The flagship case: two arenas, three issues, a delegate, correlations."""
    return load("iraq-2024")


@pytest.fixture
def edited(starter: Path) -> Callable[[str, str, str], Path]:
    """Replace words in a file of the starter case, which must hold them."""

    def edit(name: str, found: str, put: str) -> Path:
        path = starter / name
        text = path.read_text(encoding="utf-8")
        assert found in text
        path.write_text(text.replace(found, put), encoding="utf-8")
        return starter

    return edit


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    """Copy a shipped case to a place where it may be written."""

    def copy(name: str) -> Path:
        from majlis.case.load import shipped_cases

        return Path(shutil.copytree(shipped_cases()[name], tmp_path / name))

    return copy
