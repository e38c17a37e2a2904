"""A case as a KTAB scenario: the centre of every estimate, and in words what a KTAB file cannot hold.

KTAB gives an actor one capability and lets it share out one hundred points of salience. Where a case codes a
capability for each issue their mean is taken, weighted by salience; where saliences of anybody add up to
more than 100, those of all are lowered by one factor, which keeps them in proportion.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from majlis.case.actor import Actor
from majlis.case.case import Case
from majlis.case.fault import nearest, shown
from majlis.case.issue import Issue
from majlis.case.ktab.draft import one_line
from majlis.case.ktab.losses import case_losses, listed, scenario_losses
from majlis.case.ktab.scenario import FULL, LONGEST, PARAMETERS, ROUNDING, KtabActor, KtabError, Scenario

DECIMALS = 6
DIGITS = 12


@dataclass(frozen=True)
class Exported:
    """A scenario made of a case, and what was lost or changed on the way, a sentence each."""

    scenario: Scenario
    losses: tuple[str, ...]


def scenario_of_case(
    case: Case,
    file: str,
    arena: str | None = None,
) -> Exported:
    """Return the issues settled in one arena as a scenario.

    Parameters
    ----------
    case
        The case.
    file
        Name of the file that is to be written; CSV holds no accommodation.
    arena
        The arena; that of the first question where none is named.

    Raises
    ------
    KtabError
        When there is no such arena, or nothing is settled in it.

    """
    return _Export(case, file, _arena(case, arena)).exported()


def _arena(case: Case, name: str | None) -> str:
    known = [arena.id for arena in case.arenas]
    if name is None:
        asked = [q.condition.issue for q in case.questions_at_rest if q.condition is not None]
        return case.final_arena(asked[0] if asked else case.issues[0].id)
    if name not in known:
        raise KtabError(f"there is no arena {shown(name)}; {nearest(name, known)}")
    return name


@dataclass
class _Export:
    """One way from a case to a scenario."""

    case: Case
    file: str
    arena: str
    unplaced: list[str] = field(default_factory=list)
    uneven: list[str] = field(default_factory=list)

    def exported(self) -> Exported:
        settled = {issue for arena, issue in self.case.bargains if arena == self.arena}
        issues = [issue for issue in self.case.issues if issue.id in settled]
        present = {issue.id: self.case.participants(self.arena, issue.id) for issue in issues}
        among = {actor for actors in present.values() for actor in actors}
        actors = [actor for actor in self.case.actors if actor.id in among]
        if not actors:
            raise KtabError(f"nothing is settled in the arena {shown(self.arena)}")
        names = _names(actors)
        rows = [self._row(actor, name, issues) for actor, name in zip(actors, names, strict=True)]
        rows, factor = _within_hundred(rows)
        scenario = Scenario(
            self.file,
            one_line(self.case.title)[: LONGEST["scenario"]],
            one_line(self.case.summary or "")[: LONGEST["scenario"]],
            tuple(one_line(issue.label)[: LONGEST["dimension"]] for issue in issues),
            tuple(rows),
            self._cells(actors),
            parameters=self._parameters(),
        )
        losses = [
            *case_losses(self.case, self.arena, issues, actors),
            *self._changes(actors, names, factor),
            *scenario_losses(scenario),
        ]
        return Exported(scenario, tuple(losses))

    def _parameters(self) -> dict[str, str]:
        """Return the choices of KTAB's model that the case asks for by KTAB's names, and the rest of them."""
        asked = {name: text for name, text in self.case.model_options.items() if name in PARAMETERS}
        if self.case.model != "spatial" or not asked or not self.file.lower().endswith(".xml"):
            return {}
        return {name: asked.get(name, values[0]) for name, values in PARAMETERS.items()}

    def _cells(self, actors: list[Actor]) -> dict[tuple[int, int], float]:
        if not self.file.lower().endswith(".xml"):
            return {}
        row = {actor.id: number for number, actor in enumerate(actors)}
        return {
            (row[each.actor], row[each.follows]): each.share
            for each in self.case.accommodation
            if each.actor in row and each.follows in row
        }

    def _changes(self, actors: list[Actor], names: list[str], factor: float) -> list[str]:
        renamed = [
            f"{shown(a.name)} to {name}" for a, name in zip(actors, names, strict=True) if name != a.name
        ]
        found = []
        if renamed:
            limit = f"KTAB's names have at most {LONGEST['actor']} characters and differ"
            found.append(f"changed: names, {listed(renamed)}; {limit}")
        if self.uneven:
            found.append(
                f"changed: one capability for each actor, the mean over its issues weighted by salience "
                f"({listed(self.uneven)})"
            )
        if factor < 1.0:
            found.append(
                f"changed: every salience is multiplied by {factor:.6g}, for KTAB lets those of an actor add "
                f"up to {FULL:g} at most"
            )
        if self.unplaced:
            found.append(
                f"changed: {listed(self.unplaced)}: without a position of its own, put at the weighted mean "
                "of the others"
            )
        if self.case.accommodation and not self.file.lower().endswith(".xml"):
            found.append("lost: the accommodation matrix, which KTAB keeps in XML only")
        lost = self.case.options.keys() - self._parameters().keys()
        if lost:
            found.append(f"lost: options of the model ({listed(sorted(lost))})")
        return found

    def _row(self, actor: Actor, name: str, issues: list[Issue]) -> KtabActor:
        positions, saliences, capabilities = [], [], []
        for issue in issues:
            positions.append(self._position(actor.id, issue))
            capability = self._centre(actor.id, issue, "capability")
            takes_part = capability is not None
            salience = self._centre(actor.id, issue, "salience") if takes_part else None
            saliences.append(_kept(salience or 0.0, 0.0, FULL))
            if capability is not None:
                capabilities.append((capability, saliences[-1]))
        one = _one(capabilities)
        if any(capability != one for capability, _ in capabilities):
            self.uneven.append(actor.id)
        return KtabActor(name, _description(actor, name), one, tuple(positions), tuple(saliences))

    def _centre(self, actor: str, issue: Issue, kind: str) -> float | None:
        stance = self.case.stance(actor, issue.id, self.arena, kind)
        return None if stance is None else stance.estimate.centre

    def _own_position(self, actor: str, issue: Issue) -> float | None:
        """Return the position that models use: the private one where the case says so and it is coded."""
        if self.case.positions == "private":
            private = self._centre(actor, issue, "private_position")
            if private is not None:
                return private
        return self._centre(actor, issue, "position")

    def _position(self, actor: str, issue: Issue) -> float:
        own = self._own_position(actor, issue)
        if own is None:
            self.unplaced.append(f"{actor} on {issue.id}")
            own = self._mean(issue)
        scale = issue.scale
        if (scale.low, scale.high) == (0.0, FULL):
            return _kept(own, 0.0, FULL)
        share = (own - scale.low) / scale.width
        return _kept(float(f"{FULL * share:.{DIGITS}g}"), 0.0, FULL)

    def _mean(self, issue: Issue) -> float:
        total = weight = 0.0
        for actor in self.case.participants(self.arena, issue.id):
            position = self._own_position(actor, issue)
            force = (self._centre(actor, issue, "capability") or 0.0) * (
                self._centre(actor, issue, "salience") or 0.0
            )
            if position is not None:
                total, weight = total + force * position, weight + force
        return total / weight if weight > 0 else (issue.scale.low + issue.scale.high) / 2


def _one(capabilities: list[tuple[float, float]]) -> float:
    """Return the one capability that stands for several: their mean weighted by salience."""
    numbers = [capability for capability, _ in capabilities]
    if all(number == numbers[0] for number in numbers):
        return max(numbers[0], 0.0)
    weights = [salience for _, salience in capabilities]
    if not any(weights):
        weights = [1.0] * len(numbers)
    mean = math.fsum(c * w for c, w in zip(numbers, weights, strict=True)) / math.fsum(weights)
    return max(float(f"{mean:.{DIGITS}g}"), 0.0)


def _within_hundred(rows: list[KtabActor]) -> tuple[list[KtabActor], float]:
    most = max(math.fsum(row.saliences) for row in rows)
    if most <= FULL + ROUNDING:
        return rows, 1.0
    factor = FULL / most
    step = 10**DECIMALS
    return [
        KtabActor(
            row.name,
            row.description,
            row.capability,
            row.positions,
            # Rounded down, so that no sum is above 100.
            tuple(math.floor(salience * factor * step) / step for salience in row.saliences),
        )
        for row in rows
    ], factor


def _names(actors: list[Actor]) -> list[str]:
    """Return a name for each actor that KTAB can take: its own, else its id, cut and numbered if need be."""
    own = [one_line(actor.name) for actor in actors]
    found: list[str] = []
    for actor, name in zip(actors, own, strict=True):
        kept = len(name) <= LONGEST["actor"] and own.count(name) == 1
        found.append(name if kept else _cut(actor.id, {*found, *own}))
    return found


def _cut(key: str, taken: set[str]) -> str:
    name, again = key[: LONGEST["actor"]], 1
    while name in taken:
        again += 1
        behind = f"-{again}"
        name = key[: LONGEST["actor"] - len(behind)] + behind
    return name


def _description(actor: Actor, name: str) -> str:
    """Return the note of an actor, behind its full name where the name itself was changed."""
    parts = [] if name == one_line(actor.name) else [one_line(actor.name)]
    text = ": ".join([*parts, *([one_line(actor.note)] if actor.note else [])])
    return text[: LONGEST["description"]].rstrip()


def _kept(number: float, low: float, high: float) -> float:
    return min(max(number, low), high)
