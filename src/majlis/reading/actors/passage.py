"""A sentence with what is known of it: its mentions and which of its words are quoted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from majlis.reading.actors.mentions import Mention
from majlis.reading.documents.document import Document
from majlis.reading.text.quotes import Quotation, quotations
from majlis.reading.text.sentences import Sentence
from majlis.reading.text.tokens import Token

_SCARE = 3
_OPENING = 3


@dataclass(frozen=True)
class Passage:
    """A sentence in its document.

    Attributes
    ----------
    number
        Index of the sentence.
    sentence, tokens, words
        It, its words, and all that stand in it, in small letters: a rule whose words are not among them has
        nothing to find.
    mentions
        Actors named in it.
    quotations
        Quotations that reach into it; one or two quoted words inside a sentence do not count.
    quoted
        For each token, the index of its quotation here, or -1.

    """

    number: int
    sentence: Sentence
    tokens: tuple[Token, ...]
    words: frozenset[str]
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    quoted: tuple[int, ...]

    def mention_at(self, at: int) -> Mention | None:
        """Give the widest mention that holds a token."""
        held = [mention for mention in self.mentions if mention.first <= at < mention.last]
        return max(held, key=lambda mention: mention.last - mention.first, default=None)

    def owns(self, mention: Mention) -> bool:
        """Whether a mention stands before a genitive: NAME's."""
        return mention.last < len(self.tokens) and self.tokens[mention.last].kind == "genitive"

    def governed(self, mention: Mention) -> bool:
        """Whether a mention stands after a preposition: in NAME, of the NAME; not an opening 'For NAME'."""
        before = self.tokens[max(0, mention.first - 2) : mention.first]
        kinds = [token.kind for token in before]
        opening = mention.first <= _OPENING and before[:1] and before[0].lower in ("for", "as")
        return ("prep" in kinds[-1:] or kinds == ["prep", "det"]) and not opening


def passages(document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Passage]:
    """Put sentences, mentions and quotations together."""
    named: dict[int, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.sentence, []).append(mention)
    quoted = [one for one in quotations(document.text, list(sentences)) if _worth(document.text, one)]
    found, first = [], 0
    for number, sentence in enumerate(sentences):
        while first < len(quoted) and quoted[first].span.end <= sentence.span.start:
            first += 1
        near = first
        here = []
        while near < len(quoted) and quoted[near].span.start < sentence.span.end:
            here.append(quoted[near])
            near += 1
        found.append(_passage(number, sentence, tuple(named.get(number, ())), tuple(here)))
    return found


def _worth(text: str, quotation: Quotation) -> bool:
    """Whether a quotation holds words at all."""
    return any(sign.isalpha() for sign in quotation.span.of(text))


def _passage(
    number: int, sentence: Sentence, named: tuple[Mention, ...], here: tuple[Quotation, ...]
) -> Passage:
    flags = [-1] * len(sentence.tokens)
    starts = [token.start for token in sentence.tokens] if here else []
    for index, quotation in enumerate(here):
        first, last = (bisect_left(starts, place) for place in quotation.span)
        wordy = sum([token.text[0].isalnum() for token in sentence.tokens[first:last]])
        if wordy >= _SCARE or _spoken(sentence, first, last):
            flags[first:last] = [index] * (last - first)
    spelt = frozenset([token.lower for token in sentence.tokens])
    return Passage(number, sentence, sentence.tokens, spelt, named, here, tuple(flags))


def _spoken(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word or two are speech all the same: they open the sentence, or follow a colon."""
    return first < last and (first == 0 or sentence.tokens[first - 1].text == ":")
