"""An act as the grammar finds it in a sentence, before its actors are known."""

from __future__ import annotations

from typing import NamedTuple

from majlis.reading.proposal import Status


class Told(NamedTuple):
    """One act told by a verb or noun.

    Attributes
    ----------
    first, last
        Its tokens in the sentence: ``tokens[first:last]``.
    head
        Index of the verb or noun.
    actor, target
        Tokens that name who acts and on whom.
    key
        Base of the verb, or the first noun of its group.
    plover
        Its class.
    status
        Its standing.
    rule
        The rule that found it.

    """

    first: int
    last: int
    head: int
    actor: tuple[int, int] | None
    target: tuple[int, int] | None
    key: str
    plover: str | None
    status: Status
    rule: str
