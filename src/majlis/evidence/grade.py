"""Grades of sources and claims: the Admiralty code, and the odds that a grade stands for.

The code grades a source from A to F by its reliability and a claim from 1 to 6 by its credibility (NATO
STANAG 2511, AJP-2.1; US Army FM 2-22.3, appendix B). It sets no probabilities, and readers differ widely in
those that they see in it (Samet 1975, 'Subjective interpretation of reliability and accuracy scales for
evaluating military intelligence'; Irwin and Mandel 2019, 'Improving information evaluation for intelligence
production', Intelligence and National Security 34). The odds below are therefore a convention of Majlis,
visible and open to be overridden.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

Table = Mapping[str, tuple[float, ...]]

RELIABILITY: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""What each letter says of a source."""

CREDIBILITY: dict[int, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""What each number says of a claim."""

ODDS: dict[str, tuple[float, float, float, float, float, float]] = {
    #    1      2      3       4       5       6
    "A": (36.0, 12.0, 4.0, 4 / 3, 4 / 9, 4.0),
    "B": (18.0, 6.0, 2.0, 2 / 3, 2 / 9, 2.0),
    "C": (9.0, 3.0, 1.0, 1 / 3, 1 / 9, 1.0),
    "D": (9 / 2, 3 / 2, 1 / 2, 1 / 6, 1 / 18, 1 / 2),
    "E": (9 / 4, 3 / 4, 1 / 4, 1 / 12, 1 / 36, 1 / 4),
    "F": (9.0, 3.0, 1.0, 1 / 3, 1 / 9, 1.0),
}
"""Odds, to one, that a claim is true, by reliability (row) and credibility (column): a convention of Majlis.

Odds are a product of two factors: 4, 2, 1, 1/2, 1/4 for A to E and 9, 3, 1, 1/3, 1/9 for 1 to 5. The middle
of the code, a fairly reliable source that says what is possibly true, stands at even odds. 'Probably true'
from such a source is 75 %, confirmed 90 %, and the ends, A1 and E5, 97 % and 3 %: a grade alone makes
nothing certain. A step of credibility weighs more than one of reliability, since it is about the claim
itself, and since those who use the code so weigh them. F and 6 say that nothing can be judged, which is a
factor of 1: the other half of the grade decides, and F6 is even odds. That is ignorance of the grader, not
a middling grade, and the two should be told apart when shown.
"""


class GradeError(ValueError):
    """A grade outside the code, or a table of odds that is not one."""


def odds(reliability: str, credibility: int | None, table: Table = ODDS) -> float:
    """Give the odds that a claim is true, to one.

    Parameters
    ----------
    reliability
        Of the source, A to F.
    credibility
        Of the claim, 1 to 6; none counts as 6.
    table
        A row of six odds for each letter, where a case overrides the convention.

    Raises
    ------
    GradeError
        When the grade is not one of the code or the table lacks it.

    Examples
    --------
    >>> odds("B", 2)
    6.0

    """
    number = 6 if credibility is None else credibility
    if reliability not in RELIABILITY:
        raise GradeError(f"reliability: found {reliability!r}, expected one of A, B, C, D, E, F")
    if isinstance(number, bool) or number not in CREDIBILITY:
        raise GradeError(f"credibility: found {credibility!r}, expected a number from 1 to 6")
    check_table(table)
    return table[reliability][number - 1]


def probability(reliability: str, credibility: int | None, table: Table = ODDS) -> float:
    """Give the probability that a claim is true: odds / (1 + odds)."""
    found = odds(reliability, credibility, table)
    return found / (1 + found)


def describe(reliability: str, credibility: int | None) -> str:
    """Put a grade in words.

    Examples
    --------
    >>> describe("B", 2)
    'B2: usually reliable; probably true'

    """
    odds(reliability, credibility)
    number = 6 if credibility is None else credibility
    return f"{reliability}{number}: {RELIABILITY[reliability]}; {CREDIBILITY[number]}"


def check_table(table: Table) -> None:
    """Check a table of odds: six positive numbers for each letter, which fall from A to E and from 1 to 5.

    Raises
    ------
    GradeError
        Naming the row at fault.

    """
    for letter in RELIABILITY:
        row = table.get(letter, ())
        if len(row) != len(CREDIBILITY) or not all(0 < number < float("inf") for number in row):
            raise GradeError(f"odds of {letter}: found {row}, expected six finite numbers above 0")
        if any(left < right for left, right in pairwise(row[:5])):
            raise GradeError(f"odds of {letter}: found {row}, expected them not to rise from 1 to 5")
    for better, worse in pairwise("ABCDE"):
        if any(above < below for above, below in zip(table[better], table[worse], strict=True)):
            raise GradeError(f"odds of {better} and {worse}: expected those of {better} nowhere lower")
