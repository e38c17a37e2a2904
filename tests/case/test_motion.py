"""A case in motion: its parts, its static reading, and what can be changed in it."""

import pytest

from majlis.case.edit import EditError, drop_actors, set_estimates, switch_off
from majlis.case.expression import parse
from majlis.case.gate import Gate
from majlis.case.link import WORDS
from majlis.case.references import outline_estimates
from majlis.dynamics.forms import STRENGTHS
from majlis.ensemble.run import run_static
from majlis.forecast.answer import answers


def test_the_parts_of_a_case_in_motion(moving_ferry):
    case = moving_ferry
    assert (str(case.motion.warm_up_from), case.motion.weeks) == ("2023-12-01", 52)
    assert case.mechanism_by_id["dispute"].roles == {
        "challenger": ("crews",),
        "defender": ("ministry", "mayor"),
    }
    assert case.motion.worlds[0].none == 0.25
    anger = case.level_by_id["anger"]
    assert (anger.scale, anger.bottom, anger.top, anger.neutral, anger.off) == ("logit", 0, 1, 0.2, 0.25)
    assert (anger.estimate.value, anger.half_life.ends, anger.pace) == (0.3, (4, 16), None)
    stoppage = case.hazard_by_id["stoppage"]
    assert stoppage.gates == (Gate("anger", ">=", 0.1), Gate("closure", "<", 1))
    assert stoppage.weeks == pytest.approx(365.25 / 12 / 7)
    assert case.hazard_by_id["closure"].once
    assert case.hazard_by_id["offer"].estimate is None
    assert case.link_by_id["L1"].strength == "moderate"
    assert case.link_by_id["L2"].strength.ends == (0.1, 0.5)
    assert [link.lag for link in case.links] == [1, 2, 1, 4, 1]
    assert case.parameters[0].name == "dispute.quiet"
    assert (case.events[0].hazard, case.events[0].size, case.events[2].size) == ("stoppage", 1, 2)
    assert case.settlement("sailings") == "sailings@ministry"
    assert case.switched_off == frozenset()


def test_a_case_at_rest_has_none_of_it(ferry):
    assert ferry.motion is None
    assert (ferry.levels, ferry.hazards, ferry.links, ferry.parameters) == ((), (), (), ())
    assert ferry.mechanism_by_id == {}


def test_the_expressions_of_questions(moving_ferry):
    kept, level, strikes = moving_ferry.questions
    assert kept.expression == parse("not happened(closure) and sailings >= 7")
    assert (kept.condition.issue, kept.condition.point) == ("sailings", 7)
    assert level.expression == parse("sailings")
    assert strikes.condition is None
    assert strikes.premise == parse("anger > 0.5")
    assert kept.premise is None
    assert (("questions", 0, "anchor"), kept.anchor) in list(outline_estimates(moving_ferry))


def test_a_static_run_answers_what_has_a_static_reading(moving_ferry, ferry):
    moved, resting = (answers(run_static(case, 200)) for case in (moving_ferry, ferry))
    assert [answer.question.id for answer in moved] == ["kept", "level"]
    assert [answer.direction for answer in moved] == [answer.direction for answer in resting]


def test_a_level_is_no_issue(moving_ferry):
    """A condition on a level looks like one on an issue, and is not for a static run."""
    question = moving_ferry.questions[0].model_copy(update={"resolve": "anger >= 0.5", "undated": None})
    changed = moving_ferry.model_copy(update={"questions": (question,)})
    changed.__dict__.pop("questions_at_rest", None)
    assert question.condition is not None
    assert changed.questions_at_rest == ()


def test_the_words_of_strength_are_those_of_the_dynamics():
    assert tuple(STRENGTHS) == WORDS


def test_claims_switched_off_are_kept_with_the_case(moving_ferry):
    once = switch_off(moving_ferry, ["C4"])
    assert once.switched_off == {"C4"}
    assert switch_off(once, ["C2"]).switched_off == {"C4", "C2"}
    assert set_estimates(once, {"anger": 0.5}).switched_off == {"C4"}
    assert drop_actors(once, ["south"]).switched_off == {"C4"}
    assert once.links == moving_ferry.links
    assert once.levels == moving_ferry.levels
    assert moving_ferry.switched_off == frozenset()


def test_setting_what_moves(moving_ferry):
    changed = set_estimates(
        moving_ferry,
        {
            "anger": 0.7,
            "anger.half_life": "2 < 3 < 4",
            "stoppage": 2,
            "closure.span": "4 < 8 < 12",
            "L1.strength": "strong",
            "L2.strength": 0.5,
            "dispute.quiet": 3,
            "dispute.casualties": "1 < 2 < 3",
        },
    )
    assert changed.level_by_id["anger"].estimate.value == 0.7
    assert changed.level_by_id["anger"].half_life.ends == (2, 4)
    assert changed.hazard_by_id["stoppage"].estimate.value == 2
    assert changed.hazard_by_id["closure"].span.value == 8
    assert changed.link_by_id["L1"].strength == "strong"
    assert changed.link_by_id["L2"].strength.value == 0.5
    found = {parameter.name: parameter.estimate.value for parameter in changed.parameters}
    assert found == {"dispute.quiet": 3, "dispute.casualties": 2}
    assert moving_ferry.level_by_id["anger"].estimate.value == 0.3


def test_a_value_that_is_set_holds_whatever_the_claims(moving_ferry):
    anger = set_estimates(moving_ferry, {"anger": 0.7}).level_by_id["anger"]
    assert (anger.off, anger.estimate.claims) == (None, ())


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("angr", 1, "there is no estimate 'angr'; did you mean 'anger'?"),
        ("anger.pace", 1, "there is no estimate 'anger.pace'"),
        ("offer", 1, "there is no estimate 'offer'"),
        ("quarrel.quiet", 1, "there is no estimate 'quarrel.quiet'"),
        ("dispute.a.b", 1, "there is no estimate 'dispute.a.b'"),
        ("anger", 1.5, "anger: found an own level of 1.5; expected 0 to 1"),
        ("anger.half_life", 0, "anger.half_life: found a half-life of 0; expected above 0"),
        ("stoppage", -1, "stoppage: found a rate of -1; expected above 0"),
        ("L1.strength", "wek", "L1.strength: found the strength 'wek'"),
        ("L1.strength", 2, "L1.strength: found a strength of 2"),
        ("dispute.quiet", "soon", "dispute.quiet: found 'soon'; expected a number"),
    ],
)
def test_what_cannot_be_set_in_motion(moving_ferry, name, value, said):
    with pytest.raises(EditError) as caught:
        set_estimates(moving_ferry, {name: value})
    assert said in str(caught.value)


def test_dropping_an_actor_drops_the_links_at_its_stances(moving_ferry):
    changed = drop_actors(moving_ferry, ["north"])
    assert [link.id for link in changed.links] == ["L1", "L2", "L4", "L5"]
    assert changed.places.at("links", 2, "id") == moving_ferry.places.at("links", 3, "id")
    assert drop_actors(moving_ferry, ["south"]).links == moving_ferry.links


def test_an_actor_that_a_question_names_cannot_be_dropped(moving_ferry):
    questions = (
        *moving_ferry.questions[1:],
        moving_ferry.questions[0].model_copy(update={"resolve": "north.sailings.position > 3"}),
    )
    changed = moving_ferry.model_copy(update={"questions": questions})
    with pytest.raises(EditError, match=r"the variable 'north\.sailings\.position'"):
        drop_actors(changed, ["north"])
