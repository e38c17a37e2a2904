"""From prior draws to posterior draws: sequential Monte Carlo with tempering.

Draws start from the prior and meet the likelihood to a power that rises from 0 to 1, each step as large as
half the effective sample size allows. After each step draws are resampled and moved by Metropolis steps whose
shape is that of the draws themselves (Del Moral, Doucet and Jasra 2006). The likelihood may be an unbiased
estimate: a draw keeps its estimate until it moves, so the last power, 1, aims at the exact posterior (Andrieu
and Roberts 2009; Duan and Fulop 2015).

Moves are made on a normal scale, on which the prior of every parameter is a standard normal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from majlis.chance.addressed import Addressed
from majlis.chance.distribution import Distribution

Floats = NDArray[np.float64]
Likelihood = Callable[[Floats, str], Floats]
"""From values [draw, parameter] and the name of a stream of random numbers to log likelihoods [draw]."""

KEPT = 0.5
MOVES = 8
_STEPS = 40
_EDGE = 2.0**-53
_AIM = 0.25


class ImpossibleHistory(ValueError):  # noqa: N818 - named for what the user sees
    """Raised when no draw of the prior could have brought about what is recorded."""


@dataclass(frozen=True)
class Posterior:
    """Draws after seeing the data.

    Attributes
    ----------
    names
        Names of the parameters.
    prior, values
        Draws [draw, parameter] before and after.
    normal
        The posterior draws on the normal scale of the prior [draw, parameter].
    log_evidence
        Log of the mean likelihood under the prior.
    importance_size
        Effective sample size that the prior draws alone would have given, by importance sampling.
    effective_size
        Draws that were not copies of another at the end.
    powers
        The powers through which the likelihood rose.
    accepted
        Mean share of moves accepted at the last power.

    """

    names: tuple[str, ...]
    prior: Floats
    values: Floats
    normal: Floats
    log_evidence: float
    importance_size: float
    effective_size: int
    powers: tuple[float, ...]
    accepted: float

    def quantiles(self, shares: tuple[float, ...] = (0.05, 0.5, 0.95)) -> Floats:
        """Return posterior quantiles [share, parameter]."""
        return np.quantile(self.values, shares, axis=0)

    def shrinkage(self) -> Floats:
        """Return the share of each prior variance, on the normal scale, that is gone; 0 at least."""
        gone: Floats = np.maximum(0.0, 1.0 - self.normal.var(axis=0))
        return gone


def effective_size(log_weights: Floats) -> float:
    """Return the effective sample size of weights (Kong 1992); 0 where all are nought."""
    top = log_weights.max()
    if top == -np.inf:
        return 0.0
    weights = np.exp(log_weights - top)
    return float(weights.sum() ** 2 / (weights**2).sum())


def posterior(
    prior: Mapping[str, Distribution], likelihood: Likelihood, seed: int, draws: int = 1_000
) -> Posterior:
    """Draw from the posterior.

    Parameters
    ----------
    prior
        Distribution of each parameter; they are independent.
    likelihood
        Gives log likelihoods; called many times.
    seed
        Addresses every random number.
    draws
        How many draws.

    Raises
    ------
    ImpossibleHistory
        When the likelihood is nought at every prior draw.

    """
    walk = _Walk(prior, likelihood, Addressed(seed), draws)
    first = walk.values(walk.normal)
    whole = effective_size(walk.found)
    if whole == 0.0:
        raise ImpossibleHistory(
            f"none of {draws:,} draws of the prior could have brought about the recorded history; "
            "widen the ranges, or correct the counts"
        )
    powers, log_evidence, accepted = [0.0], 0.0, 1.0
    while powers[-1] < 1.0:
        power = walk.next_power(powers[-1])
        log_evidence += walk.resample((power - powers[-1]) * walk.found, len(powers))
        powers.append(power)
        accepted = walk.move(power, len(powers))
    return Posterior(
        tuple(prior),
        first,
        walk.values(walk.normal),
        walk.normal,
        log_evidence,
        whole,
        len(np.unique(walk.normal, axis=0)),
        tuple(powers),
        accepted,
    )


class _Walk:
    """Draws on their way from the prior to the posterior."""

    def __init__(
        self, prior: Mapping[str, Distribution], likelihood: Likelihood, random: Addressed, draws: int
    ) -> None:
        self.prior, self.likelihood, self.random = prior, likelihood, random
        self.indices = np.arange(draws)
        names = [f"fit.{name}" for name in prior]
        self.normal: Floats = ndtri(random.uniforms_many(names, self.indices))
        self.found = likelihood(self.values(self.normal), "fit.0")
        self.scale = 2.38 / np.sqrt(len(prior))

    def values(self, normal: Floats) -> Floats:
        """Return the values of draws on the normal scale."""
        shares = np.clip(ndtr(normal), _EDGE, 1.0 - _EDGE)
        columns = [each.quantile(shares[:, k]) for k, each in enumerate(self.prior.values())]
        return np.stack(columns, axis=1)

    def next_power(self, power: float) -> float:
        """Return the largest next power that keeps half the effective size of the possible draws."""
        found = self.found[self.found > -np.inf]
        aim = KEPT * len(found)
        if effective_size((1.0 - power) * found) >= aim:
            return 1.0
        low, high = power, 1.0
        for _ in range(_STEPS):
            middle = (low + high) / 2.0
            enough = effective_size((middle - power) * found) >= aim
            low, high = (middle, high) if enough else (low, middle)
        return high

    def resample(self, log_weights: Floats, step: int) -> float:
        """Let draws live on by their weights, systematically; return the log of the mean weight."""
        top = log_weights.max()
        weights = np.exp(log_weights - top)
        size = len(weights)
        start = self.random.uniforms("fit.resample", [0], step=step)[0, 0]
        pick = np.searchsorted(np.cumsum(weights) / weights.sum(), (np.arange(size) + start) / size)
        pick = np.minimum(pick, np.flatnonzero(weights > 0)[-1])
        self.normal, self.found = self.normal[pick], self.found[pick]
        return float(top + np.log(weights.mean()))

    def move(self, power: float, step: int) -> float:
        """Move every draw some times towards the posterior at a power; return the share accepted."""
        width = self.normal.shape[1]
        shape = np.linalg.cholesky(np.atleast_2d(np.cov(self.normal.T)) + 1e-6 * np.eye(width))
        shares = []
        for number in range(MOVES):
            name = f"fit.move.{step}.{number}"
            uniform = self.random.uniforms(name, self.indices, width + 1)
            tried = self.normal + self.scale * ndtri(uniform[:, :width]) @ shape.T
            found = self.likelihood(self.values(tried), name)
            gain = power * (found - self.found) + (self.normal**2 - tried**2).sum(axis=1) / 2.0
            take = np.log(uniform[:, width]) < gain
            self.normal[take], self.found[take] = tried[take], found[take]
            shares.append(float(take.mean()))
            self.scale *= float(np.exp(np.clip(shares[-1] - _AIM, -0.5, 0.5)))
        return float(np.mean(shares))
