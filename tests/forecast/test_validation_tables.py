from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from majlis.case.fault import CaseFaults
from majlis.forecast.deu import Tables, capability_of, read_decisions

CAPABILITIES = (
    "actor,votes_to_2004,votes_2005_2014,population_millions_from_2015\nde,10,29,83\npl,,27,38\nlu,2,4,\n"
)
HEAD = "issue_id,proposal_id,introduced,adopted,reference_point,outcome\n"
ISSUES = HEAD + "i1,p1,2003-05-01,2004-12-31,0,100\n"
POSITIONS = "issue_id,actor,position,salience\ni1,de,0,50\ni1,pl,100,50\ni1,com,100,80\n"
Write = Callable[..., Tables]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def tables(issues: str = ISSUES, positions: str = POSITIONS, capabilities: str = CAPABILITIES) -> Tables:
        for name, text in (("issues", issues), ("positions", positions), ("capabilities", capabilities)):
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return Tables(*(tmp_path / f"{name}.csv" for name in ("issues", "positions", "capabilities")))

    return tables


def test_shipped_part() -> None:
    reading = read_decisions(Tables.shipped())
    assert len(reading.decisions) == 227
    assert len({decision.proposal for decision in reading.decisions}) == 82
    assert reading.notes == ()
    first = reading.decisions[0]
    assert (first.issue, first.proposal, first.status_quo, first.outcome) == (
        "d00032i1",
        "d00032",
        0.0,
        100.0,
    )
    there = dict(zip(first.actors, first.capability, strict=True))
    assert there["at"] == 4.0  # adopted in 2001
    assert there["com"] == there["ep"] == 10.0
    ends = [decision.outcome in (0.0, 100.0) for decision in reading.decisions]
    held = [decision.outcome in decision.position for decision in reading.decisions]
    assert np.mean(ends) == pytest.approx(0.2907, abs=1e-4)
    assert np.mean(held) == pytest.approx(0.6432, abs=1e-4)


@pytest.mark.parametrize(
    ("introduced", "adopted", "expected"),
    [
        ("2003-05-01", "2004-12-31", [10, 0, 10]),  # Poland had no votes yet
        ("2003-05-01", "2005", [29, 27, 29]),
        ("2003-05-01", "", [10, 0, 10]),
        ("", "", [29, 27, 29]),  # 2007
        ("2014-12-31", "2015-01", [83, 38, 83]),
    ],
)
def test_year_of_capability(write: Write, introduced: str, adopted: str, expected: list[float]) -> None:
    decision = read_decisions(write(HEAD + f"i1,p1,{introduced},{adopted},,100\n")).decisions[0]
    assert decision.capability.tolist() == expected
    assert decision.status_quo is None


def test_who_is_left_out(write: Write) -> None:
    rows = "i1,de,0,\ni1,pl,,50\ni1,lu,50,0\ni1,ep,100,100\n"
    decision = read_decisions(write(positions=POSITIONS.splitlines()[0] + "\n" + rows)).decisions[0]
    assert decision.actors == ("lu", "ep")
    # Germany has a position, though nobody knows how much it cares: the Parliament counts as much.
    assert decision.capability.tolist() == [2, 10]
    assert decision.salience.tolist() == [0.0, 1.0]


def test_institutions_alone_are_equal() -> None:
    assert capability_of(["com", "ep"], 2010, {}) == [1.0, 1.0]


def test_issues_without_an_outcome_are_left_out(write: Write) -> None:
    reading = read_decisions(write(ISSUES + "i2,p1,,,,\n"))
    assert [decision.issue for decision in reading.decisions] == ["i1"]


def test_what_is_said(write: Write) -> None:
    more = POSITIONS + "i1,xx,50,50\ni3,de,50,50\ni2,pl,50,50\n"
    reading = read_decisions(write(ISSUES + "i2,p1,2001,,,50\n", more))
    assert [decision.issue for decision in reading.decisions] == ["i1"]
    assert reading.notes == (
        "left out, since no actor has both capability and salience: i2",
        "capability 0, since the table of capabilities lacks them: xx",
        "positions on 1 issues that the table of issues lacks were not used",
    )


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        (
            "issues",
            HEAD + "i1,p1,2003,2004,,101\n",
            "issues.csv:2:18: found outcome 101; expected 0 to 100",
        ),
        ("issues", HEAD + "i1,p1,May 2003,,,1\n", "issues.csv:2:7: found 'May 2003'; expected a date"),
        ("issues", HEAD + "i1,,2003,,,1\n", "issues.csv:2:4: found no proposal_id; expected a text"),
        ("issues", HEAD + "i9,p1,2003,,,1\n", "issues.csv:2:1: found issue 'i9' without positions"),
        (
            "issues",
            HEAD + "i1,p1,,,,1\n" * 2,
            "issues.csv:3:1: found 'i1' a second time; expected it once (first",
        ),
        ("issues", HEAD + "i1,p1,,,,\n", "issues.csv:2:10: found no issue that can be scored"),
        ("issues", "issue_id,outcome\ni1,3\n", "issues.csv:1:1: found no column 'proposal_id'"),
        ("issues", HEAD, "issues.csv:1:1: found a heading row and nothing below"),
        ("issues", "", "issues.csv:1:1: found an empty table"),
        ("positions", POSITIONS + "i1,lu,12;5,1\n", "positions.csv:5:7: found '12;5'; expected a number"),
        (
            "positions",
            POSITIONS + "i1,lu,1,120\n",
            "positions.csv:5:9: found salience 120; expected 0 to 100",
        ),
        ("positions", POSITIONS + "i1,de,1,1\n", "positions.csv:5:4: found 'de' of 'i1' a second time"),
        (
            "positions",
            POSITIONS + "i1,lu,nan,1\n",
            "positions.csv:5:7: found 'nan'; expected a finite number",
        ),
        ("positions", "issue,actor,position,salience\n", "positions.csv:1:1: found the column 'issue'"),
        ("capabilities", CAPABILITIES + "fr,-1,,\n", "capabilities.csv:5:4: found votes_to_2004 -1"),
        ("capabilities", CAPABILITIES + ",1,,\n", "capabilities.csv:5:1: found no actor"),
    ],
)
def test_faults(write: Write, table: str, text: str, message: str) -> None:
    with pytest.raises(CaseFaults) as caught:
        read_decisions(write(**{table: text}))
    assert message in str(caught.value)


def test_all_faults_of_a_table_at_once(write: Write) -> None:
    with pytest.raises(CaseFaults) as caught:
        read_decisions(write(positions=POSITIONS + "i1,lu,101,x\ni1,fr,-1,3\n"))
    assert [str(fault.place) for fault in caught.value.faults] == [
        "positions.csv:5:7",
        "positions.csv:5:11",
        "positions.csv:6:7",
    ]


def test_a_file_that_is_not_there(write: Write, tmp_path: Path) -> None:
    tables = write()
    with pytest.raises(CaseFaults, match=r"absent\.csv:1:1: found a file that cannot be opened"):
        read_decisions(Tables(tmp_path / "absent.csv", tables.positions, tables.capabilities))


def test_spreadsheets(write: Write) -> None:
    """Semicolons, a byte-order mark and CRLF are what spreadsheets write."""
    text = "\ufeff" + POSITIONS.replace(",", ";").replace("\n", "\r\n")
    assert read_decisions(write(positions=text)).decisions[0].actors == ("de", "pl", "com")
