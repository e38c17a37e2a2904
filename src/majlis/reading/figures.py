"""Figures: numbers that measure, with what they count, in which unit and how exactly.

A date, a year, the number of an article or of a road measures nothing and is left out, and so is a small
number that only points at what was counted before ("the two sides").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from majlis.reading.documents.document import Document
from majlis.reading.figure_grammar import Grammar, grammar
from majlis.reading.proposal import Proposal
from majlis.reading.text.lexicon import word_kinds
from majlis.reading.text.span import Span

WORD = re.compile(r"[^\W\d_]+|\d+")
REFERENT = re.compile(r"(?:\s+of)?((?:[\s-]+[“\"‘(]?[\w'’.&-]*\w[\w'’]*[”\"]?){1,7})")
RANGE = re.compile(r"\s*(?:(?P<dash>[-–—])|(?P<to>to|and|or)\s)\s*", re.IGNORECASE)
AFTER_TIME = re.compile(r"(?:[\s-]old\b)?(?:\s+(?:ago|later|earlier|long))?", re.IGNORECASE)
OF = re.compile(r"\s+of\b", re.IGNORECASE)
TIED = re.compile(r"-(?!\s)[^\W\d]")
WINDOW = 40
CASUALTIES_NEAR = 30
_ENDS = 2
_POINTED = 3
YEARS = range(1500, 2101)
ODD_LETTERS = str.maketrans("\u0130\u0131\u017f\u212a", "IisK")
"""Dotted and dotless i, long s, kelvin: where case does not count, patterns take them for plain letters."""
LARGEST = 1e15
"""Values from which on a number is no figure that a case can hold."""
LONGEST = 40
"""Characters of the longest number in digits: a longer row of digits is a key or a table."""


@dataclass(frozen=True)
class Number:
    """A number in the text, before it is known whether it measures."""

    span: Span
    kind: str
    words: str
    value: float


def figures(document: Document) -> list[Proposal]:
    """Propose the figures of a document, in the order of the text."""
    text, table = document.text.translate(ODD_LETTERS), grammar()
    found: list[Proposal] = []
    numbers = list(_numbers(text, table))
    for place, number in enumerate(numbers):
        if any(stretch.meets(number.span) for stretch in document.boilerplate):
            continue
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        reading = _read(text, number, following, numbers[place - 1] if place else None, table)
        if reading is not None and reading.value < LARGEST:
            found.append(_proposal(document, number, reading, len(found) + 1))
    return found


@dataclass(frozen=True)
class _Reading:
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
    starts = table.starts
    for word in WORD.finditer(text):
        spelt = word[0]
        if not (spelt.casefold() in starts or spelt[0].isdigit()):
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
        return 0.5 if words.startswith("half") else 1.0
    if kind == "digits":
        return _digits(words, table)
    return _words(re.findall(r"[a-z]+", words), table)


def _ratio(words: str, table: Grammar) -> float | None:
    """Evaluate 'one in three' and 'two out of five'; more than all of them is no share."""
    ends = [
        float(end) if end.strip().isdigit() else _words(re.findall(r"[a-z]+", end), table)
        for end in re.split(r"\s(?:in|out\s+of)(?:\s+every)?\s", words, maxsplit=1)
    ]
    part, whole = ends if len(ends) == _ENDS else (0.0, 0.0)
    return part / whole if part and whole and part < whole else None


def _digits(words: str, table: Grammar) -> float | None:
    split = re.match(r"[\d.,\s]*\d", words)
    if split is None:
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
    text: str, number: Number, following: Number | None, before: Number | None, table: Grammar
) -> _Reading | None:
    """Return what a number measures, or None where it measures nothing."""
    start, end = number.span
    lead = text[max(0, start - WINDOW) : start]
    if _dated(text, number, table) or _designated(lead, number, table):
        return None
    money = table.currency.search(lead)
    opening = start - len(money[0]) if money else start
    unit, kind, unit_end = _unit(text, _unit_start(number), table)
    other = _range(text, number, following)
    value = number.value
    if other is not None and unit is None:
        unit, kind, _ = _unit(text, other.span.end, table)
        value = _scaled(number, other)
    if money:
        unit, kind = table.sets["currency"][money["sign"].casefold()], "money"
    elif unit is None and TIED.match(text, end) and other is None:
        return None
    referent, finish = _referent(text, (other.span.end if other else end) if unit is None else unit_end)
    if number.kind == "loose" and unit is None and not OF.match(text, end):
        referent, finish = None, end
    opening, precision = _precision(text, opening, table)
    counted = _counted(text, number, before, other, referent, table)
    if unit is None:
        unit, kind = counted, "count"
    if not _measures(text, number, kind, unit, referent, precision, table):
        return None
    finish = max(unit_end, end) if other else finish
    note = "; ".join(n for n in (precision, _doubts(number, other)) if n) or None
    return _Reading(Span(opening, max(finish, end)), value, unit, referent, note, kind)


def _dated(text: str, number: Number, table: Grammar) -> bool:
    """Whether the number belongs to a date, a time of day, a year or an address."""
    if number.kind != "digits":
        return False
    start, end = number.span
    low = max(0, start - WINDOW)
    window = text[low : end + WINDOW]
    if any(m.start() < end - low and m.end() > start - low for m in table.date.finditer(window)):
        return True
    if not number.words.isdigit() or len(number.words) != 4 or int(number.words) not in YEARS:
        return False
    following = re.match(r"\s+(?:[\w-]+\s+)?([\w]+)", text[end : end + WINDOW])
    counted = following is not None and any(
        w.casefold() in table.sets["counted"] for w in following[0].split()
    )
    determined = re.search(r"\b(?:in|since|the|by|of|until|from|an?)\s+$", text[low:start], re.IGNORECASE)
    measured = table.unit.match(text, end) or table.currency.search(text[low:start])
    return not measured and (not counted or determined is not None)


def _designated(lead: str, number: Number, table: Grammar) -> bool:
    """Whether the number is a name: 'article 76', 'Tower 22', 'No. 10'."""
    if number.kind not in ("digits", "words"):
        return False
    word = re.search(r"([^\W\d_]+)[.]?[\s-]+$", lead)
    if word is None or "," in number.words:
        return False
    return word[1].casefold() in table.sets["designator"]


def _unit_start(number: Number) -> int:
    """Return where the unit begins: after the number, or in it ('a month later')."""
    if number.kind in ("article", "within"):
        return number.span.start + max(number.words.rfind(" "), number.words.rfind("\n"))
    return number.span.end


def _unit(text: str, end: int, table: Grammar) -> tuple[str | None, str, int]:
    match = table.unit.match(text, end)
    if match is None:
        return None, "count", end
    word = re.sub(r"\s+", " ", (match["unit"] or match["word"]).casefold())
    stop = match.end()
    if table.roles[word] == "time":
        tail = AFTER_TIME.match(text, stop)
        stop = tail.end() if tail else stop
    return table.units[word], table.roles[word], stop


def _range(text: str, number: Number, following: Number | None) -> Number | None:
    """Return the other end of a range or of a tally that this number opens."""
    if following is None or following.span.start - number.span.end > 6:
        return None
    match = RANGE.fullmatch(text[number.span.end : following.span.start])
    if match is None:
        return None
    opened = re.search(r"\bbetween\s+\S*$", text[max(0, number.span.start - 12) : number.span.start], re.I)
    joined = (match["to"] or "").casefold()
    if (joined == "and" and not opened) or (joined == "or" and following.kind != number.kind):
        return None
    return following


def _scaled(number: Number, other: Number) -> float:
    """Return the value of the lower end of a range, whose scale may stand at the other: '2 to 3 million'."""
    low, high = re.findall(r"[a-z]+", number.words), re.findall(r"[a-z]+", other.words)
    plain = number.kind == other.kind == "digits" and not low and high
    lead = re.match(r"[\d.]+", other.words)
    if not plain or lead is None or not float(lead[0]):
        return number.value
    return number.value * other.value / float(lead[0])


def _referent(text: str, end: int) -> tuple[str | None, int]:
    """Return the words counted, to the end of their noun phrase."""
    match = REFERENT.match(text, end)
    if match is None:
        return None, end
    words, starts = list[str](), list[int]()
    finish = end
    for word in re.finditer(r"[\w'’.&-]*\w[\w'’]*", text[end : match.end()]):
        name = word[0].casefold()
        if name.isdigit() or (words and name.endswith("ed")):
            break
        if name in STOP and (words or name not in _LEADING):
            break
        if name in _LEADING:
            continue
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


def _precision(text: str, start: int, table: Grammar) -> tuple[int, str | None]:
    low = max(0, start - WINDOW)
    match = table.precision.search(text[low:start])
    if match is None:
        return start, None
    return low + match.start("words"), re.sub(r"\s+", " ", match["words"].strip()).casefold()


def _counted(
    text: str,
    number: Number,
    before: Number | None,
    other: Number | None,
    referent: str | None,
    table: Grammar,
) -> str | None:
    """Return the unit of a bare count: votes, casualties, or the head of what is counted."""
    end = number.span.end
    opening, _ = _precision(text, number.span.start, table)
    lead = text[max(0, opening - CASUALTIES_NEAR) : opening]
    near = [w.casefold() for w in re.findall(r"[^\W\d_]+", lead)]
    after = [w.casefold() for w in re.findall(r"[^\W\d_]+", text[end : end + WINDOW])]
    words = (referent or "").split()
    tally = other is not None or (before is not None and _range(text, before, number) is not None)
    if tally or number.kind == "none" or not words:
        for word in after[:3] + near[::-1]:
            if word in table.sets["ballot"]:
                return "votes"
    for word in near[-1:] + _until_joined(after[:6]):
        if word in table.sets["casualty"]:
            return table.sets["casualty"][word]
    if number.kind == "part":
        return "share"
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
    start, end = number.span
    if number.kind == "none":
        return unit == "votes"
    if number.kind in ("ratio", "single"):
        return number.kind == "ratio" or referent is not None
    if number.kind == "part":
        return kind in ("time", "share", "measure") or _parted(text, number, precision)
    if kind in ("share", "money", "measure"):
        return True
    lead = re.search(r"([^\W\d_]+)\s+$", text[max(0, start - WINDOW) : start])
    before = lead[1].casefold() if lead else ""
    if number.words == "one":
        return _one(text, number, kind, unit, before, table)
    if kind == "time":
        return before != "not"
    if number.kind == "words" and number.value <= 10:
        return (
            (before not in POINTERS or number.value > _POINTED)
            and (referent is not None or unit == "votes")
            and not text.startswith(" of the", end)
        )
    return unit is not None or precision is not None or number.value >= 100 or number.kind == "loose"


def _parted(text: str, number: Number, precision: str | None) -> bool:
    """Whether a part is of a whole or a change: 'a third of', 'by a quarter'; not 'a third party'."""
    start, end = number.span
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
    if kind == "time":
        return unit != "days" and before not in ("at", "any", "no", "this", "that")
    if before in ("no", "any", "every", "the", "this", "that", "at") or text.startswith(
        " of ", number.span.end
    ):
        return False
    return unit in ("votes", "seats", "seat", "vote") or unit in table.sets["casualty"].values()


def _doubts(number: Number, other: Number | None) -> str | None:
    if number.kind == "loose":
        return "no exact number"
    if number.kind == "digits" and re.search(r",\s\d", number.words):
        return "thousands broken by a space"
    return f"one end of a range, to {other.value:g}" if other is not None else None


STOP = frozenset(word_kinds()) - {"of"}
POINTERS = frozenset(["the", "these", "those", "both", "its", "their", "our", "his", "her", "other", "all"])
_LEADING = frozenset(["the", "its", "their", "his", "her", "our"])
