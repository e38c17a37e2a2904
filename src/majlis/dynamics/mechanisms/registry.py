"""The mechanisms by name."""

from __future__ import annotations

import difflib
from importlib import import_module

from majlis.dynamics.mechanisms.mechanism import Mechanism, MechanismError

_FILES = (
    "bargaining",
    "chamber",
    "executive",
    "negotiation",
    "escalation",
    "publics",
    "insurgency",
    "coercion",
    "alignment",
    "autonomy",
    "cabinet",
    "shocks",
)


def names() -> tuple[str, ...]:
    """Return the kinds of mechanisms, in the order in which they are listed."""
    return _FILES


def get(kind: str) -> Mechanism:
    """Return the mechanism of that kind.

    Raises
    ------
    MechanismError
        When there is none of that kind; it names the nearest.

    Examples
    --------
    >>> get("shocks").title
    'Outside events'

    """
    if kind not in _FILES:
        near = difflib.get_close_matches(kind, _FILES, n=1)
        mend = f"did you mean '{near[0]}'?" if near else f"the mechanisms are: {', '.join(_FILES)}"
        raise MechanismError("kind", kind, f"the mechanism '{kind}'", "a mechanism of Majlis", mend)
    mechanism: Mechanism = import_module(f"majlis.dynamics.mechanisms.{kind}").MECHANISM
    return mechanism
