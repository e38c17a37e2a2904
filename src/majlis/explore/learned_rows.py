"""Writing what was learned from history into ``parameters.csv``: in one step, other rows letter by letter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from majlis.case.case import Case
from majlis.case.parameter import Parameter
from majlis.case.table_file import cells_of, delimiter_of
from majlis.case.text_file import read_text
from majlis.case.write import whole_file
from majlis.dynamics.mechanisms.registry import get
from majlis.explore.updating import KIND, OTHER_BASIS, Fit, Learned

FILE = "parameters.csv"
COLUMNS = ("name", "value", "low", "high", "shape", "off", "basis", "claims", "coder", "reason", "prior")
Row = dict[str, str]
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


def write_learned(case: Case, folder: Path, fits: tuple[Fit, ...]) -> tuple[str, ...]:
    """Write every number that was learned as a row of basis ``data``; return their names.

    A row that is already there keeps its claims and its ``off``; what it said, or else the mechanism's own
    number, goes into ``prior``, from which the next fit begins. Without anything learned nothing is written.
    """
    learned = _learned(case, fits)
    if not learned:
        return ()
    path = folder / FILE
    if not path.exists():
        raw = text = f"{','.join(COLUMNS)}\n"
    else:
        raw, text = path.read_bytes().decode("utf-8"), read_text(folder, FILE)
    with whole_file(path) as file:
        file.write(_changed(raw, text, learned))
    return tuple(learned)


def _learned(case: Case, fits: tuple[Fit, ...]) -> dict[str, Row]:
    """Return the cells to write, by name."""
    there = {row.name: row for row in case.parameters}
    defaults = {each.name: _shorthand(each.low, each.value, each.high) for each in get(KIND).quantities}
    found = {}
    for fit in fits:
        for number in fit.numbers:
            if number.is_learned and number.name not in OTHER_BASIS:
                name = f"{fit.recorded.instance}.{number.name}"
                prior = _coded(there[name]) if name in there else defaults[f".{number.name}"]
                found[name] = {"name": name, **_cells(fit, number), "prior": prior}
    return found


def _cells(fit: Fit, number: Learned) -> Row:
    low, value, high = (f"{each:g}" for each in number.estimate)
    before = " / ".join(f"{each:.3g}" for each in number.before)
    reason = (
        f"learned from {fit.recorded}; prior {before} (10, 50 and 90 per cent); "
        f"{number.shrinkage:.0%} of its variance is gone"
    )
    return {"value": value, "low": low, "high": high, "shape": "", "basis": "data", "reason": reason}


def _coded(row: Parameter) -> str:
    """Return what a row said before the record was seen, in shorthand."""
    estimate = row.prior or row.estimate
    low, high = estimate.ends
    return _shorthand(low, estimate.centre, high)


def _shorthand(low: float, value: float, high: float) -> str:
    return f"{low:g} < {value:g} < {high:g}" if low < high else f"{low:g}"


def _changed(raw: str, text: str, learned: dict[str, Row]) -> str:
    """Return a table with rows changed and added; the lines of other rows stay as they are.

    ``text`` is the raw text with its byte-order mark dropped and its line ends made one.
    """
    lines, delimiter = _LINE.findall(raw), delimiter_of(text)
    end = next((line[len(line.rstrip("\r\n")) :] for line in lines if line.endswith(("\r", "\n"))), "\n")
    table, _ = cells_of(text, FILE, delimiter)
    heading = [cell.text.strip().lower() for cell in table[0]]
    more = [
        each for each in COLUMNS if each not in heading and any(row.get(each) for row in learned.values())
    ]
    begins = [*(record[0].line - 1 for record in table), len(lines)]
    made = [*lines[: begins[0]], *_with_columns(lines[begins[0] : begins[1]], more, delimiter)]
    left = dict(learned)
    for record, begin, after in zip(table[1:], begins[1:-1], begins[2:], strict=True):
        own = lines[begin:after]
        row = dict(zip(heading, [cell.text for cell in record], strict=False))
        new = left.pop(row.get("name", "").strip(), None)
        made += own if new is None else [_line(row | new, [*heading, *more], delimiter, end), *_blank(own)]
    if left and not made[-1].endswith(("\r", "\n")):
        made.append(end)
    return "".join([*made, *(_line(row, [*heading, *more], delimiter, end) for row in left.values())])


def _with_columns(lines: list[str], more: Sequence[str], delimiter: str) -> list[str]:
    """Return the heading with columns added at its end; rows may be shorter than the heading."""
    bare = lines[0].rstrip("\r\n")
    return [delimiter.join([bare, *more]) + lines[0][len(bare) :], *lines[1:]]


def _blank(lines: list[str]) -> list[str]:
    """Return the blank lines at the end of a record's lines."""
    full = [number for number, line in enumerate(lines) if line.strip()]
    return lines[full[-1] + 1 :]


def _line(row: Row, heading: Sequence[str], delimiter: str, end: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerow(
        [row.get(name, "") for name in heading]
    )
    return text.getvalue()
