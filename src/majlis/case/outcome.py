"""Outcomes: how the questions of a case ended, kept apart from what a run may know."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from majlis.case.day import Day
from majlis.case.fault import misfit
from majlis.case.question import Ending
from majlis.case.value import Id, Record, Text

NEEDED = ("date", "source", "decided")


class Outcome(Record):
    """One row of ``outcomes.csv``: how a question ended, or why nobody can say.

    Attributes
    ----------
    outcome, date
        Yes, no or a number, and the day on which it was settled.
    held
        Whether the premise of a conditional question held.
    decided
        Which record decides, and how it was read.
    unscored
        Why there is no outcome.

    """

    question: Id
    outcome: Ending | None = None
    date: Day | None = None
    held: Literal["yes", "no"] | None = None
    source: Text | None = None
    publisher: Text | None = None
    url: Text | None = None
    decided: Text | None = None
    unscored: Text | None = None

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if self.outcome is not None:
            self._check_ended()
        elif self.unscored is None and self.held != "no":
            mend = "fill 'outcome', or say in 'unscored' why there is none"
            raise misfit("no outcome", "yes, no or a number", mend, ("outcome",))
        return self

    def _check_ended(self) -> None:
        if self.unscored is not None:
            mend = "empty one of the two"
            raise misfit(
                "a reason why there is no outcome, beside an outcome", "one of them", mend, ("unscored",)
            )
        if self.held == "no":
            mend = "empty 'outcome', or correct 'held'"
            raise misfit("an outcome although the premise did not hold", "none", mend, ("outcome",))
        for name in NEEDED:
            if getattr(self, name) is None:
                raise misfit(
                    f"an outcome without '{name}'", "date, source and decided", "fill the cell", (name,)
                )
