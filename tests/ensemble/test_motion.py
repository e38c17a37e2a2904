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
from majlis.ensemble.motion.run import MotionRun, run_motion
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
