"""What the readers take from a case: who can be meant, the poles of every issue, the grades of sources."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from majlis.case.case import Case
from majlis.reading.actors.actors import Known, Subject


class Names(NamedTuple):
    """Who can be meant, what statements can be about, and the letters of graded sources by file."""

    known: tuple[Known, ...] = ()
    subjects: tuple[Subject, ...] = ()
    reliability: Mapping[str, str] = MappingProxyType({})


def names_of(case: Case) -> Names:
    """Return what the readers take from a case."""
    return Names(known_actors(case), subjects(case), reliability(case))


def known_actors(case: Case) -> tuple[Known, ...]:
    """Return the actors of a case with the names they go by."""
    return tuple(
        Known(actor.id, actor.name, actor.aliases, actor.kind, actor.side, actor.parent)
        for actor in case.actors
    )


def subjects(case: Case) -> tuple[Subject, ...]:
    """Return the issues of a case; the words of a pole are the label of that end of the scale."""
    return tuple(
        Subject(issue.id, issue.scale.label_near(issue.scale.high), issue.scale.label_near(issue.scale.low))
        for issue in case.issues
    )


def reliability(case: Case) -> dict[str, str]:
    """Return the letter that a case gives to a source, by the name of the source's file."""
    return {source.file: source.reliability for source in case.sources if source.file is not None}
