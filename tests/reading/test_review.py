"""Decisions on proposals: what enters the ledger, what never does, and what is kept."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from majlis.case.fault import CaseFaults
from majlis.case.load import load
from majlis.case.write import change_row
from majlis.evidence.ledger import verify_case
from majlis.evidence.lock import Locked
from majlis.evidence.text import DocumentError
from majlis.reading.review.ledger_rows import LedgerRowError
from majlis.reading.review.review import Review, ReviewError, changed, mended
from majlis.reading.review.review_file import CoderError, coder_file, coders_of, decisions_of, proposals_file
from majlis.reading.review.sheet import Entry, read_sheet, write_sheet

TEXT = (
    "The toll divides the port\n\nPort Town, 21 February 2024\n\n"
    "The mayor said on Tuesday that the toll\nmust wait until the ships are back.\n\n"
    "Five of the seven pilots stayed at home because the toll was raised too soon for them.\n"
)
QUOTE = "The mayor said on Tuesday that the toll\nmust wait until the ships are back"
CAUSE = "Five of the seven pilots stayed at home because the toll was raised"


def proposal(name: str, kind: str, quote: str, file: str = "gazette.txt", **fields: object) -> Entry:
    start = TEXT.index(quote)
    return Entry(
        id=name, document="gazette", kind=kind, quote=quote, file=file,
        start=start, end=start + len(quote), grade="C3", **fields,
    )  # fmt: skip


STATEMENT = proposal(
    "gazette-statement-1", "statement", QUOTE, speaker="mayor", about="toll", stance=-40, stance_low=-60,
    stance_high=-20,
)  # fmt: skip
BECAUSE = proposal(
    "gazette-cause-1", "cause", CAUSE, cause="a high toll", effect="pilots stay away", sign="+"
)


@pytest.fixture
def desk(starter: Path) -> Review:
    documents = starter.parent / "papers"
    documents.mkdir()
    (documents / "gazette.txt").write_text(TEXT, encoding="utf-8")
    (documents / "undated.txt").write_text(
        TEXT.replace("Port Town, 21 February 2024\n", ""), encoding="utf-8"
    )
    return Review(starter, documents, "ann")


def other(desk: Review, coder: str) -> Review:
    return Review(desk.folder, desk.sources, coder)


def files(desk: Review) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in desk.folder.rglob("[!.]*") if path.is_file()}


def test_an_accepted_claim_stands_in_the_ledger_and_is_found_again(desk: Review) -> None:
    said = desk.accept(STATEMENT, "The mayor wants to put the charge off")
    assert said == "accepted as claim 'gazette-statement-1' of source 'gazette'"
    case = load(desk.folder)
    claim = case.claim_by_id["gazette-statement-1"]
    assert (claim.kind, claim.speaker, claim.credibility, claim.coder) == ("stance", "mayor", "3", "ann")
    assert claim.statement == "The mayor wants to put the charge off"
    assert "stance -40" in str(claim.note)
    source = case.source_by_id["gazette"]
    assert (str(source.date), source.reliability, source.file) == ("2024-02-21", "C", "gazette.txt")
    assert verify_case(case, desk.sources).found["gazette-statement-1"] == QUOTE


def test_no_number_of_the_case_moves(desk: Review) -> None:
    before = load(desk.folder).stances
    desk.accept(STATEMENT, "The mayor wants to put the charge off")
    assert load(desk.folder).stances == before


def test_a_causal_claim_keeps_its_ends(desk: Review) -> None:
    desk.accept(BECAUSE, "A steep charge keeps pilots away")
    claim = load(desk.folder).claim_by_id["gazette-cause-1"]
    assert (claim.kind, claim.cause, claim.effect, claim.sign) == (
        "cause",
        "a high toll",
        "pilots stay away",
        "+",
    )


def test_a_claim_cites_the_source_that_the_case_has(desk: Review) -> None:
    sources = desk.folder / "sources.csv"
    sources.write_text(sources.read_text().replace("2024-02-20,C,,", "2024-02-20,C,gazette.txt,"))
    desk.accept(STATEMENT, "The mayor wants to put the charge off")
    case = load(desk.folder)
    assert case.claim_by_id["gazette-statement-1"].source == "paper"
    assert "gazette" not in case.source_by_id


@pytest.mark.parametrize(
    ("fields", "statement", "message"),
    [
        ({}, "", "statement: found nothing"),
        ({}, "The mayor said on tuesday that THE TOLL must go", "8 consecutive words of the document"),
        ({"speaker": "major"}, "He waits", "did you mean 'mayor'"),
        ({"target": "nobody"}, "He waits", "target: found 'nobody'"),
        ({"about": "tol"}, "He waits", "did you mean 'toll'"),
        ({"stance": 300}, "He waits", "-100 to 100"),
        ({"stance": 10}, "He waits", "10 outside -60 to -20"),
        ({"kind": "cause"}, "He waits", "cause: found nothing"),
        ({"quote": "The mayor wrote"}, "He waits", "quote: found 'The mayor said"),
        ({"start": 5000, "end": 5010}, "He waits", "quote: found a text of"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_changes(
    desk: Review, fields: dict[str, object], statement: str, message: str
) -> None:
    before = files(desk)
    with pytest.raises(ReviewError, match=message):
        desk.accept(changed(STATEMENT, fields), statement)
    assert files(desk) == before


def test_a_document_without_a_date_needs_its_row_of_sources(desk: Review) -> None:
    entry = changed(STATEMENT, {"file": "undated.txt", "document": "undated"})
    text = desk.document(entry).text
    start = text.index(QUOTE)
    entry = changed(entry, {"start": start, "end": start + len(QUOTE)})
    before = files(desk)
    with pytest.raises(
        LedgerRowError, match=r"undated\.txt, whose date of publication was not found; add a row"
    ):
        desk.accept(entry, "He waits")
    assert files(desk) == before
    with (desk.folder / "sources.csv").open("a") as file:
        file.write("u,Undated,,2024-02,D,undated.txt,\n")
    assert desk.accept(entry, "He waits").endswith("of source 'u'")


def test_a_document_that_was_coded_in_another_text_is_refused(desk: Review) -> None:
    desk.accept(STATEMENT, "He waits")
    (desk.sources / "gazette.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    with pytest.raises(LedgerRowError, match="not the one that source 'gazette' was coded from"):
        other(desk, "bob").accept(BECAUSE, "A steep charge keeps pilots away")


@pytest.mark.parametrize("file", ["../secret.txt", "none.txt", "/etc/hostname"])
def test_a_document_outside_the_folder_is_none(desk: Review, file: str) -> None:
    with pytest.raises(DocumentError):
        desk.accept(changed(STATEMENT, {"file": file}), "He waits")


def test_what_is_rejected_never_reaches_the_ledger(desk: Review) -> None:
    before = (desk.folder / "claims.csv").read_bytes()
    desk.reject(STATEMENT, "irony")
    assert (desk.folder / "claims.csv").read_bytes() == before
    (kept,) = decisions_of(desk.folder, "ann")
    assert (kept.decision, kept.note, kept.coder) == ("reject", "irony", "ann")


def test_decisions_are_kept_and_the_rest_stays_open(desk: Review) -> None:
    desk.accept(mended(STATEMENT, "stance", "-50"), "He waits", mended=True)
    assert desk.open([STATEMENT, BECAUSE]) == [BECAUSE]
    assert Review(desk.folder, desk.sources, "ann").open([STATEMENT, BECAUSE]) == [BECAUSE]
    assert desk.open([STATEMENT, BECAUSE], "statement") == []
    (kept,) = desk.decided()
    assert (kept.decision, kept.stance, kept.statement) == ("mend", -50, "He waits")
    load(desk.folder)


def test_undo_takes_the_latest_back_out_of_the_ledger(desk: Review) -> None:
    desk.accept(STATEMENT, "He waits")
    desk.reject(BECAUSE)
    assert desk.undo() is not None
    assert "gazette-statement-1" in load(desk.folder).claim_by_id
    last = desk.undo()
    assert last is not None
    assert last.id == "gazette-statement-1"
    assert "gazette-statement-1" not in load(desk.folder).claim_by_id
    assert desk.undo() is None
    assert desk.open([STATEMENT, BECAUSE]) == [STATEMENT, BECAUSE]


def test_undo_takes_the_source_back_that_came_with_the_claim(desk: Review) -> None:
    before = (desk.folder / "sources.csv").read_bytes()
    desk.accept(STATEMENT, "He waits")
    assert "gazette" in load(desk.folder).source_by_id
    desk.undo()
    assert "gazette" not in load(desk.folder).source_by_id
    assert [line.split(b",")[0] for line in before.splitlines()] == [
        line.split(b",")[0] for line in (desk.folder / "sources.csv").read_bytes().splitlines()
    ]


def test_a_source_stays_that_another_claim_needs_or_somebody_changed(desk: Review) -> None:
    desk.accept(STATEMENT, "He waits")
    desk.accept(BECAUSE, "A steep charge keeps pilots away")
    desk.undo()
    assert "gazette" in load(desk.folder).source_by_id
    change_row(desk.folder, "sources.csv", "gazette", {"publisher": "The Port Gazette"})
    desk.undo()
    assert load(desk.folder).source_by_id["gazette"].publisher == "The Port Gazette"
    assert "gazette-statement-1" not in load(desk.folder).claim_by_id


def test_a_reprint_counts_as_a_copy_of_the_source_that_is_there(desk: Review) -> None:
    (desk.sources / "reprint.txt").write_text(f"{TEXT}By our correspondent.\n", encoding="utf-8")
    again = changed(
        STATEMENT, {"id": "r-1", "document": "reprint", "file": "reprint.txt", "copies": "gazette.txt"}
    )
    desk.accept(changed(STATEMENT, {"copies": "reprint.txt"}), "He waits")
    desk.accept(again, "He would rather wait")
    desk.accept(changed(BECAUSE, {"copies": "reprint.txt"}), "A steep charge keeps pilots away")
    found = load(desk.folder).source_by_id
    assert {name: found[name].copy_of for name in ("gazette", "reprint")} == {
        "gazette": None,
        "reprint": "gazette",
    }


def test_copies_of_one_sheet_become_one_source_and_its_copy(desk: Review) -> None:
    (desk.sources / "reprint.txt").write_text(f"{TEXT}By our correspondent.\n", encoding="utf-8")
    decided = {"decision": "accept", "statement": "He waits"}
    reprint = {"id": "r-1", "document": "reprint", "file": "reprint.txt", "copies": "gazette.txt"}
    path = desk.folder.parent / "decided.csv"
    rows = [STATEMENT.cells() | decided | reprint, STATEMENT.cells() | decided | {"copies": "reprint.txt"}]
    write_sheet(path, rows)
    desk.apply(read_sheet(path))
    found = load(desk.folder).source_by_id
    assert (found["reprint"].copy_of, found["gazette"].copy_of) == (None, "reprint")


def test_a_decision_waits_for_another_coders_and_then_says_so(
    desk: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("majlis.reading.review.review.PATIENCE", 0.1)
    before = files(desk)
    with other(desk, "bob")._writing(), pytest.raises(Locked, match="another coder is writing"):
        desk.accept(STATEMENT, "He waits")
    assert files(desk) == before
    desk.accept(STATEMENT, "He waits")


def test_a_claim_that_a_number_rests_on_is_not_taken_back(desk: Review) -> None:
    desk.accept(STATEMENT, "He waits")
    stances = desk.folder / "stances.csv"
    stances.write_text(stances.read_text().replace("70,60,80,,C5", "70,60,80,,C5|gazette-statement-1"))
    before = files(desk)
    with pytest.raises(CaseFaults, match="gazette-statement-1"):
        desk.undo()
    assert files(desk) == before


def test_an_id_that_went_to_another_passage_is_not_taken_for_the_old_one(desk: Review) -> None:
    desk.accept(STATEMENT, "He waits")
    anew = changed(BECAUSE, {"id": STATEMENT.id})
    assert desk.open([STATEMENT, anew]) == [anew]
    before = files(desk)
    with pytest.raises(ReviewError, match="which is a claim with another passage"):
        desk.accept(anew, "A steep charge keeps pilots away")
    assert files(desk) == before


def test_several_coders_share_one_claim(desk: Review) -> None:
    bob = other(desk, "bob")
    desk.accept(STATEMENT, "He waits")
    assert bob.accept(STATEMENT, "The mayor puts it off") == "accepted; the claim is in the ledger already"
    assert set(coders_of(desk.folder)) == {"ann", "bob"}
    desk.undo()
    assert "gazette-statement-1" in load(desk.folder).claim_by_id
    bob.undo()
    assert load(desk.folder).claim_by_id["gazette-statement-1"].coder == "ann"


@pytest.mark.parametrize("name", ["../x", "a b", "", "proposals", "Proposals", "x" * 99])
def test_a_coder_has_a_name_that_is_a_file(desk: Review, name: str) -> None:
    with pytest.raises(CoderError):
        coder_file(desk.folder, name)


def test_fields_that_cannot_be_mended(desk: Review) -> None:
    for field, value, message in (
        ("start", "0", "no field 'start'"),
        ("speeker", "x", "did you mean 'speaker'"),
        ("stance", "much", "a number"),
        ("sign", "up", "Input should be"),
    ):
        with pytest.raises(ReviewError, match=message):
            mended(STATEMENT, field, value)
    assert mended(STATEMENT, "about", "").about is None


def sheet_of(desk: Review, *rows: dict[str, str]) -> Path:
    path = desk.folder.parent / "decided.csv"
    write_sheet(path, [entry.cells() | row for entry, row in zip((STATEMENT, BECAUSE), rows, strict=True)])
    return path


def test_a_decided_sheet_is_taken_over(desk: Review) -> None:
    path = sheet_of(
        desk,
        {"decision": "mend", "statement": "He waits", "stance": "-30"},
        {"decision": "reject", "note": "no"},
    )
    assert desk.apply(read_sheet(path)) == "1 accepted, 1 rejected"
    assert "stance -30" in str(load(desk.folder).claim_by_id["gazette-statement-1"].note)
    assert [entry.decision for entry in desk.decided()] == ["mend", "reject"]
    before = files(desk)
    assert desk.apply(read_sheet(path)) == "1 accepted, 1 rejected"
    assert files(desk) == before


def test_rows_without_a_decision_and_those_of_another_coder_stay_open(desk: Review) -> None:
    path = sheet_of(desk, {}, {"decision": "accept", "statement": "x", "coder": "bob"})
    assert desk.apply(read_sheet(path)) == "0 accepted, 0 rejected"
    assert desk.decided() == ()
    assert "gazette-cause-1" not in load(desk.folder).claim_by_id


def test_a_sheet_with_faults_changes_nothing(desk: Review) -> None:
    path = sheet_of(
        desk, {"decision": "accept", "statement": "He waits"}, {"decision": "accept", "speaker": "nobody"}
    )
    before = files(desk)
    with pytest.raises(CaseFaults) as caught:
        desk.apply(read_sheet(path))
    assert files(desk) == before
    said = [str(fault) for fault in caught.value.faults]
    assert len(said) == 2
    assert any("statement" in line or "own words" in line for line in said)
    with path.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 3
    assert all(line.startswith("decided.csv:4:") for line in said)


def test_a_sheet_does_not_turn_what_was_accepted(desk: Review) -> None:
    desk.accept(STATEMENT, "He waits")
    path = sheet_of(desk, {"decision": "reject"}, {})
    with pytest.raises(CaseFaults, match="a rejection of what you accepted before"):
        desk.apply(read_sheet(path))


def test_the_review_folder_is_no_fault_of_the_case(desk: Review) -> None:
    desk.reject(STATEMENT)
    write_sheet(proposals_file(desk.folder), [STATEMENT.cells()])
    assert load(desk.folder).id == "harbour-toll"
    assert set(coders_of(desk.folder)) == {"ann"}
