"""Every reader over every document, as one reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.case.case import Case
from majlis.case.load import load
from majlis.reading.case_names import Names, names_of
from majlis.reading.documents.damage import credibility
from majlis.reading.documents.document import Damage, Document
from majlis.reading.documents.texts import read_texts
from majlis.reading.json_form import as_json
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
    assert read_all([papers], names) == reading


def test_copies_and_mentions_in_the_sheet(papers: Path) -> None:
    reading = read_all([papers], Names())
    assert reading.copies["strike"] == ("reprint",)
    assert reading.copies.get("other", ()) == ()
    rows = list(reading.sheet_rows())
    assert len(rows) == sum(each.kind != "mention" for each in reading.proposals)
    for row in rows:
        assert ("one source, not several" in row["doubts"]) == (row["document"] != "other")


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
