"""Writing what coders judge together into a case, on request."""

from __future__ import annotations

from pathlib import Path

from majlis.case.estimate import Estimate
from majlis.case.load import TABLES
from majlis.case.write import NoSuchRow, add_rows, change_row_where
from majlis.evidence.entry import checked

STANCES = "stances.csv"


def write_stance(folder: Path, actor: str, issue: str, estimate: Estimate) -> None:
    """Write an estimate as the position of an actor on an issue: its row where there is one, else a new one.

    Raises
    ------
    CaseFaults
        When the case would not hold with it; nothing is changed then.

    """
    where = {"actor": actor, "issue": issue, "field": "position"}
    cells = {
        "value": f"{estimate.value:.10g}",
        "low": f"{estimate.low:.10g}",
        "high": f"{estimate.high:.10g}",
        "shape": "",
        "claims": "|".join(estimate.claims),
        "coder": estimate.coder or "",
        "reason": "",
    }
    with checked(folder, STANCES):
        try:
            change_row_where(folder, STANCES, where, cells)
        except NoSuchRow:
            add_rows(folder, STANCES, TABLES["stances"].headings.allowed, [where | cells])
