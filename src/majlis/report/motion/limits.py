"""What a run in motion cannot say, and how it was made."""

from __future__ import annotations

from majlis.report.limits import Limit
from majlis.report.motion.study import InMotion
from majlis.report.motion.weeks import WeekLine
from majlis.report.wording import counted

PRIOR = (
    "The motion is a structured prior, not an estimate from data",
    "It says what follows from what is claimed, over everything that is unsure. Most strengths, half-lives "
    "and rates are judgement, as the table of them shows; the history of one dispute cannot teach them.",
)
ANCHORED = (
    "The level of the answer is borrowed, its change is reasoned",
    "The free constant of an anchored question is set so that it equals its reference rate with every state "
    "as it is. If the reference class is the wrong one, the answer is wrong by as much.",
)
LINEAR = (
    "Every arrow acts the same way at all times",
    "Pushes add up and keep their strength; thresholds, learning and changes of the rules are not in it "
    "unless a mechanism says so.",
)
SURPRISE = (
    "What nobody claimed is not in it",
    "An event or a cause that no document and no mechanism names cannot happen here.",
)


def motion_limits(found: InMotion) -> tuple[Limit, ...]:
    """Return the limits of a run in motion."""
    anchored = (ANCHORED,) if found.run.priors else ()
    return tuple(Limit(*each) for each in (PRIOR, *anchored, LINEAR, SURPRISE))


def how_it_moved(found: InMotion) -> str:
    """Return how the motion was made."""
    weeks = found.run.tally.weeks
    line = WeekLine(found.case, weeks.start, weeks.stop - 1)
    levels, hazards = len(found.system.levels), len(found.system.hazards)
    text = (
        f"Each draw is one history by weeks: {counted(-weeks.start, 'week')} of warm-up from "
        f"{line.written(weeks.start)} along the record, then {counted(weeks.stop - 1, 'week')} to "
        f"{line.written(weeks.stop - 1)}. {levels} levels and {hazards} kinds of events move; claims hold in "
        "a draw with the probability of their grade, those of one source or speaker together, and of claims "
        "that exclude each other at most one."
    )
    if found.run.chance is not None:
        text += (
            " The probability of the headline is the mean of the draws' own, 1 − exp(−sum of the weekly "
            "rates), along histories in which it is held back; that is far less noisy than counting."
        )
    return text
