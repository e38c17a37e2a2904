"""Coded articles as the reader of stances sees them: its evidence, beside the sides that were coded."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.score_reading.article import unpacked
from benchmarks.score_reading.gold import Gold, read_gold
from benchmarks.score_reading.matching import pairs
from majlis.reading.actors.aliases import index
from majlis.reading.documents.document import Document
from majlis.reading.documents.folder import documents_of, find_files
from majlis.reading.reader import parsed
from majlis.reading.statements.clues import Weights
from majlis.reading.statements.parties import parties
from majlis.reading.statements.poles import Poles, poles, stem
from majlis.reading.statements.relations import Pair, relations
from majlis.reading.statements.stance import Evidence, Found, evidence, lean
from majlis.reading.statements.statements import spoken

CHANGES = {"plus": 1, "minus": -1}


class Article(NamedTuple):
    """A coded article as the reader sees it.

    Attributes
    ----------
    name
        Its name.
    change
        1 where the plus pole is the change, -1 where the minus pole is, 0 where both are.
    signs
        By statement, its coded sign.
    sides
        By party, the sum of the signs of its statements.
    seen
        What `lean` is given: the evidence on each party, the issue, and what ties parties.

    """

    name: str
    change: int
    signs: Mapping[int, int]
    sides: Sequence[int]
    seen: tuple[Sequence[Evidence], Poles, Mapping[Pair, Weights]]

    @property
    def clues(self) -> list[Weights]:
        """The clues to the side of each party, with the coded change."""
        return [one.clues.towards(self.change) for one in self.seen[0]]

    def right(self, weights: Weights) -> int:
        """Count the statements whose sign the reader gets right, told neither side nor change."""
        leans = lean(*self.seen, weights)
        return sum(n in leans and leans[n].total * sign > 0 for n, sign in self.signs.items())


def read_articles(folder: Path) -> list[Article]:
    """Read the articles of a folder.

    Raises
    ------
    GoldError
        When one of them cannot be read.

    """
    with unpacked(folder) as home:
        return [_coded(gold) for gold in read_gold(home)]


def _coded(gold: Gold) -> Article:
    """Read an article, and put its codings by the statements and the parties that were found."""
    (file,) = gold.files
    files, _ = find_files([gold.documents / file])
    (document,) = documents_of(files)
    if not isinstance(document, Document):
        raise SystemExit(document)
    aliases = index(gold.names.known)
    ((_, read),) = parsed([document], aliases)
    found = spoken(document, read, aliases)
    stemmed = [[stem(token.lower) for token in passage.tokens] for passage in read]
    issue = poles(gold.names.subjects[0])
    present = parties(read, found, aliases)
    signs = _signs(gold, file, found)
    with gold.tables["issues"].open(encoding="utf-8", newline="") as handle:
        change = CHANGES.get(next(csv.DictReader(handle))["change"], 0)
    return Article(
        gold.name,
        change,
        signs,
        [sum(signs.get(n, 0) for n in party.rows) for party in present],
        (evidence(found, stemmed, issue, present), issue, relations(read, found, present, aliases)),
    )


def _signs(gold: Gold, file: str, found: Found) -> dict[int, int]:
    """Give the coded signs of the statements that were found."""
    rows = [row for row in gold.rows("statements", file) or () if row["speaker_class"] != "author"]
    there = [(int(row["start"]), int(row["end"])) for row in rows]
    here = [(passage.tokens[row.first].start, passage.tokens[row.last - 1].end) for passage, row in found]
    matched = pairs(there, here, gold.texts[file])
    signs = {n: float(rows[coded]["stance"] or 0) for coded, n in matched}
    return {n: 1 if stance > 0 else -1 for n, stance in signs.items() if stance}
