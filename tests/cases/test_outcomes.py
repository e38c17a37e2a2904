"""The outcomes of the shipped cases, and the nineteen forecasts of their documents."""

from __future__ import annotations

import pytest

from majlis.case.load import load, shipped_cases
from majlis.forecast.asked import asked
from majlis.forecast.resolution import read_resolution

CASES = ("iraq-2020", "iraq-2024", "philippines-2020")
OTHER = {"yes": "no", "no": "yes"}


def resolved(name):
    case = load(name)
    return case, *read_resolution(case, shipped_cases()[name])


@pytest.mark.parametrize("name", CASES)
def test_every_question_has_an_outcome_or_a_reason(name):
    case, outcomes, _ = resolved(name)
    assert set(outcomes) == {question.id for question in case.questions}


@pytest.mark.parametrize("name", CASES)
def test_questions_about_one_event_came_out_alike(name):
    case, outcomes, _ = resolved(name)
    came = {}
    for question in case.questions:
        outcome, (event, yes) = outcomes[question.id].outcome, asked(question)
        if isinstance(outcome, str):
            came.setdefault(event, set()).add(outcome if yes else OTHER[outcome])
    assert all(len(each) == 1 for each in came.values())


@pytest.mark.parametrize("name", CASES)
def test_a_condition_held_where_the_outcome_of_its_event_says_so(name):
    case, outcomes, _ = resolved(name)
    came = {asked(q)[0].event: outcomes[q.id].outcome for q in case.questions if q.given is None}
    for question in case.questions:
        if question.premise in came and came[question.premise] is not None:
            assert outcomes[question.id].held == came[question.premise], question.id


def test_the_nineteen_forecasts_stand_as_dated_questions():
    rows, dates = {}, {}
    for name in ("iraq-2020", "iraq-2024"):
        case, outcomes, experts = resolved(name)
        by_id = {question.id: question for question in case.questions}
        for row in experts.rows:
            rows[row.id] = row
            dates[row.id] = by_id[row.question].by
            if row.unscored is not None:
                assert outcomes[row.question].outcome is None
    assert sorted(rows) == [f"F{number:02}" for number in range(1, 20)]
    assert {name for name, row in rows.items() if row.unscored is not None} == {"F06", "F19"}
    assert all(date is not None for date in dates.values())
