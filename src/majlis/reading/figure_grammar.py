"""The patterns of numbers that measure, built from the words in ``lexicons/figures.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from majlis.reading.text.lexicon import table

_BROKEN = r"(?<![\w.,/:’'])(?<![A-Za-z]-)(?:\d{1,3}(?:,\s?\d{3}(?!\d))+(?:\.\d+)?|\d{1,3}(?:\.\s000(?!\d))+)"
_PLAIN = r"(?<![\w./:’'])(?<!\d,)(?<![A-Za-z]-)\d+(?:\.\d+)?"
DIGITS = f"{_BROKEN}|{_PLAIN}"

_AFTER_RATIO = r"(?:is|was|has|does|[^\W\d_]+(?<!s))\b"
_HOUR_AFTER = "|".join(rf"(?<=\b{word}\s)" for word in ("at", "until", "since", "around", "before", "after"))
_YEAR = r"(?:1[5-9]|20)\d\d\b"
_HALVED = r"of|the|its|their|his|her|our|my|your|these|those|owned|full|empty|\w+['’]s?"

_OPENING = ("a", "an", "half", "none", "nil", "no", "twice")
_BOUNDS = ("more", "less", "nearly", "almost", "within", "over", "for")


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
    clock, calendar
        What stretches that are dates hold: digits beside a mark, or one of these words and signs.
    unit
        A unit directly after a number.
    precision
        Words of precision directly before a number.
    closing
        Last words of precision: nothing else is worth searching.
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
    clock: re.Pattern[str]
    calendar: re.Pattern[str]
    unit: re.Pattern[str]
    precision: re.Pattern[str]
    closing: tuple[str, ...]
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
    raised = rf"[\s-]+(?:{scale})s?(?!\w)"
    halves = r"(?:[\s-]+and[\s-]+a[\s-]+half(?!\w))?"
    extent = _either([*by["time"], *(w for w in by["measure"] if len(w) > 2)])
    nouns = rf"(?:(?!(?:{time}|and|or)\b)[^\W\d_]+\s+){{0,4}}?"
    whole = r"(?:hundred|[2-9]|10|100|two|three|four|five|six|seven|eight|nine|ten)"
    spans = (
        rf"(?P<ratio>\b(?:{word}|\d{{1,2}})\s+(?:(?:in|out\s+of)(?:\s+every)?\s+(?:{word}|(?!{_YEAR})\d{{1,4}}\b)"
        rf"|{nouns}(?:in|out\s+of)\s+(?:every\s+)?{whole}\b(?=\W*$|[.,;:?!)]|\s+{_AFTER_RATIO}))"
        r"(?!\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)))",
        r"(?P<single>\ban?\s+single\b)",
        rf"(?P<article>\ban?\s+(?:{time})\s+and\s+a\s+half\b"
        rf"|\bhalf\s+an?\s+(?:{extent})\b|\ban?\s+(?:{time})\b(?=\s+(?:later|ago|after|before|earlier|prior|long|away)\b))",
        r"(?P<twice>\btwice(?=\s+(?:the|its|their|his|her|our|as|what)\b))",
        rf"(?P<within>\b(?:more\s+than|less\s+than|nearly|almost|within|over|for)\s+an?\s+(?!second\b)"
        rf"(?:{time})\b(?:\s+and\s+a\s+half\b)?)",
        rf"(?P<loose>\b(?:{loose})(?:\s+of\s+(?:{loose}))*\b)",
        rf"(?P<scaled>\b(?:half\s+)?an?\s+(?:{scale})(?:[\s-](?:{scale}))*"
        rf"(?:\s+and\s+{word}(?:[\s-]+(?:{scale}))*)?\b)",
        rf"(?P<part>\b(?:(?:{word})|an?)[\s-](?:{part})\b(?!-)|\bhalf(?=\s+(?:{_HALVED})\b)"
        r"|(?:(?<=\bby\s)|(?<=\bthan\s))half\b)",
        r"(?P<none>\b(?:none|nil)\b|\bno(?=\s+(?:votes|ballots|abstentions?)\b))",
        rf"(?P<digits>(?:{DIGITS})(?!\d|(?:st|nd|rd|th|s)\b)(?:\s?(?:mln|bn|tn)\b|(?:k|m(?!\s+(?:high|long|wide|deep|tall|away)\b))\b)?"
        rf"(?:-odd\b)?{halves}(?:{raised})*)",
        rf"(?P<bare>\b(?:dozen|(?:(?<=\bfew\s)|(?<=\bseveral\s)|(?<=\bmany\s))(?:{scale}))(?=\s+[^\W\d_]))",
        rf"(?P<running>\b(?:\d{{1,3}}th|{_either(list(by['ordinal']))})\s+(?:straight\s+|consecutive\s+)?"
        rf"(?:{time})\b(?=\s+(?:running|in\s+a\s+row|straight|of\s+an?\b)))",
        rf"(?P<words>\b{word}(?:-odd\b)?{halves}(?:(?:{raised})+(?:\s+(?:and\s+)?{word}(?:{raised})*(?<=\w))*)?)",
    )
    return "|".join(spans)


def _date(by: dict[str, dict[str, str]]) -> str:
    months = "|".join(_months(by))
    day = r"(?:3[01]|[12]?\d)(?!\d)(?:st|nd|rd|th)?(?!\s*(?:%|per\s?cent))"
    days = rf"{day}(?:\s*(?:-|–|to|and)\s*{day})?"
    begins = r"(?=[\dA-Zhw+\[\s]|\S+@)"  # elsewhere none of the others is worth trying
    dates = "|".join(
        (
            rf"\b(?:{months})\b\.?\s+(?:the\s+)?{days}(?!\d)(?:,?\s+\d{{4}}\b)?",
            rf"\b{days}\s+(?:of\s+)?(?:{months})\b\.?(?:,?\s+\d{{4}}\b)?",
            rf"\b(?:{months})\b\.?,?\s+\d{{4}}\b",
            r"\b\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b",
            r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?m\b|GMT|UTC|local))?",
            rf"(?:{_HOUR_AFTER})(?:[01]?\d|2[0-4])\.[0-5]\d\b(?!\s*[^\W\d_]+s\b|\s+(?:percent|per\s|million|billion))",
            r"\b\d{1,2}\.\d{2}\s*(?:[ap]\.?m\b|GMT|UTC|local|hours\b|o['’]clock)",
            r"\b\d{1,2}\s*[ap]\.?m\b",
            r"\b\d{3,4}\s+(?:GMT|UTC)\b",
            r"\b\d{1,2}/\d{1,2}\b",
            r"\b(?:1[5-9]|20)\d\d\s*[-–/]\s*(?:1[5-9]|20)?\d\d\b",
            r"\b(?:https?://|www\.)\S+|\S+@\S+",
            r"(?m:^\s*\d{1,3}[.)]\s)|\[\d+\]",
            r"\+\d[\d\s()-]{6,}\d",
        )
    )
    return f"{begins}(?:{dates})"


def _months(by: dict[str, dict[str, str]]) -> list[str]:
    return [spelt for word in by["month"] for spelt in (word.capitalize(), word.upper())]


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
        starts=frozenset().union(_OPENING, _BOUNDS, by["number"], by["scale"], by["ordinal"], by["loose"]),
        number=re.compile(_number(by)),
        date=re.compile(_date(by)),
        clock=re.compile(r"\d(?:\s*(?:[-–/]|[ap]\.?m\b|GMT|UTC)|[.:]\d|[.)]\s|\])"),
        calendar=re.compile("|".join(map(re.escape, (*_months(by), "://", "www.", "@", "+")))),
        unit=re.compile(
            rf"(?:\s+(?:of\s+an?|{_either(list(by['between']))})(?=\s))?[\s-]*(?:(?P<unit>%)|(?P<word>{words})\b)"
        ),
        precision=re.compile(rf"\b(?P<words>(?:(?:{_either(list(by['precision']))})\s+)+)$"),
        closing=tuple({words.split()[-1] for words in by["precision"]}),
        currency=re.compile(rf"(?P<sign>{_either(list(by['currency']))})\s?$"),
    )
