"""Acts in words that no verb names: 'we will not open the gates', 'said his country would leave if ...'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from majlis.reading.events.acts import REFUSING
from majlis.reading.events.told import Told
from majlis.reading.text.clauses import Group, group, lemmas_of, subject
from majlis.reading.text.extents import clause_end
from majlis.reading.text.lexicon import words
from majlis.reading.text.tokens import Token

_OURS = frozenset(["i", "we", "our", "my"])
_THEIRS = frozenset(["he", "she", "it", "they", "we", "his", "her", "its", "their", "our"])
_REFUSING = frozenset(["will", "would", "won't", "wouldn't", "shall"])
_CONDITIONS = frozenset(["if", "unless"])
_NEAR = 14


def spoken_acts(line: Sequence[Token], spelt: Set[str]) -> Iterator[Told]:
    """Yield refusals in the first person, and announcements that hang on what the other side does.

    ``spelt`` holds the words of the sentence in small letters.
    """
    if REFUSING.isdisjoint(spelt):
        return
    for at, token in enumerate(line):
        if token.kind != "verb":
            continue
        if _SAYING.isdisjoint(lemmas_of(token.lower)):
            told = _refusal(line, at, group(line, at))
        else:
            told = _threat(line, at)
        if told is not None:
            yield told


def _refusal(line: Sequence[Token], at: int, found: Group) -> Told | None:
    if not found.negated or found.modal not in _REFUSING:
        return None
    own = subject(line, found.first)
    if own is None or line[own.first].lower not in _OURS:
        return None
    end = clause_end(line, at, True, False)
    if end <= at + 1:
        return None
    return Told(
        own.start, end, at, (own.first, own.last), (at + 1, end), "refusal", "REJECT", "occurred", "spoken"
    )


def _threat(line: Sequence[Token], at: int) -> Told | None:
    """Read 'said that it would ... if ...', where who speaks also acts."""
    own = subject(line, group(line, at).first)
    inner = at + 1 + (at + 1 < len(line) and line[at + 1].lower == "that")
    if own is None or inner >= len(line) or line[inner].lower not in _THEIRS:
        return None
    would = next((i for i in range(inner, min(len(line), inner + _NEAR)) if line[i].kind == "modal"), None)
    if would is None or line[would].lower not in ("will", "would"):
        return None
    condition = next((i for i in range(would, len(line)) if line[i].lower in _CONDITIONS), None)
    if condition is None:
        return None
    end = clause_end(line, condition, True, False)
    actor = (own.first, own.last)
    return Told(own.start, end, at, actor, (would + 1, end), "condition", "THREATEN", "threatened", "spoken")


_SAYING = words("acts", "saying")
