"""Writing files of a case: whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from majlis.case.table_file import cells_of, delimiter_of
from majlis.case.text_file import read_text


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes its place only when everything was written; else nothing changes.

    Raises
    ------
    OSError
        Where it cannot be written, a full disk among others; names the file.

    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode if path.exists() else 0o644
        made.chmod(mode & 0o777)
        made.replace(path)
    except OSError as fault:
        if fault.filename is not None:
            raise
        raise OSError(fault.errno, f"{fault.strerror}; nothing was written", str(path)) from None
    finally:
        made.unlink(missing_ok=True)


class NoSuchRow(ValueError):  # noqa: N818 - named for what the user sees
    """Raised when a table has no row with the id that is to change."""


def change_row(folder: Path, name: str, key: str, cells: Mapping[str, str]) -> None:
    """Change cells of the row whose ``id`` is ``key``; all other cells and the delimiter stay as they are.

    Columns that the table lacks are added at its end.

    Raises
    ------
    NoSuchRow
        When no row has that id.

    """
    change_row_where(folder, name, {"id": key}, cells)


def change_row_where(folder: Path, name: str, where: Mapping[str, str], cells: Mapping[str, str]) -> None:
    """Change cells of the first row that holds these values, as `change_row` does by id.

    A column that the table lacks counts as empty.

    Raises
    ------
    NoSuchRow
        When no row holds them all.

    """
    rows = _rows(folder, name)
    rows.row(where, name).update(cells)
    _write(folder, name, rows, [column for column in cells if column not in rows.heading])


def add_rows(folder: Path, name: str, columns: Sequence[str], new: Sequence[Mapping[str, str]]) -> None:
    """Add rows at the end of a table, which is begun with ``columns`` where it is not there yet."""
    there = (folder / name).exists()
    rows = _rows(folder, name) if there else _Rows(list(columns), [], ",")
    rows.rows += [dict(row) for row in new]
    used = [column for column in columns if any(row.get(column) for row in new)]
    _write(folder, name, rows, [column for column in used if column not in rows.heading])


def remove_row(folder: Path, name: str, key: str) -> None:
    """Remove the row whose ``id`` is ``key``.

    Raises
    ------
    NoSuchRow
        When no row has that id.

    """
    rows = _rows(folder, name)
    rows.rows.remove(rows.row({"id": key}, name))
    _write(folder, name, rows, [])


@dataclass
class _Rows:
    """A table as it is written: its headings in small letters, its rows by heading, its delimiter."""

    heading: list[str]
    rows: list[dict[str, str]]
    delimiter: str

    def row(self, where: Mapping[str, str], name: str) -> dict[str, str]:
        for row in self.rows:
            if all(row.get(column, "").strip() == value for column, value in where.items()):
                return row
        wanted = " and ".join(f"the {column} '{value}'" for column, value in where.items())
        raise NoSuchRow(f"{name} has no row with {wanted}")


def _rows(folder: Path, name: str) -> _Rows:
    text = read_text(folder, name)
    delimiter = delimiter_of(text)
    records, _ = cells_of(text, name, delimiter)
    heading = [cell.text.strip().lower() for cell in records[0]] if records else []
    rows = [
        dict(zip(heading, [cell.text for cell in record], strict=False))
        for record in records[1:]
        if any(cell.text.strip() for cell in record)
    ]
    return _Rows(heading, rows, delimiter)


def _write(folder: Path, name: str, rows: _Rows, more: Sequence[str]) -> None:
    heading = [*rows.heading, *more]
    with whole_file(folder / name) as file:
        writer = csv.writer(file, delimiter=rows.delimiter, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows([row.get(column, "") for column in heading] for row in rows.rows)
