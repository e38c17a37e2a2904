"""The weekly model as a Mesa user would write it: one agent a level, one agent a hazard, one model a draw.

Equations, numbers and order of a week are those of :mod:`majlis.dynamics.forms`; only chance is Mesa's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log

import mesa

from majlis.dynamics.drawn import Drawn
from majlis.dynamics.state import State
from majlis.dynamics.system import System

FASTEST = 500.0
EDGE = 1e-4


@dataclass
class Arrow:
    """What acts on an agent, and how strongly."""

    cause: LevelAgent | HazardAgent
    beta: float


class LevelAgent(mesa.Agent):
    """A quantity that moves by itself and is pushed."""

    def __init__(self, model: Weekly, index: int, numbers: Drawn, draw: int) -> None:
        super().__init__(model)
        form = model.system.levels[index]
        self.scale, self.bottom, self.top, self.rest = form.scale, form.bottom, form.top, form.rest
        self.own = self.latent(numbers.own[draw, index])
        self.back, self.noise = numbers.back[draw, index], numbers.noise[draw, index]
        self.pace = numbers.pace[draw, index]
        self.arrows: list[Arrow] = []
        self.value = self.coming = self.place = 0.0

    def latent(self, value: float) -> float:
        if self.scale == "log":
            return log(max(value, self.bottom))
        if self.scale == "logit":
            share = min(max((value - self.bottom) / (self.top - self.bottom), EDGE), 1.0 - EDGE)
            return log(share / (1.0 - share))
        return value

    def look(self) -> None:
        """Work out where to go from where everything stood."""
        push = sum(a.beta * a.cause.place for a in self.arrows if isinstance(a.cause, LevelAgent))
        shock = sum(a.beta * a.cause.count for a in self.arrows if isinstance(a.cause, HazardAgent))
        latent = self.latent(self.value)
        latent += self.back * (self.own - latent + push) + shock
        if self.noise > 0.0:
            latent += self.random.gauss(0.0, self.noise)
        moved = latent
        if self.scale == "log":
            moved = exp(latent)
        elif self.scale == "logit":
            moved = self.bottom + (self.top - self.bottom) / (1.0 + exp(-latent))
        moved = min(max(moved, self.bottom), self.top)
        self.coming = min(max(moved, self.value - self.pace), self.value + self.pace)

    def act(self) -> None:
        """Go there."""
        self.value = self.coming
        if self.scale == "log":
            self.place = log(self.value / self.rest) / log(self.top / self.bottom)
        else:
            self.place = (self.value - self.rest) / (self.top - self.bottom)


class HazardAgent(mesa.Agent):
    """Something that happens or does not."""

    def __init__(self, model: Weekly, index: int, numbers: Drawn, draw: int) -> None:
        super().__init__(model)
        form = model.system.hazards[index]
        self.once, self.gates = form.once, form.when
        self.alpha, self.dispersion = numbers.alpha[draw, index], numbers.dispersion[draw, index]
        self.arrows: list[Arrow] = []
        self.rate, self.count, self.so_far = 0.0, 0, 0

    def look(self) -> None:
        """Work out the rate from where everything stood."""
        self.rate = 0.0
        if self.alpha == -inf or (self.once and self.so_far > 0) or not all(map(self.is_open, self.gates)):
            return
        logarithm = self.alpha + sum(a.beta * a.cause.place for a in self.arrows)
        self.rate = min(exp(min(logarithm, 50.0)), FASTEST)

    def is_open(self, gate) -> bool:
        cause = self.model.named[gate.variable]
        found = cause.value if isinstance(cause, LevelAgent) else cause.so_far
        return {
            "<": found < gate.value,
            "<=": found <= gate.value,
            ">": found > gate.value,
            ">=": found >= gate.value,
        }[gate.comparison]

    def act(self) -> None:
        """Happen, or not."""
        self.count = 0
        if self.rate > 0.0:
            if self.once:
                self.count = int(self.random.random() < 1.0 - exp(-self.rate))
            elif self.dispersion > 0.0:
                size = 1.0 / self.dispersion
                self.count = int(self.model.rng.negative_binomial(size, size / (size + self.rate)))
            else:
                self.count = int(self.model.rng.poisson(self.rate))
        self.so_far += self.count


class Weekly(mesa.Model):
    """One draw of a system."""

    def __init__(self, system: System, numbers: Drawn, start: State, draw: int) -> None:
        super().__init__(seed=draw)
        self.system = system
        self.levels = [LevelAgent(self, index, numbers, draw) for index in range(len(system.levels))]
        self.hazards = [HazardAgent(self, index, numbers, draw) for index in range(len(system.hazards))]
        self.named = dict(zip((hazard.id for hazard in system.hazards), self.hazards, strict=True))
        self.named |= dict(zip((level.id for level in system.levels), self.levels, strict=True))
        for index, link in enumerate(system.assembly.links):
            arrow = Arrow(self.named[link.cause], numbers.beta[draw, index])
            self.named[link.effect].arrows.append(arrow)
        for index, level in enumerate(self.levels):
            level.coming = start.value[draw, index]
            level.act()

    def step(self) -> None:
        self.agents.do("look")
        self.agents.do("act")
