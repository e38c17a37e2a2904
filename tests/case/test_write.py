"""Rows of a table changed, added and removed: all other cells stay, and nothing is half written."""

from __future__ import annotations

from pathlib import Path

import pytest

from majlis.case.write import NoSuchRow, add_rows, change_row, change_row_where, remove_row, whole_file

TABLE = 'Id;name;note\na;Ann;"one; two"\nb;Bob;\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def text(folder: Path) -> str:
    return (folder / "t.csv").read_text(encoding="utf-8")


def test_a_changed_row_leaves_the_others(folder: Path) -> None:
    change_row(folder, "t.csv", "b", {"name": "Bo", "age": "7"})
    assert text(folder) == 'id;name;note;age\na;Ann;"one; two";\nb;Bo;;7\n'


def test_a_row_is_found_by_several_cells_and_a_lacking_column_is_empty(folder: Path) -> None:
    change_row_where(folder, "t.csv", {"name": "Ann", "arena": ""}, {"note": "x"})
    assert text(folder) == "id;name;note\na;Ann;x\nb;Bob;\n"
    with pytest.raises(NoSuchRow, match=r"t\.csv has no row with the name 'Ann' and the note 'y'"):
        change_row_where(folder, "t.csv", {"name": "Ann", "note": "y"}, {"note": "x"})


def test_rows_are_added_with_the_columns_that_they_need(folder: Path) -> None:
    add_rows(folder, "t.csv", ("id", "name", "age", "never"), [{"id": "c", "age": "8"}, {"id": "d"}])
    assert text(folder) == 'id;name;note;age\na;Ann;"one; two";\nb;Bob;;\nc;;;8\nd;;;\n'


def test_a_table_that_is_not_there_is_begun(tmp_path: Path) -> None:
    add_rows(tmp_path, "n.csv", ("id", "name"), [{"id": "a", "name": "x,y"}])
    assert (tmp_path / "n.csv").read_text() == 'id,name\na,"x,y"\n'


def test_a_row_is_removed(folder: Path) -> None:
    remove_row(folder, "t.csv", "a")
    assert text(folder) == "id;name;note\nb;Bob;\n"
    with pytest.raises(NoSuchRow, match="the id 'a'"):
        remove_row(folder, "t.csv", "a")


def test_nothing_is_half_written(folder: Path) -> None:
    def interrupted() -> None:
        with whole_file(folder / "t.csv") as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert text(folder) == TABLE
    assert [path.name for path in folder.iterdir()] == ["t.csv"]


def test_a_full_disk_names_the_file_and_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    target.write_text("before", encoding="utf-8")

    def fill() -> None:
        with whole_file(target) as file:
            file.write("half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="nothing was written") as caught:
        fill()
    assert caught.value.filename == str(target)
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
    assert target.read_text(encoding="utf-8") == "before"
