"""What parties do about an issue, outside anybody's words: who closes, signs or leaves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from majlis.reading.actors.actors import Known
from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.passage import Passage
from majlis.reading.statements.directions import Direction, directions
from majlis.reading.statements.poles import Poles, stem, stems
from majlis.reading.text.lexicon import words

_REACH = 12
_WEIGHT = 0.6


def deeds(
    read: Sequence[Passage], here: Sequence[list[str]], issue: Poles, said: Mapping[int, Sequence[range]]
) -> dict[str, float]:
    """Add up, for each actor, the pointing words that its name is the subject of."""
    tally: dict[str, float] = {}
    for passage in read:
        taken = said.get(passage.number, ())
        for mention in passage.mentions:
            if passage.quoted[mention.first] >= 0 or any(mention.first in part for part in taken):
                continue
            part = _predicate(passage, mention.first, mention.last)
            hit = _first(directions(passage, part, here[passage.number], issue)) if part else None
            if hit is not None:
                tally[mention.actor] = tally.get(mention.actor, 0.0) + _WEIGHT * hit.sign * hit.weight
    return tally


def movers(
    read: Sequence[Passage], here: Sequence[list[str]], issue: Poles, decided: int
) -> dict[str, float]:
    """Give the actors who have put forward what is being decided: they lean the way it points."""
    moved: dict[str, float] = {}
    moving = stems("moving")
    for passage in read:
        stemmed = here[passage.number]
        for n, word in enumerate(stemmed):
            if word in moving and _moved(stemmed, n, issue) and passage.quoted[n] < 0:
                actor = _mover(passage, n)
                if actor is not None:
                    moved[actor] = decided * _MOVED
    return moved


def _moved(stemmed: list[str], n: int, issue: Poles) -> bool:
    """Whether a verb of putting forward has the decision, or what it is about, for its object or subject."""
    near = stemmed[n + 1 : n + 5] + stemmed[max(0, n - 3) : n]
    return any(word in stems("decided") or word in stems("thing") or word in issue.objects for word in near)


def _mover(passage: Passage, n: int) -> str | None:
    """Give the actor who did what a verb tells: named after 'by', or else the last one named before it."""
    by = next(
        (at for at in range(n + 1, min(n + 3, len(passage.tokens))) if passage.tokens[at].lower == "by"), None
    )
    if by is not None:
        return next((one.actor for one in passage.mentions if by < one.first <= by + 3), None)
    before = [one for one in passage.mentions if one.last <= n and n - one.last <= _FAR]
    return before[-1].actor if before else None


def embodying(read: Sequence[Passage], issue: Poles, aliases: Aliases) -> dict[str, float]:
    """Give the actors of whom the poles speak: the troops that stay, the governor who goes."""
    named = [
        actor.id
        for actor in aliases.actors.values()
        if any(spelt and spelt <= issue.named for spelt in _spelt(actor))
    ]
    bearer = _bearer(read, issue.named & _ranks(), aliases)
    return dict.fromkeys((*named, *bearer), _EMBODIED * issue.more)


def _bearer(read: Sequence[Passage], titles: frozenset[str], aliases: Aliases) -> list[str]:
    """Give the person who bears a title of the poles most often in a document: governor Ann Roe."""
    borne: Counter[str] = Counter()
    for passage in read if titles else ():
        for mention in passage.mentions:
            near = passage.tokens[max(0, mention.first - 3) : mention.last + 5]
            if aliases.is_person(mention.actor) and any(stem(token.lower) in titles for token in near):
                borne[mention.actor] += 1
    return [actor for actor, _ in borne.most_common(1)]


@cache
def _ranks() -> frozenset[str]:
    return frozenset(map(stem, words("titles", "ranks")))


@lru_cache(maxsize=4096)
def _spelt(actor: Known) -> tuple[frozenset[str], ...]:
    names = (actor.canonical, *actor.aliases)
    return tuple(frozenset(map(stem, name.lower().split())) for name in names)


def _first(hits: Sequence[Direction]) -> Direction | None:
    return next((hit for hit in hits if hit.weight >= _SURE), None)


def _predicate(passage: Passage, first: int, last: int) -> range | None:
    """Give what a name is the subject of: the words from its verb to the next comma."""
    found = passage.tokens
    if first and found[first - 1].kind in ("prep", "to", "conj"):
        return None
    verb = next(
        (n for n in range(last, min(last + 4, len(found))) if found[n].kind in ("verb", "aux", "modal")), None
    )
    if verb is None or any(token.kind in ("comma", "prep", "genitive") for token in found[last:verb]):
        return None
    stop = min(verb + _REACH, len(found))
    end = next((n for n in range(verb + 1, stop) if found[n].kind in ("comma", "stop")), stop)
    return range(verb, end)


_SURE = 0.5
_FAR = 6
_MOVED = 1.2
_EMBODIED = 0.8
