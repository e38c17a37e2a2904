"""The gold: a folder of documents with what a coder found in them.

::

    DIR/documents/      the texts
    DIR/actors.csv      id, canonical, aliases (bar-separated); files: the documents that name the actor
    DIR/statements.csv  DIR/events.csv  DIR/numbers.csv      what was found, with offsets
    DIR/issues.csv      optional: issue, plus_pole, minus_pole
    DIR/dates.csv       optional: file, date, precision, others (other readings of an ambiguous date)

The tables may stand in DIR/gold too. A table that is missing is not scored.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from majlis.evidence.text import DocumentError, read_document
from majlis.reading.actors.actors import Subject
from majlis.reading.actors.alias_file import read_aliases
from majlis.reading.case_names import Names

Row = dict[str, str]
COLUMNS = {
    "actors": {"id", "canonical", "aliases"},
    "statements": {"file", "start", "end", "span", "speaker_id", "speaker_class", "reported_by", "stance"},
    "events": {"file", "start", "end", "span", "actor_id"},
    "numbers": {"file", "span", "value", "unit", "kind"},
    "issues": {"issue", "plus_pole", "minus_pole"},
    "dates": {"file", "date", "others"},
}


class GoldError(ValueError):
    """A folder that cannot be scored; says why and how to mend it."""


@dataclass(frozen=True)
class Gold:
    """One folder to score: where each table lies, and its rows by document."""

    name: str
    documents: Path
    tables: dict[str, Path]
    files: tuple[str, ...]
    texts: dict[str, str] = field(repr=False)

    @cached_property
    def names(self) -> Names:
        """The actors that mentions can resolve to, and the issues of statements; none without a table."""
        rows = self._all("issues") if "issues" in self.tables else []
        issues = tuple(Subject(row["issue"], row["plus_pole"], row["minus_pole"]) for row in rows)
        return Names(read_aliases(self.tables["actors"]), issues)

    def _all(self, table: str) -> list[Row]:
        return _rows(self.tables[table], COLUMNS[table])

    def rows(self, table: str, file: str) -> list[Row] | None:
        """Return the rows of a document, or None where there is no such table."""
        if table not in self.tables:
            return None
        return [row for row in self._all(table) if row["file"] == file]

    def without(self, table: str) -> Gold:
        """Return the same gold without one of its tables."""
        return replace(self, tables={name: path for name, path in self.tables.items() if name != table})

    def named(self, file: str) -> set[str]:
        """Return the ids of the actors that a document names: as coded, or by the aliases that occur."""
        coded = {row["id"]: row.get("files") for row in self._all("actors")}
        if not any(coded.values()):
            return self.occurring(file)
        return {actor for actor, files in coded.items() if files and _lists(files, file)}

    def occurring(self, file: str) -> set[str]:
        """Return the ids of the actors of whom an alias stands in a document, as whole words."""
        text = self.texts[file]
        return {
            known.id for known in self.names.known if any(_stands(alias, text) for alias in known.aliases)
        }


def read_gold(folder: Path, documents: Path | None = None, **elsewhere: Path | None) -> Iterator[Gold]:
    """Yield the gold of a folder, or of every folder inside it that holds one.

    Parameters
    ----------
    folder
        The folder to score.
    documents
        Where the texts lie, if not in ``folder/documents``; then only documents that the table of statements
        or that of events names are scored.
    elsewhere
        Paths of tables that lie in another folder, by name.

    Raises
    ------
    GoldError
        When there is no folder, no text or no table to score.

    """
    if not folder.is_dir():
        raise GoldError(f"{folder}: found no such folder; give the folder that holds the gold")
    inside = sorted({path.parent for path in folder.glob("*/**/documents") if path.is_dir()})
    if documents is None and not (folder / "documents").is_dir() and inside:
        for one in inside:
            yield _one(one, None, {})
    else:
        yield _one(folder, documents, elsewhere)


def _one(folder: Path, documents: Path | None, elsewhere: dict[str, Path | None]) -> Gold:
    tables = {name: path for name in COLUMNS if (path := elsewhere.get(name) or _table(folder, name))}
    if "actors" not in tables:
        raise GoldError(f"{folder}: found no actors.csv; add it, or say --actors FILE")
    place = documents or folder / "documents"
    if not place.is_dir():
        raise GoldError(f"{place}: found no such folder; put the documents there, or say --documents DIR")
    coded = _coded(tables)
    files = _files(place) if documents is None else coded
    if not files:
        raise GoldError(f"{folder}: found no document to score; add documents, statements.csv or events.csv")
    if lost := sorted(set(coded) - set(files)):
        raise GoldError(f"{place}: found no {', '.join(lost)}, which the gold names; put it there")
    try:
        texts = {name: read_document(place, name) for name in files}
    except DocumentError as fault:
        raise GoldError(str(fault)) from None
    return Gold(folder.name, place, tables, tuple(files), texts)


def _table(folder: Path, name: str) -> Path | None:
    places = (folder / "gold" / f"{name}.csv", folder / f"{name}.csv")
    return next((path for path in places if path.is_file()), None)


def _files(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir() if path.is_file() and not path.name.startswith("."))


def _coded(tables: dict[str, Path]) -> list[str]:
    coded = [name for name in ("statements", "events") if name in tables]
    return sorted({row["file"] for name in coded for row in _rows(tables[name], COLUMNS[name])})


def _rows(path: Path, columns: set[str]) -> list[Row]:
    """Return the rows of a table, once it has the columns that are read."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        absent = columns.difference(reader.fieldnames or ())
        if absent:
            raise GoldError(f"{path}: found no column {', '.join(sorted(absent))}; add it")
        return list(reader)


def _lists(files: str, file: str) -> bool:
    """Whether a cell such as ``000|002`` names a document, in full or by its beginning."""
    return any(file.startswith(part) for part in files.split("|") if part)


def _stands(alias: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text) is not None
