"""Leverage of claims: the case as it is minus the case with a claim switched off, on the same draws.

It is an intervention, not a correlation: ``majlis run CASE --without ID`` gives the same. A claim goes with
its siblings (claims of its source or speaker on the same carrier), which were never independent support. The
probability of a draw is 1 - exp(-integral) of its hazards' rates along a path on which the question's events
are held back, far less noisy than counted events; leverage is the mean difference of its log-odds, with the
standard error of paired draws. Only draws in which something differs are run again, and changes that come to
the same are run once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.case.edit import switch_off
from majlis.case.question import Question
from majlis.chance.addressed import Addressed
from majlis.dynamics.path import Path
from majlis.ensemble.assembly import Assembly, assemble
from majlis.ensemble.motion.anchor import anchor_of
from majlis.ensemble.motion.history import first_week
from majlis.ensemble.motion.model import assemble_motion
from majlis.ensemble.motion.questions import hazards_of, weeks_of
from majlis.ensemble.motion.support import carrier, held, truths_of_worlds
from majlis.ensemble.side_by_side import Progress
from majlis.explore.causal_claims import CausalClaim, causal_claims
from majlis.explore.settling import settling
from majlis.models.threads import SMALLEST_SHARE, number_of_threads, threads

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

DRAWS = 2_000
CHUNK = 4_000
"""Draws that a thread moves at once, of one change or of several."""
ESTIMATED = ("stances", "issues", "arenas")
"""Parts of a case that the static assembly is made of."""


@dataclass(frozen=True)
class Leverage:
    """What a claim, a link or a source does to the probability of a question.

    Attributes
    ----------
    log_odds, log_odds_se
        Mean change of the log-odds that it makes, and its standard error over paired draws.
    points, points_se
        The same in percentage points of the probability.
    if_certain
        Log-odds if it were surely true minus if it were surely false.
    settling
        Expected fall of the forecast's entropy (bits) if its truth were known.

    """

    log_odds: float
    log_odds_se: float
    points: float
    points_se: float
    if_certain: float | None = None
    settling: float | None = None

    @property
    def clear(self) -> int:
        """1 or -1 where it pushes beyond two standard errors, else 0."""
        return int(np.sign(self.log_odds)) if abs(self.log_odds) > 2.0 * self.log_odds_se else 0


@dataclass(frozen=True)
class Effects:
    """Leverage by question, for every claim, link, source and speaker of a case."""

    claims: Mapping[str, Mapping[str, Leverage]]
    links: Mapping[str, Mapping[str, Leverage]]
    sources: Mapping[str, Mapping[str, Leverage]]
    speakers: Mapping[str, Mapping[str, Leverage]]


@dataclass(frozen=True)
class Change:
    """A changed case on the draws of a bench.

    ``truths`` says which draws hold each carrier. ``static`` is what numbers of the static part are drawn
    from where that is not as on the bench.
    """

    truths: Mapping[str, Truths]
    static: Assembly | None = None

    @cached_property
    def key(self) -> tuple[bytes, object]:
        """What is the same for changes that come to the same."""
        truths = b"".join(np.packbits(truth).tobytes() for truth in self.truths.values())
        return truths, None if self.static is None else self.static.distributions


class Bench:
    """A case on one set of draws, against which changed cases are held."""

    def __init__(self, case: Case, draws: int = DRAWS, seed: int = 1) -> None:
        self.case = case
        self.model = assemble_motion(case)
        self.anchor, self.priors = anchor_of(self.model)
        self.draws = np.arange(draws, dtype=np.int64)
        self.seed = seed
        self.questions = _questions(case)
        self.never = frozenset(hazards_of(case.questions[0]))
        self.truths = self.model.holds(self.draws, Addressed(seed))
        self.values = self.model.values(self.draws, seed)
        self.chance = {name: np.empty(draws) for name in self.questions}
        as_it_is = Change(self.truths)
        self.chance = self._run([(as_it_is, np.arange(draws))])[0]
        self._known = {as_it_is.key: self.chance}

    @cached_property
    def worlds(self) -> dict[str, Truths]:
        """In which draws each claim of a rival world is true."""
        return truths_of_worlds(self.case, self.draws, Addressed(self.seed))

    @property
    def claims(self) -> tuple[CausalClaim, ...]:
        """The causal claims, as the model carries them."""
        return causal_claims(self.model, self.anchor)

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

    def after(self, change: Change) -> dict[str, Floats]:
        """Return the probabilities [draw] by question of a changed case."""
        self.settle([change])
        return self._known[change.key]

    def settle(self, changes: Iterable[Change], progress: Progress | None = None) -> None:
        """Run changed cases side by side, so that `after` has them at hand; equal ones once."""
        new = [each for key, each in {each.key: each for each in changes}.items() if key not in self._known]
        found = self._run([(each, self._differing(each)) for each in new], progress)
        self._known |= {each.key: chance for each, chance in zip(new, found, strict=True)}

    def leverage(self, off: Mapping[str, Floats]) -> dict[str, Leverage]:
        """Return what the case as it is has over a changed one, by question."""
        return {name: paired(self.chance[name], off[name]) for name in self.questions}

    def _differing(self, change: Change) -> NDArray[np.intp]:
        """Return the draws in which a change makes a difference."""
        if change.static is not None:
            return np.arange(len(self.draws))
        differs = [truth != change.truths[name] for name, truth in self.truths.items()]
        return np.flatnonzero(np.any(differs, axis=0)) if differs else np.arange(0)

    def _run(
        self, changes: Sequence[tuple[Change, NDArray[np.intp]]], progress: Progress | None = None
    ) -> list[dict[str, Floats]]:
        """Return the probability of every question [draw] under some changes.

        The draws of all changes follow each other in one long row, of which threads take a piece at a time.
        """
        found = [{name: chance.copy() for name, chance in self.chance.items()} for _ in changes]
        number = np.repeat(np.arange(len(changes)), [len(where) for _, where in changes])
        which = np.concatenate([np.arange(0), *(where for _, where in changes)])
        pieces = np.array_split(np.arange(len(which)), _pieces(len(which)))

        def some(rows: NDArray[np.intp]) -> None:
            several = [int(each) for each in np.unique(number[rows])]
            parts = [(changes[n][0], which[rows[number[rows] == n]]) for n in several]
            with threads(1):
                chances = self._chances(parts)
            begin = 0
            for n, (_, where) in zip(several, parts, strict=True):
                for name, chance in chances.items():
                    found[n][name][where] = chance[begin : begin + len(where)]
                begin += len(where)

        with ThreadPoolExecutor(max_workers=number_of_threads()) as pool:
            running = [pool.submit(some, rows) for rows in pieces if len(rows)]
            try:
                for done, future in enumerate(running, start=1):
                    future.result()
                    if progress is not None:
                        progress(done, len(running))
            except BaseException:
                for future in running:
                    future.cancel()
                raise
        return found

    def _chances(self, parts: Sequence[tuple[Change, NDArray[np.intp]]]) -> dict[str, Floats]:
        """Return the probability of every question along paths on which the headline never happens.

        The draws of the parts follow each other.
        """
        path = Path.joined([self._path(change, where) for change, where in parts])
        state = path.begin(first_week(self.case))
        found = {}
        for name, question in sorted(self.questions.items(), key=lambda item: weeks_of(self.case, item[1])):
            path.advance(state, weeks_of(self.case, question))
            columns = [self.model.system.hazard_index[hazard] for hazard in hazards_of(question)]
            found[name] = -np.expm1(-state.integral[:, columns].sum(axis=1))
        return found

    def _path(self, change: Change, where: NDArray[np.intp]) -> Path:
        holds = {name: truth[where] for name, truth in change.truths.items()}
        model, values = self.model, None
        if change.static is None:
            values = {name: value[where] for name, value in self.values.items()}
        else:
            model = replace(model, numbers=replace(model.numbers, static=change.static))
        return model.path(self.draws[where], self.seed, self.anchor, self.never, holds, values)


def _pieces(rows: int) -> int:
    """Return into how many pieces to cut: none larger than `CHUNK`, and something for every thread."""
    least = min(number_of_threads(), max(1, rows // SMALLEST_SHARE))
    return max(least, -(-rows // CHUNK))


def effects(bench: Bench, progress: Progress | None = None) -> Effects:
    """Return the leverage of every claim, link, source and speaker of a case."""
    claims = [claim for claim in bench.claims if claim.carriers]
    links = [each.id for each in bench.model.carriers if each.kind == "link"]
    off = {each.claim.id: bench.change_without((each.claim.id,)) for each in claims}
    sure = {each.claim.id: _certain(bench, each) for each in claims}
    cut = {link: bench.change_carriers([f"link:{link}"], False) for link in links}
    sources, speakers = (
        {name: bench.change_without(ids) for name, ids in _by(claims, field).items()}
        for field in ("source", "speaker")
    )
    parts = (off, sure, cut, sources, speakers)
    bench.settle((change for part in parts for change in part.values()), progress)
    return Effects(
        {each.claim.id: _of_claim(bench, each, off[each.claim.id], sure[each.claim.id]) for each in claims},
        *(
            {name: bench.leverage(bench.after(change)) for name, change in part.items()}
            for part in (cut, sources, speakers)
        ),
    )


def _certain(bench: Bench, claim: CausalClaim) -> Change:
    """Return the case in which a claim is surely true."""
    return bench.change_carriers([f"{each.kind}:{each.id}" for each in claim.carriers], True)


def _of_claim(bench: Bench, claim: CausalClaim, without: Change, sure: Change) -> dict[str, Leverage]:
    off, certain = bench.after(without), bench.after(sure)
    shares = {name: float(truth.mean()) for name, truth in bench.worlds.items()}
    supports = [each for carrier in claim.carriers for each in carrier.supports]
    chance = max(each.holds(shares) for each in supports if claim.claim.id in each.claims)
    found = {}
    for name in bench.questions:
        if_certain = float(np.mean(_log_odds(certain[name]) - _log_odds(off[name])))
        worth = settling(chance, float(certain[name].mean()), float(off[name].mean()))
        plain = paired(bench.chance[name], off[name])
        found[name] = Leverage(
            plain.log_odds, plain.log_odds_se, plain.points, plain.points_se, if_certain, worth
        )
    return found


def paired(chance: Floats, off: Floats) -> Leverage:
    """Return what a case has over a changed one: probabilities [draw] of the same draws."""
    log_odds, points = _log_odds(chance) - _log_odds(off), 100.0 * (chance - off)
    root = np.sqrt(len(chance))
    return Leverage(
        float(log_odds.mean()),
        float(log_odds.std() / root),
        float(points.mean()),
        float(points.std() / root),
    )


def _log_odds(chance: Floats) -> Floats:
    safe = np.clip(chance, 1e-12, 1.0 - 1e-12)
    found: Floats = np.log(safe) - np.log1p(-safe)
    return found


def _questions(case: Case) -> dict[str, Question]:
    """Return the questions whose events are all among the headline's: their rates can be added up."""
    headline = set(hazards_of(case.questions[0]))
    return {
        question.id: question
        for question in case.questions
        if question.premise is None and hazards_of(question) and set(hazards_of(question)) <= headline
    }


def _by(claims: list[CausalClaim], field: str) -> dict[str, list[str]]:
    """Gather the ids of claims by their source or speaker."""
    found: dict[str, list[str]] = {}
    for each in claims:
        name = getattr(each.claim, field)
        if name is not None:
            found.setdefault(name, []).append(each.claim.id)
    return found
