"""The sound case of the corpus."""

from pathlib import Path

import pytest

from majlis.case.load import load


@pytest.fixture(scope="session")
def ferry():
    """The sound case, read once; it is frozen."""
    return load(Path(__file__).parents[1] / "corpus" / "sound")
