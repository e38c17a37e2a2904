"""The baseline 'nothing changes': the status quo of the as-of date goes on.

Every level stays, in each draw, where it stands at the as-of date. What has not happened does not happen.
What a question counts goes on at its rate of the as-of date, with nothing that moves the rate.
The premise of a conditional question is granted and changes nothing either.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from majlis.case.expression import Compare, Count, Expression, Not, Sum
from majlis.case.question import Question
from majlis.dynamics.path import STEP_OF_AS_OF, Path
from majlis.dynamics.state import State
from majlis.ensemble.motion.history import first_week
from majlis.ensemble.motion.model import MotionModel
from majlis.ensemble.motion.questions import value_of, weeks_of
from majlis.ensemble.motion.run import CHUNK, MotionRun

Floats = NDArray[np.float64]


def unchanged_answers(run: MotionRun) -> Floats:
    """Return the value [draw, question] of every question if nothing changes after the as-of date."""
    parts = []
    for begin in range(0, run.draws, CHUNK):
        draws = np.arange(begin, min(begin + CHUNK, run.draws), dtype=np.int64)
        path = run.model.path(draws, run.seed, run.anchor)
        start = path.advance(path.begin(first_week(run.case)), 0)
        parts.append(np.stack([_value(run.model, each, path, start) for each in run.case.questions], axis=1))
    return np.concatenate(parts)


def _value(model: MotionModel, question: Question, path: Path, start: State) -> Floats:
    then = start.copy()
    for name in sorted(set(_counted(question.expression))):
        index = model.system.hazard_index[name]
        number = _recurring(path, start, index, weeks_of(model.case, question))
        then.so_far[:, index] += np.minimum(number, 1) if model.system.hazards[index].once else number
    return value_of(model.case, model.system, question.expression, then, start)


def _counted(expression: Expression) -> Iterator[str]:
    """Yield the hazards that an expression counts."""
    if isinstance(expression, Count):
        yield expression.hazard
    for part in _parts(expression):
        yield from _counted(part)


def _parts(expression: Expression) -> tuple[Expression, ...]:
    if isinstance(expression, Sum):
        return tuple(part for _, part in expression.terms)
    if isinstance(expression, Compare):
        return (expression.left, expression.right)
    if isinstance(expression, Not):
        return (expression.part,)
    return getattr(expression, "parts", ())


def _recurring(path: Path, start: State, hazard: int, weeks: int) -> NDArray[np.int64]:
    """Return how often [draw] a hazard happens in some weeks at its rate of the as-of date.

    Weekly counts of rate m and dispersion k vary by m + k m^2, so their sum over w weeks is negative binomial
    of size w / k, and Poisson where k is nought.
    """
    from scipy.stats import nbinom, poisson

    system, draws = path.system, path.drawn.draws
    rate, spread = path.rates_now(start)[:, hazard], path.drawn.dispersion[:, hazard]
    chance = path.random.uniforms_many([f"unchanged:{system.hazards[hazard].id}"], draws, STEP_OF_AS_OF)[:, 0]
    count = poisson.ppf(chance, weeks * rate)
    wide = (spread > 0.0) & (rate > 0.0)
    count[wide] = nbinom.ppf(chance[wide], weeks / spread[wide], 1.0 / (1.0 + spread[wide] * rate[wide]))
    whole: NDArray[np.int64] = count.astype(np.int64)
    return whole
