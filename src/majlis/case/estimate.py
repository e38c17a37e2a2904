"""A number with its range, the claims that support it and who judged it."""

from __future__ import annotations

from typing import Any, Literal, Self, get_args

from pydantic import model_validator

from majlis.case.fault import misfit, nearest, shown
from majlis.case.value import Id, Ids, Number, Record
from majlis.chance.distribution import (
    Discrete,
    Distribution,
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
    coder: str | None = None
    reason: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, given: Any) -> Any:
        if isinstance(given, Estimate):
            return given
        if isinstance(given, list | tuple):
            return dict(zip(("low", "value", "high"), _three(list(given)), strict=True))
        if not isinstance(given, dict):
            given = {"value": given}
        parts = dict(given)
        shape = parts.get("shape", "triangular")
        if shape not in get_args(Shape):
            raise misfit(f"the shape {shown(shape)}", "a shape", nearest(str(shape), get_args(Shape)))
        if isinstance(parts.get("value"), str):
            parts |= _spelled_out(str(parts.pop("value")), shape, parts)
        return parts

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.shape == "discrete":
            self._check_points()
        else:
            self._check_range()
        return self

    def _check_points(self) -> None:
        if not self.points:
            raise misfit(
                "a discrete estimate without points",
                "points and weights",
                "write 0:0.2 | 50:0.5 | 100:0.3 as its value",
            )
        if any(weight <= 0 for _, weight in self.points):
            raise misfit("a weight of zero or less", "weights above zero", "leave the point out")

    def _check_range(self) -> None:
        if (self.low is None) != (self.high is None):
            raise misfit(
                "one end of a range only", "both low and high, or neither", "give the other end as well"
            )
        if self.value is None and self.shape != "uniform":
            raise misfit("no value", "a most likely value", "give 'value' (only 'uniform' needs none)")
        if self.low is None or self.high is None:
            if self.shape != "triangular":
                raise misfit(
                    f"the shape '{self.shape}' without a range",
                    "low and high",
                    "give both, or drop the shape",
                )
            return
        if self.low > self.high:
            raise misfit(f"low {self.low:g} above high {self.high:g}", "low <= value <= high", "swap them")
        if self.value is not None and not self.low <= self.value <= self.high:
            side = "low" if self.value < self.low else "high"
            raise misfit(
                f"value {self.value:g} outside its range {self.low:g} to {self.high:g}",
                "low <= value <= high",
                f"correct the value or '{side}'",
            )
        if self.shape == "lognormal" and self.low <= 0:
            raise misfit(f"low {self.low:g} in a lognormal", "low above 0", "use another shape, or raise low")

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

    def distribution(self, lower: float = float("-inf"), upper: float = float("inf")) -> Distribution:
        """Return what draws are taken from; ``normal`` and ``lognormal`` are cut at ``lower`` and ``upper``."""
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


def _three(parts: list[Any]) -> list[Any]:
    if len(parts) != 3:
        raise misfit(f"{len(parts)} numbers", "three: low, value, high", "write [10, 20, 40]")
    return parts


def _spelled_out(text: str, shape: str, others: dict[str, Any]) -> dict[str, Any]:
    """Read ``10 < 20 < 40`` or ``0:0.2 | 50:0.8`` out of one cell."""
    if shape == "discrete":
        pairs = [part.split(":") for part in text.split("|")]
        if any(len(pair) != 2 for pair in pairs):
            raise misfit(shown(text), "points with weights", "write 0:0.2 | 50:0.5 | 100:0.3")
        return {"points": [(value.strip(), weight.strip()) for value, weight in pairs]}
    if "<" not in text:
        return {"value": text}
    if "low" in others or "high" in others:
        raise misfit(f"the range {shown(text)} beside 'low' or 'high'", "the range once", "keep one of them")
    parts = [part.strip() for part in text.split("<")]
    return dict(zip(("low", "value", "high"), _three(parts), strict=True))


class Estimated(Record):
    """A row of a table that holds an estimate: the columns of the estimate are gathered into one."""

    estimate: Estimate

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, given: Any) -> Any:
        if not isinstance(given, dict) or "estimate" in given:
            return given
        parts = {key: value for key, value in given.items() if key in ESTIMATE_COLUMNS}
        rest = {key: value for key, value in given.items() if key not in ESTIMATE_COLUMNS}
        return {**rest, "estimate": parts}


__all__ = ["ESTIMATE_COLUMNS", "Estimate", "Estimated", "Id", "Shape", "Support"]
