"""What stands against a decision: why a proposed claim cannot enter the ledger as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from majlis.case.case import Case
from majlis.case.fault import nearest, shown
from majlis.evidence.own_words import RUN, copied_words
from majlis.reading.review.sheet import Entry

NOBODY = ("author", "unnamed")
"""Speakers that are no actors of the case: the writer of the document, and somebody who is not named."""

WORDS_OF_A_CAUSE = ("cause", "effect", "sign")


class Objection(NamedTuple):
    """What is wrong, in which column, what was expected there, and the mend."""

    column: str
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        return f"{self.column}: found {self.found}; expected {self.expected}; mend: {self.mend}"


def objections(entry: Entry, case: Case, text: str) -> Iterator[Objection]:
    """Yield everything that stands against accepting an entry into the ledger of a case.

    Parameters
    ----------
    entry
        The proposal as the coder leaves it.
    case
        The case; actors and issues must be its own.
    text
        The normalised text of the document.

    """
    yield from _passage(entry, text)
    yield from _id(entry, case)
    yield from _names(entry, case)
    yield from _statement(entry, text)
    for column in WORDS_OF_A_CAUSE if entry.kind == "cause" else ():
        if getattr(entry, column) is None:
            yield Objection(column, "nothing", "cause, effect and sign in a causal claim", "fill it")
    if entry.stance is not None and not -100 <= entry.stance <= 100:
        yield Objection("stance", f"{entry.stance:g}", "-100 to 100", "the poles are the ends of the issue")
    low, high = range_of(entry)
    if entry.stance is not None and not low <= entry.stance <= high:
        yield Objection(
            "stance",
            f"{entry.stance:g} outside {low:g} to {high:g}",
            "low <= value <= high",
            "correct the range",
        )


def range_of(entry: Entry) -> tuple[float, float]:
    """Return the range of an entry's stance: its own where it has none."""
    own = 0.0 if entry.stance is None else entry.stance
    low = own if entry.stance_low is None else entry.stance_low
    return low, own if entry.stance_high is None else entry.stance_high


def _passage(entry: Entry, text: str) -> Iterator[Objection]:
    """Offsets count; the quote may have lost its line ends in a spreadsheet."""
    there = text[entry.start : entry.end]
    if there.split() != entry.quote.split():
        mend = "the document has changed since it was read, or a cell was edited; read it again"
        found = f"{shown(there)} at {entry.start} to {entry.end}" if there else f"a text of {len(text)}"
        yield Objection("quote", found, f"the quoted passage {shown(entry.quote)}", mend)


def _id(entry: Entry, case: Case) -> Iterator[Objection]:
    """Yield an id that a document which was read anew has given to another passage."""
    claim = case.claim_by_id.get(entry.id)
    if claim is None:
        return
    there = None if claim.locator is None else (claim.locator.start, claim.locator.end)
    if there != (entry.start, entry.end):
        found = f"'{entry.id}', which is a claim with another passage"
        yield Objection("id", found, "an id of its own", "give the row another id in the sheet")


def _names(entry: Entry, case: Case) -> Iterator[Objection]:
    for column in ("speaker", "reported_by", "actor", "target"):
        name = getattr(entry, column)
        if name is not None and name not in NOBODY and name not in case.actor_by_id:
            mend = nearest(name, [*case.actor_by_id, *NOBODY])
            yield Objection(column, shown(name), "an actor of the case, author or unnamed", mend)
    if entry.about is not None and entry.about not in case.issue_by_id:
        mend = nearest(entry.about, case.issue_by_id)
        yield Objection("about", shown(entry.about), "an issue of the case", mend)


def _statement(entry: Entry, text: str) -> Iterator[Objection]:
    if entry.statement is None:
        mend = "say in your own words what the passage says"
        yield Objection("statement", "nothing", "the claim in your own words", mend)
        return
    copied = copied_words(entry.statement, text)
    if copied is not None:
        found = f"{RUN} consecutive words of the document ({shown(copied)})"
        yield Objection("statement", found, "the claim in your own words", "say it otherwise")
