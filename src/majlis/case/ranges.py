"""Checks of values: numbers within their scales, dates before the as-of date, one unit a series."""

from __future__ import annotations

from collections.abc import Iterator

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.case.fault import Fault, shown
from majlis.case.issue import MOST_WIDENING
from majlis.case.place import Path
from majlis.case.references import outline_estimates

ENDLESS = float("inf")


def scales_of_stances(case: Case) -> Iterator[Fault]:
    """Yield stances outside the scale of their issue, or of their field."""
    for row, stance in enumerate(case.stances):
        issue = case.issue_by_id.get(stance.issue)
        if stance.field.endswith("position"):
            bounds = (issue.scale.low, issue.scale.high) if issue is not None else (-ENDLESS, ENDLESS)
        else:
            bounds = (0.0, 100.0 if stance.field == "salience" else ENDLESS)
        yield from _within(case, ("stances", row), stance.estimate, bounds, stance.field.replace("_", " "))


def scales_of_relations(case: Case) -> Iterator[Fault]:
    """Yield strengths of ties outside 0 to 100."""
    for row, relation in enumerate(case.relations):
        yield from _within(case, ("relations", row), relation.estimate, (0.0, 100.0), "strength")


def scales_of_outline(case: Case) -> Iterator[Fault]:
    """Yield estimates of ``case.yaml`` outside their scale."""
    for path, estimate in outline_estimates(case):
        last = str(path[-1])
        bounds = (0.0, 1.0)
        if path[0] == "issues":
            scale = case.issues[int(path[1])].scale
            bounds = (0.0, MOST_WIDENING) if last == "widening" else (scale.low, scale.high)
        yield from _within(case, ("case", *path), estimate, bounds, last.replace("_", " "))


def _within(
    case: Case, path: Path, estimate: Estimate, bounds: tuple[float, float], what: str
) -> Iterator[Fault]:
    low, high = estimate.ends
    limit = f"{bounds[0]:g} to {bounds[1]:g}" if bounds[1] < ENDLESS else f"{bounds[0]:g} or more"
    spread = estimate.low is not None
    mend = (
        "correct it"
        if what in ("salience", "capability", "strength", "weight", "widening")
        else "correct it, or the scale"
    )
    inside = True
    for end, column in ((low, "low" if spread else "value"), (high, "high" if spread else "value")):
        if not bounds[0] <= end <= bounds[1]:
            inside = False
            yield Fault(case.places.number(*path, column), f"a {what} of {end:g}", limit, mend)
    if inside and estimate.shape == "lognormal" and bounds[1] < ENDLESS:
        place = case.places.at(*path, "shape")
        yield Fault(
            place,
            f"a lognormal {what}, which has no upper end",
            f"a shape within {limit}",
            "use pert or normal",
        )


def question_points(case: Case) -> Iterator[Fault]:
    """Yield questions and outcomes about points that are not on the scale."""
    for index, question in enumerate(case.questions):
        condition = question.condition
        issue = case.issue_by_id.get(condition.issue) if condition is not None else None
        if condition is None or issue is None:
            continue
        low, high = issue.scale.low, issue.scale.high
        limit = f"a point from {low:g} to {high:g}"
        point = condition.point
        if point is not None and not low <= point <= high:
            key = "resolve" if question.undated is None else "undated"
            place = case.places.at("case", "questions", index, key)
            yield Fault(place, f"the point {point:g}", limit, "correct it, or the scale")
        outcome = question.resolved.outcome if question.resolved is not None else None
        if question.undated is None and isinstance(outcome, float) and not low <= outcome <= high:
            place = case.places.at("case", "questions", index, "resolved", "outcome")
            yield Fault(place, f"the outcome {outcome:g}", limit, "say it on the scale of the issue")


def as_of(case: Case) -> Iterator[Fault]:
    """Yield what is dated after the as-of date, and questions that end before it."""
    as_of = case.as_of.earliest
    dated = {"sources": "published", "claims": "dated", "events": "dated", "series": "dated"}
    for stem, word in dated.items():
        for row, record in enumerate(getattr(case, stem)):
            if record.date is None or record.date.earliest <= as_of:
                continue
            if stem == "events" and record.status == "planned":
                continue
            expected = f"nothing after the as-of date {case.as_of}"
            if stem == "events":
                expected += " but what is planned"
            mend = "remove it, or move the as-of date"
            yield Fault(case.places.at(stem, row, "date"), f"something {word} {record.date}", expected, mend)
    for index, question in enumerate(case.questions):
        if question.by is not None and question.by.earliest <= as_of:
            place = case.places.at("case", "questions", index, "by")
            yield Fault(place, f"a question by {question.by}", f"a day after {case.as_of}", "correct it")


def one_unit(case: Case) -> Iterator[Fault]:
    """Yield series that change their unit."""
    units: dict[str, str] = {}
    for row, observation in enumerate(case.series):
        unit = units.setdefault(observation.series, observation.unit)
        if unit != observation.unit:
            place = case.places.at("series", row, "unit")
            found = f"the unit {shown(observation.unit)} in the series '{observation.series}'"
            yield Fault(place, found, f"{shown(unit)}, as above", "convert it, or name another series")


def anchored(case: Case) -> Iterator[Fault]:
    """Yield locators into sources that have no file."""
    for row, claim in enumerate(case.claims):
        source = case.source_by_id.get(claim.source)
        if claim.locator is not None and source is not None and source.file is None:
            place = case.places.at("claims", row, "start")
            yield Fault(
                place,
                f"a locator into '{source.id}', which has no file",
                "a file",
                "fill 'file' in sources.csv",
            )
