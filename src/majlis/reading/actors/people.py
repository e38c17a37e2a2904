"""The persons that a text has met, for whom "he" and "she" can stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from majlis.reading.actors.gender import Gender, given_gender, titled_gender
from majlis.reading.actors.mentions import Mention
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.sources import Source
from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token


@dataclass
class People:
    """Persons in the order in which the text has met them, and what it has told of their gender.

    Attributes
    ----------
    subject
        The last person that was a subject.
    met
        Everyone that was named, the last one at the end.
    genders
        Whether each of them is "she" or "he", where that is known.

    """

    subject: Source | None = None
    met: dict[str, Source] = field(default_factory=dict)
    genders: dict[str, Gender | None] = field(default_factory=dict)

    def named(self, source: Source, gender: Gender | None) -> None:
        """Remember a person, and the gender that its name or title tells."""
        who = _who(source)
        self.met.pop(who, None)
        self.met[who] = source
        self.genders[who] = self.genders.get(who) or gender or given_gender(source.text)

    def took(self, source: Source) -> None:
        """Remember a person that was a subject."""
        self.subject = source
        who = _who(source)
        if source.actor is None and who not in self.genders:
            self.named(source, None)

    def fits(self, source: Source, gender: Gender | None) -> bool:
        """Whether nothing speaks against a person's being "she" or "he"."""
        return gender is None or self.genders.get(_who(source)) in (None, gender)

    def called(self, gender: Gender) -> Source | None:
        """Give whom a pronoun stands for: the last subject, or else the last person, whom it fits."""
        order = [self.subject, *reversed(self.met.values())] if self.subject else reversed(self.met.values())
        found = next((one for one in order if one and self.fits(one, gender)), None)
        return self.learned(found, gender) if found else None

    def learned(self, source: Source, gender: Gender) -> Source:
        """Keep the gender of a person for whom a pronoun stood."""
        who = _who(source)
        if source.actor is None or who in self.met:
            self.genders[who] = gender
        return source


def single(words_: str) -> bool:
    """Whether words without a name are for one person: the ambassador, a farmer of the hills."""
    head: list[str] = []
    for word in words_.split():
        if word in _GOVERNING:
            break
        head.append(word.strip(","))
    return bool(head) and head[-1] in _ONE


def told_gender(passage: Passage, mention: Mention) -> Gender | None:
    """Tell a person's gender by the title before the name, or after it: 'NAME, the chairwoman,'."""
    found = passage.tokens
    inside = found[max(0, mention.first - 2) : mention.last]
    forename = found[mention.first - 1] if mention.first else None
    if (
        forename is not None
        and forename.kind == "name"
        and (one := given_gender(f"{forename.text} {inside[-1].text}"))
    ):
        return one
    titles = [*titles_after(found, mention.last)[:1], *titles_before(found, mention.first)[:1]]
    return next((one for token in (*inside, *titles) if (one := titled_gender(token.lower))), None)


def titles_before(found: tuple[Token, ...], first: int) -> list[Token]:
    """Titles in the words before a name, across one comma: 'energy minister, NAME'."""
    near: list[Token] = []
    for token in reversed(found[max(0, first - 10) : first]):
        if token.kind in ("stop", "aux", "modal", "pron", "rel") or (token.kind == "comma" and near):
            break
        near.append(token)
    return [token for token in near if token.lower in _RANKS]


def titles_after(found: tuple[Token, ...], last: int) -> list[Token]:
    """Titles in a description after the name: 'NAME, the water minister,'."""
    if last >= len(found) or found[last].kind != "comma":
        return []
    near: list[Token] = []
    for token in found[last + 1 : last + 9]:
        if token.kind in ("stop", "comma", "aux", "modal", "pron", "rel", "prep", "verb"):
            break
        near.append(token)
    return [token for token in near if token.lower in _RANKS]


def _who(source: Source) -> str:
    return source.actor or source.text


_RANKS = words("titles", "ranks") | frozenset({"head", "spokesman", "spokeswoman"})
_ONE = _RANKS | words("people", "women") | words("people", "men") | words("people", "one")
_GOVERNING = frozenset({"of", "for", "in", "at", "from", "with", "to", "on", "who", "called"})
