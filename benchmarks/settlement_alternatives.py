"""What `settlement` could have been: other mixtures under the same nested cross-validation.

    python -m benchmarks.settlement_alternatives

Every alternative learns its parameters by the rule of `benchmarks.learn_settlement` within the same folds, so
that its scores are out of sample; the difference is to `settlement` on the same issues, with a 95 % interval
by bootstrap over proposals. The last rows ask what happens when positions are drawn with some spread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from benchmarks.learn_settlement import COVERAGE, SEED, SHARES, SLACK, SPREADS, folds_of
from majlis.forecast.clustered import Clusters
from majlis.forecast.decision import SCALE, Decision
from majlis.forecast.deu import Tables, read_decisions
from majlis.forecast.entrants import Past, mean_of
from majlis.forecast.scores import Mixture, covered, crps
from majlis.models.landing import NEAR, POINTS

Floats = NDArray[np.float64]
WIDTH = SCALE[1] - SCALE[0]
QUANTILES = ndtri((np.arange(POINTS) + 0.5) / POINTS)
EXTRA = (0.0, 0.1, 0.2, 0.3)


@dataclass(frozen=True)
class Election:
    """The occupied positions of a decision and the chance of each."""

    places: Floats
    chance: Floats
    held: Floats  # share of the weight that stands there
    deviation: float


def election(
    position: Floats, weight: Floats, power: float = 2.0, near: float = NEAR, calls: str = "crowd"
) -> Election:
    """Hold the election of `majlis.models.landing`, or another one: votes added up actor by actor."""
    places, held = np.unique(position[weight > 0], return_inverse=True)
    w = np.bincount(held, weight[weight > 0])
    deviation = float(np.sqrt(np.cov(places, aweights=w, ddof=0))) if len(places) > 1 else 0.0
    distance = np.abs(places[:, None] - places[None, :])
    loss = (distance / WIDTH) ** power
    votes = (w[:, None, None] * np.maximum(0.0, loss[:, None, :] - loss[:, :, None])).sum(axis=0)
    votes += 1e-12 * w.sum()
    win = votes / (votes + votes.T)
    if calls == "stretch":  # as often as its stretch of the occupied range is long
        call = np.diff([places[0], *(places[1:] + places[:-1]) / 2, places[-1]])
    else:
        call = 1.0 / np.maximum(0.0, 1.0 - distance / (near * WIDTH)).sum(axis=1)
    rate = call[:, None] * win
    np.fill_diagonal(rate, 0.0)
    np.fill_diagonal(rate, -rate.sum(axis=0))
    rate[-1] = 1.0
    chance = np.ones(1) if len(places) == 1 else np.linalg.solve(rate, [*np.zeros(len(places) - 1), 1.0])
    return Election(places, np.maximum(chance, 0.0), w / w.sum(), deviation)


@dataclass(frozen=True)
class Alternative:
    """A family of mixtures: its election, its error, and what else has weight.

    ``centre`` is 1 for the mean of the election, 0 for the weighted mean; ``more`` gives the places of a
    third component and their weights, whose share is one of ``extra``.
    """

    name: str
    hold: Callable[[Floats, Floats], Election] = election
    shares: Sequence[float] = SHARES
    spreads: Sequence[float] = SPREADS
    centre: float = 1.0
    floors: Sequence[float] = (0.0,)
    extra: Sequence[float] = (0.0,)
    more: Callable[[Decision, Election], tuple[Floats, Floats]] | None = None

    def grid(self) -> list[tuple[float, ...]]:
        return list(product(self.shares, self.spreads, self.floors, self.extra))

    def mixtures(self, decision: Decision) -> Iterator[Mixture]:
        found = self.hold(decision.position, decision.capability * decision.salience)
        middle = self.centre * (found.places @ found.chance) + (1 - self.centre) * mean_of(decision)
        places, weights = (np.zeros(0), np.zeros(0)) if self.more is None else self.more(decision, found)
        for share, spread, floor, extra in self.grid():
            extra = extra if len(places) else 0.0
            error = np.clip(middle + np.hypot(floor, spread * found.deviation) * QUANTILES, *SCALE)
            parts = (share * found.chance, np.full(POINTS, (1 - share) / POINTS))
            yield Mixture.of(
                np.concatenate([found.places, error, places]),
                np.concatenate([(1 - extra) * part for part in parts] + [extra * weights]),
            )


def alternatives() -> tuple[Alternative, ...]:
    """Return the families, `settlement` itself first."""
    ends, scale = np.array(SCALE), np.linspace(*SCALE, 41)

    def quo(decision: Decision, _: Election) -> tuple[Floats, Floats]:
        there = [] if decision.status_quo is None else [decision.status_quo]
        return np.array(there), np.ones(len(there))

    def alike(_: Decision, found: Election) -> tuple[Floats, Floats]:
        return found.places, np.full(len(found.places), 1 / len(found.places))

    return (
        Alternative("settlement"),
        Alternative("election alone", shares=(1.0,), spreads=(1.0,)),
        Alternative("error around the election's mean alone", shares=(0.0,)),
        Alternative("error around the weighted mean alone", shares=(0.0,), centre=0.0),
        Alternative("error around the weighted mean", centre=0.0),
        Alternative("the same error everywhere", spreads=(0.0,), floors=tuple(range(14, 46, 2))),
        Alternative("a floor under the error", floors=(0.0, 5.0, 10.0, 15.0)),
        Alternative("plus the status quo", extra=EXTRA, more=quo),
        Alternative("plus both ends", extra=EXTRA, more=lambda *_: (ends, np.full(2, 0.5))),
        Alternative("plus the whole scale", extra=EXTRA, more=lambda *_: (scale, np.full(41, 1 / 41))),
        Alternative("plus positions by weight", extra=EXTRA, more=lambda _, e: (e.places, e.held)),
        Alternative("plus positions alike", extra=EXTRA, more=alike),
        Alternative("absolute losses", partial(election, power=1.0)),
        Alternative("cubic losses", partial(election, power=3.0)),
        Alternative("every position called alike", partial(election, near=1e-9)),
        Alternative("called by stretch of the range", partial(election, calls="stretch")),
    )  # fmt: skip


def scores(family: Alternative, decisions: Sequence[Decision]) -> tuple[Floats, Floats]:
    """Return CRPS and coverage of every point of the grid [point, decision]."""
    both = [
        [(crps(mixture, each.outcome), covered(mixture, each.outcome)) for mixture in family.mixtures(each)]
        for each in decisions
    ]
    found = np.array(both).transpose(2, 1, 0)
    return found[0], found[1]


def nested(family: Alternative, decisions: Sequence[Decision]) -> tuple[Floats, Floats]:
    """Return CRPS and coverage of every decision [decision], its parameters learned on the other folds."""
    score, cover = scores(family, decisions)
    proposal = np.array([decision.proposal for decision in decisions])
    chosen, chosen_cover = np.empty(len(decisions)), np.empty(len(decisions))
    for names in folds_of(decisions, SEED):
        inside = np.isin(proposal, names)
        off = np.abs(cover[:, ~inside].mean(axis=1) - COVERAGE)
        allowed = off <= max(SLACK, float(off.min()))
        pick = int(np.where(allowed, score[:, ~inside].mean(axis=1), np.inf).argmin())
        chosen[inside], chosen_cover[inside] = score[pick, inside], cover[pick, inside]
    return chosen, chosen_cover


def jittered(decisions: Sequence[Decision], half: float, near: float, times: int = 10) -> Floats:
    """Return the CRPS [decision] of the mean forecast over positions drawn within ``half`` of the given."""
    family = Alternative("", partial(election, near=near), shares=(0.45,), spreads=(0.7,))
    random = np.random.default_rng(SEED)
    found = []
    for decision in decisions:
        drawn = []
        for _ in range(times):
            moved = decision.position + random.uniform(-half, half, len(decision.position))
            changed = Decision(**{**vars(decision), "position": np.clip(moved, *SCALE)})
            drawn += list(family.mixtures(changed))
        support, weight = (
            np.concatenate([getattr(each, name) for each in drawn]) for name in ("support", "weight")
        )
        found.append(crps(Mixture.of(support, weight), decision.outcome))
    return np.array(found)


def main() -> None:
    """Score every alternative and print a table."""
    decisions = read_decisions(Tables.shipped()).decisions
    clusters = Clusters([decision.proposal for decision in decisions])
    past = Past(decisions)
    forecasts = [past.mean_errors(decision).mixture for decision in decisions]
    rival = np.array([crps(m, d.outcome) for m, d in zip(forecasts, decisions, strict=True) if m is not None])
    ours: Floats | None = None
    print(
        "| alternative | CRPS | of mean-errors | less settlement [95 %] | coverage80 |\n|---|---|---|---|---|"
    )
    for family in alternatives():
        score, cover = nested(family, decisions)
        ours = score if ours is None else ours
        _row(family.name, score, rival, ours, clusters, f"{cover.mean():.3f}")
    assert ours is not None
    for half, near, how in (
        (3, NEAR, "crowds"),
        (3, 1e-9, "no crowds"),
        (10, NEAR, "crowds"),
        (10, 1e-9, "no crowds"),
    ):
        _row(
            f"positions within {half} points, {how}",
            jittered(decisions, half, near),
            rival,
            ours,
            clusters,
            "",
        )


def _row(name: str, score: Floats, rival: Floats, ours: Floats, clusters: Clusters, cover: str) -> None:
    low, high = clusters.interval(score - ours)
    gap = f"{(score - ours).mean():+.2f} [{low:+.2f}, {high:+.2f}]"
    print(
        f"| {name} | {score.mean():.2f} | {score.mean() / rival.mean():.3f} | {gap} | {cover} |", flush=True
    )


if __name__ == "__main__":
    main()
