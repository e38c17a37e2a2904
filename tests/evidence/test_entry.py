"""Claims that enter the ledger and leave it: whole, checked, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from majlis.case.fault import CaseFaults
from majlis.case.load import load
from majlis.case.write import NoSuchRow
from majlis.evidence.entry import NewClaim, checked, enter, withdraw
from majlis.evidence.ledger import LedgerError

SOURCE = {
    "id": "gazette",
    "title": "The toll again",
    "date": "2024-02-21",
    "reliability": "C",
    "file": "gazette.txt",
    "digest": "0" * 64,
}
CLAIM = {"id": "g-1", "kind": "stance", "statement": "The union waits", "source": "gazette", "coder": "ann"}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_claim_and_its_source_enter_and_leave(starter: Path) -> None:
    before = load(starter)
    enter(starter, [NewClaim(CLAIM, SOURCE), NewClaim(CLAIM | {"id": "g-2"}, SOURCE)])
    case = load(starter)
    assert [claim.id for claim in case.claims] == [*(claim.id for claim in before.claims), "g-1", "g-2"]
    assert case.claim_by_id["g-1"].coder == "ann"
    assert case.source_by_id["gazette"].file == "gazette.txt"
    withdraw(starter, "g-1")
    assert "g-1" not in load(starter).claim_by_id
    with pytest.raises(NoSuchRow):
        withdraw(starter, "g-1")


def test_a_known_source_gets_its_file_and_digest_and_keeps_the_rest(starter: Path) -> None:
    enter(starter, [NewClaim(CLAIM | {"source": "paper"}, SOURCE | {"id": "paper", "reliability": "F"})])
    source = load(starter).source_by_id["paper"]
    assert (source.file, source.digest, source.reliability) == ("gazette.txt", "0" * 64, "C")


@pytest.mark.parametrize(
    "wrong",
    [
        {"speaker": "nobody"},
        {"id": "C1"},
        {"kind": "rumour"},
        {"statement": ""},
        {"date": "2030-01-01"},
    ],
)
def test_what_would_break_the_case_changes_nothing(starter: Path, wrong: dict[str, str]) -> None:
    before = files(starter)
    with pytest.raises(CaseFaults, match=r"claims\.csv:8:"):
        enter(starter, [NewClaim(CLAIM | wrong, SOURCE)])
    assert files(starter) == before


def test_two_documents_are_not_one_source(starter: Path) -> None:
    before = files(starter)
    with pytest.raises(
        LedgerError, match=r"gazette\.txt and late/gazette\.txt would be one source 'gazette'"
    ):
        enter(
            starter,
            [NewClaim(CLAIM, SOURCE), NewClaim(CLAIM | {"id": "g-2"}, SOURCE | {"file": "late/gazette.txt"})],
        )
    assert files(starter) == before


def test_a_case_without_a_ledger_gets_one(starter: Path) -> None:
    stances = (starter / "stances.csv").read_text(encoding="utf-8")
    for claim in ("C2", "C3", "C4", "C5", "C6"):
        stances = stances.replace(f",{claim},", ",,")
    (starter / "stances.csv").write_text(stances, encoding="utf-8")
    outline = (starter / "case.yaml").read_text(encoding="utf-8")
    (starter / "case.yaml").write_text(outline.replace("claims: [C1]", "reason: x"), encoding="utf-8")
    for name in ("claims.csv", "sources.csv"):
        (starter / name).unlink()
    enter(starter, [NewClaim(CLAIM, SOURCE)])
    assert list(load(starter).claim_by_id) == ["g-1"]


def test_a_claim_that_a_number_rests_on_does_not_leave(starter: Path) -> None:
    before = files(starter)
    with pytest.raises(CaseFaults, match="the claim 'C3', which is not in the case"):
        withdraw(starter, "C3")
    assert files(starter) == before


def test_an_interrupt_puts_everything_back(starter: Path) -> None:
    before = files(starter)

    def interrupted() -> None:
        with checked(starter, "claims.csv", "events.csv"):
            (starter / "claims.csv").write_text("half")
            (starter / "events.csv").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert files(starter) == before
