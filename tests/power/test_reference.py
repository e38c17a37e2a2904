"""Every value of the reference, to the last digit printed, and as a fraction where one is printed."""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from majlis.power import Game, Power, Rule, power

HERE = Path(__file__).parent / "reference"
Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def quota_of(name: str) -> int:
    """The names say it as 'q12/17', '[39;7^5,1^10]' or '[270]'; the real game of two Nassau rules is last."""
    found = re.search(r" q([0-9]+)/", name) or re.findall(r"\[([0-9]+)[;\]]", name)
    return int(found[1] if isinstance(found, re.Match) else found[-1])


@cache
def games() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows_of("power_values"):
        found.setdefault(row["game"], []).append(row)
    return found


@cache
def computed(name: str) -> Power:
    weights = [int(row["weight"]) for row in games()[name] for _ in range(int(row["count"]))]
    return power(Game.of(quota_of(name), weights))


def rows() -> Iterator[tuple[str, int]]:
    for name, listed in games().items():
        yield from ((name, index) for index in range(len(listed)))


def last_digit(text: str) -> float:
    """Half a unit of the last digit printed, and a little for the printing."""
    decimals = len(text.partition(".")[2])
    return 0.501 * 10.0**-decimals if decimals > 6 else 0.501e-8


@pytest.mark.parametrize(("name", "index"), list(rows()))
def test_single_rules(name: str, index: int) -> None:
    row = games()[name][index]
    players = [player for player in computed(name).players if player.weights == (int(row["weight"]),)]
    assert len(players) == int(row["count"])
    for player in players:
        assert player.swings == int(row["swings"])
        for value, text, fraction in (
            (player.shapley_shubik, row["ssi"], row["ssi_frac"]),
            (player.banzhaf, row["bz_norm"], row["bz_norm_frac"]),
            (player.banzhaf_absolute, row["bz_abs"], ""),
        ):
            assert float(value) == pytest.approx(float(text), abs=last_digit(text))
            if fraction:
                assert value == Fraction(fraction)


@pytest.mark.parametrize(
    ("name", "winning", "coalitions"),
    [
        ("1958 EU-6 q12/17", 14, 64),
        ("1973 EU-9 q41/58", 75, 512),
        ("1981 EU-10 q45/63", 140, 1024),
        ("1986 EU-12 q54/76", 402, 4096),
        ("1995 EU-15 q62/87", 2549, 32768),
        ("Nice EU-27 weights only q255/345", 2_718_774, 2**27),
    ],
)
def test_winning_coalitions(name: str, winning: int, coalitions: int) -> None:
    assert (computed(name).winning, computed(name).coalitions) == (winning, coalitions)


NICE = {"triple_v25_p20045": (232, 13, 1_203_735), "triple_v25_p2007": (255, 14, 2_718_741)}


@pytest.mark.parametrize("name", NICE)
def test_triple_majority_of_nice(name: str) -> None:
    listed = rows_of(name)
    votes, members, winning = NICE[name]
    people = [int(row["pop_100s"]) for row in listed]
    game = Game(
        (
            Rule.of(votes, [int(row["votes"]) for row in listed], "votes"),
            Rule.of(members, [1] * len(listed), "members"),
            Rule.of(Fraction(62, 100) * sum(people), people, "people"),
        )
    )
    found = power(game)
    assert found.winning == winning
    same(found, listed)


def test_double_majority_of_lisbon() -> None:
    listed = rows_of("lisbon27")
    people = [int(row["pop_10k"]) for row in listed]
    game = Game(
        (
            Rule.of(15, [1] * 27, "members"),
            Rule.of(Fraction(65, 100) * sum(people), people, "people"),
            Rule.of(24, [1] * 27, "four to block", alternative=True),
        )
    )
    same(power(game), listed)


def same(found: Power, listed: list[Row]) -> None:
    for player, row in zip(found.players, listed, strict=True):
        assert player.swings == int(row["swings"])
        for value, column in (
            (player.shapley_shubik, "ssi"),
            (player.banzhaf, "bz_norm"),
            (player.banzhaf_absolute, "bz_abs"),
        ):
            assert float(value) == pytest.approx(float(row[column]), abs=0.501e-8)
    for index in ("shapley_shubik", "banzhaf", "deegan_packel", "johnston"):
        assert sum(getattr(player, index) for player in found.players) == 1


def test_electoral_college_in_time() -> None:
    name = next(each for each in games() if "2024" in each)
    weights = [int(row["weight"]) for row in games()[name] for _ in range(int(row["count"]))]
    assert (len(weights), sum(weights)) == (51, 538)
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        found = power(Game.of(270, weights))
        best = min(best, time.perf_counter() - begun)
    assert best < 1.0
    assert found.players[0].johnston is not None
