"""The tables of a run in motion: levels and hazards by week, questions, claims' leverage, parameters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from majlis.ensemble.motion.run import MotionRun
from majlis.explore.reruns import Reruns
from majlis.report.claim_card import cards_of
from majlis.report.motion.parameters import numbers_of_motion
from majlis.report.motion.study import InMotion
from majlis.study.csv_table import write_table

SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
QUANTILES = tuple(f"q{share:g}" for share in SHARES)
LEVELS = ("level", "title", "unit", "week", "date", *QUANTILES)
HAZARDS = ("hazard", "title", "week", "date", "mean_count", *QUANTILES, "share_ever")
QUESTIONS = (
    "question",
    "text",
    "kind",
    "by",
    "given",
    "asked",
    "probability",
    "words",
    "q0.1",
    "q0.5",
    "q0.9",
    "monte_carlo_se",
    "anchor",
)
LEVERAGE = (
    "claims",
    "siblings",
    "carriers",
    "chance",
    "log_odds",
    "log_odds_se",
    "points",
    "points_se",
    "how",
    "if_true",
    "if_false",
    "settling_bits",
)
PARAMETERS = ("number", "title", "unit", "value", "low", "high", "off", "basis", "claims", "reason", "set_by")

Rows = Iterator[Sequence[object]]


def write_motion_tables(found: InMotion, folder: Path) -> None:
    """Write levels.csv, hazards.csv, questions.csv, leverage.csv and parameters.csv."""
    write_table(folder / "levels.csv", LEVELS, _levels(found.run))
    write_table(folder / "hazards.csv", HAZARDS, _hazards(found.run))
    write_table(folder / "questions.csv", QUESTIONS, _questions(found))
    write_table(folder / "leverage.csv", LEVERAGE, _leverage(found.reruns))
    write_table(folder / "parameters.csv", PARAMETERS, _parameters(found))


def _dates(run: MotionRun) -> list[tuple[int, str]]:
    """Return every week with the day on which it ends."""
    as_of = run.case.as_of.earliest
    return [(week, str(as_of + dt.timedelta(weeks=week))) for week in run.tally.weeks]


def _levels(run: MotionRun) -> Rows:
    dates = _dates(run)
    for index, level in enumerate(run.model.system.levels):
        spread = run.tally.quantiles(run.model.system, index, SHARES).T.tolist()
        for (week, date), values in zip(dates, spread, strict=True):
            yield level.id, level.title, level.unit, week, date, *values


def _hazards(run: MotionRun) -> Rows:
    dates = _dates(run)
    for index, hazard in enumerate(run.model.system.hazards):
        counts = run.tally.counts(index, SHARES).T.tolist()
        mean = run.tally.mean_count(index).tolist()
        ever = (run.tally.ever[:, index] / run.draws).tolist()
        for at, (week, date) in enumerate(dates):
            yield hazard.id, hazard.title, week, date, mean[at], *counts[at], ever[at]


def _questions(found: InMotion) -> Rows:
    for answer in found.answers:
        question = answer.question
        quantiles = answer.quantiles or {}
        yield (
            question.id,
            question.text.strip(),
            question.kind,
            question.by,
            question.given,
            answer.asked,
            answer.probability,
            answer.words,
            *(quantiles.get(level) for level in ("0.1", "0.5", "0.9")),
            answer.monte_carlo_se,
            None if question.anchor is None else question.anchor.centre,
        )


def _leverage(reruns: Reruns | None) -> Rows:
    """Yield every group of claims, those that were confirmed first."""
    for each in () if reruns is None else reruns.screened:
        sure = None if reruns is None else reruns.confirmed.get(each.first)
        screened = (each.log_odds, each.log_odds_se, each.points, None, "screen")
        confirmed = None
        if sure is not None:
            confirmed = (sure.log_odds, sure.log_odds_se, sure.points, sure.points_se, "paired reruns")
        yield (
            "|".join(each.claims),
            "|".join(each.siblings),
            "|".join(f"{carrier.kind}:{carrier.id}" for carrier in each.carriers),
            each.chance,
            *(confirmed or screened),
            each.if_true,
            each.if_false,
            each.settling,
        )


def _parameters(found: InMotion) -> Rows:
    for _, row in numbers_of_motion(found, cards_of(found.case, {})):
        yield (
            row.name,
            row.title,
            row.unit,
            row.centre,
            row.low,
            row.high,
            row.off,
            row.basis,
            "|".join(card.id for card in row.cards),
            row.reason,
            "case" if row.own else "mechanism",
        )
