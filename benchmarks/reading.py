"""The speed of reading on one core: kilobytes of text a second, and beside what cutting a text takes.

The articles are made of the sentences of ``harbour-dispute`` and of the disputes in the tests, in new orders
and with most words exchanged for others with the same ending, so that no two are copies and nothing that is
remembered of one word helps with the next. Time is that of the processor, so that other work on the machine
counts less; ratios within one run are the figures to compare.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from rich.console import Console
from rich.table import Table

from majlis.case.load import find_case, load
from majlis.reading.case_names import names_of
from majlis.reading.reading import read_all
from majlis.reading.text.sentences import sentences

ARTICLES = 200
LENGTH = 6_000
CHANGED = 0.6
_WORD = re.compile(r"\b[a-z]{3,}\b")
_TOKEN = re.compile(r"\w+|[^\w\s]")


def main() -> None:
    """Print the table."""
    names = names_of(load("harbour-dispute"))
    with tempfile.TemporaryDirectory() as folder:
        paths = write_articles(Path(folder), ARTICLES)
        texts = [path.read_text(encoding="utf-8") for path in paths]
        size = sum(len(text.encode()) for text in texts) / 1000
        read_all(paths[:5], names)
        took = {
            "words, one pattern": _time(lambda: [_TOKEN.findall(text) for text in texts]),
            "sentences and tokens": _time(lambda: [sentences(text) for text in texts]),
            "majlis read": _time(lambda: read_all(paths, names)),
        }
    table = Table(title=f"{ARTICLES} articles, {size:.0f} kB, one core")
    for heading in ("reader", "kB/s", "times the words"):
        table.add_column(heading, justify="left" if heading == "reader" else "right")
    for name, seconds in took.items():
        table.add_row(name, f"{size / seconds:,.0f}", f"{seconds / took['words, one pattern']:,.0f}")
    Console().print(table)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "linux" else 1024)
    print(
        f"1,000 such articles take {1000 / ARTICLES * took['majlis read']:.0f} s; peak {peak / 1000:.0f} MB"
    )


def write_articles(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write articles of `LENGTH` characters or a little more, and return their paths."""
    chance = random.Random(seed)
    paragraphs = list(_paragraphs())
    endings: dict[str, list[str]] = {}
    for word in _WORD.findall(" ".join(paragraphs)):
        endings.setdefault(word[-2:], []).append(word)

    def other(match: re.Match[str]) -> str:
        return chance.choice(endings[match[0][-2:]]) if chance.random() < CHANGED else match[0]

    paths = []
    for number in range(count):
        parts: list[str] = []
        while sum(map(len, parts)) < LENGTH:
            parts.append(_WORD.sub(other, chance.choice(paragraphs)))
        paths.append(folder / f"{number:04}.txt")
        paths[-1].write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return paths


def _paragraphs() -> Iterator[str]:
    disputes = Path(__file__).parents[1] / "tests" / "reading" / "disputes" / "dev"
    documents = [*find_case("harbour-dispute").glob("documents/*.txt"), *disputes.glob("*/documents/*.txt")]
    for path in sorted(documents):
        yield from (line for line in path.read_text(encoding="utf-8").split("\n") if line.strip())


def _time(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main()
