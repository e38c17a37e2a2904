r"""When a chamber has passed a motion: the quorum, and the share or number of votes that is needed.

With :math:`Y` votes for, :math:`N` against, :math:`A` abstentions and :math:`n` seats, :math:`Y+N+A` members
are present. A motion passes when the quorum q is there, :math:`Y+N+A \ge q`, and

================  ====================================  ======================================
majority-present  :math:`2Y > Y+N+A`                    with ``threshold`` T also Y at least T
majority-cast     :math:`Y > N`                         with ``threshold`` T also Y at least T
absolute          :math:`Y \ge \lfloor n/2\rfloor + 1`  ``threshold`` T in place of the number
two-thirds-total  :math:`Y \ge \lceil 2n/3\rceil`       ``threshold`` T in place of the number
================  ====================================  ======================================

A tie does not pass. A threshold beside a relative majority is an approval quorum, which works otherwise than
a quorum of attendance: nobody can defeat a motion by staying away (Maniquet and Morelli 2015, 'Approval
quorums dominate participation quorums', *Social Choice and Welfare* 45).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Numbers = NDArray[Any]

RULES = {
    "majority-present": "more than half of those present vote for it",
    "majority-cast": "more vote for it than against it",
    "absolute": "more than half of all seats vote for it",
    "two-thirds-total": "at least two thirds of all seats vote for it",
}
OF_THE_WHOLE = ("absolute", "two-thirds-total")


class ChamberError(ValueError):
    """A chamber or a rule that gives no vote; the text says what was found and what was expected."""


@dataclass(frozen=True)
class Rule:
    """What passes in a chamber of so many seats.

    Attributes
    ----------
    name : str
        One of `RULES`.
    seats : int
        All seats of the chamber, at least 1.
    quorum : int
        Members who must be present, from 0 (no quorum) to all seats.
    threshold : int, optional
        Votes for the motion that it needs, from 1 to all seats; see the table above.

    Raises
    ------
    ChamberError
        For an unknown rule, and for a number outside its range.

    Examples
    --------
    >>> rule = Rule("majority-present", seats=329, quorum=165)
    >>> bool(rule.passed(170, 0, 0)), bool(rule.passed(164, 0, 0))
    (True, False)

    """

    name: str
    seats: int
    quorum: int = 0
    threshold: int | None = None

    def __post_init__(self) -> None:
        if self.name not in RULES:
            near = difflib.get_close_matches(self.name, RULES, n=1)
            hint = f"did you mean '{near[0]}'? " if near else ""
            raise ChamberError(f"there is no rule '{self.name}'; {hint}the rules are {', '.join(RULES)}")
        _whole("seats", self.seats, 1, None)
        _whole("quorum", self.quorum, 0, self.seats)
        if self.threshold is not None:
            _whole("threshold", self.threshold, 1, self.seats)

    @property
    def needed(self) -> int | None:
        """Votes that the motion needs as a number; None where only the majority counts."""
        if self.threshold is not None or self.name not in OF_THE_WHOLE:
            return self.threshold
        return self.seats // 2 + 1 if self.name == "absolute" else -(-2 * self.seats // 3)

    def quorate(self, yes: Numbers | int, no: Numbers | int, abstain: Numbers | int) -> Flags:
        """Tell whether the quorum is there; numbers of any one shape."""
        return np.asarray(yes) + no + abstain >= self.quorum

    def passed(self, yes: Numbers | int, no: Numbers | int, abstain: Numbers | int) -> Flags:
        """Tell whether the motion passes; numbers of any one shape."""
        for_it = np.asarray(yes)
        enough: Flags = self.quorate(yes, no, abstain)
        if self.needed is not None:
            enough &= for_it >= self.needed
        if self.name == "majority-present":
            enough &= for_it > no + np.asarray(abstain)
        elif self.name == "majority-cast":
            enough &= for_it > np.asarray(no)
        return enough


def _whole(name: str, found: object, low: int, high: int | None) -> None:
    """Check that a number is whole and in its range."""
    what = "a whole number" if isinstance(found, bool) or not isinstance(found, int | np.integer) else ""
    if not what and (found < low or (high is not None and found > high)):  # type: ignore[operator]
        what = f"at least {low}" if high is None else f"from {low} to {high}, the seats of the chamber"
    if what:
        raise ChamberError(f"the {name} is {found}; it must be {what}")
