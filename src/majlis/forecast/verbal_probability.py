"""Verbal probabilities turned into numbers, by a published table where it has the word.

The values are middles of the intervals of US Intelligence Community Directive 203. Readers differ widely from
any such table (Wintle and others 2019). Words of mere possibility stand in no calibrated table; their number
is judgement and marked so.

Sources: Office of the Director of National Intelligence (2015), Intelligence Community Directive 203;
Wintle, B.C., H. Fraser, B.C. Wills, A.E. Nicholson and F. Fidler (2019), 'Verbal probabilities: very likely
to be somewhat more confusing than numbers', *PLoS ONE* 14; Kent, S. (1964), 'Words of estimative
probability', *Studies in Intelligence* 8; Mosteller, F. and C. Youtz (1990), 'Quantifying probabilistic
expressions', *Statistical Science* 5.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from majlis.case.table_file import Headings
from majlis.case.value import Number, Record, Text
from majlis.forecast.deu_table import Rows


class VerbalProbability(Record):
    """One row of ``verbal_probabilities.csv``: a word, its interval and the number that stands for it."""

    word: Text
    low: Number
    high: Number
    value: Number
    basis: Literal["literature", "judgement"]
    source: Text


@cache
def verbal_probabilities() -> dict[str, VerbalProbability]:
    """Return the table by word."""
    path = Path(str(files("majlis.forecast"))) / "verbal_probabilities.csv"
    names = tuple(VerbalProbability.model_fields)
    rows = Rows.read(path, Headings(names, names)).rows
    return {row["word"]: VerbalProbability.model_validate(row) for row in rows}
