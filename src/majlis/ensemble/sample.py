"""Draws of every estimate of an assembled case."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from majlis.chance.addressed import Addressed
from majlis.chance.copula import correlate
from majlis.chance.design import sobol
from majlis.chance.discrete import Fixed
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
        certain = [each.value if isinstance(each, Fixed) else np.nan for each in assembly.distributions]
        self.certain = np.array(certain)
        together = set(assembly.correlated.tolist())
        self.drawn = [at for at, value in enumerate(certain) if np.isnan(value) or at in together]
        self.names = [assembly.names[at] for at in self.drawn]
        self.together = [self.drawn.index(at) for at in assembly.correlated]
        self.points = sobol(len(assembly.names), draws, seed) if design == "sobol" else None

    def inputs(self, draws: NDArray[np.int64]) -> Floats:
        """Return the value of every estimate [draw, column]."""
        uniforms = self._uniforms(draws)
        if self.together:
            uniforms[:, self.together] = correlate(uniforms[:, self.together], self.assembly.correlation)
        values = np.tile(self.certain, (len(draws), 1))
        for place, column in enumerate(self.drawn):
            values[:, column] = self.assembly.distributions[column].quantile(uniforms[:, place])
        return values

    def luck(self, issue: str, draws: NDArray[np.int64]) -> Floats:
        """Return how the decision on an issue turns out, the same under every model, from 0 to 1 [draw]."""
        return self.random.uniforms(f"landing:{issue}", draws)[:, 0]

    def _uniforms(self, draws: NDArray[np.int64]) -> Floats:
        """Return numbers for the estimates that are drawn [draw, place]; the others are certain."""
        if self.points is not None:
            return self.points[draws][:, self.drawn]
        return self.random.uniforms_many(self.names, draws)
