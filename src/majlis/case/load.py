"""Reading a case folder: every fault at once, each with its place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from majlis.case.actor import Actor
from majlis.case.case import Case, Outline, with_origin
from majlis.case.claim import LOCATOR_COLUMNS, Claim
from majlis.case.correlation import Correlation
from majlis.case.estimate import ESTIMATE_COLUMNS
from majlis.case.event import Event
from majlis.case.fault import CaseFaults, Fault, nearest, shown
from majlis.case.place import Place, Places
from majlis.case.references import reference_faults
from majlis.case.relation import Relation
from majlis.case.series import Observation
from majlis.case.source import Source
from majlis.case.stance import Stance
from majlis.case.table_file import read_table
from majlis.case.text_file import Unreadable, read_text
from majlis.case.value import Record
from majlis.case.yaml_file import read_yaml


@dataclass(frozen=True)
class TableForm:
    """What a table of a case may and must hold."""

    record: type[Record]
    required: tuple[str, ...]
    needed: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Headings that the table may have."""
        names: list[str] = []
        for name, info in self.record.model_fields.items():
            if name == "estimate":
                names.extend(ESTIMATE_COLUMNS)
            elif name == "locator":
                names.extend(LOCATOR_COLUMNS)
            else:
                names.append(info.alias or name)
        return tuple(names)


TABLES: dict[str, TableForm] = {
    "actors": TableForm(Actor, ("id", "name", "kind"), needed=True),
    "stances": TableForm(Stance, ("actor", "issue", "field", "value"), needed=True),
    "relations": TableForm(Relation, ("from", "to", "kind", "value")),
    "sources": TableForm(Source, ("id", "title", "date", "reliability")),
    "claims": TableForm(Claim, ("id", "kind", "statement", "source")),
    "events": TableForm(Event, ("id", "date", "description")),
    "series": TableForm(Observation, ("series", "date", "value", "unit")),
    "correlations": TableForm(Correlation, ("first", "second", "rho")),
}


class NoSuchCase(ValueError):  # noqa: N818 - named for what the user sees
    """Raised when a name is neither a folder with a ``case.yaml`` nor a shipped case."""


def shipped_cases() -> dict[str, Path]:
    """Return the folders of the cases that come with Majlis, by name."""
    root = Path(str(files("majlis"))) / "cases"
    return {folder.name: folder for folder in sorted(root.iterdir()) if (folder / "case.yaml").is_file()}


def find_case(name: str | Path) -> Path:
    """Return the folder of a case: a path to a folder, or the name of a shipped case.

    Raises
    ------
    NoSuchCase
        When there is neither.
    """
    folder = Path(name)
    if folder.is_dir():
        return folder
    shipped = shipped_cases()
    if str(name) in shipped:
        return shipped[str(name)]
    if folder.exists():
        raise NoSuchCase(f"{name} is a file; a case is a folder that holds a case.yaml")
    raise NoSuchCase(
        f"there is no folder '{name}' and no shipped case of that name; {nearest(str(name), shipped)}"
    )


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
    outline = reader.outline()
    tables = {stem: reader.table(stem, form) for stem, form in TABLES.items()}
    if outline is None or reader.broken:
        raise CaseFaults(folder.name, reader.faults)
    case = with_origin(
        Case.model_construct(**dict(outline), **tables),
        reader.places,
        reader.digest.hexdigest(),
    )
    faults = [*reader.faults, *reference_faults(case)]
    if faults:
        raise CaseFaults(folder.name, faults)
    return case


class _Reader:
    """Reads the files of one folder and gathers their faults."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = Places()
        self.faults: list[Fault] = []
        self.broken = False
        self.digest = hashlib.sha256()

    def outline(self) -> Outline | None:
        text = self._text("case.yaml", needed=True)
        if text is None:
            return None
        data, faults = read_yaml(text, "case.yaml", "case", self.places)
        self.faults += faults
        if data is None:
            return None
        if not isinstance(data, dict):
            place = self.places.at("case")
            self.faults.append(
                Fault(place, "no mapping", "keys such as 'id:' and 'issues:'", "see docs/case-format.md")
            )
            return None
        try:
            return Outline.model_validate(data)
        except ValidationError as error:
            self.faults += faults_from(error, ("case",), self.places)
            return None

    def table(self, stem: str, form: TableForm) -> tuple[Record, ...]:
        name = f"{stem}.csv"
        text = self._text(name, form.needed)
        if text is None:
            return ()
        table, faults = read_table(text, name, form.columns, form.required, self.places)
        self.faults += faults
        records = []
        for index, row in enumerate(table.rows):
            try:
                records.append(form.record.model_validate(row))
            except ValidationError as error:
                self.broken = True
                self.faults += faults_from(error, (stem, index), self.places)
        if form.needed and table.columns and not table.rows:
            self.faults.append(
                Fault(Place(name, 1, 1), "a heading row and nothing below", "rows", "add them")
            )
        return tuple(records)

    def _text(self, name: str, needed: bool) -> str | None:
        path = self.folder / name
        if not path.exists() and not path.is_symlink():
            if needed:
                self.broken = True
                fault = Fault(
                    Place(name, 1, 1), "no such file", f"'{name}' in the case folder", "see 'majlis new'"
                )
                self.faults.append(fault)
            return None
        try:
            text = read_text(self.folder, name)
        except Unreadable as error:
            self.broken = True
            self.faults.append(error.fault)
            return None
        self.digest.update(f"{name}\0{len(text)}\0{text}".encode())
        return text


PLAIN_TYPES = {
    "string_type": ("text", "put it in quotes"),
    "list_type": ("a list", "begin each item with a dash"),
    "tuple_type": ("a list", "begin each item with a dash"),
    "model_type": ("keys and values", "indent 'key: value' lines below it"),
    "dict_type": ("keys and values", "indent 'key: value' lines below it"),
    "too_short": ("at least one", "add one"),
}


def faults_from(error: ValidationError, root: tuple[str | int, ...], places: Places) -> list[Fault]:
    """Turn what pydantic found into faults; a list is not called too short where only its items are wrong."""
    details = error.errors(include_url=False)
    return [_fault(d, root, places) for d in details if not (d["type"] == "too_short" and d["input"])]


def _fault(detail: ErrorDetails, root: tuple[str | int, ...], places: Places) -> Fault:
    where = (*root, *detail["loc"])
    kind = detail["type"]
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "misfit":
        ctx = detail["ctx"]
        return Fault(_place(where, places), ctx["found"], ctx["expected"], ctx["mend"])
    if kind == "missing":
        return Fault(_place(where[:-1], places), f"no '{last}'", f"'{last}'", f"add '{last}'")
    if kind == "extra_forbidden":
        place = places.known.get((*where, "<key>"), _place(where, places))
        return Fault(place, f"the key '{last}'", "a key of docs/case-format.md", _nearest_key(where, last))
    if kind == "literal_error":
        expected = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        words = [word.strip() for word in expected.split(",")]
        return Fault(
            _place(where, places),
            shown(detail["input"]),
            f"one of {', '.join(words)}",
            nearest(str(detail["input"]), words),
        )
    if kind in PLAIN_TYPES:
        expected, mend = PLAIN_TYPES[kind]
        found = "an empty list" if kind == "too_short" else _kind_of(detail["input"])
        return Fault(_place(where, places), found, expected, mend)
    found = _kind_of(detail["input"])
    return Fault(
        _place(where, places), found, detail["msg"].removeprefix("Value error, "), "see docs/case-format.md"
    )


def _place(where: tuple[str | int, ...], places: Places) -> Place:
    """Return the place of a path; in a table the last part that names a column counts."""
    if len(where) > 2 and where[0] != "case":
        for part in reversed(where[2:]):
            found = places.known.get((*where[:2], part))
            if found is not None:
                return found
    return places.at(*where)


def _nearest_key(where: tuple[str | int, ...], key: str) -> str:
    if " " in key.strip():
        return "put quotes around text that holds a comma or a colon"
    known: set[str] = set()
    pending: list[type[Record]] = [Outline]
    while pending:
        record = pending.pop()
        known.update(record.model_fields)
        for info in record.model_fields.values():
            pending.extend(_records_in(info.annotation))
    return nearest(key, known) if len(where) > 2 else nearest(key, Outline.model_fields)


def _records_in(annotation: Any) -> list[type[Record]]:
    inner = getattr(annotation, "__args__", ())
    found = [part for arg in inner for part in _records_in(arg)]
    if isinstance(annotation, type) and issubclass(annotation, Record):
        found.append(annotation)
    return found


def _kind_of(value: Any) -> str:
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    return shown(value)
