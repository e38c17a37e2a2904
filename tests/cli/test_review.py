"""`majlis review` and what coders do together, as a user types it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from majlis.case.load import load
from majlis.evidence.lock import locked
from majlis.reading.review.review_file import decisions_of, proposals_file
from majlis.reading.review.sheet import Entry, write_sheet

TEXT = (
    "The toll divides the port\n\nPort Town, 21 February 2024\n\n"
    "The mayor said on Tuesday that the toll\nmust wait until the ships are back.\n\n"
    "The union threatened to strike against the council.\n"
)
Majlis = Callable[..., CompletedProcess[str]]
QUOTES = (
    "The mayor said on Tuesday that the toll\nmust wait until the ships are back",
    "The union threatened to strike",
)


def proposal(number: int, kind: str, **fields: object) -> Entry:
    quote = QUOTES[number - 1]
    at = {"quote": quote, "start": TEXT.index(quote), "end": TEXT.index(quote) + len(quote)}
    where = {"id": f"gazette-{number}", "document": "gazette", "file": "gazette.txt", "kind": kind}
    return Entry.model_validate(where | at | {"grade": "C3"} | fields)


@pytest.fixture
def desk(starter: Path) -> Path:
    """A case with two proposals to decide on, from a document in the folder 'documents' of the case."""
    (starter / "documents").mkdir()
    (starter / "documents/gazette.txt").write_text(TEXT, encoding="utf-8")
    proposals_file(starter).parent.mkdir()
    entries = [
        proposal(1, "statement", speaker="mayor", about="toll", stance=-40, doubts="who?"),
        proposal(2, "event", actor="dockers", status="threatened", plover="THREATEN"),
    ]
    write_sheet(proposals_file(starter), [entry.cells() for entry in entries])
    return starter


def decisions(desk: Path, coder: str = "ann") -> list[tuple[str, str | None, str | None]]:
    return [(entry.id, entry.decision, entry.statement) for entry in decisions_of(desk, coder)]


def test_accept_shows_the_passage_in_its_context_and_enters_the_ledger(desk: Path, majlis: Majlis) -> None:
    done = majlis("review", desk, "--coder", "ann", cwd=desk, typed="a He wants to wait\nq\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"[{QUOTES[0]}]" in done.stdout
    assert "The toll divides the port\n\nPort Town" in done.stdout
    assert "doubts        who?" in done.stdout
    assert "accepted as claim 'gazette-1' of source 'gazette'" in done.stdout
    assert decisions(desk) == [("gazette-1", "accept", "He wants to wait")]
    shown = majlis("evidence", "show", desk, "gazette-1", "--sources", desk / "documents", cwd=desk)
    assert f"[{QUOTES[0]}]" in shown.stdout
    assert majlis("check", desk, cwd=desk).returncode == 0


def test_words_of_the_document_are_asked_for_again(desk: Path, majlis: Majlis) -> None:
    typed = "a\nThe mayor said on Tuesday that the toll must wait\na\nHe wants to wait\nq\n"
    done = majlis("review", desk, "--coder", "ann", cwd=desk, typed=typed)
    assert "8 consecutive words of the document" in done.stdout
    assert decisions(desk) == [("gazette-1", "accept", "He wants to wait")]


def test_mend_reject_back_undo_and_going_on_later(desk: Path, majlis: Majlis) -> None:
    typed = (
        "n\nb\nm stance=-70\nspeaker=major\nspeaker=lines\n\na The carriers want to wait\nr no act\nu\nq\n"
    )
    done = majlis("review", desk, "--coder", "ann", cwd=desk, typed=typed)
    assert done.returncode == 0, done.stderr
    assert "took back: reject gazette-2" in done.stdout
    assert decisions(desk) == [("gazette-1", "mend", "The carriers want to wait")]
    assert load(desk).claim_by_id["gazette-1"].speaker == "lines"
    later = majlis("review", desk, "--coder", "ann", cwd=desk, typed="u\nr\nr\n")
    assert "no more to show" in later.stdout
    assert "coder ann: 1 of 2 proposals are open" in later.stdout
    assert "0 left open; 2 decided, all kept" in later.stdout
    assert {(name, decision) for name, decision, _ in decisions(desk)} == {
        ("gazette-1", "reject"),
        ("gazette-2", "reject"),
    }
    assert "gazette-1" not in load(desk).claim_by_id


def test_no_word_and_no_more_input_accept_nothing(desk: Path, majlis: Majlis) -> None:
    done = majlis("review", desk, "--coder", "ann", cwd=desk, typed="x\n?\n\n")
    assert done.returncode == 0
    assert "'x' is none of them" in done.stdout
    assert "take back your latest decision" in done.stdout
    assert "2 left open; 0 decided" in done.stdout
    assert decisions(desk) == []


def test_proposals_are_read_once_where_there_are_none(desk: Path, majlis: Majlis) -> None:
    proposals_file(desk).unlink()
    done = majlis("review", desk, "--coder", "ann", cwd=desk, typed="q\n")
    assert done.returncode == 0, done.stderr
    assert f"the proposals are kept in {proposals_file(desk)}" in done.stderr
    kept = proposals_file(desk).read_bytes()
    again = majlis("review", desk, "--coder", "bob", cwd=desk, typed="q\n")
    assert again.stderr == ""
    assert proposals_file(desk).read_bytes() == kept


def test_a_coder_who_is_at_work_elsewhere_is_told(desk: Path, majlis: Majlis) -> None:
    with locked(desk / "review" / ".ann.lock", "open"):
        done = majlis("review", desk, "--coder", "ann", cwd=desk, typed="a He waits\nq\n")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(
            "the review of 'ann' is open elsewhere; close it there, or decide under"
        )
        assert majlis("review", desk, "--coder", "bob", cwd=desk, typed="q\n").returncode == 0
    assert majlis("review", desk, "--coder", "ann", cwd=desk, typed="q\n").returncode == 0


def filled_in(desk: Path, *rows: dict[str, str]) -> Path:
    """Fill in the sheet as a spreadsheet with semicolons does."""
    with proposals_file(desk).open(encoding="utf-8", newline="") as file:
        given = list(csv.DictReader(file))
    path = desk.parent / "decided.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, given[0], delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(row | more for row, more in zip(given, rows, strict=True))
    return path


def test_a_sheet_is_applied_and_coders_are_compared(desk: Path, majlis: Majlis) -> None:
    majlis("review", desk, "--coder", "ann", cwd=desk, typed="a He wants to wait\na They may strike\n")
    sheet = filled_in(
        desk, {"decision": "mend", "statement": "He is against it", "stance": "20"}, {"decision": "reject"}
    )
    done = majlis("review", desk, "--coder", "bob", "--apply", sheet, cwd=desk)
    assert (done.returncode, done.stdout) == (0, "1 accepted, 1 rejected\n"), done.stderr
    found = majlis("evidence", "agreement", desk, "--json", cwd=desk)
    fields = {each["field"]: each for each in json.loads(found.stdout)["fields"]}
    assert fields["decision"]["n"] == 2
    assert fields["stance"] == {"field": "stance", "level": "interval", "alpha": 0.0, "n": 1}
    shown = majlis("evidence", "agreement", desk, cwd=desk)
    assert "stance        interval    0.000     1" in shown.stdout
    before = (desk / "stances.csv").read_bytes()
    pooled = majlis("evidence", "pool", desk, "mayor.toll", cwd=desk)
    assert pooled.stdout.startswith(
        "mayor.toll.position: 45, from 30 to 60 (coders ann; bob; claims gazette-1)"
    )
    assert (desk / "stances.csv").read_bytes() == before
    written = majlis("evidence", "pool", desk, "mayor.toll", "--write", cwd=desk)
    assert written.returncode == 0
    assert "mayor,toll,position,45,30,60,,gazette-1,ann; bob," in (desk / "stances.csv").read_text()
    assert majlis("check", desk, cwd=desk).returncode == 0


def test_a_sheet_with_a_fault_changes_nothing(desk: Path, majlis: Majlis) -> None:
    sheet = filled_in(desk, {"decision": "accept"}, {"decision": "accept", "statement": "ok", "stance": "x"})
    before = (desk / "claims.csv").read_bytes()
    done = majlis("review", desk, "--coder", "bob", "--apply", sheet, cwd=desk)
    assert (done.returncode, done.stdout) == (2, "")
    assert "decided.csv:4:" in done.stderr
    assert (desk / "claims.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("review", "iraq-2024"), "came with Majlis; copy"),
        (("review", "harbour-toll", "--sources", "nowhere"), "there is no folder 'nowhere'"),
        (("review", "harbour-toll", "--proposals", "nowhere.csv"), "there is no file 'nowhere.csv'"),
        (("review", "harbour-toll", "--coder", "a b"), "the coder 'a b'"),
        (("review", "harbour-toll", "--coder", "proposals"), "choose another name"),
        (("review", "harbour-toll", "--kind", "figur"), "no proposal is of the kind 'figur'"),
        (("review", "harbour-toll", "--apply", "nowhere.csv"), "nowhere.csv:1:1"),
        (("evidence", "agreement", "harbour-toll"), "agreement needs two coders; found decisions of nobody"),
        (("evidence", "pool", "harbour-toll", "mayor.toll"), "no coder accepted a statement of 'mayor'"),
        (("evidence", "pool", "harbour-toll", "mayor"), "the case has no ''"),
    ],
)
def test_a_wrong_call_says_what_and_exits_2(
    desk: Path, majlis: Majlis, words: tuple[str, ...], message: str
) -> None:
    done = majlis(*words, cwd=desk.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
