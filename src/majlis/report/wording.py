"""Numbers, dates and conditions in the words of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from majlis.case.day import Day
from majlis.case.issue import Issue, Scale
from majlis.case.question import Condition

NARROW = "\u00a0"
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
SPELLED = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
SIDES = {"<=": "at {} or below", "<": "below {}", ">=": "at {} or above", ">": "above {}"}


def percent(share: float) -> str:
    """Return a share as ``34 %``; the ends are never rounded to certainty."""
    if share < 0.01:
        return f"below 1{NARROW}%"
    if share > 0.99:
        return f"above 99{NARROW}%"
    return f"{share * 100:.0f}{NARROW}%"


def short_percent(share: float) -> str:
    """Return a share for a table cell: ``34 %`` or ``< 1 %``."""
    return f"<{NARROW}1{NARROW}%" if share < 0.005 else f"{share * 100:.0f}{NARROW}%"


def fine_percent(share: float) -> str:
    """Return a share as plain text, with a decimal where it is next to nothing or nearly all: ``0.4 %``."""
    percentage = 100.0 * share
    near_an_end = (percentage < 2.0 or percentage > 98.0) and percentage != round(percentage)
    return f"{percentage:.1f} %" if near_an_end else f"{percentage:.0f} %"


def of_hundred(share: float) -> str:
    """Return a share of draws as a count: ``43 of 100``."""
    if 0.0 < share < 0.005:
        return "fewer than 1 of 100"
    if 0.995 < share < 1.0:
        return "more than 99 of 100"
    return f"{share * 100:.0f} of 100"


def plain_number(value: float, digits: int | None = None) -> str:
    """Return a number without exponent or needless zeros; three figures where no digits are asked for."""
    if digits is None:
        text = f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
        if "e" in text:
            text = f"{value:.6f}".rstrip("0").rstrip(".")
    else:
        text = f"{value:.{digits}f}"
        if digits:
            text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "\u2212")


def day_in_words(day: Day | None) -> str:
    """Return ``7 February 2024``, ``February 2024``, ``week 6 of 2024`` or ``2024``."""
    if day is None:
        return ""
    date = day.earliest
    month = MONTHS[date.month - 1]
    if day.precision == "year":
        return str(date.year)
    if day.precision == "week":
        year, week, _ = date.isocalendar()
        return f"week {week} of {year}"
    return f"{month} {date.year}" if day.precision == "month" else f"{date.day} {month} {date.year}"


def joined(words: Sequence[str]) -> str:
    """Return words as a list in prose: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return ``1 claim`` or ``3 claims``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


@dataclass(frozen=True)
class Measure:
    """How values of one scale are written."""

    scale: Scale

    @property
    def digits(self) -> int:
        """Decimals that the width of the scale deserves."""
        width = self.scale.width
        return 0 if width >= 40 else 1 if width >= 4 else 2

    @property
    def of_points(self) -> bool:
        """Whether the scale counts abstract points."""
        return self.scale.unit == "points"

    def number(self, value: float) -> str:
        """Return the bare number."""
        return plain_number(value, self.digits)

    def value(self, value: float) -> str:
        """Return the number with its unit: ``54 of 100`` or ``6.9 years``."""
        number = self.number(value)
        if self.of_points:
            high = plain_number(self.scale.high)
            return f"{number} of {high}" if self.scale.low == 0 else f"{number} on {self.ends}"
        return f"{number}{NARROW}{self._unit(number)}"

    def spoken(self, value: float) -> str:
        """Return the value for prose: ``54 of 100``, ``seven years``, ``6.9 years``."""
        number = self.number(value)
        if not self.of_points and number.isdigit() and int(number) < len(SPELLED):
            return f"{SPELLED[int(number)]} {self._unit(number)}"
        return self.value(value)

    def _unit(self, number: str) -> str:
        unit = self.scale.unit
        return unit[:-1] if number == "1" and unit.endswith("s") else unit

    @property
    def ends(self) -> str:
        """The ends of the scale: ``0 to 100``."""
        return f"{plain_number(self.scale.low)} to {plain_number(self.scale.high)}"


def condition_in_words(condition: Condition, issue: Issue) -> str:
    """Return ``US force presence at 33 or below``."""
    if condition.comparison is None or condition.point is None:
        return issue.label
    measure = Measure(issue.scale)
    number = plain_number(condition.point)
    unit = "" if measure.of_points else f" {issue.scale.unit}"
    return f"{issue.label} {SIDES[condition.comparison].format(number + unit)}"


def capital(text: str) -> str:
    """Return text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def opening(text: str, enough: int = 120) -> tuple[str, str]:
    """Return the first sentences of a text, at least ``enough`` characters of it, and the rest."""
    text = " ".join(text.split())
    for match in SENTENCE_END.finditer(text):
        if match.start() >= enough:
            return text[: match.start()], text[match.end() :]
    return text, ""


def sentence(text: str) -> str:
    """Return text with a capital first letter and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return capital(text) + ("" if text[-1] in ".!?" else ".")
