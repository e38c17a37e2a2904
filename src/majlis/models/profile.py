"""What a decision model sees: who stands where, how much they care and how much they can do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

WIDEST = 1e150
"""The widest scale; squared distances on it are still finite."""

_AXES = ("draw", "actor", "issue")


class ProfileError(ValueError):
    """A profile that no decision model could settle; the text says what was found and where."""


@dataclass(frozen=True, eq=False)
class Profile:
    """The arrays that a decision model reads, checked when they are put together.

    Attributes
    ----------
    position : float64 [draw, actor, issue]
        Where each actor stands, on the scale of the issue.
    salience : float64 [draw, actor, issue]
        How much each actor cares about the issue, as a share from 0 to 1.
    capability : float64 [draw, actor, issue]
        What each actor can bring to bear, in any unit, at least 0. Only ratios matter.
    bounds : float64 [issue, 2]
        The lowest and the highest point of each scale.
    status_quo : float64 [draw, issue], optional
        What holds if nothing is decided, within the bounds.
    accommodation : float64 [actor, actor], optional
        How far the ideal of each actor (row) follows the position of each (column) in a turn: at least 0,
        adding up to at most 1 for an actor.
    number : int64 [draw], optional
        The number of each draw, by which random numbers are addressed; 0, 1, ... when left out.

    Raises
    ------
    ProfileError
        When the shapes disagree, a value is not finite or out of its range, or a draw has no actor
        with both capability and salience.

    Examples
    --------
    >>> profile = Profile.checked(
    ...     position=[[[0.0], [10.0]]],
    ...     salience=[[[1.0], [0.5]]],
    ...     capability=[[[1.0], [1.0]]],
    ...     bounds=[[0.0, 10.0]],
    ... )
    >>> profile.draws, profile.actors, profile.issues
    (1, 2, 1)

    """

    position: Floats
    salience: Floats
    capability: Floats
    bounds: Floats
    status_quo: Floats | None = None
    accommodation: Floats | None = None
    number: NDArray[np.int64] | None = None

    def __post_init__(self) -> None:
        for name in ("position", "salience", "capability"):
            self._take(name, 3, "[draw, actor, issue]")
        self._take("bounds", 2, "[issue, 2]")
        if self.status_quo is not None:
            self._take("status_quo", 2, "[draw, issue]")
        if self.accommodation is not None:
            self._take("accommodation", 2, "[actor, actor]")
        self._check_shapes()
        self._check_bounds()
        self._check_shares()
        self._check_within_bounds()
        self._check_weights()
        self._check_accommodation()

    @classmethod
    def checked(
        cls,
        position: ArrayLike,
        salience: ArrayLike,
        capability: ArrayLike,
        bounds: ArrayLike,
        status_quo: ArrayLike | None = None,
        accommodation: ArrayLike | None = None,
    ) -> Profile:
        """Make a profile from anything that numpy reads as numbers, with the checks of the class."""
        return cls(
            position=_as_floats("position", position),
            salience=_as_floats("salience", salience),
            capability=_as_floats("capability", capability),
            bounds=_as_floats("bounds", bounds),
            status_quo=None if status_quo is None else _as_floats("status_quo", status_quo),
            accommodation=None if accommodation is None else _as_floats("accommodation", accommodation),
        )

    @property
    def draws(self) -> int:
        """The number of draws."""
        return int(self.position.shape[0])

    @property
    def actors(self) -> int:
        """The number of actors."""
        return int(self.position.shape[1])

    @property
    def issues(self) -> int:
        """The number of issues."""
        return int(self.position.shape[2])

    @property
    def weight(self) -> Floats:
        """Capability times salience, c·s [draw, actor, issue]."""
        return self.capability * self.salience

    def _take(self, name: str, dimensions: int, axes: str) -> None:
        # Kernels are compiled for writable C-ordered arrays, so that is what a profile holds.
        array = np.require(_as_floats(name, getattr(self, name)), np.float64, ["C", "A", "W"])
        if array.ndim != dimensions:
            raise ProfileError(f"{name} must be {axes}; it has the shape {array.shape}")
        if not np.isfinite(array).all():
            where = _first(~np.isfinite(array))
            raise ProfileError(f"{name} is {array[where]} {_place(name, where)}; every number must be finite")
        object.__setattr__(self, name, array)

    def _check_shapes(self) -> None:
        shape = self.position.shape
        if 0 in shape:
            raise ProfileError(
                f"there is no {_AXES[shape.index(0)]} to settle: position has the shape {shape}"
            )
        for name in ("salience", "capability"):
            other = getattr(self, name).shape
            if other != shape:
                raise ProfileError(f"{name} has the shape {other}, but position has {shape}")
        if self.bounds.shape != (self.issues, 2):
            raise ProfileError(f"bounds must have the shape {(self.issues, 2)}, not {self.bounds.shape}")
        if self.status_quo is not None and self.status_quo.shape != (self.draws, self.issues):
            raise ProfileError(
                f"status_quo must have the shape {(self.draws, self.issues)}, not {self.status_quo.shape}"
            )
        pairs = (self.actors, self.actors)
        if self.accommodation is not None and self.accommodation.shape != pairs:
            raise ProfileError(f"accommodation must have the shape {pairs}, not {self.accommodation.shape}")
        if self.number is not None and self.number.shape != (self.draws,):
            raise ProfileError(f"number must have the shape {(self.draws,)}, not {self.number.shape}")

    def _check_bounds(self) -> None:
        for issue, (low, high) in enumerate(self.bounds):
            if not low < high:
                raise ProfileError(f"issue {issue} has a scale from {low} to {high}; low must be below high")
            if high - low > WIDEST:
                raise ProfileError(
                    f"issue {issue} has a scale from {low} to {high}, too wide to compute with"
                )

    def _check_shares(self) -> None:
        for name, high in (("salience", 1.0), ("capability", np.inf)):
            array = getattr(self, name)
            if (array < 0).any():
                where = _first(array < 0)
                raise ProfileError(f"{name} is {array[where]} {_place(name, where)}; it cannot be negative")
            if (array > high).any():
                where = _first(array > high)
                raise ProfileError(f"{name} is {array[where]} {_place(name, where)}; it must be from 0 to 1")

    def _check_within_bounds(self) -> None:
        low, high = self.bounds[:, 0], self.bounds[:, 1]
        for name in ("position", "status_quo"):
            array = getattr(self, name)
            if array is None:
                continue
            outside = (array < low) | (array > high)
            if outside.any():
                where = _first(outside)
                issue = where[-1]
                raise ProfileError(
                    f"{name} is {array[where]} {_place(name, where)}, "
                    f"outside the scale from {low[issue]} to {high[issue]}"
                )

    def _check_weights(self) -> None:
        with np.errstate(over="ignore", under="ignore"):
            total = self.weight.sum(axis=1)
        for bad, what in (
            (~np.isfinite(total), "capability is too large to add up"),
            (total <= 0, "no actor has both capability and salience"),
        ):
            if bad.any():
                draw, issue = _first(bad)
                raise ProfileError(f"{what} at draw {draw}, issue {issue}")

    def _check_accommodation(self) -> None:
        if self.accommodation is None:
            return
        for actor, row in enumerate(self.accommodation):
            if row.min() < 0.0:
                raise ProfileError(f"accommodation of actor {actor} is {row.min()}; it cannot be negative")
            if row.sum() > 1.0 + 1e-9:
                raise ProfileError(
                    f"accommodation of actor {actor} adds up to {row.sum():g}; it must be at most 1"
                )


def comparable(weight: Floats) -> Floats:
    """Bring the largest weight of every draw and issue [draw, actor, issue] to between a half and 1.

    Only ratios of weights matter. A power of two keeps every digit and keeps sums from running over.
    """
    _, exponent = np.frexp(weight.max(axis=1, keepdims=True))
    scaled: Floats = np.ldexp(weight, -exponent)
    return scaled


def _as_floats(name: str, values: ArrayLike) -> Floats:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ProfileError(f"{name} is not an array of numbers: {error}") from error


def _first(mask: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(index) for index in np.argwhere(mask)[0])


def _place(name: str, where: tuple[int, ...]) -> str:
    if name == "bounds":
        return f"at issue {where[0]}"
    axes = _AXES if len(where) == 3 else ("draw", "issue")
    axes = ("row", "column") if name == "accommodation" else axes
    return "at " + ", ".join(f"{axis} {index}" for axis, index in zip(axes, where, strict=True))
