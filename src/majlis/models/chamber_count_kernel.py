"""The walk up a binomial distribution by which :mod:`majlis.models.chamber_count` inverts it."""

from __future__ import annotations

from math import exp, floor, lgamma, log, log1p, sqrt
from typing import Any

from majlis.chance.kernel import kernel

SMALLEST = 1e-18
"""A probability that no longer changes a sum near 1."""


@kernel
def walk(level: Any, trials: Any, chance: Any, count: Any) -> None:
    """Fill the smallest counts whose distribution function reaches the levels; chances are up to a half."""
    for i in range(level.size):
        n, p = trials[i], chance[i]
        if p <= 0.0 or n <= 0.0:
            count[i] = 0.0
            continue
        mean = n * p
        k = floor(max(0.0, mean - 9.0 * sqrt(mean)))
        ways = lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0)
        mass = exp(ways + k * log(p) + (n - k) * log1p(-p))
        reached, odds = mass, p / (1.0 - p)
        while reached < level[i] and k < n and (mass > SMALLEST or k <= mean):
            mass *= (n - k) / (k + 1.0) * odds
            k += 1.0
            reached += mass
        count[i] = k
