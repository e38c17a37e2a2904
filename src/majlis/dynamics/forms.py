"""What is declared: levels, hazards, links and decisions, each naming the quantities that set them.

A quantity is named, not given: its values, one per draw, come with the run. So a form is the same for every
draw, and every number of a mechanism can be seen, cited and changed by a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Latent = Literal["identity", "log", "logit"]
Comparison = Literal["<", "<=", ">", ">="]
Basis = Literal["data", "literature", "judgement"]

STRENGTHS: dict[str, tuple[float, float, float]] = {
    "negligible": (0.0, 0.05, 0.1),
    "weak": (0.03, 0.1, 0.2),
    "moderate": (0.12, 0.25, 0.4),
    "strong": (0.3, 0.5, 0.7),
    "decisive": (0.6, 0.8, 1.0),
}
"""Words of strength: low, value, high, as shares of the effect's range (a convention of Majlis)."""

SPAN = (8.0, 16.0, 32.0)
"""Factor between the lowest and the highest plausible rate of a hazard, where a case says nothing else."""


@dataclass(frozen=True)
class Quantity:
    """A number of a mechanism that a case can see: most likely value, range, unit, basis and source.

    ``low`` and ``high`` bound a triangular distribution. ``off`` is its value when the claims on it are
    false.
    """

    name: str
    value: float
    low: float
    high: float
    unit: str
    basis: Basis
    source: str
    off: float | None = None


@dataclass(frozen=True)
class Level:
    """A quantity that moves by itself and is pushed.

    On its latent scale, with ``k = 1 - 2^(-1/h)`` for a half-life of ``h`` weeks and ``R`` the width of its
    range, ``y(t+1) = y + k (b - y) + k sum z beta R phi(cause) + sum z beta R n + noise``: ``phi`` is the
    place of a level in its own range (0 at its neutral point), ``n`` the occurrences of a hazard. ``own``,
    ``half_life``, ``noise`` (a weekly standard deviation, as a share of the range), ``pace`` (largest change
    a week, in units) and ``start`` (where the warm-up begins; at rest where None) are names of quantities. A
    level without a half-life holds what it was given.
    """

    id: str
    title: str
    unit: str
    bottom: float
    top: float
    own: str
    half_life: str | None
    scale: Latent = "identity"
    neutral: float | None = None
    noise: str | None = None
    pace: str | None = None
    start: str | None = None

    @property
    def rest(self) -> float:
        """The point from which it pushes others: its neutral point, else its lower end."""
        return self.bottom if self.neutral is None else self.neutral


@dataclass(frozen=True)
class Gate:
    """A condition on a variable: a level's value, or how often a hazard has happened so far."""

    variable: str
    comparison: Comparison
    value: float


@dataclass(frozen=True)
class Hazard:
    """Something that happens: ``log rate = alpha + sum z beta ln(span) phi(cause)``, a rate per week.

    ``rate`` is the weekly rate with every cause as it stands at the as-of date; None for an event that only
    decisions and the record bring about. ``once``: it happens at most once. ``when``: all gates must hold.
    ``dispersion``: the variance of weekly counts is ``rate + dispersion rate^2``; Poisson where None.
    """

    id: str
    title: str
    rate: str | None
    span: str
    once: bool = False
    when: tuple[Gate, ...] = ()
    dispersion: str | None = None


@dataclass(frozen=True)
class Link:
    """A cause and its effect: one sign, one strength, a delay of at least a week.

    From a level into a level, ``strength`` is the long-run shift of the effect, as a share of its range,
    when the cause moves across its range; from a hazard into a level, the shift at each occurrence (which
    then decays with the effect's half-life); from a level into a hazard, the share of the hazard's span. A
    hazard acts on a hazard only through a level, since a rate has no memory.
    """

    id: str
    cause: str
    effect: str
    sign: Literal[1, -1]
    strength: str
    lag: int = 1


@dataclass(frozen=True)
class Seat:
    """One actor of a sitting: the variables or quantities of its position, salience and capability.

    A name that is a level's id is read from the state; any other is a quantity. A delegate's position mixes
    another level (``of``) with its own by ``weight``.
    """

    actor: str
    position: str | None
    salience: str
    capability: str
    of: str | None = None
    weight: str | None = None


@dataclass(frozen=True)
class Sitting:
    """A decision: one round of a decision model at regular sittings; its outcome becomes a level's own level.

    ``concession`` is how far a position that is a level moves to the outcome at each sitting, times one
    minus salience, where the model itself does not move positions. ``widening`` names the factor by which the
    model's error is wider than on the decisions it was learned on; the error is drawn once a path.
    """

    id: str
    level: str
    seats: tuple[Seat, ...]
    model: str
    every: int
    concession: str
    widening: str


@dataclass(frozen=True)
class Bloc:
    """One bloc of a chamber: its seats, its support for the motion, and how much the vote matters to it.

    ``support`` is a level (its place within its range counts) or a quantity from 0 to 1; ``turned`` says that
    the bloc supports the motion the more, the lower it stands. Salience is from 0 to 1.
    """

    id: str
    seats: int
    support: str
    salience: float
    turned: bool = False


@dataclass(frozen=True)
class Vote:
    """A decision: a chamber votes whenever ``proposal`` happens; if it passes, ``passed`` happens."""

    id: str
    proposal: str
    passed: str
    blocs: tuple[Bloc, ...]
    members: int
    quorum: int
    rule: Literal["majority-present", "majority-cast", "absolute", "two-thirds-total"]


@dataclass(frozen=True)
class Assembly:
    """A mechanism, declared: what it moves and which numbers it takes."""

    levels: tuple[Level, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    links: tuple[Link, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    votes: tuple[Vote, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    def __add__(self, other: Assembly) -> Assembly:
        return Assembly(
            self.levels + other.levels,
            self.hazards + other.hazards,
            self.links + other.links,
            self.sittings + other.sittings,
            self.votes + other.votes,
            self.quantities + other.quantities,
        )
