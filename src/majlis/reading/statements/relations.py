"""How the parties of a document stand to one another: answers, praise and blame, deeds, offices, turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from majlis.reading.actors.actors import Known
from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.mentions import Mention
from majlis.reading.actors.passage import Passage
from majlis.reading.statements.cues import Cue
from majlis.reading.statements.parties import Party, name_of
from majlis.reading.statements.poles import stem, stems
from majlis.reading.statements.rows import Row
from majlis.reading.statements.voices import side_taken
from majlis.reading.statements.worth import worth_of
from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token

_NEAR = 6
_BETWEEN = 8
_OPENING = 14
_TITLE = 6
_FAR = 2


class Tie(NamedTuple):
    """Two parties by name, and what ties them: the name of a kind that `leaning.yaml` weighs."""

    one: str
    other: str
    kind: str


Pair = tuple[int, int]


def relations(
    read: Sequence[Passage],
    found: Sequence[tuple[Passage, Row]],
    present: Sequence[Party],
    aliases: Aliases,
) -> dict[Pair, dict[str, float]]:
    """Give what ties each pair of parties, by their places in ``present``: kind and how often."""
    at = {party.name: n for n, party in enumerate(present) if party.name}
    tied: dict[Pair, dict[str, float]] = {}
    told = [*_deeds(read), *_offices(read), *_answers(read, found), *_towards(found, aliases)]
    known = [aliases.actors[party.name] for party in present if party.name in aliases.actors]
    for tie in [*told, *of_case(known)]:
        if tie.one in at and tie.other in at and tie.one != tie.other:
            pair = min(at[tie.one], at[tie.other]), max(at[tie.one], at[tie.other])
            tied.setdefault(pair, {})[tie.kind] = 1.0
    for pair, kinds in _turns(found, present).items():
        tied.setdefault(pair, {}).update(kinds)
    return tied


def watches(actor: Known) -> bool:
    """Whether an actor only watches, reports or mediates, by its type or its side."""
    given = f"{actor.type or ''} {actor.side or ''}".lower().split()
    return any(stem(word) in stems("watching") for word in given)


def of_case(known: Sequence[Known]) -> Iterator[Tie]:
    """Tie actors by what the case says of them: one is a part of the other, or they share a side."""
    for n, one in enumerate(known):
        for other in known[n + 1 :]:
            if one.parent == other.id or other.parent == one.id:
                yield Tie(one.id, other.id, "case: part of")
            if one.parent and one.parent == other.parent:
                yield Tie(one.id, other.id, "case: parts of one")
            if one.side and one.side == other.side and not watches(one) and not watches(other):
                yield Tie(one.id, other.id, "case: same side")


def _towards(found: Sequence[tuple[Passage, Row]], aliases: Aliases) -> Iterator[Tie]:
    """Tie a speaker to those it blames or backs, or speaks well or ill of."""
    for passage, row in found:
        speaker = name_of(row.source)
        if not speaker or row.source.kind == "author" or row.cue is None:
            continue
        for mention in passage.mentions:
            inside = row.first <= mention.first < row.last
            if inside and mention.actor != speaker and mention.actor in aliases.actors:
                kind = _attitude(passage, row, row.cue, mention)
                if kind:
                    yield Tie(speaker, mention.actor, kind)


def _attitude(passage: Passage, row: Row, cue: Cue, mention: Mention) -> str:
    side = side_taken(row, passage.tokens)
    if cue.lemma in _ASKING and _other_course(passage, row):
        return "against"
    if side:
        near = cue.lemma in _AT_SOMEBODY and 0 < mention.first - cue.at <= _NEAR
        return ("with" if side > 0 else "against") if near else ""
    if mention.first <= cue.at and cue.frame not in ("after", "according"):
        return ""
    near_by = range(max(row.first, mention.first - 4), min(row.last, mention.last + _NEAR))
    return {1: "praises", -1: "blames", 0: ""}[worth_of(passage.tokens, near_by, row.first)]


def _other_course(passage: Passage, row: Row) -> bool:
    """Whether somebody is asked to think again: the asker is against what they do."""
    return any(stem(token.lower) in stems("reconsidering") for token in passage.tokens[row.first : row.last])


def _answers(read: Sequence[Passage], found: Sequence[tuple[Passage, Row]]) -> Iterator[Tie]:
    """Tie a speaker to the one before by words that answer, or that part or join the two."""
    spoken = [one for one in found if one[1].source.kind != "author" and name_of(one[1].source)]
    for (before, earlier), (passage, row) in pairwise(spoken):
        kind = _answer(passage, row) or _turned(read, before.number, passage.number)
        if kind:
            yield Tie(name_of(row.source), name_of(earlier.source), kind)


def _answer(passage: Passage, row: Row) -> str:
    if row.cue is None:
        return ""
    lemma = stem(row.cue.lemma)
    if lemma in stems("answering"):
        return "answers"
    if lemma in stems("echoing"):
        return "agrees"
    near = passage.tokens[row.cue.at + 1 : min(row.cue.at + 5, row.last)]
    meant = row.cue.frame != "that" and any(token.lower in ("this", "that", "it") for token in near[:1])
    if meant or any(stem(token.lower) in stems("answered") for token in near):
        side = side_taken(row, passage.tokens) or worth_of(
            passage.tokens, range(row.first, row.last), row.first
        )
        return "agrees" if side > 0 else "answers" if side < 0 else ""
    return ""


def _turned(read: Sequence[Passage], last: int, number: int) -> str:
    """Read the words between two speakers, up to the first words of the second one's sentence."""
    for at in range(max(last + 1, number - 2), number + 1):
        opening = read[at].tokens if at < number else read[at].tokens[:4]
        here = {token.lower for token in opening}
        if here & _PARTING:
            return "parted"
        if here & _JOINING:
            return "joined"
    return ""


def _deeds(read: Sequence[Passage]) -> Iterator[Tie]:
    """Tie two parties by the word between them for what one does to the other, or is to it."""
    for passage in read:
        for one, other in pairwise(passage.mentions):
            if one.actor == other.actor or not 0 < other.first - one.last <= _BETWEEN:
                continue
            between = {stem(token.lower) for token in passage.tokens[one.last : other.first]}
            value = bool(between & stems("friend")) - bool(between & stems("foe"))
            if value:
                yield Tie(one.actor, other.actor, "friend" if value > 0 else "foe")


def _offices(read: Sequence[Passage]) -> Iterator[Tie]:
    """Tie a person to the body it speaks for: the union's head X; X, who leads the union; 'Its leader, X'."""
    last = ""
    for passage in read:
        for one, other in pairwise(passage.mentions):
            if one.actor != other.actor and _office(passage.tokens[one.last : other.first]):
                yield Tie(one.actor, other.actor, "speaks for")
        first = next((one for one in passage.mentions if 1 < one.first <= _TITLE), None)
        if first is not None and last and last != first.actor and _its(passage.tokens):
            yield Tie(first.actor, last, "speaks for")
        last = passage.mentions[-1].actor if passage.mentions else last


def _office(between: Sequence[Token]) -> bool:
    if len(between) > _BETWEEN - 1 or any(_parts(token) for token in between):
        return False
    spelt = [token.lower for token in between]
    held = any(stem(word) in stems("offices") or word in _LEADING for word in spelt)
    linked = "of" in spelt or "," in spelt or spelt[:1] == ["'s"] or bool(_LEADING.intersection(spelt))
    return (held and (linked or len(spelt) <= _FAR + 1)) or spelt[:1] in (["of"], ["from"], ["for"])


def _parts(token: Token) -> bool:
    acts = token.kind == "verb" and token.lower not in _LEADING
    return acts or token.kind in ("stop", "quote", "modal", "aux")


def _its(found: Sequence[Token]) -> bool:
    return found[0].lower in ("its", "their") and any(
        stem(token.lower) in stems("offices") for token in found[1:3]
    )


def _turns(found: Sequence[tuple[Passage, Row]], present: Sequence[Party]) -> dict[Pair, dict[str, float]]:
    """Tie speakers who follow one another by how far apart their paragraphs are."""
    of_row = {n: place for place, party in enumerate(present) for n in party.rows}
    order = sorted(of_row)
    tied: dict[Pair, dict[str, float]] = {}
    for apart in (1, 2):
        for one, other in zip(order, order[apart:], strict=False):
            first, second = of_row[one], of_row[other]
            if first == second or (apart == 2 and not present[first].name):
                continue
            kinds = tied.setdefault((min(first, second), max(first, second)), {})
            gap = found[other][0].sentence.paragraph - found[one][0].sentence.paragraph
            kinds[f"{'next' if apart == 1 else 'next but one'}, {_GAPS[min(gap, _FAR)]}"] = 1.0
            if apart == 1:
                for kind in _connected(*found[other]):
                    kinds[f"{kind}, {_GAPS[min(gap, 1)]}"] = 1.0
    return tied


def _connected(passage: Passage, row: Row) -> set[str]:
    opening = passage.tokens[: min(max(4, row.first), _OPENING)]
    here = {token.lower for token in opening}
    return {"but" for _ in here & _BUT} | {"and" for _ in here & _AND}


_GAPS = ("same paragraph", "next paragraph", "later")
_ASKING = words("cues", "asking") | words("stance", "pleading")
_AT_SOMEBODY = words("stance", "at_somebody")
_PARTING = words("stance", "parting")
_JOINING = words("stance", "joining_words")
_BUT = words("stance", "but")
_AND = words("stance", "and")
_LEADING = words("stance", "leading")
