"""Relations: ties between two actors."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from majlis.case.estimate import Estimated
from majlis.case.value import Id

Tie = Literal["patron", "principal", "nominator", "ally", "rival", "host", "guarantor"]


class Relation(Estimated):
    """One row of ``relations.csv``: ``giver`` is patron (or else) of ``taker``; strength 0 to 100."""

    giver: Id = Field(alias="from")
    taker: Id = Field(alias="to")
    kind: Tie
