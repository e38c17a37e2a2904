"""Learning from history: the numbers of an escalation before and after its record is seen.

The prior is what the case or the mechanism says; the posterior is drawn by sequential Monte Carlo
(`majlis.explore.tempering`) under the likelihood of the record (`majlis.dynamics.likelihood`). A row of
``parameters.csv`` that was itself learned counts with its prior, so that the record is not used twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from majlis.case.case import Case
from majlis.chance.addressed import Addressed
from majlis.chance.distribution import Distribution, LogNormal, Triangular
from majlis.dynamics.escalation_parameters import LEARNABLE, STEADY, learnable, likelihood_parameters
from majlis.dynamics.likelihood import History, log_likelihood, parameters_of
from majlis.ensemble.motion.model import assemble_motion
from majlis.explore.recorded import NoRecord, Recorded, recorded
from majlis.explore.tempering import Likelihood, Memory, Posterior, Progress, posterior
from majlis.explore.triangle import triangle

Floats = NDArray[np.float64]

KIND = "escalation"
DRAWS, PARTICLES = 1_000, 32
OTHER_BASIS: dict[str, Distribution] = {
    "share": LogNormal(0.7, 1.2, 2.0),
    "share_dispersion": Triangular(0.01, 0.05, 0.2),
}
"""Judgement: counts on another basis run from two thirds to twice the main one, with an error of a fifth."""
SAME_BASIS: dict[str, ArrayLike] = {"share": 1.0, "share_dispersion": 0.0}
LEARNED = 0.2
"""Share of the prior variance that must be gone before a number counts as learned."""
ERRORS = 3.0
"""It must also be gone by so many standard errors."""
_AT_A_TIME = 1_000


@dataclass(frozen=True)
class Problem:
    """What is to be learned of one escalation, before its record is seen.

    Attributes
    ----------
    record
        What the case records.
    free
        The prior of every number of which the record can say something.
    fixed
        The numbers that the likelihood reads and the record says nothing of, each with its mean.
    from_data
        Free numbers whose prior the case itself marks as data: it may rest on the same record.

    """

    record: Recorded
    free: Mapping[str, Distribution]
    fixed: Mapping[str, float]
    from_data: tuple[str, ...] = ()

    def parameters(self, values: Floats) -> Floats:
        """Return the likelihood's parameters [draw, parameter] from values of the free numbers."""
        size = len(values)
        number = {name: np.full(size, value) for name, value in self.fixed.items()}
        number |= {name: values[:, column] for column, name in enumerate(self.free)}
        basis = {name: number.get(name, np.full(size, value)) for name, value in SAME_BASIS.items()}
        table = likelihood_parameters(number, self.record.history, self.record.regime)
        return parameters_of(table | basis, size)


@dataclass(frozen=True)
class Learned:
    """One number before and after: its quantiles at 10, 50 and 90 per cent.

    Attributes
    ----------
    name
        Its name in the mechanism.
    before, after
        Quantiles of the prior and of the posterior.
    shrinkage
        Share of its prior variance that is gone, on the scale on which the prior is normal.
    effective_size
        How many independent draws its posterior is worth.
    estimate
        The triangular distribution nearest to the posterior: low, value, high, within the prior.
    from_data
        Whether the case marks its prior as data, which may be the same record.

    """

    name: str
    before: tuple[float, float, float]
    after: tuple[float, float, float]
    shrinkage: float
    effective_size: float
    estimate: tuple[float, float, float]
    from_data: bool = False

    @property
    def is_learned(self) -> bool:
        """Whether the record says enough of it."""
        # Of a normal sample the variance has a relative standard error of the root of 2 / n.
        return self.shrinkage >= max(LEARNED, ERRORS * sqrt(2.0 / self.effective_size))

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

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know before using the numbers."""
        said = []
        rest = [number.name for number in self.numbers if not number.is_learned]
        if rest:
            count = f"{len(rest)} of {len(self.numbers)} numbers"
            said.append(
                f"the record says next to nothing of {count}, which keep their prior: {', '.join(rest)}"
            )
        twice = [number.name for number in self.numbers if number.from_data]
        if twice:
            said.append(
                "the record may count twice, since the case marks the prior of these as data already: "
                f"{', '.join(twice)}"
            )
        against = [number.name for number in self.numbers if number.in_conflict]
        if against:
            said.append(f"the record puts these where the prior hardly had them: {', '.join(against)}")
        return tuple(said)


def fit(
    case: Case,
    draws: int = DRAWS,
    seed: int = 1,
    particles: int = PARTICLES,
    progress: Progress | None = None,
    memory: Callable[[str], Memory] | None = None,
) -> tuple[Fit, ...]:
    """Learn the numbers of every escalation of a case from its record.

    Parameters
    ----------
    case
        The case.
    draws, particles
        Posterior draws, and paths of unknown counts that each follows.
    seed
        Addresses every random number.
    progress
        Called as the work goes on.
    memory
        Gives, for an escalation, where unfinished work is kept.

    Raises
    ------
    NoRecord
        When the case has no escalation, or no record of one.

    """
    found, memories = [], []
    for problem in problems(case):
        record = problem.record
        likelihood = likelihood_of(problem.parameters, record.history, seed, particles)
        memories += [memory(record.instance)] if memory else []
        after = posterior(problem.free, likelihood, seed, draws, progress, memories[-1] if memory else None)
        found.append(Fit(record, after, _numbers(problem, after)))
    for each in memories:
        each.forget()
    return tuple(found)


def problems(case: Case) -> tuple[Problem, ...]:
    """Return what is to be learned of every escalation of a case.

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
    records = [recorded(case, use) for use in uses]
    named = assemble_motion(before_data(case)).numbers.named
    prior = {name: number.distribution for name, number in named.items()}
    marked = {row.name for row in case.parameters if row.basis == "data" and row.prior is None}
    return tuple(_problem(record, prior, marked) for record in records)


def likelihood_of(
    parameters: Callable[[Floats], Floats], history: History, seed: int, particles: int
) -> Likelihood:
    """Return the likelihood of a history, given how its parameters follow from the numbers."""
    random = Addressed(seed)

    def likelihood(values: Floats, stream: str) -> Floats:
        table, found = parameters(values), np.empty(len(values))
        # Some draws at a time, so that an interrupt need not wait for all of them.
        for begin in range(0, len(values), _AT_A_TIME):
            draws = np.arange(begin, min(begin + _AT_A_TIME, len(values)))
            found[draws] = log_likelihood(history, table[draws], random, draws, particles, stream)
        return found

    return likelihood


def before_data(case: Case) -> Case:
    """Return the case with the numbers that it learned from its record as they were before."""
    rows = tuple(
        row if row.prior is None else row.model_copy(update={"estimate": row.prior, "prior": None})
        for row in case.parameters
    )
    return case.model_copy(update={"parameters": rows})


def _problem(record: Recorded, prior: Mapping[str, Distribution], marked: set[str]) -> Problem:
    prefix = f"{record.instance}."
    own = {name.removeprefix(prefix): each for name, each in prior.items() if name.startswith(prefix)}
    names = learnable(record.history)
    fixed = {name: own[name].mean() for name in (*LEARNABLE, *STEADY) if name not in names}
    free = {name: own[name] for name in names} | (OTHER_BASIS if len(record.series) > 1 else {})
    return Problem(record, free, fixed, tuple(name for name in names if prefix + name in marked))


def _numbers(problem: Problem, after: Posterior) -> tuple[Learned, ...]:
    shrinkage, sizes = after.shrinkage(), after.effective_sizes()
    return tuple(
        Learned(
            name,
            _three(prior.quantile((0.1, 0.5, 0.9))),
            _three(np.quantile(after.values[:, column], (0.1, 0.5, 0.9))),
            float(shrinkage[column]),
            float(sizes[column]),
            triangle(after.values[:, column], prior.support()),
            name in problem.from_data,
        )
        for column, (name, prior) in enumerate(problem.free.items())
    )


def _three(quantiles: Floats) -> tuple[float, float, float]:
    low, middle, high = (float(each) for each in quantiles)
    return low, middle, high
