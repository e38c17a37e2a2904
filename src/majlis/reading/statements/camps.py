"""Who stands where: every party's own words and role together with what ties it to the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, tanh
from typing import NamedTuple

from majlis.reading.statements.relations import Pair

_ROUNDS = 40
_STILL = 1e-3


class Camps(NamedTuple):
    """For each party how it leans (-1 to 1), and how well the whole fits together (a log-probability)."""

    leaning: tuple[float, ...]
    fit: float


def camps(own: Sequence[float], ties: Mapping[Pair, float]) -> Camps:
    """Settle the sides of all parties together.

    With sides s in {-1, 1}, log P(s) = sum_i own_i s_i / 2 + sum_ij tie_ij s_i s_j / 2 + constant (an Ising
    model: Besag 1974, Journal of the Royal Statistical Society B 36). Its means are found by mean field,
    m_i = tanh((own_i + sum_j tie_ij m_j) / 2), halfway to the new value in each round; ``fit`` is the
    mean-field bound on the log of the constant, less that of parties without words or ties.

    Parameters
    ----------
    own
        Log-odds of the plus side for each party by itself.
    ties
        By pair of parties, log-odds that they stand together.

    """
    half = [value / 2 for value in own]
    near: list[list[tuple[int, float]]] = [[] for _ in own]
    for (one, other), weight in ties.items():
        near[one].append((other, weight / 2))
        near[other].append((one, weight / 2))
    leaning = [*map(tanh, half)]
    for _ in range(_ROUNDS):
        moved = 0.0
        for n, pull in enumerate(half):
            for other, weight in near[n]:
                pull += weight * leaning[other]
            step = (tanh(pull) - leaning[n]) / 2
            leaning[n] += step
            if abs(step) > moved:
                moved = abs(step)
        if moved < _STILL:
            break
    fit = sum(value * mean / 2 + _entropy(mean) for value, mean in zip(own, leaning, strict=True))
    fit += sum(weight * leaning[one] * leaning[other] / 2 for (one, other), weight in ties.items())
    return Camps(tuple(leaning), fit)


def _entropy(mean: float) -> float:
    """Give the entropy of a side with this mean, less that of an open one."""
    shares = ((1 + mean) / 2, (1 - mean) / 2)
    return -sum(share * log(share) for share in shares if share > 0) - log(2)
