"""Reading a case folder: every fault at once, each with its place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from majlis.case.actor import Actor
from majlis.case.case import Case, Outline, with_origin
from majlis.case.checks import faults_across
from majlis.case.claim import LOCATOR_COLUMNS, Claim
from majlis.case.correlation import Correlation
from majlis.case.estimate import ESTIMATE_COLUMNS
from majlis.case.event import Event
from majlis.case.extent import Extent
from majlis.case.fault import CaseFaults, Fault, nearest
from majlis.case.hazard import Hazard
from majlis.case.ktab.accommodation import FILE as ACCOMMODATION
from majlis.case.ktab.accommodation import accommodation
from majlis.case.level import Level
from majlis.case.link import Link
from majlis.case.parameter import Parameter
from majlis.case.place import Place, Places
from majlis.case.relation import Relation
from majlis.case.series import Observation
from majlis.case.source import Source
from majlis.case.stance import Stance
from majlis.case.stray_file import stray_files
from majlis.case.table_file import Headings, Table, read_table
from majlis.case.text_file import LARGEST_FILE, Unreadable, odd_characters, read_text, without_odd
from majlis.case.validation import faults_from
from majlis.case.value import Record, is_id
from majlis.case.yaml_file import LARGEST_YAML, read_yaml

OUTLINE = "case.yaml"
OUTLINE_PARTS = ("issues", "arenas")
RANGE_FOR_VALUE = (("value", ("low", "high", "shape")),)


@dataclass(frozen=True)
class TableForm:
    """What a table of a case may and must hold."""

    record: type[Record]
    required: tuple[str, ...]
    needed: bool = False

    @property
    def headings(self) -> Headings:
        """Headings that the table may and must have; a range and its shape may stand for a value."""
        names: list[str] = []
        for name, info in self.record.model_fields.items():
            if name == "estimate":
                names.extend(ESTIMATE_COLUMNS)
            elif name == "locator":
                names.extend(LOCATOR_COLUMNS)
            else:
                names.append(info.alias or name)
        return Headings(tuple(names), self.required, RANGE_FOR_VALUE if "shape" in names else ())


TABLES: dict[str, TableForm] = {
    "actors": TableForm(Actor, ("id", "name", "kind"), needed=True),
    "stances": TableForm(Stance, ("actor", "issue", "field", "value"), needed=True),
    "relations": TableForm(Relation, ("from", "to", "kind", "value")),
    "sources": TableForm(Source, ("id", "title", "date", "reliability")),
    "claims": TableForm(Claim, ("id", "kind", "statement", "source")),
    "events": TableForm(Event, ("id", "date", "description")),
    "series": TableForm(Observation, ("series", "date", "value", "unit")),
    "correlations": TableForm(Correlation, ("first", "second", "rho")),
    "levels": TableForm(Level, ("id", "title", "unit", "bottom", "top", "value")),
    "hazards": TableForm(Hazard, ("id", "title", "value")),
    "links": TableForm(Link, ("id", "cause", "effect", "sign", "strength")),
    "parameters": TableForm(Parameter, ("name", "value")),
}


class NoSuchCase(ValueError):  # noqa: N818 - named for what the user sees
    """Raised when a name is neither a folder nor a shipped case."""


def shipped_cases() -> dict[str, Path]:
    """Return the folders of the cases that come with Majlis, by name."""
    root = Path(str(files("majlis"))) / "cases"
    return {folder.name: folder for folder in sorted(root.iterdir()) if (folder / OUTLINE).is_file()}


def find_case(name: str | Path) -> Path:
    """Return the folder of a case: a path to a folder, or the name of a shipped case.

    Raises
    ------
    NoSuchCase
        When there is neither.

    """
    folder = Path(name)
    if str(name) and _is(folder, "is_dir"):
        return folder
    shipped = shipped_cases()
    if str(name) in shipped:
        return shipped[str(name)]
    if str(name) and _is(folder, "exists"):
        raise NoSuchCase(f"{name} is a file; a case is a folder that holds a case.yaml")
    raise NoSuchCase(
        f"there is no folder '{name}' and no shipped case of that name; {nearest(str(name), shipped)}"
    )


def _is(path: Path, question: str) -> bool:
    try:
        return bool(getattr(path, question)())
    except (OSError, ValueError):
        return False


def load(name: str | Path) -> Case:
    """Read a case and check it.

    Parameters
    ----------
    name
        A case folder, or the name of a shipped case (`shipped_cases`).

    Raises
    ------
    NoSuchCase
        When there is no such folder or shipped case.
    CaseFaults
        When anything in it is wrong; holds all faults, each with file, line and column.

    """
    folder = find_case(name)
    reader = _Reader(folder)
    reader.strays()
    outline = reader.outline()
    tables: dict[str, Any] = {stem: reader.table(stem, form) for stem, form in TABLES.items()}
    follows = reader.text_of(ACCOMMODATION)
    parts = dict(outline) if outline is not None else {}
    case = with_origin(Case.model_construct(**parts, **tables), reader.places, reader.digest.hexdigest())
    faults = [*reader.faults, *faults_across(case, reader.extent())]
    if faults:
        raise CaseFaults(folder.resolve().name, faults)
    return (
        case if follows is None else case.model_copy(update={"accommodation": accommodation(follows, case)})
    )


def read_beside(folder: Path, stem: str, form: TableForm) -> tuple[tuple[Record, ...], Places]:
    """Read a table that stands in a case folder but is no part of the case: no run knows of it.

    Raises
    ------
    CaseFaults
        When anything in it is wrong, or a file that is probably meant has another name.

    """
    reader = _Reader(folder)
    reader.faults += [fault for _, fault in stray_files(folder, (stem,))]
    rows = reader.table(stem, form)
    if reader.faults:
        raise CaseFaults(folder.resolve().name, reader.faults)
    return rows, reader.places


class _Reader:
    """Reads the files of one folder and gathers their faults.

    It also keeps what could not be read, see `Extent`, so that one fault does not make ten others.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = Places()
        self.faults: list[Fault] = []
        self.unread: set[str] = set()
        self.lost: set[str] = set()
        self.named: dict[str, set[str]] = {}
        self.digest = hashlib.sha256()

    def extent(self) -> Extent:
        """Say how much of the case could be read."""
        named = {part: frozenset(ids) for part, ids in self.named.items()}
        return Extent(frozenset(self.unread), frozenset(self.lost), named)

    def strays(self) -> None:
        for meant, fault in stray_files(self.folder, TABLES):
            self.faults.append(fault)
            self._lose(meant)

    def outline(self) -> Outline | None:
        text = self._text(OUTLINE, needed=True, largest=LARGEST_YAML)
        self._lose("case")
        if text is None:
            return None
        data, faults = read_yaml(text, OUTLINE, "case", self.places)
        self.faults += faults
        if data is None:
            return None
        if not isinstance(data, dict):
            place = self.places.at("case")
            self.faults.append(
                Fault(place, "no mapping", "keys such as 'id:' and 'issues:'", "see docs/case-format.md")
            )
            return None
        for part in OUTLINE_PARTS:
            if isinstance(data.get(part), list):
                self.lost.discard(part)
            self._name(part, data.get(part))
        try:
            outline = Outline.model_validate(data)
        except ValidationError as error:
            said = {fault.place for fault in faults}
            self.faults += [f for f in faults_from(error, ("case",), self.places) if f.place not in said]
            return None
        self.unread.discard("case")
        self.lost.difference_update(OUTLINE_PARTS)
        return outline

    def table(self, stem: str, form: TableForm) -> tuple[Record, ...]:
        name = f"{stem}.csv"
        text = self._text(name, form.needed, LARGEST_FILE)
        if text is None:
            return ()
        raw = Places()
        table, faults = read_table(text, name, form.headings, raw)
        self.faults += faults
        if not table.sound:
            self._lose(stem)
        elif form.needed and not table.rows:
            self.faults.append(
                Fault(Place(name, 1, 1), "a heading row and nothing below", "rows", "add them")
            )
            self._lose(stem)
        return self._records(stem, form, table, raw)

    def _records(self, stem: str, form: TableForm, table: Table, raw: Places) -> tuple[Record, ...]:
        records, sound = [], []
        for index, row in enumerate(table.rows):
            try:
                records.append(form.record.model_validate(row))
                sound.append(index)
            except ValidationError as error:
                self.unread.add(stem)
                self._name(stem, [row])
                if index in table.wide:
                    self.faults.append(table.wide[index])
                self.faults += faults_from(error, (stem, index), raw, headed_only=not table.sound)
        if len(sound) < len(table.rows):
            raw = raw.with_rows(stem, sound)
        self.places.known |= raw.known
        self.places.gaps |= raw.gaps
        return tuple(records)

    def _lose(self, part: str) -> None:
        self.unread.add(part)
        self.lost.update(OUTLINE_PARTS if part == "case" else (part,))

    def _name(self, part: str, items: Any) -> None:
        """Keep the ids of items that may turn out to be unsound: references to them are no faults."""
        for item in items if isinstance(items, list) else ():
            name = str(item.get("id") or "") if isinstance(item, dict) else ""
            if is_id(name):
                self.named.setdefault(part, set()).add(name)
            else:
                self.lost.add(part)

    def text_of(self, name: str) -> str | None:
        """Return the text of a table that is read once the actors are known; None where there is none."""
        return self._text(name, needed=False, largest=LARGEST_FILE)

    def _text(self, name: str, needed: bool, largest: int) -> str | None:
        path = self.folder / name
        stem = name.split(".")[0]
        if not path.exists() and not path.is_symlink():
            if needed:
                self._lose(stem)
                fault = Fault(
                    Place(name, 1, 1), "no such file", f"'{name}' in the case folder", "see 'majlis new'"
                )
                self.faults.append(fault)
            return None
        try:
            text = read_text(self.folder, name, largest)
        except Unreadable as error:
            self._lose(stem)
            self.faults.append(error.fault)
            return None
        self.digest.update(f"{name}\0{len(text)}\0{text}".encode())
        self.faults += odd_characters(text, name)
        return without_odd(text)
