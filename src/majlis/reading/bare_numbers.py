"""Numbers without a noun of their own: what they count stands before them, or they are ages.

``the gap is six``, ``four of them``, ``by nine judges to six``, ``the clerk, 47, resigned``. An hour
(``until eight``) and a name (``Track 7``) look alike and are told apart by the words beside them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from majlis.reading.text.lexicon import table, word_kinds, words

_NEAR = 160
_HOURS = 12
_FEW = 3
_OLDEST = 115
_OF_THEM = re.compile(
    r"\s+of\s+(?:(?:the|its|their|his|her|our|my|your|those|these|them|us|you|which|whom|all)\b|(?=(?P<all>\w+)\b))",
    re.IGNORECASE,
)
_RATE = re.compile(r"\s+(?:an?|per|every)\s+(?P<time>second|minute|hour|day|night|week|month|year)\b", re.I)
_CLOSED = re.compile(r"\s*(?:$|[.,;:?!)\]”\"’'—–]|\s-|(?P<word>[^\W\d_]+(?:['’]t)?))")
_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+)(?P<mark>,?)[\s“\"‘(]+$")
_JOINED = re.compile(r",?\s+(?:and|or|into|with)\s+|,\s+", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|[.!?]\s|\n)[“\"]?$")
_TALLY = re.compile(r"\s*(?:[^\W\d_]+\s+)?(?:to|against)\s+")
_OF_DAY = re.compile(r"\s+(?:o['’]clock|in\s+the\s+(?:morning|afternoon|evening))\b", re.IGNORECASE)


class Counted(NamedTuple):
    """The figure before: where it ends, and its unit."""

    end: int
    unit: str | None


Unit = tuple[str | None, str]


def left_out(text: str, start: int, end: int, value: float, last: Counted | None) -> Unit | None:
    """Give the unit of a bare number and how it was found, or None where the number counts nothing.

    Parameters
    ----------
    text
        The whole text.
    start, end
        Where the number stands.
    value
        What it says.
    last
        The figure before it, from which it may take its unit.

    """
    if last is not None and start - last.end > _NEAR:
        last = None
    if value < 2:
        joined = last is not None and _JOINED.fullmatch(text[last.end : start])
        return (None, "beside a count") if joined and value == 1 else None
    lead = _LAST_WORD.search(text[max(0, start - 30) : start])
    if lead is None and not _BEGINS.search(text[max(0, start - 4) : start]):
        return None
    if _of_them(text, end):
        return None if _names(lead, text[start].isdigit()) else (_same(text, start, last), "of them")
    rate = _RATE.match(text, end)
    if rate is not None:
        return f"a {rate['time'].casefold()}", "rate"
    if not _ends(text, end) or (lead is None and text[end : end + 1] != " "):
        return None
    if lead is None:
        return _same(text, start, last), "ellipsis"
    if _age(text, end, value, lead):
        return "years", "age"
    return _ellipsis(text, start, value, lead, last)


def _of_them(text: str, end: int) -> bool:
    """Whether a number is a part of others: 'four of them', 'three of twelve cases'."""
    part = _OF_THEM.match(text, end)
    if part is None:
        return False
    whole = (part["all"] or "").casefold()
    return not whole or whole.isdigit() or whole in table("figures")["number"]


def _ends(text: str, end: int) -> bool:
    """Whether a mark or a word of the closed classes follows, so that no noun does."""
    after = _CLOSED.match(text, end)
    if after is None or _OF_DAY.match(text, end):
        return False
    return after["word"] is None or after["word"].casefold() in _closed()


def _age(text: str, end: int, value: float, lead: re.Match[str]) -> bool:
    """Whether a number is an age: set off by commas after a name, or after *aged* and the like."""
    if not value.is_integer() or value > _OLDEST:
        return False
    name = lead["word"][0].isupper() and lead["mark"] == "," and text.startswith(",", end)
    return name or (lead["word"].casefold() in words("figures", "aged") and not lead["mark"])


def _ellipsis(text: str, start: int, value: float, lead: re.Match[str], last: Counted | None) -> Unit | None:
    before = lead["word"].casefold()
    between = text[last.end : start] if last is not None else ""
    if last is not None and _TALLY.fullmatch(between):
        return last.unit, "tally"
    if text[start].isupper() or between.endswith(" out of "):
        return None
    if before in words("figures", "hour_after") and value <= _HOURS:
        unit = _same(text, start, last)
        return (unit, "ellipsis") if unit == "percent" else None
    if _names(lead, text[start].isdigit()) or (before in words("figures", "few_after") and value <= _FEW):
        return None
    return _same(text, start, last), "ellipsis"


def _names(lead: re.Match[str] | None, digits: bool) -> bool:
    """Whether a number is part of a name: Track 7, Camp 12."""
    if lead is None or not digits or lead["mark"]:
        return False
    return lead["word"][0].isupper() and lead["word"].casefold() not in _closed()


def _same(text: str, start: int, last: Counted | None) -> str | None:
    """Give the unit of the figure before, where it stands in the same sentence or right before it."""
    if last is None or "\n" in text[last.end : start]:
        return None
    return last.unit


@cache
def _closed() -> frozenset[str]:
    return frozenset(word_kinds())
