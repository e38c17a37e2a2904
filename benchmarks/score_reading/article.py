"""An article with its coding in one file, unpacked to the folder that is scored.

::

    issue:       {name, plus_pole, minus_pole, change}: which pole is the change, plus, minus or both
    date:        {day: "2031-03-04", precision: day}; absent where the text gives none
    actors:      [{id, canonical, aliases: [...]}]; named: false where an alias stands there by chance
    text:        the article
    statements:  [{span, speaker, class, reported_by, stance, mode}]; a span stands once in the text
    numbers:     [{span, value, unit, kind}], or absent: not coded
    events:      [{span, actor, target, status, plover, reported_by}], or absent: not coded

Where only sides are coded, files as in ``marked.py`` do as well.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from benchmarks.score_reading.gold import GoldError
from benchmarks.score_reading.marked import marked_articles

Coded = Mapping[str, Any]
_COLUMNS = {
    "actors": ("id", "canonical", "aliases", "files"),
    "issues": ("issue", "plus_pole", "minus_pole", "change"),
    "dates": ("file", "date", "precision", "others"),
    "statements": (
        "file", "start", "end", "span", "speaker_id", "speaker_class", "reported_by", "stance", "mode",
    ),
    "numbers": ("file", "start", "end", "span", "value", "unit", "kind"),
    "events": (
        "file", "start", "end", "span", "actor_id", "target_id", "status", "plover", "reported_by",
    ),
}  # fmt: skip


@contextmanager
def unpacked(folder: Path) -> Iterator[Path]:
    """Give a folder of gold folders for one of articles, coded or marked; any other folder is given as it is.

    Raises
    ------
    GoldError
        When an article cannot be read, or a span does not stand in it exactly once.

    """
    coded, marked = sorted(folder.glob("*.yaml")), sorted(folder.glob("*.txt"))
    if not (coded or marked) or (folder / "documents").is_dir():
        yield folder
        return
    with TemporaryDirectory() as made:
        for path in coded:
            _unpack(path, _read(path), Path(made) / path.stem)
        for path in marked:
            for number, article in enumerate(marked_articles(path), 1):
                _unpack(path, article, Path(made) / f"{path.stem}-{number}")
        yield Path(made)


def _unpack(path: Path, article: Coded, home: Path) -> None:
    text, file = article["text"], f"{home.name}.txt"
    (home / "documents").mkdir(parents=True)
    (home / "documents" / file).write_text(text, encoding="utf-8")
    issue, date = article["issue"], article.get("date") or {}
    _write(home, "issues", [{**issue, "issue": issue["name"]}])
    _write(home, "dates", [{**date, "file": file, "date": date.get("day", "")}])
    _write(home, "actors", [_actor(one, file) for one in article["actors"]])
    for table in ("statements", "numbers", "events"):
        if table in article:
            _write(home, table, [_row(path, text, file, one) for one in article[table]])


def _read(path: Path) -> Coded:
    try:
        article = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as fault:
        raise GoldError(f"{path}: not readable as an article: {fault}") from None
    absent = {"issue", "actors", "text", "statements"} - set(article if isinstance(article, dict) else ())
    if absent:
        raise GoldError(f"{path}: found no {', '.join(sorted(absent))}; add it")
    return article  # type: ignore[no-any-return]


def _actor(one: Coded, file: str) -> dict[str, object]:
    aliases = "|".join(map(str, one["aliases"]))
    return {**one, "aliases": aliases, "files": file if one.get("named", True) else ""}


def _row(path: Path, text: str, file: str, one: Coded) -> dict[str, object]:
    span = one["span"]
    if "start" not in one and text.count(span) != 1:
        raise GoldError(
            f"{path}: {span!r} stands {text.count(span)} times in the text, not once; lengthen it"
        )
    start = one.get("start", text.find(span))
    return {
        **one,
        "file": file,
        "start": start,
        "end": start + len(span),
        "speaker_id": one.get("speaker", ""),
        "speaker_class": one.get("class", ""),
        "actor_id": one.get("actor", ""),
        "target_id": one.get("target", ""),
        "mode": one.get("mode", "speech"),
        "kind": one.get("kind", "figure"),
    }


def _write(home: Path, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    with (home / f"{table}.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, _COLUMNS[table], restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
