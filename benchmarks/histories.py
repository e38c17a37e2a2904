"""Simulated histories as sparse as a recorded one, and whether the numbers behind them are found again.

    python -m benchmarks.histories [--histories 100] [--draws 400] [--first 1]

Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman 2018): parameters are drawn from
the prior, a history is simulated, seen only where the recorded one was seen, and the posterior is drawn. The
rank of each parameter among its posterior draws must then be uniform. Printed: the share of histories in
which the central 50 and 80 per cent of the posterior hold the parameter, the mean rank, the chi-square of the
ranks in five parts, and how much of the prior variance is gone on average.

The simulation is plain NumPy and shares no code with the likelihood.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit
from scipy.stats import chi2

from majlis.chance.addressed import Addressed
from majlis.chance.distribution import Distribution, LogNormal, Triangular
from majlis.dynamics.likelihood import Count, History, log_likelihood, parameters_of
from majlis.explore.tempering import Posterior, posterior

Floats = NDArray[np.float64]

# The campaign of late 2023: days since its first, running totals, and which of them were only lower bounds.
SEEN = History(
    114,
    (
        *(
            Count(day, value)
            for day, value in [(8, 13), (14, 23), (15, 27), (21, 38), (23, 41), (24, 46), (29, 55), (32, 61)]
        ),
        *(
            Count(day, value)
            for day, value in [
                (36, 66),
                (52, 78),
                (59, 97),
                (66, 102),
                (71, 103),
                (80, 118),
                (85, 127),
                (94, 140),
            ]
        ),
        *(
            Count(day, value, "lower")
            for day, value in [(10, 16), (28, 52), (39, 73), (106, 160), (110, 170)]
        ),
        Count(23, 60, other=True),
    ),
    (0, 1, 0, 1, 1, 2, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0),
)

PRIOR: dict[str, Distribution] = {
    "quiet": LogNormal(0.1, 0.5, 2.0),
    "campaign": LogNormal(3.0, 8.0, 20.0),
    "start": LogNormal(0.02, 0.1, 0.4),
    "stop": LogNormal(0.02, 0.1, 0.4),
    "dispersion": LogNormal(0.02, 0.15, 1.0),
    "heat_shift": Triangular(0.0, 0.01, 0.03),
    "heat_gain": Triangular(0.0, 0.5, 1.5),
    "fear_gain": Triangular(0.0, 0.5, 1.5),
    "anger_gain": Triangular(0.0, 0.5, 1.5),
    "losses_gain": Triangular(0.0, 1.0, 2.0),
    "reaction": LogNormal(0.1, 0.3, 1.0),
    "share": LogNormal(1.0, 1.3, 1.8),
}
KNOWN = {
    "heat_own": 0.05,
    "heat_half_life": 2.0,
    "losses_own": 0.05,
    "losses_shift": 0.35,
    "losses_half_life": 2.0,
    "fear_own": 0.1,
    "fear_shift": 0.15,
    "fear_half_life": 2.0,
    "anger_own": 0.1,
    "anger_shift": 0.15,
    "anger_half_life": 8.0,
    "retaliation": 1.0,
    "share_dispersion": 0.05,
}
DEADLY = 0.02
"""Share of attacks that kill, in the simulation."""


@dataclass(frozen=True)
class Simulated:
    """Attacks by day; strikes and attacks that killed, by week."""

    attacks: NDArray[np.int64]
    strikes: tuple[int, ...]
    casualties: tuple[int, ...]


def later(value: float, p: Mapping[str, float], memory: str, number: int) -> float:
    """Return a memory a week later."""
    kept = 0.5 ** (1 / p[f"{memory}_half_life"])
    latent = kept * logit(value) + (1 - kept) * logit(p[f"{memory}_own"])
    return float(expit(latent + 2 * log(19) * p[f"{memory}_shift"] * number))


def simulate(p: Mapping[str, float], week_days: NDArray[np.int64], rng: np.random.Generator) -> Simulated:
    """Simulate one history by week, with the attacks of a week spread over its days."""
    by_day: list[int] = []
    feeds: dict[str, list[int]] = {"heat": [], "losses": [], "fear": [], "anger": []}
    memory = {name: p[f"{name}_own"] for name in feeds}
    campaign = bool(rng.random() < 0.5)
    for week, days in enumerate(week_days):
        if week:
            for name, feed in feeds.items():
                memory[name] = later(memory[name], p, name, feed[week - 2] if week > 1 else 0)
        rate = p["campaign"] if campaign else p["quiet"]
        pull = p["heat_gain"] * memory["heat"] - p["fear_gain"] * memory["fear"]
        rate *= exp(pull + p["anger_gain"] * memory["anger"])
        rate *= rng.gamma(1.0 / p["dispersion"], p["dispersion"])
        attacks = rng.poisson(rate / 7.0, days)
        pull = p["retaliation"] * memory["heat"] + p["losses_gain"] * memory["losses"]
        struck = int(rng.poisson(p["reaction"] * exp(pull) * days / 7.0))
        by_day += attacks.tolist()
        new = (int(attacks.sum()), int(rng.binomial(attacks.sum(), DEADLY)), struck, struck)
        for feed, number in zip(feeds.values(), new, strict=True):
            feed.append(number)
        campaign ^= bool(rng.random() < -np.expm1(-(p["stop"] if campaign else p["start"])))
    return Simulated(np.array(by_day), tuple(feeds["fear"]), tuple(feeds["losses"]))


def seen_as(seen: History, what: Simulated, p: Mapping[str, float], rng: np.random.Generator) -> History:
    """See a simulated history where another was seen.

    A bound asks whether the total has reached a mark set from the last one known; a total that has not is
    an upper bound.
    """
    totals = np.concatenate(([0], np.cumsum(what.attacks)))
    counts, known = [], 0
    for count in sorted(seen.counts, key=lambda each: each.day):
        begin = seen.other_since if count.other else seen.since
        value, bound = int(totals[count.day] - totals[begin]), count.bound
        if count.other:
            spread = p["share_dispersion"]
            value = int(rng.poisson(p["share"] * value * rng.gamma(1.0 / spread, spread)))
        elif bound == "exact":
            known = value
        else:
            mark = known + int(rng.integers(1, 12))
            bound, value = ("lower", mark) if value >= mark else ("upper", mark - 1)
        counts.append(Count(count.day, value, bound, count.other))
    return History(seen.days, tuple(counts), what.strikes, what.casualties, seen.since, seen.other_since)


def learn(
    history: History,
    prior: Mapping[str, Distribution],
    known: Mapping[str, float],
    seed: int,
    draws: int,
    particles: int = 32,
) -> Posterior:
    """Draw from the posterior of the parameters, given a history."""
    random = Addressed(seed)

    def likelihood(values: Floats, stream: str) -> Floats:
        table = dict(zip(prior, values.T, strict=True)) | dict(known)
        parameters = parameters_of(table, len(values))
        return log_likelihood(history, parameters, random, np.arange(len(values)), particles, stream)

    return posterior(prior, likelihood, seed, draws)


def ranks(
    histories: int, draws: int, seen: History = SEEN, first: int = 1, particles: int = 32
) -> tuple[Floats, Floats]:
    """Return ranks among posterior draws, as shares, and shrinkage [history, parameter]."""
    found, gone = [], []
    for number in range(first, first + histories):
        rng = np.random.default_rng(number)
        truth = {name: float(each.quantile(rng.random())) for name, each in PRIOR.items()}
        what = simulate(truth | KNOWN, seen.week_days, rng)
        history = seen_as(seen, what, truth | KNOWN, rng)
        after = learn(history, PRIOR, KNOWN, number, draws, particles)
        # Draws share values after resampling, so ties are broken at random.
        below = (after.values < np.array(list(truth.values()))).sum(axis=0)
        found.append((below + rng.random(len(PRIOR))) / (draws + 1))
        gone.append(after.shrinkage())
    return np.array(found), np.array(gone)


def main() -> None:
    """Print coverage and uniformity by parameter."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--histories", type=int, default=100)
    reader.add_argument("--draws", type=int, default=400)
    reader.add_argument("--first", type=int, default=1, help="number of the first history, its seed")
    chosen = reader.parse_args()
    start = perf_counter()
    found, gone = ranks(chosen.histories, chosen.draws, first=chosen.first)
    print(f"{chosen.histories} histories, {chosen.draws} draws each, {perf_counter() - start:.0f} s")
    print(
        f"{'parameter':<12}{'in 50 %':>9}{'in 80 %':>9}{'mean rank':>11}{'p of uniform':>14}{'shrinkage':>11}"
    )
    for name, column, less in zip(PRIOR, found.T, gone.T, strict=True):
        parts = np.histogram(column, bins=5, range=(0, 1))[0]
        square = ((parts - parts.mean()) ** 2 / parts.mean()).sum()
        middle = np.abs(column - 0.5)
        print(
            f"{name:<12}{(middle < 0.25).mean():9.2f}{(middle < 0.4).mean():9.2f}"
            f"{column.mean():11.2f}{chi2.sf(square, 4):14.3f}{less.mean():11.2f}"
        )


if __name__ == "__main__":
    main()
