"""Motion: how long a case runs, the mechanisms it uses, and claims that cannot hold together."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue

from majlis.case.day import WholeDay
from majlis.case.fault import kind_of, misfit, shown
from majlis.case.value import Id, Ids, Number, Record, Text, Whole
from majlis.case.variable import Variable, VariableId

MOST_WEEKS = 1_040


def _weeks(value: int) -> int:
    if not 1 <= value <= MOST_WEEKS:
        raise misfit(f"a horizon of {value} weeks", f"1 to {MOST_WEEKS:,} weeks", "say how far the case runs")
    return value


def _role(value: Any) -> list[Any]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split("|") if part.strip()]
    if not isinstance(value, list | tuple) or not value:
        raise misfit(f"{kind_of(value)} in a role", "an id or a list of ids", "name who or what takes it")
    return list(value)


def _share(value: float) -> float:
    if not 0.0 <= value < 1.0:
        mend = "lower it; at 1 no claim of the group could ever hold"
        raise misfit(f"{value:g} as the probability that none holds", "0 or more and below 1", mend)
    return value


def _several(claims: tuple[str, ...]) -> tuple[str, ...]:
    if len(claims) < 2:
        mend = "add the claims that cannot hold together with it, or remove the group"
        raise misfit(f"a group of {len(claims)}", "at least two claims", mend)
    for index, claim in enumerate(claims):
        if claim in claims[:index]:
            raise misfit(f"the claim {shown(claim)} twice", "each claim once", "remove one of them", (index,))
    return claims


Weeks = Annotated[Whole, AfterValidator(_weeks)]
Role = Annotated[tuple[Variable, ...], BeforeValidator(_role)]
Rivals = Annotated[Ids, AfterValidator(_several)]


class MechanismUse(Record):
    """A mechanism at work in the case: its name here, which one it is, and who takes which role.

    ``options`` are its choices other than roles, such as the blocs of a chamber with their seats.
    """

    id: VariableId
    kind: Text
    roles: dict[Id, Role] = Field(default_factory=dict)
    options: dict[Id, JsonValue] = Field(default_factory=dict)


class World(Record):
    """Claims that cannot hold together: one of them holds, or with probability ``none`` not even one."""

    id: Id
    title: Text | None = None
    claims: Rivals
    none: Annotated[Number, AfterValidator(_share)] = 0.0


class Motion(Record):
    """What makes a case move; a case without it is settled once and moves no further.

    ``reasons`` says by claim why it does not push the answer as its sign says.
    """

    warm_up_from: WholeDay
    weeks: Weeks
    mechanisms: tuple[MechanismUse, ...] = ()
    worlds: tuple[World, ...] = ()
    reasons: dict[Id, Text] = Field(default_factory=dict)
