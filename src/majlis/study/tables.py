"""The tables of a result, as CSV for spreadsheets: actors, outcome quantiles, drivers, claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from majlis.case.stance import Stance
from majlis.study.csv_table import write_table
from majlis.study.findings import Findings
from majlis.study.motion_tables import write_motion_tables

LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


def write_tables(result: Findings, folder: Path) -> None:
    """Write actors.csv, outcomes.csv, drivers.csv and claims.csv, and those of motion, into a new folder."""
    folder.mkdir()
    write_table(folder / "actors.csv", ACTORS, _actors(result))
    write_table(folder / "outcomes.csv", OUTCOMES, _outcomes(result))
    write_table(folder / "drivers.csv", DRIVERS, _drivers(result))
    write_table(folder / "claims.csv", CLAIMS, _claims(result))
    if result.in_motion is not None:
        write_motion_tables(result.in_motion, folder)


ACTORS = (
    "estimate",
    "actor",
    "name",
    "issue",
    "arena",
    "field",
    "value",
    "low",
    "high",
    "support",
    "claims",
    "reason",
)
OUTCOMES = ("issue", "model", "with_error", "mean", *(f"q{level:g}" for level in LEVELS))
DRIVERS = ("issue", "estimate", "rank_correlation", "settlement_when_low", "settlement_when_high")
CLAIMS = ("claim", "kind", "statement", "source", "title", "date", "grade", "start", "end", "carries")


def _actors(result: Findings) -> Iterable[Sequence[object]]:
    case = result.case
    for stance in case.stances:
        estimate = stance.estimate
        low, high = estimate.ends
        name = case.actor_by_id[stance.actor].name
        yield (
            stance.name,
            stance.actor,
            name,
            stance.issue,
            stance.arena,
            stance.field,
            estimate.centre,
            low,
            high,
            estimate.support,
            "|".join(estimate.claims),
            estimate.reason,
        )


def _outcomes(result: Findings) -> Iterable[Sequence[object]]:
    ensemble = result.ensemble
    for issue in ensemble.assembly.answers:
        for number, variant in enumerate(ensemble.models):
            for with_error, draws in (
                ("no", ensemble.answer(issue, number)),
                ("yes", ensemble.landed(issue, number)),
            ):
                spread = [float(value) for value in np.quantile(draws, LEVELS)]
                yield issue, variant.name, with_error, float(draws.mean()), *spread


def _drivers(result: Findings) -> Iterable[Sequence[object]]:
    for issue, found in result.drivers.items():
        for driver in found:
            yield issue, driver.estimate, driver.correlation, driver.when_low, driver.when_high


def _claims(result: Findings) -> Iterable[Sequence[object]]:
    case = result.case
    carried = _carried(case.stances)
    for claim in case.claims:
        source = case.source_by_id[claim.source]
        span = (None, None) if claim.locator is None else (claim.locator.start, claim.locator.end)
        yield (
            claim.id,
            claim.kind,
            claim.statement,
            source.id,
            source.title,
            claim.date or source.date,
            f"{source.reliability}{claim.credibility}",
            *span,
            "|".join(carried.get(claim.id, ())),
        )


def _carried(stances: Iterable[Stance]) -> dict[str, list[str]]:
    carried: dict[str, list[str]] = {}
    for stance in stances:
        for claim in stance.estimate.claims:
            carried.setdefault(claim, []).append(stance.name)
    return carried
