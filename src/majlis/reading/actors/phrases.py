"""The subject of a verb: the stretch of words before or after it that says who."""

from __future__ import annotations

from typing import NamedTuple

from majlis.reading.actors.passage import Passage
from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token


class Phrase(NamedTuple):
    """A noun phrase ``tokens[first:last]``; ``adjacent`` where it stands against its verb."""

    first: int
    last: int
    adjacent: bool

    def words(self, passage: Passage, text: str) -> str:
        """Give the words of the phrase."""
        return text[passage.tokens[self.first].start : passage.tokens[self.last - 1].end]


def subject(passage: Passage, group: int, start: int = 0) -> Phrase | None:
    """Find the subject of a verb group in the words ``tokens[start:group]``."""
    found = passage.tokens
    at = group - 1
    if at < start:
        return None
    if found[at].kind == "rel" or (found[at].lower == "that" and at > start and _nounlike(found[at - 1])):
        return _antecedent(passage, at, start)
    if found[at].kind in ("conj", "comma"):
        return distant(passage, at, start)
    return _near(passage, at, start)


def inverted(passage: Passage, at: int) -> Phrase | None:
    """Find the subject that follows its verb: said X, said the minister, X."""
    found = passage.tokens
    first = at + 1
    if first >= len(found):
        return None
    if found[first].kind == "pron":
        return Phrase(first, first + 1, True)
    last = first
    while (
        last < len(found)
        and (_inside(found[last]) or _titled(found, last))
        and not (last > first and found[last].kind == "verb")
    ):
        if found[last].kind == "prep" and found[last].lower not in ("of", "for", "in", "at", "from"):
            break
        last += 1
    named = _apposed(passage, last)
    return named or (Phrase(first, last, True) if last > first else None)


def _titled(found: tuple[Token, ...], at: int) -> bool:
    """Whether a stop belongs to a title or an initial: Ms. Brandt."""
    before = found[at - 1]
    return (
        found[at].text == "."
        and before.kind == "name"
        and before.end == found[at].start
        and len(before.text) <= 4
    )


def name_run(found: tuple[Token, ...], first: int, last: int) -> tuple[int, int] | None:
    """Give the last run of capitalised words of a phrase, titles before it left out."""
    end = last
    while end > first and found[end - 1].kind != "name":
        end -= 1
    begin = end
    while begin > first and (found[begin - 1].kind == "name" or _joins(found, begin - 1, first)):
        begin -= 1
    while begin < end - 1 and (found[begin].lower in _TITLES or found[begin].kind != "name"):
        begin += 1
    return (begin, end) if end > begin else None


def _joins(found: tuple[Token, ...], at: int, first: int) -> bool:
    """Whether a small word or a stop stands inside a name: Juan de la Cruz, Colin P. Clarke."""
    token = found[at]
    inner = token.lower in _PARTICLES or (token.text == "." and at > first and len(found[at - 1].text) <= 4)
    return inner and at > first and found[at - 1].kind == "name"


def _near(passage: Passage, at: int, start: int) -> Phrase | None:
    """Collect the phrase that ends right before the verb."""
    found = passage.tokens
    if found[at].lower in _SELVES and at > start:
        return _near(passage, at - 1, start)
    if found[at].kind == "pron":
        counted = at >= start + 2 and found[at].lower == "them" and found[at - 1].lower == "of"
        return Phrase(at - 2 if counted else at, at + 1, True)
    first = at + 1
    while first > start and _inside(found[first - 1]) and not _bounded(passage, first - 1):
        first -= 1
    if first > at:
        return None
    return Phrase(_headed(passage, first, at + 1), at + 1, True)


def _bounded(passage: Passage, at: int) -> bool:
    """Whether a word ends the search to the left: a quotation, a comma, a conjunction."""
    token = passage.tokens[at]
    return passage.quoted[at] >= 0 or token.kind in ("sub", "stop", "comma")


def _headed(passage: Passage, first: int, last: int) -> int:
    """Skip the phrases of time and place that stand before the subject."""
    found = passage.tokens
    while first < last - 1 and (
        found[first].kind in ("adv", "conj", "mark", "number") or found[first].lower in _TIMES
    ):
        first += 1
    if found[first].kind != "prep":
        return first
    mention = next((m for m in passage.mentions if first < m.first and m.last == last), None)
    if mention is not None and found[mention.first - 1].kind != "prep":
        return mention.first
    at = last - 1
    while (
        at > first
        and found[at].kind in ("name", "word", "genitive", "verb", "number")
        and found[at].lower not in _TIMES
    ):
        at -= 1
    return at if found[at].kind in ("det", "poss", "pron") else min(at + 1, last - 1)


def _antecedent(passage: Passage, at: int, start: int) -> Phrase | None:
    """Find what 'who' stands for; the phrase does not touch the verb."""
    end = at - 1
    while end > start and passage.tokens[end].kind in ("comma", "quote"):
        end -= 1
    near = _near(passage, end, start)
    if near is None:
        return None
    return Phrase(near.first, near.last, False)


def distant(passage: Passage, at: int, start: int) -> Phrase | None:
    """Find a subject that something stands between: a description in commas, or an earlier verb."""
    found = passage.tokens
    if found[at].kind == "comma":
        named = _between_commas(passage, at, start)
        if named is not None:
            return named
    first = start
    while first < at and (found[first].kind in ("conj", "adv", "comma", "stop", "mark", "quote")):
        first += 1
    first = _after_opening(passage, first, at)
    last = first
    while last < at and _inside(found[last]) and not (last > first and _finite_verb(found, last)):
        last += 1
    named = _apposed(passage, last)
    if named is not None and named.last <= at:
        return Phrase(named.first, named.last, False)
    return Phrase(_headed(passage, first, last), last, False) if last > first else None


def _finite_verb(found: tuple[Token, ...], at: int) -> bool:
    return found[at].kind == "verb" and not found[at].lower.endswith("ing")


def _after_opening(passage: Passage, first: int, at: int) -> int:
    """Skip an opening phrase or clause up to its comma: 'After the talks, X ...', 'Although ..., X ...'."""
    found = passage.tokens
    if found[first].kind not in ("prep", "sub", "adv") and not found[first].lower.endswith("ing"):
        return first
    comma = next((n for n in range(first, at) if found[n].kind == "comma"), None)
    if found[first].kind == "sub" and not any(
        t.kind in ("verb", "aux", "modal") for t in found[first + 1 : comma]
    ):
        return first + 1
    return first if comma is None else comma + 1


def _between_commas(passage: Passage, at: int, start: int) -> Phrase | None:
    """Read 'the head of the union, NAME, said': a bare name between commas is the subject."""
    found = passage.tokens
    before = at - 1
    while before >= start and found[before].kind != "comma":
        before -= 1
    named = next((m for m in passage.mentions if m.last == at and before + 1 <= m.first <= before + 2), None)
    if named is not None and found[before + 1].kind in ("det", "name") and passage.quoted[named.first] < 0:
        return Phrase(named.first, at, True)
    run = name_run(found, max(before + 1, start), at)
    if run is None or run[1] != at or at - (before + 1) > 6:
        return None
    plain = all(token.kind in ("name", "prep", "mark", "stop") for token in found[before + 1 : at])
    return Phrase(run[0], at, True) if plain and passage.quoted[run[0]] < 0 else None


def _apposed(passage: Passage, last: int) -> Phrase | None:
    """Read 'one protester, NAME': a name after the comma that ends a description."""
    found = passage.tokens
    if last + 1 >= len(found) or found[last].kind != "comma" or found[last + 1].kind != "name":
        return None
    end = last + 1
    while end < len(found) and found[end].kind == "name":
        end += 1
    closed = end >= len(found) or found[end].kind in ("comma", "stop", "verb")
    return Phrase(last + 1, end, True) if closed and end - last > 2 else None


def _inside(token: Token) -> bool:
    """Whether a word can stand inside a noun phrase."""
    if token.kind in _NOMINAL:
        return True
    if token.kind == "verb":
        return token.lower.endswith(("ed", "ing", "en"))
    return (token.kind == "conj" and token.lower == "and") or token.text in "/()'’"


def _nounlike(token: Token) -> bool:
    return token.kind in ("name", "word", "quote")


_NOMINAL = frozenset(
    {"name", "word", "det", "poss", "genitive", "number", "prep", "quote", "adv", "to", "pron"}
)
_SELVES = frozenset({"himself", "herself", "itself", "themselves"})
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "del",
        "della",
        "di",
        "do",
        "dos",
        "du",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "la",
        "le",
        "y",
        "e",
        "abu",
        "ben",
    ]
)
_TITLES = words("titles", "honorifics") | words("titles", "ranks")
_TIMES = words("people", "times")
