"""Which actor of the case a stretch of text names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from majlis.reading.actors.aliases import SKIPPED, Aliases, Name, keys_of
from majlis.reading.actors.names import belongs, key, sound
from majlis.reading.actors.other_names import Strangers, belongs_to_another, of_another_bearer
from majlis.reading.documents.document import Document
from majlis.reading.text.lexicon import verb_forms, words
from majlis.reading.text.sentences import Sentence
from majlis.reading.text.span import Span
from majlis.reading.text.tokens import Token


class Mention(NamedTuple):
    """A name in the text.

    Attributes
    ----------
    span
        Where it stands.
    actors
        Ids that it may mean; several where one phrase names several, or where the table gives it to several.
    how
        ``alias``, ``canonical``, ``last name``, ``title``, ``nation``, ``spelling``, ``fuzzy``.
    sentence
        Index of its sentence.
    first, last
        Its tokens there: ``tokens[first:last]``.
    note
        A doubt, for a reviewer.

    """

    span: Span
    actors: tuple[str, ...]
    how: str
    sentence: int
    first: int
    last: int
    note: str | None = None

    @property
    def actor(self) -> str:
        """The first of the ids."""
        return self.actors[0]


def mentions(document: Document, sentences: Sequence[Sentence], aliases: Aliases) -> list[Mention]:
    """Find every mention of an actor of the case, in the order of the text."""
    found: list[Mention] = []
    strangers = Strangers()
    for number, sentence in enumerate(sentences):
        found += _in_sentence(sentence.tokens, number, aliases, strangers)
    found = _without_plain_words(found, sentences)
    return _with_namesakes(found, sentences, aliases) if aliases.namesakes else found


def _without_plain_words(found: list[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """Drop a word that only begins sentences with a capital, where it is a plain word elsewhere."""
    inner = {mention.actor for mention in found if mention.first or mention.last > 1}
    first = {number: sentences[mention.sentence].tokens[0] for number, mention in enumerate(found)}
    doubtful = {
        number: token.lower
        for number, token in first.items()
        if found[number].actor not in inner and token.text != token.lower
    }
    if not doubtful:
        return found
    sought = set(doubtful.values()) - _PLAIN_NAMES
    plain = {token.text for sentence in sentences for token in sentence.tokens if token.text in sought}
    return [
        mention for number, mention in enumerate(found) if doubtful.get(number) not in plain | _PLAIN_NAMES
    ]


def _with_namesakes(found: list[Mention], sentences: Sequence[Sentence], aliases: Aliases) -> list[Mention]:
    """Take a last name that several persons bear for the first of them whom the text has named in full."""
    met: dict[str, set[str]] = {}
    all_of_them: list[Mention] = []
    waiting = iter([*found, None])
    coming = next(waiting)
    for number, sentence in enumerate(sentences):
        here: list[Mention] = []
        while coming is not None and coming.sentence == number:
            here.append(coming)
            coming = next(waiting)
        last_names = _shared(sentence.tokens, number, here, met, aliases)
        for mention in here:
            met.setdefault(mention.actor, set()).update(_ranks(sentence.tokens, mention.first, mention.last))
        all_of_them += sorted([*here, *last_names], key=lambda mention: mention.first)
    return all_of_them


def _shared(
    found: tuple[Token, ...], number: int, here: list[Mention], met: dict[str, set[str]], aliases: Aliases
) -> list[Mention]:
    hits = []
    for at, token in enumerate(found):
        bearers = aliases.namesakes.get(key(token.text), ()) if token.kind == "name" else ()
        if not bearers or any(mention.first <= at < mention.last for mention in here):
            continue
        titles = _ranks(found, at, at)
        known = sorted((actor for actor in met if actor in bearers), key=lambda one: not met[one] & titles)
        if not known or not _alone(found, at):
            continue
        note = "a last name that several bear" if len(known) > 1 else None
        hits.append(_mention(found, _title_start(found, at), at + 1, (known[0],), "last name", number, note))
    return hits


def _ranks(found: tuple[Token, ...], first: int, last: int) -> set[str]:
    """Give the titles in the words just before a name, and in a description just after it."""
    near = [*found[max(0, first - 3) : first], *(found[last : last + 5] if last > first else ())]
    return {token.lower for token in near if token.lower in _RANKS}


def _alone(found: tuple[Token, ...], at: int) -> bool:
    """Whether a last name stands without another name beside it; a title may stand before it."""
    before = found[at - 1] if at else None
    after = found[at + 1] if at + 1 < len(found) else None
    named = before is not None and before.kind == "name" and before.lower not in _BEFORE_NAMES
    return not named and not (after is not None and after.kind == "name")


def _in_sentence(
    found: tuple[Token, ...], number: int, aliases: Aliases, strangers: Strangers
) -> list[Mention]:
    """Match the longest name at each word; where none begins, try what the rules derive.

    A name may begin inside another where it reaches beyond it, or stands after a preposition there.
    """
    hits: list[Mention] = []
    reached = 0
    begun = aliases.begun
    for at in [at for at, token in enumerate(found) if begun[token.text] is not None]:
        token = found[at]
        if token.kind in SKIPPED:
            continue
        hit = _listed(found, at, begun[token.text] or (), number, aliases, strangers)
        if hit is None and at >= reached and token.text[0].isupper():
            hit = _derived(found, at, number, aliases)
        if hit is not None and (hit.last > reached or _governed(found, at, hits)):
            hits.append(hit)
            reached = max(reached, hit.last)
    return hits


def _listed(
    found: tuple[Token, ...],
    at: int,
    names: tuple[Name, ...],
    number: int,
    aliases: Aliases,
    strangers: Strangers,
) -> Mention | None:
    """Match the longest name of the table that starts at a word."""
    if not names:
        return None
    token = found[at]
    near = _next_word(found, at + 1)
    second = key(found[near].text) if near < len(found) else ""
    shouted = token.text.isupper()
    for name in names:
        if len(name.keys) > 1 and name.keys[1] != second and not shouted:
            continue
        end = _matches(name, found, at)
        if end:
            return _named(name, found, at, end, number, aliases, strangers)
    return None


def _governed(found: tuple[Token, ...], at: int, hits: list[Mention]) -> bool:
    """Whether a name is the object of a preposition in a description: the head of X, but not Friends of X."""
    outer = next((hit for hit in reversed(hits) if hit.first <= at < hit.last), None)
    if outer is not None:
        first = outer.first + (found[outer.first].kind == "det")
        if found[first].text[0].isupper():
            return False
    before = [token.kind for token in found[max(0, at - 2) : at]]
    return "prep" in before[-1:] or (before[-1:] == ["det"] and "prep" in before)


def _matches(name: Name, found: tuple[Token, ...], at: int) -> int:
    """Give the index after the last token of a name that starts here, or 0."""
    start = at
    for number, sought in enumerate(name.keys):
        if number:
            at = _next_word(found, at)
        if at >= len(found):
            return 0
        token = found[at]
        if key(token.text) != sought and not (
            token.text.isupper() and token.lower == sought and len(sought) > 4
        ):
            return 0
        at += 1
    capital = any(
        token.text[0].isupper() or "-" in token.text for token in found[start:at] if token.lower != "the"
    )
    return at if capital or not name.proper else 0


def _next_word(found: tuple[Token, ...], at: int) -> int:
    """Pass the quotes and brackets inside a name, and the stop of an abbreviation."""
    while at < len(found):
        token = found[at]
        brackets = token.kind in ("quote", "mark") and token.text not in ";:—–/"
        if not (brackets or (token.text == "." and found[at - 1].lower in _HONORIFICS)):
            break
        at += 1
    return at


def _named(
    name: Name,
    found: tuple[Token, ...],
    at: int,
    end: int,
    number: int,
    aliases: Aliases,
    strangers: Strangers,
) -> Mention | None:
    """Judge a match by its context."""
    if (name.proper and _longer(found, at, end)) or _of_another(found, at, end):
        return None
    if len(name.keys) == 1 and name.proper and _other_thing(found, at, end, name, aliases):
        return None
    titled = _bearer(found, at, end, aliases) if len(name.keys) == 1 else None
    if titled is not None and titled not in name.actors:
        return _mention(found, _title_start(found, at), end, (titled,), "title", number)
    if belongs_to_another(found, at, end, name, aliases, strangers):
        return None
    return _mention(found, at, end, name.actors, name.how, number)


def _longer(found: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether the match is only a part of a longer name of a body: X Brigades is not X."""
    before = found[at - 1] if at else None
    headed = before is not None and before.kind == "name" and before.end + 1 == found[at].start
    if headed and end == at + 1 and found[at].lower in _ORGANISATIONS and not _title(before):
        return True
    if end >= len(found) or found[end].start != found[end - 1].end + 1:
        return False
    following = found[end]
    return following.text[0].isupper() and following.lower in _ORGANISATIONS and not found[at].text.isupper()


def _title(token: Token | None) -> bool:
    return token is not None and token.lower in _BEFORE_NAMES


def _other_thing(found: tuple[Token, ...], at: int, end: int, name: Name, aliases: Aliases) -> bool:
    """Whether a single word that is a name elsewhere is a paper or a plain word here."""
    before = found[at - 1].lower if at else ""
    if before == "the" and at > 1:
        before = found[at - 2].lower
    known = [aliases.actors[actor] for actor in name.actors]
    if before in _PAPERS:
        return not any((actor.type or "").lower() in _MEDIA for actor in known)
    following = found[end] if end < len(found) else None
    plain = found[at].lower.endswith("ing") or found[at].lower in verb_forms()
    return at == 0 and plain and following is not None and following.kind == "prep"


def _of_another(found: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether a bare title goes on to say of what: 'the president' is not the president of the court."""
    bare = found[at].kind == "det" and found[end - 1].lower in _RANKS
    return bare and end + 1 < len(found) and found[end].lower == "of"


def _bearer(found: tuple[Token, ...], at: int, end: int, aliases: Aliases) -> str | None:
    """Find the one person that a title before a single word of a name points to."""
    if _title_start(found, at) == at:
        return None
    owners = aliases.parts.get(key(found[end - 1].text), ())
    return owners[0] if len(owners) == 1 else None


def _title_start(found: tuple[Token, ...], at: int) -> int:
    """Give the index of an honorific that stands before a name, or the name's own."""
    start = at
    if start and found[start - 1].text == ".":
        start -= 1
    return start - 1 if start and found[start - 1].lower in _HONORIFICS else at


def _derived(found: tuple[Token, ...], at: int, number: int, aliases: Aliases) -> Mention | None:
    """Try titles, adjectives of nation and spellings for a capitalised word that no name starts with."""
    token = found[at]
    titled = _bearer(found, at, at + 1, aliases)
    if titled is not None:
        return _mention(found, _title_start(found, at), at + 1, (titled,), "title", number)
    nation = _nation(found, at, number, aliases)
    if nation is not None:
        return nation
    return _spelling(found, at, number, aliases) if token.kind == "name" else None


def _nation(found: tuple[Token, ...], at: int, number: int, aliases: Aliases) -> Mention | None:
    """Read 'Ruritanian officials' as the state, where the case has it."""
    following = found[at + 1] if at + 1 < len(found) else None
    if following is None or following.lower not in _OFFICIALS or following.text[0].isupper():
        return None
    owner = next((who for state, who in aliases.states if belongs(found[at].text, state)), None)
    return _mention(found, at, at + 2, (owner,), "nation", number) if owner else None


def _spelling(found: tuple[Token, ...], at: int, number: int, aliases: Aliases) -> Mention | None:
    """Match a person's name by its sounds: a full name, or a last name that is long enough."""
    if sound(found[at].text) not in aliases.first_sounds:
        return None
    end = at + 1
    while end < len(found) and end - at < 5 and (found[end].kind == "name" or "-" in found[end].text):
        end += 1
    heard = [sound(token.text) for token in found[at:end]]
    for size in range(len(heard), 0, -1):
        owners = aliases.sounds.get(tuple(heard[:size]), ())
        if owners and _spelt_so(keys_of(found[at : at + size]), aliases):
            return None
        if len(owners) == 1 and (size > 1 or _alike(found, at, owners[0], aliases)):
            note = f"spelt otherwise than {aliases.actors[owners[0]].canonical}"
            return _mention(found, at, at + size, owners, "spelling", number, note)
    return None


def _spelt_so(keys: tuple[str, ...], aliases: Aliases) -> bool:
    """Whether a name of the case is spelt just so: then the words beside it have spoken against it."""
    return any(name.keys == keys for name in aliases.heads.get(keys[0], ()))


def _alike(found: tuple[Token, ...], at: int, owner: str, aliases: Aliases) -> bool:
    """Whether a single word is written much like the last name whose sounds it shares."""
    from rapidfuzz.fuzz import ratio

    token = found[at]
    if of_another_bearer(found, at, owner, aliases):
        return False
    last = key(aliases.actors[owner].canonical.split()[-1])
    return len(token.text) > 4 and ratio(key(token.text), last) >= _ALIKE


def _mention(
    found: tuple[Token, ...],
    first: int,
    last: int,
    actors: tuple[str, ...],
    how: str,
    number: int,
    note: str | None = None,
) -> Mention:
    return Mention(Span(found[first].start, found[last - 1].end), actors, how, number, first, last, note)


_ALIKE = 70
_PAPERS = words("people", "papers")
_MEDIA = frozenset({"media", "newspaper", "broadcaster", "press"})
_RANKS = words("titles", "ranks")
_BEFORE_NAMES = words("titles", "honorifics") | words("titles", "ranks")
_HONORIFICS = words("titles", "honorifics")
_ORGANISATIONS = words("titles", "organisations")
_PLAIN_NAMES = words("titles", "plain_names")
_OFFICIALS = words("titles", "officials")
