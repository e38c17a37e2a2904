"""Writing a KTAB scenario as a case folder, whole or not at all."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from majlis.case.case import Case
from majlis.case.day import Day
from majlis.case.fault import CaseFaults, Fault
from majlis.case.ktab.accommodation import FILE, plain_number, write_accommodation
from majlis.case.ktab.case import case_of, file_name
from majlis.case.ktab.scenario import KtabError, Scenario
from majlis.case.load import OUTLINE, load
from majlis.case.place import Place
from majlis.case.table_file import MOST_CELLS
from majlis.case.yaml_file import LARGEST_YAML

STANCES = ("actor", "issue", "field", "value", "reason")
ACTORS = ("id", "name", "kind", "note")
SOURCES = ("id", "title", "date", "reliability", "note")
UNQUOTED = re.compile(r"[A-Za-z][A-Za-z0-9_()./-]*( [A-Za-z0-9_()./-]+)*")
WORDS_OF_YAML = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")


def write_folder(scenario: Scenario, folder: Path, as_of: Day) -> Case:
    """Write a case folder that does not exist yet (or is empty) and return the case.

    Raises
    ------
    KtabError
        When something is there already, or the place cannot be written.
    CaseFaults
        When the scenario is more than a case folder can hold.

    """
    if folder.is_symlink() or folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise KtabError(f"{folder} is there already and is left alone; name a folder that does not exist yet")
    case = case_of(scenario, as_of)
    outline = "\n".join(_outline(case, scenario)) + "\n"
    _check_size(scenario, outline)
    target = folder.absolute()
    made: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        (made / OUTLINE).write_text(outline, encoding="utf-8")
        _write_tables(case, scenario, made)
        read = load(made)
        made.chmod(0o755)
        made.rename(target)
    except OSError as error:
        raise KtabError(f"{folder} cannot be written ({error.strerror})") from None
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
    return read


def _check_size(scenario: Scenario, outline: str) -> None:
    rows = 3 * len(scenario.actors) * len(scenario.dimensions)
    cells = len(STANCES) * (rows + 1)
    size = len(outline.encode())
    count = f"{len(scenario.actors):,} actors in {len(scenario.dimensions):,} dimensions"
    what = ""
    if size > LARGEST_YAML:
        what = f"{count}, a case.yaml of {size:,} bytes"
        expected = f"at most {LARGEST_YAML:,} bytes"
    elif cells > MOST_CELLS:
        what = f"{count}, a stances.csv of {cells:,} cells"
        expected = f"at most {MOST_CELLS:,} cells"
    if what:
        place = scenario.places.get(("dimension", 0), Place(scenario.file, 1, 1))
        mend = "part it into several files; 'majlis settle' takes it as it is"
        raise CaseFaults(scenario.file, [Fault(place, what, expected, mend)])


def _outline(case: Case, scenario: Scenario) -> Iterator[str]:
    yield f"# Written from the KTAB file {file_name(scenario)}, which does not say what the ends of its"
    yield "# scales stand for, nor when it was made: label the ends, and correct as_of."
    yield "format: 1"
    yield f"id: {_yaml(case.id)}"
    yield f"title: {_yaml(case.title)}"
    yield f"as_of: {case.as_of}            # nothing published later may inform an estimate"
    if case.summary:
        yield f"summary: {_yaml(case.summary)}"
    if case.model is not None:
        yield f"model: {case.model}"
    if scenario.parameters:
        yield f"options:                # as the file asks; its seed is {scenario.seed}"
        yield from (f"  {name}: {_yaml(value)}" for name, value in scenario.parameters.items())
    yield "arenas:"
    for arena in case.arenas:
        yield f"  - id: {_yaml(arena.id)}"
        yield f"    label: {_yaml(arena.label)}"
    yield "issues:"
    for issue in case.issues:
        yield f"  - id: {_yaml(issue.id)}"
        yield f"    label: {_yaml(issue.label)}"
        yield "    scale:"
        yield f"      low: {plain_number(issue.scale.low)}"
        yield f"      high: {plain_number(issue.scale.high)}"
        yield "      points:"
        for point in issue.scale.points:
            yield f"        - at: {plain_number(point.at)}"
            yield f"          label: {_yaml(point.label)}"
    yield "questions:"
    for question in case.questions:
        yield f"  - id: {_yaml(question.id)}"
        yield f"    text: {_yaml(question.text)}"
        yield "    kind: numeric"
        yield f"    resolve: {_yaml(question.resolve)}"


def _yaml(text: str) -> str:
    """Write one text: as it is where YAML leaves it alone, else between quotes with escapes."""
    if UNQUOTED.fullmatch(text) and text.lower() not in WORDS_OF_YAML:
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _write_tables(case: Case, scenario: Scenario, folder: Path) -> None:
    actors = ((actor.id, actor.name, actor.kind, actor.note or "") for actor in case.actors)
    _write(folder / "actors.csv", ACTORS, actors)
    stances = (
        (
            stance.actor,
            stance.issue,
            stance.field,
            plain_number(stance.estimate.centre),
            stance.estimate.reason or "",
        )
        for stance in case.stances
    )
    _write(folder / "stances.csv", STANCES, stances)
    sources = (
        (source.id, source.title, str(source.date), source.reliability, source.note or "")
        for source in case.sources
    )
    _write(folder / "sources.csv", SOURCES, sources)
    if scenario.accommodation:
        with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
            write_accommodation(file, scenario.accommodation, [actor.id for actor in case.actors])


def _write(path: Path, heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)
