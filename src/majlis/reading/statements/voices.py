"""How a statement is made, by its cue."""

from __future__ import annotations

from majlis.reading.statements.poles import stem, stems
from majlis.reading.statements.rows import Row

_VOICES = ("calling", "supporting", "opposing", "warning", "vowing")


def voice(row: Row) -> str:
    """Say how a statement is made: calling, supporting, opposing, warning, vowing, or else saying."""
    if row.cue is None:
        return "saying"
    if row.cue.lemma == "rule" and row.cue.frame not in ("that", "clause"):
        return "opposing"  # to rule something out
    cue = stem(row.cue.lemma)
    return next((name for name in _VOICES if cue in stems(name)), "saying")


def side_taken(row: Row) -> int:
    """Give the side that a cue itself takes on its object: 1 for, -1 against, 0 neither."""
    if row.cue is None or row.cue.frame in ("after", "according"):
        return 0
    made = voice(row)
    if made in ("opposing", "warning"):
        return -1
    return 1 if made in ("supporting", "calling", "vowing") and row.cue.frame in ("object", "noun") else 0
