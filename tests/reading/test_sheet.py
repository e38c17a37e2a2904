"""The review sheet: what is written comes back, also from a spreadsheet, and faults have their place."""

from __future__ import annotations

import contextlib
import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from majlis.case.fault import CaseFaults
from majlis.reading.proposal import Proposal
from majlis.reading.review.sheet import COLUMNS, MENDABLE, Entry, proposed_cells, read_sheet, write_sheet

PROPOSAL = Proposal(
    "paper-statement-1", "paper", "statement", 3, 20, "=SUM said\nthat", speaker="mayor", stance=-60.5,
    sign="-", date="2024-02", grade="C3", note="fuzzy", rule="said that", value=5000.0,
)  # fmt: skip


def test_every_field_of_a_proposal_has_a_column() -> None:
    assert set(Proposal._fields) - {"note"} <= set(COLUMNS)
    assert {"start", "end", "quote", "id", "decision", "coder"}.isdisjoint(MENDABLE)


def test_a_proposal_comes_back(tmp_path: Path) -> None:
    write_sheet(tmp_path / "p.csv", [proposed_cells(PROPOSAL, "sub/paper.txt", ("other-1",))])
    (entry,) = read_sheet(tmp_path / "p.csv").entries
    assert entry.decision is entry.statement is entry.coder is entry.note is None
    assert (entry.quote, entry.stance, entry.value, entry.sign) == ("=SUM said\nthat", -60.5, 5000, "-")
    assert (entry.doubts, entry.contradicts, entry.file) == ("fuzzy", ("other-1",), "sub/paper.txt")
    assert entry.date is not None
    assert (str(entry.date), entry.start, entry.end) == ("2024-02", 3, 20)


def test_a_cell_is_no_formula_to_a_spreadsheet(tmp_path: Path) -> None:
    write_sheet(tmp_path / "p.csv", [proposed_cells(PROPOSAL, "paper.txt")])
    with (tmp_path / "p.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["quote"] == "'=SUM said\nthat"
    assert row["stance"] == "-60.5"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20))
def test_any_quote_comes_back(tmp_path: Path, quote: str) -> None:
    entry = Entry(id="a-1", document="a", kind="event", quote=quote, file="a.txt", start=0, end=9)
    write_sheet(tmp_path / "p.csv", [entry.cells()])
    assert read_sheet(tmp_path / "p.csv").entries == (entry,)


def saved_again(path: Path, **cells: str) -> Path:
    """Save a sheet as a spreadsheet of a country with decimal commas does, with cells filled in."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row | cells for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_spreadsheet_may_have_saved_it(tmp_path: Path) -> None:
    write_sheet(tmp_path / "p.csv", [proposed_cells(PROPOSAL, "paper.txt")])
    path = saved_again(tmp_path / "p.csv", decision=" Accept ", statement="My words", grade="b2")
    (entry,) = read_sheet(path).entries
    assert (entry.decision, entry.statement, entry.grade) == ("accept", "My words", "B2")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"decision": "yes"}, "found 'yes'; expected one of accept, mend, reject"),
        ({"stance": "-60,5"}, "write -60.5"),
        ({"stance": "#REF!"}, "a spreadsheet's error"),
        ({"date": "45350"}, "2024-02-28 is likely meant"),
        ({"grade": "good"}, "write it as C3"),
        ({"kind": "rumour"}, "found 'rumour'"),
        ({"quote": ""}, "nothing in the column 'quote'"),
        ({"start": "x"}, "a number"),
        ({"speaker": "the mayor"}, "'the mayor' as an id"),
    ],
)
def test_faults_have_their_place(tmp_path: Path, cells: dict[str, str], message: str) -> None:
    write_sheet(tmp_path / "p.csv", [proposed_cells(PROPOSAL._replace(quote="plain"), "paper.txt")])
    path = saved_again(tmp_path / "p.csv", **cells)
    with pytest.raises(CaseFaults) as caught:
        read_sheet(path)
    (fault,) = caught.value.faults
    assert message in str(fault)
    assert str(fault).startswith("p.csv:2:")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from('a|,;"\n\t \x00é=-1'), max_size=80) | st.text(max_size=60))
def test_no_text_breaks_it(tmp_path: Path, rows: str) -> None:
    write_sheet(tmp_path / "p.csv", [proposed_cells(PROPOSAL, "paper.txt")])
    sound = (tmp_path / "p.csv").read_bytes()
    (tmp_path / "p.csv").write_bytes(sound + rows.encode("utf-8", "surrogatepass"))
    with contextlib.suppress(CaseFaults):
        assert read_sheet(tmp_path / "p.csv").entries[0].id == PROPOSAL.id


def test_a_proposal_stands_once(tmp_path: Path) -> None:
    cells = proposed_cells(PROPOSAL, "paper.txt")
    write_sheet(tmp_path / "p.csv", [cells, cells])
    with pytest.raises(CaseFaults, match=r"p\.csv:4:1: found the proposal 'paper-statement-1' a second time"):
        read_sheet(tmp_path / "p.csv")
