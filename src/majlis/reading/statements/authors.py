"""What the writer claims unattributed: what should be done, what will or may happen, hedged judgements."""

from __future__ import annotations

from majlis.reading.actors.discourse import Discourse
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.phrases import subject
from majlis.reading.actors.sources import AUTHOR, Source
from majlis.reading.actors.speakers import resolve
from majlis.reading.statements.rows import Row
from majlis.reading.text.lexicon import word_kinds, words
from majlis.reading.text.tokens import Token


def author_rows(passage: Passage, spoken: list[Row], discourse: Discourse) -> list[Row]:
    """Find the writer's claims in the part of a sentence that no source is given for.

    What a party would accept or refuse is its own say, though the writer tells it.
    """
    found = passage.tokens
    if _MARKING.isdisjoint(passage.words) or found[-1].kind not in ("stop", "quote") or found[-1].text == "?":
        return []
    start = max((row.last for row in spoken), default=0)
    if spoken and spoken[0].first > 0 and not start < len(found) - 3:
        return []
    near = (n for n in range(start, len(found)) if found[n].kind == "modal" or found[n].lower in _HEDGING)
    at = next((n for n in near if _hedges(found, n) and passage.quoted[n] < 0), None)
    if at is None or _subordinate(found, start, at):
        return []
    first = _opening(found, start, at)
    last = _closing(found, at, len(found))
    if last - first <= 3:
        return []
    party = _willing(passage, at, start, discourse)
    rule = "author" if party is None else "willing"
    return [Row(first, last, party or AUTHOR, None, f"{rule}:{found[at].lower}", None)]


def _willing(passage: Passage, at: int, start: int, discourse: Discourse) -> Source | None:
    """Give the party that says what it would do: 'the union would accept', 'she would not agree'."""
    found = passage.tokens
    if not _takes_side(found, at):
        return None
    first = next(iter(passage.mentions), None)
    apart = at > 0 and found[at - 1].kind == "comma" and first is not None and start <= first.first < _EARLY
    if apart and first is not None and found[first.last].kind == "comma":
        return discourse.of_mention(first)
    phrase = subject(passage, at, start)
    source = resolve(passage, phrase, discourse) if phrase is not None and phrase.adjacent else None
    return source if source is not None and source.actor is not None else None


def _takes_side(found: tuple[Token, ...], at: int) -> bool:
    """Whether a modal tells what a party is ready for: would not agree, will vote against."""
    modal = found[at].lower
    after = [token for token in found[at + 1 : at + _NEAR] if token.kind not in ("adv", "comma")]
    refused = modal.endswith("n't") or (bool(after) and after[0].kind == "neg")
    verb = next((token.lower for token in after if token.kind not in ("neg", "aux")), "")
    if modal in ("would", "wouldn't"):
        gladly = any(token.lower in _GLADLY for token in found[at + 1 : at + _NEAR])
        return refused or gladly or verb in _WILLING
    return modal in ("will", "won't") and verb in (_UNWILLING if refused else _RESOLVED)


def _hedges(found: tuple[Token, ...], at: int) -> bool:
    """Whether a word hedges or judges."""
    token = found[at]
    following = found[at + 1] if at + 1 < len(found) else None
    if token.lower in _WORDS or token.lower in _VERBS:
        return True
    if token.lower == "will" and at and found[at - 1].lower in ("he", "she", "i", "we"):
        return False
    if token.text == "May" and following is not None and following.kind == "number":
        return False  # the month
    if token.kind == "modal":
        return token.lower in _MODALS and not (token.lower == "could" and _negated(following))
    if token.lower in _DUTY and following is not None:
        return following.lower == "to" or (
            following.lower == "the"
            and found[at + 2 : at + 3][:1] != ()
            and found[at + 2].lower == "potential"
        )
    return token.lower in _ADJECTIVES and any(word.lower == "it" for word in found[max(0, at - 4) : at])


def _negated(following: Token | None) -> bool:
    return following is not None and following.kind == "neg"


def _subordinate(found: tuple[Token, ...], start: int, at: int) -> bool:
    """Whether the hedge stands in a clause that only describes: after which, who, that, as, because."""
    for n in range(at - 1, start - 1, -1):
        token = found[n]
        if token.kind == "comma" and not any(word.kind in ("rel", "sub") for word in found[start:n]):
            return False
        if token.kind == "rel" and found[at - 1].kind == "comma":
            return False
        if token.kind in ("rel", "ask") or (token.lower == "that" and n > start):
            return True
        if token.lower in _CONDITIONS and n > start:
            return not any(word.kind == "comma" for word in found[n:at])
    return False


def _opening(found: tuple[Token, ...], start: int, at: int) -> int:
    """Give the start of the clause: after an opening phrase, or after the conjunction that joins it."""
    first = start
    while first < at and found[first].kind in ("comma", "conj", "mark", "quote", "stop"):
        first += 1
    for n in range(at - 1, first, -1):
        joins = found[n].lower in ("but", "and", "so") and found[n + 1].kind in _STARTING
        if joins and any(word.kind in ("verb", "aux") for word in found[first:n]):
            return n + 1
    if found[first].kind in ("prep", "adv") and found[first].lower not in _KEPT:
        comma = next((n for n in range(first, min(first + 8, at)) if found[n].kind == "comma"), None)
        return first if comma is None else comma + 1
    return first


def _closing(found: tuple[Token, ...], at: int, end: int) -> int:
    for n in range(at + 3, end - 2):
        if found[n].kind == "comma" and (
            found[n + 1].lower in _CUTTING or (found[n + 1].kind == "rel" and found[n + 1].lower == "who")
        ):
            return n
    return end


_MODALS = words("hedges", "modals")
_WORDS = words("hedges", "words")
_VERBS = words("hedges", "verbs")
_ADJECTIVES = words("hedges", "adjectives")
_DUTY = words("hedges", "duty")
_EARLY = 3
_NEAR = 6
_WILLING = words("hedges", "willing")
_GLADLY = words("hedges", "gladly")
_RESOLVED = words("hedges", "resolved")
_UNWILLING = words("hedges", "unwilling")
_HEDGING = _WORDS | _VERBS | _DUTY | _ADJECTIVES
_MARKING = _HEDGING | {word for word, kind in word_kinds().items() if kind == "modal"} | {"'ll"}
_CONDITIONS = frozenset(
    {"because", "since", "although", "though", "while", "when", "whether", "than", "until"}
)
_KEPT = frozenset({"perhaps", "maybe", "like"})
_STARTING = frozenset({"det", "name", "pron", "poss", "adv", "neg", "modal", "aux"})
_CUTTING = frozenset({"but", "while", "although", "though", "whereas", "and"})
