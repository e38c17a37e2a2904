"""Reading the first sheet of an .xlsx file as a table; places count rows and columns of the sheet."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

from majlis.case.fault import CaseFaults, Fault
from majlis.case.place import Place, Places
from majlis.case.table_file import Cell, Headings, Table, table_of

LARGEST_SHEET = 20_000_000
LARGEST_UNPACKED = 100_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200


def read_sheet(path: Path, headings: Headings, places: Places) -> tuple[Table, list[Fault]]:
    """Turn the first sheet into rows of text.

    Raises
    ------
    CaseFaults
        When the file cannot be opened as a sheet, or the extra ``tables`` is not installed.

    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise _unreadable(path, "an .xlsx file", "openpyxl", "pip install 'majlis[tables]'") from None
    try:
        _check_size(path)
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        cells = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        rows = [list(row) for row in cells]
        book.close()
    except CaseFaults:
        raise
    except Exception as error:
        # openpyxl raises whatever the broken part of a file provokes in it.
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        raise _unreadable(
            path, f"a file that is no .xlsx sheet ({reason})", "an .xlsx file", "save it again"
        ) from None
    if len(rows) > MOST_ROWS:
        raise _unreadable(
            path, f"more than {MOST_ROWS:,} rows", "a table of actors", "delete the rows below it"
        )
    records = [
        [Cell(_text(value), line, column) for column, value in enumerate(row, 1)]
        for line, row in enumerate(rows, 1)
    ]
    return table_of(records, path.name, headings, places, [])


def _check_size(path: Path) -> None:
    """Refuse what would not fit: an .xlsx is a zip archive, which can hold far more than its size tells."""
    mend = "save the table of actors alone"
    if path.stat().st_size > LARGEST_SHEET:
        raise _unreadable(path, f"more than {LARGEST_SHEET:,} bytes", "a table of actors", mend)
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > LARGEST_UNPACKED:
        raise _unreadable(path, f"{unpacked:,} bytes when unpacked", f"at most {LARGEST_UNPACKED:,}", mend)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()


def _unreadable(path: Path, found: str, expected: str, mend: str) -> CaseFaults:
    return CaseFaults(path.name, [Fault(Place(path.name, 1, 1), found, expected, mend)])
