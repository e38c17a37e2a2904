"""The shipped cases: what every one must be."""

from __future__ import annotations

import pytest

from majlis.case.case import Case
from majlis.case.load import load, shipped_cases
from majlis.ensemble.assembly import assemble

NAMES = tuple(shipped_cases())
FLAGSHIP = ("iraq-2020", "iraq-2024")


@pytest.fixture(scope="module", params=FLAGSHIP)
def flagship(request: pytest.FixtureRequest) -> Case:
    return load(request.param)


def test_names() -> None:
    assert set(NAMES) >= {*FLAGSHIP, "emission-standards-1994"}


@pytest.mark.parametrize("name", NAMES)
def test_reads_and_assembles(name: str) -> None:
    case = load(name)
    assert case.id == name
    assert assemble(case).bargains
    assert case.caveat is not None


@pytest.mark.parametrize("name", NAMES)
def test_every_estimate_is_cited_or_judged(name: str) -> None:
    assert [stance.name for stance in load(name).stances if stance.estimate.support == "unsupported"] == []


def test_actors_issues_and_arenas(flagship: Case) -> None:
    assert len({stance.actor for stance in flagship.stances}) >= 18
    assert {issue.id for issue in flagship.issues} >= {"presence", "alignment"}
    assert [arena.id for arena in flagship.arenas] == ["domestic", "bilateral"]
    assert flagship.questions[0].id == "departure"
    assert flagship.questions[0].resolved is not None


def test_the_two_iraq_cases_share_one_scale() -> None:
    first, second = (load(name).issue_by_id["presence"].scale for name in FLAGSHIP)
    assert first == second


def test_coders_knew_the_outcome_and_say_so(flagship: Case) -> None:
    assert "knew how it ended" in (flagship.caveat or "")


def test_document_claims_are_located(flagship: Case) -> None:
    """Every claim from a document with a file has a locator; history rows come from sources without one."""
    for claim in flagship.claims:
        source = flagship.source_by_id[claim.source]
        assert (claim.locator is not None) == (source.file is not None), claim.id


def test_contradictions_are_kept(flagship: Case) -> None:
    assert sum(bool(claim.contradicts) for claim in flagship.claims) >= 6


def test_one_actor_under_all_its_spellings() -> None:
    aliases = load("iraq-2024").actor_by_id["sudani"].aliases
    assert {"Mr. Soudanis", "Sudan", "Mohammed Shia al-Sudani"} <= set(aliases)


def test_outcome_is_no_input(flagship: Case) -> None:
    """Taking the outcome out of the questions changes no column and no distribution."""
    blind = flagship.model_copy(
        update={"questions": tuple(q.model_copy(update={"resolved": None}) for q in flagship.questions)}
    )
    assert assemble(blind).names == assemble(flagship).names
    assert assemble(blind).distributions == assemble(flagship).distributions
