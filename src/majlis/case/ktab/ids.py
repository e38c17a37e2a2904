"""Ids made from names: of a KTAB file, or of a table of actors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from majlis.case.value import LONGEST_ID

ROOM = 10
"""Room that an id is left for a number behind it."""


def ids_of(names: Iterable[str], what: str) -> list[str]:
    """Return an id for each name: its plain letters and digits, with a number behind it where it is taken."""
    found: list[str] = []
    taken: set[str] = set()
    for number, name in enumerate(names, 1):
        plain = _plain(name) or f"{what}-{number}"
        free, again = plain, 1
        while free.lower() in taken:
            again += 1
            free = f"{plain}-{again}"
        taken.add(free.lower())
        found.append(free)
    return found


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_-]+", "_", letters).strip("_-")[: LONGEST_ID - ROOM]
