"""Names of what moves: a level or hazard, one of a mechanism, a stance, a settlement."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from majlis.case.fault import kind_of, misfit, shown
from majlis.case.value import Id

PIECE = r"[A-Za-z]\w*(?:-+\w+)*"
VARIABLE = re.compile(rf"{PIECE}(?:@{PIECE})?(?:\.{PIECE}(?:@{PIECE})?){{0,2}}", re.ASCII)
LONGEST_VARIABLE = 250
RESERVED = ("and", "or", "not", "happened", "count")
EXPECTED = "a level or hazard, INSTANCE.NAME, ACTOR.ISSUE.FIELD or ISSUE@ARENA"


def _nameable(name: str) -> str:
    if name in RESERVED or not re.fullmatch(PIECE, name, re.ASCII):
        expected = (
            f"an id that begins with a letter, ends with none of _ -, and is none of {', '.join(RESERVED)}"
        )
        raise misfit(f"{shown(name)} as the id of something that expressions name", expected, "rename it")
    return name


def _variable(value: Any) -> str:
    name = value.strip() if isinstance(value, str) else ""
    if len(name) > LONGEST_VARIABLE or not VARIABLE.fullmatch(name):
        found = "nothing" if value == "" else kind_of(value)
        raise misfit(f"{found} as a variable", EXPECTED, "write the name of one")
    return name


def _quantity(value: Any) -> str:
    name = _variable(value)
    if name.count(".") != 1 or "@" in name:
        mend = "write the mechanism's id, a point and the quantity"
        raise misfit(f"{shown(name)} as a quantity", "INSTANCE.QUANTITY", mend)
    return name


VariableId = Annotated[Id, AfterValidator(_nameable)]
Variable = Annotated[str, BeforeValidator(_variable)]
Quantity = Annotated[str, BeforeValidator(_quantity)]
