"""How the parties of a document stand to one another: praise and blame, answers, deeds, what parts them."""

from __future__ import annotations

from collections.abc import Sequence

from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.mentions import Mention
from majlis.reading.actors.passage import Passage
from majlis.reading.statements.camps import Tie, name_of
from majlis.reading.statements.cues import Cue
from majlis.reading.statements.poles import joined, stem, stems
from majlis.reading.statements.rows import Row
from majlis.reading.text.lexicon import words

_NEAR = 6
_DEED = 0.6
_ANSWER = 0.5
_WORTH = 0.5
_BETWEEN = 8
_BESIDE = 0.3
_NEXT = -0.2


def side_taken(row: Row) -> int:
    """Give the side that a cue itself takes: 1 for, -1 against, 0 neither."""
    if row.cue is None or row.cue.frame in ("after", "according"):
        return 0
    lemma = stem(row.cue.lemma)
    if lemma in stems("oppose"):
        return 0 if row.cue.lemma == "rule" and row.cue.frame in ("that", "clause") else -1
    return 1 if lemma in stems("support") and row.cue.frame in ("object", "noun") else 0


def relations(read: Sequence[Passage], found: Sequence[tuple[Passage, Row]], aliases: Aliases) -> list[Tie]:
    """Collect the ties that a document tells of."""
    collected = [tie for passage in read for tie in _deeds(passage)]
    previous: tuple[str, Passage] | None = None
    for passage, row in found:
        speaker = name_of(row.source)
        if not speaker or row.source.kind == "author":
            continue
        collected += _towards(passage, row, speaker, aliases)
        if previous is not None and previous[0] != speaker:
            collected.append(Tie(speaker, previous[0], _after(read, passage, row, previous[1])))
        previous = speaker, passage
    return collected


def _after(read: Sequence[Passage], passage: Passage, row: Row, before: Passage) -> float:
    """Weigh how a speaker stands to the one before.

    By an answer, by the words between them, or else by the paragraph: one tends to hold one side, the next
    to give the other.
    """
    told = _answer(passage, row) or _turned(read, before.number, passage.number)
    near = passage.sentence.paragraph == before.sentence.paragraph
    return told or (_BESIDE if near else _NEXT)


def _towards(passage: Passage, row: Row, speaker: str, aliases: Aliases) -> list[Tie]:
    """Tie a speaker to those it blames or backs, or speaks well or ill of."""
    collected = []
    for mention in passage.mentions:
        inside = row.first <= mention.first < row.last
        if row.cue is None or mention.actor == speaker or not inside or mention.actor not in aliases.actors:
            continue
        value = _towards_one(passage, row, row.cue, mention)
        if value:
            collected.append(Tie(speaker, mention.actor, value))
    return collected


def _towards_one(passage: Passage, row: Row, cue: Cue, mention: Mention) -> float:
    side = side_taken(row)
    if cue.lemma in _ASKING and _other_course(passage, row):
        return -1.0
    if side:
        near = cue.lemma in _AT_SOMEBODY and 0 < mention.first - cue.at <= _NEAR
        return float(side) if near else 0.0
    content = mention.first > cue.at or cue.frame in ("after", "according")
    return _WORTH * _valued(passage, mention, row) if content else 0.0


def _other_course(passage: Passage, row: Row) -> bool:
    """Whether somebody is asked to think again: the asker is against what they do."""
    spelt = joined([token.lower for token in passage.tokens[row.first : row.last]])
    return any(stem(word) in stems("reconsidering") for word in spelt)


def _valued(passage: Passage, mention: Mention, row: Row) -> int:
    near = passage.tokens[max(row.first, mention.first - 4) : min(row.last, mention.last + _NEAR)]
    total = sum((token.lower in _GOOD) - (token.lower in _BAD) for token in near)
    return (total > 0) - (total < 0)


def _answer(passage: Passage, row: Row) -> float:
    """Weigh a statement that answers the one before: a side taken on it, or a word that says so."""
    side = side_taken(row)
    if row.cue is None:
        return 0.0
    lemma = stem(row.cue.lemma)
    if lemma in stems("answering"):
        return -_ANSWER
    if lemma in stems("echoing"):
        return _ANSWER
    near = passage.tokens[row.cue.at + 1 : min(row.cue.at + 5, row.last)]
    meant = row.cue.frame != "that" and any(token.lower in ("this", "that", "it") for token in near[:1])
    if side and (meant or any(stem(token.lower) in stems("answered") for token in near)):
        return float(side)
    return 0.0


def _turned(read: Sequence[Passage], last: int, number: int) -> float:
    """Weigh the words between two speakers, up to the first words of the second one's sentence."""
    for at in range(max(last + 1, number - 2), number + 1):
        opening = read[at].tokens if at < number else read[at].tokens[:4]
        here = {token.lower for token in opening}
        if here & _PARTING:
            return -_ANSWER
        if here & _JOINING:
            return _ANSWER
    return 0.0


def _deeds(passage: Passage) -> list[Tie]:
    """Tie two parties by the word between them for what one does to the other, or is to it."""
    collected = []
    for one, other in zip(passage.mentions, passage.mentions[1:], strict=False):
        if one.actor == other.actor or not 0 < other.first - one.last <= _BETWEEN:
            continue
        between = {stem(token.lower) for token in passage.tokens[one.last : other.first]}
        if other.first - one.last <= _COMMA:
            between |= _described(passage, other.last)
        value = bool(between & stems("friend")) - bool(between & stems("foe"))
        if value:
            collected.append(Tie(one.actor, other.actor, _DEED * value))
    return collected


def _described(passage: Passage, at: int) -> set[str]:
    """Give the words after a name that say what another is to it: X, Y's main ally."""
    found = passage.tokens
    if at >= len(found) or found[at].kind != "genitive":
        return set()
    return {stem(token.lower) for token in found[at + 1 : at + 4]}


_COMMA = 2
_ASKING = words("cues", "asking") | words("stance", "pleading")
_AT_SOMEBODY = words("stance", "at_somebody")
_GOOD = words("worth", "positive")
_BAD = words("worth", "negative")
_PARTING = words("stance", "parting")
_JOINING = words("stance", "joining_words")
