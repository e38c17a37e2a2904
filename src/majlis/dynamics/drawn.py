"""The numbers of a run of draws: every quantity, which links hold, and what follows from both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from majlis.dynamics.system import System
from majlis.dynamics.week_kernel import LEVEL_TO_HAZARD

Floats = NDArray[np.float64]
ARRAYS = ("draws", "beta", "own", "start", "back", "noise", "pace", "alpha", "dispersion")


@dataclass(frozen=True)
class Anchor:
    """What makes coded rates hold at the as-of date.

    ``push`` is the mean of ``z phi`` at the as-of date by link into a hazard, ``constant`` what is added to
    the log rate by hazard. A rate then moves with its causes' deviations from how things stand. ``chance``
    names, for the hazards of an anchored question, the quantity that is the question's probability p; the
    log rate then also holds log(-log(1 - p)).
    """

    push: Mapping[str, float]
    constant: Mapping[str, float]
    chance: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def none(cls) -> Anchor:
        """Return the anchor under which coded rates hold with every cause at its neutral point."""
        return cls({}, {})


@dataclass(frozen=True)
class Drawn:
    """Arrays that do not change along a path.

    Attributes
    ----------
    draws
        Indices of the draws, which address their random numbers.
    quantity
        Values [draw] by the name of the quantity.
    beta
        Signed effect of each link [draw, link]: latent units of a level, or of the log rate; nought where
        the draw leaves the link out.
    own, start
        Own level of each level and where it starts, NaN for 'at rest' [draw, level].
    back, noise, pace
        Share of the way back in a week, weekly noise on the latent scale, largest change [draw, level].
    alpha
        Log rate of each hazard with every cause at its neutral point [draw, hazard].
    dispersion
        Of each hazard's weekly counts [draw, hazard].

    """

    draws: NDArray[np.int64]
    quantity: Mapping[str, Floats]
    beta: Floats
    own: Floats
    start: Floats
    back: Floats
    noise: Floats
    pace: Floats
    alpha: Floats
    dispersion: Floats

    def of(self, which: NDArray[np.intp]) -> Drawn:
        """Return the numbers of some of the draws."""
        arrays = {name: getattr(self, name)[which] for name in ARRAYS}
        return replace(self, quantity={name: each[which] for name, each in self.quantity.items()}, **arrays)

    @classmethod
    def joined(cls, runs: Sequence[Drawn]) -> Drawn:
        """Return the numbers of several runs of draws, one after the other."""
        arrays = {name: np.concatenate([getattr(each, name) for each in runs]) for name in ARRAYS}
        names = runs[0].quantity
        quantity = {name: np.concatenate([each.quantity[name] for each in runs]) for name in names}
        return cls(quantity=quantity, **arrays)


def drawn(
    system: System,
    draws: NDArray[np.int64],
    quantity: Mapping[str, Floats],
    included: Mapping[str, NDArray[np.bool_]],
    anchor: Anchor,
) -> Drawn:
    """Put together the numbers of a run of draws.

    Parameters
    ----------
    system
        The system.
    draws
        Indices of the draws.
    quantity
        Values [draw] of every name in ``system.quantity_names``.
    included
        Which draws hold a link [draw], by the id of the link; all where it is not named.
    anchor
        What makes coded rates hold at the as-of date.

    """
    size = len(draws)

    def column(name: str | None, default: float) -> Floats:
        return np.full(size, default) if name is None else quantity[name]

    levels, hazards = system.levels, system.hazards
    half_lives = [column(level.half_life, np.inf) for level in levels]
    whole = _whole_betas(system, quantity, size)
    alpha = _alpha(system, quantity, whole, anchor)
    for index, link in enumerate(system.assembly.links):
        if link.id in included:
            whole[:, index] *= included[link.id]
    noise = _stack([column(level.noise, 0.0) for level in levels], size) * system.ranges
    return Drawn(
        draws=draws,
        quantity=quantity,
        beta=whole,
        own=_stack([_within(quantity[level.own], level.bottom, level.top) for level in levels], size),
        start=_stack([column(level.start, np.nan) for level in levels], size),
        back=_stack([1.0 - np.exp2(-1.0 / half_life) for half_life in half_lives], size),
        noise=noise,
        pace=_stack([column(level.pace, np.inf) for level in levels], size),
        alpha=alpha,
        dispersion=_stack([column(hazard.dispersion, 0.0) for hazard in hazards], size),
    )


def under(system: System, numbers: Drawn, anchor: Anchor) -> Drawn:
    """Return the same draws under another anchor."""
    whole = _whole_betas(system, numbers.quantity, len(numbers.draws))
    return replace(numbers, alpha=_alpha(system, numbers.quantity, whole, anchor))


def cut(system: System, numbers: Drawn, anchor: Anchor, kept: NDArray[np.bool_]) -> Drawn:
    """Return the same draws with some links only [link]; a rate loses what set it off against others."""
    whole = _whole_betas(system, numbers.quantity, len(numbers.draws))
    alpha = numbers.alpha.copy()
    for index, (link, (kind, _, effect, _)) in enumerate(
        zip(system.assembly.links, system.links, strict=True)
    ):
        if kind == LEVEL_TO_HAZARD and not kept[index]:
            alpha[:, effect] += whole[:, index] * anchor.push.get(link.id, 0.0)
    return replace(numbers, beta=numbers.beta * kept, alpha=alpha)


def _alpha(system: System, quantity: Mapping[str, Floats], whole: Floats, anchor: Anchor) -> Floats:
    """Return the log rate of each hazard with every cause at its neutral point [draw, hazard]."""
    size = len(whole)
    alpha = _stack(
        [
            np.log(quantity[h.rate]) + anchor.constant.get(h.id, 0.0) if h.rate else np.full(size, -np.inf)
            for h in system.hazards
        ],
        size,
    )
    for index, (link, (kind, _, effect, _)) in enumerate(
        zip(system.assembly.links, system.links, strict=True)
    ):
        if kind == LEVEL_TO_HAZARD:
            alpha[:, effect] -= whole[:, index] * anchor.push.get(link.id, 0.0)
    for index, hazard in enumerate(system.hazards):
        if hazard.id in anchor.chance:
            alpha[:, index] += np.log(-np.log1p(-quantity[anchor.chance[hazard.id]]))
    return alpha


def _whole_betas(system: System, quantity: Mapping[str, Floats], size: int) -> Floats:
    """Return the effect of every link as if every draw held it [draw, link]."""
    betas = np.empty((size, len(system.assembly.links)))
    for index, (link, (kind, _, effect, _)) in enumerate(
        zip(system.assembly.links, system.links, strict=True)
    ):
        reach = (
            np.log(quantity[system.hazards[effect].span])
            if kind == LEVEL_TO_HAZARD
            else system.ranges[effect]
        )
        betas[:, index] = link.sign * quantity[link.strength] * reach
    return betas


def _stack(columns: list[Floats], size: int) -> Floats:
    return np.stack(columns, axis=1) if columns else np.empty((size, 0))


def _within(values: Floats, bottom: float, top: float) -> Floats:
    return np.clip(values, bottom, top)
