"""KTAB files: told from other tables, read and written, CSV or XML by their ending."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from majlis.case.fault import CaseFaults, Fault, shown
from majlis.case.ktab.csv import looks_like_ktab, scenario_of_csv
from majlis.case.ktab.scenario import KtabError, Scenario
from majlis.case.ktab.text import csv_of, xml_of
from majlis.case.ktab.xml import scenario_of_xml
from majlis.case.place import Place
from majlis.case.text_file import Unreadable, odd_characters, read_text, without_odd
from majlis.case.write import whole_file

READERS = {".csv": scenario_of_csv, ".xml": scenario_of_xml}
WRITERS = {".csv": csv_of, ".xml": xml_of}
ENDINGS = "a .csv or .xml file"


def is_ktab(path: Path) -> bool:
    """Tell whether a file is KTAB's: an .xml file, or a .csv file whose first line announces a scenario."""
    ending = path.suffix.lower()
    if ending != ".csv":
        return ending == ".xml"
    try:
        return looks_like_ktab(read_text(path.parent, path.name))
    except Unreadable:
        return False


def read_ktab(path: Path) -> Scenario:
    """Read a KTAB file.

    Raises
    ------
    CaseFaults
        With every fault of the file, each with line and column.

    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        place = Place(path.name, 1, 1)
        found = f"the ending {shown(path.suffix)}" if path.suffix else "a name without an ending"
        raise CaseFaults(path.name, [Fault(place, found, ENDINGS, "name it after what it holds")])
    try:
        text = read_text(path.parent, path.name)
    except Unreadable as error:
        raise CaseFaults(path.name, [error.fault]) from None
    scenario = reader(without_odd(text), path.name, list(odd_characters(text, path.name)))
    return replace(scenario, digest=hashlib.sha256(text.encode()).hexdigest())


def write_ktab(scenario: Scenario, path: Path) -> None:
    """Write a KTAB file, whole or not at all.

    Raises
    ------
    KtabError
        When there is something of that name already, its ending is another one, or it cannot be written.

    """
    check_target(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            file.write(WRITERS[path.suffix.lower()](scenario))
    except OSError as error:
        raise KtabError(f"{path} cannot be written ({error.strerror})") from None


def check_target(path: Path) -> None:
    """Refuse a name that is taken or that does not say what to write; raises `KtabError`."""
    if path.suffix.lower() not in WRITERS:
        raise KtabError(f"{path} does not say what to write; name {ENDINGS}")
    if path.exists() or path.is_symlink():
        raise KtabError(f"{path} is there already and is left alone; name a file that does not exist yet")
