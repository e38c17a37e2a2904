"""The patterns of numbers that measure, built from the words in ``lexicons/figures.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from majlis.reading.text.lexicon import table

_BROKEN = r"(?<![\w.,/:’'-])(?:\d{1,3}(?:,\s?\d{3}(?!\d))+(?:\.\d+)?|\d{1,3}(?:\.\s000(?!\d))+)"
_PLAIN = r"(?<![\w./:’'])(?<!\d,)(?<![A-Za-z]-)\d+(?:\.\d+)?"
DIGITS = f"{_BROKEN}|{_PLAIN}"

STARTS = frozenset(
    ["a", "an", "half", "none", "nil", "no", "more", "less", "nearly", "almost", "within", "over", "for"]
)


@dataclass(frozen=True)
class Grammar:
    """The words of figures by their role, and the patterns made of them.

    Attributes
    ----------
    values
        Value of each number, scale, loose quantity and fraction.
    units
        Unit of each unit word: of time, share, money, measure.
    roles
        Role of each unit word.
    sets
        Words of the roles that carry no value: designators, counted things, casualties, ballots, chambers.
    starts
        First words of numbers in words: where the pattern is worth trying.
    number
        A number in digits or words, with its scale.
    date
        Stretches that are dates, times, years in brackets, addresses: never figures.
    unit
        A unit directly after a number.
    precision
        Words of precision directly before a number.
    currency
        A sign of money directly before a number.

    """

    values: dict[str, float]
    scales: frozenset[str]
    units: dict[str, str]
    roles: dict[str, str]
    sets: dict[str, dict[str, str]]
    starts: frozenset[str]
    number: re.Pattern[str]
    date: re.Pattern[str]
    unit: re.Pattern[str]
    precision: re.Pattern[str]
    currency: re.Pattern[str]


def _either(words: list[str]) -> str:
    """Return a pattern of any of the words, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


def _number(by: dict[str, dict[str, str]]) -> str:
    small = [w for w, v in by["number"].items() if float(v) < 20]
    tens = [w for w, v in by["number"].items() if float(v) >= 20]
    scale = _either([w for w in by["scale"] if len(w) > 2])
    word = rf"(?:(?:{_either(tens)})(?:[\s-](?:{_either(small)}))?|{_either(small)})(?!\w)"
    loose, part, time = _either(list(by["loose"])), _either(list(by["fraction"])), _either(list(by["time"]))
    scaled = rf"(?:\s+and\s+a\s+half(?!\w))?(?:[\s-]+(?:{scale})s?(?!\w))*"
    spans = (
        rf"(?P<ratio>\b(?:{word}|\d{{1,2}})\s+(?:in|out\s+of)(?:\s+every)?\s+(?:{word}|\d{{1,4}}\b)"
        r"(?!\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)))",
        r"(?P<single>\ban?\s+single\b)",
        rf"(?P<article>\b(?:half\s+)?an?\s+(?:{time})\b)(?=\s+(?:later|ago|after|before|earlier|prior|long)\b)",
        rf"(?P<within>\b(?:more\s+than|less\s+than|nearly|almost|within|over|for)\s+an?\s+(?:{time})\b)",
        rf"(?P<loose>\b(?:{loose})(?:\s+of\s+(?:{loose}))*\b)",
        rf"(?P<scaled>\b(?:half\s+)?an?\s+(?:{scale})(?:[\s-](?:{scale}))*"
        rf"(?:\s+and\s+{word}(?:[\s-]+(?:{scale}))*)?\b)",
        rf"(?P<part>\b(?:(?:{word})|an?)[\s-](?:{part})\b(?!-)|\bhalf(?=\s+(?:of|the|its|their|owned|full|empty)\b))",
        r"(?P<none>\b(?:none|nil)\b|\bno(?=\s+(?:votes?|ballots?|abstentions?)\b))",
        rf"(?P<digits>(?:{DIGITS})(?!\d|(?:st|nd|rd|th|s)\b)(?:\s?(?:mln|bn|tn)\b|(?:k|m)\b)?{scaled})",
        rf"(?P<words>\b{word}{scaled}(?:\s+(?:and\s+)?{word}(?:[\s-]+(?:{scale}))*(?<=\w))*)",
    )
    return "|".join(spans)


def _date(by: dict[str, dict[str, str]]) -> str:
    months = "|".join(rf"{w.capitalize()}|{w.upper()}" for w in by["month"])
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    days = rf"{day}(?:\s*(?:-|–|to|and)\s*{day})?"
    return "|".join(
        (
            rf"\b(?:{months})\b\.?\s+(?:the\s+)?{days}(?!\d)(?:,?\s+\d{{4}}\b)?",
            rf"\b{days}\s+(?:of\s+)?(?:{months})\b\.?(?:,?\s+\d{{4}}\b)?",
            rf"\b(?:{months})\b\.?,?\s+\d{{4}}\b",
            r"\b\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b",
            r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?m\b|GMT|UTC|local))?",
            r"\b\d{1,2}\s*[ap]\.?m\b",
            r"\b\d{3,4}\s+(?:GMT|UTC)\b",
            r"\b\d{1,2}/\d{1,2}\b",
            r"\b(?:1[5-9]|20)\d\d\s*[-–/]\s*(?:1[5-9]|20)?\d\d\b",
            r"\b(?:https?://|www\.)\S+|\S+@\S+",
            r"(?m:^\s*\d{1,3}[.)]\s)|\[\d+\]",
            r"\+\d[\d\s()-]{6,}\d",
        )
    )


def _roles() -> dict[str, dict[str, str]]:
    """Give the words of each role with their value or unit; a word of a bare list has none."""
    by: dict[str, dict[str, str]] = {}
    for role, listed in table("figures").items():
        if isinstance(listed, list):
            by[role] = dict.fromkeys((word.casefold() for word in listed), "")
        elif all(isinstance(words, list) for words in listed.values()):
            by[role] = {word.casefold(): unit for unit, words in listed.items() for word in words}
        else:
            by[role] = {word.casefold(): str(value) for word, value in listed.items()}
    return by


@cache
def grammar() -> Grammar:
    """Return the grammar of figures, built once."""
    by = _roles()
    kinds = ("time", "share", "money", "measure")
    roles = {w: kind for kind in kinds for w in by[kind]}
    words = _either([w for w in roles if w[0].isalpha()])
    return Grammar(
        values={
            w: float(v) for kind in ("number", "scale", "loose", "fraction") for w, v in by[kind].items() if v
        },
        scales=frozenset(by["scale"]),
        units={w: by[kind][w] for w, kind in roles.items()},
        roles=roles,
        sets=by,
        starts=frozenset(by["number"]) | frozenset(by["loose"]) | STARTS,
        number=re.compile(_number(by), re.IGNORECASE),
        date=re.compile(_date(by)),
        unit=re.compile(rf"[\s-]*(?:(?P<unit>%)|(?P<word>{words})\b)", re.IGNORECASE),
        precision=re.compile(rf"\b(?P<words>(?:(?:{_either(list(by['precision']))})\s+)+)$", re.IGNORECASE),
        currency=re.compile(rf"(?P<sign>{_either(list(by['currency']))})\s?$", re.IGNORECASE),
    )
