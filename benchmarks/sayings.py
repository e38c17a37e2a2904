"""Statements by themselves about invented disputes: who says what, and on which side.

::

    T Sending troops to N                     the issue, its poles and the change, as in ``marked.py``
    P send a battalion to N
    M no soldiers to N
    C P
    + General N | N said his men were tired of training
    - mothers' committee of N | wanted to know which minister's son had packed his kit

Disputes are parted by an empty line. Every name is N: only the words are of use, and nobody is quoted with
what was never said.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.coded_sides import CHANGES, Article
from benchmarks.score_reading.gold import GoldError
from benchmarks.score_reading.marked import issue_of
from majlis.reading.actors.actors import Subject
from majlis.reading.statements.clues import Clues, joined
from majlis.reading.statements.parties import Party
from majlis.reading.statements.poles import Poles, poles, stem
from majlis.reading.statements.stance import Evidence
from majlis.reading.statements.wording import of_words
from majlis.reading.text.tokens import tokens

SIDES = {"+": 1, "-": -1}


def read_sayings(folder: Path) -> list[Article]:
    """Read the disputes of a folder, each as an article without ties, whose speakers speak once.

    Raises
    ------
    GoldError
        When a line is not as described above.

    """
    return [
        _dispute(f"{path}, dispute {number}", block.strip().split("\n"))
        for path in sorted(folder.glob("*.txt"))
        for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n"), 1)
    ]


def _dispute(where: str, lines: list[str]) -> Article:
    said = [line for line in lines if line[0] in SIDES]
    told = issue_of(where, [line for line in lines if line[0] not in SIDES])
    issue = poles(Subject(told["name"], told["plus_pole"], told["minus_pole"]))
    evidence = [*_evidence(where, said, issue)]
    sides = [SIDES[line[0]] for line in said]
    return Article(where, CHANGES.get(told["change"], 0), {}, sides, (evidence, issue, {}))


def _evidence(where: str, said: list[str], issue: Poles) -> Iterator[Evidence]:
    for number, line in enumerate(said):
        who, bar, words = line[2:].partition(" | ")
        if not bar:
            raise GoldError(f"{where}: {line!r} has no speaker; write '+ who | words'")
        described = frozenset(_stems(who))
        clues = joined(of_words([_stems(words)], issue.way), of_words([described], issue.way, spoken=False))
        yield Evidence(Party("", (number,), 0.0, frozenset(), described), clues, [Clues({}, {})])


def _stems(text: str) -> list[str]:
    return [stem(token.lower) for token in tokens(text)]
