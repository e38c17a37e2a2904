"""What each report alone implies: the headline with the claims of one source on links and numbers.

Such claims of all others are switched off, as `majlis.explore.leverage` switches claims off one by one;
only those that count as one with its own stay. Dated events stay too: they are what happened, not what a
report argues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.explore.bench import Bench
from majlis.explore.leverage import Leverage, claims_of, paired

Floats = NDArray[np.float64]

ARGUED = {"link", "parameter"}


@dataclass(frozen=True)
class Alone:
    """The probability of a question with one report alone, and what the report does to a case without any."""

    probability: float
    leverage: Leverage


@dataclass(frozen=True)
class Reports:
    """What each source alone implies, by question; and the probabilities with every claim, and with none."""

    sources: Mapping[str, Mapping[str, Alone]]
    all: Mapping[str, float]
    none: Mapping[str, float]


def reports(bench: Bench) -> Reports:
    """Return what each source of a case alone implies."""
    argued = [each for each in claims_of(bench) if {one.kind for one in each.carriers} & ARGUED]
    ids = {each.claim.id for each in argued}
    bare, alone = bench.change_without(ids), {}
    for source in dict.fromkeys(each.claim.source for each in argued):
        own = [each for each in argued if each.claim.source == source]
        kept = {name for each in own for name in (each.claim.id, *each.siblings)}
        alone[source] = bench.change_without(ids - kept)
    bench.settle([bare, *alone.values()])
    none = bench.after(bare)
    sources = {source: _alone(bench.after(change), none) for source, change in alone.items()}
    return Reports(sources, _means(bench.chance), _means(none))


def _alone(kept: Mapping[str, Floats], bare: Mapping[str, Floats]) -> dict[str, Alone]:
    return {name: Alone(float(kept[name].mean()), paired(kept[name], bare[name])) for name in kept}


def _means(chance: Mapping[str, Floats]) -> dict[str, float]:
    return {name: float(each.mean()) for name, each in chance.items()}
