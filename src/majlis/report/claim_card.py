"""A claim as the page shows it: what is said, by whom, where, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from majlis.case.case import Case
from majlis.case.claim import Claim
from majlis.case.source import Source
from majlis.evidence.grade import CREDIBILITY, RELIABILITY
from majlis.report.names import actor_name
from majlis.report.wording import day_in_words

SIGNS = {"+": "+", "-": "\u2212", "0": "0"}
DIGEST_SHOWN = 10


@dataclass(frozen=True)
class Citation:
    """A source in one line."""

    id: str
    title: str
    byline: str
    date: str
    url: str
    letter: str
    reliability: str
    note: str
    file: str


@dataclass(frozen=True)
class Card:
    """One claim."""

    id: str
    kind: str
    statement: str
    citation: Citation
    grade: str
    grade_words: str
    speaker: str
    said: str
    cause: str
    place: str
    digest: str
    contradicts: tuple[tuple[str, str], ...]
    passage: str
    note: str


def cards_of(case: Case, passages: Mapping[str, str]) -> dict[str, Card]:
    """Return the card of every claim, by id."""
    citations = {source.id: citation(source) for source in case.sources}
    against = _against(case)
    return {claim.id: _card(case, claim, citations, passages, against[claim.id]) for claim in case.claims}


def citation(source: Source) -> Citation:
    """Return a source in one line; a link only where the address is http or https."""
    byline = [part for part in (source.author, source.publisher) if part]
    return Citation(
        id=source.id,
        title=source.title,
        byline=", ".join(byline),
        date=day_in_words(source.date),
        url=safe_url(source.url),
        letter=source.reliability,
        reliability=RELIABILITY[source.reliability],
        note=source.note or "",
        file=source.file or "",
    )


def safe_url(url: str | None) -> str:
    """Return an address that may stand in a link: http or https with a host, else nothing."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else ""


def _against(case: Case) -> dict[str, tuple[str, ...]]:
    """Return for every claim those that it contradicts or that contradict it."""
    found: dict[str, dict[str, None]] = {claim.id: {} for claim in case.claims}
    for claim in case.claims:
        for other in claim.contradicts:
            if other in found:
                found[claim.id][other] = None
                found[other][claim.id] = None
    return {claim: tuple(others) for claim, others in found.items()}


def _card(
    case: Case,
    claim: Claim,
    citations: Mapping[str, Citation],
    passages: Mapping[str, str],
    against: tuple[str, ...],
) -> Card:
    source = citations[claim.source]
    place, digest = _place(claim)
    return Card(
        id=claim.id,
        kind=claim.kind,
        statement=claim.statement,
        citation=source,
        grade=f"{source.letter}{claim.credibility}",
        grade_words=f"source {source.reliability}; claim {CREDIBILITY[int(claim.credibility)]}",
        speaker=_speaker(case, claim),
        said=day_in_words(claim.date),
        cause=f"{claim.cause} → {claim.effect} (sign {SIGNS[claim.sign]})"
        if claim.cause and claim.sign
        else "",
        place=place,
        digest=digest,
        contradicts=tuple((other, case.claim_by_id[other].statement) for other in against),
        passage=passages.get(claim.id, ""),
        note=claim.note or "",
    )


def _speaker(case: Case, claim: Claim) -> str:
    parts = []
    if claim.speaker:
        parts.append(f"said by {actor_name(case, claim.speaker)}")
    if claim.reported_by:
        parts.append(f"reported by {actor_name(case, claim.reported_by)}")
    return ", ".join(parts)


def _place(claim: Claim) -> tuple[str, str]:
    if claim.locator is None:
        return "", ""
    place = f"characters {claim.locator.start:,} to {claim.locator.end:,}"
    return place, claim.locator.digest[:DIGEST_SHOWN]
