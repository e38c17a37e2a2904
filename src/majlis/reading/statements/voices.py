"""How a statement is made, by its cue."""

from __future__ import annotations

from collections.abc import Sequence

from majlis.reading.statements.poles import stem, stems
from majlis.reading.statements.rows import Row
from majlis.reading.statements.worth import denies
from majlis.reading.text.tokens import Token

_DENIED = {"calling": "opposing", "supporting": "opposing", "opposing": "supporting"}
_VOICES = ("calling", "supporting", "opposing", "warning", "vowing")


def voice(row: Row, tokens: Sequence[Token]) -> str:
    """Say how a statement is made: calling, supporting, opposing, warning, vowing, or else saying.

    Whoever does not support something opposes it; ``tokens`` are those of the row's sentence.
    """
    if row.cue is None:
        return "saying"
    if row.cue.lemma == "rule" and row.cue.frame not in ("that", "clause"):
        return "opposing"  # to rule something out
    cue = stem(row.cue.lemma)
    made = next((name for name in _VOICES if cue in stems(name)), "saying")
    return _DENIED.get(made, made) if refused(row, tokens) else made


def refused(row: Row, tokens: Sequence[Token]) -> bool:
    """Whether a cue is denied: does not support."""
    return row.cue is not None and any(map(denies, tokens[row.cue.first : row.cue.at]))


def side_taken(row: Row, tokens: Sequence[Token]) -> int:
    """Give the side that a cue itself takes on its object: 1 for, -1 against, 0 neither."""
    if row.cue is None or row.cue.frame in ("after", "according"):
        return 0
    made = voice(row, tokens)
    if made in ("opposing", "warning"):
        return -1
    return 1 if made in ("supporting", "calling", "vowing") and row.cue.frame in ("object", "noun") else 0
