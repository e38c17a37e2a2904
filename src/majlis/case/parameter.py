"""Parameters: numbers of mechanisms that the case sets."""

from __future__ import annotations

from majlis.case.estimate import Estimate, Estimated
from majlis.case.level import Basis
from majlis.case.value import Number
from majlis.case.variable import Quantity


class Parameter(Estimated):
    """One row of ``parameters.csv``.

    ``name`` is INSTANCE.QUANTITY; ``off`` the value when every claim on it is false. A row that `majlis fit`
    learned from the case's record keeps the estimate before that in ``prior``.
    """

    name: Quantity
    off: Number | None = None
    basis: Basis = "judgement"
    prior: Estimate | None = None
