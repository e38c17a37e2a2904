"""Writing files of a case: whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from majlis.case.table_file import cells_of, delimiter_of
from majlis.case.text_file import read_text


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes its place only when everything was written; else nothing changes."""
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
    text = read_text(folder, name)
    delimiter = delimiter_of(text)
    records, _ = cells_of(text, name, delimiter)
    heading = [cell.text for cell in records[0]]
    heading += [column for column in cells if column not in heading]
    at = heading.index("id")
    rows = [[cell.text for cell in record] for record in records[1:]]
    rows = [row + [""] * (len(heading) - len(row)) for row in rows]
    matching = [row for row in rows if row[at] == key]
    if not matching:
        raise NoSuchRow(f"{name} has no row with the id '{key}'")
    for column, value in cells.items():
        matching[0][heading.index(column)] = value
    with whole_file(folder / name) as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)
