"""Reading KTAB's CSV and XML: its samples, what it reads itself, and every fault at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from majlis.case.fault import CaseFaults
from majlis.case.ktab.file import is_ktab, read_ktab
from majlis.case.ktab.scenario import SEED, Scenario

SAMPLES = Path(__file__).parent / "ktab"
CSV = """Toll,About the toll,3,2
Actor,Description,Power,Price,Price Salience,Time,Time Salience
Mayor,The mayor,50,20,40,0,60
Crews,"Crews, all of them",30.5,90,10,100,20
Port,,0,50,0,50,0
"""
SAMPLE = (SAMPLES / "smpExample_fixed.xml").read_text(encoding="utf-8")


def written(tmp_path: Path, text: str, name: str = "toll.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> list[str]:
    with pytest.raises(CaseFaults) as caught:
        read_ktab(path)
    return [str(fault) for fault in caught.value.faults]


def read(tmp_path: Path, text: str, name: str = "toll.csv") -> Scenario:
    return read_ktab(written(tmp_path, text, name))


def test_csv(tmp_path: Path) -> None:
    scenario = read(tmp_path, CSV)
    assert (scenario.name, scenario.description, scenario.dimensions) == (
        "Toll",
        "About the toll",
        ("Price", "Time"),
    )
    crews = scenario.actors[1]
    assert (crews.name, crews.description, crews.capability) == ("Crews", "Crews, all of them", 30.5)
    assert (crews.positions, crews.saliences) == ((90, 100), (10, 20))
    assert (scenario.seed, scenario.parameters, scenario.accommodation) == (SEED, {}, {})
    assert str(scenario.places["salience", 1, 1]) == "toll.csv:4:43"
    assert str(scenario.places["dimension", 1]) == "toll.csv:2:46"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace(',"Crews, all of them",', ',"Crews| all",').replace(",", ";"),
        lambda text: "sep=\t\n" + text.replace(',"Crews, all of them",', ",Crews all,").replace(",", "\t"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("\n", " , \n"),
        lambda text: text + ",,,\n\n",
        lambda text: text.replace(",3,2", ", 3 , 2 , , more, cells"),
    ],
)
def test_what_spreadsheets_do_to_files_is_read(tmp_path: Path, change: object) -> None:
    plain = read(tmp_path, CSV)
    other = read(tmp_path, change(CSV))  # type: ignore[operator]
    assert [a.positions for a in other.actors] == [a.positions for a in plain.actors]
    assert [a.saliences for a in other.actors] == [a.saliences for a in plain.actors]
    assert other.dimensions == plain.dimensions


def test_samples() -> None:
    policy = read_ktab(SAMPLES / "SOE-Policy.csv")
    assert (len(policy.actors), policy.dimensions) == (26, ("Policy Position",))
    assert policy.name == "China Policy; scen 0"
    three = read_ktab(SAMPLES / "dummyData_3Dim.csv")
    same = read_ktab(SAMPLES / "dummyData_3Dim.xml")
    assert same.actors == three.actors[:2]
    assert (same.dimensions, same.seed, same.accommodation) == (three.dimensions, 0x89B9E56731783372, {})


def test_xml_holds_parameters_seed_and_accommodation() -> None:
    scenario = read_ktab(SAMPLES / "smpExample_fixed.xml")
    assert scenario.dimensions == ("FirstDim", "SecondDim", "YADN")
    assert scenario.seed == 3507583219545544127
    assert scenario.parameters["PCEModel"] == "MarkovIncentive"
    assert len(scenario.parameters) == 9
    assert dict(scenario.accommodation) == {
        (0, 0): 0.87,
        (1, 1): 0.75,
        (1, 0): 0.07,
        (2, 2): 0.65,
        (2, 3): 0.13,
        (3, 3): 0.57,
    }


def changed(tmp_path: Path, found: str, put: str) -> Path:
    assert found in SAMPLE
    return written(tmp_path, SAMPLE.replace(found, put, 1), "x.xml")


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ("<VotingRule>PropCbc<", "<VotingRule>Proportional<"),
        ("<BigRAdjust>OneThird<", "<BigRAdjust>No<"),
        ("<description>Third SMP actor</description>", "<description></description>"),
        ("<desc>A very simple test of multi-dim SMP, using psuedonyms</desc>", ""),
        ("<name>DummyData_3Dim</name>", "<name>The People's choice &amp; &#x62a;</name>"),
        ("<prngSeed>03507583219545544127</prngSeed>", ""),
        (SAMPLE[SAMPLE.index("<IdealAdjustment>") : SAMPLE.index("</Scenario>")], "<IdealAdjustment/>"),
        (SAMPLE[SAMPLE.index("<IdealAdjustment>") : SAMPLE.index("</Scenario>")], ""),
        (SAMPLE[SAMPLE.index("<ModelParameters>") : SAMPLE.index("<Dimensions>")], ""),
        (' encoding="UTF-8"', ' encoding="ISO-8859-1"'),
    ],
)
def test_what_ktab_refuses_or_leaves_open_is_read(tmp_path: Path, found: str, put: str) -> None:
    plain = read_ktab(SAMPLES / "smpExample_fixed.xml")
    assert [a.positions for a in read_ktab(changed(tmp_path, found, put)).actors] == [
        a.positions for a in plain.actors
    ]


def test_dimensions_may_be_left_out(tmp_path: Path) -> None:
    part = SAMPLE[SAMPLE.index("<Dimensions>") : SAMPLE.index("<Actors>")]
    scenario = read_ktab(changed(tmp_path, part, ""))
    assert scenario.dimensions == ("Dimension 1", "Dimension 2", "Dimension 3")


@pytest.mark.parametrize(
    ("found", "put", "fault"),
    [
        ("3,2\n", "4,2\n", "toll.csv:1:21: found 4 actors announced and 3 given; expected a line for"),
        ("3,2\n", "2,2\n", "toll.csv:5:1: found actor 3 of 3, where line 1 announces 2; expected 2 actors"),
        ("3,2\n", "3,3\n", "toll.csv:2:51: found a row of 7 column names; expected 9: three and a pair for"),
        ("3,2\n", "3,1\n", "toll.csv:2:46: found a cell too many: 'Time'; expected 5: three and a pair for"),
        ("3,2\n", "three,2\n", "toll.csv:1:21: found 'three' as the number of actors; expected a whole"),
        ("3,2\n", "3,0\n", "toll.csv:1:23: found '0' dimensions; expected a whole number, 1 or more"),
        ("3,2\n", "3.5,2\n", "toll.csv:1:21: found '3.5' actors; expected a whole number, 1 or more"),
        ("3,2\n", "99999999999999,99999999999999\n", "toll.csv:2:51: found a row of 7 column names"),
        (",3,2\n", "\n", "toll.csv:1:6: found a first line of 2 cells ('Toll'); expected name, description"),
        ("50,20,40", "50,120,40", "toll.csv:3:20: found a position of 120; expected 0 to 100; mend: correct"),
        ("50,20,40", "50,20,-4", "toll.csv:3:23: found a salience of -4; expected 0 to 100; mend: correct"),
        ("50,20,40", "-1,20,40", "toll.csv:3:17: found a capability of -1; expected 0 or more; mend:"),
        ("50,20,40", "50,,40", "toll.csv:3:20: found an empty position; expected a number; mend: write it"),
        ("50,20,40", "50,many,40", "toll.csv:3:20: found 'many'; expected a number (position); mend: write"),
        ("50,20,40", "50,nan,40", "toll.csv:3:20: found 'nan'; expected a finite number (position); mend:"),
        ("0,60\n", "0,60.1\n", "toll.csv:3:23: found saliences of 'Mayor' that add up to 100.1; expected at"),
        (
            "0,60\n",
            "0\n",
            "toll.csv:3:26: found a row of 6 cells; expected 7: three and a pair for each of 2",
        ),
        ("0,60\n", "0,60,7\n", "toll.csv:3:31: found a cell too many: '7'; expected 7: three and a pair for"),
        ("Crews,", "Mayor,", "toll.csv:4:1: found the actor 'Mayor' a second time; expected it once (first"),
        ("Crews,", ",", "toll.csv:4:1: found an actor without a name; expected a name; mend: write it"),
        (",Price,", ",,", "toll.csv:2:25: found a dimension without a name; expected a name; mend: write it"),
    ],
)
def test_faults_of_csv(tmp_path: Path, found: str, put: str, fault: str) -> None:
    assert found in CSV
    faults = refusal(written(tmp_path, CSV.replace(found, put, 1)))
    assert len(faults) == 1, faults
    assert faults[0].startswith(fault)


def test_every_fault_of_a_file_is_named(tmp_path: Path) -> None:
    text = CSV.replace("50,20,40", "x,-1,").replace("90,10,100", "90,10,101")
    assert [fault.split(" found")[0] for fault in refusal(written(tmp_path, text))] == [
        "toll.csv:3:17:",
        "toll.csv:3:19:",
        "toll.csv:3:22:",
        "toll.csv:4:39:",
    ]


def test_nobody_cares(tmp_path: Path) -> None:
    text = "A,B,2,1\na,b,c,Price,s\nMayor,,5,1,0\nCrews,,0,9,50\n"
    assert refusal(written(tmp_path, text)) == [
        "toll.csv:2:7: found no actor with both capability and salience on 'Price'; expected one at least; "
        "mend: raise them, or leave the dimension out"
    ]


@pytest.mark.parametrize("text", ["", "\n\n", " , \n"])
def test_empty(tmp_path: Path, text: str) -> None:
    assert "an empty file" in refusal(written(tmp_path, text))[0]


@pytest.mark.parametrize(
    ("found", "put", "fault"),
    [
        ("<dCoord>52.8</dCoord>", "<dCoord></dCoord>", "x.xml:32:9: found an empty position; expected a num"),
        ("<dCoord>52.8<", "<dCoord>152.8<", "x.xml:32:17: found a position of 152.8; expected 0 to 100"),
        ("<dCoord>52.8<", "<dCoord>\n ü -1<", "x.xml:33:2: found 'ü -1'; expected a number (position)"),
        ("<dCoord>52.8</dCoord>", "", "x.xml:31:7: found 2 <dCoord> in <Position>; expected 3, one for"),
        ("<dSal>32.3</dSal>", "<dSal>82.3</dSal>", "x.xml:37:15: found saliences of 'Alice' that add up to"),
        ("<capability>117.7</capability>", "", "x.xml:27:5: found <Actor> without <capability>; expected"),
        ("<name>Bob</name>", "<name>Alice</name>", "x.xml:44:13: found the actor 'Alice' a second time"),
        (
            "<name>Bob</name>",
            "<nmae>Bob</nmae>",
            "x.xml:44:7: found <nmae> in <Actor>; expected one of name,",
        ),
        ("<Actors>", "<Actors>stray", "x.xml:26:11: found 'stray' between the elements of <Actors>"),
        ("<desc>", "<desc><b/>", "x.xml:4:9: found <b> in <desc>; expected text; mend: take it out"),
        ("<desc>", "<name>A</name><desc>", "x.xml:4:3: found <name> a second time; expected it once (first"),
        ("PropCbc", "Propp", "x.xml:12:17: found 'Propp' as the VotingRule; expected one of Prop, Binary,"),
        ("<BigRRange>Mid</BigRRange>", "", "x.xml:7:2: found <ModelParameters> without <BigRRange>"),
        ("03507583219545544127", "18446744073709551616", "x.xml:5:13: found the seed '18446744073709551616'"),
        (
            "<adjust>0.07",
            "<adjust>-1",
            "x.xml:126:15: found a share of -1; expected 0 to 1; mend: correct it",
        ),
        ("<adjust>0.07", "<adjust>0.27", "x.xml:118:23: found shares of 'Bob' that add up to 1.02; expected"),
        ("<referencePos>Bob", "<referencePos>Rob", "x.xml:119:21: found the actor 'Rob', which is not among"),
        ("<referencePos>Bob", "<referencePos>Alice", "x.xml:124:23: found the same pair of actors a second"),
        ("</Actors>", "", "x.xml:150:3: found an end that does not fit <Actors>, begun on line 26; expected"),
        ("&", "&", None),
    ],
)
def test_faults_of_xml(tmp_path: Path, found: str, put: str, fault: str | None) -> None:
    if fault is None:
        path = written(tmp_path, SAMPLE.replace("Alice", "A & B", 1), "x.xml")
        assert "write &amp; for &" in refusal(path)[0]
        return
    faults = refusal(changed(tmp_path, found, put))
    assert any(each.startswith(fault) for each in faults), faults


def test_a_row_of_the_accommodation_needs_its_own_entry(tmp_path: Path) -> None:
    entry = SAMPLE[SAMPLE.index("<iaPair>\n      <adjustingIdeal>Carol") :]
    entry = entry[: entry.index("</iaPair>") + len("</iaPair>")]
    faults = refusal(changed(tmp_path, entry, ""))
    assert "shares of 'Carol' that add up to 1.13" in faults[0]
    assert "add an entry of it with itself, at most 0.87" in faults[0]


BOMB = """<?xml version="1.0"?>
<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<Scenario><name>&b;</name></Scenario>
"""
OUTSIDE = """<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]><Scenario><name>&a;</name></Scenario>"""
LINKED = """<!DOCTYPE s SYSTEM "http://localhost/smp.dtd"><Scenario/>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, LINKED])
def test_no_document_type(tmp_path: Path, text: str) -> None:
    (fault,) = refusal(written(tmp_path, text, "x.xml"))
    assert "found a document type (<!DOCTYPE>); expected none" in fault


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "without elements"),
        ("Actor,Description", "not XML"),
        ("<Scenario>", "a file that ends within <Scenario>"),
        ("<Other/>", "found <Other>; expected <Scenario>"),
        ("<Scenario/>", "<Scenario> without <Actors>"),
        ("<Scenario><Actors/></Scenario>", "<Actors> without <Actor>"),
        ("<Scenario><Actors><Actor/></Actors></Scenario>", "<Actor> without <capability>"),
        ("<Scenario><name>&b;</name></Scenario>", "an entity that XML does not know"),
        ("<a>" * 30, "nested deeper than 20"),
        ("<Scenario>" + "<a/>" * 300_001, "more than 300,000 elements"),
        ("<Scenario><name>" + "a" * 20_001, "more than 20,000 characters"),
        ("<Scenario><name>\x01</name></Scenario>", "the control character U+0001"),
        (BOMB.replace("<!DOCTYPE", "<!doctype"), "not XML"),
    ],
)
def test_broken_xml(tmp_path: Path, text: str, word: str) -> None:
    faults = refusal(written(tmp_path, text, "x.xml"))
    assert any(word in fault for fault in faults), faults


def test_other_endings_and_files(tmp_path: Path) -> None:
    assert "found the ending '.txt'; expected a .csv or .xml file" in refusal(tmp_path / "a.txt")[0]
    assert "a file that cannot be opened" in refusal(tmp_path / "a.csv")[0]
    (tmp_path / "b.csv").write_bytes(b"caf\xe9,d,3,1\n")
    assert "b.csv:1:4: found byte 0xe9" in refusal(tmp_path / "b.csv")[0]


def test_told_from_tables_of_actors(tmp_path: Path) -> None:
    assert all(is_ktab(path) for path in SAMPLES.iterdir() if path.suffix != ".md")
    assert is_ktab(written(tmp_path, CSV.replace(",", ";")))
    assert is_ktab(written(tmp_path, "sep=;\n" + CSV.replace(",", ";")))
    assert not is_ktab(written(tmp_path, "actor,capability,position,salience\na,1,0,50\n"))
    assert not is_ktab(written(tmp_path, ""))
    assert not is_ktab(tmp_path / "none.csv")
    assert not is_ktab(tmp_path / "table.xlsx")


def table(actors: int, dimensions: int) -> str:
    names = ",".join(f"d{d},s{d}" for d in range(dimensions))
    share = 100 / dimensions
    pairs = ",".join(f"{d % 101},{share:.4f}" for d in range(dimensions))
    rows = "".join(f"a{row},,1,{pairs}\n" for row in range(actors))
    return f"Large,,{actors},{dimensions}\nActor,Description,Capability,{names}\n{rows}"


@pytest.mark.parametrize(("actors", "dimensions"), [(250, 1), (250, 50), (10, 1_000)])
def test_large(tmp_path: Path, actors: int, dimensions: int) -> None:
    scenario = read(tmp_path, table(actors, dimensions))
    assert (len(scenario.actors), len(scenario.dimensions)) == (actors, dimensions)


def test_too_large(tmp_path: Path) -> None:
    assert "more than 300,000 cells" in refusal(written(tmp_path, table(250, 1_000)))[0]
