"""How much of a case could be read, so that one fault does not make ten others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Extent:
    """How much of a case could be read.

    Attributes
    ----------
    unread
        Files (by their stem) that are not whole: a row, or all of it, could not be read.
    lost
        Parts of which not even the ids could be read, so that references to them cannot be checked.
    named
        For each part, the ids of the rows that could not be read.

    """

    unread: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)


WHOLE = Extent()
