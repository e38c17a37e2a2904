"""Who a subject is: names, titles, pronouns and descriptions, resolved along the text."""

from __future__ import annotations

from majlis.reading.actors.descriptions import beside, described
from majlis.reading.actors.discourse import Discourse
from majlis.reading.actors.mentions import Mention
from majlis.reading.actors.names import key
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.phrases import Phrase, name_run
from majlis.reading.actors.pronouns import near_body, near_person, noted, possessor, pronoun
from majlis.reading.actors.sources import Source
from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token

NEWCOMER = "not among the actors of the case"
"""Note of a speaker whom the case does not know."""


def resolve(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Say who a noun phrase is; None where it can be no source."""
    found = passage.tokens
    head = found[phrase.first]
    if phrase.last - phrase.first == 1 and head.kind == "pron":
        near = near_person(passage, phrase.first, discourse) or near_body(passage, phrase.first, discourse)
        return near or pronoun(head.lower, discourse)
    if phrase.last - phrase.first == 1 and head.kind == "poss":
        return pronoun(_OWNERS.get(head.lower, head.lower), discourse)
    if phrase.last - phrase.first == 1 and head.lower == "others":
        return Source(None, head.text, "group")
    if phrase.last - phrase.first == 1 and head.kind == "det":
        return noted(discourse.group) if head.lower in _QUANTITIES else None
    if found[phrase.last - 1].lower == "them":
        return Source(None, phrase.words(passage, discourse.text), "group")
    named = beside(passage, phrase, discourse) or _named(passage, phrase, discourse)
    if named is not None:
        return named
    taken = described(passage, phrase, discourse)
    if taken is not None:
        return taken
    return _newcomer(passage, phrase, discourse)


def anybody(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Take the words of a subject for somebody without a name: a grandmother, fans in orange jerseys."""
    found = passage.tokens[phrase.first : phrase.last]
    nouns = [token for token in found if token.kind == "word" and token.lower not in _TIMES]
    known = any(phrase.first <= m.first < phrase.last for m in passage.mentions)
    opened = found[0].kind in _OPENING and found[0].lower not in _POINTING
    if not nouns or known or not opened:
        return None
    owner = possessor(passage, phrase, discourse)
    if owner is not None and owner.actor is not None:
        return owner._replace(kind="person", note="by the body that 'its' stands for")
    return Source(None, phrase.words(passage, discourse.text), "group")


def _named(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Take a mention that is the head of the phrase: one that ends it, or one before any preposition."""
    inside = [m for m in passage.mentions if phrase.first <= m.first and m.last <= phrase.last]
    over = [m for m in passage.mentions if m.first < phrase.first and m.last >= phrase.last]
    if over:
        return discourse.of_mention(over[-1])
    persons = [m for m in inside if discourse.is_person(m.actor) and _free(passage, m, phrase)]
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


def _newcomer(passage: Passage, phrase: Phrase, discourse: Discourse) -> Source | None:
    """Take a capitalised name that the case does not know."""
    found = passage.tokens
    run = name_run(found, phrase.first, phrase.last)
    if (
        run is None
        or run[1] != phrase.last
        or (run[1] - run[0] == 1 and _opening(found, run[0]) and not _known(found[run[0]], discourse))
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


def _opening(found: tuple[Token, ...], at: int) -> bool:
    """Whether a word has its capital from its place, at the beginning of a sentence or a quotation."""
    return at == 0 or found[at - 1].kind == "quote"


def _known(token: Token, discourse: Discourse) -> bool:
    return key(token.text) in discourse.names


_OPENING = frozenset({"word", "name", "det", "poss", "number", "adv"})
_POINTING = frozenset({"this", "that", "these", "those", "no", "what", "which"})
_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they", "our": "we", "my": "i"}
_QUANTITIES = frozenset({"many", "some", "most", "several", "both", "all", "few"})
_TIMES = words("people", "times")
_COLLECTIVE = words("titles", "officials") | frozenset(
    {"leadership", "groups", "members", "forces", "parties", "coalition"}
)
