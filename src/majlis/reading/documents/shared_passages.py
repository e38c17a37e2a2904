"""Passages that stand in two documents, as they were found: of many, only numbers are in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from majlis.reading.text.span import Span

Rows = NDArray[np.int32]

COLUMNS = 7
"""Of the rows: the numbers of both documents, start and end in the first, in the second, and the words."""


class Shared(NamedTuple):
    """A passage that stands in two documents: their ids, where in each, and how many words it has."""

    first: str
    second: str
    first_span: Span
    second_span: Span
    words: int


class Passages(Collection[Shared]):
    """Common passages, in the order of the documents.

    Parameters
    ----------
    ids
        Of the documents.
    rows
        The passages by number.

    """

    def __init__(self, ids: Sequence[str] = (), rows: Rows | None = None) -> None:
        self.ids = ids
        self.rows = np.zeros((0, COLUMNS), dtype=np.int32) if rows is None else rows

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Shared]:
        for row in self.rows:
            first, second, start, end, other_start, other_end, words = row.tolist()
            spans = Span(start, end), Span(other_start, other_end)
            yield Shared(self.ids[first], self.ids[second], *spans, words)

    def __contains__(self, passage: object) -> bool:
        return any(each == passage for each in self)

    def of(self, document: str) -> list[tuple[Span, str]]:
        """Give the passages of a document, in their order: where each stands, and which other has it."""
        number = self._numbers.get(document)
        if number is None:
            return []
        mine, second = self.rows_of(number)
        return [
            (Span(*row[4:6]), self.ids[row[0]]) if later else (Span(*row[2:4]), self.ids[row[1]])
            for row, later in zip(self.rows[mine].tolist(), second.tolist(), strict=True)
        ]

    def rows_of(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Give the rows of a document by its number, and of each whether it is the second one there."""
        order, begins = self._by_document
        mine = order[begins[number] : begins[number + 1]]
        return mine % max(1, len(self.rows)), mine >= len(self.rows)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {self.ids[number]: number for number in np.unique(self.rows[:, :2]).tolist()}

    @cached_property
    def _by_document(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Sort the rows by their first documents, and once more, numbered on, by their second ones."""
        documents = self.rows[:, :2].T.ravel()
        order = np.lexsort((np.arange(len(documents)) % max(1, len(self.rows)), documents))
        return order, np.searchsorted(documents[order], np.arange(len(self.ids) + 1))
