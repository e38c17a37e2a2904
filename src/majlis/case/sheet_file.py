"""Reading the first sheet of an .xlsx file as a table; places count rows and columns of the sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from majlis.case.fault import CaseFaults, Fault
from majlis.case.place import Place, Places
from majlis.case.table_file import Cell, Table, table_of

LARGEST_SHEET = 20_000_000
MOST_ROWS = 100_000


def read_sheet(
    path: Path, columns: tuple[str, ...], required: tuple[str, ...], places: Places
) -> tuple[Table, list[Fault]]:
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
        if path.stat().st_size > LARGEST_SHEET:
            raise _unreadable(path, "a sheet of more than 20 MB", "a table of actors", "save the table alone")
        book = load_workbook(path, read_only=True, data_only=True)
        rows = [
            list(row)
            for _, row in zip(range(MOST_ROWS), book.worksheets[0].iter_rows(values_only=True), strict=False)
        ]
        book.close()
    except CaseFaults:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever the broken part of the file provokes
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        raise _unreadable(
            path, f"a file that is no .xlsx sheet ({reason})", "an .xlsx file", "save it again"
        ) from None
    records = [
        [Cell(_text(value), line, column) for column, value in enumerate(row, 1)]
        for line, row in enumerate(rows, 1)
    ]
    return table_of(records, path.name, columns, required, places, [])


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()


def _unreadable(path: Path, found: str, expected: str, mend: str) -> CaseFaults:
    return CaseFaults(path.name, [Fault(Place(path.name, 1, 1), found, expected, mend)])
