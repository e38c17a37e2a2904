"""The gold of the invented documents: every row says what it may say and stands where it says."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import get_args

import pytest

from majlis.case.event import Plover
from majlis.case.load import shipped_cases
from majlis.evidence.text import read_document
from majlis.reading.actors.alias_file import read_aliases
from majlis.reading.proposal import Status

DISPUTES = sorted(path.parent for path in (Path(__file__).parent / "disputes").glob("*/*/documents"))
HARBOUR = shipped_cases()["harbour-dispute"]
FOLDERS = [(folder, folder) for folder in DISPUTES] + [(HARBOUR / "gold", HARBOUR)]
ALLOWED = {
    "speaker_class": {"actor", "group", "author", "unnamed"},
    "attribution": {"quote", "paraphrase"},
    "mode": {"speech", "belief", "author"},
    "status": set(get_args(Status)),
    "plover": {"", *get_args(Plover)},
    "kind": {"figure", "date"},
}
ACTING = ("speaker_id", "reported_by", "actor_id", "target_id")

pytestmark = pytest.mark.parametrize(
    ("tables", "home"), FOLDERS, ids=lambda path: path.name if path.is_dir() else None
)


def rows(tables: Path, *names: str) -> list[dict[str, str]]:
    found = []
    for name in names:
        path = tables / f"{name}.csv"
        if path.exists() or name != "events":
            with path.open(encoding="utf-8", newline="") as handle:
                found += list(csv.DictReader(handle))
    return found


def test_every_span_stands_at_its_offsets(tables: Path, home: Path) -> None:
    coded = rows(tables, "statements", "events", "numbers")
    texts = {
        path.name: read_document(home / "documents", path.name) for path in (home / "documents").iterdir()
    }
    assert {row["file"] for row in coded} == set(texts)
    wrong = [row for row in coded if texts[row["file"]][int(row["start"]) : int(row["end"])] != row["span"]]
    assert wrong == []


def test_cells_hold_what_the_codebook_allows(tables: Path, home: Path) -> None:
    coded = rows(tables, "statements", "events", "numbers")
    odd = [
        (row["span"], name)
        for row in coded
        for name in ALLOWED
        if row.get(name, "") not in ALLOWED[name] | {""}
    ]
    assert odd == []
    events = rows(tables, "events")
    assert [
        row["span"] for row in events if (row["plover"] == "THREATEN") != (row["status"] == "threatened")
    ] == []
    assert [
        row["span"] for row in coded if row.get("stance") and not -100 <= float(row["stance"]) <= 100
    ] == []


def test_ids_are_those_of_the_actors(tables: Path, home: Path) -> None:
    known = {actor.id for actor in read_aliases(tables / "actors.csv")} | {"unnamed", ""}
    used = {
        part
        for row in rows(tables, "statements", "events")
        for name in ACTING
        for part in row.get(name, "").split("|")
    }
    assert used <= known


def test_dates_are_coded_for_every_document(tables: Path, home: Path) -> None:
    assert [row["file"] for row in rows(tables, "dates")] == sorted(
        path.name for path in (home / "documents").iterdir()
    )
