"""What a file says of itself beside its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Marks inside a file: all of them may be missing, and any of them may be wrong.

    Attributes
    ----------
    title, authors, publisher
        As the file gives them.
    date
        ISO 8601 day.
    origin
        Which mark gave the date, in words.
    firm
        The date is one of publication; otherwise it may be the day on which somebody saved the file.
    datelines
        Short texts that stand outside the article and may hold its date, such as ``Posted 3 May 2019``.

    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    origin: str = ""
    firm: bool = False
    datelines: tuple[str, ...] = ()


def named(value: object) -> str | None:
    """Take a name or title from a mark in a file: one line of text, or nothing."""
    text = " ".join(str(value).split()) if value else ""
    return text if any(letter.isalpha() for letter in text) else None
