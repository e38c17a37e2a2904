"""What follows a verb: a clause, a quotation, an object, a phrase, or nothing."""

from __future__ import annotations

from functools import cache

from majlis.reading.text.lexicon import verb_forms, word_kinds, words
from majlis.reading.text.tokens import Token


def complement(found: tuple[Token, ...], at: int) -> tuple[str, int]:
    """Say what follows a verb, past adverbs and phrases of time, place and hearer; and where it starts.

    ``that``, ``quote``, ``colon``, a preposition, ``to``, ``as``, ``clause``, ``object`` or ``end``.
    """
    near = at + 1
    while near < len(found) and (
        found[near].kind in ("adv", "neg") or found[near].lower in _PASSED or _weekday(found, near)
    ):
        near += 1
    if near >= len(found):
        return "end", near
    return _interrupted(found, near) or _opening(found, near, at) or _plain(found, near)


def _weekday(found: tuple[Token, ...], near: int) -> bool:
    """Whether 'on' opens a day: promised on Friday to go."""
    return found[near].lower == "on" and near + 1 < len(found) and found[near + 1].lower in _PASSED


def _interrupted(found: tuple[Token, ...], near: int) -> tuple[str, int] | None:
    """Look behind a comma or phrase for a 'that', or for a quotation that lost its marks."""
    resumed = _parenthesis(found, near) if found[near].kind == "comma" else None
    if resumed is not None:
        return resumed
    unmarked = _unmarked(found, near) if found[near].kind in ("comma", "prep") else 0
    return ("quote", unmarked) if unmarked else None


def _plain(found: tuple[Token, ...], near: int) -> tuple[str, int]:
    """Say what the next word opens: a phrase, a clause, an object, nothing."""
    token = found[near]
    if token.kind in ("stop", "comma", "conj", "rel") or token.text in ";—–)":
        return "end", near
    beyond = _beyond(found, near) if token.kind == "prep" else 0
    if beyond:
        return "clause", beyond
    if token.kind in ("prep", "to") or token.lower == "as":
        return token.lower, near
    return ("clause" if _finite(found, near) else "object"), near


def _unmarked(found: tuple[Token, ...], near: int) -> int:
    """Find a quotation that lost its marks: a comma, then a capital where no name stands; 0 for none."""
    for at in range(near, min(near + 7, len(found) - 2)):
        token, following = found[at], found[at + 1]
        if token.kind == "comma":
            return at + 1 if following.text[0].isupper() and following.lower in _STARTING else 0
        if token.kind not in ("prep", "det", "word", "name", "poss"):
            return 0
    return 0


def _beyond(found: tuple[Token, ...], near: int) -> int:
    """Find a clause after a phrase of time or place: said on Monday it would; 0 for none."""
    for at in range(near + 1, min(near + 7, len(found))):
        token = found[at]
        if token.kind in ("pron", "poss") or (token.kind == "det" and at > near + 1):
            return at if _finite(found, at) else 0
        if token.kind not in ("name", "word", "number", "det", "genitive"):
            return 0
    return 0


def _parenthesis(found: tuple[Token, ...], near: int) -> tuple[str, int] | None:
    """Pass a phrase in commas between a verb and its 'that': said, on condition of anonymity, that."""
    for at in range(near + 1, min(near + 10, len(found) - 1)):
        told = found[at].kind == "verb" and not found[at].lower.endswith("ed")
        if told or found[at].kind in ("aux", "modal", "stop"):
            return None
        if found[at].kind == "comma":
            return ("that", at + 1) if found[at + 1].lower == "that" else None
    return None


def _opening(found: tuple[Token, ...], near: int, verb: int) -> tuple[str, int] | None:
    """Look past phrases for the word or mark that opens a content."""
    for at in range(near, min(near + _REACH, len(found))):
        token = found[at]
        if token.kind == "quote":
            return ("quote", at) if opens(found, at) else None
        if token.lower == "that" and at == verb + 1 and _takes(found[verb]) and _determines(found, at):
            return None
        if token.lower == "that":
            return ("that", at) if at == near or _told_to(found, near) else None
        if token.text == ":":
            return "colon", at
        if token.kind in ("stop", "modal", "rel", "conj", "verb") or (token.kind == "aux" and at > near):
            return None
        if token.kind == "sub" and token.lower not in ("than", "as"):
            return None
        if token.kind == "comma" and not (at + 1 < len(found) and found[at + 1].kind == "quote"):
            return None
    return None


def _takes(verb: Token) -> bool:
    """Whether a verb can have an object, so that 'that' may begin one."""
    return any(lemma in _TAKING for lemma, _ in readings(verb.lower))


def _determines(found: tuple[Token, ...], at: int) -> bool:
    """Whether 'that' only points at a noun: rejects that version."""
    if at + 1 < len(found) and found[at + 1].kind in ("det", "poss", "pron", "name"):
        return False
    for token in found[at + 1 : at + _CLAUSE]:
        if token.kind in ("comma", "stop") or token.text in ":;":
            return True
        if token.kind in ("verb", "aux", "modal", "quote", "rel") or token.lower == "as":
            return False
    return True


def _told_to(found: tuple[Token, ...], near: int) -> bool:
    """Whether the words between a verb and its 'that' may stand there: a phrase, or the one who is told."""
    if found[near].kind in ("prep", "to", "name", "pron", "word", "adv"):
        return True
    return any(lemma in _HEARING for lemma, _ in readings(found[near - 1].lower))


def opens(found: tuple[Token, ...], at: int) -> bool:
    """Whether a mark opens a quotation: space before it and none after, or its shape says so."""
    mark = found[at].text
    if mark in "“„«‹‘‚``":
        return True
    after = found[at + 1].start == found[at].end if at + 1 < len(found) else False
    return mark in "\"'" and after and (at == 0 or found[at - 1].end < found[at].start)


def _finite(found: tuple[Token, ...], near: int) -> bool:
    """Whether a clause with a verb of its own starts here: a subject, then a verb, before a mark."""
    if found[near].lower in _SUBJECTS:
        return True
    for at in range(near, min(near + _CLAUSE, len(found))):
        token = found[at]
        if token.kind == "rel" and found[near].lower == "those":
            continue
        if token.kind in ("stop", "sub", "rel", "to") or token.text in ";:—–":
            return False
        if token.kind in ("modal", "aux") and at > near:
            return True
        if token.kind == "verb" and at > near and not token.lower.endswith("ing"):
            forms = {form for _, form in readings(token.lower)}
            if found[at - 1].kind not in ("det", "poss", "to", "prep") and forms != {"participle"}:
                return True
    return False


@cache
def readings(word: str) -> tuple[tuple[str, str], ...]:
    """Give the verbs that a word can be a form of, each with the form."""
    return verb_forms().get(word, ())


def predicated(found: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a stretch has a verb of its own."""
    return any(token.kind in ("aux", "modal", "verb") for token in found[first:last])


_HEARING = words("cues", "hearing")
_TAKING = words("cues", "taking") | words("cues", "viewing")
_PASSED = (
    words("cues", "audience")
    | words("people", "times") - {"on", "in", "this"}
    | {"out", "himself", "herself"}
)
_SUBJECTS = frozenset({"he", "she", "they", "we", "i"})
_STARTING = frozenset(word for word, kind in word_kinds().items() if kind in ("det", "pron", "poss", "aux"))
_REACH = 14
_CLAUSE = 14
