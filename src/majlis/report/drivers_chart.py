"""What drives the result: rank correlations as bars, under names that a person would use."""

from __future__ import annotations

from dataclasses import dataclass

from majlis.case.case import Case
from majlis.explore.drivers import Driver
from majlis.report.names import named
from majlis.report.scale_line import ScaleLine

LISTED = 12


@dataclass(frozen=True)
class DriverRow:
    """One estimate: its bar from the middle of the axis, and the settlement at its low and high end."""

    subject: str
    what: str
    x: float
    width: float
    rises: bool
    correlation: str
    when_low: str
    when_high: str
    words: str


@dataclass(frozen=True)
class DriversChart:
    """The strongest drivers of one issue."""

    line: ScaleLine
    rows: tuple[DriverRow, ...]
    others: int


def drivers_chart(case: Case, issue: str, drivers: tuple[Driver, ...]) -> DriversChart:
    """Return the strongest drivers of an issue as bars on an axis from -1 to 1."""
    line = ScaleLine(case.issue_by_id[issue])
    listed = drivers[:LISTED]
    digits = _digits(line, listed)
    rows = tuple(_row(case, driver, digits) for driver in listed)
    return DriversChart(line, rows, max(0, len(drivers) - LISTED))


def _digits(line: ScaleLine, drivers: tuple[Driver, ...]) -> int:
    """Return one decimal more than usual where the settlement moves too little to be seen without it."""
    usual = line.measure.digits
    widest = max((abs(driver.when_high - driver.when_low) for driver in drivers), default=0.0)
    return usual if widest >= 5.0 * 10.0**-usual else usual + 1


def _row(case: Case, driver: Driver, digits: int) -> DriverRow:
    name = named(case, driver.estimate)
    half = 50.0 * min(abs(driver.correlation), 1.0)
    correlation = f"{driver.correlation:+.2f}".replace("-", "\u2212")
    low, high = (
        f"{value:.{digits}f}".replace("-", "\u2212") for value in (driver.when_low, driver.when_high)
    )
    return DriverRow(
        subject=name.subject,
        what=name.here,
        x=round(50.0 - half if driver.correlation < 0 else 50.0, 2),
        width=round(half, 2),
        rises=driver.correlation >= 0,
        correlation=correlation,
        when_low=low,
        when_high=high,
        words=f"{name}: rank correlation {correlation}; settlement {low} when low, {high} when high",
    )
