"""A document as the readers see it: its normalised text and what is known of where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from majlis.reading.text.span import Span

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True)
class Dating:
    """A date of publication, how precise it is, and the rule that found it.

    ``date`` is ISO 8601 as precise as known; ``others`` are the readings that an ambiguous date also allows
    (``1-3-2024`` is 2024-01-03 or 2024-03-01).
    """

    date: str
    precision: Precision
    rule: str
    others: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether the words allow another day."""
        return bool(self.others)


@dataclass(frozen=True)
class Damage:
    """A sign that a text was translated by machine, spun or broken: where, and which kind."""

    span: Span
    kind: str


@dataclass(frozen=True)
class Document:
    """One document.

    Attributes
    ----------
    id
        File name without its ending, in the letters of an id.
    path
        As given.
    text
        The normalised text of `majlis.evidence`; all offsets refer to it.
    boilerplate
        Stretches that are not the article: menus, notices, requests to subscribe.
    damage
        Signs of damage; each lowers the proposed credibility.

    """

    id: str
    path: str
    text: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    date: Dating | None = None
    boilerplate: tuple[Span, ...] = ()
    damage: tuple[Damage, ...] = ()
