"""Shares and counts drawn by inversion: one uniform number gives one share or one count."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv

from majlis.chance.kernel import call
from majlis.models.chamber_count_kernel import walk

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


def tilted(share: ArrayLike, log_odds: ArrayLike) -> Floats:
    r"""Move shares by log-odds :math:`s`: :math:`p e^s / (1 - p + p e^s)`; 0 and 1 stay where they are."""
    factor = np.exp(log_odds)
    moved: Floats = np.asarray(share) * factor / (1.0 - np.asarray(share) + np.asarray(share) * factor)
    return moved


def beta_quantile(u: Floats, mean: Floats, alike: ArrayLike) -> Floats:
    r"""Draw a bloc's share from a beta distribution with a mean and a correlation of members.

    With correlation :math:`\rho` the parameters are :math:`m(1/\rho-1)` and :math:`(1-m)(1/\rho-1)`, so that
    a binomial count over the share has the variance :math:`n m (1-m) [1 + (n-1)\rho]`. At correlation 0, and
    at a mean of 0 or 1, the share is the mean. It never falls as u or the mean rises.

    Parameters
    ----------
    u, mean : float64, one shape
        Uniform numbers, and shares from 0 to 1.
    alike : float64 that broadcasts to the shape
        From 0 to below 1.

    """
    share: Floats = np.array(mean, dtype=np.float64)
    rho = np.broadcast_to(np.asarray(alike, dtype=np.float64), share.shape)
    spread = (rho > 0.0) & (share > 0.0) & (share < 1.0)
    weight = 1.0 / rho[spread] - 1.0
    centre = share[spread]
    share[spread] = betaincinv(centre * weight, (1.0 - centre) * weight, u[spread])
    return share


def binomial_quantile(u: ArrayLike, n: ArrayLike, p: ArrayLike) -> Counts:
    r"""Give the count k at which the binomial distribution of n trials with probability p reaches u.

    Walks up from :math:`\mu - 9\sqrt\mu`, below which there is less than :math:`e^{-40}`, with p at most one
    half (else the failures are counted). It never falls as u, n or p rises, but for rounding in the last
    digits of u.

    Parameters
    ----------
    u, n, p : one shape, or shapes that broadcast
        Uniform numbers within 0 to 1, whole numbers of at least 0, probabilities.

    """
    u, n, p = np.broadcast_arrays(
        np.asarray(u, np.float64), np.asarray(n, np.float64), np.asarray(p, np.float64)
    )
    failures = p > 0.5
    chance = np.where(failures, 1.0 - p, p).ravel()
    level = np.where(failures, 1.0 - u, u).ravel()
    trials = n.flatten()
    count = np.empty_like(level)
    call(walk, level, trials, chance, count)
    found = count.reshape(u.shape)
    return np.where(failures, n - found, found).astype(np.int64)
