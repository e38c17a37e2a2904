"""Checks across the parts of a case: ids, references, scales, arenas and the as-of date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.case.fault import Fault, nearest
from majlis.case.place import Place

Check = Callable[[Case], Iterator[Fault]]


def reference_faults(case: Case) -> list[Fault]:
    """Return every fault that shows only when the parts of a case are seen together."""
    return [fault for check in CHECKS for fault in check(case)]


def _repeated(case: Case) -> Iterator[Fault]:
    for part in ("arenas", "issues", "questions"):
        yield from _same_id(case, ("case", part), [record.id for record in getattr(case, part)])
    for stem in ("actors", "sources", "claims", "events"):
        yield from _same_id(case, (stem,), [record.id for record in getattr(case, stem)])
    seen: dict[tuple[str, str, str | None, str], int] = {}
    for row, stance in enumerate(case.stances):
        key = (stance.actor, stance.issue, stance.arena, stance.field)
        if key in seen:
            line = case.places.at("stances", seen[key]).line
            place = case.places.at("stances", row)
            yield Fault(
                place,
                f"'{stance.name}' a second time",
                f"it once (first on line {line})",
                "remove one of them",
            )
        seen.setdefault(key, row)


def _same_id(case: Case, root: tuple[str, ...], ids: list[str]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name in first:
            line = case.places.at(*root, first[name]).line
            place = case.places.at(*root, index, "id")
            yield Fault(
                place,
                f"the id '{name}' a second time",
                f"it once (first on line {line})",
                "rename one of them",
            )
        first.setdefault(name, index)


def _references(case: Case) -> Iterator[Fault]:
    actors, sources = set(case.actor_by_id), set(case.source_by_id)
    issues, arenas = set(case.issue_by_id), {arena.id for arena in case.arenas}
    kinds = {"actor": actors, "source": sources, "issue": issues, "arena": arenas}
    named = {
        "actors": (("parent", "actor"),),
        "stances": (("actor", "actor"), ("issue", "issue"), ("arena", "arena")),
        "relations": (("giver", "actor"), ("taker", "actor")),
        "claims": (("source", "source"), ("speaker", "actor"), ("reported_by", "actor")),
        "events": (("actor", "actor"), ("target", "actor"), ("source", "source")),
        "series": (("source", "source"),),
    }
    column = {"giver": "from", "taker": "to"}
    for stem, fields in named.items():
        for row, record in enumerate(getattr(case, stem)):
            for field, kind in fields:
                name = getattr(record, field)
                if name is not None and name not in kinds[kind]:
                    yield _unknown(
                        case.places.at(stem, row, column.get(field, field)), kind, name, kinds[kind]
                    )
    for index, issue in enumerate(case.issues):
        if issue.arena is not None and issue.arena not in arenas:
            yield _unknown(case.places.at("case", "issues", index, "arena"), "arena", issue.arena, arenas)
    for index, question in enumerate(case.questions):
        if question.condition.issue not in issues:
            place = case.places.at("case", "questions", index, "resolve")
            yield _unknown(place, "issue", question.condition.issue, issues)


def _unknown(place: Place, kind: str, name: str, known: Iterable[str]) -> Fault:
    return Fault(
        place, f"the {kind} '{name}', which is not in the case", f"a known {kind}", nearest(name, known)
    )


def _claims_cited(case: Case) -> Iterator[Fault]:
    known = set(case.claim_by_id)
    for place, ids in _citations(case):
        for name in ids:
            if name not in known:
                yield _unknown(place, "claim", name, known)


def _citations(case: Case) -> Iterator[tuple[Place, tuple[str, ...]]]:
    at = case.places.at
    for stem in ("stances", "relations"):
        for row, record in enumerate(getattr(case, stem)):
            yield at(stem, row, "claims"), record.estimate.claims
    for stem in ("events", "series", "correlations"):
        for row, record in enumerate(getattr(case, stem)):
            yield at(stem, row, "claims"), record.claims
    for row, actor in enumerate(case.actors):
        yield at("actors", row, "seats_claims"), actor.seats_claims
    for row, claim in enumerate(case.claims):
        yield at("claims", row, "contradicts"), claim.contradicts
    for path, estimate in outline_estimates(case):
        yield at("case", *path), estimate.claims


def outline_estimates(case: Case) -> Iterator[tuple[tuple[str | int, ...], Estimate]]:
    """Yield the path and value of every estimate of ``case.yaml``."""
    for index, issue in enumerate(case.issues):
        for name in ("status_quo", "reversion", "error"):
            estimate = getattr(issue, name)
            if estimate is not None:
                yield ("issues", index, name), estimate
    for index, arena in enumerate(case.arenas):
        for number, delegate in enumerate(arena.delegates):
            yield ("arenas", index, "delegates", number, "weight"), delegate.weight


def _parents(case: Case) -> Iterator[Fault]:
    for row, actor in enumerate(case.actors):
        trail, at = [actor.id], actor.parent
        while at is not None and at in case.actor_by_id and at not in trail:
            trail.append(at)
            at = case.actor_by_id[at].parent
        if at == actor.id:
            chain = " > ".join([*trail, actor.id])
            yield Fault(
                case.places.at("actors", row, "parent"), f"a circle of parents: {chain}", "a tree", "cut it"
            )


def _delegates(case: Case) -> Iterator[Fault]:
    order = [arena.id for arena in case.arenas]
    for index, arena in enumerate(case.arenas):
        for number, delegate in enumerate(arena.delegates):
            path = ("case", "arenas", index, "delegates", number)
            if delegate.actor not in case.actor_by_id:
                yield _unknown(case.places.at(*path, "actor"), "actor", delegate.actor, case.actor_by_id)
            place = case.places.at(*path, "of")
            if delegate.of not in order:
                yield _unknown(place, "arena", delegate.of, order)
            elif order.index(delegate.of) >= index:
                yield Fault(
                    place,
                    f"'{arena.id}' waiting for '{delegate.of}', which settles no earlier",
                    "an earlier arena",
                    "put the arenas in the order in which they settle",
                )


def _scales(case: Case) -> Iterator[Fault]:
    for row, stance in enumerate(case.stances):
        issue = case.issue_by_id.get(stance.issue)
        if issue is None:
            continue
        if stance.field.endswith("position"):
            bounds = (issue.scale.low, issue.scale.high)
        else:
            bounds = (0.0, 100.0 if stance.field == "salience" else float("inf"))
        yield from _within(case, ("stances", row), stance.estimate, bounds, stance.field.replace("_", " "))
    for row, relation in enumerate(case.relations):
        yield from _within(case, ("relations", row), relation.estimate, (0.0, 100.0), "strength")
    for path, estimate in outline_estimates(case):
        last, index = path[-1], path[1]
        scale = case.issues[int(index)].scale if path[0] == "issues" else None
        if last == "weight":
            yield from _within(case, ("case", *path), estimate, (0.0, 1.0), "weight")
        elif scale is not None and last == "error":
            yield from _within(case, ("case", *path), estimate, (0.0, scale.width), "error")
        elif scale is not None:
            yield from _within(
                case, ("case", *path), estimate, (scale.low, scale.high), str(last).replace("_", " ")
            )
    yield from _question_points(case)


def _within(
    case: Case, path: tuple[str | int, ...], estimate: Estimate, bounds: tuple[float, float], what: str
) -> Iterator[Fault]:
    low, high = estimate.ends
    spread = estimate.low is not None
    for end, column in ((low, "low" if spread else "value"), (high, "high" if spread else "value")):
        if not bounds[0] <= end <= bounds[1]:
            limit = (
                f"{bounds[0]:g} to {bounds[1]:g}" if bounds[1] < float("inf") else f"{bounds[0]:g} or more"
            )
            yield Fault(
                case.places.at(*path, column), f"a {what} of {end:g}", limit, "correct it, or the scale"
            )
            return


def _question_points(case: Case) -> Iterator[Fault]:
    for index, question in enumerate(case.questions):
        issue = case.issue_by_id.get(question.condition.issue)
        point = question.condition.point
        if issue is not None and point is not None and not issue.scale.low <= point <= issue.scale.high:
            limit = f"a point from {issue.scale.low:g} to {issue.scale.high:g}"
            place = case.places.at("case", "questions", index, "resolve")
            yield Fault(place, f"the point {point:g}", limit, "correct it, or the scale")


def _taking_part(case: Case) -> Iterator[Fault]:
    for row, stance in enumerate(case.stances):
        if stance.field != "capability":
            continue
        if stance.arena is None and len(case.arenas) > 1:
            arenas = ", ".join(arena.id for arena in case.arenas)
            place = case.places.at("stances", row)
            yield Fault(place, "a capability without an arena", f"one of {arenas}", "fill the column 'arena'")
        for arena in case.arenas_of(stance):
            delegated = any(
                d.actor == stance.actor and (d.of, stance.issue) in case.bargains
                for a in case.arenas
                if a.id == arena
                for d in a.delegates
            )
            if case.stance(stance.actor, stance.issue, arena, "position") is None and not delegated:
                yield _lacking(case, row, stance.actor, stance.issue, "position")
            if case.stance(stance.actor, stance.issue, arena, "salience") is None:
                yield _lacking(case, row, stance.actor, stance.issue, "salience")


def _lacking(case: Case, row: int, actor: str, issue: str, field: str) -> Fault:
    return Fault(
        case.places.at("stances", row),
        f"a capability of '{actor}' on '{issue}' without a {field}",
        f"a row {actor},{issue},…,{field}",
        "add it, or remove the capability",
    )


def _settled(case: Case) -> Iterator[Fault]:
    bargains = set(case.bargains)
    for index, issue in enumerate(case.issues):
        place = case.places.at("case", "issues", index)
        arena = case.final_arena(issue.id)
        if (arena, issue.id) not in bargains:
            found = f"the issue '{issue.id}' with no actor that takes part in '{arena}'"
            yield Fault(place, found, "at least one capability", "add stances, or name another arena")
            continue
        yield from _powerless(case, arena, issue.id, place)


def _powerless(case: Case, arena: str, issue: str, place: Place) -> Iterator[Fault]:
    for actor in case.participants(arena, issue):
        pair = [case.stance(actor, issue, arena, field) for field in ("capability", "salience")]
        if all(stance is not None and stance.estimate.ends[0] > 0 for stance in pair):
            return
    found = f"no actor with capability and salience above 0 throughout on '{issue}' in '{arena}'"
    yield Fault(
        place, found, "one at least", "raise the low end of one actor's capability and salience above 0"
    )


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
    names = {stance.name for stance in case.stances}
    seen: set[frozenset[str]] = set()
    for row, correlation in enumerate(case.correlations):
        for column in ("first", "second"):
            name = getattr(correlation, column)
            if name not in names:
                yield _unknown(case.places.at("correlations", row, column), "estimate", name, names)
        pair = frozenset((correlation.first, correlation.second))
        place = case.places.at("correlations", row, "second")
        if len(pair) == 1:
            yield Fault(
                place, "an estimate correlated with itself", "two estimates", "correct one of the names"
            )
        elif pair in seen:
            yield Fault(place, "the same pair a second time", "each pair once", "remove one of them")
        seen.add(pair)


def _one_unit(case: Case) -> Iterator[Fault]:
    units: dict[str, str] = {}
    for row, observation in enumerate(case.series):
        unit = units.setdefault(observation.series, observation.unit)
        if unit != observation.unit:
            place = case.places.at("series", row, "unit")
            yield Fault(place, f"the unit '{observation.unit}'", f"'{unit}', as above", "name another series")


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


CHECKS: tuple[Check, ...] = (
    _repeated,
    _references,
    _claims_cited,
    _parents,
    _delegates,
    _scales,
    _taking_part,
    _settled,
    _as_of,
    _correlations,
    _one_unit,
    _anchored,
)
