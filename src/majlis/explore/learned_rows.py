"""Writing what was learned from history into ``parameters.csv``."""

from __future__ import annotations

from pathlib import Path

from majlis.case.case import Case
from majlis.case.parameter import Parameter
from majlis.case.write import add_rows, change_row_where
from majlis.dynamics.mechanisms.registry import get
from majlis.explore.updating import KIND, Fit, Learned

FILE = "parameters.csv"
COLUMNS = ("name", "value", "low", "high", "shape", "off", "basis", "claims", "coder", "reason", "prior")


def write_learned(case: Case, folder: Path, fits: tuple[Fit, ...]) -> tuple[str, ...]:
    """Write every number that was learned as a row of basis ``data``; return their names.

    A row that is already there keeps its claims and its ``off``; what it said, or else the mechanism's own
    number, goes into ``prior``, from which the next fit begins.
    """
    there = {row.name: row for row in case.parameters}
    defaults = {each.name: _shorthand(each.low, each.value, each.high) for each in get(KIND).quantities}
    written = []
    for fit in fits:
        for number in fit.numbers:
            name = f"{fit.recorded.instance}.{number.name}"
            if not number.is_learned or number.name.startswith("share"):
                continue
            cells = _cells(fit, number)
            if name in there:
                cells["prior"] = _coded(there[name])
                change_row_where(folder, FILE, {"name": name}, cells)
            else:
                cells["prior"] = defaults[f".{number.name}"]
                add_rows(folder, FILE, COLUMNS, [{"name": name, **cells}])
            written.append(name)
    return tuple(written)


def _cells(fit: Fit, number: Learned) -> dict[str, str]:
    low, value, high = (f"{each:g}" for each in number.estimate)
    before = " / ".join(f"{each:.3g}" for each in number.before)
    reason = (
        f"learned from {fit.recorded}; prior {before} (5, 50 and 95 per cent); "
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
