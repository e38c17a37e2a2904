"""A case assembled for running: one column per estimate, and for each bargain the columns of its actors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.case.correlation import Correlation
from majlis.case.estimate import Estimate
from majlis.case.fault import CaseFaults, Fault
from majlis.case.issue import MOST_WIDENING, Issue
from majlis.chance.copula import CorrelationError, check_correlation
from majlis.chance.distribution import Distribution
from majlis.ensemble.model_error import widening
from majlis.models.options import OptionError
from majlis.models.registry import UnknownModelError, get

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Delegation:
    """An actor (its row) whose position follows an earlier bargain with a weight (its column)."""

    actor: int
    of: int
    weight: int
    has_own: bool


@dataclass(frozen=True)
class Bargain:
    """One issue settled in one arena: the actors that take part and the columns of their estimates."""

    arena: str
    issue: str
    actors: tuple[str, ...]
    position: Indices
    salience: Indices
    capability: Indices
    bounds: tuple[float, float]
    status_quo: int | None
    delegations: tuple[Delegation, ...]
    accommodation: NDArray[np.float64] | None

    @property
    def name(self) -> str:
        """``ISSUE@ARENA``."""
        return f"{self.issue}@{self.arena}"


@dataclass(frozen=True)
class Assembly:
    """Everything a run needs of a case.

    Attributes
    ----------
    names, distributions
        One column per estimate: its name (which addresses its random numbers) and what it is drawn from.
    correlated, correlation
        Columns that are drawn together, and the correlation of their Gaussian copula.
    bargains
        In the order in which they settle.
    answers
        For every issue, the index of the bargain whose settlement is the answer, and the column of the
        factor by which the models' error is widened.

    """

    case: Case
    names: tuple[str, ...]
    distributions: tuple[Distribution, ...]
    correlated: Indices
    correlation: NDArray[np.float64]
    bargains: tuple[Bargain, ...]
    answers: dict[str, tuple[int, int]]


def assemble(case: Case) -> Assembly:
    """Turn a case into columns and bargains.

    Raises
    ------
    CaseFaults
        When the headline model is unknown or the correlations contradict each other.

    """
    columns = _Columns(case)
    bargains: list[Bargain] = []
    for arena, issue in case.bargains:
        bargains.append(_bargain(case, columns, arena, issue, bargains))
    answers = {
        issue.id: (_index(bargains, case.final_arena(issue.id), issue.id), columns.widening(issue))
        for issue in case.issues
    }
    correlated, correlation = _correlation(case, columns)
    _check_model(case)
    return Assembly(
        case,
        tuple(columns.names),
        tuple(columns.distributions),
        correlated,
        correlation,
        tuple(bargains),
        answers,
    )


class _Columns:
    """Gives every estimate its column, once."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.names: list[str] = []
        self.distributions: list[Distribution] = []
        self.index: dict[str, int] = {}

    def of(self, name: str, estimate: Estimate, lower: float, upper: float) -> int:
        if name not in self.index:
            self.index[name] = len(self.names)
            self.names.append(name)
            self.distributions.append(estimate.distribution(lower, upper))
        return self.index[name]

    def stance(self, actor: str, issue: Issue, arena: str, field: str) -> int | None:
        stance = self.case.stance(actor, issue.id, arena, field)
        if stance is None:
            return None
        lower, upper = _limits(field, issue)
        return self.of(stance.name, stance.estimate, lower, upper)

    def position(self, actor: str, issue: Issue, arena: str) -> int | None:
        """Column of the position that models use: the private one where the case says so and it is coded."""
        if self.case.positions == "private":
            private = self.stance(actor, issue, arena, "private_position")
            if private is not None:
                return private
        return self.stance(actor, issue, arena, "position")

    def widening(self, issue: Issue) -> int:
        return self.of(f"{issue.id}.widening", widening(issue), 0.0, MOST_WIDENING)


def _limits(field: str, issue: Issue) -> tuple[float, float]:
    if field.endswith("position"):
        return issue.scale.low, issue.scale.high
    return 0.0, 100.0 if field == "salience" else float("inf")


def _bargain(case: Case, columns: _Columns, arena: str, issue_id: str, earlier: list[Bargain]) -> Bargain:
    issue = case.issue_by_id[issue_id]
    actors = case.participants(arena, issue_id)
    delegations = _delegations(case, columns, arena, issue, actors, earlier)
    positions = [columns.position(actor, issue, arena) for actor in actors]
    status_quo = None
    if issue.status_quo is not None:
        status_quo = columns.of(f"{issue.id}.status_quo", issue.status_quo, issue.scale.low, issue.scale.high)
    return Bargain(
        arena=arena,
        issue=issue_id,
        actors=actors,
        position=np.array([-1 if column is None else column for column in positions], dtype=np.intp),
        salience=_field(columns, actors, issue, arena, "salience"),
        capability=_field(columns, actors, issue, arena, "capability"),
        bounds=(issue.scale.low, issue.scale.high),
        status_quo=status_quo,
        delegations=delegations,
        accommodation=_accommodation(case, actors),
    )


def _accommodation(case: Case, actors: tuple[str, ...]) -> NDArray[np.float64] | None:
    """Return whose positions the ideals of those who take part follow [actor, actor]; None for their own."""
    row = {actor: index for index, actor in enumerate(actors)}
    cells = [each for each in case.accommodation if each.actor in row and each.follows in row]
    if not cells:
        return None
    matrix = np.eye(len(actors))
    for each in cells:
        matrix[row[each.actor], row[each.follows]] = each.share
    return matrix


def _field(columns: _Columns, actors: tuple[str, ...], issue: Issue, arena: str, field: str) -> Indices:
    found = [columns.stance(actor, issue, arena, field) for actor in actors]
    return np.array([column for column in found if column is not None], dtype=np.intp)


def _delegations(
    case: Case, columns: _Columns, arena: str, issue: Issue, actors: tuple[str, ...], earlier: list[Bargain]
) -> tuple[Delegation, ...]:
    delegates = next(a.delegates for a in case.arenas if a.id == arena)
    found = []
    for delegate in delegates:
        origin = _index(earlier, delegate.of, issue.id)
        if delegate.actor not in actors or origin < 0:
            continue
        weight = columns.of(f"{arena}.{delegate.actor}.weight", delegate.weight, 0.0, 1.0)
        own = columns.position(delegate.actor, issue, arena) is not None
        found.append(Delegation(actors.index(delegate.actor), origin, weight, own))
    return tuple(found)


def _index(bargains: list[Bargain], arena: str, issue: str) -> int:
    for index, bargain in enumerate(bargains):
        if (bargain.arena, bargain.issue) == (arena, issue):
            return index
    return -1


def _correlation(case: Case, columns: _Columns) -> tuple[Indices, NDArray[np.float64]]:
    used = [c for c in case.correlations if c.first in columns.index and c.second in columns.index]
    names = sorted({name for c in used for name in (c.first, c.second)}, key=columns.index.__getitem__)
    matrix = np.eye(len(names))
    for correlation in used:
        first, second = names.index(correlation.first), names.index(correlation.second)
        matrix[first, second] = matrix[second, first] = correlation.rho
    try:
        if names:
            check_correlation(matrix)
    except CorrelationError as error:
        raise CaseFaults(case.id, [_contradiction(case, used, error)]) from None
    return np.array([columns.index[name] for name in names], dtype=np.intp), matrix


def _contradiction(case: Case, used: list[Correlation], error: Exception) -> Fault:
    row = case.correlations.index(used[0])
    return Fault(
        case.places.at("correlations", row, "rho"),
        f"correlations that cannot hold together ({error})",
        "a positive semidefinite table",
        "bring the rho of linked pairs nearer to 0",
    )


def _check_model(case: Case) -> None:
    if case.model is None:
        if case.options:
            place = case.places.at("case", "options")
            fault = Fault(place, "options and no model", "the model that they are for", "name it: model: ...")
            raise CaseFaults(case.id, [fault])
        return
    try:
        get(case.model).options_from(case.model_options)
    except UnknownModelError as error:
        place = case.places.at("case", "model")
        fault = Fault(place, f"the model '{case.model}'", "a decision model", str(error))
        raise CaseFaults(case.id, [fault]) from None
    except OptionError as error:
        place = case.places.at("case", "options")
        fault = Fault(place, "options that do not fit", f"options of {case.model}", str(error))
        raise CaseFaults(case.id, [fault]) from None
