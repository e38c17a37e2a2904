"""Leverage of claims: the case as it is minus the case with a claim switched off, on the same draws.

A claim goes with its siblings (claims of its source or speaker on the same carrier), which were never
independent support. Leverage is the mean difference of the log-odds of a draw's probability
(`majlis.explore.bench`), with the standard error of paired draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.ensemble.side_by_side import Progress
from majlis.explore.bench import Bench, Change
from majlis.explore.causal_claims import CausalClaim, causal_claims
from majlis.explore.settling import settling

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Leverage:
    """What a claim, a link or a source does to the probability of a question.

    Attributes
    ----------
    log_odds, log_odds_se
        Mean change of the log-odds that it makes, and its standard error over paired draws.
    points, points_se
        The same in percentage points of the probability.
    if_certain
        Log-odds if it were surely true minus if it were surely false.
    settling
        Expected fall of the forecast's entropy (bits) if its truth were known.

    """

    log_odds: float
    log_odds_se: float
    points: float
    points_se: float
    if_certain: float | None = None
    settling: float | None = None

    @property
    def clear(self) -> int:
        """1 or -1 where it pushes beyond two standard errors, else 0."""
        return int(np.sign(self.log_odds)) if abs(self.log_odds) > 2.0 * self.log_odds_se else 0


@dataclass(frozen=True)
class Effects:
    """Leverage by question, for every claim, link, source and speaker of a case."""

    claims: Mapping[str, Mapping[str, Leverage]]
    links: Mapping[str, Mapping[str, Leverage]]
    sources: Mapping[str, Mapping[str, Leverage]]
    speakers: Mapping[str, Mapping[str, Leverage]]


def claims_of(bench: Bench) -> tuple[CausalClaim, ...]:
    """Return the causal claims of the case on a bench, as its model carries them."""
    return causal_claims(bench.model, bench.anchor)


def leverage(bench: Bench, off: Mapping[str, Floats]) -> dict[str, Leverage]:
    """Return what the case as it is has over a changed one, by question."""
    return {name: paired(bench.chance[name], off[name]) for name in bench.questions}


def effects(bench: Bench, progress: Progress | None = None) -> Effects:
    """Return the leverage of every claim, link, source and speaker of a case."""
    claims = [claim for claim in claims_of(bench) if claim.carriers]
    links = [each.id for each in bench.model.carriers if each.kind == "link"]
    off = {each.claim.id: bench.change_without((each.claim.id,)) for each in claims}
    sure = {each.claim.id: _certain(bench, each) for each in claims}
    cut = {link: bench.change_carriers([f"link:{link}"], False) for link in links}
    sources, speakers = (
        {name: bench.change_without(ids) for name, ids in _by(claims, field).items()}
        for field in ("source", "speaker")
    )
    parts = (off, sure, cut, sources, speakers)
    bench.settle((change for part in parts for change in part.values()), progress)
    return Effects(
        {each.claim.id: _of_claim(bench, each, off[each.claim.id], sure[each.claim.id]) for each in claims},
        *(
            {name: leverage(bench, bench.after(change)) for name, change in part.items()}
            for part in (cut, sources, speakers)
        ),
    )


def _certain(bench: Bench, claim: CausalClaim) -> Change:
    """Return the case in which a claim is surely true."""
    return bench.change_carriers([f"{each.kind}:{each.id}" for each in claim.carriers], True)


def _of_claim(bench: Bench, claim: CausalClaim, without: Change, sure: Change) -> dict[str, Leverage]:
    off, certain = bench.after(without), bench.after(sure)
    shares = {name: float(truth.mean()) for name, truth in bench.worlds.items()}
    supports = [each for carrier in claim.carriers for each in carrier.supports]
    chance = max(each.holds(shares) for each in supports if claim.claim.id in each.claims)
    found = {}
    for name in bench.questions:
        if_certain = float(np.mean(_log_odds(certain[name]) - _log_odds(off[name])))
        worth = settling(chance, float(certain[name].mean()), float(off[name].mean()))
        plain = paired(bench.chance[name], off[name])
        found[name] = Leverage(
            plain.log_odds, plain.log_odds_se, plain.points, plain.points_se, if_certain, worth
        )
    return found


def paired(chance: Floats, off: Floats) -> Leverage:
    """Return what a case has over a changed one: probabilities [draw] of the same draws."""
    log_odds, points = _log_odds(chance) - _log_odds(off), 100.0 * (chance - off)
    root = np.sqrt(len(chance))
    return Leverage(
        float(log_odds.mean()),
        float(log_odds.std() / root),
        float(points.mean()),
        float(points.std() / root),
    )


def _log_odds(chance: Floats) -> Floats:
    safe = np.clip(chance, 1e-12, 1.0 - 1e-12)
    found: Floats = np.log(safe) - np.log1p(-safe)
    return found


def _by(claims: list[CausalClaim], field: str) -> dict[str, list[str]]:
    """Gather the ids of claims by their source or speaker."""
    found: dict[str, list[str]] = {}
    for each in claims:
        name = getattr(each.claim, field)
        if name is not None:
            found.setdefault(name, []).append(each.claim.id)
    return found
