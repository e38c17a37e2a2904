"""Broken cases, each with every line that reading it must answer (see the lists broken*.toml)."""

import tomllib
from pathlib import Path

import pytest

from majlis.case.fault import CaseFaults
from majlis.case.load import load
from majlis.ensemble.assembly import assemble
from majlis.ensemble.motion.model import assemble_motion


def broken_in(name):
    """The entries of one list of broken cases."""
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["broken"]


BROKEN = broken_in("broken.toml")
BROKEN_MOTION = broken_in("broken_motion.toml")
BROKEN_ASSEMBLY = broken_in("broken_assembly.toml")


def change(folder, edit):
    """Make one edit of broken.toml."""
    path = folder / edit["file"]
    if edit.get("delete"):
        path.unlink()
    elif "hex" in edit:
        path.write_bytes(bytes.fromhex(edit["hex"]))
    elif "text" in edit:
        path.write_bytes(edit["text"].encode())
    elif "append" in edit:
        path.write_bytes(path.read_bytes() + edit["append"].encode())
    else:
        text = path.read_bytes().decode()
        assert text.count(edit["find"]) == 1, f"{edit['find']!r} is to occur once in {edit['file']}"
        path.write_bytes(text.replace(edit["find"], edit["replace"]).encode())


def faults_of(folder, assembled=False, in_motion=False):
    """Every line that reading (and assembling, at rest or in motion) a case answers."""
    try:
        case = load(folder)
        if assembled:
            assemble(case)
        if in_motion:
            assemble_motion(case)
    except CaseFaults as error:
        return [str(fault) for fault in error.faults]
    return []


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken["name"])
def test_every_fault_is_named_with_its_place_and_mend(broken, sound):
    for edit in broken.get("edits", [broken]):
        change(sound, edit)
    lines = faults_of(sound, broken.get("assembled", False))
    if broken.get("assembled"):
        lines = [line[: len(begin)] for line, begin in zip(lines, broken["expect"], strict=True)]
    assert lines == broken["expect"]


@pytest.mark.parametrize("broken", BROKEN_MOTION, ids=lambda broken: broken["name"])
def test_every_fault_of_motion_is_named_with_its_place_and_mend(broken, moving):
    for edit in broken.get("edits", [broken]):
        change(moving, edit)
    assert faults_of(moving) == broken["expect"]


@pytest.mark.parametrize("broken", BROKEN_ASSEMBLY, ids=lambda broken: broken["name"])
def test_every_fault_that_comes_out_in_assembling_motion_is_named(broken, harbour):
    for edit in broken["edits"]:
        change(harbour, edit)
    assert faults_of(harbour, in_motion=True) == broken["expect"]


def test_there_are_many_and_no_two_alike():
    assert len(BROKEN) >= 80
    assert len(BROKEN_MOTION) >= 30
    names = [broken["name"] for broken in BROKEN + BROKEN_MOTION + BROKEN_ASSEMBLY]
    assert len(set(names)) == len(names)


def test_every_broken_case_has_a_fault():
    assert all(broken["expect"] for broken in BROKEN + BROKEN_MOTION + BROKEN_ASSEMBLY)


def test_the_sound_case_has_no_fault(sound):
    assert faults_of(sound, assembled=True) == []


def test_the_case_in_motion_has_no_fault(moving):
    assert faults_of(moving, assembled=True) == []


def test_a_case_without_motion_assembles_as_before(harbour):
    """Without 'motion:' and its tables the same case is settled once, and nothing moves."""
    text = (harbour / "case.yaml").read_text(encoding="utf-8")
    asked = text[: text.index("  - id: strikes")].replace("resolve: happened(vote)\n    undated:", "resolve:")
    plain = [line for line in asked.splitlines() if not line.strip().startswith("anchor:")]
    (harbour / "case.yaml").write_text("\n".join(plain) + "\n", encoding="utf-8")
    for name in ("levels", "hazards", "links", "events"):
        (harbour / f"{name}.csv").unlink()
    assert faults_of(harbour, assembled=True) == []
    assert load(harbour).motion is None


def test_what_spreadsheets_do_to_files_is_accepted(sound):
    """A byte-order mark, CRLF, semicolons, tabs, a line that declares them, and blank rows and columns."""
    plain = load(sound)
    ways = [
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace(",", ";"),
        lambda text: "\ufeffsep=;\r\n" + text.replace(",", ";").replace("\n", "\r\n"),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace("\n", ",,\n") + ",,,,,,,\n\n\n",
        lambda text: text.split("\n", 1)[0].upper() + "\n" + text.split("\n", 1)[1],
        lambda text: text.replace(",", " , "),
    ]
    tables = {path: path.read_text(encoding="utf-8") for path in sound.glob("*.csv")}
    for way in ways:
        for path, text in tables.items():
            path.write_bytes(way(text).encode())
        read = load(sound)
        assert read.model_dump() == plain.model_dump()
        assert read.places.at("stances", 1, "value").column >= plain.places.at("stances", 1, "value").column


def test_other_files_in_the_folder_are_left_alone(sound):
    for name in (
        "NOTES.md",
        "stances.txt",
        ".stances.csv.swp",
        "~$stances.csv",
        "map.png",
        "stances-old.csv",
    ):
        (sound / name).write_text("anything", encoding="utf-8")
    assert faults_of(sound) == []
