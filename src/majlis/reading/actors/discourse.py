"""What a text has said so far that a pronoun, a title or a description can point to."""

from __future__ import annotations

from dataclasses import dataclass, field

from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.gender import gender_of
from majlis.reading.actors.mentions import Mention
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.people import People, single, titles_after, titles_before, told_gender
from majlis.reading.actors.persons import shows_person
from majlis.reading.actors.sources import Source

_LONG_AGO = 99


@dataclass
class Discourse:
    """What the text has said so far that a pronoun or a title can point to.

    Attributes
    ----------
    aliases
        The actors of the case.
    people
        The persons whom it has met.
    group
        The last group or body that was a subject.
    speaker
        Who was quoted last.
    named
        Every actor that the text has named, by its id.
    titles
        The last bearer of each title: minister, spokesman.
    names
        Persons whom the case does not know, by their last name.
    bodies
        The body last named beside each person: 'NAME of the union', 'NAME, who heads the union'.
    shown
        Actors whom the text has shown to be persons, by a title or a given name.
    heard
        The words of the sentence before.
    since, group_since
        How many sentences ago the last person and the last group were subjects; 1 in the next sentence.

    """

    aliases: Aliases
    text: str
    people: People = field(default_factory=People)
    group: Source | None = None
    speaker: Source | None = None
    titles: dict[str, Source] = field(default_factory=dict)
    named: dict[str, Source] = field(default_factory=dict)
    names: dict[str, Source] = field(default_factory=dict)
    bodies: dict[str, Source] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    heard: frozenset[str] = frozenset()
    since: int = _LONG_AGO
    group_since: int = _LONG_AGO

    @property
    def person(self) -> Source | None:
        """The last person that was a subject."""
        return self.people.subject

    def said(self, source: Source) -> None:
        """Remember who was quoted."""
        self.speaker = source
        self.met(source)

    def met(self, source: Source) -> None:
        """Remember a subject."""
        if source.kind == "person" or single(source.text):
            self.people.took(source)
            self.since = 0
        elif source.kind == "group":
            self.group = source
            self.group_since = 0

    def read(self, passage: Passage) -> None:
        """Take in a sentence that has been read: its subject, and the titles that its names bear."""
        for mention in passage.mentions:
            source = self.named[mention.actor] = self.of_mention(mention)
            if source.kind == "person":
                self.introduce(passage, mention, source)
                self._seat(passage, mention)
        first = self._subject(passage)
        if first is not None:
            self.met(self.named[first.actor])
        self.heard = passage.words
        self.since += 1
        self.group_since += 1

    def _subject(self, passage: Passage) -> Mention | None:
        """Give the party that a sentence begins with, rather no mere owner: Y in 'X's partner is Y'."""
        early = [one for one in passage.mentions if one.first < _EARLY and passage.quoted[one.first] < 0]
        return min(early, key=lambda one: (passage.owns(one), passage.governed(one)), default=None)

    def of_mention(self, mention: Mention) -> Source:
        """Give the source that a mention names."""
        words_ = mention.span.of(self.text)
        one = self.is_person(mention.actor) or self._shown(mention)
        return Source(mention.actor, words_, "person" if one else "group", mention.note)

    def is_person(self, actor: str) -> bool:
        """Whether an actor is one person, by what the case says or by what the text has."""
        return self.aliases.is_person(actor) or actor in self.shown

    def _shown(self, mention: Mention) -> bool:
        """Whether the words before a mention show that its bearer is a person."""
        known = self.aliases.actors[mention.actor]
        before = self.text[max(0, mention.span.start - _BEFORE) : mention.span.start].split()
        if shows_person(known, before):
            self.shown.add(mention.actor)
        return mention.actor in self.shown

    def introduce(self, passage: Passage, mention: Mention, source: Source) -> None:
        """Remember a person by name, with its gender and its titles."""
        found = passage.tokens
        known = gender_of(self.aliases.actors[mention.actor])
        self.people.named(source, known or told_gender(passage, mention))
        for token in titles_before(found, mention.first) + titles_after(found, mention.last):
            self.titles[token.lower] = source

    def _seat(self, passage: Passage, mention: Mention) -> None:
        """Remember the body that is named right after a person, in the same sentence."""
        for other in passage.mentions:
            beside = mention.last <= other.first <= mention.last + _BESIDE
            if beside and not self.is_person(other.actor):
                self.bodies[mention.actor] = self.of_mention(other)
                return


_EARLY = 12
_BESIDE = 10
_BEFORE = 24
