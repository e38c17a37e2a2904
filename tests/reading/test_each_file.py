"""Files read on several processes, beside the same one after the other."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from majlis.case.load import load
from majlis.reading import each_file
from majlis.reading.case_names import Names, names_of
from majlis.reading.documents.folder import find_files
from majlis.reading.each_file import FileRead
from majlis.reading.each_file import each_file as read_each


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(each_file.MANY):
        text = f"The mayor said on Tuesday that {number + 2} ships must pay the toll before they leave.\n"
        (tmp_path / f"{number:02}.txt").write_text(text if number != 7 else "", encoding="utf-8")
    return tmp_path


def plain(reads: Iterable[FileRead | str]) -> list[object]:
    """Give what was read as values that can be compared; equal values may be packed in two ways."""
    return [
        read
        if isinstance(read, str)
        else (*map(pickle.loads, read[:2]), read.text.id, read.text.words.tolist(), list(read.compared))
        for read in reads
    ]


def test_processes_change_nothing(folder: Path, starter: Path) -> None:
    files, _ = find_files([folder])
    names = names_of(load(starter))
    alone = list(read_each(files, names))
    assert plain(read_each(files, names, processes=2)) == plain(alone)
    assert [isinstance(each, str) for each in alone].index(True) == 7
    assert all(pickle.loads(each.proposals) for each in alone if not isinstance(each, str))


def test_what_is_read_together_is_read_as_by_itself(
    folder: Path, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, _ = find_files([folder])
    names = names_of(load(starter))
    alone = plain(read for file in files for read in read_each([file], names))
    assert plain(read_each(files, names)) == alone
    monkeypatch.setattr(each_file, "_LENGTH", 200)
    assert plain(read_each(files, names)) == alone


def test_where_processes_break_the_rest_is_read_without(folder: Path, monkeypatch: Any) -> None:
    files, _ = find_files([folder])
    alone = list(read_each(files, Names()))

    def broken(*_: object) -> Iterator[FileRead]:
        yield from alone[:5]
        raise each_file.BrokenProcessPool

    monkeypatch.setattr(each_file, "_on_processes", broken)
    assert plain(read_each(files, Names(), processes=2)) == plain(alone)
