"""Words of worth: whether a stretch of words speaks well or ill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token

_SCOPE = 4


def value_of(tokens: Sequence[Token], at: int, first: int) -> int:
    """Give 1 for a good word, -1 for a bad one, turned by a denial since ``first``; 0 for any other."""
    word = tokens[at].lower
    good = (word in _POSITIVE) - (word in _NEGATIVE)
    return -good if good and denied(tokens, at, first) else good


def worth_of(tokens: Sequence[Token], places: Iterable[int], first: int) -> int:
    """Give the sign of the words of worth at some places taken together."""
    total = sum([value_of(tokens, at, first) for at in places])
    return (total > 0) - (total < 0)


def denied(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether what stands right before a word turns it; two denials take each other back."""
    return sum([denies(token) for token in tokens[max(first, at - _SCOPE) : at]]) % 2 == 1


def denies(token: Token) -> bool:
    """Whether a word is a denial."""
    return token.lower in _NEGATION or token.lower.endswith("n't")


_NEGATION = words("stance", "negation")
_POSITIVE = words("worth", "positive")
_NEGATIVE = words("worth", "negative")
