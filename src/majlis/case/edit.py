"""Changed copies of a case: an estimate set, an actor left out, a claim switched off.

Names of estimates stay as they are, so a changed case runs on the same draws as its original.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from majlis.case.case import Case, with_origin
from majlis.case.estimate import Estimate
from majlis.case.fault import CaseFaults, nearest, shown
from majlis.case.references import reference_faults
from majlis.case.stance import Stance


class EditError(ValueError):
    """An edit that the case does not allow: an unknown name, or a value out of range."""


def set_estimates(case: Case, values: Mapping[str, str | float | Estimate]) -> Case:
    """Return the case with estimates replaced.

    Parameters
    ----------
    values
        By name, ``ACTOR.ISSUE.FIELD`` (every arena that the actor's rows name) or ``ACTOR.ISSUE@ARENA.FIELD``:
        a number, the shorthand ``10 < 20 < 40``, or an `Estimate`.

    Raises
    ------
    EditError
        When a name or a value is wrong.
    """
    stances = list(case.stances)
    for name, value in values.items():
        rows = [row for row, stance in enumerate(stances) if name in (stance.name, _everywhere(stance))]
        if not rows:
            known = {stance.name for stance in stances} | {_everywhere(stance) for stance in stances}
            raise EditError(f"there is no estimate '{name}'; {nearest(name, known)}")
        estimate = _estimate(name, value)
        for row in rows:
            stances[row] = stances[row].model_copy(update={"estimate": estimate})
    return _changed(case, stances=tuple(stances))


def drop_actors(case: Case, actors: Iterable[str]) -> Case:
    """Return the case with actors left out of every arena (they stay in the alias table).

    Raises
    ------
    EditError
        When an actor is unknown or has no stance, or nobody is left on an issue.
    """
    gone = set(actors)
    with_stance = {stance.actor for stance in case.stances}
    for actor in sorted(gone - with_stance):
        raise EditError(f"there is no actor '{actor}' with a stance; {nearest(actor, with_stance)}")
    stances = tuple(stance for stance in case.stances if stance.actor not in gone)
    names = {stance.name for stance in stances}
    kept = tuple(c for c in case.correlations if c.first in names and c.second in names)
    arenas = tuple(
        arena.model_copy(update={"delegates": tuple(d for d in arena.delegates if d.actor not in gone)})
        for arena in case.arenas
    )
    return _changed(case, stances=stances, correlations=kept, arenas=arenas)


def switch_off(case: Case, claims: Iterable[str]) -> Case:
    """Return the case without claims.

    A number that loses every claim it rested on is not known any more: a position is then drawn uniformly over
    the scale, a salience over 0 to 100, and a capability from 0 to the largest in its arena.

    Raises
    ------
    EditError
        When a claim is unknown.
    """
    off = set(claims)
    for claim in sorted(off - set(case.claim_by_id)):
        raise EditError(f"there is no claim '{claim}'; {nearest(claim, case.claim_by_id)}")
    stances = tuple(_without(case, stance, off) for stance in case.stances)
    return _changed(case, stances=stances)


def _without(case: Case, stance: Stance, off: set[str]) -> Stance:
    estimate = stance.estimate
    if not off & set(estimate.claims):
        return stance
    left = tuple(claim for claim in estimate.claims if claim not in off)
    if left:
        return stance.model_copy(update={"estimate": estimate.model_copy(update={"claims": left})})
    low, high = _unknown_range(case, stance)
    unknown = Estimate(low=low, high=high, shape="uniform", reason="every claim behind it is switched off")
    return stance.model_copy(update={"estimate": unknown})


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


def _everywhere(stance: Stance) -> str:
    return f"{stance.actor}.{stance.issue}.{stance.field}"


def _estimate(name: str, value: str | float | Estimate) -> Estimate:
    if isinstance(value, Estimate):
        return value
    try:
        return Estimate.model_validate({"value": value, "reason": "set for this run"})
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        raise EditError(f"{name}: {shown(value)}: {detail['msg']}") from None


def _changed(case: Case, **parts: object) -> Case:
    fields = {name: getattr(case, name) for name in type(case).model_fields}
    changed = with_origin(Case.model_construct(**(fields | parts)), case.places, case.digest)
    faults = reference_faults(changed)
    if faults:
        fault = faults[0]
        raise EditError(f"the changed case does not hold: found {fault.found}; expected {fault.expected}")
    return changed


__all__ = ["CaseFaults", "EditError", "drop_actors", "set_estimates", "switch_off"]
