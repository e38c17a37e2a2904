"""Every number of the case with what it rests on: claims, a judgement with its reason, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from majlis.case.case import Case
from majlis.case.estimate import Estimate, Support
from majlis.case.issue import Issue
from majlis.case.stance import Stance
from majlis.ensemble.model_error import widening
from majlis.report.claim_card import Card
from majlis.report.names import actor_name, arena_label, named
from majlis.report.wording import counted, plain_number

COLUMNS = (
    ("position", "Stated position"),
    ("private_position", "Private position"),
    ("salience", "Salience"),
    ("capability", "Capability"),
)


@dataclass(frozen=True)
class Figure:
    """One number: most likely value, range, and what it rests on."""

    name: str
    where: str
    mode: str
    range: str
    shape: str
    support: Support
    mark: str
    reason: str
    coder: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class ActorRow:
    """One actor's numbers on an issue, by column."""

    name: str
    kind: str
    note: str
    cells: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True)
class NumberTable:
    """The numbers of one issue."""

    issue: Issue
    columns: tuple[str, ...]
    rows: tuple[ActorRow, ...]


@dataclass(frozen=True)
class Tally:
    """How many numbers rest on claims, on a judgement, on nothing."""

    total: int
    cited: int
    judged: int
    unsupported: int
    words: str


def number_table(case: Case, issue: Issue, cards: Mapping[str, Card]) -> NumberTable:
    """Return the numbers of every actor with a stance on an issue."""
    stances: dict[str, dict[str, list[Stance]]] = {}
    for stance in case.stances:
        if stance.issue == issue.id:
            stances.setdefault(stance.actor, {}).setdefault(stance.field, []).append(stance)
    present = {field for fields in stances.values() for field in fields}
    columns = [(field, heading) for field, heading in COLUMNS if field in present]
    rows = tuple(
        ActorRow(
            actor.name,
            actor.kind.replace("-", " "),
            actor.note or "",
            tuple(
                tuple(_stance_figure(case, stance, cards) for stance in stances[actor.id].get(field, []))
                for field, _ in columns
            ),
        )
        for actor in case.actors
        if actor.id in stances
    )
    return NumberTable(issue, tuple(heading for _, heading in columns), rows)


def case_figures(case: Case, cards: Mapping[str, Card]) -> tuple[Figure, ...]:
    """Return the numbers of issues and arenas: status quo, no-deal point, error, delegates' weights."""
    return tuple(figure(estimate, name, where, cards) for name, where, estimate in _case_estimates(case))


def _case_estimates(case: Case) -> Iterator[tuple[str, str, Estimate]]:
    for issue in case.issues:
        if issue.status_quo is not None:
            yield issue.label, "where things stand (status quo)", issue.status_quo
        if issue.reversion is not None:
            yield issue.label, "where things go without agreement", issue.reversion
        yield issue.label, "factor by which the models' error is widened", widening(issue)
    for arena in case.arenas:
        for delegate in arena.delegates:
            origin = arena_label(case, delegate.of)
            yield (
                actor_name(case, delegate.actor),
                f"share of its position that follows {origin}",
                delegate.weight,
            )


def _stance_figure(case: Case, stance: Stance, cards: Mapping[str, Card]) -> Figure:
    where = arena_label(case, stance.arena) if stance.arena and len(case.arenas) > 1 else ""
    return figure(stance.estimate, str(named(case, stance.name)), where, cards)


def figure(estimate: Estimate, name: str, where: str, cards: Mapping[str, Card]) -> Figure:
    """Return one number with what it rests on."""
    low, high = estimate.ends
    cited = tuple(cards[claim] for claim in estimate.claims if claim in cards)
    marks = {"claims": counted(len(cited), "claim"), "judgement": "judgement", "unsupported": "unsupported"}
    return Figure(
        name=name,
        where=where,
        mode=plain_number(estimate.centre),
        range="" if low == high else f"{plain_number(low)} to {plain_number(high)}",
        shape="" if estimate.shape == "triangular" else estimate.shape,
        support=estimate.support,
        mark=marks[estimate.support],
        reason=estimate.reason or "",
        coder=estimate.coder or "",
        cards=cited,
    )


def tally(case: Case) -> Tally:
    """Count the numbers of the actors and of the case by what they rest on."""
    estimates = [stance.estimate for stance in case.stances]
    estimates += [estimate for _, _, estimate in _case_estimates(case)]
    counts = Counter(estimate.support for estimate in estimates)
    cited, judged, unsupported = counts["claims"], counts["judgement"], counts["unsupported"]
    words = (
        f"Of {counted(len(estimates), 'number')}, {_some(cited, 'cites claims', 'cite claims')}, "
        f"{_some(judged, 'is judgement with a reason', 'are judgement with a reason')} and "
        f"{_some(unsupported, 'is unsupported', 'are unsupported')}."
    )
    return Tally(len(estimates), cited, judged, unsupported, words)


def _some(count: int, one: str, many: str) -> str:
    return f"none {one}" if count == 0 else f"{count:,} {one if count == 1 else many}"
