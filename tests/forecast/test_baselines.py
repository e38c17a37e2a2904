"""The four baselines: what each is, and that none knows anything later than the as-of date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from majlis.case.beside import Experts, experts_of
from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.case.fault import CaseFaults
from majlis.case.load import load, shipped_cases
from majlis.case.question import Question
from majlis.ensemble.motion.history import first_week
from majlis.ensemble.motion.pushing import without_pushes
from majlis.ensemble.motion.run import MotionRun, run_motion
from majlis.forecast.asked import asked
from majlis.forecast.baselines import answers_beside, host_countries, reference_of
from majlis.forecast.experts import check_words, experts_say
from majlis.forecast.reference_class import occasions
from majlis.forecast.scores import Mixture
from majlis.forecast.unchanged import unchanged_answers

FOLDER = Path(__file__).parents[1] / "ensemble" / "moving"
DRAWS = 1_200
HEAD = "id,question,source,speaker,words,word,unscored\n"


@pytest.fixture(scope="module")
def case() -> Case:
    return load(FOLDER)


@pytest.fixture(scope="module")
def run(case: Case) -> MotionRun:
    return run_motion(case, DRAWS, 1)


@pytest.fixture(scope="module")
def unchanged(run: MotionRun) -> np.ndarray:
    return unchanged_answers(run)


def column(case: Case, name: str) -> int:
    return [question.id for question in case.questions].index(name)


def question(text: str, name: str = "q", given: str | None = None) -> Question:
    return Question.model_validate(
        {"id": name, "text": "?", "kind": "binary", "resolve": text, "by": "2025-01-01", "given": given}
    )


def test_one_event_is_known_however_it_is_asked():
    first, yes = asked(question("happened(a) or happened(b)"))
    second, no = asked(question("not  (happened(a) or happened(b))"))
    assert (first == second, yes, no) == (True, True, False)
    assert asked(question("not not happened(a)"))[1] is True
    assert asked(question("happened(a)"))[0] != asked(question("happened(a)", given="happened(b)"))[0]


def test_if_nothing_changes_levels_stay_in_each_draw(case, run, unchanged):
    path = run.model.path(np.arange(DRAWS), 1, run.anchor)
    start = path.advance(path.begin(first_week(case)), 0)
    toll = start.value[:, run.model.system.level_index["toll@council"]]
    np.testing.assert_array_equal(unchanged[:, column(case, "level")], toll)
    anger = start.value[:, run.model.system.level_index["anger"]]
    np.testing.assert_array_equal(unchanged[:, column(case, "calm")], anger < 0.4)


def test_if_nothing_changes_what_has_not_happened_does_not(case, unchanged):
    assert not unchanged[:, column(case, "rise")].any()


def test_if_nothing_changes_what_is_counted_goes_on_at_its_rate(case, run, unchanged):
    path = run.model.path(np.arange(DRAWS), 1, run.anchor)
    start = path.advance(path.begin(first_week(case)), 0)
    rate = path.rates_now(start)[:, run.model.system.hazard_index["strike"]]
    mean = case.motion.weeks * rate
    error = np.sqrt(mean.mean() / DRAWS)
    assert unchanged[:, column(case, "strikes")].mean() == pytest.approx(mean.mean(), abs=4 * error)


def test_what_goes_on_is_as_uneven_as_its_weeks(case):
    wide = tuple(
        hazard.model_copy(update={"dispersion": Estimate(value=3.0)}) if hazard.id == "strike" else hazard
        for hazard in case.hazards
    )
    run = run_motion(case.model_copy(update={"hazards": wide}), DRAWS, 1)
    counts = unchanged_answers(run)[:, column(case, "strikes")]
    path = run.model.path(np.arange(DRAWS), 1, run.anchor)
    rate = path.rates_now(path.advance(path.begin(first_week(case)), 0))
    weekly, weeks = rate[:, run.model.system.hazard_index["strike"]], case.motion.weeks
    variance = (weeks * (weekly + 3.0 * weekly**2)).mean() + (weeks * weekly).var()
    assert counts.mean() == pytest.approx((weeks * weekly).mean(), abs=4 * np.sqrt(variance / DRAWS))
    assert counts.var() == pytest.approx(variance, rel=0.25)


def test_links_that_define_their_effect_push_nothing(case):
    assert without_pushes(case).links == ()
    kept = {link.id for link in without_pushes(load("philippines-2020")).links}
    assert kept == {"notice-running", "recall-running", "running-notice_period"}


def test_if_nothing_pushes_the_case_has_no_links_and_its_own_anchor(case):
    answers = answers_beside(case, Experts((), case.places), DRAWS, 1)
    still = run_motion(case.model_copy(update={"links": ()}), DRAWS, 1)
    assert answers.said["rise"]["nothing_pushes"] == pytest.approx(still.chance.mean())
    assert answers.said["rise"]["nothing_pushes"] == pytest.approx(still.priors[0].anchored, abs=0.02)
    strikes = answers.said["strikes"]["nothing_pushes"]
    assert isinstance(strikes, Mixture)
    assert strikes.mean == pytest.approx(still.answers[:, column(case, "strikes")].mean())
    assert answers.said["rise"]["base_rate"] is None
    assert "no question 'departure'" in answers.missing


@pytest.mark.parametrize("name", ["iraq-2020", "iraq-2024", "philippines-2020"])
def test_the_base_rate_knows_nothing_of_the_case_and_nothing_later(name):
    case = load(name)
    own = {"iraq-2020": "IRQ", "iraq-2024": "IRQ", "philippines-2020": "PHL"}[name]
    assert host_countries(case) == {own}
    rate, missing = reference_of(case)
    assert missing is None
    by_id = {occasion.id: occasion for occasion in occasions()}
    as_of, time = case.as_of.earliest, dt.timedelta(weeks=104)
    for each in rate.counted:
        assert own not in by_id[each].country
        assert by_id[each].demanded.earliest + time <= as_of, "its whole time was over"
    assert rate.left == sum(by_id[each].left_within(104) for each in rate.counted)
    for each in rate.counted:
        ended = by_id[each].ended
        if by_id[each].left_within(104):
            assert ended.earliest <= as_of, "no departure after the as-of date counts"
    assert {each.id for each in occasions() if own in each.country} == set(rate.own)
    assert any("remembered" in warning for warning in rate.warnings)


def test_experts_speak_of_an_event_and_of_its_absence(tmp_path):
    case = load("iraq-2024")
    experts = experts_of(case, shipped_cases()["iraq-2024"])
    by_id = {each.id: each for each in case.questions}
    number, who = experts_say(case, by_id["departure"], experts)
    assert who == ("F09", "F10", "F16")
    assert number == pytest.approx(((1 - 0.675) + (1 - 0.97) + 0.40) / 3)
    assert experts_say(case, by_id["F09"], experts) == (0.675, ("F09",))
    assert experts_say(case, by_id["notice-12"], experts) == (None, ())
    assert experts_say(case, by_id["F19"], experts) == (None, ())


def test_a_word_without_a_number_is_a_fault(case, tmp_path):
    (tmp_path / "experts.csv").write_text(f"{HEAD}X1,rise,paper,me,,probably,\n", encoding="utf-8")
    with pytest.raises(CaseFaults, match=r"experts.csv:2:\d+: found the word 'probably'.*mean 'probable'"):
        check_words(case, experts_of(case, tmp_path))
