"""What can be named in a case in motion."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from majlis.case.case import Case
from majlis.case.extent import Extent
from majlis.case.fault import Fault, nearest, shown
from majlis.case.place import Place
from majlis.case.variable import EXPECTED

Kind = Literal["level", "hazard", "mechanism", "stance", "settlement", "issue"]
MOST_COMPARED = 100


class Moving:
    """The variables of a case, each with its kind; what could not be read is not called unknown.

    What a mechanism moves is known to the mechanism alone, so ``INSTANCE.NAME`` counts as one of its
    variables, level or hazard, wherever the instance is known.
    """

    def __init__(self, case: Case, extent: Extent) -> None:
        self.case = case
        stances = (name for stance in case.stances for name in (stance.name, stance.everywhere))
        self.kinds: dict[str, Kind] = dict.fromkeys(stances, "stance")
        self.kinds |= {f"{issue}@{arena}": "settlement" for arena, issue in case.bargains}
        self.kinds |= dict.fromkeys(case.issue_by_id, "issue")
        self.kinds |= dict.fromkeys((*case.level_by_id, *extent.named.get("levels", ())), "level")
        self.kinds |= dict.fromkeys((*case.hazard_by_id, *extent.named.get("hazards", ())), "hazard")
        self.plain_lost = bool(extent.lost & {"levels", "hazards"})
        self.stances_lost = "stances" in extent.unread
        self.compared = 0

    def kind(self, name: str) -> Kind | None:
        """Say what a name stands for; None where nothing of the case has it."""
        if name in self.kinds:
            return self.kinds[name]
        instance, point, rest = name.partition(".")
        if point and "." not in rest and instance in self.case.mechanism_by_id:
            return "mechanism"
        return None

    def unread(self, name: str) -> bool:
        """Tell whether a name may stand for something that could not be read."""
        if "@" in name or name.count(".") == 2:
            return self.stances_lost
        return "." not in name and self.plain_lost

    def unknown(self, place: Place, name: str, wanted: Collection[Kind], where: str = "") -> Fault:
        """Return the fault of a name that nothing in the case has, with the nearest of a wanted kind."""
        self.compared += 1
        instance, point, _ = name.partition(".")
        if point and name.count(".") == 1:
            mend = f"add the mechanism {shown(instance)} to 'motion:' in case.yaml, or correct the name"
        elif self.compared <= MOST_COMPARED:
            mend = nearest(name, [known for known, kind in self.kinds.items() if kind in wanted])
        else:
            mend = "correct the name, or add it to levels.csv or hazards.csv"
        return Fault(place, f"the variable {shown(name)}{where}, which is not in the case", EXPECTED, mend)
