"""Who can be meant: the actors of a case by id, with the names they go by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """An actor that mentions may resolve to; only the case, never the program, knows names."""

    id: str
    canonical: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    side: str | None = None
    parent: str | None = None


@dataclass(frozen=True)
class Subject:
    """An issue that statements may be about: its id and the words of its two poles."""

    id: str
    plus_pole: str
    minus_pole: str
