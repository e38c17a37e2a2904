"""Draws of every estimate of an assembled case."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from majlis.chance.addressed import Addressed
from majlis.chance.copula import correlate
from majlis.chance.design import sobol
from majlis.ensemble.assembly import Assembly

Floats = NDArray[np.float64]
Design = Literal["addressed", "sobol"]


class Sampler:
    """Draws the estimates of one assembly.

    With ``addressed`` every number is keyed by seed, draw and the estimate's name, so that a case with one
    actor more runs on the same draws. With ``sobol`` the draws of one fixed case fill the space evenly.
    """

    def __init__(self, assembly: Assembly, draws: int, seed: int, design: Design = "addressed") -> None:
        self.assembly = assembly
        self.random = Addressed(seed)
        self.points = sobol(len(assembly.names), draws, seed) if design == "sobol" else None

    def inputs(self, draws: NDArray[np.int64]) -> Floats:
        """Return the value of every estimate [draw, column]."""
        uniforms = self._uniforms(draws)
        together = self.assembly.correlated
        if together.size:
            uniforms[:, together] = correlate(uniforms[:, together], self.assembly.correlation)
        values = np.empty_like(uniforms)
        for column, distribution in enumerate(self.assembly.distributions):
            values[:, column] = distribution.quantile(uniforms[:, column])
        return values

    def errors(self, issue: str, draws: NDArray[np.int64]) -> Floats:
        """Return standard normal errors of the models on an issue [draw]."""
        normal: Floats = ndtri(self.random.uniforms(f"landing:{issue}", draws)[:, 0])
        return normal

    def _uniforms(self, draws: NDArray[np.int64]) -> Floats:
        if self.points is not None:
            return self.points[draws].copy()
        return self.random.uniforms_many(self.assembly.names, draws)
