from __future__ import annotations

import re
from pathlib import Path

import pytest

from majlis import load
from majlis.case.case import Case
from majlis.dynamics.mechanisms.registry import names
from majlis.ensemble.motion.model import MotionModel, assemble_motion
from majlis.ensemble.motion.questions import weeks_of

IRAQ = ("iraq-2020", "iraq-2024")
NUMBERED = {"M000": 18, "M001": 8, "M002": 18, "M003": 12, "M004": 16}
"""How many causal claims the inventory of the documents numbers, by document."""
SIGNS = {"+": 32, "-": 31, "0": 9}
OF_DOCUMENTS = {"iraq-2020": ("M000", "M001", "M003"), "iraq-2024": ("M002", "M004")}
UNSCORED = {"F06", "F19"}


@pytest.fixture(scope="module")
def models() -> dict[str, MotionModel]:
    return {name: assemble_motion(load(name)) for name in IRAQ}


def causal(case: Case) -> set[str]:
    return {claim.id for claim in case.claims if claim.kind == "cause" and claim.id.startswith("M")}


def carried(model: MotionModel) -> set[str]:
    return {claim for carrier in model.carriers for claim in carrier.claims}


def test_all_72_causal_claims_stand_on_a_link_or_a_number_with_an_off_value(models) -> None:
    ids = {f"{document}-{n:02}" for document, last in NUMBERED.items() for n in range(1, last + 1)}
    assert len(ids) == 72
    assert ids == set().union(*(causal(model.case) for model in models.values()))
    assert ids <= set().union(*(with_off(model.case) for model in models.values()))


def with_off(case: Case) -> set[str]:
    """The claims of links, and of numbers that state their value without them."""
    rows = (*case.levels, *case.hazards, *case.parameters)
    return {claim for link in case.links for claim in link.claims} | {
        claim for row in rows if row.off is not None for claim in row.estimate.claims
    }


def test_their_signs_are_those_of_the_inventory_in_number_and_the_same_in_both_cases(models) -> None:
    signs: dict[str, set[str]] = {}
    for model in models.values():
        for claim in model.case.claims:
            if claim.id in causal(model.case):
                signs.setdefault(claim.id, set()).add(claim.sign)
    assert all(len(each) == 1 for each in signs.values())
    found = [sign for each in signs.values() for sign in each]
    assert {sign: found.count(sign) for sign in SIGNS} == SIGNS


def test_what_an_open_sign_does_to_the_answer_is_explained(models) -> None:
    for model in models.values():
        motion = model.case.motion
        assert motion is not None
        opened = {c.id for c in model.case.claims if c.sign == "0" and c.id in carried(model)}
        assert opened == set(motion.reasons), model.case.id


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


@pytest.mark.parametrize("name", IRAQ)
def test_what_the_cases_are_to_answer_is_asked(models, name) -> None:
    questions = {question.id: question for question in models[name].case.questions}
    asked = {
        "notice-12": ("happened(executive.notice)", 52),
        "end-date-12": ("happened(negotiation.end_date)", 52),
        "force-26": ("negotiation.force", 26),
        "force-52": ("negotiation.force", 52),
        "force-104": ("negotiation.force", 104),
        "attacks-13": ("count(escalation.attacks)", 13),
        "kurdistan-24": ("negotiation.north > 0.5", 104),
        "insurgency-if-leaving": ("happened(insurgency.resurgence)", 104),
        "sanctions-if-leaving": ("happened(coercion.sanction)", 104),
    }
    for each, (resolve, weeks) in asked.items():
        assert (questions[each].resolve, weeks_of(models[name].case, questions[each])) == (resolve, weeks)
    for conditional in ("insurgency-if-leaving", "sanctions-if-leaving"):
        assert questions[conditional].given == questions["departure"].resolve
    for question in questions.values():
        assert question.by is not None
        assert question.anchor is None or question.anchor.reason


def test_rival_claims_of_the_worlds_stand_on_carriers(models) -> None:
    for model in models.values():
        motion = model.case.motion
        assert motion is not None
        for world in motion.worlds:
            assert set(world.claims) <= carried(model), world.id


def test_the_page_of_claims_lists_them_all_with_sign_and_carrier(models) -> None:
    page = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (M\d{3}-\d\d) \| (.) \| (.*?) \|", page, re.MULTILINE)
    said = {claim: (sign, set(re.findall(r"(\w+) `(.*?)`", on))) for claim, sign, on in rows}
    stands: dict[str, tuple[str, set[tuple[str, str]]]] = {}
    for model in models.values():
        for claim in causal(model.case) & carried(model):
            on = {(each.kind, each.id) for each in model.carriers if claim in each.claims}
            sign = model.case.claim_by_id[claim].sign
            stands[claim] = (sign, on | stands.get(claim, (sign, set()))[1])
    assert said == stands
