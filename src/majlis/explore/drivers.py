"""Drivers: which estimates an answer depends on most.

Spearman's rank correlation of each sampled estimate with where the headline model settles, over the draws of
one run (the models' own error left out). Estimates that are certain drive nothing and are not listed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.ensemble.run import Ensemble

Floats = NDArray[np.float64]
FIFTH = 0.2


@dataclass(frozen=True)
class Driver:
    """One estimate and how an answer moves with it.

    Attributes
    ----------
    estimate
        Its name.
    correlation
        Spearman's rank correlation with the settlement.
    when_low, when_high
        Mean settlement, in points of the scale, over the fifths of draws in which the estimate is
        lowest and highest.

    """

    estimate: str
    correlation: float
    when_low: float
    when_high: float


def drivers(ensemble: Ensemble, issue: str) -> tuple[Driver, ...]:
    """Return the estimates that vary and can reach an issue's answer, strongest first."""
    settled = ensemble.answer(issue)
    columns = _reaching(ensemble, issue)
    if ensemble.draws < 2 or np.ptp(settled) == 0.0:
        return ()
    ranked = _centred_ranks(settled)
    found = []
    for column in sorted(columns):
        values = ensemble.inputs[:, column]
        if np.ptp(values) > 0.0:
            found.append(_driver(ensemble.assembly.names[column], values, settled, ranked))
    return tuple(sorted(found, key=lambda driver: (-abs(driver.correlation), driver.estimate)))


def _reaching(ensemble: Ensemble, issue: str) -> set[int]:
    """Return the columns that an answer reads: its bargain's, and those of bargains delegated from."""
    pending, columns = [ensemble.assembly.answers[issue][0]], set[int]()
    while pending:
        bargain = ensemble.assembly.bargains[pending.pop()]
        for indices in (bargain.position, bargain.salience, bargain.capability):
            columns.update(int(column) for column in indices if column >= 0)
        for delegation in bargain.delegations:
            columns.add(delegation.weight)
            pending.append(delegation.of)
    return columns


def _driver(name: str, values: Floats, settled: Floats, ranked: Floats) -> Driver:
    own = _centred_ranks(values)
    correlation = float(own @ ranked / np.sqrt((own @ own) * (ranked @ ranked)))
    count = max(1, int(len(values) * FIFTH))
    order = np.argsort(values, kind="stable")
    low, high = settled[order[:count]].mean(), settled[order[-count:]].mean()
    return Driver(name, correlation, float(low), float(high))


def _centred_ranks(values: Floats) -> Floats:
    """Return ranks about their mean; equal values share theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: Floats = (ends - (counts - 1) / 2.0)[inverse]
    centred: Floats = ranks - ranks.mean()
    return centred
