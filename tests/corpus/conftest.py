"""Fresh copies of the sound case, and of the same case in motion, for every test that breaks one."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def sound(tmp_path):
    """A folder with the sound case, to be broken."""
    folder = tmp_path / "ferry"
    shutil.copytree(Path(__file__).parent / "sound", folder)
    return folder


@pytest.fixture
def moving(sound):
    """A folder with the sound case in motion: that of `sound`, with what moving/ holds in its place."""
    shutil.copytree(Path(__file__).parent / "moving", sound, dirs_exist_ok=True)
    return sound


@pytest.fixture
def harbour(tmp_path):
    """A folder with the small case that runs in motion, to be broken."""
    folder = tmp_path / "harbour"
    shutil.copytree(Path(__file__).parents[1] / "ensemble" / "moving", folder)
    return folder
