"""Causal claims: sentences that say one thing brings about, prevents or makes another likelier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from majlis.reading.actors.passage import Passage
from majlis.reading.documents.asserting import asserts
from majlis.reading.documents.document import Document
from majlis.reading.proposal import Proposal
from majlis.reading.text.clauses import finite, group, inherited, modifies, subject
from majlis.reading.text.extents import clause_end, phrase_end, trimmed
from majlis.reading.text.lexicon import inflections, table, words
from majlis.reading.text.span import Span
from majlis.reading.text.tokens import Token

Sign = Literal["+", "-", "0"]

_SIGNS: tuple[Literal["+"], Literal["-"]] = ("+", "-")
_PARTICLE = 4


class Cause(NamedTuple):
    """A causal claim in a sentence: the tokens of both ends, its sign, and the rule that found it."""

    first: int
    last: int
    cause: tuple[int, int]
    effect: tuple[int, int]
    sign: Sign
    rule: str


class _Word(NamedTuple):
    sign: Sign
    lemma: str
    particles: tuple[str, ...]


def causes(
    document: Document, passages: Sequence[Passage], statements: Sequence[Proposal] = ()
) -> list[Proposal]:
    """Propose the causal claims of a document, in the order of the text.

    The sign is that of the effect named in the same words, never of an issue of the case: whether an
    'uprising' moves the issue one way or the other is for a person to say.
    """
    triggers, found = _triggers(), list[Proposal]()
    for passage in passages:
        line = passage.tokens
        if triggers.isdisjoint(passage.words) or not asserts(passage.sentence, document):
            continue
        for cause in _causes(line):
            found.append(_proposal(document, passage, cause, statements, len(found) + 1))
    return found


def _causes(line: Sequence[Token]) -> Iterator[Cause]:
    """Yield at most one claim for each stretch: the verbs first, then what joins clauses."""
    triggers, done = _triggers(), 0
    for at in [at for at, token in enumerate(line) if token.lower in triggers]:
        if at < done:
            continue
        found = _by_verb(line, at) if line[at].kind == "verb" else _by_noun(line, at) or _by_joint(line, at)
        if found is not None:
            done = found.last
            yield found


def _by_verb(line: Sequence[Token], at: int) -> Cause | None:
    word = _verb(line, at)
    if word is None or modifies(line, at):
        return None
    verb = group(line, at)
    if verb.infinitive or verb.passive or not (finite(line, at) or verb.modal or verb.first < at):
        return None
    own = subject(line, verb.first)
    who = own or inherited(line, verb.first)
    end = clause_end(line, at, True, False)
    if who is None or end <= at + 1 or line[who.first].lower in _PERSONS:
        return None
    start = own.start if own is not None else verb.first
    sign: Sign = "0" if verb.negated else word.sign
    return Cause(
        min(start, who.first), end, (who.first, who.last), (at + 1, end), sign, f"verb: {word.lemma}"
    )


def _verb(line: Sequence[Token], at: int) -> _Word | None:
    near = [token.lower for token in line[at + 1 : at + 1 + _PARTICLE]]
    for word in _verbs().get(line[at].lower, ()):
        if all(particle in near for particle in word.particles):
            return word
    return None


def _by_noun(line: Sequence[Token], at: int) -> Cause | None:
    """Read 'is a guarantee against ...' and 'as an obstacle to ...'."""
    sign = _nouns().get(line[at].lower)
    if sign is None or at + 2 >= len(line) or line[at + 1].lower not in ("against", "to", "for", "of"):
        return None
    verb = next((i for i in range(at - 1, -1, -1) if finite(line, i)), None)
    own = subject(line, group(line, verb).first) if verb is not None else None
    end = phrase_end(line, at)
    if own is None or end <= at + 2:
        return None
    return Cause(own.start, end, (own.first, own.last), (at + 2, end), sign, f"noun: {line[at].lower}")


def _by_joint(line: Sequence[Token], at: int) -> Cause | None:
    """Read 'EFFECT because CAUSE', 'If CAUSE, EFFECT'."""
    lower = line[at].lower
    if lower in _CONDITIONS:
        return _condition(line, at)
    joint = next((words for words in _joints().get(lower, ()) if _matches(line, at, words)), None)
    if joint is None or at == 0:
        return None
    start = next((i + 1 for i in range(at - 1, -1, -1) if _opens_clause(line, i)), 0)
    after = at + len(joint)
    end = trimmed(
        line, after, next((i for i in range(after, len(line)) if line[i].kind == "stop"), len(line))
    )
    last = trimmed(line, start, at)
    if end <= after or last <= start or not any(finite(line, i) for i in range(start, last)):
        return None
    return Cause(start, end, (after, end), (start, last), "+", f"joint: {' '.join(joint)}")


def _condition(line: Sequence[Token], at: int) -> Cause | None:
    """Read a conditional whose main clause looks ahead."""
    comma = next((i for i in range(at + 1, len(line)) if line[i].kind in ("comma", "stop")), len(line))
    before = at > 2 and any(t.kind == "modal" for t in line[:at])
    if before:
        start = next((i + 1 for i in range(at - 1, -1, -1) if line[i].kind in ("stop", "comma", "quote")), 0)
        effect = (start, trimmed(line, start, at))
    else:
        end = next((i for i in range(comma + 1, len(line)) if line[i].kind in ("stop", "quote")), len(line))
        effect = (comma + 1, trimmed(line, comma + 1, end))
    if effect[1] <= effect[0] or comma <= at + 2 or not any(t.kind == "modal" for t in line[slice(*effect)]):
        return None
    sign: Sign = "-" if line[at].lower == "unless" else "+"
    first, last = min(at, effect[0]), max(comma, effect[1])
    return Cause(first, last, (at + 1, comma), effect, sign, f"condition: {line[at].lower}")


def _opens_clause(line: Sequence[Token], at: int) -> bool:
    token = line[at]
    return token.kind in ("stop", "sub", "quote") or (
        token.lower == "that" and at > 0 and line[at - 1].kind == "verb"
    )


def _matches(line: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    return tuple(token.lower for token in line[at : at + len(words)]) == words


def _proposal(
    document: Document, passage: Passage, found: Cause, statements: Sequence[Proposal], place: int
) -> Proposal:
    line = passage.tokens
    span = Span(line[found.first].start, line[found.last - 1].end)
    over = next((s for s in statements if s.start < span.end and span.start < s.end), None)
    return Proposal(
        id=f"{document.id}-cause-{place}",
        document=document.id,
        kind="cause",
        start=span.start,
        end=span.end,
        quote=span.of(document.text),
        speaker=over.speaker if over is not None else "author",
        actor=_named(passage, found.cause),
        target=_named(passage, found.effect),
        cause=_words(document.text, line, found.cause),
        effect=_words(document.text, line, found.effect),
        sign=found.sign,
        rule=found.rule,
        note="the sign is that of the effect as worded, not of an issue",
    )


def _named(passage: Passage, part: tuple[int, int]) -> str | None:
    """Give the first actor that one end names."""
    return next((m.actor for m in passage.mentions if part[0] <= m.first and m.last <= part[1]), None)


def _words(text: str, line: Sequence[Token], part: tuple[int, int]) -> str:
    return text[line[part[0]].start : line[part[1] - 1].end]


@cache
def _verbs() -> dict[str, tuple[_Word, ...]]:
    found: dict[str, list[_Word]] = {}
    for sign in _SIGNS:
        for entry in table("causes")[sign].split():
            lemma, *particles = entry.split("_")
            for spelt in inflections(lemma):
                found.setdefault(spelt, []).append(_Word(sign, lemma, tuple(particles)))
    return {
        spelt: tuple(sorted(listed, key=lambda word: -len(word.particles))) for spelt, listed in found.items()
    }


@cache
def _nouns() -> dict[str, Sign]:
    nouns = table("causes")["nouns"]
    return {noun: sign for sign in _SIGNS for noun in nouns[sign].split()}


@cache
def _joints() -> dict[str, list[tuple[str, ...]]]:
    """Give what joins a cause to its effect by the first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in sorted(words("causes", "because"), key=lambda entry: (-entry.count("_"), entry)):
        joint = tuple(entry.split("_"))
        found.setdefault(joint[0], []).append(joint)
    return found


@cache
def _triggers() -> frozenset[str]:
    return frozenset(_verbs()) | frozenset(_nouns()) | frozenset(_joints()) | _CONDITIONS


_CONDITIONS = words("causes", "conditions")
_PERSONS = frozenset(["he", "she", "i", "we", "you"])
