"""The claims that carry the answer: those with the most leverage, and those most worth settling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from majlis.explore.leverage import Leverage
from majlis.explore.reruns import CONFIRMED
from majlis.explore.screening import MOST, Screened
from majlis.report.claim_card import Card
from majlis.report.motion.carriers import carrier_title
from majlis.report.motion.study import InMotion
from majlis.report.scale_line import Tick
from majlis.report.wording import NARROW, joined, percent, plain_number, short_percent

ERRORS = 2.0


@dataclass(frozen=True)
class LeverageRow:
    """What a claim does to the answer; bar and error on an axis of log-odds, in per cent."""

    cards: tuple[Card, ...]
    on: str
    siblings: tuple[str, ...]
    x: float
    width: float
    rises: bool
    low: float
    high: float
    log_odds: str
    error: str
    points: str
    points_error: str
    words: str


@dataclass(frozen=True)
class SettlingRow:
    """What would be known if a claim were settled."""

    cards: tuple[Card, ...]
    on: str
    chance: str
    if_true: str
    if_false: str
    bits: str
    width: float


@dataclass(frozen=True)
class Weight:
    """Both lists, and how they were made."""

    ticks: tuple[Tick, ...]
    leverage: tuple[LeverageRow, ...]
    settling: tuple[SettlingRow, ...]
    screened: int
    draws: str
    run: str


def weight(found: InMotion, cards: Mapping[str, Card]) -> Weight | None:
    """Return both lists; None where no claim could be screened."""
    reruns = found.reruns
    if reruns is None or not reruns.screened:
        return None
    sure = [each for each in reruns.screened if each.first in reruns.confirmed]
    end = _end(list(reruns.confirmed.values()))
    worth = sorted(reruns.screened, key=lambda each: -each.settling)[:CONFIRMED]
    most = max(each.settling for each in worth) or 1.0
    return Weight(
        tuple(Tick(x, plain_number(value)) for x, value in ((0.0, -end), (50.0, 0.0), (100.0, end))),
        tuple(_leverage(found, each, reruns.confirmed[each.first], end, cards) for each in sure),
        tuple(_settling(found, each, most, cards) for each in worth),
        len(reruns.screened),
        f"{reruns.draws:,}",
        f"{min(found.run.draws, MOST):,}",
    )


def _end(rows: list[Leverage]) -> float:
    """Return a round number that no bar and no error bar passes."""
    farthest = max(abs(row.log_odds) + ERRORS * row.log_odds_se for row in rows)
    return next((end for end in (0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0) if end >= farthest), 10.0)


def _leverage(
    found: InMotion, each: Screened, row: Leverage, end: float, cards: Mapping[str, Card]
) -> LeverageRow:
    def x(value: float) -> float:
        return round(50.0 + 50.0 * min(max(value / end, -1.0), 1.0), 2)

    middle, error = row.log_odds, ERRORS * row.log_odds_se
    change, points = _signed(middle, 3), _signed(row.points, 2)
    return LeverageRow(
        cards=tuple(cards[claim] for claim in each.claims),
        on="; ".join(carrier_title(found, carrier) for carrier in each.carriers),
        siblings=each.siblings,
        x=min(x(middle), 50.0),
        width=round(abs(x(middle) - 50.0), 2),
        rises=middle >= 0.0,
        low=x(middle - error),
        high=x(middle + error),
        log_odds=change,
        error=f"±{NARROW}{row.log_odds_se:.3f}",
        points=points,
        points_error=f"±{NARROW}{row.points_se:.2f}",
        words=f"{joined(list(each.claims))}: {change} log-odds, {points} points",
    )


def _settling(found: InMotion, each: Screened, most: float, cards: Mapping[str, Card]) -> SettlingRow:
    return SettlingRow(
        cards=tuple(cards[claim] for claim in each.claims),
        on="; ".join(carrier_title(found, carrier) for carrier in each.carriers),
        chance=short_percent(each.chance),
        if_true=percent(each.if_true),
        if_false=percent(each.if_false),
        bits=f"{1000.0 * each.settling:.2f}",
        width=round(100.0 * max(each.settling, 0.0) / most, 1),
    )


def _signed(value: float, digits: int) -> str:
    text = f"{value:+.{digits}f}"
    return text.replace("-", "\u2212")
