"""What each clue to a stance and each tie between speakers weighs, as ``benchmarks.learn_stances`` found."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from majlis.reading.statements.wording import KINDS
from majlis.reading.text.lexicon import table

WORDS = "leaning_words.csv"
"""The file in ``lexicons`` that says what single words weigh, a row for each stem."""


@cache
def leaning_weights() -> dict[str, float]:
    """Read what each clue and tie weighs, in log-odds, from ``leaning.yaml`` and the file of words."""
    plain = {name: float(weight) for name, weight in table("leaning")["weights"].items()}
    return plain | _of_words()


def _of_words() -> dict[str, float]:
    text = (files("majlis.reading") / "lexicons" / WORDS).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {f"{kind}: {row['stem']}": float(row[kind]) for row in rows for kind in KINDS if row[kind]}
