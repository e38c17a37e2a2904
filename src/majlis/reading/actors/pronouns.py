"""Whom a pronoun stands for."""

from __future__ import annotations

from majlis.reading.actors.discourse import Discourse
from majlis.reading.actors.gender import titled_gender
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.phrases import Phrase
from majlis.reading.actors.sources import AUTHOR, Source


def near_person(passage: Passage, at: int, discourse: Discourse) -> Source | None:
    """Take 'he' for the one person named before it in its own sentence whom it fits."""
    gender = titled_gender(passage.tokens[at].lower)
    if gender is None:
        return None
    before = [m for m in passage.mentions if m.last <= at and discourse.is_person(m.actor)]
    named = {m.actor: discourse.of_mention(m) for m in before if passage.quoted[m.first] < 0}
    for mention in before:
        discourse.introduce(passage, mention, discourse.of_mention(mention))
    fitting = [one for one in named.values() if discourse.people.fits(one, gender)]
    return noted(discourse.people.learned(fitting[0], gender)) if len(fitting) == 1 else None


def near_body(passage: Passage, at: int, discourse: Discourse) -> Source | None:
    """Take 'it' for the body that its own sentence has named before it, first for one that is a subject."""
    if passage.tokens[at].lower != "it" or passage.tokens[0].lower in ("its", "their"):
        return None
    before = [
        mention
        for mention in passage.mentions
        if mention.last <= at and passage.quoted[mention.first] < 0 and not discourse.is_person(mention.actor)
    ]
    owning = [mention for mention in before if not passage.owns(mention)]
    free = [mention for mention in owning if not passage.governed(mention)]
    return noted(discourse.of_mention((free or owning)[0])) if owning else None


def pronoun(word: str, discourse: Discourse) -> Source | None:
    """Say whom a pronoun stands for by what was said before its sentence."""
    gender = titled_gender(word)
    if gender is not None:
        return noted(discourse.people.called(gender)) or Source(None, word, "person")
    if word in ("they", "it", "them"):
        return noted(discourse.group) or Source(None, word, "group")
    if word == "i":
        return AUTHOR
    if word == "we":
        return discourse.speaker
    if word in ("everyone", "everybody", "someone", "somebody", "nobody"):
        return Source(None, word, "unnamed")
    return None


def noted(source: Source | None) -> Source | None:
    """Note that a pronoun stands for a source."""
    return source._replace(note="by a pronoun") if source else None


def possessor(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Say who 'its' and 'their' stand for: a body named before in the sentence, or the last one before it."""
    if passage.tokens[phrase.first].lower not in ("its", "their"):
        return None
    for mention in passage.mentions:
        free = not passage.governed(mention) or discourse.group is None
        if mention.last <= phrase.first and free and not discourse.is_person(mention.actor):
            return discourse.of_mention(mention)
    return discourse.group
