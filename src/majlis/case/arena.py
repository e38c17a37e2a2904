"""Arenas: where actors settle, and who carries one settlement into the next."""

from __future__ import annotations

from majlis.case.estimate import Estimate
from majlis.case.value import Id, Record, Text


class Delegate(Record):
    """An actor that carries an earlier arena's settlement into this one.

    Its position here is ``weight * settlement there + (1 - weight) * its own position``
    (two-level bargaining: Putnam 1988).
    """

    actor: Id
    of: Id
    weight: Estimate


class Arena(Record):
    """A place where actors settle issues; capability is coded per arena."""

    id: Id
    label: Text
    about: Text | None = None
    delegates: tuple[Delegate, ...] = ()
