"""Every number of the motion: what it is, its range, and whether it is data, literature or judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from majlis.case.estimate import Estimate
from majlis.case.link import Link
from majlis.dynamics.forms import STRENGTHS, Quantity
from majlis.report.claim_card import Card
from majlis.report.motion.graph import node_name
from majlis.report.motion.study import InMotion
from majlis.report.motion.variables import group_of
from majlis.report.wording import counted, plain_number

BASES = ("data", "literature", "judgement")
OF_LEVELS = {
    "own": "own level",
    "half_life": "half-life, weeks",
    "noise": "weekly noise, share of the range",
    "pace": "largest change in a week",
    "start": "start of the warm-up",
}
OF_HAZARDS = {
    "rate": "rate",
    "span": "highest over lowest rate",
    "dispersion": "overdispersion of weekly counts",
}
FIELDS = OF_LEVELS | OF_HAZARDS
LEVELS, HAZARDS, LINKS, ANCHORS = (
    "Levels of the case",
    "Events of the case",
    "Strengths of links",
    "Anchors of questions",
)


@dataclass(frozen=True)
class ParameterRow:
    """One number with its range; ``off`` is what it is without its claims, ``own`` that the case sets it."""

    name: str
    title: str
    unit: str
    centre: float
    low: float
    high: float
    off: float | None
    basis: str
    cards: tuple[Card, ...]
    reason: str
    own: bool

    @property
    def value(self) -> str:
        """Its most likely value in words."""
        return plain_number(self.centre)

    @property
    def range(self) -> str:
        """Its range in words; empty of a certain number."""
        return "" if self.low == self.high else f"{plain_number(self.low)} to {plain_number(self.high)}"

    @property
    def without(self) -> str:
        """What it is without its claims, in words."""
        return "" if self.off is None else plain_number(self.off)


@dataclass(frozen=True)
class ParameterGroup:
    """Numbers under one heading, with how many rest on what."""

    title: str
    rows: tuple[ParameterRow, ...]
    counts: str


@dataclass(frozen=True)
class Parameters:
    """All numbers of the motion, and how many rest on what."""

    groups: tuple[ParameterGroup, ...]
    counts: tuple[tuple[str, int], ...]
    words: str


def parameters(found: InMotion, cards: Mapping[str, Card]) -> Parameters:
    """Return every number of levels, hazards, links and mechanisms."""
    groups: dict[str, list[ParameterRow]] = {}
    for title, row in numbers_of_motion(found, cards):
        groups.setdefault(title, []).append(row)
    rows = [row for each in groups.values() for row in each]
    counts = Counter(row.basis for row in rows)
    cited = sum(bool(row.cards) for row in rows)
    own = sum(row.own for row in rows)
    words = (
        f"{counted(len(rows), 'number')}: {_by_basis(counts)}. {cited} cite claims; {own} are set by the "
        "case, the others are defaults of the mechanisms."
    )
    return Parameters(
        tuple(
            ParameterGroup(title, tuple(each), _by_basis(Counter(row.basis for row in each)))
            for title, each in groups.items()
        ),
        tuple((basis, counts[basis]) for basis in BASES),
        words,
    )


def numbers_of_motion(found: InMotion, cards: Mapping[str, Card]) -> Iterator[tuple[str, ParameterRow]]:
    """Yield every number of the motion under its heading: those of the case, then those of mechanisms."""
    yield from _of_case(found, cards)
    yield from _of_mechanisms(found, cards)


def _by_basis(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{counts.get(basis, 0)} {basis}" for basis in BASES if counts.get(basis, 0))


def _of_case(found: InMotion, cards: Mapping[str, Card]) -> Iterator[tuple[str, ParameterRow]]:
    case = found.case
    for question in case.questions:
        if question.anchor is not None:
            title = question.text.strip()
            yield (
                ANCHORS,
                _row(f"{question.id}.anchor", title, "probability", question.anchor, "judgement", cards),
            )
    for level in case.levels:
        fields = {
            "own": level.estimate,
            "half_life": level.half_life,
            "noise": level.noise,
            "pace": level.pace,
            "start": level.start,
        }
        for field, estimate in fields.items():
            if estimate is not None:
                unit = level.unit if field in ("own", "start", "pace") else ""
                off = level.off if field == "own" else None
                name, title = f"{level.id}.{field}", f"{level.title}: {OF_LEVELS[field]}"
                yield LEVELS, _row(name, title, unit, estimate, level.basis, cards, off)
    for hazard in case.hazards:
        rates = {"rate": hazard.estimate, "span": hazard.span, "dispersion": hazard.dispersion}
        for field, estimate in rates.items():
            if estimate is not None:
                unit = f"a {hazard.per}" if field == "rate" else ""
                off = hazard.off if field == "rate" else None
                name, title = f"{hazard.id}.{field}", f"{hazard.title}: {OF_HAZARDS[field]}"
                yield HAZARDS, _row(name, title, unit, estimate, hazard.basis, cards, off)
    for link in case.links:
        yield LINKS, _link(found, link, cards)


def _link(found: InMotion, link: Link, cards: Mapping[str, Card]) -> ParameterRow:
    """Return the strength of a link, whose claims say that it exists."""
    strength, word = link.strength, ""
    if not isinstance(strength, Estimate):
        low, value, high = STRENGTHS[strength]
        word, strength = f" ({strength})", Estimate(value=value, low=low, high=high)
    sign = "raises" if link.sign == "+" else "lowers"
    cause, effect = (node_name(found, end)[0] for end in _ends(found, link))
    row = _row(
        f"{link.id}.strength",
        f"{cause} {sign} {effect}{word}",
        "share of the range",
        strength,
        link.basis,
        cards,
    )
    cited = tuple(cards[claim] for claim in link.claims if claim in cards)
    return replace(row, cards=cited, reason=link.about or link.reason or "")


def _ends(found: InMotion, link: Link) -> tuple[str, str]:
    """Return the variables at both ends, as the system names them."""
    placed = next(each for each in found.system.assembly.links if each.id == link.id)
    return placed.cause, placed.effect


def _of_mechanisms(found: InMotion, cards: Mapping[str, Card]) -> Iterator[tuple[str, ParameterRow]]:
    """Yield the numbers of mechanisms: as the case sets them, else by their defaults."""
    set_by_case = {row.name: row for row in found.case.parameters}
    for quantity in found.system.assembly.quantities:
        title = _quantity_title(quantity)
        group = group_of(found.case, quantity.name)
        row = set_by_case.get(quantity.name)
        if row is None:
            yield group, _default(quantity, title)
        else:
            yield group, _row(quantity.name, title, quantity.unit, row.estimate, row.basis, cards, row.off)


def _quantity_title(quantity: Quantity) -> str:
    return quantity.name.partition(".")[2].replace("_", " ")


def _row(
    name: str,
    title: str,
    unit: str,
    estimate: Estimate,
    basis: str,
    cards: Mapping[str, Card],
    off: float | None = None,
) -> ParameterRow:
    low, high = estimate.ends
    return ParameterRow(
        name,
        title,
        unit,
        estimate.centre,
        low,
        high,
        off,
        basis,
        tuple(cards[claim] for claim in estimate.claims if claim in cards),
        estimate.reason or "",
        True,
    )


def _default(quantity: Quantity, title: str) -> ParameterRow:
    return ParameterRow(
        quantity.name,
        title,
        quantity.unit,
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.off,
        quantity.basis,
        (),
        quantity.source,
        False,
    )
