"""Whose positions the ideal of an actor follows: the accommodation matrix of the spatial model."""

from __future__ import annotations

from majlis.case.value import Id, Number, Record


class Following(Record):
    """One row of ``accommodation.csv``: the share of a position in where an actor's ideal goes in a turn."""

    actor: Id
    follows: Id
    share: Number
