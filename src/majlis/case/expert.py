"""Experts: forecasts that the documents of a case make themselves, in words."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from majlis.case.fault import misfit
from majlis.case.value import Id, Record, Text

Basis = Literal["document", "judgement"]


class Expert(Record):
    """One row of ``experts.csv``: a forecast of a document, and the question that asks for it.

    Attributes
    ----------
    words
        The document's own words of probability; empty where it uses none.
    word, word_basis
        The entry of the table of verbal probabilities, and whether the document says so or the coder chose.
    horizon_basis
        Whether the question's date is the document's or was chosen.
    unscored
        Why it is no forecast that can be scored; then there is no word.

    """

    id: Id
    question: Id
    source: Id
    speaker: Text
    words: Text | None = None
    word: Text | None = None
    word_basis: Basis = "judgement"
    horizon_basis: Basis = "judgement"
    unscored: Text | None = None

    @model_validator(mode="after")
    def _a_word_or_a_reason(self) -> Self:
        if (self.word is None) == (self.unscored is None):
            found = "neither a word nor a reason" if self.word is None else "a word beside a reason"
            mend = (
                "name an entry of the table of verbal probabilities, or say in 'unscored' why there is none"
            )
            raise misfit(found, "one of the two", mend, ("word",))
        return self
