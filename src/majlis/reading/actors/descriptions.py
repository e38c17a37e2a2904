"""Whom a description stands for: the minister, a spokesman of X, its chairman, the group."""

from __future__ import annotations

from majlis.reading.actors.discourse import Discourse
from majlis.reading.actors.gender import titled_gender
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.people import single
from majlis.reading.actors.persons import person
from majlis.reading.actors.phrases import Phrase
from majlis.reading.actors.pronouns import possessor
from majlis.reading.actors.sources import Source, SourceKind
from majlis.reading.text.lexicon import table, words
from majlis.reading.text.tokens import Token


def described(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Read a description by its head noun: the minister, a spokesman of X, many workers, analysts."""
    found = passage.tokens
    at = next(
        (
            n
            for n in range(phrase.first, phrase.last)
            if found[n].lower in _PEOPLE and _is_head(found, n, phrase)
        ),
        None,
    )
    if at is None:
        return _generic(found, phrase.last - 1, phrase, discourse)
    taken = next(
        (one for rule in _RULES if (one := rule(passage, phrase, at, discourse)) is not None),
        None,
    )
    if taken is not None:
        return taken
    kind: SourceKind = "unnamed" if found[at].lower in _UNNAMED else "group"
    return Source(None, phrase.words(passage, discourse.text), kind)


def _theirs(passage: Passage, phrase: Phrase, at: int, discourse: Discourse) -> Source | None:
    """Take 'its chairman' for the body."""
    owner = possessor(passage, phrase, discourse) if at + 1 == phrase.last else None
    return owner._replace(kind="person", note="by the body that 'its' stands for") if owner else None


def _titled(passage: Passage, phrase: Phrase, at: int, discourse: Discourse) -> Source | None:
    """Take 'the minister' for the last bearer of the title, or for the person spoken of just before."""
    found = passage.tokens
    noun = found[at].lower
    if found[phrase.first].lower != "the":
        return None
    if noun in discourse.titles and phrase.last - phrase.first <= _SHORT:
        return discourse.titles[noun]._replace(note="by a title")
    if single(phrase.words(passage, discourse.text)):
        return _again(found, phrase, noun, discourse)
    return None


def _of_body(passage: Passage, phrase: Phrase, at: int, discourse: Discourse) -> Source | None:
    """Take 'a spokesman of X' for X; `at` plays no part."""
    body = next((m for m in passage.mentions if phrase.first <= m.first and m.last <= phrase.last), None)
    if body is None:
        return None
    words_ = phrase.words(passage, discourse.text)
    return Source(discourse.of_mention(body).actor, words_, "group", "by the body that the words name")


def _of_kind(passage: Passage, phrase: Phrase, at: int, discourse: Discourse) -> Source | None:
    return _generic(passage.tokens, at, phrase, discourse)


def _titled_at_length(passage: Passage, phrase: Phrase, at: int, discourse: Discourse) -> Source | None:
    """Take 'the very old minister of war' for the last bearer of the title, where nothing else fits."""
    noun = passage.tokens[at].lower
    known = passage.tokens[phrase.first].lower == "the" and noun in _RANKS - _UNNAMED
    return discourse.titles[noun]._replace(note="by a title") if known and noun in discourse.titles else None


def beside(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Take a description of one person for the name beside it: 'its chair, NAME,', 'NAME, the chair,'."""
    found = passage.tokens
    if not single(phrase.words(passage, discourse.text)):
        return None
    for mention in passage.mentions:
        after = phrase.last < mention.first <= phrase.last + _TITLED and found[phrase.last].lower in _LINKING
        before = mention.last + 1 == phrase.first and found[mention.last].kind == "comma"
        if (after or before) and person(discourse.aliases.actors[mention.actor]):
            return discourse.of_mention(mention)._replace(kind="person")
    return None


def _again(found: tuple[Token, ...], phrase: Phrase, noun: str, discourse: Discourse) -> Source | None:
    """Take 'the conservator' for the person of the sentence before, of whom no other title is known."""
    last = discourse.person
    if last is None or discourse.since > 1 or not discourse.people.fits(last, titled_gender(noun)):
        return None
    further = noun != "leader" and any(token.kind == "prep" for token in found[phrase.first : phrase.last])
    proxy = last.actor is not None and not discourse.is_person(last.actor)
    entitled = any(bearer.actor == last.actor for bearer in discourse.titles.values())
    return None if further or proxy or entitled else last._replace(note=f"taken for 'the {noun}'")


def _maker(passage: Passage, phrase: Phrase, at: int, discourse: Discourse) -> Source | None:
    """Say whose paper it is: 'the memo, drafted by X,', or that of the party who was said to write it."""
    found = passage.tokens
    if found[at].lower not in _PAPERS:
        return None
    alone = phrase.last - phrase.first == _ENDS and found[phrase.first].lower == "the"
    maker = discourse.speaker if alone and found[at].lower in discourse.heard else None
    for mention in passage.mentions:
        between = found[phrase.last : mention.first] if mention.first <= phrase.last + _NEAR else ()
        if between and between[0].kind == "comma" and any(token.lower == "by" for token in between):
            maker = discourse.of_mention(mention)
    words_ = phrase.words(passage, discourse.text)
    return Source(maker.actor, words_, "group", "by whose paper it is") if maker else None


def _member(passage: Passage, phrase: Phrase, at: int, discourse: Discourse) -> Source | None:
    """Take 'a spokesman' and 'officials', nothing else said, for the body of the sentence before."""
    noun = passage.tokens[at].lower
    alone = phrase.last - phrase.first == (2 if noun in _SPOKESMEN else 1)
    if not alone or noun not in _SPOKESMEN | _STAFF or passage.tokens[phrase.first].lower == "the":
        return None
    last = _last_body(discourse) if min(discourse.since, discourse.group_since) <= 1 else None
    words_ = phrase.words(passage, discourse.text)
    return Source(last.actor, words_, "group", "by the body named last") if last else None


def _seat_of(passage: Passage, phrase: Phrase, at: int, discourse: Discourse) -> Source | None:
    """Take 'his party' for the body named beside the person, 'the party' for the last such body."""
    noun = passage.tokens[at].lower
    if phrase.last - phrase.first != _ENDS or noun not in _GROUPS | _OWN:
        return None
    first = passage.tokens[phrase.first].lower
    if first in ("his", "her"):
        seat = _seat(discourse) or (discourse.person if noun in _OWN else None)
        return seat._replace(note="by the body that the person speaks for") if seat else None
    last = _last_body(discourse)
    if first != "the" or last is None or last.actor is None:
        return None
    called = {part.lower() for part in discourse.aliases.actors[last.actor].canonical.split()}
    owners = discourse.aliases.bodies.get(noun, ())
    fits = noun in called or called.isdisjoint(_HEADS)
    return last._replace(note=f"taken for 'the {noun}'") if fits and len(owners) != 1 else None


def _seat(discourse: Discourse) -> Source | None:
    """Give the body named beside the person who was the last subject."""
    last = discourse.person
    return discourse.bodies.get(last.actor or "") if last is not None else None


def _last_body(discourse: Discourse) -> Source | None:
    """Give the body of the person who was the last subject, or else the last subject that is a body."""
    seat = _seat(discourse)
    return seat if seat is not None and discourse.since < discourse.group_since else discourse.group


def _members(passage: Passage, phrase: Phrase, at: int, discourse: Discourse) -> Source | None:
    """Take 'the judges' for the one court that the text has named."""
    found = passage.tokens
    noun = found[at].lower
    if phrase.last - phrase.first > _ENDS or found[phrase.first].lower not in ("the", noun):
        return None
    bodies = (discourse.aliases.bodies.get(body, ()) for body in _MEMBERS.get(noun, "").split())
    owners = {owner for some in bodies for owner in some if owner in discourse.named}
    words_ = phrase.words(passage, discourse.text)
    return Source(owners.pop(), words_, "group", "by the body they sit in") if len(owners) == 1 else None


def _generic(found: tuple[Token, ...], at: int, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Take 'the fund', 'a spokesman for the fund' for the one body of that kind."""
    for n in range(phrase.last - 1, at - 1, -1):
        if n == 0 or found[n - 1].lower != "the":
            continue
        owners = discourse.aliases.bodies.get(found[n].lower, ())
        known = [owner for owner in owners if owner in discourse.named] if len(owners) > 1 else list(owners)
        if len(known) == 1:
            return Source(known[0], found[n].text, "group", f"taken for 'the {found[n].lower}'")
    return None


def _is_head(found: tuple[Token, ...], at: int, phrase: Phrase) -> bool:
    """Whether a noun is no mere modifier of the next: 'party members' is about members."""
    after = found[at + 1] if at + 1 < phrase.last else None
    return after is None or after.kind != "word" or after.lower not in _PEOPLE


_ENDS, _SHORT = 2, 3
_NEAR = 5
_OWN = frozenset({"office", "team", "campaign", "aides", "advisers", "lawyers"})
_SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_STAFF = frozenset({"officials", "officers"})
_TITLED = 3
_LINKING = frozenset({",", "called", "named"})
_MEMBERS: dict[str, str] = table("people")["members"]
_PAPERS = words("people", "writings")
_GROUPS = words("people", "groups")
_HEADS = words("titles", "organs")
_RANKS = words("titles", "ranks") | frozenset({"head", "spokesman", "spokeswoman"})
_PEOPLE = words("people", "nouns") | words("people", "one")
_UNNAMED = words("people", "unnamed")
_RULES = (_theirs, _maker, _member, _seat_of, _titled, _of_body, _of_kind, _members, _titled_at_length)
