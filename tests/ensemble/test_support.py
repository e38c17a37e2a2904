"""Claims on carriers: what counts as independent, and how odds add up."""

from __future__ import annotations

import numpy as np
import pytest

from majlis.case.case import Case
from majlis.case.claim import Claim
from majlis.case.motion import Motion, World
from majlis.case.source import Source
from majlis.chance.addressed import Addressed
from majlis.ensemble.motion.support import carrier, chance_of, held, truths_of_worlds

DRAWS = np.arange(20_000)


def case_of(sources: list[dict], claims: list[dict], worlds: tuple[World, ...] = ()) -> Case:
    return Case.model_construct(
        id="c",
        sources=tuple(Source(title="t", date="2024-01-01", **each) for each in sources),
        claims=tuple(
            Claim(kind="cause", statement="s", cause="a", effect="b", sign="+", **c) for c in claims
        ),
        motion=Motion(warm_up_from="2023-10-01", weeks=10, worlds=worlds),
    )


SOURCES = [
    {"id": "wire", "reliability": "C"},
    {"id": "reprint", "reliability": "C", "copy_of": "wire"},
    {"id": "other", "reliability": "C"},
]
WIRE = {"id": "A", "source": "wire", "credibility": "3"}
REPRINT = {"id": "B", "source": "reprint", "credibility": "3"}
OTHER = {"id": "C", "source": "other", "credibility": "3"}


def share_held(case: Case, claims: tuple[str, ...]) -> float:
    return float(held(carrier(case, "link", "L", claims), DRAWS, Addressed(1), {}).mean())


def test_one_claim_holds_with_the_probability_of_its_grade():
    case = case_of(SOURCES, [WIRE])
    assert chance_of(case, case.claims[0]) == 0.5
    assert share_held(case, ("A",)) == pytest.approx(0.5, abs=0.015)


def test_a_carrier_without_claims_always_holds():
    assert share_held(case_of(SOURCES, []), ()) == 1.0


def test_a_reprint_changes_nothing_at_all():
    case = case_of(SOURCES, [WIRE, REPRINT])
    alone = held(carrier(case, "link", "L", ("A",)), DRAWS, Addressed(1), {})
    both = held(carrier(case, "link", "L", ("A", "B")), DRAWS, Addressed(1), {})
    assert np.array_equal(alone, both)


def test_an_independent_source_raises_the_odds_that_the_link_exists():
    case = case_of(SOURCES, [WIRE, OTHER])
    assert share_held(case, ("A", "C")) == pytest.approx(0.75, abs=0.015)


def test_one_speaker_in_two_papers_counts_once():
    case = case_of(SOURCES, [WIRE | {"speaker": "x"}, OTHER | {"speaker": "x"}])
    assert len(carrier(case, "link", "L", ("A", "C")).supports) == 1
    assert carrier(case, "link", "L", ("A", "C")).siblings("A") == ("C",)


def test_dependence_passes_through_a_third_claim():
    bridge = {"id": "D", "source": "other", "speaker": "x", "credibility": "3"}
    case = case_of(SOURCES, [WIRE | {"speaker": "x"}, OTHER, bridge])
    assert [s.claims for s in carrier(case, "link", "L", ("A", "C", "D")).supports] == [("A", "C", "D")]


def test_the_best_grade_of_dependent_claims_counts():
    case = case_of(SOURCES, [WIRE, REPRINT | {"credibility": "1"}])
    assert carrier(case, "link", "L", ("A", "B")).supports[0].chance == 0.9


def test_a_claim_switched_off_supports_nothing_and_moves_no_other_draw():
    case = case_of(SOURCES, [WIRE, OTHER])
    off = case.model_copy()
    off._switched_off = frozenset({"A"})
    only = held(carrier(off, "link", "L", ("A", "C")), DRAWS, Addressed(1), {})
    both = held(carrier(case, "link", "L", ("A", "C")), DRAWS, Addressed(1), {})
    assert only.mean() == pytest.approx(0.5, abs=0.015)
    assert not (only & ~both).any()


def test_of_rival_claims_one_holds_in_every_draw_with_chances_as_their_odds():
    world = World(id="W", claims=("A", "C"), none=0.2)
    case = case_of(SOURCES, [WIRE, OTHER | {"credibility": "2"}], (world,))
    truths = truths_of_worlds(case, DRAWS, Addressed(1))
    assert not (truths["A"] & truths["C"]).any()
    assert truths["A"].mean() == pytest.approx(0.8 * 1 / 4, abs=0.01)
    assert truths["C"].mean() == pytest.approx(0.8 * 3 / 4, abs=0.01)
    link = held(carrier(case, "link", "L", ("A",)), DRAWS, Addressed(1), truths)
    assert np.array_equal(link, truths["A"])


def test_switching_a_claim_off_takes_its_siblings_along_on_that_carrier_alone():
    case = case_of(SOURCES, [WIRE, REPRINT, OTHER])
    off = case.model_copy()
    off._switched_off = frozenset({"B"})
    assert carrier(off, "link", "L", ("A", "B", "C")).claims == ("C",)
    assert carrier(off, "link", "M", ("A", "C")).claims == ("A", "C")
