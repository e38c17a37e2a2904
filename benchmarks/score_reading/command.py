"""The command ``python -m benchmarks.score_reading DIR...``: how well documents are read.

DIR holds documents/ and the tables of the gold (see gold.py), or folders that do, or articles with their
coding (see article.py); then their counts are added.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.score_reading.article import unpacked
from benchmarks.score_reading.gold import Gold, GoldError, read_gold
from benchmarks.score_reading.measures import MEASURES, Counts, Measure, counts, pooled
from benchmarks.score_reading.readings import read_by_majlis, read_every_sentence, read_every_verb
from majlis.case.fault import CaseFaults

READERS = {
    "reader": read_by_majlis,
    "every sentence": read_every_sentence,
    "every verb": read_every_verb,
}
DETECTION = ("statements, F1", "statements with the writer's, F1", "events, F1")


def main(words: list[str] | None = None) -> int:
    """Score the folders; exit 2 where one cannot be scored."""
    options = _options(words)
    try:
        with ExitStack() as made:
            folders = [made.enter_context(unpacked(folder)) for folder in options.gold]
            found = [one for folder in folders for one in _gold(folder, options)]
            totals = {name: pooled(counts(one, read(one)) for one in found) for name, read in READERS.items()}
    except (GoldError, CaseFaults) as fault:
        print(fault, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(_values(totals), indent=1))
    else:
        _print(found, totals)
    return 0


def _options(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="score_reading", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--documents", type=Path, help="the texts, if not in DIR/documents")
    parser.add_argument("--actors", type=Path, help="actors.csv, if not in DIR")
    parser.add_argument("--numbers", type=Path, help="numbers.csv, if not in DIR")
    parser.add_argument("--issues", type=Path, help="issues.csv, if not in DIR")
    parser.add_argument("--dates", type=Path, help="dates.csv, if not in DIR")
    parser.add_argument("--aliases-alone", action="store_true", help="read as a case without issues is read")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args(words)


def _gold(folder: Path, options: argparse.Namespace) -> list[Gold]:
    elsewhere = {name: getattr(options, name) for name in ("actors", "numbers", "issues", "dates")}
    found = list(read_gold(folder, options.documents, **elsewhere))
    return [one.without("issues") for one in found] if options.aliases_alone else found


def _values(totals: dict[str, Counts]) -> dict[str, dict[str, float | None]]:
    return {name: {one.name: _value(name, one, total) for one in MEASURES} for name, total in totals.items()}


def _value(reader: str, measure: Measure, total: Counts) -> float | None:
    """Return a value; the empty-headed readers only detect."""
    return measure.value(total) if reader == "reader" or measure.name in DETECTION else None


def _print(found: list[Gold], totals: dict[str, Counts]) -> None:
    size = sum(len(text) for one in found for text in one.texts.values())
    table = Table(title=f"{sum(len(one.files) for one in found)} documents, {size / 1000:.0f} kB")
    for heading in ("measure", *READERS, "bar", "aim"):
        table.add_column(heading, justify="left" if heading == "measure" else "right")
    for one in MEASURES:
        cells = [_shown(_value(name, one, total)) for name, total in totals.items()]
        if cells[0]:
            table.add_row(one.name, *cells, _shown(one.bar), _shown(one.aim))
    Console(width=100).print(table)


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
