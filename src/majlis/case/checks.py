"""Checks across the parts of a case.

Each check names the parts that it needs whole; it is left out where one of them could not be read, so that
one fault does not make ten others, while all other checks still run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from majlis.case.case import Case
from majlis.case.extent import WHOLE, Extent
from majlis.case.fault import Fault
from majlis.case.motion_names import (
    gates,
    link_ends,
    parameters_of_mechanisms,
    questions_in_motion,
    recorded_hazards,
)
from majlis.case.motion_ranges import horizon, motionless, rivals, values_without_claims, warm_up
from majlis.case.motion_units import series_of_levels, units_in_questions
from majlis.case.moving import Moving
from majlis.case.participation import arenas_named, delegates_take_part, settled, taking_part
from majlis.case.ranges import (
    anchored,
    as_of,
    one_unit,
    question_points,
    scales_of_outline,
    scales_of_relations,
    scales_of_stances,
)
from majlis.case.references import (
    Known,
    claims_cited,
    estimates_correlated,
    references,
    references_of_outline,
)
from majlis.case.repetitions import (
    copies,
    correlations,
    delegates,
    names_shared,
    parents,
    repeated_in_outline,
    repeated_in_tables,
    ties_to_itself,
)

Check = Callable[[Case], Iterator[Fault]]

REFERENCE_CHECKS: tuple[Callable[[Case, Known], Iterator[Fault]], ...] = (
    references,
    references_of_outline,
    claims_cited,
)

CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (repeated_in_outline, ("case",)),
    (repeated_in_tables, ()),
    (parents, ()),
    (delegates, ("case",)),
    (delegates_take_part, ("case", "actors", "stances")),
    (ties_to_itself, ()),
    (copies, ("sources",)),
    (scales_of_stances, ("case",)),
    (scales_of_relations, ()),
    (scales_of_outline, ("case",)),
    (question_points, ("case",)),
    (arenas_named, ("case",)),
    (taking_part, ("case", "stances")),
    (settled, ("case", "actors", "stances")),
    (as_of, ("case",)),
    (correlations, ()),
    (estimates_correlated, ("stances",)),
    (one_unit, ()),
    (anchored, ()),
    (names_shared, ("case",)),
    (motionless, ("case",)),
    (warm_up, ("case", "series", "events")),
    (horizon, ("case",)),
    (values_without_claims, ()),
    (rivals, ("case",)),
    (series_of_levels, ("series",)),
)

MOTION_CHECKS: tuple[tuple[Callable[[Case, Moving], Iterator[Fault]], tuple[str, ...]], ...] = (
    (link_ends, ()),
    (gates, ()),
    (recorded_hazards, ()),
    (parameters_of_mechanisms, ()),
    (units_in_questions, ()),
    (questions_in_motion, ()),
)


def faults_across(case: Case, extent: Extent = WHOLE) -> list[Fault]:
    """Return every fault that shows only when the parts of a case are seen together."""
    known = Known(case, extent)
    checks = (check for check, needs in CHECKS if not extent.unread.intersection(needs))
    faults = [fault for check in checks for fault in check(case)]
    faults += [fault for check in REFERENCE_CHECKS for fault in check(case, known)]
    if "case" in extent.unread or case.motion is None:
        return faults
    moving = Moving(case, extent)
    motion_checks = (check for check, needs in MOTION_CHECKS if not extent.unread.intersection(needs))
    return faults + [fault for check in motion_checks for fault in check(case, moving)]
