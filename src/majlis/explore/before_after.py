"""What a chart of numbers before and after their record is drawn from.

Two ways lead to the same rows: a fit just made, or a case into which a fit was written. Each number has its
two distributions as shares in bins of equal width, over the central 98 per cent of both together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.dynamics.mechanisms.registry import get
from majlis.ensemble.motion.model import assemble_motion
from majlis.explore.updating import KIND, OTHER_BASIS, Fit, before_data

Floats = NDArray[np.float64]

BINS = 24
_SHARES = (np.arange(4_000) + 0.5) / 4_000
_SHOWN = (0.1, 0.5, 0.9)
_ENDS = (0.01, 0.99)


@dataclass(frozen=True)
class BeforeAfter:
    """One number before and after its record was seen.

    Attributes
    ----------
    name, unit
        Its name in the case (INSTANCE.QUANTITY) and its unit.
    edges
        Edges of the bins, one more than bins, in its unit.
    before, after
        Shares of the prior and of the posterior in each bin.
    median_before, median_after
        Low end of the central 80 per cent, median, and high end.
    is_learned
        Whether the record says enough of it.
    basis
        What it was learned from, in words: rows, series, first and last day.

    """

    name: str
    unit: str
    edges: tuple[float, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    median_before: tuple[float, float, float]
    median_after: tuple[float, float, float]
    is_learned: bool
    basis: str


def of_fit(fit: Fit) -> tuple[BeforeAfter, ...]:
    """Return a row for every number of a fit, learned or not."""
    return tuple(
        _row(
            f"{fit.recorded.instance}.{number.name}",
            fit.posterior.prior[:, column],
            fit.posterior.values[:, column],
            number.is_learned,
            str(fit.recorded),
        )
        for column, number in enumerate(fit.numbers)
    )


def of_case(case: Case) -> tuple[BeforeAfter, ...]:
    """Return a row for every number that a fit was written of; none where none was."""
    rows = [row for row in case.parameters if row.prior is not None]
    if not rows:
        return ()
    now, then = (assemble_motion(each).numbers.named for each in (case, before_data(case)))
    return tuple(
        _row(
            row.name,
            then[row.name].distribution.quantile(_SHARES),
            now[row.name].distribution.quantile(_SHARES),
            True,
            row.estimate.reason or "",
        )
        for row in rows
    )


def _row(name: str, before: Floats, after: Floats, is_learned: bool, basis: str) -> BeforeAfter:
    ends = np.quantile(np.stack([np.quantile(before, _ENDS), np.quantile(after, _ENDS)]), (0.0, 1.0))
    edges = np.linspace(ends[0], max(ends[1], np.nextafter(ends[0], np.inf)), BINS + 1)
    shares = [np.histogram(each, edges)[0] / len(each) for each in (before, after)]
    medians = [np.quantile(each, _SHOWN) for each in (before, after)]
    return BeforeAfter(
        name,
        _unit(name.rpartition(".")[2]),
        tuple(edges.tolist()),
        tuple(shares[0].tolist()),
        tuple(shares[1].tolist()),
        (float(medians[0][0]), float(medians[0][1]), float(medians[0][2])),
        (float(medians[1][0]), float(medians[1][1]), float(medians[1][2])),
        is_learned,
        basis,
    )


def _unit(name: str) -> str:
    if name in OTHER_BASIS:
        return "ratio" if name == "share" else "of the square"
    return next(each.unit for each in get(KIND).quantities if each.name == f".{name}")
