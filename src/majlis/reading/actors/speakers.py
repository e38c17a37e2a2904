"""Who a subject is: names, titles, pronouns and descriptions, resolved along the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from majlis.reading.actors.aliases import Aliases
from majlis.reading.actors.mentions import Mention
from majlis.reading.actors.names import key
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.phrases import Phrase, name_run
from majlis.reading.actors.sources import AUTHOR, Source
from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token

NEWCOMER = "not among the actors of the case"
"""Note of a speaker whom the case does not know."""


@dataclass
class Discourse:
    """What the text has said so far that a pronoun or a title can point to.

    Attributes
    ----------
    aliases
        The actors of the case.
    person, group
        The last person and the last group or body that was a subject.
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

    """

    aliases: Aliases
    text: str
    person: Source | None = None
    group: Source | None = None
    speaker: Source | None = None
    titles: dict[str, Source] = field(default_factory=dict)
    named: dict[str, Source] = field(default_factory=dict)
    names: dict[str, Source] = field(default_factory=dict)
    bodies: dict[str, Source] = field(default_factory=dict)

    def said(self, source: Source) -> None:
        """Remember who was quoted."""
        self.speaker = source
        self.met(source)

    def met(self, source: Source) -> None:
        """Remember a subject."""
        if source.kind == "person":
            self.person = source
        elif source.kind == "group":
            self.group = source

    def read(self, passage: Passage) -> None:
        """Take in a sentence that has been read: its subject, and the titles that its names bear."""
        for mention in passage.mentions:
            source = self.named[mention.actor] = self.of_mention(mention)
            if source.kind == "person":
                self._entitle(passage, mention, source)
                self._seat(passage, mention)
            if (
                mention is passage.mentions[0]
                and mention.first < _EARLY
                and passage.quoted[mention.first] < 0
            ):
                self.met(source)

    def of_mention(self, mention: Mention) -> Source:
        """Give the source that a mention names."""
        person = self.aliases.is_person(mention.actor)
        return Source(
            mention.actor, mention.span.of(self.text), "person" if person else "group", mention.note
        )

    def _entitle(self, passage: Passage, mention: Mention, source: Source) -> None:
        found = passage.tokens
        for token in _titles_before(found, mention.first) + _titles_after(found, mention.last):
            self.titles[token.lower] = source

    def _seat(self, passage: Passage, mention: Mention) -> None:
        """Remember the body that is named right after a person, in the same sentence."""
        for other in passage.mentions:
            beside = mention.last <= other.first <= mention.last + _BESIDE
            if beside and not self.aliases.is_person(other.actor):
                self.bodies[mention.actor] = self.of_mention(other)
                return


def _titles_before(found: tuple[Token, ...], first: int) -> list[Token]:
    """Titles in the words before a name, across one comma: 'energy minister, NAME'."""
    near: list[Token] = []
    for token in reversed(found[max(0, first - 10) : first]):
        if token.kind in ("stop", "aux", "modal", "pron", "rel") or (token.kind == "comma" and near):
            break
        near.append(token)
    return [token for token in near if token.lower in _RANKS]


def _titles_after(found: tuple[Token, ...], last: int) -> list[Token]:
    """Titles in a description after the name: 'NAME, the water minister,'."""
    if last >= len(found) or found[last].kind != "comma":
        return []
    near: list[Token] = []
    for token in found[last + 1 : last + 9]:
        if token.kind in ("stop", "comma", "aux", "modal", "pron", "rel", "prep"):
            break
        near.append(token)
    return [token for token in near if token.lower in _RANKS]


def resolve(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Say who a noun phrase is; None where it can be no source."""
    found = passage.tokens
    head = found[phrase.first]
    if phrase.last - phrase.first == 1 and head.kind == "pron":
        return _near_person(passage, phrase.first, discourse) or _pronoun(head.lower, discourse)
    if phrase.last - phrase.first == 1 and head.kind == "poss":
        return _pronoun(_OWNERS.get(head.lower, head.lower), discourse)
    if phrase.last - phrase.first == 1 and head.lower == "others":
        return Source(None, head.text, "group")
    if phrase.last - phrase.first == 1 and head.kind == "det":
        return _noted(discourse.group) if head.lower in _QUANTITIES else None
    if found[phrase.last - 1].lower == "them":
        return Source(None, words_of(passage, phrase, discourse.text), "group")
    named = _named(passage, phrase, discourse)
    if named is not None:
        return named
    described = _described(passage, phrase, discourse)
    if described is not None:
        return described
    return _newcomer(passage, phrase, discourse)


def anybody(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Take the words of a subject for somebody without a name: a grandmother, fans in orange jerseys."""
    found = passage.tokens[phrase.first : phrase.last]
    nouns = [token for token in found if token.kind == "word" and token.lower not in _TIMES]
    known = any(phrase.first <= m.first < phrase.last for m in passage.mentions)
    opened = found[0].kind in _OPENING and found[0].lower not in _POINTING
    if not nouns or known or not opened:
        return None
    owner = _possessor(passage, phrase, discourse)
    if owner is not None and owner.actor is not None:
        return owner._replace(kind="person", note="by the body that 'its' stands for")
    return Source(None, words_of(passage, phrase, discourse.text), "group")


def words_of(passage: Passage, phrase: Phrase, text: str) -> str:
    """Give the words of a phrase."""
    return text[passage.tokens[phrase.first].start : passage.tokens[phrase.last - 1].end]


def _near_person(passage: Passage, at: int, discourse: Discourse) -> Source | None:
    """Take 'he' for the one person named before it in its own sentence."""
    if passage.tokens[at].lower not in ("he", "she"):
        return None
    before = [m for m in passage.mentions if m.last <= at and discourse.aliases.is_person(m.actor)]
    named = {m.actor for m in before if passage.quoted[m.first] < 0}
    return _noted(discourse.of_mention(before[0])) if len(named) == 1 else None


def _pronoun(word: str, discourse: Discourse) -> Source | None:
    if word in ("he", "she", "him", "her"):
        return _noted(discourse.person or discourse.speaker) or Source(None, word, "person")
    if word in ("they", "it", "them"):
        return _noted(discourse.group) or Source(None, word, "group")
    if word == "i":
        return AUTHOR
    if word == "we":
        return discourse.speaker
    if word in ("everyone", "everybody", "someone", "somebody", "nobody"):
        return Source(None, word, "unnamed")
    return None


def _noted(source: Source | None) -> Source | None:
    return source._replace(note="by a pronoun") if source else None


def _named(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Take a mention that is the head of the phrase: one that ends it, or one before any preposition."""
    inside = [m for m in passage.mentions if phrase.first <= m.first and m.last <= phrase.last]
    over = [m for m in passage.mentions if m.first < phrase.first and m.last >= phrase.last]
    if over:
        return discourse.of_mention(over[-1])
    persons = [m for m in inside if discourse.aliases.is_person(m.actor) and _free(passage, m, phrase)]
    if persons:
        return discourse.of_mention(persons[-1])
    heads = [m for m in inside if _heads(passage, m, phrase)]
    return discourse.of_mention(heads[0]) if heads else None


def _free(passage: Passage, mention: Mention, phrase: Phrase) -> bool:
    """Whether a person's name is not governed: not 'supporters of NAME', not 'NAME's supporters'."""
    found = passage.tokens
    before = found[mention.first - 1] if mention.first > phrase.first else None
    after = found[mention.last] if mention.last < phrase.last else None
    if after is not None and after.kind == "genitive":
        return False
    if before is None or before.kind != "prep":
        return True
    return mention.last == phrase.last and mention.last - mention.first > 3


def _heads(passage: Passage, mention: Mention, phrase: Phrase) -> bool:
    """Whether a mention covers the head noun: the last word before the first preposition."""
    found = passage.tokens
    end = phrase.first + 1
    while end < phrase.last and found[end].kind not in ("prep", "comma", "to"):
        end += 1
    if mention.first >= end:
        return False
    if mention.last < phrase.last and found[mention.last].kind == "genitive":
        return False
    return mention.last >= end or all(
        token.kind in ("quote", "mark", "conj", "adv") or token.lower in _COLLECTIVE
        for token in found[mention.last : end]
    )


def _described(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
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
    noun = found[at].lower
    body_of = _possessor(passage, phrase, discourse)
    if body_of is not None and at + 1 == phrase.last:
        return body_of._replace(kind="person", note="by the body that 'its' stands for")
    text = words_of(passage, phrase, discourse.text)
    seat = _seat_of(passage, phrase, noun, discourse)
    if seat is not None:
        return seat
    definite = found[phrase.first].lower == "the"
    if definite and noun in discourse.titles and phrase.last - phrase.first <= 3:
        return discourse.titles[noun]._replace(note="by a title")
    body = next((m for m in passage.mentions if phrase.first <= m.first and m.last <= phrase.last), None)
    if body is not None:
        owner = discourse.of_mention(body)
        return Source(owner.actor, text, "group", "by the body that the words name")
    generic = _generic(found, at, phrase, discourse)
    if generic is not None:
        return generic
    if noun in _UNNAMED:
        return Source(None, text, "unnamed")
    if definite and noun in _RANKS and noun in discourse.titles:
        return discourse.titles[noun]._replace(note="by a title")
    return Source(None, text, "group")


def _seat_of(passage: Passage, phrase: Phrase, noun: str, discourse: Discourse) -> Source | None:
    """Take 'his party' for the body named beside the person, 'the party' for the last such body."""
    if phrase.last - phrase.first != _ENDS or noun not in _GROUPS:
        return None
    first = passage.tokens[phrase.first].lower
    if first in ("his", "her"):
        person = discourse.person
        seat = discourse.bodies.get(person.actor or "") if person is not None else None
        return seat._replace(note="by the body that the person speaks for") if seat else None
    last = discourse.group
    if first != "the" or last is None or last.actor is None:
        return None
    called = {part.lower() for part in discourse.aliases.actors[last.actor].canonical.split()}
    owners = discourse.aliases.bodies.get(noun, ())
    fits = noun in called or called.isdisjoint(_HEADS)
    return last._replace(note=f"taken for 'the {noun}'") if fits and len(owners) != 1 else None


def _possessor(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Say who 'its' and 'their' stand for: a body named before in the sentence, or the last one before it."""
    if passage.tokens[phrase.first].lower not in ("its", "their"):
        return None
    for mention in passage.mentions:
        if mention.last <= phrase.first and not discourse.aliases.is_person(mention.actor):
            return discourse.of_mention(mention)
    return discourse.group


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


def _newcomer(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Take a capitalised name that the case does not know."""
    found = passage.tokens
    run = name_run(found, phrase.first, phrase.last)
    if (
        run is None
        or run[1] != phrase.last
        or (run[0] == 0 and run[1] == 1 and not _known(found[0], discourse))
    ):
        return None
    if found[run[0]].lower in _TIMES or any(m.first < run[1] and m.last > run[0] for m in passage.mentions):
        return None
    name = discourse.text[found[run[0]].start : found[run[1] - 1].end]
    last = key(found[run[1] - 1].text)
    if run[1] - run[0] == 1 and last in discourse.names:
        return discourse.names[last]
    source = Source(None, name, "person" if run[1] - run[0] > 1 else "group", NEWCOMER)
    discourse.names[last] = source
    return source


def _known(token: Token, discourse: Discourse) -> bool:
    return key(token.text) in discourse.names


_OPENING = frozenset({"word", "name", "det", "poss", "number", "adv"})
_POINTING = frozenset({"this", "that", "these", "those", "no", "what", "which"})
_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they", "our": "we", "my": "i"}
_QUANTITIES = frozenset({"many", "some", "most", "several", "both", "all", "few"})
_EARLY = 12
_BESIDE = 10
_ENDS = 2
_GROUPS = words("people", "groups")
_HEADS = words("titles", "organs")
_RANKS = words("titles", "ranks") | frozenset({"head", "spokesman", "spokeswoman"})
_PEOPLE = words("people", "nouns")
_UNNAMED = words("people", "unnamed")
_TIMES = words("people", "times")
_COLLECTIVE = words("titles", "officials") | frozenset(
    {"leadership", "groups", "members", "forces", "parties", "coalition"}
)
