"""Correlations: estimates that move together."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from majlis.case.fault import misfit, shown
from majlis.case.value import Ids, Number, Record, Text

NAME = re.compile(r"[\w-]{1,80}\.[\w-]{1,80}(@[\w-]{1,80})?\.[a-z_]{1,80}", re.ASCII)


def _name(value: Any) -> str:
    name = value.strip() if isinstance(value, str) else ""
    if not NAME.fullmatch(name):
        raise misfit(
            shown(value), "the name of an estimate", "write ACTOR.ISSUE.FIELD or ACTOR.ISSUE@ARENA.FIELD"
        )
    return name


def _within_one(value: float) -> float:
    if not -1.0 <= value <= 1.0:
        raise misfit(f"rho {value:g}", "-1 to 1", "correct it")
    return value


EstimateName = Annotated[str, BeforeValidator(_name)]


class Correlation(Record):
    """One row of ``correlations.csv``; ``rho`` is that of the Gaussian copula beneath the two estimates."""

    first: EstimateName
    second: EstimateName
    rho: Annotated[Number, AfterValidator(_within_one)]
    claims: Ids = ()
    reason: Text | None = None
