"""Contradictions: what documents say otherwise of the same thing is put side by side, once."""

from __future__ import annotations

from majlis.reading.contradictions import contradictions
from majlis.reading.proposal import Proposal

FOR = Proposal(
    "a-1", "a", "statement", 0, 1, "x", speaker="guild", about="port", stance=70, date="2031-05-01"
)
AGAINST = FOR._replace(id="b-1", document="b", stance=-60, date="2031-05-10")
LOSS = Proposal("a-2", "a", "figure", 0, 1, "x", value=40, unit="ships", referent="idle container ships")
STRIKE = Proposal(
    "a-3", "a", "event", 0, 1, "x", actor="navy", target="guild", plover="ASSAULT", status="occurred"
)


def pairs(*proposals: Proposal) -> list[tuple[str, str, str]]:
    return [(found.first, found.second, found.kind) for found in contradictions(proposals)]


def test_opposite_stances_of_one_actor_in_one_period() -> None:
    assert pairs(FOR, AGAINST) == [("a-1", "b-1", "stance")]


def test_a_change_of_mind_in_a_year_is_no_contradiction() -> None:
    assert pairs(FOR, AGAINST._replace(date="2032-05-10")) == []


def test_unclear_stances_other_speakers_and_one_document_are_left_out() -> None:
    assert pairs(FOR, AGAINST._replace(stance=-5)) == []
    assert pairs(FOR, AGAINST._replace(speaker="navy")) == []
    assert pairs(FOR, AGAINST._replace(document="a")) == []


def test_one_figure_with_two_values() -> None:
    other = LOSS._replace(id="b-2", document="b", value=60)
    assert pairs(LOSS, other) == [("a-2", "b-2", "figure")]
    assert pairs(LOSS, other._replace(value=40)) == []
    assert pairs(LOSS._replace(referent="ships"), other._replace(referent="ships")) == []


def test_an_event_told_and_denied() -> None:
    denied = STRIKE._replace(id="b-3", document="b", status="denied")
    assert pairs(STRIKE, denied) == [("a-3", "b-3", "event")]
    assert pairs(STRIKE, denied._replace(status="forecast")) == []


def test_the_list_grows_with_the_documents_and_not_with_their_square() -> None:
    many = [(FOR if n % 2 else AGAINST)._replace(id=f"d{n}", document=f"d{n}") for n in range(200)]
    found = contradictions(many)
    assert 100 <= len(found) < 200
