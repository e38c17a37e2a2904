"""The shipped case with documents: what it holds, and that it is read as well as it must be."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from majlis.case.load import load, shipped_cases
from majlis.evidence.ledger import citations_of, verify_case
from majlis.reading.actors.alias_file import read_aliases

HARBOUR = shipped_cases()["harbour-dispute"]


@pytest.fixture(scope="module")
def measured(scoring: SimpleNamespace) -> dict[str, tuple[float, float]]:
    (gold,) = scoring.gold.read_gold(HARBOUR)
    counts = scoring.measures.counts(gold, scoring.readings.read_by_majlis(gold))
    return {
        one.name: (one.value(counts), one.bar) for one in scoring.measures.MEASURES if one.bar is not None
    }


STANCE_TODAY = 0.68
"""The sign of stances misses its bar of 0.80 here (docs/reading.md says so); it must not get worse."""


def test_every_bar_is_held_but_that_of_stances(measured: dict[str, tuple[float, float]]) -> None:
    missed = {name: value for name, (value, bar) in measured.items() if value < bar}
    assert missed.keys() <= {"stance, right sign"}
    assert measured["stance, right sign"][0] >= STANCE_TODAY


def test_all_formats_are_there() -> None:
    endings = sorted(path.suffix for path in (HARBOUR / "documents").iterdir())
    assert len(endings) == 12
    assert set(endings) == {".txt", ".md", ".pdf", ".docx", ".html"}


def test_case_and_gold_name_the_same_actors() -> None:
    coded = {
        actor.id: (actor.canonical, actor.aliases) for actor in read_aliases(HARBOUR / "gold" / "actors.csv")
    }
    assert {actor.id: (actor.name, actor.aliases) for actor in load("harbour-dispute").actors} == coded


def test_every_cited_passage_is_found() -> None:
    case = load("harbour-dispute")
    found = verify_case(case, HARBOUR / "documents")
    assert found.faults == ()
    assert len(found.found) == len(citations_of(case)) > 30
