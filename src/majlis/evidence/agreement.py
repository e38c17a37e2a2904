"""How far several coders agree: Krippendorff's alpha.

Krippendorff, K. (2011), 'Computing Krippendorff's Alpha-Reliability', Annenberg School for Communication,
University of Pennsylvania; Hayes and Krippendorff (2007), Communication Methods and Measures 1(1), 77-89.

alpha = 1 - observed / expected disagreement, over the pairs of values that different coders gave to one unit
(each unit's pairs weighted by 1 / (values - 1)), and over all pairs of such values. 1 is agreement, 0 is what
chance would give, below 0 is worse than chance. A unit that fewer than two coders valued tells nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import permutations
from typing import Any, Literal

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Value = Hashable
Difference = Callable[[Any, Any], float]


def alpha(units: Sequence[Sequence[Value | None]], level: Level = "nominal") -> float | None:
    """Return Krippendorff's alpha, or None where it is not defined because all values are alike.

    Parameters
    ----------
    units
        For every unit the coders' values, None where a coder gave none. The order of the coders does not
        matter.
    level
        What differences between values mean; all but ``nominal`` need numbers. ``ratio`` is meant for
        numbers from zero up; below zero it goes by their sizes.

    Examples
    --------
    >>> round(alpha([[1, 1], [1, 2], [2, 2], [2, 2]]), 3)
    0.533

    """
    valued = [[value for value in unit if value is not None] for unit in units]
    pairable = [unit for unit in valued if len(unit) > 1]
    total = Counter(value for unit in pairable for value in unit)
    count = total.total()
    difference = _difference(level, total)
    observed = sum(
        sum(difference(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in pairable
    )
    expected = sum(total[a] * total[b] * difference(a, b) for a, b in permutations(total, 2))
    if expected == 0:
        return None
    return 1 - (count - 1) * observed / expected


def _difference(level: Level, total: Mapping[Any, int]) -> Difference:
    """Return the squared difference of two values, which for ``ordinal`` depends on all values given."""
    if level == "nominal":
        return lambda a, b: float(a != b)
    if level == "interval":
        return lambda a, b: float((a - b) ** 2)
    if level == "ratio":
        return lambda a, b: 0.0 if a == b else float(((a - b) / (abs(a) + abs(b))) ** 2)
    return lambda a, b: _ranks_between(a, b, total) ** 2


def _ranks_between(a: Any, b: Any, total: Mapping[Any, int]) -> float:
    low, high = min(a, b), max(a, b)
    return sum(n for value, n in total.items() if low <= value <= high) - (total[low] + total[high]) / 2
