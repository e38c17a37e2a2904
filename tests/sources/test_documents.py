"""Checks against the source documents and tables, which are not in the repository: `make check-sources`."""

from __future__ import annotations

import csv
import os
import re
from html import unescape
from pathlib import Path

import pytest

from majlis.case.load import load
from majlis.evidence.ledger import citations_of, verify_case
from majlis.evidence.text import read_document
from majlis.study.run import run

pytestmark = pytest.mark.sources
CASES = ("iraq-2020", "iraq-2024")
LONGEST_RUN = 8
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shared() -> Path:
    folder = Path(os.environ.get("MAJLIS_SHARED", ROOT.parent / "shared"))
    assert (folder / "seeds").is_dir(), f"no documents at {folder}; say make check-sources SHARED=DIR"
    return folder


@pytest.mark.parametrize("name", CASES)
def test_every_cited_passage_is_found(name: str, shared: Path) -> None:
    case = load(name)
    found = verify_case(case, shared / "seeds")
    assert found.faults == ()
    assert len(found.found) == len(citations_of(case)) > 100


@pytest.mark.parametrize("name", CASES)
def test_the_alias_table_holds_all_actors(name: str, shared: Path) -> None:
    case = load(name)
    with (shared / "data/claims/actors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 93
    for row in rows:
        aliases = case.actor_by_id[row["id"]].aliases
        assert set(row["aliases"].split("|")) <= set(aliases), row["id"]


def test_causal_claims_stand_under_their_ids(shared: Path) -> None:
    """Every mechanism of the tables is a claim of one case, with its sign and its passage."""
    claims = {claim.id: claim for name in CASES for claim in load(name).claims}
    with (shared / "data/claims/mechanisms.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 72
    for row in rows:
        claim = claims[row["mech_id"]]
        assert claim.sign == row["effect_on_US_departure"], row["mech_id"]
        assert claim.locator is not None
        assert (claim.locator.start, claim.locator.end) == (int(row["start"]), int(row["end"])), row[
            "mech_id"
        ]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_no_sentence_of_a_document_is_in_the_repository(shared: Path) -> None:
    runs: set[tuple[str, ...]] = set()
    for path in sorted((shared / "seeds").glob("*.txt")):
        words = words_of(read_document(shared / "seeds", path.name))
        runs.update(tuple(words[i : i + LONGEST_RUN]) for i in range(len(words) - LONGEST_RUN + 1))
    copied = []
    for path in sorted(
        [*(ROOT / "src").rglob("*"), *(ROOT / "docs").rglob("*"), *(ROOT / "tests").rglob("*")]
    ):
        # Names that a document gives an actor are the alias table; they are no sentences.
        if path.name == "actors.csv" or path.suffix not in {".py", ".yaml", ".csv", ".md", ".j2", ".txt"}:
            continue
        for row in _prose(path):
            words = words_of(row)
            copied += [
                (path.name, " ".join(words[i : i + LONGEST_RUN]))
                for i in range(len(words) - LONGEST_RUN + 1)
                if tuple(words[i : i + LONGEST_RUN]) in runs
            ]
    # The title of a document may be named where it is cited.
    title = words_of("Will Tehran's allies push Washington to reconsider its military presence in Iraq")
    assert [found for found in copied if found[1] not in " ".join(title)] == []


def _prose(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".csv":
        return [text]
    return [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]


@pytest.mark.parametrize("name", CASES)
def test_the_local_report_shows_the_passages(name: str, shared: Path, tmp_path: Path) -> None:
    result = run(name, draws=100)
    with_passages = result.report(shared / "seeds")
    passages = verify_case(result.case, shared / "seeds").found
    cited = {claim for stance in result.case.stances for claim in stance.estimate.claims} & set(passages)
    shown = unescape(with_passages)
    assert [claim for claim in sorted(cited) if passages[claim] not in shown] == []
    assert [claim for claim in sorted(cited) if passages[claim] in unescape(result.report())] == []
