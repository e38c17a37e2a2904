"""Running a case in motion: chunks of draws through the warm-up and the weeks, on several threads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Anchor
from majlis.dynamics.path import Path
from majlis.dynamics.state import State
from majlis.ensemble.motion.anchor import Prior, anchor_of
from majlis.ensemble.motion.history import first_week
from majlis.ensemble.motion.model import MotionModel, assemble_motion
from majlis.ensemble.motion.questions import hazards_of, value_of, weeks_of
from majlis.ensemble.motion.support import truths_of_worlds
from majlis.ensemble.motion.tally import Tally
from majlis.ensemble.run import RunError
from majlis.ensemble.side_by_side import Progress, side_by_side
from majlis.ensemble.variants import BESIDE, SITTING
from majlis.models.threads import number_of_threads

Floats = NDArray[np.float64]

CHUNK = 5_000
"""Most draws in memory at once on a thread."""

SMALLEST_SHARE = 1_000
"""Draws below which a second thread costs more than it saves: what is done once a week is done twice."""

BESIDE_DRAWS = 500
"""Draws under each other decision model, to show how far the models differ."""


@dataclass(frozen=True)
class MotionRun:
    """What a run in motion leaves.

    Attributes
    ----------
    model
        The case as it was run, assembled.
    anchor, priors
        What made coded rates hold at the as-of date, and the anchored questions before anything moved.
    draws, seed
        How many draws, and what addressed them.
    tally
        How many draws stood where, week by week.
    answers
        Value of every question at its date [draw, question]; 1 is yes.
    given
        Whether the premise of every question held [draw, question].
    chance
        Probability [draw] of the headline question, from its hazards' rates added up as if it never happened;
        None where the headline does not ask whether something happened.
    worlds
        Which claim of each world held [draw, world]; -1 where none did.
    held
        Which carriers held [draw, carrier], in the order of ``model.carriers``.

    """

    model: MotionModel
    anchor: Anchor
    priors: tuple[Prior, ...]
    draws: int
    seed: int
    tally: Tally
    answers: Floats
    given: NDArray[np.bool_]
    chance: Floats | None
    worlds: NDArray[np.int8]
    held: NDArray[np.bool_]

    @property
    def case(self) -> Case:
        """The case that was run."""
        return self.model.case


def run_motion(
    case: Case,
    draws: int = 10_000,
    seed: int = 1,
    chunk: int = CHUNK,
    progress: Progress | None = None,
    before: Case | None = None,
) -> MotionRun:
    """Run a case in motion.

    Parameters
    ----------
    case
        The case, changed or not.
    draws, seed
        How many draws, and the seed that addresses them.
    chunk
        Draws held at once by a thread; does not change the result.
    progress
        Called with draws done and draws in all.
    before
        The case before it was changed, whose anchor holds; ``case`` itself where it is None.

    Raises
    ------
    RunError
        When draws or chunk are below 1.
    CaseFaults
        When the case cannot be assembled.

    """
    return _run_together([(case, draws)], case if before is None else before, seed, chunk, progress)[0]


def run_with_others(
    case: Case,
    draws: int = 10_000,
    seed: int = 1,
    chunk: int = CHUNK,
    progress: Progress | None = None,
    before: Case | None = None,
) -> tuple[MotionRun, dict[str, MotionRun]]:
    """Run a case in motion, and its first draws under the other classic decision models, by name.

    All models share the threads and the anchor. Parameters and errors are those of `run_motion`.
    """
    names = [name for name in BESIDE if name != (case.model or SITTING)]
    others = [(case.model_copy(update={"model": name}), min(draws, BESIDE_DRAWS)) for name in names]
    original = case if before is None else before
    run, *beside = _run_together([(case, draws), *others], original, seed, chunk, progress)
    return run, dict(zip(names, beside, strict=True))


def _run_together(
    cases: list[tuple[Case, int]], before: Case, seed: int, chunk: int, progress: Progress | None
) -> list[MotionRun]:
    """Run some cases side by side, all under the anchor of the case before any change."""
    if cases[0][1] < 1 or chunk < 1:
        raise RunError(f"draws and chunk must be at least 1; got {cases[0][1]} and {chunk}")
    models = [assemble_motion(case) for case, _ in cases]
    original = models[0] if models[0].case is before else assemble_motion(before)
    anchor, priors = anchor_of(original)
    records = [
        _Whole(model, draws, seed, anchor, priors) for model, (_, draws) in zip(models, cases, strict=True)
    ]
    jobs = [
        partial(_run_into, record, part, seed, anchor) for record in records for part in record.parts(chunk)
    ]
    side_by_side(jobs, sum(draws for _, draws in cases), progress)
    return [record.run() for record in records]


def _run_into(record: _Whole, indices: NDArray[np.int64], seed: int, anchor: Anchor) -> int:
    record.take(_run_part(record.model, indices, seed, anchor))
    return len(indices)


@dataclass(frozen=True)
class _Part:
    """What a chunk of draws leaves."""

    indices: NDArray[np.int64]
    tally: Tally
    answers: Floats
    given: NDArray[np.bool_]
    chance: Floats | None
    worlds: NDArray[np.int8]
    held: NDArray[np.bool_]


def _run_part(model: MotionModel, indices: NDArray[np.int64], seed: int, anchor: Anchor) -> _Part:
    case, system = model.case, model.system
    assert case.motion is not None, "the case has been assembled"
    holds = model.holds(indices, Addressed(seed))
    path = model.path(indices, seed, anchor, holds=holds)
    tally = Tally.empty(range(first_week(case), case.motion.weeks + 1), system)
    state = path.advance(path.begin(first_week(case)), 0, counted=tally.counted)
    start = state.copy()
    kept: dict[int, State] = {}
    for week in sorted({weeks_of(case, question) for question in case.questions}):
        kept[week] = path.advance(state, week, counted=tally.counted).copy()
    path.advance(state, case.motion.weeks, counted=tally.counted)
    answers, given = [], []
    for question in case.questions:
        then = kept[weeks_of(case, question)]
        answers.append(value_of(case, system, question.expression, then, start))
        premise = question.premise
        held = np.ones(len(indices)) if premise is None else value_of(case, system, premise, then, start)
        given.append(held > 0.0)
    return _Part(
        indices,
        tally,
        np.stack(answers, axis=1),
        np.stack(given, axis=1),
        chance_of_headline(model, path, start, kept),
        _worlds(case, indices, seed),
        np.stack([*holds.values()], axis=1) if holds else np.empty((len(indices), 0), dtype=np.bool_),
    )


def chance_of_headline(model: MotionModel, path: Path, start: State, kept: dict[int, State]) -> Floats | None:
    """Return the probability [draw] that the headline's hazards happen, 1 - exp(-integral of their rates).

    The rates are those of a path on which it has not happened. Draws in which it did happen are run again
    with its hazards held back, each from the last of the states kept before that.
    """
    headline = model.case.questions[0]
    names = hazards_of(headline)
    if not names:
        return None
    columns = [model.system.hazard_index[name] for name in names]
    last = weeks_of(model.case, headline)
    marks = [start, *(kept[week] for week in sorted(kept) if week <= last)]
    integral = marks[-1].integral[:, columns].sum(axis=1)
    happened = [(mark.so_far - start.so_far)[:, columns].any(axis=1) for mark in marks]
    again, state = np.arange(0), start.of(np.arange(0))
    for mark, now, after, later in zip(marks, happened, happened[1:], marks[1:], strict=False):
        new = np.flatnonzero(after & ~now)
        again, state = np.concatenate([again, new]), State.joined([state, mark.of(new)])
        if len(again):
            path.of(again, frozenset(names)).advance(state, later.week)
    integral[again] = state.integral[:, columns].sum(axis=1)
    chance: Floats = -np.expm1(-integral)
    return chance


def _worlds(case: Case, indices: NDArray[np.int64], seed: int) -> NDArray[np.int8]:
    assert case.motion is not None, "the case has been assembled"
    truths = truths_of_worlds(case, indices, Addressed(seed))
    found = np.full((len(indices), len(case.motion.worlds)), -1, dtype=np.int8)
    for column, world in enumerate(case.motion.worlds):
        for number, claim in enumerate(world.claims):
            found[truths[claim], column] = number
    return found


class _Whole:
    """Arrays that chunks are written into."""

    def __init__(
        self, model: MotionModel, draws: int, seed: int, anchor: Anchor, priors: tuple[Prior, ...]
    ) -> None:
        case = model.case
        assert case.motion is not None, "the case has been assembled"
        questions = len(case.questions)
        self.lock = Lock()
        self.model, self.draws, self.seed, self.anchor, self.priors = model, draws, seed, anchor, priors
        self.tally = Tally.empty(range(first_week(case), case.motion.weeks + 1), model.system)
        self.answers = np.empty((draws, questions))
        self.given = np.empty((draws, questions), dtype=np.bool_)
        self.chance = np.empty(draws) if hazards_of(case.questions[0]) else None
        self.worlds = np.empty((draws, len(case.motion.worlds)), dtype=np.int8)
        self.held = np.empty((draws, len(model.carriers)), dtype=np.bool_)

    def parts(self, chunk: int) -> list[NDArray[np.int64]]:
        """Return the draws of each chunk, so that every thread has some."""
        size = min(chunk, max(SMALLEST_SHARE, -(-self.draws // number_of_threads())))
        firsts = range(0, self.draws, size)
        return [np.arange(first, min(first + size, self.draws), dtype=np.int64) for first in firsts]

    def take(self, part: _Part) -> None:
        """Write a chunk; the tally's sums are whole numbers, so the order of chunks does not matter."""
        with self.lock:
            self.tally.add(part.tally)
        self.answers[part.indices] = part.answers
        self.given[part.indices] = part.given
        self.worlds[part.indices] = part.worlds
        self.held[part.indices] = part.held
        if self.chance is not None and part.chance is not None:
            self.chance[part.indices] = part.chance

    def run(self) -> MotionRun:
        """Return the run, once every chunk is written."""
        return MotionRun(
            model=self.model,
            anchor=self.anchor,
            priors=self.priors,
            draws=self.draws,
            seed=self.seed,
            tally=self.tally,
            answers=self.answers,
            given=self.given,
            chance=self.chance,
            worlds=self.worlds,
            held=self.held,
        )
