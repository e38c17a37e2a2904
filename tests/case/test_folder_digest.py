"""The digest of a case folder: of every estimate, and of nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from majlis.case.folder_digest import folder_digest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    for name, text in (("case.yaml", "id: a\n"), ("links.csv", "id\nL1\n"), ("documents/one.txt", "words")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_it_is_the_sha_256_of_paths_lengths_and_bytes_in_order(folder):
    stream = b"case.yaml\x006\x00id: a\ndocuments/one.txt\x005\x00wordslinks.csv\x006\x00id\nL1\n"
    assert folder_digest(folder) == hashlib.sha256(stream).hexdigest()


@pytest.mark.parametrize("name", ["case.yaml", "links.csv", "documents/one.txt"])
def test_every_byte_counts(folder, name):
    before = folder_digest(folder)
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert folder_digest(folder) != before


def test_a_new_name_or_a_new_file_counts(folder):
    before = folder_digest(folder)
    (folder / "links.csv").rename(folder / "link.csv")
    renamed = folder_digest(folder)
    (folder / "empty.csv").touch()
    assert len({before, renamed, folder_digest(folder)}) == 3


@pytest.mark.parametrize("name", ["outcomes.csv", ".hidden", "__pycache__/a.pyc"])
def test_outcomes_and_hidden_files_do_not(folder, name):
    before = folder_digest(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("question\n", encoding="utf-8")
    assert folder_digest(folder) == before
