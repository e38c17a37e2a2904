"""Dates as texts write them: where they stand, and their parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from majlis.reading.text.lexicon import table, words
from majlis.reading.text.span import Span

Kind = Literal["iso", "number", "day", "month", "feast", "weekday", "ago", "period", "plain", "year"]

_YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_KNOWN = 4096
_UNITS = ("day", "week", "weekend", "month", "year")


class DateWords(NamedTuple):
    """A date in words: where, of which kind, and the parts that it names.

    ``edge`` is early, middle or late; ``shift`` is -1, 0 or 1 for last, this and next; ``swapped`` says that
    day and month could also be the other way round; ``amount`` and ``unit`` are those of *three weeks ago*.
    """

    span: Span
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    edge: str | None = None
    shift: int | None = None
    amount: int | None = None
    unit: str | None = None
    swapped: bool = False


def dates_in(text: str) -> Iterator[DateWords]:
    """Find every date that stands in words, in the order of the text.

    Examples
    --------
    >>> [found.kind for found in dates_in("On Sunday, two weeks ago and in early May 2019")]
    ['weekday', 'ago', 'month']

    """
    pattern, done = _any(), 0
    for start in _places(text):
        match = pattern.match(text, start) if start >= done else None
        if match is not None:
            done = match.end()
            found = _READERS[str(match.lastgroup)](match)
            if found is not None:
                yield found


def _places(text: str) -> Iterator[int]:
    """Yield where a date may begin: elsewhere the whole pattern is not worth trying."""
    leading, opening, following, needed = _starts()
    spelt = [*map(str.lower, _WORD.findall(text)), "", ""]
    if needed.isdisjoint(spelt) and _DIGIT.search(text) is None:
        return
    for number, match in enumerate(_WORD.finditer(text)):
        word = spelt[number]
        if word in opening:
            after = spelt[number + 2] if spelt[number + 1] == "the" else spelt[number + 1]
            if after not in following and not after[:1].isdigit():
                continue
        elif word not in leading and not word[0].isdigit():
            continue
        yield match.start()


def month_of(word: str) -> int:
    """Return the number of a month by its name."""
    return _months()[word.rstrip(".").capitalize()]


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in table("dates")["months"].items() for name in names}


@cache
def _weekdays() -> dict[str, int]:
    return {name: number for number, names in table("dates")["weekdays"].items() for name in names}


@cache
def numbers() -> dict[str, int]:
    """Return the numbers in words that stand before units of time."""
    found: dict[str, int] = table("dates")["numbers"]
    return found


def _one_of(names: Iterable[str]) -> str:
    """Alternatives of a pattern, long ones first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _either(name: str) -> str:
    """Spell a word as a sentence begins with it or goes on."""
    return f"[{name[0].upper()}{name[0].lower()}]{re.escape(name[1:])}"


def _any_case(names: Iterable[str]) -> str:
    return "|".join(_either(name) for name in sorted(names, key=len, reverse=True))


def _names(lists: Iterable[list[str]]) -> str:
    """Names of months or weekdays; the first of a list is the whole one, and short ones take a full stop."""
    whole, short = zip(*((names[0], names[1:]) for names in lists), strict=True)
    return rf"(?:(?:{_one_of(whole)})\b|(?:{_one_of(name for names in short for name in names)})\b\.?)"


@cache
def _parts() -> dict[str, str]:
    lexicon = table("dates")
    months = [[*names, *(name.upper() for name in names)] for names in lexicon["months"].values()]
    month, weekday = _names(months), _names(lexicon["weekdays"].values())
    edges = _any_case([*lexicon["early"], *lexicon["middle"], *lexicon["late"]])
    shifts = _any_case([*lexicon["before"], *lexicon["here"], *lexicon["after"]])
    number = rf"(?:\d{{1,3}}|{_any_case(lexicon['numbers'])})"
    return {
        "month": month,
        "weekday": weekday,
        "edges": rf"(?:(?:{edges})[\s-]+)",
        "shifts": rf"(?:(?:{shifts})\s+)",
        "number": number,
        "plain": _any_case(lexicon["plain"]),
        "feast": _one_of(lexicon["feasts"]),
        "before_month": _any_case(words("dates", "before_month")),
        "before_year": _any_case(words("dates", "before_year")),
    }


class _Starts(NamedTuple):
    """Words that begin a date: by themselves, only with one of the words that may follow, and those.

    No date without digits can do without one of the words ``needed``.
    """

    leading: frozenset[str]
    opening: frozenset[str]
    following: frozenset[str]
    needed: frozenset[str]


@cache
def _starts() -> _Starts:
    lexicon = table("dates")
    listed = [lexicon[key] for key in ("before", "here", "after", "early", "middle", "late", "numbers")]
    near = [_WORD.findall(name.lower()) for names in (*listed, lexicon["plain"]) for name in names]
    named = {name.lower() for name in (*_months(), *_weekdays())}
    units = {unit + ending for unit in _UNITS for ending in ("", "s")}
    openings = words("dates", "before_month") | words("dates", "before_year") | {"at", "over"}
    leading = named | {_WORD.findall(name.lower())[0] for name in lexicon["feasts"]}
    leading |= {name.lower() for name in lexicon["plain"] if " " not in name}
    return _Starts(
        frozenset(leading),
        frozenset({parts[0] for parts in near} | openings) - leading,
        frozenset(word for parts in near for word in parts) | named | units,
        frozenset(leading | units | {max(_WORD.findall(name.lower()), key=len) for name in lexicon["plain"]}),
    )


@cache
def _any() -> re.Pattern[str]:
    part = _parts()
    month, weekday, edges, shifts = part["month"], part["weekday"], part["edges"], part["shifts"]
    year = rf"(?:,?\s+(?:of\s+)?{_YEAR}\b|\s+of\s+(?:last|this|next)\s+year\b)"
    return re.compile(
        rf"(?<!\w)(?:(?P<iso>(?<![\d/.-]){_YEAR}(?P<_i>[-/.])\d{{1,2}}(?P=_i)\d{{1,2}}(?![\d-]))"
        rf"|(?P<number>(?<![\d/.-])\d{{1,2}}(?P<_n>[-/.])\d{{1,2}}(?P=_n){_YEAR}(?![\d-]))"
        rf"|(?P<day>(?<![\w.-])(?:{weekday},?\s+(?:the\s+)?)?(?:{month}\s*\d{{1,2}}{_ORDINAL}(?![\d:%]|[.,]\d\d?\b"
        rf"|,\d{{3}}\b)(?:{year}|,{_YEAR}\b)?|\d{{1,2}}{_ORDINAL}(?:\s+of)?[\s-]+{month}(?:{year}|-{_YEAR}\b)?))"
        rf"|(?P<month>(?:(?:(?:{part['before_month']})\s+)?(?:{edges}|{shifts}){month}{year}?"
        rf"|{month}{year}|(?:{part['before_month']})\s+{month}(?:{year}|(?![\w’']|\s+\d{{1,2}}\b))))"
        rf"|(?P<feast>(?:{part['feast']})\b(?:,?\s+{_YEAR}\b)?)"
        rf"|(?P<ago>{part['number']}\s+(?:day|week|month|year)s?\s+ago\b)"
        rf"|(?P<weekday>{shifts}?{weekday}(?=\W|$))"
        rf"|(?P<period>{edges}?{shifts}(?:week(?:end)?|month|year)\b|(?:at|over|during)\s+the\s+weekend\b)"
        rf"|(?P<plain>(?:{part['plain']})\b)"
        rf"|(?P<year>(?:{part['before_year']})\s+{_YEAR}\b(?![-’']?\w)(?!\s*percent)))"
    )


def _iso(match: re.Match[str]) -> DateWords | None:
    year, month, day = (int(part) for part in re.findall(r"\d+", match[0]))
    return DateWords(Span(*match.span()), "iso", year, month, day) if month <= 12 and day <= 31 else None


def _number(match: re.Match[str]) -> DateWords | None:
    """Take the month first, as American English does, unless points part them or only the other way fits."""
    first, second, year = (int(part) for part in re.findall(r"\d+", match[0]))
    day_first = "." in match[0] or first > 12
    month, day = (second, first) if day_first else (first, second)
    if month > 12 or day > 31 or not month or not day:
        return None
    swapped = "." not in match[0] and first <= 12 and second <= 12 and first != second
    return DateWords(Span(*match.span()), "number", year, month, day, swapped=swapped)


def _named(match: re.Match[str]) -> DateWords | None:
    """Read a date with the name of its month."""
    text = match[0]
    name = re.search(_parts()["month"], text)
    if name is None:
        return None
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    year = re.search(_YEAR, text)
    if day is not None and not 1 <= int(day[0]) <= 31:
        return None
    return DateWords(
        Span(*match.span()),
        "month" if match.lastgroup == "month" else "day",
        int(year[0]) if year else None,
        month_of(name[0]),
        int(day[0]) if day else None,
        weekday=_weekday_in(text),
        edge=_edge(text),
        shift=_shift(text),
    )


def _feast(match: re.Match[str]) -> DateWords:
    year = re.search(_YEAR, match[0])
    name = match[0][: year.start()].rstrip().rstrip(",") if year else match[0]
    month, day = (int(part) for part in str(table("dates")["feasts"][name]).split("-"))
    return DateWords(Span(*match.span()), "feast", int(year[0]) if year else None, month, day)


def _weekday(match: re.Match[str]) -> DateWords:
    return DateWords(Span(*match.span()), "weekday", weekday=_weekday_in(match[0]), shift=_shift(match[0]))


def _ago(match: re.Match[str]) -> DateWords:
    *number, unit, _ = match[0].lower().split()
    count = " ".join(number)
    return DateWords(
        Span(*match.span()),
        "ago",
        amount=int(count) if count.isdigit() else numbers()[count],
        unit=unit.rstrip("s"),
    )


def _period(match: re.Match[str]) -> DateWords:
    unit = match[0].split()[-1]
    shift = -1 if "the weekend" in match[0] else _shift(match[0])
    return DateWords(Span(*match.span()), "period", edge=_edge(match[0]), shift=shift, unit=unit)


def _plain(match: re.Match[str]) -> DateWords:
    return DateWords(
        Span(*match.span()), "plain", amount=table("dates")["plain"][match[0].lower()], unit="day"
    )


def _year(match: re.Match[str]) -> DateWords:
    return DateWords(Span(*match.span()), "year", int(match[0][-4:]))


@lru_cache(maxsize=_KNOWN)
def _weekday_in(text: str) -> int | None:
    found = re.search(rf"\b(?:{_one_of(_weekdays())})\b", text)
    return _weekdays()[found[0]] if found else None


@lru_cache(maxsize=_KNOWN)
def _edge(text: str) -> str | None:
    for edge in ("early", "middle", "late"):
        if re.search(rf"\b(?:{_any_case(table('dates')[edge])})[\s-]", text):
            return edge
    return None


@lru_cache(maxsize=_KNOWN)
def _shift(text: str) -> int | None:
    found = re.search(rf"\b(?:{_any_shift()})(?=\s)", text)
    return _shifts()[found[0].lower()] if found else None


@cache
def _any_shift() -> str:
    return _any_case(_shifts())


@cache
def _shifts() -> dict[str, int]:
    lexicon = table("dates")
    return {
        name: shift for shift, key in ((-1, "before"), (0, "here"), (1, "after")) for name in lexicon[key]
    }


_READERS = {
    "iso": _iso,
    "number": _number,
    "day": _named,
    "month": _named,
    "feast": _feast,
    "weekday": _weekday,
    "ago": _ago,
    "period": _period,
    "plain": _plain,
    "year": _year,
}
