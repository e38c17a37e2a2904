"""The table of a vote: what is read, and every fault at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from majlis.case.fault import CaseFaults
from majlis.case.vote_table import read_vote

HEAD = "bloc,seats,position,position_low,position_high,salience,party_line,boycott_announced\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "vote.csv"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(CaseFaults) as caught:
        read_vote(write(folder, text))
    return [str(fault) for fault in caught.value.faults]


def test_a_whole_table(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "A,40,85,70,95,90,Yes,no\nB,35,20,,,,,yes\nC D,5.0,50,,,10,FREE,\n")
    table = read_vote(path)
    assert (table.name, table.seats) == ("vote", 80)
    first, second, third = table.blocs
    assert (first.name, first.seats, first.position.ends, first.salience) == ("A", 40, (70.0, 95.0), 90.0)
    assert (first.party_line, first.boycott_announced) == ("yes", False)
    assert (second.salience, second.party_line, second.boycott_announced) == (50.0, None, True)
    assert (third.name, third.seats, third.party_line, third.boycott_announced) == ("C D", 5, "free", False)


def test_the_three_columns_are_enough_in_any_order_and_case(tmp_path: Path) -> None:
    table = read_vote(write(tmp_path, "\ufeffPosition;BLOC;Seats\r\n10;A;3\r\n90;B;4\r\n"))
    assert [(bloc.name, bloc.seats, bloc.position.value) for bloc in table.blocs] == [
        ("A", 3, 10),
        ("B", 4, 90),
    ]


def test_a_sheet(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["bloc", "seats", "position", "party_line"], ["A", 40, 85.5, "yes"], ["B", 35, 20, None]):
        book.active.append(row)
    book.save(tmp_path / "vote.xlsx")
    table = read_vote(tmp_path / "vote.xlsx")
    assert [(bloc.seats, bloc.position.value, bloc.party_line) for bloc in table.blocs] == [
        (40, 85.5, "yes"),
        (35, 20.0, None),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("", "vote.csv:1:1: found a heading row and nothing below; expected one bloc a row"),
        ("A,0,50,,,,,\n", "vote.csv:2:3: found 0 seats; expected 1 or more"),
        ("A,2.5,50,,,,,\n", "vote.csv:2:3: found '2.5'; expected a whole number"),
        ("A,-3,50,,,,,\n", "vote.csv:2:3: found '-3'"),
        ("A,,50,,,,,\n", "vote.csv:2:3: found no seats"),
        ("A,many,50,,,,,\n", "vote.csv:2:3: found 'many'; expected a number"),
        ("A,3,,,,,,\n", "vote.csv:2:5: found no position"),
        ("A,3,101,,,,,\n", "vote.csv:2:5: found a position of 101; expected 0 to 100"),
        ("A,3,nan,,,,,\n", "vote.csv:2:5: found 'nan'; expected a finite number"),
        ("A,3,50,60,70,,,\n", "vote.csv:2:5: found value 50 outside its range 60 to 70"),
        ("A,3,50,40,,,,\n", "vote.csv:2:8: found a low without a high"),
        ("A,3,50,,,120,,\n", "vote.csv:2:10: found a salience of 120"),
        ("A,3,50,,,,yea,\n", "vote.csv:2:11: found 'yea'; expected one of yes, no, abstain, absent, free"),
        ("A,3,50,,,,,maybe\n", "vote.csv:2:12: found 'maybe'; expected one of yes, no"),
        (",3,50,,,,,\n", "vote.csv:2:1: found a row without a bloc"),
        ("A,3,50,,,,,\nA,4,60,,,,,\n", "vote.csv:3:1: found the bloc 'A' a second time"),
        ("A,9999,50,,,,,\nB,2,60,,,,,\n", "vote.csv:1:6: found 10,001 seats in all"),
        ("A,3,0.2,,,,,\nB,4,1,,,,,\n", "vote.csv:1:12: found values that are all at most 1"),
    ],
)
def test_faults(tmp_path: Path, rows: str, expected: str) -> None:
    assert faults(tmp_path, HEAD + rows)[0].startswith(expected)


def test_every_fault_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, HEAD + "A,0,101,,,200,x,y\nA,1,50,,,,,\n")) == 6


def test_headings(tmp_path: Path) -> None:
    assert "position" in faults(tmp_path, "bloc,seats\nA,3\n")[0]
    assert "did you mean 'seats'" in faults(tmp_path, "bloc,seat,position\nA,3,50\n")[0]
