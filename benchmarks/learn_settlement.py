"""Learn the parameters of `settlement` on the shipped part of DEU III, by grouped cross-validation.

    python -m benchmarks.learn_settlement            print what is found
    python -m benchmarks.learn_settlement --write    and write it to src/majlis/models/landing.json

Rule: of the pairs (share, spread) on a grid, the one of least CRPS among those that are calibrated, that
is, whose randomised coverage of the 80 % interval on the same issues is within a hundredth of 0.80 (the
nearest to it where none is). CRPS alone is flat in the spread; calibration settles it (Gneiting, Balabdaoui
and Raftery 2007: as sharp as calibration allows). Cross-validation is nested: in each fold the whole rule
runs on the other proposals only. The error around the weighted mean alone, with which models land that name
only a point, is learned by the same rule.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from majlis.forecast.decision import Decision
from majlis.forecast.deu import Tables, read_decisions
from majlis.forecast.entrants import settlement_of
from majlis.forecast.scores import Mixture, covered, crps
from majlis.models.landing import Landing, LandingOptions, deviation_of
from majlis.models.landing_record import FILE
from majlis.models.mean import weighted_mean

Floats = NDArray[np.float64]
Pair = tuple[float, float]

SHARES = tuple(round(0.05 * step, 2) for step in range(5, 15))
SPREADS = tuple(round(0.05 * step, 2) for step in range(9, 22))
FOLDS = 10
SEED = 1
COVERAGE, SLACK = 0.80, 0.01
COMMAND = "python -m benchmarks.learn_settlement --write"
TARGET = Path(__file__).parents[1] / "src" / "majlis" / "models" / FILE


class Trials:
    """CRPS and coverage of every pair on every decision [pair, decision]."""

    def __init__(
        self,
        decisions: Sequence[Decision],
        pairs: Sequence[Pair],
        forecast: Callable[[Decision, Pair], Mixture],
    ) -> None:
        self.pairs = pairs
        self.crps = np.empty((len(self.pairs), len(decisions)))
        self.covered = np.empty_like(self.crps)
        for row, pair in enumerate(self.pairs):
            for column, decision in enumerate(decisions):
                mixture = forecast(decision, pair)
                self.crps[row, column] = crps(mixture, decision.outcome)
                self.covered[row, column] = covered(mixture, decision.outcome)

    def best(self, among: NDArray[np.bool_]) -> int:
        """Return the index of the pair that the rule picks on some of the decisions."""
        off = np.abs(self.covered[:, among].mean(axis=1) - COVERAGE)
        allowed = off <= max(SLACK, float(off.min()))
        return int(np.where(allowed, self.crps[:, among].mean(axis=1), np.inf).argmin())


def settled(decision: Decision, pair: Pair) -> Mixture:
    """Return the forecast of `settlement` with these parameters."""
    mixture = settlement_of(decision, LandingOptions(share=pair[0], spread=pair[1])).mixture
    assert mixture is not None
    return mixture


def mean_alone(decision: Decision, pair: Pair) -> Mixture:
    """Return the weighted mean with an error of this spread."""
    profile = decision.profile
    centre = weighted_mean(profile.position, profile.weight)
    nothing = np.zeros((1, 1, 0))
    landing = Landing(nothing, nothing, centre, pair[1] * deviation_of(profile), 0.0, profile.bounds)
    support, weight = landing.points()
    return Mixture.of(support[0, 0], weight[0, 0])


def trials_of(decisions: Sequence[Decision]) -> tuple[Trials, Trials]:
    """Try everything: `settlement`, and the error around the weighted mean alone."""
    return (
        Trials(decisions, list(product(SHARES, SPREADS)), settled),
        Trials(decisions, [(0.0, spread) for spread in SPREADS], mean_alone),
    )


def folds_of(decisions: Sequence[Decision], seed: int = SEED) -> list[tuple[str, ...]]:
    """Deal the proposals out to folds at random."""
    proposals = np.array(sorted({decision.proposal for decision in decisions}))
    dealt = np.random.default_rng(seed).permutation(len(proposals)) % FOLDS
    return [tuple(str(name) for name in proposals[dealt == fold]) for fold in range(FOLDS)]


def nested(
    trials: Trials, decisions: Sequence[Decision], seed: int
) -> tuple[list[dict[str, Any]], Floats, Floats]:
    """Return the folds with what each learned, and CRPS and coverage of every decision out of its fold."""
    proposal = np.array([decision.proposal for decision in decisions])
    found, score, cover = [], np.empty(len(decisions)), np.empty(len(decisions))
    for names in folds_of(decisions, seed):
        inside = np.isin(proposal, names)
        pick = trials.best(~inside)
        score[inside], cover[inside] = trials.crps[pick, inside], trials.covered[pick, inside]
        share, spread = trials.pairs[pick]
        found.append({"share": share, "spread": spread, "without": list(names)})
    return found, score, cover


def learned(decisions: Sequence[Decision], trials: Trials, alone: Trials) -> dict[str, Any]:
    """Return what goes into the file of parameters."""
    folds, score, cover = nested(trials, decisions, SEED)
    everything = np.ones(len(decisions), dtype=bool)
    pick = trials.best(everything)
    share, spread = trials.pairs[pick]
    return {
        "learned": {"share": share, "spread": spread, "alone": alone.pairs[alone.best(everything)][1]},
        "provenance": {
            "source": "learned on a part of DEU III (Arregui and Perarnaud 2021, doi:10.34810/data53)",
            "issues": len(decisions),
            "proposals": len({decision.proposal for decision in decisions}),
            "date": datetime.now(UTC).date().isoformat(),
            "rule": "least CRPS with randomised coverage of the 80 % interval within 0.01 of 0.80",
            "grid": {"share": list(SHARES), "spread": list(SPREADS)},
            "folds": FOLDS,
            "grouped_by": "proposal",
            "seed": SEED,
            "in_sample": {
                "crps": _four(trials.crps[pick].mean()),
                "coverage80": _four(trials.covered[pick].mean()),
            },
            "cross_validated": {"crps": _four(score.mean()), "coverage80": _four(cover.mean())},
            "command": COMMAND,
        },
        "folds": folds,
    }


def _four(number: Any) -> float:
    return round(float(number), 4)


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, print, and write when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"write {FILE}")
    chosen = parser.parse_args(arguments)
    decisions = read_decisions(Tables.shipped()).decisions
    trials, alone = trials_of(decisions)
    result = learned(decisions, trials, alone)
    print(json.dumps({key: result[key] for key in ("learned", "provenance")}, indent=1))
    print("folds:", sorted((fold["share"], fold["spread"]) for fold in result["folds"]))
    others = [nested(trials, decisions, seed)[1].mean() for seed in range(2, 22)]
    print(f"CRPS of 20 other deals of the folds: {min(others):.3f} to {max(others):.3f}")
    if chosen.write:
        TARGET.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        print(f"written to {FILE}")


if __name__ == "__main__":
    main()
