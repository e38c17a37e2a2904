"""Where a clause or noun phrase that tells an act ends."""

from __future__ import annotations

from collections.abc import Sequence

from majlis.reading.text.clauses import finite, opens_quote, possessive
from majlis.reading.text.tokens import Token

_WHEN = frozenset(
    ["after", "before", "following", "despite", "amid", "during", "until", "till", "since", "upon"]
)
_WORDS = frozenset({"name", "word", "number", "verb", "pron"})
_TRAILING = frozenset(
    {"comma", "conj", "prep", "det", "adv", "sub", "mark", "rel", "aux", "modal", "to", "poss"}
)
_INNER = frozenset({"word", "name", "number", "adv", "det", "poss", "genitive", "neg", "to"})
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "week",
        "month",
        "year",
        "weekend",
    ]
)
_LIST = 9
_RELATIVE_AFTER = 3


def clause_end(line: Sequence[Token], verb: int, complement: bool, nested: bool) -> int:
    """Give the index after the last token of the clause of a verb.

    Parameters
    ----------
    line
        The sentence.
    verb
        Index of its verb.
    complement
        Whether the verb takes a clause ('demanded that ...'), which then belongs to it.
    nested
        Whether the clause stands inside another, whose verb then ends it.

    """
    at, content = verb + 1, 0
    inside = complement
    while at < len(line):
        token = line[at]
        if token.kind == "quote" and not possessive(line, at):
            closing = _closing(line, at) if opens_quote(line, at) else None
            if closing is None and opens_quote(line, at):
                at += 1
                continue
            if closing is None:
                break
            content += closing - at
            at = closing + 1
            if line[closing - 1].kind in ("stop", "comma"):
                break
            continue
        if _stops(line, at, content, inside, nested):
            break
        content += token.kind in _WORDS
        at += 1
    return trimmed(line, verb + 1, at)


def phrase_end(line: Sequence[Token], noun: int) -> int:
    """Give the index after the last token of the noun phrase of a noun: to its verb, or its clause's end."""
    at, content = noun + 1, 0
    relative = False
    while at < len(line):
        token = line[at]
        if token.kind == "quote" and not possessive(line, at):
            closing = _closing(line, at) if opens_quote(line, at) else None
            if closing is None or closing - at > _LIST:
                break
            at = closing + 1
            continue
        if token.kind == "pron":
            break
        if token.lower == "that" and content <= 1 and not relative:
            relative = True
        elif (finite(line, at) and not (relative and line[at - 1].lower == "that")) or _stops(
            line, at, content + 1, False, False
        ):
            break
        content += 1
        at += 1
    return trimmed(line, noun + 1, at)


def trimmed(line: Sequence[Token], low: int, at: int) -> int:
    """Leave out what only hangs on: closing conjunctions, prepositions, adverbs, and a day."""
    while at > low:
        last = line[at - 1]
        if last.kind in _TRAILING or last.kind == "stop":
            at -= 1
        elif last.lower in _DAYS and at - 2 > low and line[at - 2].lower in ("on", "last", "this", "next"):
            at -= 2
        else:
            break
    return at


def _closing(line: Sequence[Token], at: int) -> int | None:
    return next(
        (i for i in range(at + 1, len(line)) if line[i].kind == "quote" and not opens_quote(line, i)), None
    )


def _stops(line: Sequence[Token], at: int, content: int, complement: bool, nested: bool) -> bool:
    token = line[at]
    if token.kind in _INNER and token.lower != "that":
        return False
    if token.kind == "stop":
        return True
    if "quot" in (token.lower, line[at - 1].lower, line[min(at + 1, len(line) - 1)].lower):
        return False  # what a lost HTML entity leaves: ,quot;
    if token.kind == "mark":
        return token.text in ";:—–|" or (token.text == "-" and line[at - 1].end < token.start)
    if token.kind == "comma":
        return not ((content == 0 and complement) or _listed(line, at) or _inserted(line, at))
    if token.kind == "conj":
        return content > 0 and _joins_clause(line, at)
    return _subordinate(line, at, content, complement) or (
        nested and content > 0 and finite(line, at) and line[at - 1].kind not in ("rel", "to")
    )


def _subordinate(line: Sequence[Token], at: int, content: int, complement: bool) -> bool:
    token = line[at]
    following = line[at + 1] if at + 1 < len(line) else token
    if token.kind in ("sub", "ask"):
        if token.lower == "as":
            return (
                content > 0
                and following.lower != "well"
                and line[at - 1].lower != "such"
                and _clause(line, at + 1)
            )
        return (
            content > 0 and token.lower not in ("than", "even", "how", "whether", "what") and not complement
        )
    if token.kind == "rel":
        return content >= _RELATIVE_AFTER and line[at - 1].kind != "prep"
    if (
        token.lower == "that"
        and line[at - 1].kind in ("word", "name")
        and following.kind in ("verb", "aux", "modal")
    ):
        return content >= _RELATIVE_AFTER
    return token.kind == "prep" and token.lower in _WHEN and content > 0 and _clause(line, at + 1)


def _clause(line: Sequence[Token], at: int) -> bool:
    """Whether a finite verb or gerund follows before the next comma."""
    for index in range(at, min(len(line), at + _LIST)):
        if line[index].kind in ("comma", "stop"):
            return False
        if finite(line, index) or (index == at and line[index].lower.endswith("ing")):
            return True
    return False


def _joins_clause(line: Sequence[Token], at: int) -> bool:
    """Whether a conjunction opens another clause rather than joining two things."""
    for index in range(at + 1, min(len(line), at + _LIST)):
        token = line[index]
        if token.kind == "comma" and index + 1 < len(line) and line[index + 1].kind == "rel":
            return True
        if token.kind in ("comma", "stop", "to", "conj", "rel") and index > at + 1:
            return False
        if finite(line, index):
            return True
    return False


def _listed(line: Sequence[Token], at: int) -> bool:
    """Whether a comma parts things of a list: 'weapons, missiles, and drones'."""
    for index in range(at + 1, min(len(line), at + _LIST)):
        token = line[index]
        if token.kind == "conj":
            return token.lower in ("and", "or") and not _joins_clause(line, index) and index > at
        if token.kind in ("stop", "rel", "sub", "ask", "pron", "prep", "mark", "quote") or finite(
            line, index
        ):
            return False
        if token.lower.endswith("ing") and token.kind == "verb" and index == at + 1:
            return False
    return False


def _inserted(line: Sequence[Token], at: int) -> bool:
    """Whether a comma opens a short insertion after a preposition or verb: 'is, he said, ready'."""
    return line[at - 1].kind in ("prep", "to", "modal", "aux", "conj", "det")
