"""What a run found: its draws, the answers to the questions of its case, and what drives them."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from majlis.case.case import Case
from majlis.ensemble.motion.run import MotionRun
from majlis.ensemble.run import Ensemble
from majlis.explore.drivers import Driver, drivers
from majlis.explore.reruns import reruns
from majlis.forecast.answer import Answer, answers
from majlis.forecast.moving import MovingAnswer, moving_answers
from majlis.report.motion.observed import Seen
from majlis.report.motion.study import InMotion


@dataclass(frozen=True)
class Edits:
    """What a run changed in its case: claims switched off, estimates set, actors dropped."""

    without: tuple[str, ...] = ()
    set: Mapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()

    def as_options(self) -> tuple[str, ...]:
        """Return the changes as options of ``majlis run``."""
        options = [("--without", claim) for claim in self.without]
        options += [("--set", f"{name}={value}") for name, value in self.set.items()]
        options += [("--drop", actor) for actor in self.drop]
        return tuple(f"{option} {shlex.quote(value)}" for option, value in options)


@dataclass(frozen=True)
class Findings:
    """What a run says: everything that is shown or written of it.

    ``moved`` is the run in motion, of a case that moves; ``beside`` the same under other decision models.
    ``later`` is what was observed after the as-of date, for the report to lay over; nothing else reads it.
    """

    ensemble: Ensemble
    edits: Edits = field(default_factory=Edits)
    moved: MotionRun | None = None
    beside: Mapping[str, MotionRun] = field(default_factory=dict)
    later: tuple[Seen, ...] = ()

    @property
    def case(self) -> Case:
        """The case that was run."""
        return self.ensemble.case

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The answer at rest to every question that a static run can answer, the headline first."""
        return answers(self.ensemble)

    @cached_property
    def moving_answers(self) -> tuple[MovingAnswer, ...]:
        """The answer in motion to every question; none of a static run."""
        return () if self.moved is None else moving_answers(self.moved, self.beside)

    @cached_property
    def in_motion(self) -> InMotion | None:
        """The run in motion with what was found in it; None of a static run."""
        if self.moved is None:
            return None
        return InMotion(self.moved, self.moving_answers, reruns(self.moved), self.later)

    @cached_property
    def drivers(self) -> dict[str, tuple[Driver, ...]]:
        """What drives the settlement of each issue, strongest first."""
        return {issue.id: drivers(self.ensemble, issue.id) for issue in self.case.issues}
