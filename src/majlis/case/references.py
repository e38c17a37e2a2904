"""Checks across the parts of a case: ids, references, scales, arenas and the as-of date.

Each check names the parts that it needs whole; it is left out where one of them could not be read, so that
one fault does not make ten others, while all other checks still run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.case.fault import Fault, nearest, shown
from majlis.case.place import Path, Place

FILE_OF = {"actor": "actors", "source": "sources", "claim": "claims", "estimate": "stances"}
PART_OF = FILE_OF | {"issue": "issues", "arena": "arenas"}
MOST_COMPARED = 100
ENDLESS = float("inf")


@dataclass(frozen=True)
class Extent:
    """How much of a case could be read.

    Attributes
    ----------
    unread
        Files (by their stem) that are not whole: a row, or all of it, could not be read.
    lost
        Parts of which not even the ids could be read, so that references to them cannot be checked.
    named
        For each part, the ids of the rows that could not be read.

    """

    unread: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)


WHOLE = Extent()


def reference_faults(case: Case, extent: Extent = WHOLE) -> list[Fault]:
    """Return every fault that shows only when the parts of a case are seen together."""
    known = _Known(case, extent)
    checks = (check for check, needs in CHECKS if not extent.unread.intersection(needs))
    faults = [fault for check in checks for fault in check(case)]
    return faults + [fault for check in REFERENCE_CHECKS for fault in check(case, known)]


class _Known:
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
        if name is not None and kind not in self.lost and name not in self.names[kind]:
            self.compared += 1
            yield _unknown(place, kind, name, self.names[kind] if self.compared <= MOST_COMPARED else ())


def _unknown(place: Place, kind: str, name: str, known: Collection[str]) -> Fault:
    file = f"{FILE_OF[kind]}.csv" if kind in FILE_OF else "case.yaml"
    mend = nearest(name, known) if known else f"add it to {file}"
    if mend.startswith("one of"):
        mend = f"{mend}, or add it to {file}"
    return Fault(place, f"the {kind} {shown(name)}, which is not in the case", f"a known {kind}", mend)


# References, which are checked as far as their targets are known.


def _references(case: Case, known: _Known) -> Iterator[Fault]:
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
    }
    for stem, columns in named.items():
        for row, record in enumerate(getattr(case, stem)):
            for attribute, column, kind in columns:
                yield from known.check(case.places.at(stem, row, column), kind, getattr(record, attribute))


def _references_of_outline(case: Case, known: _Known) -> Iterator[Fault]:
    if not known.outline:
        return
    at = case.places.at
    for index, issue in enumerate(case.issues):
        yield from known.check(at("case", "issues", index, "arena"), "arena", issue.arena)
    for index, question in enumerate(case.questions):
        yield from known.check(at("case", "questions", index, "resolve"), "issue", question.condition.issue)
    for index, arena in enumerate(case.arenas):
        for number, delegate in enumerate(arena.delegates):
            path: Path = ("case", "arenas", index, "delegates", number)
            yield from known.check(at(*path, "actor"), "actor", delegate.actor)
            yield from known.check(at(*path, "of"), "arena", delegate.of)


def _claims_cited(case: Case, known: _Known) -> Iterator[Fault]:
    for path, ids in _citations(case, known.outline):
        for index, name in enumerate(ids):
            yield from known.check(case.places.at(*path, index), "claim", name)


def _citations(case: Case, outline: bool) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for stem in ("stances", "relations"):
        for row, record in enumerate(getattr(case, stem)):
            yield (stem, row, "claims"), record.estimate.claims
    for stem in ("events", "series", "correlations"):
        for row, record in enumerate(getattr(case, stem)):
            yield (stem, row, "claims"), record.claims
    for row, actor in enumerate(case.actors):
        yield ("actors", row, "seats_claims"), actor.seats_claims
    for row, claim in enumerate(case.claims):
        yield ("claims", row, "contradicts"), claim.contradicts
    for path, estimate in outline_estimates(case) if outline else ():
        yield ("case", *path, "claims"), estimate.claims


def outline_estimates(case: Case) -> Iterator[tuple[Path, Estimate]]:
    """Yield the path and value of every estimate of ``case.yaml``."""
    for index, issue in enumerate(case.issues):
        for name in ("status_quo", "reversion", "error"):
            estimate = getattr(issue, name)
            if estimate is not None:
                yield ("issues", index, name), estimate
    for index, arena in enumerate(case.arenas):
        for number, delegate in enumerate(arena.delegates):
            yield ("arenas", index, "delegates", number, "weight"), delegate.weight


# One of each.


def _repeated_in_outline(case: Case) -> Iterator[Fault]:
    for part in ("arenas", "issues", "questions"):
        yield from _same_id(case, ("case", part), [record.id for record in getattr(case, part)])
    for index, arena in enumerate(case.arenas):
        path: Path = ("case", "arenas", index, "delegates")
        yield from _same_id(case, path, [delegate.actor for delegate in arena.delegates], "actor", "delegate")


def _repeated_in_tables(case: Case) -> Iterator[Fault]:
    for stem in ("actors", "sources", "claims", "events"):
        yield from _same_id(case, (stem,), [record.id for record in getattr(case, stem)])
    yield from _same_id(case, ("stances",), [stance.name for stance in case.stances], "actor", "estimate")
    ties = [f"{relation.giver} {relation.kind} {relation.taker}" for relation in case.relations]
    yield from _same_id(case, ("relations",), ties, "from", "relation")


def _same_id(case: Case, root: Path, names: list[str], key: str = "id", what: str = "id") -> Iterator[Fault]:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in first:
            line = case.places.at(*root, first[name]).line
            place = case.places.at(*root, index, key)
            mend = "rename one of them" if key == "id" else "remove one of them"
            yield Fault(place, f"the {what} '{name}' a second time", f"it once (first on line {line})", mend)
        first.setdefault(name, index)


# Who stands above whom, and who settles when.


def _parents(case: Case) -> Iterator[Fault]:
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


def _delegates(case: Case) -> Iterator[Fault]:
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


def _delegates_take_part(case: Case) -> Iterator[Fault]:
    for index, arena in enumerate(case.arenas):
        present = {
            actor for a, issue in case.bargains if a == arena.id for actor in case.participants(a, issue)
        }
        for number, delegate in enumerate(arena.delegates):
            if delegate.actor in case.actor_by_id and delegate.actor not in present:
                place = case.places.at("case", "arenas", index, "delegates", number, "actor")
                found = f"the delegate '{delegate.actor}' without a capability in '{arena.id}'"
                yield Fault(
                    place,
                    found,
                    "an actor that takes part there",
                    "add its capability, or remove the delegate",
                )


def _ties_to_itself(case: Case) -> Iterator[Fault]:
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


# Numbers within their scales.


def _scales_of_stances(case: Case) -> Iterator[Fault]:
    for row, stance in enumerate(case.stances):
        issue = case.issue_by_id.get(stance.issue)
        if stance.field.endswith("position"):
            bounds = (issue.scale.low, issue.scale.high) if issue is not None else (-ENDLESS, ENDLESS)
        else:
            bounds = (0.0, 100.0 if stance.field == "salience" else ENDLESS)
        yield from _within(case, ("stances", row), stance.estimate, bounds, stance.field.replace("_", " "))


def _scales_of_relations(case: Case) -> Iterator[Fault]:
    for row, relation in enumerate(case.relations):
        yield from _within(case, ("relations", row), relation.estimate, (0.0, 100.0), "strength")


def _scales_of_outline(case: Case) -> Iterator[Fault]:
    for path, estimate in outline_estimates(case):
        last = str(path[-1])
        bounds = (0.0, 1.0)
        if path[0] == "issues":
            scale = case.issues[int(path[1])].scale
            bounds = (0.0, scale.width) if last == "error" else (scale.low, scale.high)
        yield from _within(case, ("case", *path), estimate, bounds, last.replace("_", " "))


def _within(
    case: Case, path: Path, estimate: Estimate, bounds: tuple[float, float], what: str
) -> Iterator[Fault]:
    low, high = estimate.ends
    limit = f"{bounds[0]:g} to {bounds[1]:g}" if bounds[1] < ENDLESS else f"{bounds[0]:g} or more"
    spread = estimate.low is not None
    mend = (
        "correct it"
        if what in ("salience", "capability", "strength", "weight")
        else "correct it, or the scale"
    )
    inside = True
    for end, column in ((low, "low" if spread else "value"), (high, "high" if spread else "value")):
        if not bounds[0] <= end <= bounds[1]:
            inside = False
            yield Fault(case.places.number(*path, column), f"a {what} of {end:g}", limit, mend)
    if inside and estimate.shape == "lognormal" and bounds[1] < ENDLESS and what != "error":
        place = case.places.at(*path, "shape")
        yield Fault(
            place,
            f"a lognormal {what}, which has no upper end",
            f"a shape within {limit}",
            "use pert or normal",
        )


def _question_points(case: Case) -> Iterator[Fault]:
    for index, question in enumerate(case.questions):
        issue = case.issue_by_id.get(question.condition.issue)
        if issue is None:
            continue
        low, high = issue.scale.low, issue.scale.high
        place = case.places.at("case", "questions", index, "resolve")
        point = question.condition.point
        if point is not None and not low <= point <= high:
            yield Fault(
                place, f"the point {point:g}", f"a point from {low:g} to {high:g}", "correct it, or the scale"
            )
        outcome = question.resolved.outcome if question.resolved is not None else None
        if isinstance(outcome, float) and not low <= outcome <= high:
            place = case.places.at("case", "questions", index, "resolved", "outcome")
            limit = f"a point from {low:g} to {high:g}"
            yield Fault(place, f"the outcome {outcome:g}", limit, "say it on the scale of the issue")


# Who takes part, and whether an issue can be settled.


def _arenas_named(case: Case) -> Iterator[Fault]:
    for row, stance in enumerate(case.stances):
        if stance.field == "capability" and stance.arena is None and len(case.arenas) > 1:
            arenas = ", ".join(arena.id for arena in case.arenas)
            place = case.places.gap("stances", row, "arena")
            yield Fault(place, "a capability without an arena", f"one of {arenas}", "fill the column 'arena'")


def _taking_part(case: Case) -> Iterator[Fault]:
    delegated = {
        (arena.id, delegate.actor, issue)
        for arena in case.arenas
        for delegate in arena.delegates
        for origin, issue in case.bargains
        if origin == delegate.of
    }
    for row, stance in enumerate(case.stances):
        if stance.field != "capability":
            continue
        for arena in case.arenas_of(stance):
            key = (stance.actor, stance.issue, arena)
            if case.stance(*key, "position") is None and (arena, stance.actor, stance.issue) not in delegated:
                yield _lacking(case, row, "position")
            if case.stance(*key, "salience") is None:
                yield _lacking(case, row, "salience")


def _lacking(case: Case, row: int, field: str) -> Fault:
    stance = case.stances[row]
    name = f"{stance.actor}.{stance.issue}.{field}"
    found = f"a capability of '{stance.actor}' on '{stance.issue}' without a {field}"
    return Fault(
        case.places.at("stances", row), found, f"a row for {name}", "add it, or remove the capability"
    )


def _settled(case: Case) -> Iterator[Fault]:
    bargains = set(case.bargains)
    for index, issue in enumerate(case.issues):
        place = case.places.at("case", "issues", index)
        arena = case.final_arena(issue.id)
        if (arena, issue.id) not in bargains and arena in {known.id for known in case.arenas}:
            found = f"the issue '{issue.id}' with no actor that takes part in '{arena}'"
            yield Fault(place, found, "at least one capability", "add stances, or name another arena")
    for arena, name in case.bargains:
        issue_at = next((index for index, issue in enumerate(case.issues) if issue.id == name), 0)
        yield from _powerless(case, arena, name, case.places.at("case", "issues", issue_at))


def _powerless(case: Case, arena: str, issue: str, place: Place) -> Iterator[Fault]:
    for actor in case.participants(arena, issue):
        pair = [case.stance(actor, issue, arena, field) for field in ("capability", "salience")]
        if all(stance is not None and _never_zero(stance.estimate) for stance in pair):
            return
    found = f"no actor on '{issue}' in '{arena}' whose capability and salience are surely above 0"
    yield Fault(place, found, "one at least", "give one actor a capability and a salience above 0")


def _never_zero(estimate: Estimate) -> bool:
    """Tell whether every draw is above 0; a range that begins at 0 is, for 0 itself is never drawn."""
    return all(value > 0 for value, _ in estimate.points) and estimate.ends[1] > 0


# Dates, correlations, series and passages.


def _as_of(case: Case) -> Iterator[Fault]:
    as_of = case.as_of.earliest
    dated = {"sources": "published", "claims": "dated", "events": "dated", "series": "dated"}
    for stem, word in dated.items():
        for row, record in enumerate(getattr(case, stem)):
            if record.date is not None and record.date.earliest > as_of:
                yield Fault(
                    case.places.at(stem, row, "date"),
                    f"something {word} {record.date}",
                    f"nothing after the as-of date {case.as_of}",
                    "remove it, or move the as-of date",
                )
    for index, question in enumerate(case.questions):
        if question.by is not None and question.by.earliest <= as_of:
            place = case.places.at("case", "questions", index, "by")
            yield Fault(place, f"a question by {question.by}", f"a day after {case.as_of}", "correct it")


def _correlations(case: Case) -> Iterator[Fault]:
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


def _estimates_correlated(case: Case) -> Iterator[Fault]:
    names = {stance.name for stance in case.stances}
    for row, correlation in enumerate(case.correlations):
        for column in ("first", "second"):
            name = getattr(correlation, column)
            if name not in names:
                yield _unknown(case.places.at("correlations", row, column), "estimate", name, names)


def _one_unit(case: Case) -> Iterator[Fault]:
    units: dict[str, str] = {}
    for row, observation in enumerate(case.series):
        unit = units.setdefault(observation.series, observation.unit)
        if unit != observation.unit:
            place = case.places.at("series", row, "unit")
            found = f"the unit {shown(observation.unit)} in the series '{observation.series}'"
            yield Fault(place, found, f"{shown(unit)}, as above", "convert it, or name another series")


def _anchored(case: Case) -> Iterator[Fault]:
    for row, claim in enumerate(case.claims):
        source = case.source_by_id.get(claim.source)
        if claim.locator is not None and source is not None and source.file is None:
            place = case.places.at("claims", row, "start")
            yield Fault(
                place,
                f"a locator into '{source.id}', which has no file",
                "a file",
                "fill 'file' in sources.csv",
            )


Check = Callable[[Case], Iterator[Fault]]

REFERENCE_CHECKS: tuple[Callable[[Case, _Known], Iterator[Fault]], ...] = (
    _references,
    _references_of_outline,
    _claims_cited,
)

CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (_repeated_in_outline, ("case",)),
    (_repeated_in_tables, ()),
    (_parents, ()),
    (_delegates, ("case",)),
    (_delegates_take_part, ("case", "actors", "stances")),
    (_ties_to_itself, ()),
    (_scales_of_stances, ("case",)),
    (_scales_of_relations, ()),
    (_scales_of_outline, ("case",)),
    (_question_points, ("case",)),
    (_arenas_named, ("case",)),
    (_taking_part, ("case", "stances")),
    (_settled, ("case", "actors", "stances")),
    (_as_of, ("case",)),
    (_correlations, ()),
    (_estimates_correlated, ("stances",)),
    (_one_unit, ()),
    (_anchored, ()),
)
