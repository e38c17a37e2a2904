"""A case in motion: its anchor, its record, its rivals, and what must not change it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from majlis.case.case import Case
from majlis.case.edit import set_estimates, switch_off
from majlis.case.fault import CaseFaults
from majlis.case.load import load
from majlis.ensemble.motion.anchor import anchor_of
from majlis.ensemble.motion.model import assemble_motion, loops_of
from majlis.ensemble.motion.run import MotionRun, run_motion, run_with_others
from majlis.ensemble.motion.tally import BINS, Tally
from majlis.ensemble.run import RunError
from majlis.models.threads import threads

FOLDER = Path(__file__).parent / "moving"
DRAWS = 600


@pytest.fixture(scope="module")
def case() -> Case:
    return load(FOLDER)


@pytest.fixture(scope="module")
def run(case: Case) -> MotionRun:
    return run_motion(case, DRAWS, 1)


def same(first: MotionRun, second: MotionRun) -> bool:
    return (
        np.array_equal(first.answers, second.answers)
        and np.array_equal(first.chance, second.chance)
        and np.array_equal(first.worlds, second.worlds)
        and np.array_equal(first.tally.levels, second.tally.levels)
        and np.array_equal(first.tally.weekly, second.tally.weekly)
    )


@pytest.mark.parametrize("chunk", [1, 77, 5000])
def test_the_chunk_changes_nothing(case: Case, chunk: int):
    draws = 30 if chunk == 1 else 200
    assert same(run_motion(case, draws, 4, chunk=chunk), run_motion(case, draws, 4))


def test_the_number_of_threads_changes_nothing(case: Case, run: MotionRun):
    with threads(1):
        assert same(run_motion(case, DRAWS, 1, chunk=100), run)


def test_other_models_beside_change_nothing_and_are_runs_of_their_own(case: Case):
    moved, beside = run_with_others(case, 60, 1, chunk=25)
    assert same(moved, run_motion(case, 60, 1))
    assert set(beside) == {"median", "nash", "challenge"}
    median = case.model_copy(update={"model": "median"})
    assert same(beside["median"], run_motion(median, 60, 1, before=case))


def test_what_is_counted_week_by_week_is_where_the_draws_stand(case: Case):
    model = assemble_motion(case)
    path = model.path(np.arange(50), 1, anchor_of(model)[0])
    tally = Tally.empty(range(-5, 9), model.system)
    seen = []
    path.advance(path.begin(-5), 8, lambda state: seen.append(state.copy()))
    path.advance(path.begin(-5), 8, counted=tally.counted)
    assert (tally.levels.sum(axis=2) == 50).all()
    assert (tally.ever[1:] == [(state.so_far > 0).sum(axis=0) for state in seen]).all()
    middle = tally.quantiles(model.system, 0, (0.5,))[0]
    found = [np.quantile(state.value[:, 0], 0.5, method="inverted_cdf") for state in seen]
    assert middle[1:] == pytest.approx(found, abs=np.ptp(model.system.shapes[0]) / BINS)


def test_what_breaks_a_chunk_is_raised_and_calls_off_the_rest(case: Case):
    done = []

    def stop(now: int, whole: int) -> None:
        done.append(now)
        raise KeyboardInterrupt

    with threads(1), pytest.raises(KeyboardInterrupt):
        run_motion(case, 200, 1, chunk=10, progress=stop)
    assert len(done) < 20


def test_more_draws_begin_with_the_fewer(case: Case, run: MotionRun):
    assert np.array_equal(run_motion(case, 100, 1).answers, run.answers[:100])


def test_the_prior_predictive_is_the_anchor(case: Case):
    _, priors = anchor_of(assemble_motion(case))
    assert [prior.question for prior in priors] == ["rise"]
    assert priors[0].probability.mean() == pytest.approx(priors[0].anchored, abs=1e-9)


def test_added_up_rates_agree_with_counted_events(run: MotionRun):
    counted = run.answers[:, 0].mean()
    assert run.chance.mean() == pytest.approx(counted, abs=4 * np.sqrt(counted * (1 - counted) / DRAWS))
    assert run.chance.std() < 0.5 * run.answers[:, 0].std()


def test_a_premise_asks_only_the_draws_in_which_it_holds(case: Case, run: MotionRun):
    column = [question.id for question in case.questions].index("calm")
    assert np.array_equal(run.given[:, column], run.answers[:, 0] > 0)


def test_the_record_of_the_warm_up_is_followed_and_nothing_else(run: MotionRun):
    strike = run.model.system.hazard_index["strike"]
    weekly = run.tally.mean_count(strike)
    week = list(run.tally.weeks).index(-4)
    assert 0.0 < weekly[week] < 2.0, "a claim stands on the event, so some draws hold it and some do not"
    assert not weekly[: -run.tally.weeks.start + 1][
        np.arange(len(weekly[: -run.tally.weeks.start + 1])) != week
    ].any()


def test_rival_claims_share_the_draws(case: Case, run: MotionRun):
    shares = [(run.worlds[:, 0] == index).mean() for index in (-1, 0, 1)]
    assert shares[0] == pytest.approx(0.1, abs=0.04)
    assert shares[2] > shares[1] > 0.0


def test_switching_off_moves_only_draws_that_held_the_claim(case: Case, run: MotionRun):
    off = run_motion(switch_off(case, ["C7"]), DRAWS, 1, before=case)
    held = run.model.holds(np.arange(DRAWS), _random())["link:L3"]
    assert np.array_equal(off.chance[~held], run.chance[~held])
    assert (off.chance[held] != run.chance[held]).mean() > 0.2


def test_a_changed_case_keeps_the_anchor_of_the_case_as_it_was(case: Case):
    calmer = set_estimates(case, {"anger": "0.1"})
    kept, own = run_motion(calmer, 200, before=case), run_motion(calmer, 200)
    assert kept.anchor == anchor_of(assemble_motion(case))[0]
    assert kept.chance.mean() > own.chance.mean()


def test_loops_are_listed_with_their_gain(case: Case):
    radius, loops = loops_of(assemble_motion(case))
    assert 0.0 < radius < 1.0
    assert loops[0].levels == ("anger",)


def test_a_system_that_feeds_on_itself_is_refused(case: Case):
    wild = set_estimates(case, {"L2.strength": "1", "L3.strength": "1", "strike": "60"})
    with pytest.raises(CaseFaults, match=r"feeds on itself.*anger"):
        assemble_motion(wild)


@pytest.mark.parametrize(("draws", "chunk"), [(0, 10), (10, 0)])
def test_a_call_without_draws_is_refused(case: Case, draws: int, chunk: int):
    with pytest.raises(RunError, match="at least 1"):
        run_motion(case, draws, chunk=chunk)


def _random():
    from majlis.chance.addressed import Addressed

    return Addressed(1)
