"""What ``settlement`` learned: its parameters, on what, when and how (``landing.json``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FILE = "landing.json"


@dataclass(frozen=True)
class Fold:
    """Parameters learned without some proposals, by which those are forecast in cross-validation."""

    share: float
    spread: float
    without: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """The learned parameters, where they come from, and those of each fold.

    Attributes
    ----------
    share, spread : float
        Weight on occupied positions, and error per standard deviation of the positions; both pure numbers.
    alone : float
        The same error around a point that nothing is mixed with: what the weighted mean needed.
    source : str
        The data, in a line.
    folds : tuple of Fold
        The grouped folds of the cross-validation.

    """

    share: float
    spread: float
    alone: float
    source: str
    folds: tuple[Fold, ...]

    def without(self, proposal: str) -> Fold | None:
        """Return the fold that learned nothing from a proposal; None when nothing was learned from it."""
        return next((fold for fold in self.folds if proposal in fold.without), None)


@cache
def record() -> Record:
    """Read the shipped parameters."""
    text = (files("majlis.models") / FILE).read_text(encoding="utf-8")
    return _record(json.loads(text))


def _record(given: dict[str, Any]) -> Record:
    learned = given["learned"]
    folds = tuple(Fold(fold["share"], fold["spread"], tuple(fold["without"])) for fold in given["folds"])
    source = given["provenance"]["source"]
    return Record(learned["share"], learned["spread"], learned["alone"], source, folds)
