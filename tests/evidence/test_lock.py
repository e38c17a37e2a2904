"""A lock: held by one, told to the other, and free again afterwards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from majlis.evidence.lock import Locked, locked


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / ".ann.lock"
    with locked(path, "the review of 'ann' is open elsewhere"):
        with pytest.raises(Locked) as caught, locked(path, "the review of 'ann' is open elsewhere"):
            pass
        assert str(caught.value).startswith("the review of 'ann' is open elsewhere")
        assert f"process {os.getpid()} holds" in str(caught.value)
    with locked(path, "open"):
        pass


def test_a_fault_inside_gives_it_back(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    with pytest.raises(RuntimeError), locked(path, "open"):
        raise RuntimeError
    with locked(path, "open"):
        pass
