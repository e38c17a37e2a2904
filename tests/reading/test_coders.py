"""Several coders: agreement field by field, and their disagreement as the spread of an estimate."""

from __future__ import annotations

from pathlib import Path

import pytest

from majlis.case.load import load
from majlis.evidence.entry import NewClaim, enter
from majlis.reading.review.coders import CodersError, agreement, pooled
from majlis.reading.review.pooled_stance import write_stance
from majlis.reading.review.sheet import Entry


def entry(name: str, decision: str = "accept", **fields: object) -> Entry:
    parts = {"document": "d", "kind": "statement", "quote": "q", "file": "d.txt", "start": 0, "end": 1}
    return Entry.model_validate(parts | {"id": name, "decision": decision, "speaker": "mayor"} | fields)


def by_field(coded: dict[str, list[Entry]]) -> dict[str, tuple[float | None, int]]:
    return {each.field: (each.alpha, each.n) for each in agreement(coded)}


def test_accept_and_mend_are_one_decision() -> None:
    found = by_field(
        {
            "ann": [entry("a"), entry("b", "reject"), entry("c")],
            "bob": [entry("a", "mend"), entry("b", "reject"), entry("d")],
        }
    )
    assert found["decision"] == (1.0, 2)
    assert found["speaker"] == (None, 1)


def test_alpha_of_a_number_by_hand() -> None:
    # Units (10, 20) and (30, 30): observed 2 * 100 over 4 values, expected over all pairs of 10, 20, 30, 30.
    found = by_field(
        {
            "ann": [entry("a", stance=10), entry("b", stance=30), entry("c", stance=5)],
            "bob": [entry("a", stance=20), entry("b", stance=30), entry("c")],
        }
    )
    expected = 2 * (100 + 400 + 400 + 100 + 100) / (4 * 3)
    alpha, count = found["stance"]
    assert count == 2
    assert alpha == pytest.approx(1 - (200 / 4) / expected)


def test_an_empty_name_differs_from_a_name_and_an_empty_number_is_missing() -> None:
    found = by_field(
        {
            "ann": [entry("a", target="union", value=5, grade="F6"), entry("b", target="lines")],
            "bob": [entry("a", target=None, value=None, grade="C3"), entry("b", target="lines")],
        }
    )
    assert found["target"][1] == 2
    assert found["target"][0] is not None
    assert found["target"][0] < 1
    assert "value" not in found
    assert "reliability" not in found


def test_one_coder_cannot_agree() -> None:
    with pytest.raises(CodersError, match="needs two coders; found decisions of ann"):
        agreement({"ann": [entry("a")], "bob": []} | {"bob": []})


@pytest.fixture
def coded_case(starter: Path) -> Path:
    source = {
        "id": "d",
        "title": "d",
        "date": "2024-02-20",
        "reliability": "C",
        "file": "d.txt",
        "digest": "0" * 64,
    }
    claim = {"kind": "stance", "statement": "He waits", "source": "d"}
    enter(starter, [NewClaim(claim | {"id": name}, source) for name in ("a", "b")])
    return starter


def test_disagreement_is_the_spread_on_the_scale_of_the_issue(coded_case: Path) -> None:
    coded = {
        "ann": [entry("a", about="toll", stance=-40, stance_low=-60, stance_high=-20)],
        "bob": [entry("a", about="toll", stance=20), entry("b", about="toll", stance=0)],
        "eve": [entry("a", "reject", about="toll", stance=100), entry("c", about="toll", stance=-100)],
    }
    found = pooled(load(coded_case), coded, "mayor", "toll")
    # The scale of the toll runs from 0 to 100: a stance of -40 stands at 30, one of 20 at 60, one of 0 at 50.
    assert (found.value, found.low, found.high) == (50, 20, 60)
    assert (found.coder, found.claims) == ("ann; bob", ("a", "b"))
    write_stance(coded_case, "mayor", "toll", found)
    stance = load(coded_case).stance("mayor", "toll", "council", "position")
    assert stance is not None
    assert (stance.estimate.value, stance.estimate.low, stance.estimate.high) == (50, 20, 60)
    assert stance.estimate.claims == ("a", "b")


def test_a_position_that_was_not_coded_is_added(coded_case: Path) -> None:
    stances = coded_case / "stances.csv"
    kept = [line for line in stances.read_text().splitlines() if not line.startswith("mayor,toll,position")]
    stances.write_text("\n".join([*kept, ""]))
    found = pooled(_unchecked(coded_case), {"ann": [entry("a", about="toll", stance=0)]}, "mayor", "toll")
    write_stance(coded_case, "mayor", "toll", found)
    stance = load(coded_case).stance("mayor", "toll", "council", "position")
    assert stance is not None
    assert stance.estimate.value == 50


def _unchecked(folder: Path):
    """Read a case whose actor lacks a position, which `load` would refuse."""
    stances = folder / "stances.csv"
    text = stances.read_text()
    stances.write_text(text + "mayor,toll,position,1,,,,,,x\n")
    case = load(folder)
    stances.write_text(text)
    return case


@pytest.mark.parametrize(
    ("actor", "issue", "message"),
    [
        ("major", "toll", "did you mean 'mayor'"),
        ("mayor", "tol", "did you mean 'toll'"),
        ("lines", "toll", "no coder accepted a statement of 'lines' about 'toll'"),
    ],
)
def test_nothing_to_pool(coded_case: Path, actor: str, issue: str, message: str) -> None:
    coded = {"ann": [entry("a", about="toll", stance=1)]}
    with pytest.raises(CodersError, match=message):
        pooled(load(coded_case), coded, actor, issue)
