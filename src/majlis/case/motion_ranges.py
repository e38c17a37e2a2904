"""Checks of motion: what needs it, the times it runs, the values that claims switch off, rival worlds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.case.fault import Fault, shown
from majlis.case.motion import MOST_WEEKS

NO_MOTION = "a case without 'motion:' in case.yaml"
ADD_MOTION = "add 'motion:' to case.yaml"


def motionless(case: Case) -> Iterator[Fault]:
    """Yield what only a case in motion can use."""
    if case.motion is not None:
        return
    for stem in ("levels", "hazards", "links", "parameters"):
        if getattr(case, stem):
            place = case.places.at(stem, 0)
            yield Fault(place, f"{stem} in {NO_MOTION}", "none", f"{ADD_MOTION}, or remove {stem}.csv")
    for stem in ("events", "series"):
        for row, record in enumerate(getattr(case, stem)):
            if record.hazard is not None:
                place = case.places.at(stem, row, "hazard")
                yield Fault(place, f"a hazard in {NO_MOTION}", "none", f"{ADD_MOTION}, or empty the cell")
    yield from _motionless_questions(case)


def _motionless_questions(case: Case) -> Iterator[Fault]:
    for index, question in enumerate(case.questions):
        for key in ("undated", "anchor"):
            if getattr(question, key) is not None:
                place = case.places.at("case", "questions", index, key)
                yield Fault(place, f"'{key}' in {NO_MOTION}", "none", f"{ADD_MOTION}, or remove '{key}'")
        if question.condition is None:
            place = case.places.at("case", "questions", index, "resolve")
            expected = "an issue, or an issue and a point of its scale"
            yield Fault(place, f"{shown(question.resolve)} in {NO_MOTION}", expected, ADD_MOTION)


def warm_up(case: Case) -> Iterator[Fault]:
    """Yield a warm-up that does not lie before the as-of date, or after everything on record."""
    if case.motion is None:
        return
    begin, as_of = case.motion.warm_up_from, case.as_of
    place = case.places.at("case", "motion", "warm_up_from")
    if begin.earliest >= as_of.earliest:
        found = f"a warm-up from {begin}"
        yield Fault(place, found, f"a day before the as-of date {as_of}", "begin it earlier")
    elif (as_of.earliest - begin.earliest).days > 7 * MOST_WEEKS:
        found = f"a warm-up from {begin} to {as_of}"
        yield Fault(place, found, f"at most {MOST_WEEKS:,} weeks", "begin it later")
    recorded = [observation.date for observation in case.series]
    recorded += [event.date for event in case.events if event.hazard is not None]
    last = max(recorded, default=None)
    if last is not None and last.earliest < begin.earliest:
        found = f"the as-of date {as_of}, whose warm-up begins after the last of the record ({last})"
        mend = "correct it, begin the warm-up earlier, or add what happened since"
        yield Fault(case.places.at("case", "as_of"), found, "a record that reaches into the warm-up", mend)


def horizon(case: Case) -> Iterator[Fault]:
    """Yield questions that end after the last week of the run."""
    if case.motion is None:
        return
    weeks = case.motion.weeks
    end = case.as_of.earliest + dt.timedelta(weeks=weeks)
    for index, question in enumerate(case.questions):
        if question.by is not None and question.by.earliest > end:
            place = case.places.at("case", "questions", index, "by")
            expected = f"a day up to {end}, {weeks} weeks after the as-of date"
            mend = "correct it, or raise 'weeks' in 'motion:'"
            yield Fault(place, f"a question by {question.by}", expected, mend)


def values_without_claims(case: Case) -> Iterator[Fault]:
    """Yield numbers that a causal claim carries and that do not say what they are without it."""
    for stem in ("levels", "hazards", "parameters"):
        for row, record in enumerate(getattr(case, stem)):
            claim = _cause(case, record.estimate)
            if claim is not None and record.off is None:
                place = case.places.gap(stem, row, "off")
                found = f"no value without the claim '{claim}', which says that something causes it"
                mend = "fill 'off' with the value when the claim is false, or put the claim on a link"
                yield Fault(place, found, "an 'off' value", mend)


def _cause(case: Case, estimate: Estimate | None) -> str | None:
    cited = () if estimate is None else estimate.claims
    known = case.claim_by_id
    return next((claim for claim in cited if claim in known and known[claim].kind == "cause"), None)


def rivals(case: Case) -> Iterator[Fault]:
    """Yield claims that stand in two groups of rivals."""
    first: dict[str, str] = {}
    for index, world in enumerate(case.motion.worlds if case.motion is not None else ()):
        for number, claim in enumerate(world.claims):
            if first.setdefault(claim, world.id) != world.id:
                place = case.places.at("case", "motion", "worlds", index, "claims", number)
                found = f"the claim '{claim}' in a second group"
                mend = "take it out of one, or make one group of the two"
                yield Fault(place, found, f"it in one group (it is in '{first[claim]}')", mend)
