"""A case on one set of draws, against which changed cases are held: the one way to rerun with a change.

It is an intervention, not a correlation: ``majlis run CASE --without ID`` gives the same. Every changed case
has the draws and the anchor of the case as it is. The headline's events are held back, so that their rates
add up along the whole path: the probability of a draw is 1 - exp(-integral), far less noisy than counted
events. Only draws in which something differs are run again, changes that come to the same are run once, and
the draws of all changes move as one long row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.case.edit import switch_off
from majlis.case.question import Question
from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Anchor, cut
from majlis.dynamics.path import Path
from majlis.ensemble.assembly import Assembly, assemble
from majlis.ensemble.motion.anchor import anchor_of
from majlis.ensemble.motion.history import first_week
from majlis.ensemble.motion.model import MotionModel, assemble_motion
from majlis.ensemble.motion.questions import hazards_of, weeks_of
from majlis.ensemble.motion.support import carrier, held, truths_of_worlds
from majlis.ensemble.side_by_side import Progress, side_by_side
from majlis.models.threads import SMALLEST_SHARE, number_of_threads

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

DRAWS = 2_000
CHUNK = 4_000
"""Draws that a thread moves at once, of one change or of several."""
ESTIMATED = ("stances", "issues", "arenas")
"""Parts of a case that the static assembly is made of."""


@dataclass(frozen=True)
class Change:
    """A changed case on the draws of a bench.

    Attributes
    ----------
    truths
        Which draws hold each carrier.
    static
        What numbers of the static part are drawn from, where that is not as on the bench.
    links
        Which links there are [link], of the case and of its mechanisms; all where it is None.

    """

    truths: Mapping[str, Truths]
    static: Assembly | None = None
    links: Truths | None = None

    @cached_property
    def key(self) -> tuple[bytes, object, bytes | None]:
        """What is the same for changes that come to the same."""
        truths = b"".join(np.packbits(truth).tobytes() for truth in self.truths.values())
        static = None if self.static is None else self.static.distributions
        return truths, static, None if self.links is None else self.links.tobytes()


@dataclass(frozen=True)
class Moved:
    """What the rates of the headline's hazards come to under a change.

    Attributes
    ----------
    still
        The rates of the as-of date [hazard, draw].
    integral
        The rates added up since the as-of date [week, hazard, draw], by the weeks that the bench notes.

    """

    still: Floats
    integral: Floats

    def of(self, rows: slice) -> Moved:
        """Return some of the draws."""
        return Moved(self.still[:, rows], self.integral[..., rows])

    def with_draws(self, where: NDArray[np.intp], others: Moved) -> Moved:
        """Return the same with others in the place of some of the draws."""
        still, integral = self.still.copy(), self.integral.copy()
        still[:, where], integral[..., where] = others.still, others.integral
        return Moved(still, integral)


class Bench:
    """A case on one set of draws, against which changed cases are held.

    Parameters
    ----------
    model, anchor
        The case as it is, assembled, and what makes its coded rates hold.
    draws, seed
        How many draws, and what addresses them.
    every
        After how many weeks rates are noted, beside the dates of questions; at those alone where it is None.

    """

    def __init__(
        self, model: MotionModel, anchor: Anchor, draws: int, seed: int, every: int | None = None
    ) -> None:
        self.case, self.model, self.anchor = model.case, model, anchor
        self.draws = np.arange(draws, dtype=np.int64)
        self.seed = seed
        self.headline = hazards_of(self.case.questions[0])
        self.questions = _questions(self.case)
        dates = {weeks_of(self.case, question) for question in self.questions.values()}
        dates |= {weeks_of(self.case, self.case.questions[0])} if self.headline else set()
        between = () if every is None else range(0, max(dates, default=0), every)
        self.weeks = tuple(sorted(dates.union(between)))
        self.truths = model.holds(self.draws, Addressed(seed))
        self._known: dict[object, Moved] = {}

    @classmethod
    def of_case(cls, case: Case, draws: int = DRAWS, seed: int = 1) -> Bench:
        """Return the bench of a case as it stands."""
        model = assemble_motion(case)
        return cls(model, anchor_of(model)[0], draws, seed)

    @cached_property
    def as_it_is(self) -> Change:
        """The case without a change."""
        return Change(self.truths)

    @cached_property
    def chance(self) -> dict[str, Floats]:
        """The probabilities [draw] by question of the case as it is."""
        return self.after(self.as_it_is)

    @cached_property
    def worlds(self) -> dict[str, Truths]:
        """In which draws each claim of a rival world is true."""
        return truths_of_worlds(self.case, self.draws, Addressed(self.seed))

    def without(self, claims: Iterable[str]) -> dict[str, Floats]:
        """Return the probabilities [draw] by question with claims switched off."""
        return self.after(self.change_without(claims))

    def change_without(self, claims: Iterable[str]) -> Change:
        """Return the case with claims switched off."""
        off = set(claims)
        changed = switch_off(self.case, off)
        worlds = truths_of_worlds(changed, self.draws, Addressed(self.seed))
        truths = dict(self.truths)
        for each in self.model.carriers:
            if off & set(each.claims):
                left = carrier(changed, each.kind, each.id, each.claims)
                truths[f"{each.kind}:{each.id}"] = held(left, self.draws, Addressed(self.seed), worlds)
        if all(getattr(changed, name) is getattr(self.case, name) for name in ESTIMATED):
            return Change(truths)
        static = assemble(changed)
        same = static.distributions == self.model.numbers.static.distributions
        return Change(truths, None if same else static)

    def change_carriers(self, names: Iterable[str], holds: bool) -> Change:
        """Return the case with carriers surely held, or surely not."""
        forced = {name: np.full(len(self.draws), holds) for name in names}
        return Change(self.truths | forced)

    def change_links(self, kept: Truths) -> Change:
        """Return the case with some links only [link]."""
        return Change(self.truths, links=kept)

    def after(self, change: Change) -> dict[str, Floats]:
        """Return the probabilities [draw] by question of a changed case."""
        integral, found = self.moved(change).integral, {}
        for name, question in self.questions.items():
            columns = [self.headline.index(hazard) for hazard in hazards_of(question)]
            week = self.weeks.index(weeks_of(self.case, question))
            found[name] = -np.expm1(-integral[week, columns].sum(axis=0))
        return found

    def moved(self, change: Change) -> Moved:
        """Return what the headline's rates come to under a change."""
        self.settle([change])
        return self._known[change.key]

    def settle(self, changes: Iterable[Change], progress: Progress | None = None) -> None:
        """Run changed cases side by side, so that `after` has them at hand; equal ones once."""
        wanted = {self.as_it_is.key: self.as_it_is}
        for each in changes:
            wanted.setdefault(each.key, each)
        new = [(each, self._differing(each)) for key, each in wanted.items() if key not in self._known]
        if not new:
            return
        moved, begin = self._run(new, progress), 0
        for change, where in new:
            part = moved.of(slice(begin, begin + len(where)))
            known = self._known.get(self.as_it_is.key)
            self._known[change.key] = part if known is None else known.with_draws(where, part)
            begin += len(where)

    def _differing(self, change: Change) -> NDArray[np.intp]:
        """Return the draws in which a change makes a difference: all, for the case as it is."""
        if change is self.as_it_is or change.static is not None or change.links is not None:
            return np.arange(len(self.draws))
        differs = [truth != change.truths[name] for name, truth in self.truths.items()]
        return np.flatnonzero(np.any(differs, axis=0)) if differs else np.arange(0)

    def _run(
        self, changes: Sequence[tuple[Change, NDArray[np.intp]]], progress: Progress | None = None
    ) -> Moved:
        """Return what the headline's rates come to in one long row of draws, change after change.

        Threads take a piece of the row at a time.
        """
        number = np.repeat(np.arange(len(changes)), [len(where) for _, where in changes])
        which = np.concatenate([np.arange(0), *(where for _, where in changes)])
        shape = (len(self.headline), len(which))
        whole = Moved(np.empty(shape), np.empty((len(self.weeks), *shape)))
        pieces = np.array_split(np.arange(len(which)), _pieces(len(which)))

        def some(rows: NDArray[np.intp]) -> int:
            several = [int(each) for each in np.unique(number[rows])]
            moved = self._moved([(changes[n][0], which[rows[number[rows] == n]]) for n in several])
            whole.still[:, rows], whole.integral[..., rows] = moved.still, moved.integral
            return len(rows)

        side_by_side([partial(some, rows) for rows in pieces if len(rows)], len(which), progress)
        return whole

    def _moved(self, parts: Sequence[tuple[Change, NDArray[np.intp]]]) -> Moved:
        """Move some draws of some changes as one, part after part, along paths without the headline."""
        path = Path.joined([self._path(change, where) for change, where in parts])
        columns = [self.model.system.hazard_index[name] for name in self.headline]
        state = path.advance(path.begin(first_week(self.case)), 0)
        still = path.rates_now(state)[:, columns].T
        integral = [path.advance(state, week).integral[:, columns].T for week in self.weeks]
        return Moved(still, np.stack(integral) if integral else np.empty((0, *still.shape)))

    @cached_property
    def _values(self) -> dict[str, Floats]:
        return self.model.values(self.draws, self.seed)

    def _path(self, change: Change, where: NDArray[np.intp]) -> Path:
        holds = {name: truth[where] for name, truth in change.truths.items()}
        model, values = self.model, None
        if change.static is None:
            values = {name: value[where] for name, value in self._values.items()}
        else:
            model = replace(model, numbers=replace(model.numbers, static=change.static))
        never = frozenset(self.headline)
        path = model.path(self.draws[where], self.seed, self.anchor, never, holds, values)
        if change.links is None:
            return path
        return replace(path, drawn=cut(model.system, path.drawn, self.anchor, change.links))


def _pieces(rows: int) -> int:
    """Return into how many pieces to cut: none larger than `CHUNK`, and something for every thread."""
    least = min(number_of_threads(), max(1, rows // SMALLEST_SHARE))
    return max(least, -(-rows // CHUNK))


def _questions(case: Case) -> dict[str, Question]:
    """Return the questions whose events are all among the headline's: their rates can be added up."""
    headline = set(hazards_of(case.questions[0]))
    return {
        question.id: question
        for question in case.questions
        if question.premise is None and hazards_of(question) and set(hazards_of(question)) <= headline
    }
