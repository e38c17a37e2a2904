"""Single values of a case: ids, numbers and lists, as people and spreadsheets write them."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from majlis.case.fault import misfit, shown

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
SPREADSHEET_ERROR = re.compile(r"#(REF|N/A|VALUE|NAME|DIV/0|NUM|NULL)[!?]?", re.IGNORECASE)
LARGEST = 1e15


class Record(BaseModel):
    """What every part of a case is: frozen, and closed to unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


def _id(value: Any) -> str:
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if len(text) > 80 or not ID.fullmatch(text):
        raise misfit(
            f"{shown(value)} as an id",
            "letters, digits, _ and -, beginning with a letter or digit, at most 80",
            "rename it",
        )
    return text


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise misfit(f"{shown(value)}", "a number", "write a number such as 12.5")
    if isinstance(value, str):
        value = _number_in(value.strip())
    number = float(value) if abs(value) < LARGEST or not math.isfinite(value) else math.inf
    if not math.isfinite(number):
        raise misfit(
            f"{shown(value)}", f"a finite number below {LARGEST:g}", "write the number that is meant"
        )
    return number


def _number_in(text: str) -> float:
    if DECIMAL_COMMA.fullmatch(text):
        raise misfit(
            f"{shown(text)}, a comma in a number",
            "a point before decimals and nothing between thousands",
            f"write {text.replace(',', '.')} or {text.replace(',', '')}",
        )
    if SPREADSHEET_ERROR.fullmatch(text):
        raise misfit(f"{shown(text)}, a spreadsheet's error", "a number", "mend the formula and export again")
    if text.endswith("%"):
        raise misfit(f"{shown(text)}, a percentage", "a number on the scale", f"write {text[:-1].strip()}")
    try:
        return float(text.replace("\u2212", "-"))
    except ValueError:
        raise misfit(f"{shown(text)}", "a number", "write a number such as 12.5") from None


def _whole(value: Any) -> int:
    number = _number(value)
    if number != int(number) or number < 0:
        raise misfit(f"{shown(value)}", "a whole number, zero or more", "write it without decimals or sign")
    return int(number)


def _listed(value: Any) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split("|") if part.strip()]
    if isinstance(value, list | tuple):
        return [str(part) for part in value]
    raise misfit(f"{shown(value)}", "a list, or one cell with bars between", "write a|b|c")


Id = Annotated[str, BeforeValidator(_id)]
Number = Annotated[float, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_whole)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_listed)]
Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
