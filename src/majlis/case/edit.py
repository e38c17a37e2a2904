"""Changed copies of a case: an estimate set, an actor left out, a claim switched off.

Names of estimates stay as they are, so a changed case runs on the same draws as its original.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from majlis.case.arena import Arena
from majlis.case.case import Case, with_origin
from majlis.case.checks import faults_across
from majlis.case.estimate import Estimate
from majlis.case.estimate_places import estimates_by_name
from majlis.case.fault import nearest, shown
from majlis.case.issue import Issue
from majlis.case.parameter import Parameter
from majlis.case.place import Places
from majlis.case.stance import Stance
from majlis.case.value import Record
from majlis.case.variable import VARIABLE

SETTABLE = ("stances", "levels", "hazards", "links", "parameters")


class EditError(ValueError):
    """An edit that the case does not allow: an unknown name, or a value out of range."""


def set_estimates(case: Case, values: Mapping[str, str | float | Estimate]) -> Case:
    """Return the case with estimates replaced.

    Parameters
    ----------
    case
        The case; it stays as it is.
    values
        By name (see `majlis.case.estimate_places`; any ``INSTANCE.QUANTITY`` of a mechanism of the case as
        well): a number, the shorthand ``10 < 20 < 40``, or an `Estimate`. The value of a level, a hazard or a
        parameter holds whether the claims on it are true or not.

    Raises
    ------
    EditError
        When a name or a value is wrong.

    """
    places = estimates_by_name(case)
    tables = {stem: list(getattr(case, stem)) for stem in SETTABLE}
    for name, value in values.items():
        if name not in places and _of_a_mechanism(case, name):
            tables["parameters"].append(Parameter(name=name, estimate=_estimate(name, value)))
            continue
        if name not in places:
            raise EditError(f"there is no estimate {shown(name)}; {nearest(name, places)}")
        for table, row, field in places[name]:
            tables[table][row] = _set(name, tables[table][row], field, value)
    return _changed(case, case.places, **{stem: tuple(rows) for stem, rows in tables.items()})


def _of_a_mechanism(case: Case, name: str) -> bool:
    instance, _, quantity = name.partition(".")
    return instance in case.mechanism_by_id and bool(VARIABLE.fullmatch(name)) and "." not in quantity


def _set(name: str, record: Record, field: str, value: str | float | Estimate) -> Record:
    """Return a row with one estimate replaced, checked as it is when it is read."""
    changed = dict(record) | {field: value if field == "strength" else _estimate(name, value)}
    if field == "estimate" and "off" in changed:
        changed["off"] = None
    try:
        return type(record).model_validate({key: changed[key] for key in changed if changed[key] is not None})
    except ValidationError as error:
        raise EditError(f"{name}: {error.errors(include_url=False)[0]['msg']}") from None


def drop_actors(case: Case, actors: Iterable[str]) -> Case:
    """Return the case with actors left out of every arena (they stay in the alias table).

    Correlations of their stances and links that begin or end there go with them.

    Raises
    ------
    EditError
        When an actor is unknown or has no stance, or nobody is left on an issue.

    """
    gone = set(actors)
    with_stance = {stance.actor for stance in case.stances}
    for actor in sorted(gone - with_stance):
        raise EditError(f"there is no actor {shown(actor)} with a stance; {nearest(actor, with_stance)}")
    rows = [row for row, stance in enumerate(case.stances) if stance.actor not in gone]
    names = {case.stances[row].name for row in rows}
    kept = [row for row, c in enumerate(case.correlations) if c.first in names and c.second in names]
    arenas = tuple(
        arena.model_copy(update={"delegates": tuple(d for d in arena.delegates if d.actor not in gone)})
        for arena in case.arenas
    )
    lost = {stance.name for stance in case.stances} | {stance.everywhere for stance in case.stances}
    lost -= names | {case.stances[row].everywhere for row in rows}
    linked = [row for row, link in enumerate(case.links) if not {link.cause, link.effect} & lost]
    places = case.places.with_rows("stances", rows)
    return _changed(
        case,
        places.with_rows("correlations", kept).with_rows("links", linked),
        stances=tuple(case.stances[row] for row in rows),
        correlations=tuple(case.correlations[row] for row in kept),
        links=tuple(case.links[row] for row in linked),
        arenas=arenas,
    )


def switch_off(case: Case, claims: Iterable[str]) -> Case:
    """Return the case without claims.

    A number that loses every claim it rested on is not known any more: a position (a status quo, a reversion)
    is then drawn uniformly over the scale, a salience over 0 to 100, a delegate's weight over 0 to 1, and a
    capability from 0 to the largest in its arena. What claims carry in motion stays as it was coded: a run
    treats the claims in `Case.switched_off` as false (a link without them is left out, a level, hazard or
    parameter takes its 'off' value, an event did not happen).

    Raises
    ------
    EditError
        When a claim is unknown.

    """
    off = set(claims)
    for claim in sorted(off - set(case.claim_by_id)):
        raise EditError(f"there is no claim {shown(claim)}; {nearest(claim, case.claim_by_id)}")
    parts = {
        "stances": tuple(_stance_without(case, stance, off) for stance in case.stances),
        "issues": tuple(_issue_without(issue, off) for issue in case.issues),
        "arenas": tuple(_arena_without(arena, off) for arena in case.arenas),
    }
    same = all(part == getattr(case, name) for name, part in parts.items())
    changed = case.model_copy() if same else _constructed(case, parts)
    return with_origin(changed, case.places, case.digest, case.switched_off | off)


def _stance_without(case: Case, stance: Stance, off: set[str]) -> Stance:
    estimate = _without(stance.estimate, off, _unknown_range(case, stance))
    return stance if estimate is stance.estimate else stance.model_copy(update={"estimate": estimate})


def _issue_without(issue: Issue, off: set[str]) -> Issue:
    ends = (issue.scale.low, issue.scale.high)
    changed = {
        name: _without(estimate, off, ends)
        for name in ("status_quo", "reversion")
        if (estimate := getattr(issue, name)) is not None
    }
    return issue.model_copy(update=changed)


def _arena_without(arena: Arena, off: set[str]) -> Arena:
    delegates = tuple(
        delegate.model_copy(update={"weight": _without(delegate.weight, off, (0.0, 1.0))})
        for delegate in arena.delegates
    )
    return arena.model_copy(update={"delegates": delegates})


def _without(estimate: Estimate, off: set[str], unknown: tuple[float, float]) -> Estimate:
    """Take claims from under an estimate; where none is left it is uniform over what is possible."""
    if not off & set(estimate.claims):
        return estimate
    left = tuple(claim for claim in estimate.claims if claim not in off)
    if left:
        return estimate.model_copy(update={"claims": left})
    low, high = unknown
    return Estimate(low=low, high=high, shape="uniform", reason="every claim behind it is switched off")


def _unknown_range(case: Case, stance: Stance) -> tuple[float, float]:
    if stance.field.endswith("position"):
        scale = case.issue_by_id[stance.issue].scale
        return scale.low, scale.high
    if stance.field == "salience":
        return 0.0, 100.0
    rivals = [
        other.estimate.ends[1]
        for other in case.stances
        if (other.field, other.issue, other.arena) == ("capability", stance.issue, stance.arena)
    ]
    return 0.0, max(rivals)


def _estimate(name: str, value: str | float | Estimate) -> Estimate:
    if isinstance(value, Estimate):
        return value
    try:
        return Estimate.model_validate({"value": value, "reason": "set for this run"})
    except ValidationError as error:
        raise EditError(f"{name}: {error.errors(include_url=False)[0]['msg']}") from None


def _changed(case: Case, places: Places, **parts: object) -> Case:
    changed = with_origin(_constructed(case, parts), places, case.digest, case.switched_off)
    faults = faults_across(changed)
    if faults:
        fault = faults[0]
        raise EditError(f"the changed case does not hold: found {fault.found}; expected {fault.expected}")
    return changed


def _constructed(case: Case, parts: Mapping[str, object]) -> Case:
    fields: dict[str, Any] = {name: getattr(case, name) for name in type(case).model_fields} | dict(parts)
    return Case.model_construct(**fields)
