"""Statements that are acts in themselves: what a party to the dispute says to or about another one.

A refusal, a demand or a reproach often stands in plain words of speech ('said there would be no talks'),
where no verb names the act. Such a statement of a party is proposed as an event too, its class left open but
where a denial makes it a refusal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from majlis.reading.events.parties import Parties
from majlis.reading.events.told import Told
from majlis.reading.proposal import Proposal
from majlis.reading.text.lexicon import words

_SHORTEST = 5
_OWN_CUES = ("verb:", "participle:", "according:")


def declared_acts(parties: Parties, kept: Sequence[Told]) -> Iterator[Told]:
    """Yield the statements of a sentence that act, save where an act was found in the same words."""
    line = parties.passage.tokens
    for statement in parties.statements:
        if not _acts(statement, parties):
            continue
        inside = [i for i, token in enumerate(line) if statement.start <= token.start < statement.end]
        if len(inside) < _SHORTEST or any(
            told.first <= inside[-1] and inside[0] < told.last for told in kept
        ):
            continue
        first, last = inside[0], inside[-1] + 1
        while last - 1 > first and line[last - 1].kind in ("stop", "comma"):
            last -= 1
        refuses = any(token.kind == "neg" for token in line[first:last])
        plover = "REJECT" if refuses else None
        yield Told(first, last, first, None, (first, last), "statement", plover, "occurred", "declared")


def _acts(statement: Proposal, parties: Parties) -> bool:
    """Whether a statement is a party's, by a verb of speech: not a belief, not a bare quotation."""
    rule = statement.rule or ""
    if statement.speaker in (None, "author") or not rule.startswith(_OWN_CUES):
        return False
    return rule.split(":", 1)[1].split()[0] not in _BELIEVING and not parties.commentator(statement.speaker)


_BELIEVING = words("acts", "believing")
