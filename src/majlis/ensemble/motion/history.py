"""The dated past of a case as a run follows it: which week each event and each observation falls into."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.case.event import Event
from majlis.case.fault import CaseFaults, Fault, nearest
from majlis.dynamics.path import Happened, Observed, Record
from majlis.dynamics.system import System
from majlis.ensemble.motion.support import Carrier, carrier

DAYS_IN_WEEK = 7
TRUST = "series.trust"
"""Number that says how far an observation pulls a level to itself."""


@dataclass(frozen=True)
class History:
    """Events and observations by week, before draws decide which claims on them hold."""

    events: tuple[tuple[int, int, int, Carrier | None], ...]
    observations: tuple[tuple[int, int, float], ...]

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        """Events that claims stand on."""
        return tuple(each for *_, each in self.events if each is not None)

    def record(self, holds: Mapping[str, NDArray[np.bool_]], trust: NDArray[np.float64]) -> Record:
        """Return the record of a run of draws: ``holds`` says by event which draws hold it."""
        events: dict[int, list[Happened]] = {}
        for week, hazard, number, carried in self.events:
            held = None if carried is None else holds[carried.id]
            events.setdefault(week, []).append(Happened(hazard, number, held))
        observations: dict[int, list[Observed]] = {}
        for week, level, value in self.observations:
            observations.setdefault(week, []).append(Observed(level, value, trust))
        return Record(
            {week: tuple(each) for week, each in events.items()},
            {week: tuple(each) for week, each in observations.items()},
        )


def week_of(day: date, as_of: date) -> int:
    """Return the week that a day falls into; the week that ends with the as-of date is 0."""
    return math.ceil((day - as_of).days / DAYS_IN_WEEK)


def first_week(case: Case) -> int:
    """Return the week in which the warm-up begins."""
    assert case.motion is not None, "only a case in motion warms up"
    return week_of(case.motion.warm_up_from.earliest, case.as_of.earliest)


def history(case: Case, system: System) -> History:
    """Return what the record of a case says of the warm-up, and what is planned after it.

    Raises
    ------
    CaseFaults
        When an event names a hazard that is not there.

    """
    begin, faults, events = first_week(case), [], []
    for row, event in enumerate(case.events):
        if event.hazard is None or event.status == "denied":
            continue
        if event.hazard not in system.hazard_index:
            place = case.places.at("events", row, "hazard")
            mend = nearest(event.hazard, system.hazard_index)
            faults.append(Fault(place, f"the hazard '{event.hazard}'", "a hazard of the case", mend))
            continue
        week = week_of(event.date.earliest, case.as_of.earliest)
        if week > begin and _counts(event, week):
            carried = carrier(case, "event", event.id, event.claims) if event.claims else None
            events.append((week, system.hazard_index[event.hazard], round(event.size), carried))
    if faults:
        raise CaseFaults(case.id, faults)
    return History(tuple(events), _observations(case, system, begin))


def _counts(event: Event, week: int) -> bool:
    return event.status == "occurred" if week <= 0 else event.status == "planned"


def _observations(case: Case, system: System, begin: int) -> tuple[tuple[int, int, float], ...]:
    followed = {level.series: system.level_index[level.id] for level in case.levels if level.series}
    found = []
    for observation in case.series:
        week = week_of(observation.date.earliest, case.as_of.earliest)
        if observation.series in followed and begin < week <= 0 and observation.bound == "exact":
            found.append((week, followed[observation.series], observation.value))
    return tuple(found)
