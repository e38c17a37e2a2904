"""What is wrong with a case, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

from majlis.case.place import Place

SHOWN = 60


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: its place, what was found there, what was expected, and the mend."""

    place: Place
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}; expected {self.expected}; mend: {self.mend}"


class CaseFaults(ValueError):
    """Raised when a case cannot be read; holds every fault, in the order of the files."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        self.name = name
        self.faults = tuple(sorted(set(faults)))
        super().__init__(name, self.faults)

    def __str__(self) -> str:
        count = len(self.faults)
        head = f"{self.name}: {count} fault{'s' if count != 1 else ''}"
        return "\n".join([head, *map(str, self.faults)])


def misfit(found: str, expected: str, mend: str) -> PydanticCustomError:
    """Make the error that a validator raises; it becomes a `Fault` at the value's place."""
    return PydanticCustomError(
        "misfit",
        "found {found}; expected {expected}; mend: {mend}",
        {"found": found, "expected": expected, "mend": mend},
    )


def shown(value: object) -> str:
    """Quote a value for a message: one line, cut when long."""
    text = value if isinstance(value, str) else str(value)
    text = " ".join(text.split())
    if len(text) > SHOWN:
        text = f"{text[:SHOWN]}… ({len(text)} characters)"
    return f"'{text}'"


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which known word is meant, or list them all."""
    words = sorted(set(known))
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    if not words:
        return "there are none yet"
    if len(words) > 20:
        return f"one of the {len(words)} known, such as {', '.join(words[:8])}"
    return f"one of {', '.join(words)}"
