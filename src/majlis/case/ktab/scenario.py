"""What a KTAB file holds: actors with a capability, and a position and salience in each dimension.

Source: KAPSARC Toolkit for Behavioral Analysis (KTAB), its spatial model of politics (SMP 1.4): the
input files in CSV and XML and ``smpSchema.xsd``. Positions and saliences run from 0 to 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from majlis.case.place import Path, Place

FULL = 100.0
"""The end of the scale of positions and of saliences, and what the saliences of an actor may add up to."""
ROUNDING = 1e-6
"""By how much a sum of saliences, or a row of the accommodation, may miss its limit through rounding."""
SEED = 15455440707583219804
"""The seed that KTAB takes where none is given."""
LARGEST_SEED = 2**64 - 1
FEWEST_ACTORS, MOST_ACTORS = 3, 250
LARGEST_CAPABILITY = 1e8
LONGEST = {"scenario": 512, "actor": 25, "description": 256, "dimension": 256}
"""What KTAB itself can take; Majlis reads more, and says so where it writes more."""

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "VictoryProbModel": ("Linear", "Square", "Quartic", "Octic", "Binary"),
    "PCEModel": ("Conditional", "MarkovIncentive", "MarkovUniform"),
    "StateTransitions": ("Deterministic", "Stochastic"),
    "VotingRule": ("Prop", "Binary", "PropBin", "PropCbc", "Cubic", "ASymProsp"),
    "BigRAdjust": ("OneThird", "None", "Half", "TwoThirds", "Full"),
    "BigRRange": ("Mid", "Min", "Max"),
    "ThirdPartyCommit": ("SemiCommit", "NoCommit", "FullCommit"),
    "InterVecBrgn": ("S2P2", "S1P1", "S2PMax"),
    "BargnModel": ("InitOnlyInterp", "InitRcvrInterp", "PWCompInterp"),
}
"""The nine choices of the model and their values, KTAB's default first."""
OTHER_NAMES = {("VotingRule", "Proportional"): "Prop", ("BigRAdjust", "No"): "None"}
"""Values that the schema of KTAB allows and its reader refuses."""


class KtabError(ValueError):
    """A KTAB file, or a case folder made of one, that cannot be written as asked."""


@dataclass(frozen=True)
class KtabActor:
    """One actor; positions and saliences have one number for each dimension."""

    name: str
    description: str
    capability: float
    positions: tuple[float, ...]
    saliences: tuple[float, ...]


@dataclass(frozen=True)
class Scenario:
    """Everything that a KTAB file says.

    Attributes
    ----------
    file
        Name of the file.
    name, description
        Of the scenario; may be empty.
    dimensions, actors
        In the order of the file.
    accommodation
        Cells (i, j) of the accommodation matrix that differ from the identity: how far the ideal of actor i
        follows the position of actor j in a turn.
    seed, parameters
        What the file says of the run; parameters are empty where it leaves them to KTAB.
    places
        Where things stand in the file: ``("dimension", d)``, ``("actor", i)``, ``("capability", i)``,
        ``("position", i, d)`` and ``("salience", i, d)``.
    digest
        SHA-256 of the text.

    """

    file: str
    name: str
    description: str
    dimensions: tuple[str, ...]
    actors: tuple[KtabActor, ...]
    accommodation: Mapping[tuple[int, int], float] = field(default_factory=dict)
    seed: int = SEED
    parameters: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[Path, Place] = field(default_factory=dict, compare=False, repr=False)
    digest: str = field(default="", compare=False, repr=False)
