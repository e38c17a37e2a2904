"""Learning from history: the numbers of an escalation before and after its record is seen.

The prior is what the case or the mechanism says; the posterior is drawn by sequential Monte Carlo
(`majlis.explore.tempering`) under the likelihood of the record (`majlis.dynamics.likelihood`). A row of
``parameters.csv`` that was itself learned counts with its prior, so that the record is not used twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize

from majlis.case.case import Case
from majlis.chance.addressed import Addressed
from majlis.chance.distribution import Distribution, LogNormal, Triangular
from majlis.dynamics.escalation_parameters import LEARNABLE, STEADY, learnable, likelihood_parameters
from majlis.dynamics.likelihood import log_likelihood, parameters_of
from majlis.ensemble.motion.model import assemble_motion
from majlis.explore.recorded import NoRecord, Recorded, recorded
from majlis.explore.tempering import Posterior, posterior

Floats = NDArray[np.float64]

KIND = "escalation"
OTHER_BASIS: dict[str, Distribution] = {
    "share": LogNormal(0.7, 1.2, 2.0),
    "share_dispersion": Triangular(0.01, 0.05, 0.2),
}
"""Judgement: counts on another basis run from two thirds to twice the main one, with an error of a fifth."""
SAME_BASIS: dict[str, ArrayLike] = {"share": 1.0, "share_dispersion": 0.0}
LEARNED = 0.2
"""Share of the prior variance that must be gone before a number counts as learned: four standard errors."""
_SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
_DIGITS = 3


@dataclass(frozen=True)
class Learned:
    """One number before and after: quantiles at 5, 50 and 95 per cent, and how much of its spread is gone.

    ``estimate`` is the triangular distribution nearest to the posterior: low, value, high, within the prior.
    """

    name: str
    before: tuple[float, float, float]
    after: tuple[float, float, float]
    shrinkage: float
    estimate: tuple[float, float, float]

    @property
    def is_learned(self) -> bool:
        """Whether the record says enough of it."""
        return self.shrinkage >= LEARNED

    @property
    def in_conflict(self) -> bool:
        """Whether the record puts it where the prior hardly had it."""
        return not self.before[0] <= self.after[1] <= self.before[2]


@dataclass(frozen=True)
class Fit:
    """What the record of one escalation says of its numbers."""

    recorded: Recorded
    posterior: Posterior
    numbers: tuple[Learned, ...]


def fit(case: Case, draws: int = 1_000, seed: int = 1, particles: int = 64) -> tuple[Fit, ...]:
    """Learn the numbers of every escalation of a case from its record.

    Parameters
    ----------
    case
        The case.
    draws, particles
        Posterior draws, and paths of unknown counts that each follows.
    seed
        Addresses every random number.

    Raises
    ------
    NoRecord
        When the case has no escalation, or no record of one.

    """
    uses = [use.id for use in case.motion.mechanisms if use.kind == KIND] if case.motion else []
    if not uses:
        raise NoRecord(
            f"{case.id}: no mechanism to learn of; expected one of the kind '{KIND}' "
            "under 'motion:' in case.yaml"
        )
    prior = _prior(case)
    return tuple(_fit(prior, recorded(case, use), draws, seed, particles) for use in uses)


def before_data(case: Case) -> Case:
    """Return the case with the numbers that it learned from its record as they were before."""
    rows = tuple(
        row if row.prior is None else row.model_copy(update={"estimate": row.prior, "prior": None})
        for row in case.parameters
    )
    return case.model_copy(update={"parameters": rows})


def _prior(case: Case) -> dict[str, Distribution]:
    named = assemble_motion(before_data(case)).numbers.named
    return {name: number.distribution for name, number in named.items()}


def _fit(prior: dict[str, Distribution], record: Recorded, draws: int, seed: int, particles: int) -> Fit:
    own = {name: prior[f"{record.instance}.{name}"] for name in learnable(record.history)}
    free = own | (OTHER_BASIS if len(record.series) > 1 else {})
    fixed = _fixed(prior, record, tuple(own))
    random = Addressed(seed)

    def likelihood(values: Floats, stream: str) -> Floats:
        size = len(values)
        number = {name: np.full(size, value) for name, value in fixed.items()}
        number |= {name: values[:, column] for column, name in enumerate(free)}
        basis = {name: number.get(name, np.full(size, value)) for name, value in SAME_BASIS.items()}
        table = likelihood_parameters(number, record.history, record.regime) | basis
        parameters = parameters_of(table, size)
        return log_likelihood(record.history, parameters, random, np.arange(size), particles, stream)

    after = posterior(free, likelihood, seed, draws)
    return Fit(record, after, tuple(_learned(after, column, free[name]) for column, name in enumerate(free)))


def _fixed(prior: dict[str, Distribution], record: Recorded, free: tuple[str, ...]) -> dict[str, float]:
    """Return the means of the numbers that the likelihood reads and the record says nothing of."""
    prefix = f"{record.instance}."
    own = {name.removeprefix(prefix): each for name, each in prior.items() if name.startswith(prefix)}
    return {name: own[name].mean() for name in (*LEARNABLE, *STEADY) if name not in free}


def _learned(after: Posterior, column: int, prior: Distribution) -> Learned:
    values = after.values[:, column]
    shares = np.array((0.05, 0.5, 0.95))
    before, found = prior.quantile(shares), np.quantile(values, shares)
    return Learned(
        after.names[column],
        (float(before[0]), float(before[1]), float(before[2])),
        (float(found[0]), float(found[1]), float(found[2])),
        float(after.shrinkage()[column]),
        triangle(values, prior.support()),
    )


def triangle(values: Floats, support: tuple[float, float]) -> tuple[float, float, float]:
    """Return low, value and high of the triangular distribution with quantiles nearest to those of draws.

    It stays within the support of the prior, and its numbers are rounded to three digits.
    """
    aim = np.quantile(values, _SHARES)
    wide = max(float(aim[-1] - aim[0]), 1e-12)

    def ends(at: Floats) -> tuple[float, float, float]:
        middle = float(np.clip(at[0], *support))
        low, high = middle - wide * abs(at[1]), middle + wide * abs(at[2])
        return max(low, support[0]), middle, min(high, support[1])

    def miss(at: Floats) -> float:
        low, middle, high = ends(at)
        if not low < high:
            return 1e6
        return float((((Triangular(low, middle, high).quantile(_SHARES) - aim) / wide) ** 2).sum())

    best = minimize(miss, np.array([aim[2], 0.7, 0.7]), method="Nelder-Mead", options={"maxiter": 2_000})
    low, middle, high = (_rounded(number) for number in ends(best.x))
    return min(low, middle), middle, max(middle, high)


def _rounded(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")
