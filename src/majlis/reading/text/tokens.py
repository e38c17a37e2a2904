"""A text cut into words, numbers and marks, each with a light guess at its part of speech.

Kinds of token: ``name`` (capitalised, not by its place alone), ``verb``, ``word`` (other nouns, adjectives
and adverbs), ``number``, ``quote``, ``stop``, ``comma``, ``mark``, ``genitive`` (the 's), and for closed
classes the name of their list in ``lexicons/words.yaml`` (det, prep, pron, ...).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from majlis.reading.text.lexicon import verb_forms, word_kinds, words
from majlis.reading.text.span import Span

QUOTES = frozenset("\"“”„‟«»‹›``''‘’‚")
"""Marks that can open or close a quotation; the single ones are also apostrophes."""

_STOPS = frozenset(".!?…")
_TOKEN = re.compile(
    r"[A-Z]?[a-z]++(?=[\s,;)]|\.\s)"  # nearly every word: none of what follows can hold more of it
    r"|(?:[^\W\d_]\.){2,}(?:-\w+)?"  # U.S., U.S.-led
    r"|[a-z0-9]+(?:[.-][a-z0-9]+){0,9}\.(?:com|org|net|info|gov|edu|news)\b"
    r"|[0-9]+(?:[.,:][0-9]+)*(?:st|nd|rd|th|s)?(?![^\W\d_])"
    r"|['’](?:s|re|ll|ve|d|m)\b"
    r"|[^\W\d_]{3,}(?=(?:The|In|But|And|It|He|She|They|We|At|On|This|That|By|After)\b)"  # IraqThe
    r"|\w+(?:-\w+|['’](?!(?:s|re|ll|ve|d|m)\b)\w+)*"
    r"|\.{3}|''|``|[^\w\s]"
)
_APOSTROPHE = str.maketrans("’", "'")


@dataclass(slots=True)
class Token:
    """One word, number or mark: its offsets, the text there, the text in lower case, and its kind.

    Nobody changes a token. It is not frozen, and no tuple, because a text has very many, and rules look at
    each some thirty times: a frozen one takes much longer to make, and a tuple longer to look at.
    """

    start: int
    end: int
    text: str
    lower: str
    kind: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut a stretch of a text into tokens; offsets refer to the whole text."""
    found: list[Token] = []
    last, known = start, _KNOWN["stop"]
    for word in _TOKEN.findall(text, start, len(text) if end is None else end):
        first = text.find(word, last)  # only white space parts it from the token before
        last = first + len(word)
        lower, kind, known = known[word]
        found.append(Token(first, last, word, lower, kind))
    return tuple(found)


class _Words(dict[str, tuple[str, str, "_Words"]]):
    """Words after one of a kind: each in lower case, its kind there, and the words after it.

    They are read when they are first met; a quotation mark changes nothing for the word after it.
    """

    def __init__(self, before: str) -> None:
        self.before = before

    def __missing__(self, word: str) -> tuple[str, str, _Words]:
        if len(self) >= _MOST:
            self.clear()
        lower = word.lower().translate(_APOSTROPHE)
        kind = _kind(word, lower, self.before)
        read = self[word] = lower, kind, self if kind == "quote" else _KNOWN[kind]
        return read


class _Kinds(dict[str, _Words]):
    """The words by the kind of the token before them."""

    def __missing__(self, before: str) -> _Words:
        words = self[before] = _Words(before)
        return words


_MOST = 20_000
_KNOWN = _Kinds()


def _kind(word: str, lower: str, before: str) -> str:
    first = word[0]
    if not first.isalnum():
        return _mark(word, lower)
    known = _KINDS.get(lower)
    if known == "modal" and first.isupper() and before not in _OPENING:
        return "name"  # the month, the man
    if known is not None and (
        first.islower() or before in _OPENING or (word != lower.upper() or len(word) == 1)
    ):
        return known
    if first.isdigit():
        return "number"
    forms = _VERBS.get(lower)
    if first.isupper():
        return "verb" if forms and before in _OPENING and lower not in _AMBIGUOUS else "name"
    if forms is None:
        return "verb" if _past(lower, before) else "word"
    return "verb" if _acts(lower, before) else "word"


def _mark(word: str, lower: str) -> str:
    if lower in _ENDINGS:
        return _ENDINGS[lower]
    if word in QUOTES:
        return "quote"
    if word[0] in _STOPS:
        return "stop"
    return "comma" if word == "," else "mark"


def _acts(lower: str, before: str) -> bool:
    """Whether a form that can be a verb is one here, by the kind of the word before."""
    if lower in _AMBIGUOUS:
        return before in _CALLING
    return before not in _NAMING or lower.endswith(("ed", "ing"))


def _past(lower: str, before: str) -> bool:
    """Whether an unknown word looks like a past tense after its subject."""
    return len(lower) > 4 and lower.endswith("ed") and before in _SUBJECTS


_KINDS = word_kinds()
_VERBS = verb_forms()
_AMBIGUOUS = words("verbs", "ambiguous")
_ENDINGS = {"'s": "genitive", "'ll": "modal", "'re": "aux", "'ve": "aux", "'d": "aux", "'m": "aux"}
_OPENING = frozenset({"stop"})
_CALLING = frozenset({"modal", "pron", "rel", "neg", "to", "name", "adv"})
_NAMING = frozenset({"det", "poss", "genitive"})
_SUBJECTS = frozenset({"name", "pron", "rel", "aux", "adv"})
