"""Checks of units: what is compared, added up or followed is measured in one unit."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from majlis.case.case import Case
from majlis.case.expression import Compare, Expression, Sum, Variable, parse, parts_of
from majlis.case.fault import Fault, nearest, shown
from majlis.case.moving import Moving


def series_of_levels(case: Case) -> Iterator[Fault]:
    """Yield levels that are to follow a series that is not there, or one in another unit."""
    units = {observation.series: observation.unit for observation in case.series}
    for row, level in enumerate(case.levels):
        if level.series is None or units.get(level.series) == level.unit:
            continue
        place = case.places.at("levels", row, "series")
        if level.series in units:
            found = f"a series in {shown(units[level.series])} for a level in {shown(level.unit)}"
            yield Fault(place, found, "one unit", "convert one of them, or name another series")
        else:
            mend = nearest(level.series, units) if units else "add it to series.csv"
            yield Fault(place, f"the series {shown(level.series)}", "a series of series.csv", mend)


def units_in_questions(case: Case, moving: Moving) -> Iterator[Fault]:
    """Yield expressions that compare or add up what is measured in two units."""
    for index, question in enumerate(case.questions):
        for key, text in (("resolve", question.resolve), ("given", question.given)):
            try:
                parts = list(parts_of(parse(text))) if text is not None else []
            except PydanticCustomError:
                continue  # said where names are checked
            place = case.places.at("case", "questions", index, key)
            for part in parts:
                units = sorted(_units(moving, part)) if isinstance(part, Compare | Sum) else []
                if len(units) > 1:
                    found = f"{shown(units[0])} beside {shown(units[1])} at character {part.column}"
                    yield Fault(place, found, "one unit", "compare or add up what has the same unit")


def _units(moving: Moving, expression: Expression) -> set[str]:
    """Return the units of the levels that an expression adds up; those of mechanisms are not known here."""
    if isinstance(expression, Variable):
        unit = _unit(moving, expression.name)
        return set() if unit is None else {unit}
    if isinstance(expression, Compare):
        return _units(moving, expression.left) | _units(moving, expression.right)
    if isinstance(expression, Sum):
        return {unit for _, term in expression.terms for unit in _units(moving, term)}
    return set()


def _unit(moving: Moving, name: str) -> str | None:
    case, issue = moving.case, name.partition("@")[0]
    if name in case.level_by_id:
        return case.level_by_id[name].unit
    if moving.kind(name) in ("settlement", "issue"):
        return case.issue_by_id[issue].scale.unit
    return None
