"""Attributions that follow a content or break into it: '..., said X', '..., X told the council, ...'."""

from __future__ import annotations

from majlis.reading.actors.passage import Passage
from majlis.reading.text.complements import opens, predicated, readings
from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token


def attributes(passage: Passage, first: int, at: int, follows: str) -> bool:
    """Whether an attribution stands here that follows its content, or breaks into it."""
    found = passage.tokens
    if follows in ("that", "colon") or first == 0:
        return False
    before = found[first - 1]
    if before.kind in ("quote", "comma", "stop") and named_after(found, at):
        plain = passage.quoted[first - 1] < 0 and first > 3 and not _governs(found, at)
        return before.kind == "quote" or plain
    if before.kind == "comma" and found[at].lower.endswith("ing"):
        return False
    if before.kind == "comma" and quoted_before(passage, first) is not None:
        return True
    first -= before.kind == "comma" and any(lemma == "tell" for lemma, _ in readings(found[at].lower))
    start = first - 1
    while start >= 0 and (found[start].kind in _SUBJECTS or _dotted(found, start)):
        start -= 1
    if start < 1 or start == first - 1:
        return False
    return _closes(passage, start, first, at, follows)


def _closes(passage: Passage, start: int, first: int, at: int, follows: str) -> bool:
    """Whether the content before ``tokens[start]``, a mark, is attributed to a short subject."""
    found = passage.tokens
    bare = not _governs(found, at)
    if found[start].kind == "quote" and not opens(found, start):
        return (found[start].text not in "'’" or passage.quoted[start] >= 0) and (follows != "clause" or bare)
    if found[start].kind != "comma" or _describes(found, start, first):
        return False
    return follows in ("end", "quote") or (bare and (predicated(found, 0, start) or _resumed(found, at)))


def _governs(found: tuple[Token, ...], at: int) -> bool:
    """Whether a verb is followed by a clause or an infinitive before the next mark, so by its own content."""
    phrase = at + 1 < len(found) and found[at + 1].kind == "prep"
    for n in range(at + 1, len(found)):
        token = found[n]
        if token.kind in ("comma", "stop", "quote", "rel", "sub") or token.text in ";:—–":
            return False
        if token.kind in ("aux", "modal") or (token.kind == "to" and _infinitive(found, n)):
            return True
        if token.kind == "verb" and not token.lower.endswith("ing") and not _modifies(found, n, phrase):
            return True
    return False


def _resumed(found: tuple[Token, ...], at: int) -> bool:
    """Whether what a phrase broke into goes on: any opening, X wrote in a note, would be a breach."""
    comma = next((n for n in range(at + 1, len(found) - 1) if found[n].kind == "comma"), None)
    return comma is not None and found[comma + 1].kind in ("aux", "modal")


def _infinitive(found: tuple[Token, ...], at: int) -> bool:
    return at + 1 < len(found) and found[at + 1].kind in ("verb", "aux", "word", "adv")


def _modifies(found: tuple[Token, ...], at: int, phrase: bool) -> bool:
    """Whether a participle only describes a noun: a packed meeting, in a letter sent on Monday."""
    participle = any(form == "participle" for _, form in readings(found[at].lower))
    return participle and (phrase or found[at - 1].kind in ("det", "poss", "prep"))


def _dotted(found: tuple[Token, ...], at: int) -> bool:
    """Whether a stop belongs to a title or an initial."""
    return (
        found[at].text == "." and at > 0 and found[at - 1].text[0].isupper() and len(found[at - 1].text) <= 4
    )


def quoted_before(passage: Passage, first: int) -> int | None:
    """Give the index after a closing mark when 'NAME, a description,' stands between it and a verb."""
    for at in range(first - 2, max(0, first - 22), -1):
        if passage.quoted[at] >= 0:
            opening = passage.tokens[at + 1].kind in ("name", "pron", "det", "number", "word")
            return at + 1 if opening and first - at > 3 else None
        if passage.tokens[at].kind in ("stop", "aux", "modal") or passage.tokens[at].text in ";:":
            return None
    return None


def _describes(found: tuple[Token, ...], comma: int, first: int) -> bool:
    """Whether the words after a comma are no short subject: a name, a pronoun, 'the minister'."""
    length = first - comma - 1
    if length <= _SHORT and found[comma + 1].kind in ("det", "poss"):
        return found[first - 1].kind not in ("name", "pron", "word")
    return length > 6 or not (
        found[first - 1].kind in ("name", "pron") or found[first - 1].lower in words("people", "nouns")
    )


def named_after(found: tuple[Token, ...], at: int) -> bool:
    """Whether a subject follows its verb: said X, said the minister."""
    if at + 1 >= len(found):
        return False
    token = found[at + 1]
    if token.lower in _HEARERS or any(
        lemma in words("cues", "hearing") for lemma, _ in readings(found[at].lower)
    ):
        return False
    if token.kind == "name" or token.lower in ("he", "she", "they"):
        return token.lower not in words("people", "times")
    if token.kind not in ("det", "poss", "number", "word", "name"):
        return False
    for word in found[at + 1 : at + 8]:
        if word.lower in words("people", "nouns"):
            return True
        if word.kind in ("prep", "verb", "comma", "stop", "to", "sub"):
            return False
    return False


_SHORT = 3
_HEARERS = words("cues", "audience")
_SUBJECTS = frozenset(
    ["name", "word", "det", "pron", "poss", "genitive", "adv", "number", "prep", "mark", "verb"]
)
