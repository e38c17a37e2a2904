"""Clauses without a parser: the group of words around a verb, and its subject."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from majlis.reading.text.lexicon import verb_forms, words
from majlis.reading.text.tokens import Token

BEING = frozenset(
    ["am", "is", "are", "was", "were", "been", "be", "being", "get", "got", "gets", "isn't", "wasn't"]
)
_GROUP = frozenset({"aux", "modal", "neg", "adv"})
_BEFORE_NOUN = frozenset({"det", "poss", "genitive", "adv", "number", "prep", "conj", "word", "comma"})
_ENDS = frozenset({"sub", "ask", "modal", "aux", "comma"})
_CLAUSE_PREPS = frozenset(
    ["after", "before", "since", "until", "till", "despite", "following", "except", "amid"]
)
_NEGATIVE = frozenset(["not", "never", "n't", "no", "hardly", "barely", "without"])
_LONGEST_NAME = 6
_LONGEST_TITLE = 4
_KNOWN_WORDS = 8192
_AWAY = 45
_NEAR = 8
_APPOSED_NAME = 7


class Group(NamedTuple):
    """A verb with what stands before it in its group.

    Attributes
    ----------
    first
        Index of its first word.
    passive, infinitive, gerund
        How it is used.
    modal
        The modal or word of expectation before it, if any.
    negated
        Whether it is denied.

    """

    first: int
    passive: bool
    infinitive: bool
    gerund: bool
    modal: str | None
    negated: bool


class Subject(NamedTuple):
    """What a verb is said of: the tokens that name it, and where the span of the clause begins."""

    first: int
    last: int
    start: int


@lru_cache(maxsize=_KNOWN_WORDS)
def forms_of(word: str) -> frozenset[str]:
    """Give the forms that a word can be, of any verb."""
    return frozenset(form for _, form in verb_forms().get(word, ()))


@lru_cache(maxsize=_KNOWN_WORDS)
def lemmas_of(word: str) -> frozenset[str]:
    """Give the verbs that a word can be a form of."""
    return frozenset(lemma for lemma, _ in verb_forms().get(word, ()))


def verbal(line: Sequence[Token], at: int) -> bool:
    """Whether a token is a verb: so tagged, or a form that can be one after 'will probably'."""
    if line[at].kind != "word":
        return line[at].kind == "verb"
    called = at > 1 and _manner(line[at - 1]) and line[at - 2].kind == "modal"
    return called and "base" in forms_of(line[at].lower)


def modifies(line: Sequence[Token], at: int) -> bool:
    """Whether a participle stands before its noun like an adjective: 'the leaked letter'."""
    lower = line[at].lower
    if not lower.endswith(("ed", "ing", "en", "wn")) or at + 1 >= len(line):
        return False
    if line[at + 1].kind not in ("word", "name"):
        return False
    before = line[at - 1].kind if at else "stop"
    if before in ("word", "comma") or (lower.endswith("ing") and before in ("prep", "conj", "adv")):
        return False
    if before in ("conj", "adv"):
        return at > 1 and line[at - 2].kind in ("det", "poss", "prep", "word")
    return before in _BEFORE_NOUN


def finite(line: Sequence[Token], at: int) -> bool:
    """Whether a token carries a clause: an auxiliary, a modal, a verb that is no infinitive or participle."""
    token = line[at]
    if token.kind in ("aux", "modal"):
        return token.lower not in ("been", "being", "be", "having")
    if token.kind != "verb" or modifies(line, at) or _nounlike(line, at):
        return False
    before = line[at - 1] if at else None
    if before is not None and before.kind in ("to", "modal"):
        return False
    if token.lower.endswith("ing"):
        return False
    return not reduced(line, at)


def _nounlike(line: Sequence[Token], at: int) -> bool:
    """Whether a form that is as often a noun is one here: after a name, with nothing to act on after it."""
    if line[at].lower not in _AMBIGUOUS or at == 0 or line[at - 1].kind not in ("name", "quote", "adv"):
        return False
    if line[at - 1].kind == "adv":
        return at + 1 < len(line) and line[at + 1].kind in ("aux", "modal")
    return at + 1 >= len(line) or line[at + 1].kind not in (
        "det",
        "poss",
        "pron",
        "name",
        "to",
        "number",
        "quote",
    )


def reduced(line: Sequence[Token], at: int) -> bool:
    """Whether a participle follows its noun: 'attacks launched by ...'."""
    if "participle" not in forms_of(line[at].lower) or at == 0:
        return False
    if line[at - 1].kind not in ("name", "word", "number", "comma"):
        return False
    if at + 1 >= len(line) or line[at + 1].kind != "prep":
        return False
    return line[at + 1].lower == "by" or _verb_follows(line, at + 1)


def _verb_follows(line: Sequence[Token], at: int) -> bool:
    """Whether a finite verb follows in the same clause, so that a participle before it only describes."""
    for index in range(at, min(len(line), at + _NEAR)):
        token = line[index]
        if token.kind in ("comma", "stop", "conj", "sub", "rel", "to", "ask", "quote"):
            return False
        if token.kind in ("aux", "modal"):
            return True
        if token.kind == "verb" and "base" in forms_of(token.lower) and line[index - 1].kind != "prep":
            return True
    return False


def group(line: Sequence[Token], at: int) -> Group:
    """Describe the verb group that ends with the verb at an index."""
    first, modal = at, None
    seen: list[str] = []
    infinitive = gerund = False
    while first > 0:
        before = line[first - 1]
        if before.kind in _GROUP or _manner(before):
            seen.append(before.lower)
            modal = before.lower if before.kind == "modal" else modal
        elif before.kind == "to" and not infinitive:
            infinitive = True
            governor = _governor(line, first - 2)
            if governor is None:
                first -= 1
                break
            seen.append(line[governor].lower)
            modal = line[governor].lower if line[governor].lower in EXPECTED else modal
            infinitive = False
            first = _carrier(line, governor) + 1
        elif _interposed(line, first):
            first -= 1
        else:
            break
        first -= 1
    while first < at and (line[first].kind == "adv" or _manner(line[first])):
        first += 1
    forms = forms_of(line[at].lower)
    passive = "participle" in forms and not BEING.isdisjoint(seen)
    gerund = line[at].lower.endswith("ing") and BEING.isdisjoint(seen)
    negated = not _NEGATIVE.isdisjoint(seen) or any(word.endswith("n't") for word in seen)
    return Group(first, passive, infinitive, gerund, modal, negated or not FAILING.isdisjoint(seen))


def _manner(token: Token) -> bool:
    """Whether a word is an adverb by its ending: 'privately'."""
    return token.kind == "word" and token.lower.endswith("ly") and token.lower not in _NOT_MANNER


def _interposed(line: Sequence[Token], first: int) -> bool:
    """Whether two words of time stand inside the group: 'have for years resisted'."""
    return first > 2 and line[first - 2].kind == "prep" and line[first - 3].kind in ("aux", "modal")


def _carrier(line: Sequence[Token], governor: int) -> int:
    """Go from the noun or adjective before 'to' to the verb that carries it: 'has the potential'."""
    at = governor - 1
    while at > 0 and (line[at].kind in ("det", "adv") or (line[at].kind == "word" and governor - at < 3)):
        at -= 1
    if at >= 0 and line[at].kind == "aux":
        return at + 1
    return at if at >= 0 and not _CARRYING.isdisjoint(lemmas_of(line[at].lower)) else governor


def _governor(line: Sequence[Token], at: int) -> int | None:
    """Find the verb or adjective before 'to' that only colours the act: continue to, likely to, fail to."""
    if at < 0:
        return None
    lower = line[at].lower
    return at if lower in EXPECTED or not _COLOURING.isdisjoint(lemmas_of(lower)) else None


def subject(line: Sequence[Token], at: int) -> Subject | None:
    """Find the subject of the verb group that begins at an index; None where none stands before it."""
    if at and line[at - 1].kind == "comma":
        return _apposed(line, at)
    first = _leftwards(line, at)
    while first < at and line[first].kind in ("adv", "conj", "comma", "quote", "mark"):
        first += 1
    last = next((i for i in range(first, at) if line[i].kind == "rel"), at)
    while last > first and (line[last - 1].kind in ("rel", "adv", "quote") or line[last - 1].lower == "that"):
        last -= 1
    if last == first and first < at and first and line[first - 1].kind == "comma":
        return _relative_after_comma(line, first)
    first = _fronted(line, first, last)
    return Subject(first, last, first) if last > first else None


def _relative_after_comma(line: Sequence[Token], at: int) -> Subject | None:
    """Read 'NAME, who ...' by the name, and 'CLAUSE, which ...' by the subject of the clause."""
    if line[at].lower == "which" and not _bare_name(line, at - 1):
        found = inherited(line, at)
        if found is not None:
            return Subject(found.first, found.last, at)
    first = _leftwards(line, at - 1)
    return Subject(first, at - 1, at) if first < at - 1 else None


def _bare_name(line: Sequence[Token], end: int) -> bool:
    """Whether just a name stands before an index, as the start of its clause."""
    first = end
    while first > 0 and line[first - 1].kind == "name":
        first -= 1
    return first < end and (first == 0 or line[first - 1].kind in ("conj", "sub", "det", "stop"))


def following(line: Sequence[Token], at: int) -> Subject | None:
    """Find the subject of the clause after a fronted participle: 'After closing the port, the army ...'."""
    comma = next((i for i in range(at, len(line)) if line[i].kind == "comma"), len(line))
    verb = next((i for i in range(comma + 1, len(line)) if finite(line, i)), None)
    return subject(line, group(line, verb).first) if verb is not None else None


def inherited(line: Sequence[Token], at: int) -> Subject | None:
    """Find the subject that a verb without one shares: that of the clause before it."""
    for index in range(at - 1, -1, -1):
        if finite(line, index):
            found = subject(line, group(line, index).first)
            if found is not None:
                return found
    return None


def _apposed(line: Sequence[Token], at: int) -> Subject | None:
    """Read 'TITLE, NAME, verb' and 'NAME, description, description, verb'."""
    end, start = at - 1, at
    for index in range(at - 2, max(-1, at - _AWAY), -1):
        if line[index].kind in ("stop", "quote") and index + 1 == end:
            return None
        if line[index].kind != "comma":
            continue
        inner = line[index + 1 : end]
        if not inner or (
            inner[0].kind not in _DESCRIBING and any(finite(line, i) for i in range(index + 1, end))
        ):
            break
        if end < at - 1 and inner[0].kind not in _DESCRIBING | {"det"}:
            break
        if inner[0].kind == "name" and len(inner) <= _APPOSED_NAME and end == at - 1:
            return Subject(index + 1, end, index + 1)
        end = index
    first = _leftwards(line, end)
    return Subject(first, end, start) if first < end < at - 1 else None


def _leftwards(line: Sequence[Token], at: int) -> int:
    first = at
    while first > 0:
        step = _step(line, first - 1, at)
        if step is None:
            break
        first = step
        if line[first].kind == "pron" and first + 1 == at:
            break
    return first


def _step(line: Sequence[Token], at: int, verb: int) -> int | None:
    """Give the next index to the left that still belongs to a noun phrase, or None where it begins."""
    token = line[at]
    passing = _PASSING.get(token.kind)
    if passing is not None:
        return passing(line, at)
    if token.lower == "that" and at and line[at - 1].kind in ("verb", "word", "name", "comma"):
        belongs = at + 1 == verb and line[at - 1].kind in ("word", "name")
    elif token.kind == "conj":
        belongs = at + 1 != verb and not _verb_before(line, at)
    elif token.kind == "rel":
        belongs = at + 1 == verb or line[at + 1].kind in ("prep", "adv")
    elif token.kind == "pron":
        belongs = at + 1 == verb
    else:
        belongs = token.kind not in _ENDS and token.lower not in _CLAUSE_PREPS
    return at if belongs else None


def _abbreviated(line: Sequence[Token], at: int) -> int | None:
    """Pass a stop that ends a title or an initial, not a sentence."""
    before = line[at - 1].text if at else ""
    short = before.istitle() and len(before) <= _LONGEST_TITLE
    return at if short and at + 1 < len(line) and line[at + 1].kind == "name" else None


def _quoted(line: Sequence[Token], at: int) -> int | None:
    """Pass a genitive's apostrophe, or a quoted name: two marks with a few capitalised words between them."""
    if possessive(line, at):
        return at
    for other in range(at - 1, max(-1, at - _LONGEST_NAME), -1):
        if line[other].kind == "quote":
            inner = line[other + 1 : at]
            return (
                other if inner and all(t.kind in ("name", "word", "number", "prep") for t in inner) else None
            )
    return None


def _bracketed(line: Sequence[Token], at: int) -> int | None:
    spaced = at and line[at - 1].end < line[at].start
    if line[at].text not in ")/&-" or (spaced and line[at].text == "-"):
        return None
    if line[at].text != ")":
        return at
    return next((i for i in range(at - 1, max(-1, at - _AWAY), -1) if line[i].text == "("), None)


def _verbal(line: Sequence[Token], at: int) -> int | None:
    """Pass a verb inside a noun phrase: a participle, or an infinitive after a noun."""
    if modifies(line, at) or reduced(line, at) or _nounlike(line, at):
        return at
    if at > 1 and line[at - 1].kind == "to" and line[at - 2].kind in ("word", "name"):
        return at - 1
    gerund = line[at].lower.endswith("ing")
    return at if gerund and (at == 0 or line[at - 1].kind in ("stop", "det", "prep")) else None


def _verb_before(line: Sequence[Token], at: int) -> bool:
    """Whether a conjunction joins clauses: a finite verb stands before it with no comma between."""
    for index in range(at - 1, -1, -1):
        if line[index].kind in ("stop", "comma", "sub", "mark"):
            return line[index].kind == "comma" and index == at - 1
        if finite(line, index):
            return True
    return False


def _fronted(line: Sequence[Token], first: int, at: int) -> int:
    """Leave out a phrase of time or place before the subject: 'In early May the ministry ...'."""
    if first >= at or line[first].kind != "prep":
        return first
    start = next((i for i in range(at - 1, first + 1, -1) if line[i].kind in ("det", "poss")), None)
    if start is None:
        start = next(
            (i for i in range(at - 1, first, -1) if line[i].kind not in ("name", "word", "genitive")), first
        )
        start += 1
    return start


def possessive(line: Sequence[Token], at: int) -> bool:
    """Whether an apostrophe after a plural is a genitive: 'the dockers' union'."""
    if line[at].text not in "'’" or at == 0:
        return False
    attached = line[at - 1].end == line[at].start and line[at - 1].lower.endswith("s")
    return attached and at + 1 < len(line) and line[at].end < line[at + 1].start


def opens_quote(line: Sequence[Token], at: int) -> bool:
    """Whether a quotation mark opens: it stands against the word after it."""
    if line[at].text in "“„«‟‹‘":
        return True
    if line[at].text in "”»’›":
        return False
    return (
        at + 1 < len(line)
        and line[at + 1].start == line[at].end
        and (at == 0 or line[at - 1].end < line[at].start)
    )


EXPECTED = words("acts", "expected")
FAILING = frozenset(["fail", "fails", "failed", "unable", "unlikely", "refused", "declined"])
_COLOURING = words("acts", "colouring")
_NOT_MANNER = frozenset(
    ["assembly", "family", "ally", "reply", "supply", "monopoly", "rally", "anomaly", "bully"]
)
_DESCRIBING = frozenset({"rel", "prep", "pron"})
_CARRYING = frozenset(["have", "take", "be", "seem", "appear", "look", "make", "remain"])
_AMBIGUOUS = words("verbs", "ambiguous")
_PASSING = {"quote": _quoted, "stop": _abbreviated, "mark": _bracketed, "verb": _verbal}
