"""A number with its range, the claims that support it and who judged it."""

from __future__ import annotations

from typing import Any, Literal, Self, get_args

from pydantic import model_validator

from majlis.case.fault import misfit, nearest, shown
from majlis.case.place import Path
from majlis.case.value import Ids, Number, Record, Text, number_at
from majlis.chance.distribution import (
    Discrete,
    Distribution,
    DistributionError,
    Fixed,
    LogNormal,
    Pert,
    Triangular,
    TruncatedNormal,
    Uniform,
)

Shape = Literal["triangular", "pert", "normal", "uniform", "lognormal", "discrete"]
Support = Literal["claims", "judgement", "unsupported"]
ESTIMATE_COLUMNS = ("value", "low", "high", "shape", "claims", "coder", "reason")


class Estimate(Record):
    """A most likely value with its range.

    Attributes
    ----------
    value
        Most likely value (median for ``lognormal``; not used by ``uniform`` and ``discrete``).
    low, high
        The range; for ``normal`` and ``lognormal`` the 5th and 95th percentile.
    points
        For ``discrete``: pairs of value and weight.
    claims, coder, reason
        What supports it: claims, or a judgement with its reason.

    """

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    shape: Shape = "triangular"
    points: tuple[tuple[Number, Number], ...] = ()
    claims: Ids = ()
    coder: Text | None = None
    reason: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, given: Any) -> Any:
        if isinstance(given, Estimate):
            return given
        if isinstance(given, list | tuple):
            return _three(list(given), ((0,), (1,), (2,)), "write [10, 20, 40]")
        parts = (
            {key: part for key, part in given.items() if part is not None}
            if isinstance(given, dict)
            else None
        )
        if parts is None:
            parts = {} if given is None else {"value": given}
        shape = parts.get("shape", "triangular")
        if shape not in get_args(Shape):
            mend = nearest(shape, get_args(Shape)) if isinstance(shape, str) else "write one of these"
            raise misfit(
                f"the shape {shown(shape)}", f"one of {', '.join(get_args(Shape))}", mend, ("shape",)
            )
        if isinstance(parts.get("value"), str):
            parts |= _spelled_out(parts.pop("value"), shape, parts)
        return parts

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.shape == "discrete":
            self._check_points()
        else:
            self._check_range()
        try:
            self.distribution()
        except DistributionError:
            found = f"a {self.shape} range too wide to compute with"
            raise misfit(found, "a narrower range", "bring low and high nearer together", ("high",)) from None
        return self

    def _check_points(self) -> None:
        value: Path = ("value",)
        if not self.points:
            mend = "write 0:0.2 | 50:0.5 | 100:0.3 as its value"
            raise misfit("a discrete estimate without points", "points and weights", mend, value)
        if self.low is not None or self.high is not None or self.value is not None:
            at: Path = ("low",) if self.low is not None else ("high",) if self.high is not None else value
            raise misfit("a range beside points", "points and weights alone", "leave low and high empty", at)
        if any(weight <= 0 for _, weight in self.points):
            raise misfit("a weight of zero or less", "weights above zero", "leave the point out", value)
        points = [point for point, _ in self.points]
        repeated = next((point for point in points if points.count(point) > 1), None)
        if repeated is not None:
            raise misfit(f"the point {repeated:g} twice", "each point once", "add up its weights", value)

    def _check_range(self) -> None:
        if self.points:
            raise misfit(
                "points without the shape 'discrete'",
                "a value",
                "say the shape, or give a value",
                ("points",),
            )
        if (self.low is None) != (self.high is None):
            given, lacking = ("low", "high") if self.high is None else ("high", "low")
            raise misfit(
                f"a {given} without a {lacking}", "both low and high, or neither", f"give {lacking}", (given,)
            )
        if self.value is None and self.shape != "uniform":
            mend = "fill 'value' (only the shape 'uniform' needs none)"
            raise misfit("no value", "a most likely value", mend, ("value",))
        if self.low is None or self.high is None:
            if self.shape != "triangular":
                mend = "give both, or leave the shape out"
                raise misfit(f"the shape '{self.shape}' without a range", "low and high", mend, ("shape",))
            return
        _check_order(self.low, self.value, self.high, (("low",), ("value",), ("high",)))
        if self.shape == "lognormal" and self.low <= 0:
            mend = "use another shape, or raise low"
            raise misfit(f"low {self.low:g} in a lognormal", "low above 0", mend, ("low",))

    @property
    def support(self) -> Support:
        """What the number rests on: claims, a judgement with its reason, or nothing."""
        if self.claims:
            return "claims"
        return "judgement" if self.reason else "unsupported"

    @property
    def centre(self) -> float:
        """The single number that stands for the estimate in a table: its value, else its mean."""
        if self.value is not None and self.shape not in ("uniform", "discrete"):
            return self.value
        return self.distribution().mean()

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest number named: the range, the points, or the value twice."""
        if self.points:
            values = [value for value, _ in self.points]
            return min(values), max(values)
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return float(low or 0.0), float(high or 0.0)

    @property
    def ends_in_words(self) -> str:
        """``3 to 5``, or ``3`` where both are one."""
        low, high = self.ends
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"

    def distribution(self, lower: float = float("-inf"), upper: float = float("inf")) -> Distribution:
        """Return what draws are taken from; ``normal`` is cut at ``lower`` and ``upper``."""
        if self.shape == "discrete":
            return Discrete(tuple(v for v, _ in self.points), tuple(w for _, w in self.points))
        if self.low is None or self.high is None or self.low == self.high:
            return Fixed(self.ends[0])
        if self.shape == "uniform" or self.value is None:
            return Uniform(self.low, self.high)
        if self.shape == "pert":
            return Pert(self.low, self.value, self.high)
        if self.shape == "normal":
            return TruncatedNormal(self.low, self.value, self.high, lower, upper)
        if self.shape == "lognormal":
            return LogNormal(self.low, self.value, self.high)
        return Triangular(self.low, self.value, self.high)


Ends = tuple[Path, Path, Path]


def _check_order(low: float, value: float | None, high: float, at: Ends) -> None:
    """Check that three numbers rise; ``at`` says where each of them stands."""
    expected = "low <= value <= high"
    if low > high:
        raise misfit(f"low {low:g} above high {high:g}", expected, "swap them", at[0])
    if value is not None and not low <= value <= high:
        side = "low" if value < low else "high"
        found = f"value {value:g} outside its range {low:g} to {high:g}"
        raise misfit(found, expected, f"correct the value or '{side}'", at[1])


def _three(parts: list[Any], at: Ends, form: str) -> dict[str, Any]:
    if len(parts) != 3:
        raise misfit(
            f"{len(parts)} numbers", "three: low, value and high", form, at[0] if at[0] == at[1] else ()
        )
    low, value, high = (number_at(part, place) for part, place in zip(parts, at, strict=True))
    _check_order(low, value, high, at)
    return {"low": low, "value": value, "high": high}


def _spelled_out(text: str, shape: str, others: dict[str, Any]) -> dict[str, Any]:
    """Read ``10 < 20 < 40`` or ``0:0.2 | 50:0.8`` out of one cell."""
    value: Path = ("value",)
    if shape == "discrete":
        pairs = [part.split(":") for part in text.split("|")]
        if any(len(pair) != 2 for pair in pairs):
            raise misfit(shown(text), "points with weights", "write 0:0.2 | 50:0.5 | 100:0.3", value)
        return {"points": [(number_at(point, value), number_at(weight, value)) for point, weight in pairs]}
    if ":" in text and "|" in text:
        raise misfit(f"{shown(text)} in the shape '{shape}'", "one number", "say the shape 'discrete'", value)
    if "<" not in text:
        return {"value": text}
    if "low" in others or "high" in others:
        raise misfit(
            f"the range {shown(text)} beside 'low' or 'high'", "the range once", "keep one of them", value
        )
    return _three(text.split("<"), (value, value, value), "write 10 < 20 < 40")


def columns_apart(given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the columns of a row's estimate, and its other columns."""
    parts = {key: value for key, value in given.items() if key in ESTIMATE_COLUMNS}
    return parts, {key: value for key, value in given.items() if key not in ESTIMATE_COLUMNS}


class Estimated(Record):
    """A row of a table that holds an estimate: the columns of the estimate are gathered into one."""

    estimate: Estimate

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, given: Any) -> Any:
        if not isinstance(given, dict) or "estimate" in given:
            return given
        parts, rest = columns_apart(given)
        return {**rest, "estimate": parts}
