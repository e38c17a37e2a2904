"""Tables of voting games: exact numbers, and every fault at its line and column."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from majlis.case.fault import CaseFaults
from majlis.case.game_table import NumberError, exact_quota, exact_weight, read_game


def read(folder: Path, text: str) -> list[str]:
    path = folder / "game.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseFaults) as caught:
        read_game(path)
    return [str(fault).removeprefix("game.csv:") for fault in caught.value.faults]


def test_a_table_of_three_rules(tmp_path: Path) -> None:
    path = tmp_path / "game.csv"
    rows = ["Member;Votes;People;or: Many", "Quota;2;62%;3", '"A; B";1;50.5;1', "C;1/3;.1;1", "D;1;0;1", ";;"]
    path.write_bytes("\ufeff".encode() + "\r\n".join(rows).encode())
    table = read_game(path)
    assert table.players == ("A; B", "C", "D")
    votes, people, many = table.rules
    assert (votes.name, votes.quota, votes.weights[1]) == ("Votes", 2, Fraction(1, 3))
    assert people.quota == Fraction("50.6") * Fraction(62, 100)
    assert (many.name, many.alternative, votes.alternative) == ("Many", True, False)


def test_an_empty_last_column_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "game.csv"
    path.write_text("player,votes,\nquota,2,\nA,1,\nB,1\n", encoding="utf-8")
    assert [rule.name for rule in read_game(path).rules] == ["votes"]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["1:1: found an empty table"]),
        ("player,votes\n", ["1:1: found a heading and no row"]),
        ("player,votes\nA,1\n", ["2:1: found 'A' in the first row; expected 'quota'"]),
        ("player,votes\nquota,2\n", ["2:1: found quotas and no player"]),
        ("player\nquota\nA\n", ["1:1: found a heading without a rule"]),
        ("player,votes,\nquota,1,1\nA,1,1\n", ["1:14: found a column without a name"]),
        ("player,votes,Votes\nquota,1,1\nA,1,1\n", ["1:14: found the column 'Votes' a second time"]),
        ("player,or:x\nquota,1\nA,1\n", ["1:8: found only alternatives"]),
        (
            "player,votes\nquota,1\nA,x\nA,-3\n,nan\n",
            [
                "3:3: found 'x'; expected a number",
                "4:1: found the player 'A' a second time; expected it once (first on line 3)",
                "4:3: found the weight '-3'; expected 0 or more",
                "5:1: found a row without a player",
                "5:2: found 'nan'; expected a finite number",
            ],
        ),
        ("player,votes\nquota,9\nA,1\nB,2\n", ["2:7: found the quota '9'; expected at most 3"]),
        ("player,votes\nquota,0\nA,1\n", ["2:7: found the quota '0'; expected a number above 0"]),
        ("player,votes\nquota,101%\nA,1\n", ["2:7: found the quota '101%'; expected at most 1"]),
        (
            "player,votes,m\nquota,1\nA,1,1,7\n",
            ["2:7: found a row of 2 cells; expected 3", "3:7: found a cell too many: '7'"],
        ),
        ("player,votes\nquota,1\nA,\n", ["3:3: found nothing; expected a number"]),
        ('player,votes\nquota,1\nA,"1\n', ["3:3: found a quote that is never closed"]),
    ],
)
def test_faults(tmp_path: Path, text: str, faults: list[str]) -> None:
    found = read(tmp_path, text)
    assert len(found) == len(faults)
    for fault, beginning in zip(found, faults, strict=True):
        assert fault.startswith(beginning)


@pytest.mark.parametrize(
    "text", ["1e-20", "1e300", "1/0", "1e9999", "0x10", "1,5", "", "inf", "9" * 50, "-1"]
)
def test_numbers_that_are_none(text: str) -> None:
    with pytest.raises(NumberError):
        exact_weight(text)
    with pytest.raises(NumberError):
        exact_quota(text, Fraction(10))
