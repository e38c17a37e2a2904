"""Values put aside in a file, beside the same in a list."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.reading import kept
from majlis.reading.kept import Kept, packed

VALUES = st.lists(st.tuples(st.text(), st.integers() | st.none()), max_size=8)


@given(VALUES, st.lists(st.integers(0, 7), max_size=4))
def test_values_come_back_as_they_were_put(
    values: list[tuple[str, int | None]], looked_at: list[int]
) -> None:
    aside = Kept[tuple[str, int | None]]()
    for value in values:
        aside.append(packed(value))
        assert aside[len(aside) - 1] == value
    assert list(aside) == values
    assert len(aside) == len(values)
    assert [aside[at] for at in looked_at if at < len(values)] == [
        values[at] for at in looked_at if at < len(values)
    ]
    assert all(value in aside for value in values)


def test_much_goes_into_a_file_that_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_IN_MEMORY", 10)
    aside = Kept[str](tmp_path)
    for word in ("one", "two" * 100, "three"):
        aside.append(packed(word))
    file = aside._file
    assert file._rolled
    assert list(aside) == ["one", "two" * 100, "three"]
    del aside
    gc.collect()
    assert file.closed
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_room_the_error_says_where_and_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = Kept[str](tmp_path)

    def full(_value: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(aside._file, "write", full)
    with pytest.raises(OSError, match="free some space") as caught:
        aside.append(packed("much"))
    assert caught.value.filename == str(tmp_path)
    assert len(aside) == 0
