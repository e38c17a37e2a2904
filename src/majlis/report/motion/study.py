"""What the report of a case in motion is made from."""

from __future__ import annotations

from dataclasses import dataclass

from majlis.case.case import Case
from majlis.dynamics.system import System
from majlis.ensemble.motion.run import MotionRun
from majlis.explore.reruns import Reruns
from majlis.forecast.moving import MovingAnswer
from majlis.report.motion.observed import Seen


@dataclass(frozen=True)
class InMotion:
    """A run in motion with what was found in it.

    Attributes
    ----------
    run, answers
        The run, and the answer to every question of its case, the headline first.
    reruns
        What the headline rests on; None where it does not ask whether something happened.
    later
        What was observed after the as-of date; empty unless it was asked for.

    """

    run: MotionRun
    answers: tuple[MovingAnswer, ...]
    reruns: Reruns | None
    later: tuple[Seen, ...] = ()

    @property
    def case(self) -> Case:
        """The case that was run."""
        return self.run.case

    @property
    def system(self) -> System:
        """What moves in it."""
        return self.run.model.system
