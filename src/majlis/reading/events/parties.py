"""Who takes part in an act: the words of its actor and target resolved to actors of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from majlis.reading.actors.discourse import Discourse
from majlis.reading.actors.mentions import Mention
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.phrases import Phrase
from majlis.reading.actors.speakers import resolve
from majlis.reading.events.act_phrases import LEADS
from majlis.reading.events.told import Told
from majlis.reading.proposal import Proposal
from majlis.reading.text.lexicon import words

_COMMENTING = frozenset({"analyst", "expert", "journalist", "media", "think tank", "academic", "pollster"})
_FIRST_PERSON = frozenset(["i", "we", "our", "my"])


@dataclass(frozen=True)
class Parties:
    """A sentence with what its words can point to.

    Attributes
    ----------
    passage
        The sentence with its mentions.
    discourse
        What the text has said so far.
    before
        Actors named in the sentences just before, the nearest sentence first.
    statements
        Statements that reach into the sentence.
    found
        Actors already resolved.

    """

    passage: Passage
    discourse: Discourse
    before: Sequence[Mention] = ()
    statements: Sequence[Proposal] = ()
    found: dict[Told, str | None] = field(default_factory=dict)

    def actor(self, told: Told) -> str | None:
        """Give who acts."""
        if told not in self.found:
            self.found[told] = self._actor(told)
        return self.found[told]

    def _actor(self, told: Told) -> str | None:
        if told.rule == "declared":
            return self._speaker(self.passage.tokens[told.first].start)
        part = told.actor
        if part is None or part[1] <= part[0]:
            return None
        first = self.passage.tokens[part[0]]
        if first.lower in _FIRST_PERSON:
            return self._speaker(first.start)
        if first.kind == "pron" and part[1] - part[0] == 1:
            return self._antecedent(part[0])
        named = self._named(part)
        if named is not None:
            return named
        described = self._before_comma(part[0])
        if described is not None:
            return described
        source = resolve(self.passage, Phrase(part[0], part[1], True), self.discourse)
        return source.actor if source is not None else None

    def target(self, told: Told) -> str | None:
        """Give on whom, where it is somebody else."""
        part = told.target
        found = self._named(part) if part is not None else None
        return found if found != self.actor(told) else None

    def _named(self, part: tuple[int, int]) -> str | None:
        """Give the mention that is the head of a phrase, else the first in it."""
        low, high = part
        inside = [m for m in self.passage.mentions if low <= m.first and m.last <= high]
        if not inside:
            return None
        line = self.passage.tokens
        head = next((i for i in range(low + 1, high) if line[i].kind == "prep"), high) - 1
        return next((m.actor for m in inside if m.first <= head < m.last), inside[0].actor)

    def _antecedent(self, at: int) -> str | None:
        """Give who 'he' or 'they' is: the first fitting actor before it here, else who the text was about."""
        person = self.passage.tokens[at].lower in ("he", "she")
        here = [m for m in self.passage.mentions if m.last <= at]
        for mention in (*here, *self.before):
            if self._person(mention) == person:
                return mention.actor
        source = self.discourse.person if person else self.discourse.group
        return source.actor if source is not None else None

    def _before_comma(self, low: int) -> str | None:
        """Give whom a description after a comma is about: 'NAME, a lawmaker who ...'."""
        if low < 2 or self.passage.tokens[low - 1].kind != "comma":
            return None
        return next((m.actor for m in self.passage.mentions if m.last == low - 1), None)

    def _speaker(self, at: int) -> str | None:
        """Give who says 'we': the speaker of the statement at an offset, else who was quoted last."""
        for statement in self.statements:
            if statement.start <= at < statement.end and statement.speaker not in (None, "author"):
                return statement.speaker
        nearest = next((m for m in self.passage.mentions if self.discourse.aliases.is_person(m.actor)), None)
        if nearest is not None:
            return nearest.actor
        source = self.discourse.speaker or self.discourse.person
        return source.actor if source is not None else None

    def reporter(self, told: Told) -> str | None:
        """Give who tells of the act, where it stands in somebody else's statement."""
        line = self.passage.tokens
        start, end = line[told.first].start, line[told.last - 1].end
        for statement in self.statements:
            inside = statement.start <= start and end <= statement.end
            if inside and statement.speaker not in (self.actor(told), "author"):
                return statement.speaker or "unnamed"
        return None

    def comments(self, told: Told) -> bool:
        """Whether who acts comments on the dispute rather than being a party to it."""
        actor = self.actor(told)
        if actor is not None:
            return self.commentator(actor)
        low, high = told.actor or (0, 0)
        return any(token.lower in _COMMENTATORS for token in self.passage.tokens[low:high])

    def commentator(self, actor: str) -> bool:
        """Whether the case puts an actor among those who comment, by its type or side."""
        known = self.discourse.aliases.actors.get(actor)
        return known is not None and not _COMMENTING.isdisjoint(
            ((known.side or "").lower(), (known.type or "").lower())
        )

    def known(self, told: Told) -> bool:
        """Whether an act has a party at all: an actor of the case, a name; for a noun, a year or an owner."""
        if told.rule.startswith("weak"):
            return self.actor(told) is not None
        if self.actor(told) is not None or self.target(told) is not None:
            return True
        line = self.passage.tokens
        if told.rule == "noun":
            return any(
                t.kind in ("genitive", "number") or t.lower in LEADS for t in line[told.first : told.head]
            )
        parts = [part for part in (told.actor, told.target) if part]
        named = any(t.kind == "name" for low, high in parts for t in line[low:high])
        return named or (not self.statements and self._people(told))

    def _people(self, told: Told) -> bool:
        """Whether those who act are people whom the case need not know: 'protesters', 'the mayor'."""
        low, high = told.actor or (0, 0)
        return any(token.lower in _PEOPLE for token in self.passage.tokens[low:high])

    def start(self, told: Told) -> int:
        """Give where the act begins without the titles before the name of the person who acts."""
        if told.actor is None or told.actor[0] != told.first:
            return told.first
        for mention in self.passage.mentions:
            if told.first <= mention.first and mention.last == told.actor[1] and self._person(mention):
                return mention.first
        return told.first

    def _person(self, mention: Mention) -> bool:
        return self.discourse.aliases.is_person(mention.actor)


_PEOPLE = words("people", "nouns")
_COMMENTATORS = words("acts", "commentators")
