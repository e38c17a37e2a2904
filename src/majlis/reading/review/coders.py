"""Several coders on the same proposals: how far they agree, field by field, and what their numbers span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.case.fault import nearest, shown
from majlis.evidence.agreement import Level, Value, alpha
from majlis.evidence.spread import Judgement, spread
from majlis.reading.review.objection import range_of
from majlis.reading.review.sheet import ACCEPTED, Entry

LEVELS: dict[str, Level] = {
    "decision": "nominal",
    "kind": "nominal",
    "speaker": "nominal",
    "reported_by": "nominal",
    "about": "nominal",
    "stance": "interval",
    "actor": "nominal",
    "target": "nominal",
    "status": "nominal",
    "plover": "nominal",
    "date": "nominal",
    "value": "ratio",
    "unit": "nominal",
    "sign": "nominal",
    "reliability": "ordinal",
    "credibility": "ordinal",
}
"""What is compared, and what differences between its values mean."""

Coded = Mapping[str, Sequence[Entry]]


class CodersError(ValueError):
    """Too few coders, or nothing that they coded for what was asked."""


class FieldAgreement(NamedTuple):
    """Agreement on one field: alpha (None where all values are alike), and how many proposals it rests on."""

    field: str
    level: Level
    alpha: float | None
    n: int


def agreement(coded: Coded) -> list[FieldAgreement]:
    """Return Krippendorff's alpha of every field that two coders or more have filled in.

    ``decision`` is over all proposals that two coders decided on (``accept`` and ``mend`` count as one); the
    other fields are over those that two coders accepted. An empty cell is a value of its own in a nominal
    field where another coder filled it, and a missing value in a field of numbers. So are the grades F and 6,
    which say that nothing can be judged.

    Raises
    ------
    CodersError
        When fewer than two coders have decided anything.

    """
    if sum(bool(entries) for entries in coded.values()) < 2:
        names = ", ".join(coded) or "nobody"
        raise CodersError(
            f"agreement needs two coders; found decisions of {names}, see 'majlis review --coder'"
        )
    units = _units(coded)
    found = []
    for field, level in LEVELS.items():
        values = [_values(field, level, unit) for unit in units]
        count = sum(sum(value is not None for value in unit) > 1 for unit in values)
        if count:
            found.append(FieldAgreement(field, level, alpha(values, level), count))
    return found


def pooled(case: Case, coded: Coded, actor: str, issue: str) -> Estimate:
    """Return the position of an actor on an issue as its coders see it, on the scale of the issue.

    It rests on every accepted statement of the actor about the issue whose claim is in the ledger and to
    which a coder gave a stance; their disagreement is its spread.

    Raises
    ------
    CodersError
        When the case has no such actor or issue, or there is no such statement.

    """
    for name, known in ((actor, case.actor_by_id), (issue, case.issue_by_id)):
        if name not in known:
            raise CodersError(f"the case has no {shown(name)}; {nearest(name, known)}")
    stances = [
        (coder, entry)
        for coder, entries in coded.items()
        for entry in entries
        if entry.decision in ACCEPTED
        and (entry.speaker, entry.about) == (actor, issue)
        and entry.stance is not None
        and entry.id in case.claim_by_id
    ]
    if not stances:
        raise CodersError(f"no coder accepted a statement of '{actor}' about '{issue}' with a stance")
    claims = dict.fromkeys(entry.id for _, entry in stances)
    return spread([_judgement(case, coder, entry) for coder, entry in stances], tuple(claims))


def _units(coded: Coded) -> list[list[Entry]]:
    units: dict[str, list[Entry]] = {}
    for entries in coded.values():
        for entry in entries:
            if entry.decision is not None:
                units.setdefault(entry.id, []).append(entry)
    return [unit for unit in units.values() if len(unit) > 1]


def _values(field: str, level: Level, unit: Sequence[Entry]) -> list[Value | None]:
    if field == "decision":
        return [entry.decision in ACCEPTED for entry in unit]
    values = [_value(field, entry) for entry in unit if entry.decision in ACCEPTED]
    if level == "nominal" and any(value is not None for value in values):
        return ["" if value is None else value for value in values]
    return values


def _value(field: str, entry: Entry) -> Any:
    grade = entry.grade or "F6"
    if field == "reliability":
        return None if grade[0] == "F" else "ABCDE".index(grade[0])
    if field == "credibility":
        return None if grade[1] == "6" else int(grade[1])
    return getattr(entry, field)


def _judgement(case: Case, coder: str, entry: Entry) -> Judgement:
    scale = case.issue_by_id[str(entry.about)].scale

    def on_scale(stance: float) -> float:
        return round(scale.low + (stance + 100) / 200 * scale.width, 6)

    low, high = range_of(entry)
    return Judgement(coder, on_scale(entry.stance or 0.0), on_scale(low), on_scale(high))
