"""A case that is read: its parts, places and digest."""

import pickle
import re
import time
from pathlib import Path

import pytest

from majlis.case.case import Outline
from majlis.case.load import TABLES, NoSuchCase, find_case, load, shipped_cases
from majlis.case.references import outline_estimates
from majlis.case.validation import fields_at

SOUND = Path(__file__).parents[1] / "corpus" / "sound"
FORMAT = Path(__file__).parents[2] / "docs" / "case-format.md"


def test_the_parts_of_a_case(ferry):
    assert [actor.id for actor in ferry.actors] == ["north", "south", "mayor", "ministry", "crews"]
    assert ferry.actor_by_id["north"].aliases == ("the northerners", "North")
    assert ferry.actor_by_id["north"].seats == 5
    assert [stance.name for stance in ferry.stances][5:7] == [
        "south.sailings@islands.capability",
        "mayor.sailings@ministry.position",
    ]
    assert ferry.stances[6].estimate.ends == (11, 14)
    assert ferry.stances[10].estimate.points == ((0, 0.3), (4, 0.7))
    assert ferry.bargains == (("islands", "sailings"), ("ministry", "sailings"))
    assert ferry.final_arena("sailings") == "ministry"
    assert ferry.participants("ministry", "sailings") == ("mayor", "ministry")
    assert ferry.stance("mayor", "sailings", "ministry", "salience").arena is None
    assert ferry.stance("north", "sailings", "ministry", "capability") is None
    assert ferry.relations[0].giver == "ministry"
    assert ferry.claim_by_id["C2"].locator.start == 120
    assert ferry.events[0].country == "NOR"
    assert ferry.series[1].value == 385.5
    assert ferry.correlations[0].rho == 0.5
    assert ferry.questions[0].condition.point == 7
    assert "4 actors with a stance, 13 estimates, 3 claims, 2 sources" in repr(ferry)
    assert "Will at least seven sailings" in ferry._repr_html_()


def test_a_number_of_a_sheet_without_a_value_column(tmp_path):
    """Where every row is uniform, a table needs low, high and shape only."""
    for path in SOUND.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "correlations.csv").unlink()
    rows = ["actor,issue,arena,field,low,high,shape"]
    for actor in ("north", "mayor"):
        rows += [
            f"{actor},sailings,,position,11,14,uniform",
            f"{actor},sailings,,salience,80,100,uniform",
            f"{actor},sailings,ministry,capability,50,70,uniform",
        ]
    (tmp_path / "stances.csv").write_text("\n".join(rows), encoding="utf-8")
    assert {stance.estimate.shape for stance in load(tmp_path).stances} == {"uniform"}


def text_at(folder, place):
    lines = (folder / place.file).read_text(encoding="utf-8").split("\n")
    return "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line : place.line + 20]])


@pytest.mark.parametrize("folder", [SOUND, *shipped_cases().values()], ids=lambda folder: folder.name)
def test_every_estimate_has_its_place(folder):
    case = load(folder)
    for row, stance in enumerate(case.stances):
        assert text_at(folder, case.places.at("stances", row)).startswith(f"{stance.actor},{stance.issue},")
        for column in ("value", "low", "high"):
            number = getattr(stance.estimate, column)
            if number is not None:
                cell = re.split(r"[,\n]", text_at(folder, case.places.number("stances", row, column)))[0]
                assert number in [float(part) for part in cell.split(" < ")]
    for row, relation in enumerate(case.relations):
        assert text_at(folder, case.places.at("relations", row, "value")).startswith(
            f"{relation.estimate.value:g}"
        )
    for path, estimate in outline_estimates(case):
        found = text_at(folder, case.places.number("case", *path, "value"))
        assert f"{estimate.value:g}" in found.split("\n")[0]
    for row, claim in enumerate(case.claims):
        assert text_at(folder, case.places.at("claims", row, "id")).startswith(claim.id)
        if claim.speaker:
            assert text_at(folder, case.places.at("claims", row, "speaker")).startswith(claim.speaker)


def test_the_digest_is_that_of_what_was_written_not_of_line_ends(tmp_path):
    for path in SOUND.iterdir():
        (tmp_path / path.name).write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(tmp_path).digest == load(SOUND).digest
    (tmp_path / "actors.csv").write_bytes(
        (tmp_path / "actors.csv").read_bytes().replace(b"The crews", b"The Crews")
    )
    assert load(tmp_path).digest != load(SOUND).digest


def test_cases_are_found_by_name_and_by_folder():
    assert find_case(SOUND) == SOUND
    assert find_case("iraq-2024").name == "iraq-2024"
    with pytest.raises(NoSuchCase, match=r"did you mean 'iraq-2024'\?"):
        find_case("iraq-2042")


def test_a_case_travels_to_another_process(ferry):
    copy = pickle.loads(pickle.dumps(ferry))
    assert copy.model_dump() == ferry.model_dump()
    assert copy.digest == ferry.digest
    assert copy.places == ferry.places


def test_reading_is_quick():
    """In time of the processor, so that a busy machine makes no difference."""
    load("iraq-2024")
    times = []
    for _ in range(5):
        begin = time.process_time()
        load("iraq-2024")
        times.append(time.process_time() - begin)
    assert min(times) < 0.35


@pytest.mark.skipif(not FORMAT.is_file(), reason="the documentation is not beside the tests")
def test_the_documentation_names_every_column_and_key():
    text = FORMAT.read_text(encoding="utf-8")
    for stem, form in TABLES.items():
        part = text.split(f"## {stem}.csv", 1)[1].split("\n## ", 1)[0]
        for column in form.headings.allowed:
            estimated = "columns of an estimate" in part and f"`{column}`" in text.split("## case.yaml")[0]
            assert f"`{column}`" in part or estimated, f"{stem}.csv: {column}"
        for column in form.required:
            assert f"`{column}`\\*" in part or column == "value", f"{stem}.csv: {column}"
    outline = text.split("## case.yaml", 1)[1].split("\n## ", 1)[0]
    for path in (
        (),
        ("arenas", 0),
        ("arenas", 0, "delegates", 0),
        ("issues", 0),
        ("issues", 0, "scale"),
        ("questions", 0),
        ("motion",),
        ("motion", "mechanisms", 0),
        ("motion", "worlds", 0),
    ):
        for key in fields_at(path):
            assert f"{key}:" in outline, f"case.yaml: {path} {key}"
    assert fields_at(()) == tuple(Outline.model_fields)
