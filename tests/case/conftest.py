"""The sound case of the corpus, at rest and in motion."""

import shutil
from pathlib import Path

import pytest

from majlis.case.load import load

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def ferry():
    """The sound case, read once; it is frozen."""
    return load(CORPUS / "sound")


@pytest.fixture(scope="session")
def moving_ferry(tmp_path_factory):
    """The sound case in motion, read once; it is frozen."""
    folder = tmp_path_factory.mktemp("moving") / "ferry"
    shutil.copytree(CORPUS / "sound", folder)
    shutil.copytree(CORPUS / "moving", folder, dirs_exist_ok=True)
    return load(folder)
