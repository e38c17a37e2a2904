"""One table of actors as a case."""

import numpy as np
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.case.actor_table import Reading, case_of_table
from majlis.case.fault import CaseFaults
from majlis.case.sheet_file import MOST_ROWS

PLAIN = "actor,capability,position,salience\nThe mayor,50,20,80\nCrews & co.,30,90,60\nMinistry,100,40,30\n"

POWERLESS = (
    "toll.csv:1:7: found no actor on 'toll' in 'table' whose capability and salience are surely above 0; "
    "expected one at least; mend: give one actor a capability and a salience above 0"
)
NO_SCALE = (
    "toll.csv:1:18: found all positions at 5, which gives no scale; expected a scale; "
    "mend: say --scale LOW:HIGH"
)


def written(tmp_path, text, name="toll.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def sheet(tmp_path, rows, name="toll.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / name)
    return tmp_path / name


def refusal(path, reading=None):
    with pytest.raises(CaseFaults) as caught:
        case_of_table(path, reading)
    return [str(fault) for fault in caught.value.faults]


def tried(path, reading=None):
    """The case of a table or its faults."""
    try:
        return case_of_table(path, reading), ()
    except CaseFaults as error:
        return None, error.faults


def numbers(case, field="value"):
    return [getattr(stance.estimate, field) for stance in case.stances]


def test_a_table_is_a_case_with_one_arena_and_one_issue(tmp_path):
    case = case_of_table(written(tmp_path, PLAIN))
    assert [actor.id for actor in case.actors] == ["The mayor", "Crews & co.", "Ministry"]
    assert [issue.id for issue in case.issues] == ["toll"]
    assert (case.issues[0].scale.low, case.issues[0].scale.high) == (20, 90)
    assert case.bargains == (("table", "toll"),)
    assert case.participants("table", "toll") == ("The mayor", "Crews & co.", "Ministry")
    assert numbers(case) == [20, 80, 50, 90, 60, 30, 40, 30, 100]
    assert len(case.digest) == 64


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace("actor,capability,position,salience", "Actor,CAPABILITY,Position,Salience"),
        lambda text: "sep=;\n" + text.replace(",", ";"),
        lambda text: text + ",,,\n\n",
    ],
)
def test_what_spreadsheets_do_to_files_is_accepted(tmp_path, change):
    plain = case_of_table(written(tmp_path, PLAIN))
    assert case_of_table(written(tmp_path, change(PLAIN))).model_dump() == plain.model_dump()


def test_a_sheet_reads_as_the_same_table(tmp_path):
    rows = [line.split(",") for line in PLAIN.splitlines()]
    rows = [rows[0], *([row[0], *map(float, row[1:])] for row in rows[1:])]
    case = case_of_table(sheet(tmp_path, rows))
    assert case.stances == case_of_table(written(tmp_path, PLAIN)).stances
    assert str(case.places.at("stances", 3)) == "toll.xlsx:3:3"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["actor", "capability", "position", "salience"], ["a", 1, "12,5", 50], ["b", "#REF!", 3, None]],
         ["toll.xlsx:2:3: found '12,5', a comma in a number; expected a point before decimals and nothing "
          "between thousands; mend: write 12.5",
          "toll.xlsx:3:2: found '#REF!', a spreadsheet's error; expected a number; "
          "mend: mend the formula and export again",
          "toll.xlsx:3:4: found no salience; expected a number; mend: fill the cell"]),
        ([["actor", "capability", "position"], ["a", 1, 2]],
         ["toll.xlsx:1:1: found no column 'salience'; expected it in the heading row; mend: add 'salience'"]),
        ([["actor", "capability", "position", "salience"], ["a", True, 2, 50]],
         ["toll.xlsx:2:2: found 'True'; expected a number; mend: write a number such as 12.5"]),
        ([], ["toll.xlsx:1:1: found an empty table; expected a heading row; "
              "mend: begin with actor,position,salience,capability"]),
    ],
)  # fmt: skip
def test_faults_of_a_sheet_name_row_and_column(tmp_path, rows, lines):
    assert refusal(sheet(tmp_path, rows)) == lines


def test_sheets_that_are_none(tmp_path):
    for name, raw in (("a.xlsx", b"PK\x03\x04 not a zip"), ("b.xlsx", b""), ("c.xlsx", PLAIN)):
        found = refusal(written(tmp_path, raw, name))
        assert len(found) == 1
        assert found[0].startswith(f"{name}:1:1: found a file that is no .xlsx sheet (")
    assert refusal(written(tmp_path, b"\xd0\xcf\x11\xe0", "d.xls")) == [
        "d.xls:1:1: found a .xls file; expected a .csv or .xlsx file; mend: save it in that form"
    ]
    assert "No such file" in refusal(tmp_path / "none.csv")[0]
    assert len(refusal(tmp_path / "none.xlsx")) == 1
    assert "found a folder" in refusal(tmp_path)[0]


def test_a_sheet_of_too_many_rows(tmp_path):
    path = sheet(tmp_path, [["actor"]] * (MOST_ROWS + 5))
    assert refusal(path) == [
        "toll.xlsx:1:1: found more than 20,000 rows; expected a table of actors; "
        "mend: delete the rows below it"
    ]


def test_a_date_in_a_sheet_is_no_number(tmp_path):
    import datetime as dt

    rows = [["actor", "capability", "position", "salience"], ["a", dt.datetime(2024, 2, 7), 2, 50]]
    assert refusal(sheet(tmp_path, rows)) == [
        "toll.xlsx:2:2: found '2024-02-07'; expected a number; mend: write a number such as 12.5"
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (PLAIN.replace(",80", ",0.8").replace(",60", ",0.6").replace(",30\n", ",0.3\n"),
         ["toll.csv:1:27: found saliences that are all at most 1 (the largest is 0.8); "
          "expected saliences from 0 to 100; mend: say --salience-scale 1 if 1 is full salience"]),
        (PLAIN.replace("Ministry", "The mayor"),
         ["toll.csv:4:1: found the actor 'The mayor' a second time; expected it once (first on line 2); "
          "mend: rename it"]),
        (PLAIN.replace("The mayor", ""),
         ["toll.csv:2:1: found a row without an actor; expected a name; mend: fill the column 'actor'"]),
        (PLAIN.replace("50,20,80", "-5,20,180"),
         ["toll.csv:2:11: found a capability of -5; expected 0 or more; mend: correct it",
          "toll.csv:2:17: found a salience of 180; expected 0 to 100; mend: correct it"]),
        (PLAIN.replace("50,20,80", ",x,80"),
         ["toll.csv:2:11: found no capability; expected a number; mend: fill the cell",
          "toll.csv:2:12: found 'x'; expected a number; mend: write a number such as 12.5"]),
        ("actor,capability,position,salience\na,0,1,50\nb,0,2,50\n",
         [POWERLESS]),
        ("actor,capability,position,salience\na,10,1,0\nb,10,2,0\n",
         [POWERLESS]),
        ("actor,capability,position,salience\na,10,5,10\nb,10,5,20\n",
         [NO_SCALE]),
        ("actor,capability,position,salience\na,10,5,10\n",
         [NO_SCALE]),
        ("actor,capability,position,salience\n",
         ["toll.csv:1:1: found a heading row and nothing below; expected one actor a row; mend: add rows"]),
        ("actor,capabilty,position,salience\na,10,5,10\n",
         ["toll.csv:1:7: found the column 'capabilty'; expected a column of this table; "
          "mend: did you mean 'capability'?"]),
        ("actor,capability,position,salience,position_low\na,10,5,10,4\nb,10,9,10,\n",
         ["toll.csv:2:11: found a low without a high; expected both low and high, or neither; "
          "mend: give high"]),
        ("actor,capability,position,salience,position_low,position_high\na,10,5,10,6,9\nb,10,9,10,,\n",
         ["toll.csv:2:6: found value 5 outside its range 6 to 9; expected low <= value <= high; "
          "mend: correct the value or 'low'"]),
        ("actor,capability,position,salience\na,10,\x07,10\n",
         ["toll.csv:2:6: found '?'; expected a number; mend: write a number such as 12.5",
          "toll.csv:2:6: found the control character U+0007; expected text; mend: delete it"]),
    ],
)  # fmt: skip
def test_faults_of_a_table(tmp_path, text, lines):
    assert refusal(written(tmp_path, text)) == lines


def test_one_actor_settles_on_a_given_scale(tmp_path):
    case = case_of_table(written(tmp_path, PLAIN.split("Crews")[0]), Reading(scale=(0, 100)))
    assert numbers(case) == [20, 80, 50]
    assert case.issues[0].scale.high == 100


def test_a_position_off_the_given_scale(tmp_path):
    assert refusal(written(tmp_path, PLAIN), Reading(scale=(0, 50))) == [
        "toll.csv:3:16: found a position of 90; expected 0 to 50; mend: correct it, or say --scale LOW:HIGH"
    ]


def test_saliences_from_0_to_1(tmp_path):
    text = PLAIN.replace(",80", ",0.8").replace(",60", ",0.6").replace(",30\n", ",1\n")
    case = case_of_table(written(tmp_path, text), Reading(salience_scale=1))
    assert numbers(case)[1::3] == [80, 60, 100]
    assert refusal(written(tmp_path, PLAIN), Reading(salience_scale=1))[0] == (
        "toll.csv:2:17: found a salience of 80; expected 0 to 1; mend: correct it"
    )


def test_a_spread_is_a_share_of_the_scale_or_of_the_value_cut_at_the_bounds(tmp_path):
    reading = Reading(scale=(0, 100), spread={"position": 0.15, "capability": 0.1, "salience": 0.5})
    case = case_of_table(written(tmp_path, PLAIN), reading)
    assert numbers(case, "low") == [5, 40, 45, 75, 30, 27, 25, 15, 90]
    assert numbers(case, "high") == pytest.approx([35, 100, 55, 100, 90, 33, 55, 45, 110])


def test_own_ranges_go_before_a_spread(tmp_path):
    text = "actor,capability,position,salience,position_low,position_high\na,10,5,10,4,9\nb,10,9,10,,\n"
    case = case_of_table(written(tmp_path, text), Reading(spread={"position": 0.2}))
    assert (case.issues[0].scale.low, case.issues[0].scale.high) == (4, 9)
    assert [case.stances[row].estimate.ends for row in (0, 3)] == [(4, 9), (8, 9)]


def test_two_hundred_and_fifty_actors(tmp_path):
    random = np.random.default_rng(1)
    rows = "".join(f"actor {n},{random.random():.4f},{n},{random.integers(1, 100)}\n" for n in range(250))
    case = case_of_table(written(tmp_path, f"actor,capability,position,salience\n{rows}"))
    assert len(case.participants("table", "toll")) == 250
    assert str(case.places.at("stances", 749, "value")).startswith("toll.csv:251:11")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_case_or_faults(tmp_path_factory, raw):
    folder = tmp_path_factory.mktemp("any")
    for name, head in (
        ("a.csv", b""),
        ("b.csv", b"actor,capability,position,salience\na,"),
        ("c.xlsx", b"PK"),
    ):
        path = folder / name
        path.write_bytes(head + raw)
        _, faults = tried(path)
        assert all(fault.place.file == name and fault.mend for fault in faults)


CELL = st.sampled_from(
    ["", "a", "5", "0", "-1", "1e309", "nan", "12,5", '"', "0.5", "100", "\u200b", "7 ", "1E+05"]
)


@given(st.lists(st.lists(CELL, min_size=4, max_size=7), max_size=5), st.sampled_from([1, 100]), st.booleans())
def test_any_rows_are_a_case_or_faults(tmp_path_factory, rows, salience_scale, spread):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    heading = "actor,capability,position,salience,position_low,position_high,salience_low"
    path.write_text("\n".join([heading, *map(",".join, rows)]), encoding="utf-8")
    reading = Reading(
        None, salience_scale, {"position": 0.1, "capability": 0.5, "salience": 1.0} if spread else {}
    )
    case, faults = tried(path, reading)
    assert all(fault.place.file == "a.csv" and fault.mend for fault in faults)
    for stance in case.stances if case else ():
        assert np.isfinite(stance.estimate.distribution().quantile(np.array([0.1, 0.9]))).all()
