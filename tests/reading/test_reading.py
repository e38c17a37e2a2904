"""Every reader over every document, as one reading."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.case.case import Case
from majlis.case.load import load
from majlis.reading.actors.actors import Known
from majlis.reading.case_names import Names, names_of
from majlis.reading.documents.damage import credibility
from majlis.reading.documents.document import Damage, Document
from majlis.reading.documents.texts import read_texts
from majlis.reading.json_form import json_text
from majlis.reading.proposal import Proposal
from majlis.reading.proposed_grade import graded
from majlis.reading.reading import Reading, read_all
from majlis.reading.text.span import Span

STRIKE = (
    "Port Town, 21 February 2024\n\nThe mayor said on Tuesday that the toll must wait until ships return. "
    "Some 5,000 dockers marched through the old town on Friday, the police said, and nobody was hurt.\n"
)
OTHER = (
    "Port Town, 22 February 2024\n\nThe dockers' union warned that it would strike in April. "
    "Some 200 dockers marched through the old town on Friday, according to the harbour office.\n"
)


def as_json(reading: Reading) -> dict[str, Any]:
    """Give the JSON form, which must be written as the standard encoder writes it."""
    text = "".join(json_text(reading))
    value: dict[str, Any] = json.loads(text)
    assert text == json.dumps(value, indent=2, ensure_ascii=False)
    return value


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "late").mkdir(parents=True)
    (folder / "strike.txt").write_text(STRIKE, encoding="utf-8")
    (folder / "reprint.txt").write_text(f"{STRIKE}By our correspondent.\n", encoding="utf-8")
    (folder / "late/other.txt").write_text(OTHER, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_a_reading_is_ordered_and_anchored(papers: Path, starter: Path) -> None:
    done: list[tuple[int, int]] = []
    names = names_of(load(starter))
    reading = read_all([papers], names, progress=lambda at, of: done.append((at, of)))
    assert done == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert len(reading.documents) == 3
    assert len(reading.refusals) == 1
    assert "empty.txt" in reading.refusals[0]
    assert reading.files == {"strike": "strike.txt", "reprint": "reprint.txt", "other": "late/other.txt"}
    texts = {document.id: document.text for document in reading.documents}
    for each in reading.proposals:
        assert each.quote == texts[each.document][each.start : each.end]
        assert (each.grade is None) == (each.kind == "mention")
    order = [document.id for document in reading.documents]
    places = [(order.index(each.document), each.start) for each in reading.proposals]
    assert places == sorted(places)
    assert as_json(read_all([papers], names)) == as_json(reading)


def test_proposals_stand_by_their_documents(papers: Path) -> None:
    (papers / "bare.txt").write_text(
        "A short line about ships that tells nothing at all.\n", encoding="utf-8"
    )
    reading = read_all([papers], Names())
    found = {document.id: proposals for document, proposals in reading.by_document()}
    assert list(found) == [document.id for document in reading.documents]
    assert [each for proposals in found.values() for each in proposals] == list(reading.proposals)
    assert found["bare"] == []
    assert all(each.document == name for name, proposals in found.items() for each in proposals)


def test_what_is_put_aside_leaves_nothing_behind(papers: Path, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    reading = read_all([papers], Names(), room=room)
    assert list(reading.proposals) == list(read_all([papers], Names()).proposals)
    assert list(room.iterdir()) == []


def test_copies_and_mentions_in_the_sheet(papers: Path) -> None:
    reading = read_all([papers], Names())
    assert reading.copies["strike"] == ("reprint",)
    assert reading.copies.get("other", ()) == ()
    rows = list(reading.sheet_rows())
    assert len(rows) == sum(each.kind != "mention" for each in reading.proposals)
    for row in rows:
        assert ("one source, not several" in row["doubts"]) == (row["document"] != "other")


def test_what_two_documents_have_in_common_says_so_once(tmp_path: Path) -> None:
    shared = "The police said that some 5,000 dockers marched through the old town and that nobody was hurt."
    grain = (
        "Grain for the mills lay on quay 7 until June, while bakers in the hills ran out of flour. "
        "A miller bought all of it in one morning and paid in silver, as her mother once had."
    )
    coal = (
        "Coal came late this winter. Every stove in Low Harbour went cold for a fortnight, says the parish. "
        "Whoever owned a cart drove to the pits himself, and most came home with an empty one."
    )
    for name, own in (("north", grain), ("south", coal)):
        (tmp_path / f"{name}.txt").write_text(f"{own}\n\n{shared}\n", encoding="utf-8")
    reading = read_all([tmp_path], Names())
    assert reading.copies == {"north": (), "south": ()}
    (passage,) = reading.passages
    north, south = reading.documents
    assert shared.rstrip(".") == passage.first_span.of(north.text) == passage.second_span.of(south.text)
    told = {p.document: p for p in reading.proposals if p.kind == "figure" and p.value == 5000}
    assert "stands word for word in south: one source, not several" in str(told["north"].note)
    assert "stands word for word in north: one source, not several" in str(told["south"].note)
    alone = [p for p in reading.proposals if p.kind == "figure" and "quay" in p.quote]
    assert not any("word for word" in str(p.note) for p in alone)
    (as_read,) = as_json(reading)["common_passages"]
    assert [place["document"] for place in as_read["places"]] == ["north", "south"]


def test_causes_and_forecasts_have_a_speaker(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The harbour waits.\n\nThe mayor said that a high toll will probably drive the ships away.\n\n"
        "The mayor said that the toll caused the strike.\n",
        encoding="utf-8",
    )
    mayor = Known("mayor", "Mayor Una Berg", ("the mayor",), "person")
    found = {each.kind: each for each in read_all([tmp_path], Names((mayor,))).proposals}
    assert found["forecast"].speaker == "mayor"
    assert found["cause"].speaker == "mayor"


def test_a_title_that_quotes_is_no_statement(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "“We will not pay the toll”\n\nBy Ann Lee\n\nThe carriers met on Monday.\n\n"
        "“We will not pay,” said the mayor.\n",
        encoding="utf-8",
    )
    reading = read_all([tmp_path], Names())
    assert reading.documents[0].title == "“We will not pay the toll”"
    said = [each.quote for each in reading.proposals if each.kind == "statement"]
    assert said == ["“We will not pay,” said the mayor"]


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader of documents opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "page.html").write_text(
        f"<html><head><base href='http://example.org/'><link rel='stylesheet' href='a.css'></head><body>"
        f"<script src='http://example.org/a.js'></script><iframe src='http://example.org/b'></iframe>"
        f"<img src='http://example.org/c.png'><article><p>{STRIKE}</p><p>{OTHER}</p></article></body></html>"
    )
    (tmp_path / "note.md").write_text(f"![picture](http://example.org/d.png)\n\n{STRIKE}")
    reading = read_all([tmp_path], Names())
    assert (len(reading.documents), reading.refusals) == (2, ())


def test_contradictions_stand_on_both_rows() -> None:
    from majlis.reading.contradictions import Contradiction

    one, two = (Proposal(f"{d}-figure-1", d, "figure", 0, 3, "one", value=1.0) for d in ("a", "b"))
    pair = Contradiction(one.id, two.id, "figure", "1 and 2")
    documents = (Document("a", "a.txt", "one"), Document("b", "b.txt", "one"))
    reading = Reading(documents, (), (one, two), {}, (pair,), {"a": "a.txt", "b": "b.txt"})
    assert [row["contradicts"] for row in reading.sheet_rows()] == [two.id, one.id]
    assert as_json(reading)["contradictions"][0]["reason"] == "1 and 2"


def test_the_case_says_who_can_be_meant_and_what_a_source_is_worth(starter: Path, papers: Path) -> None:
    sources = starter / "sources.csv"
    sources.write_text(sources.read_text().replace("2024-02-20,C,,", "2024-02-20,C,late/other.txt,"))
    names = names_of(load(starter))
    assert next(who for who in names.known if who.id == "dockers").aliases == ("the union",)
    assert names.reliability == {"late/other.txt": "C"}
    grades = {
        each.document: each.grade for each in read_all([papers], names).proposals if each.kind == "figure"
    }
    assert grades["other"][0] == "C"
    assert grades["strike"][0] == "F"


def test_poles_are_the_labels_of_the_ends(iraq: Case) -> None:
    issue = iraq.issues[0]
    subject = names_of(iraq).subjects[0]
    at = {point.at: point.label for point in issue.scale.points}
    assert (subject.minus_pole, subject.plus_pole) == (at[issue.scale.low], at[issue.scale.high])


SPANS = st.tuples(st.integers(0, 900), st.integers(1, 90)).map(lambda at: Span(at[0], at[0] + at[1]))


@given(st.lists(SPANS), st.lists(SPANS))
def test_a_grade_is_that_of_the_document_and_the_passage(damaged: list[Span], passages: list[Span]) -> None:
    signs = tuple(Damage(span, "word doubled") for span in damaged)
    document = Document("d", "d.txt", "word " * 200, damage=signs)
    proposals = [Proposal("i", "d", "event", *span, "q") for span in passages]
    for each in graded(proposals, document, "B"):
        assert each.grade == f"B{credibility(document, Span(each.start, each.end))}"


def test_texts_of_any_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال الوزير إن السفن ستبقى في الميناء حتى الربيع\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff\xff\xff")
    found = read_texts([tmp_path])
    assert [each.text for each in found.documents] == ["قال الوزير إن السفن ستبقى في الميناء حتى الربيع\n"]
    assert len(found.refusals) == 1
    assert str(tmp_path / "b.txt") in found.refusals[0]
