"""Interventions in a run in motion: draws begun again with a claim switched off or with fewer links.

What is begun can be moved side by side: the numbers of several reruns are put one after the other into one
path, whose rows do not know of each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.case.edit import switch_off
from majlis.case.estimate import Estimate
from majlis.chance.addressed import Addressed
from majlis.dynamics.path import Path
from majlis.dynamics.week_kernel import LEVEL_TO_HAZARD
from majlis.ensemble.assembly import assemble
from majlis.ensemble.motion.history import first_week
from majlis.ensemble.motion.model import MotionModel
from majlis.ensemble.motion.questions import hazards_of, weeks_of
from majlis.ensemble.motion.run import MotionRun
from majlis.ensemble.motion.support import Carrier, Support, held, truths_of_worlds

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Truths = NDArray[np.bool_]
BETWEEN = 4
"""Weeks between those in which the rates that have added up are noted."""


@dataclass(frozen=True)
class Begun:
    """Some of the draws of a run, under an intervention, before they move.

    ``which`` are their places among the draws asked for; those in which nothing differs are left out.
    """

    which: NDArray[np.intp]
    asked: int
    path: Path


@dataclass(frozen=True)
class Rerun:
    """What the headline's rates add up to, in draws that were run again.

    Attributes
    ----------
    which, asked
        The places of these draws among those that were asked for, and how many were.
    still
        The rates of the as-of date, added up as if they stayed for the question's time [draw].
    weeks, integral
        Some weeks, the question's last, and the rates added up since the as-of date [week, draw].

    """

    which: NDArray[np.intp]
    asked: int
    still: Floats
    weeks: tuple[int, ...]
    integral: Floats

    @property
    def chance(self) -> Floats:
        """The headline's probability [draw]."""
        found: Floats = -np.expm1(-self.integral[-1])
        return found

    def chance_with(self, otherwise: Floats) -> Floats:
        """Return the headline's probability in every draw asked for; ``otherwise`` where nothing differs."""
        found = otherwise.copy()
        found[self.which] = self.chance
        return found

    @classmethod
    def joined(cls, parts: Sequence[Rerun]) -> Rerun:
        """Return the parts of one rerun, whose draws follow each other, as one."""
        begins = np.cumsum([0, *(part.asked for part in parts)])
        return cls(
            np.concatenate([part.which + begin for part, begin in zip(parts, begins[:-1], strict=True)]),
            int(begins[-1]),
            np.concatenate([part.still for part in parts]),
            parts[0].weeks,
            np.concatenate([part.integral for part in parts], axis=1),
        )


def model_without(run: MotionRun, claim: str) -> MotionModel:
    """Return the model of a run without what is not known any more when a claim is switched off.

    Numbers of the case at rest that cite it alone are then drawn from all that is possible
    (`majlis.case.edit.switch_off`); what it carries in motion is left to `Again.without`.
    """
    if not any(claim in estimate.claims for estimate in _at_rest(run.case)):
        return run.model
    static = assemble(switch_off(run.case, (claim,)))
    if static.distributions == run.model.numbers.static.distributions:
        return run.model
    return replace(run.model, numbers=replace(run.model.numbers, static=static))


def _at_rest(case: Case) -> Iterator[Estimate]:
    """Yield the estimates that a claim switched off may leave unknown."""
    yield from (stance.estimate for stance in case.stances)
    for issue in case.issues:
        yield from (each for each in (issue.status_quo, issue.reversion) if each is not None)
    for arena in case.arenas:
        yield from (delegate.weight for delegate in arena.delegates)


class Again:
    """Some draws of a run that are to be begun again; what all interventions share is drawn once."""

    def __init__(self, run: MotionRun, draws: Indices) -> None:
        self.run, self.draws = run, draws
        self.values = run.model.values(draws, run.seed)
        names = (f"{carrier.kind}:{carrier.id}" for carrier in run.model.carriers)
        self.truths: dict[str, Truths] = {name: run.held[draws, at] for at, name in enumerate(names)}

    def as_it_is(self) -> Begun:
        """Begin the draws as they were run."""
        return self._begun(self.run.model, np.arange(len(self.draws)), self.truths)

    def without(self, claim: str, model: MotionModel) -> Begun:
        """Begin the draws with a claim switched off, as ``majlis run CASE --without ID`` does.

        ``model`` is what `model_without` returns of the claim.
        """
        random = Addressed(self.run.seed)
        worlds = truths_of_worlds(self.run.case, self.draws, random)
        if claim in worlds:
            worlds[claim] = np.zeros(len(self.draws), dtype=np.bool_)
        truths = dict(self.truths)
        differs = np.full(len(self.draws), model is not self.run.model)
        for carrier in self.run.model.carriers:
            if claim in carrier.claims:
                name = f"{carrier.kind}:{carrier.id}"
                truths[name] = held(_lacking(carrier, claim), self.draws, random, worlds)
                differs |= truths[name] != self.truths[name]
        return self._begun(model, np.flatnonzero(differs), truths)

    def with_links(self, kept: Truths) -> Begun:
        """Begin the draws with some links only; a rate loses what it was set off against the others."""
        begun, system = self.as_it_is(), self.run.model.system
        every = {
            name: np.ones_like(truth) if name.startswith("link:") else truth
            for name, truth in self.truths.items()
        }
        whole = self._begun(self.run.model, begun.which, every).path.drawn.beta
        drawn = begun.path.drawn
        alpha = drawn.alpha.copy()
        for index, (kind, _, effect, _) in enumerate(system.links):
            if kind == LEVEL_TO_HAZARD and not kept[index]:
                push = self.run.anchor.push.get(system.assembly.links[index].id, 0.0)
                alpha[:, effect] += whole[:, index] * push
        fewer = replace(drawn, beta=drawn.beta * kept, alpha=alpha)
        return replace(begun, path=replace(begun.path, drawn=fewer))

    def _begun(self, model: MotionModel, which: NDArray[np.intp], truths: Mapping[str, Truths]) -> Begun:
        never = frozenset(hazards_of(self.run.case.questions[0]))
        holds = {name: truth[which] for name, truth in truths.items()}
        values = None
        if model is self.run.model:
            values = {name: value[which] for name, value in self.values.items()}
        draws = self.draws[which]
        path = model.path(draws, self.run.seed, self.run.anchor, never, holds, values)
        return Begun(which, len(self.draws), path)


def moved_together(run: MotionRun, begun: Mapping[str, Begun]) -> dict[str, Rerun]:
    """Move reruns side by side, up to the date of the headline."""
    headline, system = run.case.questions[0], run.model.system
    weeks = weeks_of(run.case, headline)
    columns = [system.hazard_index[name] for name in hazards_of(headline)]
    path = Path.joined([each.path for each in begun.values()])
    state = path.advance(path.begin(first_week(run.case)), 0)
    still = weeks * path.rates_now(state)[:, columns].sum(axis=1)
    seen = tuple(sorted({*range(0, weeks, BETWEEN), weeks}))
    integral = np.stack([path.advance(state, week).integral[:, columns].sum(axis=1) for week in seen])
    found, at = {}, 0
    for name, each in begun.items():
        part = slice(at, at + len(each.which))
        found[name] = Rerun(each.which, each.asked, still[part], seen, integral[:, part])
        at = part.stop
    return found


def _lacking(carrier: Carrier, claim: str) -> Carrier:
    """Return a carrier whose support with a claim is gone."""
    supports = (Support(each.key, (), 0.0) if claim in each.claims else each for each in carrier.supports)
    return Carrier(carrier.kind, carrier.id, tuple(supports))
