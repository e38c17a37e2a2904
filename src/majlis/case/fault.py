"""What is wrong with a case, where, and how to mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic_core import PydanticCustomError

from majlis.case.place import Path, Place

SHOWN = 60
LONGEST_WORD = 80
MOST_COMPARED = 1_000
MOST_LISTED = 20


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: its place, what was found there, what was expected, and the mend."""

    place: Place
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}; expected {self.expected}; mend: {self.mend}"


class CaseFaults(ValueError):  # noqa: N818 - named for what it holds
    """Raised when a case cannot be read; holds every fault, in the order of the files."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        self.name = name
        self.faults = tuple(sorted(set(faults)))
        super().__init__(name, self.faults)

    def __str__(self) -> str:
        count = len(self.faults)
        head = f"{self.name}: {count} fault{'s' if count != 1 else ''}"
        return "\n".join([head, *map(str, self.faults)])


def misfit(found: str, expected: str, mend: str, at: Path = ()) -> PydanticCustomError:
    """Make the error that a validator raises; it becomes a `Fault` at the value's place.

    ``at`` leads from the value that is validated to the part of it that is wrong.
    """
    return PydanticCustomError(
        "misfit",
        "found {found}; expected {expected}; mend: {mend}",
        {"found": found, "expected": expected, "mend": mend, "at": at},
    )


def moved(error: PydanticCustomError, at: Path) -> PydanticCustomError:
    """Return the same misfit, said of a part of the value that is validated."""
    context = error.context or {}
    return misfit(context["found"], context["expected"], context["mend"], at)


def shown(value: object) -> str:
    """Quote a value for a message: one line, cut when long, characters that cannot be seen spelled out."""
    if not isinstance(value, str):
        return kind_of(value)
    text = " ".join(
        part for part in value[: 10 * SHOWN].replace("\n", " ").replace("\t", " ").split(" ") if part
    )
    cut = len(text) > SHOWN or len(value) > 10 * SHOWN
    text = "".join(map(_visible, text[:SHOWN]))
    if cut:
        return f"'{text}…' ({len(value):,} characters)"
    return f'"{text}"' if "'" in text else f"'{text}'"


def kind_of(value: Any) -> str:
    """Say what a value is: quoted where it is one word or number, else by its kind."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    if isinstance(value, int | float):
        return f"'{value:g}'" if abs(value) < 1e300 else "a number too large to print"
    return shown(str(value))


def unseen(character: str) -> bool:
    """Tell whether a character cannot be seen, or not be told from a blank."""
    return character != " " and unicodedata.category(character) in (
        "Cc",
        "Cf",
        "Cn",
        "Co",
        "Cs",
        "Zl",
        "Zp",
        "Zs",
    )


def _visible(character: str) -> str:
    return f"<U+{ord(character):04X}>" if unseen(character) else character


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """Say which known word is meant (whatever its case), or list them all."""
    words = {name.lower(): name for name in sorted(set(known), reverse=True)}
    wanted = word[:LONGEST_WORD].lower()
    if wanted in words:
        return f"did you mean {shown(words[wanted])}?"
    close = get_close_matches(wanted, words, n=1, cutoff=likeness) if len(words) <= MOST_COMPARED else []
    if close:
        return f"did you mean {shown(words[close[0]])}?"
    if not words:
        return "there are none yet"
    listed = sorted(words.values())
    if len(listed) > MOST_LISTED:
        return f"one of the {len(listed)} known, such as {', '.join(listed[:8])}"
    return f"one of {', '.join(listed)}"
