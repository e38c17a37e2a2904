"""A fresh copy of the sound case for every test that breaks one."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def sound(tmp_path):
    """A folder with the sound case, to be broken."""
    folder = tmp_path / "ferry"
    shutil.copytree(Path(__file__).parent / "sound", folder)
    return folder
