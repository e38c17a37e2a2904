from __future__ import annotations

import re

import pytest

from majlis import load
from majlis.case.case import Case
from majlis.dynamics.mechanisms.registry import names
from majlis.ensemble.motion.model import MotionModel, assemble_motion

IRAQ = ("iraq-2020", "iraq-2024")
OF_DOCUMENTS = {"iraq-2020": ("M000", "M001", "M003"), "iraq-2024": ("M002", "M004")}
UNSCORED = {"F06", "F19"}


@pytest.fixture(scope="module")
def models() -> dict[str, MotionModel]:
    return {name: assemble_motion(load(name)) for name in IRAQ}


def causal(case: Case) -> set[str]:
    return {claim.id for claim in case.claims if claim.kind == "cause" and claim.id.startswith("M")}


def carried(model: MotionModel) -> set[str]:
    return {claim for carrier in model.carriers for claim in carrier.claims}


def test_all_72_causal_claims_stand_on_a_carrier(models) -> None:
    known = set().union(*(causal(model.case) for model in models.values()))
    assert len(known) == 72
    assert known <= set().union(*(carried(model) for model in models.values()))


@pytest.mark.parametrize("name", IRAQ)
def test_claims_of_a_case_s_own_documents_stand_in_that_case(models, name) -> None:
    own = {claim for claim in causal(models[name].case) if claim.startswith(OF_DOCUMENTS[name])}
    assert own
    assert own <= carried(models[name])


@pytest.mark.parametrize("name", IRAQ)
def test_causal_claims_stand_on_arrows_and_numbers_alone(models, name) -> None:
    on_events = {
        claim
        for carrier in models[name].carriers
        for claim in carrier.claims
        if carrier.kind == "event" and claim in causal(models[name].case)
    }
    assert not on_events, "what happened does not hang on whether a claim about its effect is true"


@pytest.mark.parametrize("name", IRAQ)
def test_the_sign_of_a_zero_claim_is_open_and_every_other_has_an_off(models, name) -> None:
    for parameter in models[name].case.parameters:
        if set(parameter.estimate.claims) & causal(models[name].case):
            assert parameter.off is not None
            assert parameter.off != parameter.estimate.value


@pytest.mark.parametrize("name", IRAQ)
def test_all_mechanisms_are_at_work(models, name) -> None:
    motion = models[name].case.motion
    assert motion is not None
    assert {use.kind for use in motion.mechanisms} == set(names())
    assert motion.weeks == 104


@pytest.mark.parametrize("name", IRAQ)
def test_every_link_says_in_its_own_words_what_it_means(models, name) -> None:
    for link in models[name].case.links:
        assert link.about
        assert link.claims or link.basis in ("literature", "judgement")


@pytest.mark.parametrize("name", IRAQ)
def test_what_drives_the_warm_up_was_published_by_the_as_of_date(models, name) -> None:
    case = models[name].case
    driving = [event for event in case.events if event.hazard is not None]
    assert len(driving) > 15
    for event in driving:
        assert event.date.earliest <= case.as_of.earliest
        assert event.source is not None
        assert case.source_by_id[event.source].date.earliest <= case.as_of.earliest


def test_weekly_attacks_add_up_to_the_counts_in_the_press(models) -> None:
    case = models["iraq-2024"].case
    attacks = [event.size for event in case.events if event.hazard == "escalation.attacks"]
    counts = [row.value for row in case.series if row.series == "attacks_press"]
    assert sum(attacks) == max(counts)


def test_the_documents_forecasts_are_questions_with_their_words(models) -> None:
    asked = {
        q.id: q for model in models.values() for q in model.case.questions if re.fullmatch(r"F\d\d", q.id)
    }
    assert sorted(asked) == [f"F{number:02}" for number in range(1, 20)]
    for name, question in asked.items():
        assert "Words:" in (question.note or "")
        assert ("Unscored" in (question.note or "")) == (name in UNSCORED)


@pytest.mark.parametrize("name", IRAQ)
def test_departure_is_anchored_and_reads_a_point_of_the_scale_when_nothing_moves(models, name) -> None:
    question = models[name].case.questions[0]
    assert question.id == "departure"
    assert question.anchor is not None
    assert question.anchor.reason
    assert question.undated == "presence <= 33"


def test_rival_claims_of_the_worlds_stand_on_carriers(models) -> None:
    for model in models.values():
        motion = model.case.motion
        assert motion is not None
        for world in motion.worlds:
            assert set(world.claims) <= carried(model), world.id
