"""Checks of order: each thing once, and no circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from majlis.case.case import Case
from majlis.case.fault import Fault
from majlis.case.place import Path, Place


def repeated_in_outline(case: Case) -> Iterator[Fault]:
    """Yield ids of ``case.yaml`` that stand there twice."""
    for part in ("arenas", "issues", "questions"):
        yield from _same_id(case, ("case", part), [record.id for record in getattr(case, part)])
    for index, arena in enumerate(case.arenas):
        path: Path = ("case", "arenas", index, "delegates")
        yield from _same_id(case, path, [delegate.actor for delegate in arena.delegates], "actor", "delegate")
    if case.motion is not None:
        worlds = [world.id for world in case.motion.worlds]
        yield from _same_id(case, ("case", "motion", "worlds"), worlds)


def repeated_in_tables(case: Case) -> Iterator[Fault]:
    """Yield ids, estimates and ties that stand in a table twice."""
    for stem in ("actors", "sources", "claims", "events"):
        yield from _same_id(case, (stem,), [record.id for record in getattr(case, stem)])
    yield from _same_id(case, ("stances",), [stance.name for stance in case.stances], "actor", "estimate")
    ties = [f"{relation.giver} {relation.kind} {relation.taker}" for relation in case.relations]
    yield from _same_id(case, ("relations",), ties, "from", "relation")
    names = [parameter.name for parameter in case.parameters]
    yield from _same_id(case, ("parameters",), names, "name", "parameter")


def names_shared(case: Case) -> Iterator[Fault]:
    """Yield ids that two of the things that expressions, links and runs tell apart by name have."""
    parts: list[tuple[Path, Iterable[str]]] = [
        (("levels",), (level.id for level in case.levels)),
        (("hazards",), (hazard.id for hazard in case.hazards)),
        (("links",), (link.id for link in case.links)),
    ]
    if case.motion is not None:
        parts = [(("case", "issues"), case.issue_by_id), *parts]
        parts.append((("case", "motion", "mechanisms"), (use.id for use in case.motion.mechanisms)))
    first: dict[str, Place] = {}
    for root, names in parts:
        for index, name in enumerate(names):
            place = case.places.at(*root, index, "id")
            if name in first:
                expected = f"it once (first at {first[name]})"
                yield Fault(place, f"the id '{name}' a second time", expected, "rename one of them")
            first.setdefault(name, place)


def _same_id(case: Case, root: Path, names: list[str], key: str = "id", what: str = "id") -> Iterator[Fault]:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in first:
            line = case.places.at(*root, first[name]).line
            place = case.places.at(*root, index, key)
            mend = "rename one of them" if key == "id" else "remove one of them"
            yield Fault(place, f"the {what} '{name}' a second time", f"it once (first on line {line})", mend)
        first.setdefault(name, index)


def parents(case: Case) -> Iterator[Fault]:
    """Yield circles among the parents of actors."""
    parent = {actor.id: actor.parent for actor in case.actors}
    done: set[str] = set()
    for actor in case.actors:
        trail: dict[str, None] = {}
        at: str | None = actor.id
        while at is not None and at in parent and at not in done and at not in trail:
            trail[at] = None
            at = parent[at]
        if at is not None and at in trail:
            names = list(trail)
            yield _circle(case, names[names.index(at) :])
        done.update(trail)


def _circle(case: Case, names: list[str]) -> Fault:
    row = next(row for row, actor in enumerate(case.actors) if actor.id == names[0])
    chain = " > ".join([*names[:8], *(["…"] if len(names) > 8 else []), names[0]])
    place = case.places.at("actors", row, "parent")
    return Fault(
        place, f"a circle of parents: {chain}", "parents that end somewhere", "empty one of these cells"
    )


def delegates(case: Case) -> Iterator[Fault]:
    """Yield delegates from an arena that settles no earlier."""
    order = [arena.id for arena in case.arenas]
    for index, arena in enumerate(case.arenas):
        for number, delegate in enumerate(arena.delegates):
            if delegate.of in order and order.index(delegate.of) >= index:
                yield Fault(
                    case.places.at("case", "arenas", index, "delegates", number, "of"),
                    f"'{arena.id}' waiting for '{delegate.of}', which settles no earlier",
                    "an earlier arena",
                    "put the arenas in the order in which they settle",
                )


def ties_to_itself(case: Case) -> Iterator[Fault]:
    """Yield ties of an actor to itself and claims that contradict themselves."""
    for row, relation in enumerate(case.relations):
        if relation.giver == relation.taker:
            place = case.places.at("relations", row, "to")
            yield Fault(
                place, f"a tie of '{relation.giver}' to itself", "two actors", "correct one of the names"
            )
    for row, claim in enumerate(case.claims):
        if claim.id in claim.contradicts:
            place = case.places.at("claims", row, "contradicts")
            yield Fault(place, f"the claim '{claim.id}' contradicting itself", "other claims", "take it out")


def copies(case: Case) -> Iterator[Fault]:
    """Yield sources that are said to copy themselves, or a copy."""
    for row, source in enumerate(case.sources):
        original = case.source_by_id.get(source.copy_of or "")
        if original is not None and (original.copy_of is not None or original.id == source.id):
            place = case.places.at("sources", row, "copy_of")
            what = "itself" if original.id == source.id else "another copy"
            mend = "name the source that was printed first"
            yield Fault(place, f"'{source.id}' as a copy of {what}", "a copy of an original", mend)


def correlations(case: Case) -> Iterator[Fault]:
    """Yield pairs of estimates that are given twice, or are one estimate."""
    seen: dict[frozenset[str], int] = {}
    for row, correlation in enumerate(case.correlations):
        pair = frozenset((correlation.first, correlation.second))
        place = case.places.at("correlations", row, "second")
        if len(pair) == 1:
            yield Fault(
                place, "an estimate correlated with itself", "two estimates", "correct one of the names"
            )
        elif pair in seen:
            expected = f"each pair once (first on line {seen[pair]})"
            yield Fault(place, "the same pair a second time", expected, "remove one of them")
        seen.setdefault(pair, place.line)
