"""Simulated histories as sparse as a recorded one, and whether the numbers behind them are found again.

    python -m benchmarks.histories [--case iraq-2024] [--prior wide|case] [--histories 100] [--first 1]
                                   [--draws 200] [--particles 16] [--file ranks.csv]

Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman 2018): numbers are drawn from
the prior, a history is simulated, seen only where the record of the case was seen, and the posterior is
drawn. The rank of each number among its posterior draws must then be uniform. Printed: the share of histories
in which the central 50 and 80 per cent of the posterior hold the number, the mean rank, the chance of ranks
as uneven as these (chi-square over five parts), and how much of the prior variance is gone on average.

Two priors. ``wide`` leaves the numbers of the likelihood free over ranges wider than any case would, so
that there is something to find. ``case`` is the problem that `majlis fit` solves: the numbers of the
mechanism, with the ranges of the case. One thing is simpler than there: rates hold with the memories as at
the end of the case's own record, in simulated histories too.

With ``--file`` every history is written down as it is done, and a study that was broken off goes on after
the last one there.

The simulation is plain NumPy and shares no code with the likelihood.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import exp, log
from pathlib import Path
from time import process_time

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit
from scipy.stats import chi2

from majlis.case.load import load
from majlis.chance.distribution import Distribution, LogNormal, Triangular
from majlis.dynamics.likelihood import PARAMETERS, Count, History, parameters_of
from majlis.explore.tempering import Posterior, posterior
from majlis.explore.updating import likelihood_of, problems

Floats = NDArray[np.float64]

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


@dataclass(frozen=True)
class Study:
    """What is simulated and learned: where a history is seen, the prior, and what its numbers mean."""

    seen: History
    prior: Mapping[str, Distribution]
    parameters: Callable[[Floats], Floats]


def wide(seen: History) -> Study:
    """Return the study of the likelihood's own numbers."""

    def parameters(values: Floats) -> Floats:
        return parameters_of(dict(zip(PRIOR, values.T, strict=True)) | KNOWN, len(values))

    return Study(seen, PRIOR, parameters)


def study_of(case: str, prior: str) -> Study:
    """Return the study of a case: one escalation, seen where its record says something."""
    problem = problems(load(case))[0]
    seen = informative(problem.record.history)
    return Study(seen, problem.free, problem.parameters) if prior == "case" else wide(seen)


def informative(history: History) -> History:
    """Return a history without the lower bounds that lie below what was known before."""
    known, counts = 0, []
    for count in sorted(history.counts, key=lambda each: each.day):
        if count.bound == "lower" and not count.other and count.value <= known:
            continue
        counts.append(count)
        if count.bound != "upper" and not count.other:
            known = max(known, count.value)
    return replace(history, counts=tuple(counts))


def seen_as(seen: History, what: Simulated, p: Mapping[str, float], rng: np.random.Generator) -> History:
    """See a simulated history where another was seen.

    A bound asks whether the total has reached a mark set from the last one known; a total that has not is
    an upper bound. On the second basis every count is exact.
    """
    totals = np.concatenate(([0], np.cumsum(what.attacks)))
    counts, known = [], 0
    for count in sorted(seen.counts, key=lambda each: each.day):
        begin = seen.other_since if count.other else seen.since
        value, bound = int(totals[count.day] - totals[begin]), count.bound
        if count.other:
            spread, bound = p["share_dispersion"], "exact"
            value = int(rng.poisson(p["share"] * value * rng.gamma(1.0 / spread, spread)))
        elif bound == "exact":
            known = value
        else:
            mark = known + int(rng.integers(1, 12))
            bound, value = ("lower", mark) if value >= mark else ("upper", mark - 1)
        counts.append(Count(count.day, value, bound, count.other))
    return replace(seen, counts=tuple(counts), strikes=what.strikes, casualties=what.casualties)


def learn(study: Study, number: int, draws: int, particles: int) -> tuple[Floats, Posterior]:
    """Simulate a history and learn from it; return the numbers behind it and the posterior."""
    rng = np.random.default_rng(number)
    shares = rng.random(len(study.prior))
    truth = np.array([float(each.quantile(u)) for each, u in zip(study.prior.values(), shares, strict=True)])
    p = dict(zip(PARAMETERS, study.parameters(truth[None])[0].tolist(), strict=True))
    what = simulate(p, study.seen.week_days, rng)
    history = seen_as(study.seen, what, p, rng)
    likelihood = likelihood_of(study.parameters, history, number, particles)
    return truth, posterior(study.prior, likelihood, number, draws)


def ranks(
    study: Study, numbers: range, draws: int = 200, particles: int = 16
) -> Iterator[tuple[Floats, Floats]]:
    """Yield, history by history, the ranks among posterior draws, as shares, and the shrinkage [number]."""
    for number in numbers:
        truth, after = learn(study, number, draws, particles)
        # A rank is a whole number; spread over its own step, it is uniform without steps.
        rng = np.random.default_rng([number, 1])
        below = (after.values < truth).sum(axis=0) + rng.random(len(truth))
        yield below / (draws + 1), after.shrinkage()


def main() -> None:
    """Simulate, learn, and print coverage and uniformity by number."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--case", default="iraq-2024", help="where histories are seen as the case's was")
    reader.add_argument("--prior", choices=("wide", "case"), default="wide")
    reader.add_argument("--histories", type=int, default=100)
    reader.add_argument("--first", type=int, default=1, help="number of the first history, its seed")
    reader.add_argument("--draws", type=int, default=200)
    reader.add_argument("--particles", type=int, default=16)
    reader.add_argument("--file", type=Path, help="keeps what is done, to go on from")
    chosen = reader.parse_args()
    study = study_of(chosen.case, chosen.prior)
    done = read(chosen.file) if chosen.file else {}
    numbers = range(chosen.first, chosen.first + chosen.histories)
    left = [number for number in numbers if number not in done]
    for number in left:
        ((found, gone),) = ranks(study, range(number, number + 1), chosen.draws, chosen.particles)
        done[number] = (found, gone)
        if chosen.file:
            keep(chosen.file, number, found, gone)
    show(study, {number: done[number] for number in numbers}, chosen.draws)
    print(f"{process_time():.0f} s of process time for {len(left)} of them")


def read(file: Path) -> dict[int, tuple[Floats, Floats]]:
    """Return the histories that a file holds: ranks and shrinkage by number."""
    if not file.exists():
        return {}
    with file.open(newline="", encoding="utf-8") as rows:
        found = {int(row[0]): np.array(row[1:], dtype=np.float64) for row in csv.reader(rows)}
    return {number: (row[: len(row) // 2], row[len(row) // 2 :]) for number, row in found.items()}


def keep(file: Path, number: int, found: Floats, gone: Floats) -> None:
    """Add a history to a file."""
    with file.open("a", newline="", encoding="utf-8") as rows:
        csv.writer(rows).writerow([number, *found.round(6), *gone.round(6)])


def show(study: Study, done: Mapping[int, tuple[Floats, Floats]], draws: int) -> None:
    """Print coverage and uniformity by number, and beside it how the numbers drawn lie in their prior.

    What is not learned lies in its posterior where it was drawn in its prior, chance included.
    """
    found, gone = (np.array(each) for each in zip(*done.values(), strict=True))
    drawn = np.array([np.random.default_rng(number).random(len(study.prior)) for number in done])
    print(f"{len(done)} histories, {draws} draws each")
    print(f"{'number':<20}{'in 50 %':>9}{'in 80 %':>9}{'mean rank':>11}{'p of uniform':>14}{'shrinkage':>11}")
    for name, column, less in zip(study.prior, found.T, gone.T, strict=True):
        print(f"{name:<20}{coverage(column)}{unevenness(column):14.3f}{less.mean():11.2f}")
    print(f"{'all':<20}{coverage(found)}\n{'all in the prior':<20}{coverage(drawn)}")


def coverage(shares: Floats) -> str:
    """Return the shares in the central 50 and 80 per cent, and the mean."""
    middle = np.abs(shares - 0.5)
    return f"{(middle < 0.25).mean():9.3f}{(middle < 0.4).mean():9.3f}{shares.mean():11.3f}"


def unevenness(column: Floats) -> float:
    """Return the chance of ranks as uneven as these, were they uniform."""
    parts = np.histogram(column, bins=5, range=(0, 1))[0]
    return float(chi2.sf(((parts - parts.mean()) ** 2 / parts.mean()).sum(), 4))


if __name__ == "__main__":
    main()
