"""Figures: numbers that measure, with what they count, in which unit and how exactly.

A date, a year, the number of an article or of a road measures nothing and is left out, and so is a small
number that only points at what was counted before ("the two sides").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from math import prod
from typing import NamedTuple

from majlis.reading.bare_numbers import Counted, left_out
from majlis.reading.documents.document import Document
from majlis.reading.figure_grammar import Grammar, grammar
from majlis.reading.proposal import Proposal
from majlis.reading.text.letters import plain_letters
from majlis.reading.text.lexicon import word_kinds
from majlis.reading.text.span import Span

WORD = re.compile(r"[^\W\d_]+|(\d+)")
LETTERS = re.compile(r"[^\W\d_]+")
REFERENT = re.compile(r"(?:\s+of)?((?:[\s-]+[“\"‘(]?[\w'’.&-]*\w[\w'’]*[”\"]?){1,7})")
RANGE = re.compile(r"\s*(?:(?P<dash>[-–—])|(?P<to>to|and|or)\s)\s*")
AFTER_TIME = re.compile(r"(?:[\s-]old\b)?(?:\s+(?:ago|later|earlier|long))?")
OF = re.compile(r"\s+of\b", re.IGNORECASE)
BEFORE_NAME = re.compile(r"[\s-]+\.?([^\W\d_]+)")
BEFORE = re.compile(r"\s+([^\W\d_]+)")
TIED = re.compile(r"-(?!\s)[^\W\d]")
COUNTED = re.compile(r"-(?P<what>[^\W\d_]{3,})(?=\s+[^\W\d_])")
WINDOW = 40
CASUALTIES_NEAR = 30
_ENDS = 2
_POINTED = 3
YEARS = range(1500, 2101)
LARGEST = 1e15
"""Values from which on a number is no figure that a case can hold."""
LONGEST = 40
"""Characters of the longest number in digits: a longer row of digits is a key or a table."""


class Number(NamedTuple):
    """A number in the text, before it is known whether it measures."""

    span: Span
    kind: str
    words: str
    value: float


def figures(document: Document) -> list[Proposal]:
    """Propose the figures of a document, in the order of the text."""
    text, table = plain_letters(document.text), grammar()
    found: list[Proposal] = []
    last: Counted | None = None
    small = text.lower()  # letter for letter as long: patterns without regard to case take much longer
    numbers = list(_numbers(small, table))
    outside = [*document.boilerplate, *_headline(document)]
    for place, number in enumerate(numbers):
        if any(stretch.meets(number.span) for stretch in outside):
            continue
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        reading = _read(text, small, number, following, numbers[place - 1] if place else None, last, table)
        if reading is not None and reading.value < LARGEST:
            found.append(_proposal(document, number, reading, len(found) + 1))
            last = Counted(reading.span.end, reading.unit)
    return found


def _headline(document: Document) -> list[Span]:
    """Give the title where the text begins with it: the article says its numbers again."""
    title = document.title
    return [Span(0, len(title))] if title and document.text.startswith(f"{title}\n") else []


class _Reading(NamedTuple):
    span: Span
    value: float
    unit: str | None
    referent: str | None
    note: str | None
    rule: str


def _proposal(document: Document, number: Number, reading: _Reading, place: int) -> Proposal:
    return Proposal(
        id=f"{document.id}-figure-{place}",
        document=document.id,
        kind="figure",
        start=reading.span.start,
        end=reading.span.end,
        quote=reading.span.of(document.text),
        value=reading.value,
        unit=reading.unit,
        referent=reading.referent,
        note=reading.note,
        rule=f"{number.kind}: {reading.rule}",
    )


def _numbers(text: str, table: Grammar) -> Iterator[Number]:
    """Yield every number, trying the pattern only where a word can begin one."""
    done = 0
    for word in WORD.finditer(text):
        if word.lastindex is None and word[0] not in table.starts:  # no digits
            continue
        start = word.start()
        if start < done:
            continue
        match = table.number.match(text, start)
        if match is None or match.lastgroup is None:
            continue
        done = match.end()
        if match.lastgroup == "digits" and done - start > LONGEST:
            continue
        words = match[0].casefold()
        value = _value(words, match.lastgroup, table)
        if value is not None:
            yield Number(Span(start, done), match.lastgroup, words, value)


def _value(words: str, kind: str, table: Grammar) -> float | None:
    if kind == "none":
        return 0.0
    if kind == "ratio":
        return _ratio(words, table)
    if kind == "single":
        return 1.0
    if kind in ("article", "within"):
        return 0.5 if words.startswith("half") else 1.5 if words.endswith("half") else 1.0
    if kind == "twice":
        return 2.0
    if kind == "bare":
        return table.values[words]
    if kind == "running":
        return _ordinal(words, table)
    if kind == "digits":
        return _digits(words, table)
    return _words(re.findall(r"[a-z]+", words), table)


def _ordinal(words: str, table: Grammar) -> float | None:
    found, ordinals = re.search(r"\d+", words), table.sets["ordinal"]
    return float(found[0] if found else next(ordinals[word] for word in words.split() if word in ordinals))


def _ratio(words: str, table: Grammar) -> float | None:
    """Evaluate 'one in three' and 'two out of five'; more than all of them is no share."""
    ends = [
        float(digits[0].replace(",", ""))
        if (digits := re.match(r"\s*\d[\d,]*", end))
        else _words(re.findall(r"[a-z]+", end), table)
        for end in re.split(r"\s(?:in|out\s+of)(?:\s+every)?\s", words, maxsplit=1)
    ]
    part, whole = ends if len(ends) == _ENDS else (0.0, 0.0)
    return part / whole if part and whole and part < whole else None


def _digits(words: str, table: Grammar) -> float | None:
    split = re.match(r"[\d.,\s]*\d", words)
    if split is None or re.match(r"0\d", words):
        return None
    value = float(re.sub(r"[,\s]|\.(?=\s)", "", split[0]))
    if re.search(r"and\s+a\s+half", words):
        value += 0.5
    for scale in re.findall(r"[a-z]+", words[split.end() :]):
        scale = scale if scale in table.scales else scale.removesuffix("s")
        value *= table.values[scale] if scale in table.scales else 1.0
    return value


def _words(words: list[str], table: Grammar) -> float | None:
    """Evaluate a number in words: parts below a hundred, raised by the scales after them."""
    total = part = 0.0
    factor = 1.0
    for word in words:
        value = table.values.get(word)
        if word == "half" and part:
            part += 0.5
        elif value is None:
            continue
        elif word in table.scales:
            part = (part or 1.0) * value
            if value >= 1000:
                total, part = total + part, 0.0
        elif word in table.sets["loose"] or word in table.sets["fraction"]:
            factor *= value
        else:
            part += value
    value = total + part
    return (value or 1.0) * factor if factor != 1.0 or value else value


def _read(
    text: str,
    small: str,
    number: Number,
    following: Number | None,
    before: Number | None,
    last: Counted | None,
    table: Grammar,
) -> _Reading | None:
    """Return what a number measures, or None for nothing; ``small`` is the text in lower case."""
    start, end = number.span
    lead = small[max(0, start - WINDOW) : start]
    if _dated(text, small, number, table) or _designated(lead, number, table):
        return None
    money = table.currency.search(lead)
    opening = start - len(money[0]) if money else start
    unit, kind, unit_end = _unit(small, _unit_start(number), table)
    other = _range(small, number, following)
    value = number.value
    if other is not None and unit is None:
        unit, kind, _ = _unit(small, other.span.end, table)
        value = _scaled(number, other)
    if money:
        unit, kind = table.sets["currency"][money["sign"]], "money"
    elif unit is None and TIED.match(text, end) and other is None:
        return None
    after = (other.span.end if other else end) if unit is None else unit_end
    referent, finish = _referent(text, after, number.kind in PARTLY or OF.match(text, after) is not None)
    if number.kind == "loose" and unit is None and not OF.match(text, end):
        referent, finish = None, end
    opening, precision = _precision(small, opening, table)
    if unit is None:
        unit, kind = _counted(small, number, opening, before, other, referent, table), "count"
    if not _measures(text, number, kind, unit, referent, precision, table):
        beside = last if other is None else None
        bare = left_out(text, start, end, value, beside) if number.kind in ("digits", "words") else None
        if bare is None:
            return None
        unit, kind = bare[0] or unit, bare[1]
    finish = max(unit_end, end) if other else finish
    note = "; ".join(n for n in (precision, _doubts(number, other)) if n) or None
    value, unit = _in_plain_unit(value, unit, table)
    return _Reading(Span(opening, max(finish, end)), value, unit, referent, note, kind)


def _in_plain_unit(value: float, unit: str | None, table: Grammar) -> tuple[float, str | None]:
    """Give shares in percent and decades in years, so that figures can be compared."""
    if unit == "share":
        return round(100 * value, 1), "percent"
    years = table.sets["in_years"].get(unit or "")
    return (value * float(years), "years") if years else (value, unit)


def _dated(text: str, small: str, number: Number, table: Grammar) -> bool:
    """Whether the number belongs to a date, a time of day, a year or an address."""
    if number.kind != "digits":
        return False
    start, end = number.span
    low = max(0, start - WINDOW)
    window = text[low : end + WINDOW]
    datable = table.clock.search(window) or table.calendar.search(window)
    if datable and any(m.start() < end - low and m.end() > start - low for m in table.date.finditer(window)):
        return True
    if not number.words.isdigit() or len(number.words) != 4 or int(number.words) not in YEARS:
        return False
    following = re.match(r"\s+(?:[\w-]+\s+)?([\w]+)", text[end : end + WINDOW])
    counted = following is not None and any(
        w.casefold() in table.sets["counted"] for w in following[0].split()
    )
    determined = re.search(r"\b(?:in|since|the|by|of|until|from|an?)\s+$", text[low:start], re.IGNORECASE)
    measured = table.unit.match(small, end) or table.currency.search(small[low:start])
    return not measured and (not counted or determined is not None)


def _designated(lead: str, number: Number, table: Grammar) -> bool:
    """Whether the number is a name: 'article 76', 'Tower 22', 'No. 10'."""
    if number.kind not in ("digits", "words"):
        return False
    named, names = _word_before(lead, BEFORE_NAME), table.sets["designator"]
    if not named or "," in number.words:
        return False
    return named in names or (number.kind == "digits" and named.removesuffix("s") in names)


def _word_before(lead: str, way: re.Pattern[str]) -> str:
    """Return the word that stands right before a number, read backwards from it, or nothing."""
    found = way.match(lead[::-1])
    return found[1][::-1].casefold() if found is not None else ""


def _unit_start(number: Number) -> int:
    """Return where the unit begins: after the number, or in it ('a month later')."""
    if number.kind in ("article", "within", "running"):
        whole = re.sub(r"\s+and\s+a\s+half$", "", number.words)
        return number.span.start + max(whole.rfind(" "), whole.rfind("\n"))
    return number.span.end


def _unit(small: str, end: int, table: Grammar) -> tuple[str | None, str, int]:
    match = table.unit.match(small, end)
    if match is None:
        return _tied(small, end, table)
    word = re.sub(r"\s+", " ", match["unit"] or match["word"])
    stop = match.end()
    if table.roles[word] == "time":
        tail = AFTER_TIME.match(small, stop)
        stop = tail.end() if tail else stop
    return table.units[word], table.roles[word], stop


def _tied(small: str, end: int, table: Grammar) -> tuple[str | None, str, int]:
    """Return the noun that a hyphen ties to the number: 'a three-storey house', 'the 64-page plan'."""
    tied = COUNTED.match(small, end)
    what = tied["what"].casefold() if tied else ""
    if tied is None or what in table.sets["uncounted"] or what.endswith(("ed", "ing")):
        return None, "count", end
    return what, "count", tied.end()


def _range(small: str, number: Number, following: Number | None) -> Number | None:
    """Return the other end of a range or of a tally that this number opens."""
    if following is None or following.span.start - number.span.end > 6:
        return None
    match = RANGE.fullmatch(small, number.span.end, following.span.start)
    if match is None:
        return None
    opened = re.search(r"\bbetween\s+\S*$", small[max(0, number.span.start - 12) : number.span.start])
    joined = match["to"]
    if (joined == "and" and not opened) or (joined == "or" and following.kind != number.kind):
        return None
    return following


def _scaled(number: Number, other: Number) -> float:
    """Return the value of the lower end of a range, whose scale may stand at the other: '2 to 3 million'."""
    low, high = re.findall(r"[a-z]+", number.words), re.findall(r"[a-z]+", other.words)
    if number.kind != other.kind or low[1:] or (low and number.kind == "digits"):
        return number.value
    scales = [grammar().values[word] for word in high if word in grammar().scales]
    return number.value * prod(scales)


def _referent(text: str, end: int, partly: bool) -> tuple[str | None, int]:
    """Return the words counted, to the end of their noun phrase."""
    match, table = REFERENT.match(text, end, end + 4 * WINDOW), grammar()
    if match is None:
        return None, end
    passed = _LEADING.union(table.sets["between"]) if partly else table.sets["between"]
    words, starts = list[str](), list[int]()
    finish = end
    for word in re.finditer(r"[\w'’.&-]*\w[\w'’]*", text[end : match.end()]):
        name = word[0].casefold()
        if name in passed and not words:
            continue
        if name in STOP or name.isdigit() or name in table.values or (words and name.endswith("ed")):
            break
        if name != "of" or words:
            words.append(word[0])
            starts.append(end + word.start())
        finish = end + word.end()
        if word[0][-1] in ".,":
            break
    while words and words[-1].casefold() == "of":
        words.pop()
        finish = starts.pop()
    return (" ".join(words), len(text[:finish].rstrip())) if words else (None, end)


def _precision(small: str, start: int, table: Grammar) -> tuple[int, str | None]:
    low = max(0, start - WINDOW)
    lead = small[low:start]
    if not lead[-1:].isspace() or not lead.rstrip().endswith(table.closing):
        return start, None
    match = table.precision.search(lead)
    if match is None:
        return start, None
    return low + match.start("words"), " ".join(match["words"].split())


def _counted(
    small: str,
    number: Number,
    opening: int,
    before: Number | None,
    other: Number | None,
    referent: str | None,
    table: Grammar,
) -> str | None:
    """Return the unit of a bare count: votes, casualties, or the head of what is counted."""
    end = number.span.end
    near = LETTERS.findall(small, max(0, opening - CASUALTIES_NEAR), opening)
    after = LETTERS.findall(small, end, end + WINDOW)
    words = (referent or "").split()
    tally = other is not None or (before is not None and _range(small, before, number) is not None)
    if tally or number.kind == "none" or not words:
        for word in after[:3] + near[::-1]:
            if word in table.sets["ballot"]:
                return "votes"
    for word in near[-1:] + _until_joined(after[:6]):
        if word in table.sets["casualty"]:
            return table.sets["casualty"][word]
    if number.kind in ("part", "ratio", "twice"):
        return "times" if number.kind == "twice" else "share"
    if not words:
        return None
    if near[-2:] and "chamber" in near[-2:] and words[-1].casefold() in table.sets["chamber"]:
        return "seats"
    return words[-1].casefold()


def _until_joined(words: list[str]) -> list[str]:
    """Return the words before the next clause, which may tell of others: '3 killed and 9 injured'."""
    return list(takewhile(lambda word: word not in ("and", "but", "while"), words))


def _measures(
    text: str,
    number: Number,
    kind: str,
    unit: str | None,
    referent: str | None,
    precision: str | None,
    table: Grammar,
) -> bool:
    """Whether a number counts or measures something rather than pointing at it."""
    start = number.span.start
    if number.kind == "none":
        return unit == "votes"
    if number.kind in ("ratio", "twice"):
        return True
    if number.kind == "single":
        return kind in ("money", "measure") or unit in table.sets["ballot"] or unit in table.sets["counted"]
    if number.kind == "part":
        timed = kind == "time" and _of_time(text, number)
        return timed or kind in ("share", "measure") or _parted(text, number, precision)
    if kind in ("share", "money", "measure"):
        return number.words != "one" or unit != "points"
    before = _word_before(text[max(0, start - WINDOW) : start], BEFORE)
    if number.words == "one":
        return _one(text, number, kind, unit, before, table)
    if kind == "time":
        return before != "not"
    if number.kind == "words" and number.value <= 10:
        heads = (referent or "").casefold().split()
        plain = before == "the" and heads and table.sets["pointed"].keys().isdisjoint(heads)
        pointed = before in POINTERS and number.value <= _POINTED and not plain
        return not pointed and (referent is not None or unit == "votes")
    return unit is not None or precision is not None or number.value >= 100 or number.kind == "loose"


def _of_time(text: str, number: Number) -> bool:
    """Whether a part of time is meant and no place in a row: 'a quarter of an hour', not 'a sixth day'."""
    return number.words.endswith(("half", "quarter", "s")) or OF.match(text, number.span.end) is not None


def _parted(text: str, number: Number, precision: str | None) -> bool:
    """Whether a part is of a whole or a change: 'a third of', 'by a quarter'; not 'a third party'."""
    start, end = number.span
    if number.words.endswith("s") or (number.words == "half" and text[end : end + 1].isspace()):
        return True
    whole = re.match(
        r"\s+(?:of|the|its|their|as|more|less|fewer|below|above|lower|higher|owned|full|empty)\b|[\s-]+majority",
        text[end : end + 12],
    )
    change = text[max(0, start - 4) : start].casefold().endswith(" by ") or precision is not None
    following = re.match(r"\s*(?:[.,;)]|$|(?P<word>[a-z]+))", text[end : end + WINDOW])
    closed = following is not None and (not following["word"] or following["word"] in word_kinds())
    return whole is not None or (change and closed)


def _one(text: str, number: Number, kind: str, unit: str | None, before: str, table: Grammar) -> bool:
    """Whether 'one' counts: a stretch of time, a vote or seat, or a casualty; most often it only points."""
    if before in table.sets["one_after"] and unit is not None:
        return True
    if kind == "time":
        return unit != "days" and before not in ("at", "any", "no", "this", "that")
    if before in ("no", "any", "every", "the", "this", "that", "at") or text.startswith(
        " of ", number.span.end
    ):
        return False
    return unit in ("votes", "seats", "seat", "vote") or unit in table.sets["casualty"].values()


def _doubts(number: Number, other: Number | None) -> str | None:
    if number.kind in ("loose", "bare"):
        return "no exact number"
    if number.kind == "digits" and re.search(r",\s\d", number.words):
        return "thousands broken by a space"
    return f"one end of a range, to {other.value:g}" if other is not None else None


STOP = frozenset(word_kinds()) - {"of"}
PARTLY = frozenset(["part", "twice", "article"])
POINTERS = frozenset(["the", "these", "those", "both", "other", "all"])
_LEADING = frozenset(["the", "its", "their", "his", "her", "our"])
