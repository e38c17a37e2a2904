"""From prior draws to posterior draws: sequential Monte Carlo with tempering.

Draws start from the prior and meet the likelihood to a power that rises from 0 to 1, each step as large as
half the effective sample size allows. After each step draws are resampled and moved by Metropolis steps whose
shape is that of the draws themselves (Del Moral, Doucet and Jasra 2006). The likelihood may be an unbiased
estimate: a draw keeps its estimate until it moves, so the last power, 1, aims at the exact posterior (Andrieu
and Roberts 2009; Duan and Fulop 2015).

Moves are made on a normal scale, on which the prior of every parameter is a standard normal. A move leaves a
normal distribution with the draws' own mean and covariance as it is (Crank-Nicolson: Neal 1998; Cotter,
Roberts, Stuart and White 2013), so it may be large where little is learned, however many parameters there
are.

What the draws are worth is read off their ancestors: draws of one ancestor are not independent, and the
variance of a mean is that of the sums over ancestors (Chan and Lai 2013; Lee and Whiteley 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from majlis.chance.addressed import Addressed
from majlis.chance.distribution import Distribution

Floats = NDArray[np.float64]
Arrays = dict[str, NDArray[Any]]
Likelihood = Callable[[Floats, str], Floats]
"""From values [draw, parameter] and the name of a stream of random numbers to log likelihoods [draw]."""
Progress = Callable[[int, int], None]
"""Told how far the power has risen, in thousandths, and 1,000."""

KEPT = 0.5
MOVES = 8
_HALVINGS = 40
_EDGE = 2.0**-53
_AIM = 0.25
_WIDER = 1.1
_THOUSAND = 1_000


class ImpossibleHistory(ValueError):  # noqa: N818 - named for what the user sees
    """Raised when no draw of the prior could have brought about what is recorded."""


class Memory(Protocol):
    """Where unfinished work is kept, to go on from."""

    def read(self) -> Arrays | None:
        """Return what was kept last, or None."""
        ...

    def keep(self, state: Arrays) -> None:
        """Keep a state in place of the last."""
        ...

    def forget(self) -> None:
        """Keep it no longer: the work is done."""
        ...


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
    ancestors
        The prior draw from which each posterior draw descends [draw].
    log_evidence
        Log of the mean likelihood under the prior.
    importance_size
        Effective sample size that the prior draws alone would have given, by importance sampling.
    powers
        The powers through which the likelihood rose.
    accepted
        Mean share of moves accepted at the last power.

    """

    names: tuple[str, ...]
    prior: Floats
    values: Floats
    normal: Floats
    ancestors: NDArray[np.int64]
    log_evidence: float
    importance_size: float
    powers: tuple[float, ...]
    accepted: float

    def quantiles(self, shares: tuple[float, ...] = (0.1, 0.5, 0.9)) -> Floats:
        """Return posterior quantiles [share, parameter]."""
        return np.quantile(self.values, shares, axis=0)

    def shrinkage(self) -> Floats:
        """Return the share of each prior variance, on the normal scale, that is gone; 0 at least."""
        gone: Floats = np.maximum(0.0, 1.0 - self.normal.var(axis=0))
        return gone

    def effective_sizes(self) -> Floats:
        """Return how many independent draws the mean of each parameter is worth, on the normal scale."""
        return worth(self.normal, self.ancestors)


def effective_size(log_weights: Floats) -> float:
    """Return the effective sample size of weights (Kong 1992); 0 where all are nought."""
    top = log_weights.max()
    if top == -np.inf:
        return 0.0
    weights = np.exp(log_weights - top)
    return float(weights.sum() ** 2 / (weights**2).sum())


def worth(draws: Floats, ancestors: NDArray[np.int64]) -> Floats:
    """Return how many independent draws the mean of each column is worth, at most as many as there are.

    Fewer than two ancestors say nothing of it, so they are worth one.
    """
    size, width = draws.shape
    families = np.unique(ancestors, return_inverse=True)[1]
    if families.max() == 0:
        return np.ones(width)
    apart = draws - draws.mean(axis=0)
    sums = np.zeros((families.max() + 1, width))
    np.add.at(sums, families, apart)
    found: Floats = (apart**2).sum(axis=0) * size / np.maximum((sums**2).sum(axis=0), 1e-300)
    return np.clip(found, 1.0, size)


def posterior(
    prior: Mapping[str, Distribution],
    likelihood: Likelihood,
    seed: int,
    draws: int = 1_000,
    progress: Progress | None = None,
    memory: Memory | None = None,
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
    progress
        Called as the work goes on.
    memory
        Keeps the work; with what it kept, the result is the same as without a break.

    Raises
    ------
    ImpossibleHistory
        When the likelihood is nought at every prior draw.

    """
    walk = _Walk(prior, likelihood, Addressed(seed), draws)
    walk.begin(memory.read() if memory else None)
    while not walk.is_done:
        walk.go_on()
        if memory:
            memory.keep(walk.at.as_arrays())
        if progress:
            progress(round(_THOUSAND * walk.at.powers[-1]), _THOUSAND)
    return walk.result()


@dataclass
class _State:
    """Where a walk is: draws on the normal scale, what the likelihood is at each, and how it got there."""

    normal: Floats
    found: Floats
    ancestors: NDArray[np.int64]
    importance_size: float
    scale: float = 0.5
    log_evidence: float = 0.0
    powers: list[float] = field(default_factory=lambda: [0.0])
    accepted: list[float] = field(default_factory=list)
    centre: Floats = field(default_factory=lambda: np.zeros(0))
    shape: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    def as_arrays(self) -> Arrays:
        return {name: np.asarray(value) for name, value in vars(self).items()}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> _State:
        return cls(
            arrays["normal"],
            arrays["found"],
            arrays["ancestors"],
            float(arrays["importance_size"]),
            float(arrays["scale"]),
            float(arrays["log_evidence"]),
            arrays["powers"].tolist(),
            arrays["accepted"].tolist(),
            arrays["centre"],
            arrays["shape"],
        )


class _Walk:
    """Draws on their way from the prior to the posterior."""

    def __init__(
        self, prior: Mapping[str, Distribution], likelihood: Likelihood, random: Addressed, draws: int
    ) -> None:
        self.prior, self.likelihood, self.random = prior, likelihood, random
        self.indices = np.arange(draws)
        names = [f"fit.{name}" for name in prior]
        self.first: Floats = ndtri(random.uniforms_many(names, self.indices))
        self.at = _State(self.first, np.zeros(draws), self.indices, 0.0)

    def begin(self, kept: Arrays | None) -> None:
        """Begin at the prior, or where an earlier walk was."""
        if kept is not None:
            self.at = _State.of(kept)
            return
        found = self.likelihood(self.values(self.first), "fit.0")
        size = effective_size(found)
        if size == 0.0:
            raise ImpossibleHistory(
                f"none of {len(found):,} draws of the prior could have brought about the recorded history; "
                "widen the ranges, or correct the counts"
            )
        self.at = _State(self.first, found, self.indices, size)

    @property
    def is_done(self) -> bool:
        return self.at.powers[-1] == 1.0 and len(self.at.accepted) == MOVES

    def go_on(self) -> None:
        """Move once at the present power, or rise to the next."""
        if self.at.powers[-1] > 0.0 and len(self.at.accepted) < MOVES:
            self._move()
        else:
            self._rise()

    def result(self) -> Posterior:
        at = self.at
        return Posterior(
            tuple(self.prior),
            self.values(self.first),
            self.values(at.normal),
            at.normal,
            at.ancestors,
            at.log_evidence,
            at.importance_size,
            tuple(at.powers),
            float(np.mean(at.accepted)),
        )

    def values(self, normal: Floats) -> Floats:
        """Return the values of draws on the normal scale."""
        shares = np.clip(ndtr(normal), _EDGE, 1.0 - _EDGE)
        columns = [each.quantile(shares[:, k]) for k, each in enumerate(self.prior.values())]
        return np.stack(columns, axis=1)

    def _next_power(self) -> float:
        """Return the largest next power that keeps half the effective size of the possible draws."""
        power, found = self.at.powers[-1], self.at.found[self.at.found > -np.inf]
        aim = KEPT * len(found)
        if effective_size((1.0 - power) * found) >= aim:
            return 1.0
        low, high = power, 1.0
        for _ in range(_HALVINGS):
            middle = (low + high) / 2.0
            enough = effective_size((middle - power) * found) >= aim
            low, high = (middle, high) if enough else (low, middle)
        return high

    def _rise(self) -> None:
        """Rise to the next power: draws live on by their weights, systematically."""
        at, power = self.at, self._next_power()
        log_weights = (power - at.powers[-1]) * at.found
        top = log_weights.max()
        weights = np.exp(log_weights - top)
        size = len(weights)
        start = self.random.uniforms("fit.resample", [0], step=len(at.powers))[0, 0]
        pick = np.searchsorted(np.cumsum(weights) / weights.sum(), (np.arange(size) + start) / size)
        pick = np.minimum(pick, np.flatnonzero(weights > 0)[-1])
        at.normal, at.found, at.ancestors = at.normal[pick], at.found[pick], at.ancestors[pick]
        at.log_evidence += float(top + np.log(weights.mean()))
        at.powers.append(power)
        at.accepted = []
        width = at.normal.shape[1]
        at.centre = at.normal.mean(axis=0)
        spread = np.atleast_2d(np.cov(at.normal.T)) + 1e-6 * np.eye(width)
        at.shape = np.asarray(_WIDER * np.linalg.cholesky(spread), dtype=np.float64)

    def _move(self) -> None:
        """Move every draw once towards the posterior at the present power."""
        at, width = self.at, self.at.normal.shape[1]
        name = f"fit.move.{len(at.powers)}.{len(at.accepted)}"
        uniform = self.random.uniforms(name, self.indices, width + 1)
        # On this scale the draws are about standard normal.
        was = np.linalg.solve(at.shape, (at.normal - at.centre).T).T
        to = np.sqrt(1.0 - at.scale**2) * was + at.scale * ndtri(uniform[:, :width])
        tried = at.centre + to @ at.shape.T
        found = self.likelihood(self.values(tried), name)
        gain = at.powers[-1] * (found - at.found) + (at.normal**2 - tried**2).sum(axis=1) / 2.0
        gain += (to**2 - was**2).sum(axis=1) / 2.0
        take = np.log(uniform[:, width]) < gain
        at.normal, at.found = np.where(take[:, None], tried, at.normal), np.where(take, found, at.found)
        at.accepted.append(float(take.mean()))
        at.scale = float(min(0.999, at.scale * np.exp(np.clip(at.accepted[-1] - _AIM, -0.5, 0.5))))
