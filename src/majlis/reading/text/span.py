"""A stretch of a document."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Offsets into the normalised text of a document: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the exact text at these offsets."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether another stretch lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
