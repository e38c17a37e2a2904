"""Write the offsets of a gold's spans anew, after a document or its extraction changed.

``python -m benchmarks.score_reading.place DIR`` looks for each span, white space aside, nearest to where it
stood, and rewrites start, end and span in statements.csv, events.csv and numbers.csv of DIR. A new row needs
its span only.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from benchmarks.score_reading.gold import Gold, GoldError, Row, read_gold

CODED = ("statements", "events", "numbers")


def main(words: list[str]) -> int:
    """Place every table of the folders given; exit 1 where a span is not there, 2 where there is no gold."""
    try:
        found = [gold for word in words for gold in read_gold(Path(word))]
    except GoldError as fault:
        print(fault, file=sys.stderr)
        return 2
    lost = [line for gold in found for table in CODED for line in _placed(gold, table)]
    print(*lost, sep="\n", file=sys.stderr)
    return 1 if lost else 0


def _placed(gold: Gold, table: str) -> list[str]:
    if table not in gold.tables:
        return []
    path = gold.tables[table]
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    lost = [f"{path}: {row['file']}: not found: {row['span']!r}" for row in rows if not _place(row, gold)]
    if rows and not lost:
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return lost


def _place(row: Row, gold: Gold) -> bool:
    """Set the offsets of one row; False where its words are not in the document."""
    text = gold.texts.get(row["file"], "")
    words = r"\s+".join(map(re.escape, row["span"].split()))
    spans = [match.span() for match in re.finditer(words, text)] if words else []
    if not spans:
        return False
    before = int(row["start"] or 0)
    start, end = min(spans, key=lambda span: abs(span[0] - before))
    row |= {"start": str(start), "end": str(end), "span": text[start:end]}
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
