"""Leverage of claims: the case as it is minus the case with a claim switched off, on the same draws.

It is an intervention, not a correlation: ``majlis run CASE --without ID`` gives the same. A claim goes with
its siblings (claims of its source or speaker on the same carrier), which were never independent support. The
probability of a draw is 1 - exp(-integral) of its hazards' rates along a path on which the question's events
are held back, far less noisy than counted events; leverage is the mean difference of its log-odds, with the
standard error of paired draws. Only draws in which something differs are run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.case.edit import switch_off
from majlis.case.question import Question
from majlis.chance.addressed import Addressed
from majlis.ensemble.motion.anchor import anchor_of
from majlis.ensemble.motion.history import first_week
from majlis.ensemble.motion.model import MotionModel, assemble_motion
from majlis.ensemble.motion.questions import hazards_of, weeks_of
from majlis.ensemble.motion.support import Carrier
from majlis.ensemble.run import Progress
from majlis.explore.causal_claims import CausalClaim, causal_claims
from majlis.models.threads import number_of_threads, threads

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

DRAWS = 2_000
CHUNK = 500


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
        self.chance = self._run(self.model, self.draws, self.truths)

    @property
    def claims(self) -> tuple[CausalClaim, ...]:
        """The causal claims, as the model carries them."""
        return causal_claims(self.model, self.anchor)

    def without(self, claims: Iterable[str]) -> dict[str, Floats]:
        """Return the probabilities [draw] by question with claims switched off."""
        changed = assemble_motion(switch_off(self.case, claims))
        truths = changed.holds(self.draws, Addressed(self.seed))
        differs = np.zeros(len(self.draws), dtype=np.bool_)
        for name, truth in self.truths.items():
            differs |= truth != truths.get(name, truth)
        if changed.numbers.static.distributions != self.model.numbers.static.distributions:
            differs[:] = True
        return self._again(changed, differs, truths)

    def with_carriers(self, names: Iterable[str], holds: bool) -> dict[str, Floats]:
        """Return the probabilities [draw] by question with carriers surely held, or surely not."""
        forced = dict(self.truths)
        differs = np.zeros(len(self.draws), dtype=np.bool_)
        for name in names:
            differs |= forced[name] != holds
            forced[name] = np.full(len(self.draws), holds)
        return self._again(self.model, differs, forced)

    def leverage(self, off: Mapping[str, Floats]) -> dict[str, Leverage]:
        """Return what the case as it is has over a changed one, by question."""
        return {name: _leverage(self.chance[name], off[name]) for name in self.questions}

    def _again(self, model: MotionModel, differs: Truths, truths: Mapping[str, Truths]) -> dict[str, Floats]:
        where = np.flatnonzero(differs)
        if not len(where):
            return self.chance
        found = self._run(model, self.draws[where], {name: truth[where] for name, truth in truths.items()})
        whole = {name: chance.copy() for name, chance in self.chance.items()}
        for name, chance in found.items():
            whole[name][where] = chance
        return whole

    def _run(
        self, model: MotionModel, draws: NDArray[np.int64], truths: Mapping[str, Truths]
    ) -> dict[str, Floats]:
        """Return the probability of every question [draw] along paths on which the headline never happens."""
        found = {name: np.empty(len(draws)) for name in self.questions}

        def one(at: int) -> None:
            part = slice(at, at + CHUNK)
            with threads(1):
                held = {name: truth[part] for name, truth in truths.items()}
                for name, chance in self._chances(model, draws[part], held).items():
                    found[name][part] = chance

        with ThreadPoolExecutor(max_workers=number_of_threads()) as pool:
            for done in [pool.submit(one, at) for at in range(0, len(draws), CHUNK)]:
                done.result()
        return found

    def _chances(
        self, model: MotionModel, draws: NDArray[np.int64], truths: dict[str, Truths]
    ) -> dict[str, Floats]:
        path = model.path(draws, self.seed, self.anchor, self.never, truths)
        state = path.begin(first_week(self.case))
        found = {}
        for name, question in sorted(self.questions.items(), key=lambda item: weeks_of(self.case, item[1])):
            path.advance(state, weeks_of(self.case, question))
            columns = [model.system.hazard_index[hazard] for hazard in hazards_of(question)]
            found[name] = -np.expm1(-state.integral[:, columns].sum(axis=1))
        return found


def effects(bench: Bench, progress: Progress | None = None) -> Effects:
    """Return the leverage of every claim, link, source and speaker of a case."""
    claims = [claim for claim in bench.claims if claim.carriers]
    jobs: list[tuple[str, str, Callable[[], dict[str, Leverage]]]] = [
        *(("claims", each.claim.id, partial(_of_claim, bench, each)) for each in claims),
        *(("links", each.id, partial(_of_link, bench, each.id)) for each in _links(bench)),
        *(("sources", name, partial(_of_several, bench, ids)) for name, ids in _by(claims, "source").items()),
        *(
            ("speakers", name, partial(_of_several, bench, ids))
            for name, ids in _by(claims, "speaker").items()
        ),
    ]
    found: dict[str, dict[str, dict[str, Leverage]]] = {kind: {} for kind, *_ in jobs}
    for done, (kind, name, work) in enumerate(jobs, start=1):
        found[kind][name] = work()
        if progress is not None:
            progress(done, len(jobs))
    return Effects(*(found.get(kind, {}) for kind in ("claims", "links", "sources", "speakers")))


def _of_claim(bench: Bench, claim: CausalClaim) -> dict[str, Leverage]:
    off = bench.without((claim.claim.id,))
    certain = bench.with_carriers([f"{each.kind}:{each.id}" for each in claim.carriers], True)
    chance = max(s.chance for each in claim.carriers for s in each.supports if claim.claim.id in s.claims)
    found = {}
    for name in bench.questions:
        if_certain = float(np.mean(_log_odds(certain[name]) - _log_odds(off[name])))
        settling = _settling(chance, float(certain[name].mean()), float(off[name].mean()))
        plain = _leverage(bench.chance[name], off[name])
        found[name] = Leverage(
            plain.log_odds, plain.log_odds_se, plain.points, plain.points_se, if_certain, settling
        )
    return found


def _of_link(bench: Bench, link: str) -> dict[str, Leverage]:
    return bench.leverage(bench.with_carriers([f"link:{link}"], False))


def _of_several(bench: Bench, claims: Iterable[str]) -> dict[str, Leverage]:
    return bench.leverage(bench.without(claims))


def _links(bench: Bench) -> list[Carrier]:
    return [carrier for carrier in bench.model.carriers if carrier.kind == "link"]


def _leverage(chance: Floats, off: Floats) -> Leverage:
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


def _settling(chance: float, if_true: float, if_false: float) -> float:
    """Return the expected fall of entropy, in bits, when a claim of that chance is settled."""
    now = chance * if_true + (1.0 - chance) * if_false
    return _entropy(now) - chance * _entropy(if_true) - (1.0 - chance) * _entropy(if_false)


def _entropy(chance: float) -> float:
    inner = min(max(chance, 1e-12), 1.0 - 1e-12)
    return float(-inner * np.log2(inner) - (1.0 - inner) * np.log2(1.0 - inner))


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
