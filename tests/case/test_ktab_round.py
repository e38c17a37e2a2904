"""From KTAB to a case and back: nothing of a KTAB file is lost, and what is lost of a case is said."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.case.case import Case
from majlis.case.day import Day
from majlis.case.fault import CaseFaults
from majlis.case.ktab.case import case_of
from majlis.case.ktab.export import scenario_of_case
from majlis.case.ktab.file import read_ktab, write_ktab
from majlis.case.ktab.folder import write_folder
from majlis.case.ktab.ids import ids_of
from majlis.case.ktab.scenario import KtabActor, KtabError, Scenario
from majlis.case.load import load
from majlis.case.value import is_id

SAMPLES = Path(__file__).parent / "ktab"
FILES = ("SOE-Policy.csv", "dummyData_3Dim.csv", "dummyData_3Dim.xml", "smpExample_fixed.xml")
DAY = Day("2026-11-20")

letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))
texts = st.text(letters, max_size=25).map(str.strip).filter(lambda text: "\ufffd" not in text)
words = texts.filter(bool)
# Numbers as people write them: none that only a spreadsheet's short form could hold.
shares = st.integers(0, 10_000).map(lambda number: number / 100)
capabilities = st.integers(1, 10**9).map(lambda number: number / 1_000)


@st.composite
def scenarios(draw: st.DrawFn, file: str) -> Scenario:
    dimensions = tuple(draw(st.lists(words, min_size=1, max_size=3)))
    names = draw(st.lists(words, min_size=1, max_size=5, unique=True))
    actors = []
    for row, name in enumerate(names):
        positions = tuple(draw(shares) for _ in dimensions)
        saliences = tuple(draw(st.integers(int(not row), 100 // len(dimensions))) for _ in dimensions)
        description = draw(texts.filter(lambda text, name=name: text != name))
        actors.append(
            KtabActor(name, description, draw(capabilities), positions, tuple(map(float, saliences)))
        )
    accommodation = {}
    if file.endswith(".xml"):
        rows = st.integers(0, len(names) - 1)
        for actor in draw(st.sets(rows)):
            accommodation[actor, actor] = 0.5
            follows = draw(rows)
            if follows != actor:
                accommodation[actor, follows] = draw(st.integers(1, 50)) / 100
    return Scenario(file, draw(texts), draw(texts), dimensions, tuple(actors), accommodation)


def through(scenario: Scenario) -> tuple[Case, Case, Scenario]:
    """Import a scenario into a folder, export that, and import again."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        case = write_folder(scenario, root / "case", DAY)
        exported = scenario_of_case(case, scenario.file).scenario
        write_ktab(exported, root / scenario.file)
        again = read_ktab(root / scenario.file)
        return case, write_folder(again, root / "again", DAY), again


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(("a.csv", "a.xml")).flatmap(scenarios))
def test_import_export_import(scenario: Scenario) -> None:
    case, twice, again = through(scenario)
    assert twice.model_dump() == case.model_dump()
    assert case.model_dump() == case_of(scenario, DAY).model_dump()
    assert again.dimensions == scenario.dimensions
    assert [a.name for a in again.actors] == [a.name for a in scenario.actors]
    assert [(a.capability, a.positions, a.saliences) for a in again.actors] == [
        (a.capability, a.positions, a.saliences) for a in scenario.actors
    ]
    assert dict(again.accommodation) == dict(scenario.accommodation)


@settings(deadline=None, max_examples=60)
@given(scenarios("a.xml"))
def test_what_is_written_is_read(scenario: Scenario) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_ktab(scenario, Path(place) / "a.xml")
        again = read_ktab(Path(place) / "a.xml")
    assert again.name == scenario.name
    assert again.accommodation == scenario.accommodation
    assert [a.description for a in again.actors] == [a.description or a.name for a in scenario.actors]


@pytest.mark.parametrize("name", FILES)
def test_samples_go_round(name: str) -> None:
    scenario = read_ktab(SAMPLES / name)
    case, twice, again = through(scenario)
    assert twice.model_dump() == case.model_dump()
    assert again.actors == scenario.actors
    assert again.accommodation == scenario.accommodation
    assert again.parameters == scenario.parameters


@settings(deadline=None)
@given(st.lists(st.text(max_size=100), max_size=8))
def test_ids_are_valid_and_differ(names: list[str]) -> None:
    ids = ids_of(names, "actor")
    assert all(map(is_id, ids))
    assert len({key.lower() for key in ids}) == len(names)


def test_ids() -> None:
    assert ids_of(["XJ", "xj", "Liu He - DRC", "Conseil d'État", "عراق", "xj-2", ""], "actor") == [
        "XJ",
        "xj-2",
        "Liu_He_-_DRC",
        "Conseil_d_Etat",
        "actor-5",
        "xj-2-2",
        "actor-7",
    ]


def test_a_folder_says_where_it_comes_from(tmp_path: Path) -> None:
    case = write_folder(read_ktab(SAMPLES / "smpExample_fixed.xml"), tmp_path / "new" / "mine", DAY)
    assert load(tmp_path / "new" / "mine").model_dump() == case.model_dump()
    assert {stance.estimate.reason for stance in case.stances} == {"from KTAB file smpExample_fixed.xml"}
    assert [source.title for source in case.sources] == ["KTAB file smpExample_fixed.xml"]
    assert [question.resolve for question in case.questions] == ["FirstDim", "SecondDim", "YADN"]
    assert case.issues[0].scale.label_near(0) == "low end of FirstDim"
    text = (tmp_path / "new" / "mine" / "case.yaml").read_text(encoding="utf-8")
    assert "model: spatial\noptions:" in text
    assert "  VotingRule: PropCbc\n" in text
    table = (tmp_path / "new" / "mine" / "accommodation.csv").read_text(encoding="utf-8")
    assert "Bob,Alice,0.07" in table
    assert not list((tmp_path / "new").glob(".*"))


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    scenario = read_ktab(SAMPLES / "SOE-Policy.csv")
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KtabError, match="is there already and is left alone"):
        write_folder(scenario, tmp_path, DAY)
    with pytest.raises(KtabError, match="is there already and is left alone"):
        write_folder(scenario, tmp_path / "note.txt", DAY)
    with pytest.raises(KtabError, match="cannot be written"):
        write_folder(scenario, tmp_path / "note.txt" / "below", DAY)
    (tmp_path / "a.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(KtabError, match="is there already and is left alone"):
        write_ktab(scenario, tmp_path / "a.csv")
    with pytest.raises(KtabError, match=r"name a \.csv or \.xml file"):
        write_ktab(scenario, tmp_path / "a.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "note.txt"]
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("actors", "dimensions", "what"), [(3, 1_000, "case.yaml"), (250, 90, "stances.csv")]
)
def test_more_than_a_folder_holds(tmp_path: Path, actors: int, dimensions: int, what: str) -> None:
    numbers = (100.0 / dimensions,) * dimensions
    names = tuple(f"d{number}" for number in range(dimensions))
    rows = tuple(KtabActor(f"a{row}", "", 1.0, numbers, numbers) for row in range(actors))
    with pytest.raises(CaseFaults, match=f"large.csv:1:1: found .* a {what} of") as caught:
        write_folder(Scenario("large.csv", "", "", names, rows), tmp_path / "large", DAY)
    assert "majlis settle" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_two_hundred_and_fifty_actors(tmp_path: Path) -> None:
    rows = tuple(KtabActor(f"a{row}", "", 1.0, (50.0,), (10.0,)) for row in range(250))
    case = write_folder(Scenario("large.csv", "", "", ("Price",), rows), tmp_path / "large", DAY)
    assert len(case.actors) == 250


# From a case that was not made of a KTAB file.


def test_scales_and_names_are_put_as_ktab_has_them(emissions: Case) -> None:
    exported = scenario_of_case(emissions, "a.csv")
    scenario = exported.scenario
    assert len(scenario.actors) == len(emissions.actors)
    assert (min(a.positions[0] for a in scenario.actors), max(a.positions[0] for a in scenario.actors)) == (
        0,
        100,
    )
    assert all(len(actor.name) <= 25 for actor in scenario.actors)
    assert "changed: positions on delay are put on a scale from 0 to 100" in exported.losses


def test_losses_of_a_large_case(iraq: Case) -> None:
    exported = scenario_of_case(iraq, "a.xml", "domestic")
    scenario = exported.scenario
    assert len(scenario.dimensions) == 3
    assert all(sum(actor.saliences) <= 100 for actor in scenario.actors)
    assert all(0 <= position <= 100 for actor in scenario.actors for position in actor.positions)
    assert len({actor.name for actor in scenario.actors}) == len(scenario.actors)
    text = "\n".join(exported.losses)
    for part in (
        "what is settled in bilateral",
        "claims",
        "ranges; each number is the centre",
        "stated positions",
        "status quo of presence",
        "every salience is multiplied by",
        "one capability for each actor",
        "changed: names",
        "actors that take no part in domestic",
    ):
        assert part in text


def test_saliences_keep_their_proportions(iraq: Case) -> None:
    scenario = scenario_of_case(iraq, "a.csv", "domestic").scenario
    actor = iraq.participants("domestic", "presence")[0]
    row = [
        a.id
        for a in iraq.actors
        if a.id in {x for i in iraq.issues for x in iraq.participants("domestic", i.id)}
    ]
    found = scenario.actors[row.index(actor)].saliences
    coded = [
        stance.estimate.centre if (stance := iraq.stance(actor, issue.id, "domestic", "salience")) else 0.0
        for issue in iraq.issues
    ]
    coded = [
        value if iraq.stance(actor, issue.id, "domestic", "capability") else 0.0
        for value, issue in zip(coded, iraq.issues, strict=True)
    ]
    factors = {round(new / old, 4) for new, old in zip(found, coded, strict=True) if old}
    assert len(factors) == 1


def test_long_names_and_equal_names(starter: Path) -> None:
    path = starter / "actors.csv"
    text = path.read_text(encoding="utf-8")
    text = text.replace("Shipping lines", "Finance office").replace(
        "The mayor", "The mayor of the harbour city"
    )
    path.write_text(text, encoding="utf-8")
    exported = scenario_of_case(load(starter), "a.csv")
    assert [actor.name for actor in exported.scenario.actors] == [
        "finance",
        "lines",
        "Dockers' union",
        "mayor",
    ]
    assert exported.scenario.actors[3].description == "The mayor of the harbour city"
    assert any(loss.startswith("changed: names, 'Finance office' to finance") for loss in exported.losses)


def test_arena_unknown(iraq: Case) -> None:
    with pytest.raises(KtabError, match="there is no arena 'domestik'; did you mean 'domestic'"):
        scenario_of_case(iraq, "a.csv", "domestik")


def test_what_ktab_stumbles_over_is_said() -> None:
    actors = (
        KtabActor("A", "", 0.0, (5.0,), (50.0,)),
        KtabActor("B", "", 1e9, (5.0,), (50.0,)),
    )
    case = case_of(Scenario("a.csv", "The people's choice", "", ("Price",), actors), DAY)
    notes = [loss for loss in scenario_of_case(case, "a.csv").losses if loss.startswith("note")]
    assert [note[:40] for note in notes] == [
        "note: KTAB takes 3 to 250 actors; here a",
        "note: KTAB stops at an actor without cap",
        "note: KTAB takes a capability of at most",
        "note: KTAB stops at an apostrophe in the",
    ]


def test_accommodation_of_a_folder_is_checked(tmp_path: Path) -> None:
    case = write_folder(read_ktab(SAMPLES / "smpExample_fixed.xml"), tmp_path / "mine", DAY)
    path = tmp_path / "mine" / "accommodation.csv"
    path.write_text("actor,follows,share\nAlice,Bob,0.5\nBob,Boh,2\n,Bob,\n", encoding="utf-8")
    with pytest.raises(CaseFaults) as caught:
        load(tmp_path / "mine")
    assert [str(fault).split("; expected")[0] for fault in caught.value.faults] == [
        "accommodation.csv:2:1: found shares of 'Alice' that add up to 1.5",
        "accommodation.csv:3:5: found the actor 'Boh', which is not among the actors",
        "accommodation.csv:3:9: found a share of 2",
        "accommodation.csv:4:1: found no actor",
        "accommodation.csv:4:6: found an empty share",
    ]
    path.unlink()
    assert load(tmp_path / "mine").accommodation == ()
    assert load(tmp_path / "mine").digest != case.digest
