"""Checks of references: everything that is named must be in the case."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.case.extent import Extent
from majlis.case.fault import Fault, nearest, shown
from majlis.case.place import Path, Place

FILE_OF = {"actor": "actors", "source": "sources", "claim": "claims", "estimate": "stances"}
PART_OF = FILE_OF | {"issue": "issues", "arena": "arenas"}
MOST_COMPARED = 100


class Known:
    """The names to which references may point, of each kind; None where they could not be read."""

    def __init__(self, case: Case, extent: Extent) -> None:
        self.outline = "case" not in extent.unread
        self.names = {
            "actor": set(case.actor_by_id),
            "source": set(case.source_by_id),
            "claim": set(case.claim_by_id),
            "issue": set(case.issue_by_id) if self.outline else set(),
            "arena": {arena.id for arena in case.arenas} if self.outline else set(),
        }
        for kind, names in self.names.items():
            names.update(extent.named.get(PART_OF[kind], ()))
        self.compared = 0
        self.lost = {kind for kind in self.names if PART_OF[kind] in extent.lost}

    def check(self, place: Place, kind: str, name: str | None) -> Iterator[Fault]:
        """Yield a fault where a name is given that no part of that kind has."""
        if name is not None and kind not in self.lost and name not in self.names[kind]:
            self.compared += 1
            yield unknown(place, kind, name, self.names[kind] if self.compared <= MOST_COMPARED else ())


def unknown(place: Place, kind: str, name: str, known: Collection[str]) -> Fault:
    """Return the fault of a name that is not in the case, with the nearest that is."""
    file = f"{FILE_OF[kind]}.csv" if kind in FILE_OF else "case.yaml"
    mend = nearest(name, known) if known else f"add it to {file}"
    if mend.startswith("one of"):
        mend = f"{mend}, or add it to {file}"
    return Fault(place, f"the {kind} {shown(name)}, which is not in the case", f"a known {kind}", mend)


def references(case: Case, known: Known) -> Iterator[Fault]:
    """Yield references of the tables to actors, issues, arenas or sources that are not in the case."""
    named = {
        "actors": (("parent", "parent", "actor"),),
        "stances": (("actor", "actor", "actor"), ("issue", "issue", "issue"), ("arena", "arena", "arena")),
        "relations": (("giver", "from", "actor"), ("taker", "to", "actor")),
        "claims": (
            ("source", "source", "source"),
            ("speaker", "speaker", "actor"),
            ("reported_by", "reported_by", "actor"),
        ),
        "events": (
            ("actor", "actor", "actor"),
            ("target", "target", "actor"),
            ("source", "source", "source"),
        ),
        "series": (("source", "source", "source"),),
        "sources": (("copy_of", "copy_of", "source"),),
    }
    for stem, columns in named.items():
        for row, record in enumerate(getattr(case, stem)):
            for attribute, column, kind in columns:
                yield from known.check(case.places.at(stem, row, column), kind, getattr(record, attribute))


def references_of_outline(case: Case, known: Known) -> Iterator[Fault]:
    """Yield references of ``case.yaml`` to parts that are not in the case."""
    if not known.outline:
        return
    at = case.places.at
    for index, issue in enumerate(case.issues):
        yield from known.check(at("case", "issues", index, "arena"), "arena", issue.arena)
    for index, question in enumerate(case.questions):
        key = "resolve" if question.undated is None else "undated"
        if question.condition is not None and (case.motion is None or key == "undated"):
            yield from known.check(at("case", "questions", index, key), "issue", question.condition.issue)
    for claim in case.motion.reasons if case.motion is not None else ():
        yield from known.check(at("case", "motion", "reasons", claim, "<key>"), "claim", claim)
    for index, arena in enumerate(case.arenas):
        for number, delegate in enumerate(arena.delegates):
            path: Path = ("case", "arenas", index, "delegates", number)
            yield from known.check(at(*path, "actor"), "actor", delegate.actor)
            yield from known.check(at(*path, "of"), "arena", delegate.of)


def claims_cited(case: Case, known: Known) -> Iterator[Fault]:
    """Yield citations of claims that are not in the case."""
    for path, ids in _citations(case, known.outline):
        for index, name in enumerate(ids):
            yield from known.check(case.places.at(*path, index), "claim", name)


def estimates_correlated(case: Case) -> Iterator[Fault]:
    """Yield correlations of estimates that are not in the case."""
    names = {stance.name for stance in case.stances}
    for row, correlation in enumerate(case.correlations):
        for column in ("first", "second"):
            name = getattr(correlation, column)
            if name not in names:
                yield unknown(case.places.at("correlations", row, column), "estimate", name, names)


def _citations(case: Case, outline: bool) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for stem in ("stances", "relations", "levels", "hazards", "parameters"):
        for row, record in enumerate(getattr(case, stem)):
            if record.estimate is not None:
                yield (stem, row, "claims"), record.estimate.claims
    for stem in ("events", "series", "correlations", "links"):
        for row, record in enumerate(getattr(case, stem)):
            yield (stem, row, "claims"), record.claims
    for row, actor in enumerate(case.actors):
        yield ("actors", row, "seats_claims"), actor.seats_claims
    for row, claim in enumerate(case.claims):
        yield ("claims", row, "contradicts"), claim.contradicts
    for index, world in enumerate(case.motion.worlds if outline and case.motion is not None else ()):
        yield ("case", "motion", "worlds", index, "claims"), world.claims
    for path, estimate in outline_estimates(case) if outline else ():
        yield ("case", *path, "claims"), estimate.claims


def outline_estimates(case: Case) -> Iterator[tuple[Path, Estimate]]:
    """Yield the path and value of every estimate of ``case.yaml``."""
    for index, issue in enumerate(case.issues):
        for name in ("status_quo", "reversion", "widening"):
            estimate = getattr(issue, name)
            if estimate is not None:
                yield ("issues", index, name), estimate
    for index, arena in enumerate(case.arenas):
        for number, delegate in enumerate(arena.delegates):
            yield ("arenas", index, "delegates", number, "weight"), delegate.weight
    for index, question in enumerate(case.questions):
        if question.anchor is not None:
            yield ("questions", index, "anchor"), question.anchor
