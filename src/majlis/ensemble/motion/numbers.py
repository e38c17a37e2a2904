"""The numbers of a case in motion: what each is drawn from, and what it is without the claims on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from majlis.case.estimate import Estimate
from majlis.chance.addressed import Addressed
from majlis.chance.distribution import Distribution, Fixed, Triangular
from majlis.dynamics.forms import STRENGTHS, Quantity
from majlis.ensemble.assembly import Assembly
from majlis.ensemble.motion.support import Carrier, carrier

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Number:
    """A number: its distribution, and its carrier and 'off' value where claims stand on it."""

    distribution: Distribution
    basis: str
    carrier: Carrier | None = None
    off: float | None = None


@dataclass
class Numbers:
    """Every number of the motion by name, beside those of the static assembly (stances, weights, errors)."""

    static: Assembly
    named: dict[str, Number] = field(default_factory=dict)

    def add(
        self,
        name: str,
        estimate: Estimate,
        basis: str,
        off: float | None = None,
        factor: float = 1.0,
        ends: tuple[float, float] = (-np.inf, np.inf),
    ) -> str:
        """Take up an estimate (times a factor of unit); an earlier number of that name gives way."""
        case = self.static.case
        on_it = estimate.claims if off is not None else ()
        carried = carrier(case, "parameter", name, on_it) if on_it else None
        scaled = _scaled(estimate, factor)
        self.named[name] = Number(
            scaled.distribution(*ends), basis, carried, None if off is None else off * factor
        )
        return name

    def add_quantity(self, quantity: Quantity) -> None:
        """Take up a mechanism's number with its default."""
        if quantity.low == quantity.high:
            found: Distribution = Fixed(quantity.value)
        else:
            found = Triangular(quantity.low, quantity.value, quantity.high)
        self.named[quantity.name] = Number(found, quantity.basis)

    def add_strength(self, name: str, strength: str | Estimate, basis: str) -> str:
        """Take up a link's strength: a word or an estimate."""
        if isinstance(strength, Estimate):
            return self.add(name, strength, basis, ends=(0.0, 1.0))
        low, value, high = STRENGTHS[strength]
        return self.add(name, Estimate(value=value, low=low, high=high), basis, ends=(0.0, 1.0))

    def values(
        self, names: Iterable[str], static: Floats, draws: NDArray[np.int64], random: Addressed
    ) -> dict[str, Floats]:
        """Return the value of each name [draw], as if every draw held what claims carry.

        ``static`` holds the values of the static assembly [draw, column].
        """
        columns = {name: index for index, name in enumerate(self.static.names)}
        wanted = list(names)
        own = [name for name in wanted if name in self.named]
        uniforms = np.ascontiguousarray(random.uniforms_many(own, draws).T)
        found = {name: static[:, columns[name]] for name in wanted if name not in self.named}
        for name, uniform in zip(own, uniforms, strict=True):
            value = self.named[name].distribution.quantile(uniform)
            found[name] = np.broadcast_to(value, (len(draws),)).astype(np.float64)
        return found

    def with_off(self, values: Mapping[str, Floats], holds: Mapping[str, Truths]) -> dict[str, Floats]:
        """Return values in which a number whose carrier a draw leaves out is its 'off' value.

        ``holds`` says which draws hold the carrier of a number, by its name.
        """
        found = dict(values)
        for name, held in holds.items():
            number = self.named[name]
            if name in found and number.off is not None:
                found[name] = np.where(held, found[name], number.off)
        return found


def _scaled(estimate: Estimate, factor: float) -> Estimate:
    if factor == 1.0:
        return estimate
    parts = {
        name: getattr(estimate, name) * factor
        for name in ("value", "low", "high")
        if getattr(estimate, name) is not None
    }
    points = tuple((at * factor, weight) for at, weight in estimate.points)
    return estimate.model_copy(update={**parts, "points": points})
