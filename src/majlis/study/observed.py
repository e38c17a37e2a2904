"""What an analyst hands in to be laid over the fans of a report: ``observed.csv``, read only on request.

It stands outside the case, so that no run can know of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from majlis.case.case import Case
from majlis.case.day import Day, WholeDay
from majlis.case.fault import CaseFaults, Fault, nearest, shown
from majlis.case.load import TableForm, read_beside
from majlis.case.place import Place, Places
from majlis.case.value import Id, Number, Record, Text
from majlis.case.variable import Variable
from majlis.dynamics.system import System
from majlis.ensemble.motion.model import assemble_motion
from majlis.report.motion.observed import Reading, Seen, seen

STEM = "observed"


class ObservedRow(Record):
    """One row of ``observed.csv``: what was seen of a level or a hazard of the case.

    Attributes
    ----------
    variable
        A level, or a hazard of which the value is a running total.
    since
        The first day that a total counts; empty for a level.
    counter
        Who counts, where several totals of one hazard are kept on different bases.

    """

    variable: Variable
    date: Day
    value: Number
    bound: Literal["exact", "lower", "upper"] = "exact"
    since: WholeDay | None = None
    counter: Id | None = None
    source: Text | None = None
    note: Text | None = None


FORM = TableForm(ObservedRow, ("variable", "date", "value"))


def observed_in(folder: Path, case: Case) -> tuple[Seen, ...]:
    """Return what ``observed.csv`` of a folder says of the variables of a case in motion, at any date.

    Raises
    ------
    CaseFaults
        When there is no such file, or a row of it does not fit the case.

    """
    if case.motion is None:
        found = "a case that does not move, so that there is nothing to lay observations over"
        place = case.places.at("case", "id")
        raise CaseFaults(case.id, [Fault(place, found, "a case in motion", "leave the outcomes out")])
    if not (folder / f"{STEM}.csv").is_file():
        found, mend = "no such file", "write one with the columns variable, date, value, bound and since"
        where = Place(f"{STEM}.csv", 1, 1)
        raise CaseFaults(folder.resolve().name, [Fault(where, found, f"{STEM}.csv in the folder", mend)])
    rows, places = read_beside(folder, STEM, FORM)
    system = assemble_motion(case).system
    given = [row for row in rows if isinstance(row, ObservedRow)]
    faults = [fault for at, row in enumerate(given) for fault in _misfits(system, row, at, places)]
    if faults:
        raise CaseFaults(folder.resolve().name, faults)
    readings = [
        Reading(
            row.variable,
            row.variable in system.hazard_index,
            f"{row.counter or ''} since {row.since}",
            row.date,
            row.value,
            row.bound,
        )
        for row in given
    ]
    return seen(case, readings)


def _misfits(system: System, row: ObservedRow, at: int, places: Places) -> list[Fault]:
    hazard = row.variable in system.hazard_index
    if not hazard and row.variable not in system.level_index:
        mend = nearest(row.variable, [*system.level_index, *system.hazard_index])
        place = places.at(STEM, at, "variable")
        return [Fault(place, f"the variable {shown(row.variable)}", "a level or a hazard of the case", mend)]
    if hazard and row.since is None:
        place = places.gap(STEM, at, "since")
        mend = "give the first day that is counted"
        return [Fault(place, f"a total of '{row.variable}' without 'since'", "the day it counts from", mend)]
    if not hazard and row.since is not None:
        place = places.at(STEM, at, "since")
        return [Fault(place, f"'since' for the level '{row.variable}'", "nothing", "empty the cell")]
    return []
