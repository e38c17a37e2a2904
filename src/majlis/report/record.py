"""The record behind the numbers: sources, every claim, events, series, ties and correlations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from majlis.case.case import Case
from majlis.case.event import Event
from majlis.case.series import Observation
from majlis.report.claim_card import Card, Citation, citation
from majlis.report.names import actor_name, named
from majlis.report.wording import counted, day_in_words, plain_number

KINDS = ("cause", "event", "figure", "forecast", "relation", "rule", "stance", "salience", "capability")
BOUNDS = {"exact": "", "lower": "at least ", "upper": "at most "}


@dataclass(frozen=True)
class SourceEntry:
    """A source, its claims, and how many of them carry a number."""

    citation: Citation
    cards: tuple[Card, ...]
    count: str


@dataclass(frozen=True)
class EventLine:
    """One line of the timeline."""

    date: str
    iso: str
    description: str
    note: str


@dataclass(frozen=True)
class SeriesChart:
    """One series: a small line and every observation in words."""

    name: str
    unit: str
    points: tuple[tuple[float, float, str], ...]
    first: str
    last: str
    top: str
    words: str
    rows: tuple[tuple[str, str], ...]


def carried(case: Case) -> dict[str, list[str]]:
    """Return for every claim the numbers that it carries, by their human names."""
    found: dict[str, list[str]] = {}

    def note(claims: Iterable[str], name: str) -> None:
        for claim in claims:
            found.setdefault(claim, []).append(name)

    for stance in case.stances:
        if stance.estimate.claims:
            note(stance.estimate.claims, str(named(case, stance.name)))
    for issue in case.issues:
        for field in ("status_quo", "reversion", "widening"):
            estimate = getattr(issue, field)
            if estimate is not None:
                note(estimate.claims, str(named(case, f"{issue.id}.{field}")))
    for arena in case.arenas:
        for delegate in arena.delegates:
            note(delegate.weight.claims, str(named(case, f"{arena.id}.{delegate.actor}.weight")))
    return found


def source_entries(
    case: Case, cards: Mapping[str, Card], carries: Mapping[str, list[str]]
) -> tuple[SourceEntry, ...]:
    """Return every source with its claims, those with most claims first."""
    by_source: dict[str, list[Card]] = {source.id: [] for source in case.sources}
    for card in cards.values():
        by_source[card.citation.id].append(card)
    entries = [
        SourceEntry(citation(source), tuple(by_source[source.id]), _count(by_source[source.id], carries))
        for source in case.sources
    ]
    return tuple(sorted(entries, key=lambda entry: -len(entry.cards)))


def _count(cards: list[Card], carries: Mapping[str, list[str]]) -> str:
    if not cards:
        return "no claim"
    carrying = sum(card.id in carries for card in cards)
    return f"{counted(len(cards), 'claim')}, {carrying} behind a number"


def idle_claims(
    cards: Mapping[str, Card], carries: Mapping[str, list[str]]
) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Return the claims that carry no number, by kind."""
    idle = [card for card in cards.values() if card.id not in carries]
    counts = Counter(card.kind for card in idle)
    return tuple((kind, tuple(card for card in idle if card.kind == kind)) for kind in KINDS if counts[kind])


def timeline(case: Case) -> tuple[EventLine, ...]:
    """Return the events by date."""
    return tuple(
        _event_line(case, event) for event in sorted(case.events, key=lambda event: event.date.earliest)
    )


def _event_line(case: Case, event: Event) -> EventLine:
    who = [actor_name(case, actor) for actor in (event.actor, event.target) if actor]
    parts = [" → ".join(who)] if who else []
    if event.value is not None:
        parts.append(f"{plain_number(event.value)} {event.unit or ''}".strip())
    if event.status != "occurred":
        parts.append(event.status)
    return EventLine(day_in_words(event.date), str(event.date), event.description, "; ".join(parts))


def series_charts(case: Case) -> tuple[SeriesChart, ...]:
    """Return every series as a small chart."""
    grouped: dict[tuple[str, str], list[Observation]] = {}
    for observation in case.series:
        grouped.setdefault((observation.series, observation.unit), []).append(observation)
    return tuple(_series_chart(name, unit, found) for (name, unit), found in grouped.items())


def _series_chart(name: str, unit: str, found: list[Observation]) -> SeriesChart:
    ordered = sorted(found, key=lambda observation: observation.date.earliest)
    first, last = ordered[0].date.earliest.toordinal(), ordered[-1].date.earliest.toordinal()
    top = max(max(observation.value for observation in ordered), 0.0) or 1.0
    floor = min(min(observation.value for observation in ordered), 0.0)
    days = max(last - first, 1)
    points = tuple(
        (
            round(100.0 * (observation.date.earliest.toordinal() - first) / days, 2),
            round(100.0 * (top - observation.value) / (top - floor), 2),
            _observed(observation),
        )
        for observation in ordered
    )
    seen = counted(len(ordered), "observation")
    title = name.replace("_", " ").replace("-", " ")
    return SeriesChart(
        name=title[0].upper() + title[1:],
        unit=unit,
        points=points,
        first=day_in_words(ordered[0].date),
        last=day_in_words(ordered[-1].date),
        top=plain_number(top),
        words=f"{title}, {unit}: {seen}, from {_observed(ordered[0])} to {_observed(ordered[-1])}",
        rows=tuple((day_in_words(o.date), f"{BOUNDS[o.bound]}{plain_number(o.value)}") for o in ordered),
    )


def _observed(observation: Observation) -> str:
    return f"{BOUNDS[observation.bound]}{plain_number(observation.value)} ({day_in_words(observation.date)})"


def ties(case: Case) -> tuple[tuple[str, str, str, str], ...]:
    """Return relations between actors: giver, kind, taker and strength."""
    return tuple(
        (
            actor_name(case, tie.giver),
            tie.kind,
            actor_name(case, tie.taker),
            plain_number(tie.estimate.centre),
        )
        for tie in case.relations
    )


def moving_together(case: Case) -> tuple[tuple[str, str, str], ...]:
    """Return the pairs of numbers that move together, by name, with their correlation."""
    return tuple(
        (str(named(case, pair.first)), str(named(case, pair.second)), plain_number(pair.rho, 2))
        for pair in case.correlations
    )
