"""Several coders' numbers for one thing, as one estimate: their disagreement is its spread."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from majlis.case.estimate import Estimate


class Judgement(NamedTuple):
    """One coder's number, with the range that the coder allows."""

    coder: str
    value: float
    low: float
    high: float


def spread(judgements: Sequence[Judgement], claims: Sequence[str] = ()) -> Estimate:
    """Return the estimate in which every coder's number lies.

    The value is the median of the numbers, the range runs from the lowest to the highest that any coder
    allows: where coders disagree nobody is averaged away.

    Raises
    ------
    ValueError
        When there is no judgement.

    """
    if not judgements:
        raise ValueError("found no judgement, expected at least one coder's number")
    return Estimate(
        value=median(each.value for each in judgements),
        low=min(min(each.low, each.value) for each in judgements),
        high=max(max(each.high, each.value) for each in judgements),
        claims=tuple(claims),
        coder="; ".join(dict.fromkeys(each.coder for each in judgements)),
    )
