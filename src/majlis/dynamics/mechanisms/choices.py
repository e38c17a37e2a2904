"""Reading the options of a mechanism: plain values of a case file, as numbers or texts."""

from __future__ import annotations

import math
from typing import Any

from majlis.dynamics.mechanisms.mechanism import MechanismError


def wrong(name: str, found: str, expected: str, mend: str) -> MechanismError:
    """Return the error of an option."""
    return MechanismError("options", name, found, expected, mend)


def number(given: Any, name: str, least: float, most: float = math.inf) -> float:
    """Read a number from ``least`` to ``most``, also where it is written as a text."""
    try:
        found = math.nan if isinstance(given, bool) else float(given)
    except (TypeError, ValueError):
        found = math.nan
    if not least <= found <= most or math.isinf(found):
        ends = f"from {least:g} to {most:g}" if most < math.inf else f"of at least {least:g}"
        raise wrong(name, f"'{given}' as {name}", f"a number {ends}", "correct it")
    return found


def whole(given: Any, name: str, least: int) -> int:
    """Read a whole number of at least ``least``."""
    found = number(given, name, least)
    if not found.is_integer():
        raise wrong(name, f"'{given}' as {name}", f"a whole number of at least {least}", "correct it")
    return int(found)


def truth(given: Any, name: str) -> bool:
    """Read yes or no."""
    known = {"yes": True, "true": True, "no": False, "false": False}
    if str(given).lower() not in known:
        raise wrong(name, f"'{given}' as {name}", "yes or no", "write one of these")
    return known[str(given).lower()]


def choice(given: Any, name: str, known: tuple[str, ...]) -> str:
    """Read one of several words."""
    if given not in known:
        raise wrong(name, f"'{given}' as {name}", f"one of {', '.join(known)}", "choose one of them")
    return str(given)
