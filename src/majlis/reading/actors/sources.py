"""Who can have said something: a person, a group, somebody unnamed, the writer."""

from __future__ import annotations

from typing import Literal, NamedTuple

SourceKind = Literal["person", "group", "unnamed", "author"]


class Source(NamedTuple):
    """A speaker: the actor's id where it resolves, the words that name it, and what kind it is."""

    actor: str | None
    text: str
    kind: SourceKind
    note: str | None = None


AUTHOR = Source("author", "the author", "author")
