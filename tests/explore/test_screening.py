"""Screening finds effects that are known, and paired reruns are what a run without the claim gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from majlis.case.edit import switch_off
from majlis.case.load import load
from majlis.ensemble.motion.run import MotionRun, run_motion
from majlis.explore.bench import Bench
from majlis.explore.leverage import leverage
from majlis.explore.reruns import MECHANISMS, Reruns, reruns
from majlis.explore.screening import FEWEST, screen

DRAWS = 400
AGAIN = 40


@pytest.fixture(scope="module")
def run() -> MotionRun:
    return run_motion(load("philippines-2020"), DRAWS, 3)


@pytest.fixture(scope="module")
def found(run: MotionRun) -> Reruns:
    rerun = reruns(run, AGAIN)
    assert rerun is not None
    return rerun


def _with_chance(run: MotionRun, log_odds: np.ndarray[tuple[int], np.dtype[np.float64]]) -> MotionRun:
    """Return the run with a headline whose log-odds are given; without an anchor that would explain them."""
    questions = (run.case.questions[0].model_copy(update={"anchor": None}), *run.case.questions[1:])
    case = run.case.model_copy(update={"questions": questions})
    return replace(run, model=replace(run.model, case=case), chance=1.0 / (1.0 + np.exp(-log_odds)))


def test_known_effects_are_found_exactly(run: MotionRun) -> None:
    column = next(
        at
        for at, carrier in enumerate(run.model.carriers)
        if carrier.kind == "link"
        and len(carrier.supports) == 1
        and FEWEST <= run.held[:, at].sum() <= DRAWS - FEWEST
    )
    carrier = run.model.carriers[column]
    chance = carrier.supports[0].chance
    given = _with_chance(run, -1.0 + 0.8 * run.held[:, column])
    first, *others = screen(given)
    assert carrier.id in {each.id for each in first.carriers}
    assert first.chance == pytest.approx(chance)
    assert first.log_odds == pytest.approx(0.8 * chance)
    assert first.if_certain == pytest.approx(0.8)
    assert first.log_odds_se == pytest.approx(0.0, abs=1e-9)
    assert first.if_true > first.if_false
    assert first.settling > 0.0
    assert all(abs(each.log_odds) < 1e-9 for each in others)


def test_a_claim_that_does_nothing_is_worth_nothing(run: MotionRun) -> None:
    for each in screen(_with_chance(run, np.full(DRAWS, -1.0))):
        assert each.log_odds == pytest.approx(0.0, abs=1e-9)
        assert each.settling == pytest.approx(0.0, abs=1e-9)
        assert each.expected == pytest.approx(0.0, abs=1e-9)


def test_errors_cover_noise(run: MotionRun) -> None:
    noise = np.random.default_rng(1).normal(size=DRAWS)
    shares = [abs(each.log_odds) <= 3.0 * each.log_odds_se for each in screen(_with_chance(run, noise))]
    assert np.mean(shares) > 0.9


def test_too_few_draws_are_not_screened(run: MotionRun) -> None:
    short = replace(run, draws=5, chance=np.full(5, 0.2), held=run.held[:5])
    assert screen(short) == ()
    assert screen(replace(run, chance=None)) == ()
    assert reruns(replace(run, chance=None)) is None


def test_reruns_are_what_a_bench_without_the_claim_gives(run: MotionRun, found: Reruns) -> None:
    bench = Bench.of_case(run.case, AGAIN, 3)
    headline = run.case.questions[0].id
    assert run.chance is not None
    np.testing.assert_array_equal(bench.chance[headline], run.chance[:AGAIN])
    for claim in list(found.confirmed)[:3]:
        theirs = leverage(bench, bench.without((claim,)))[headline]
        assert found.confirmed[claim].log_odds == pytest.approx(theirs.log_odds, abs=1e-12)
        assert found.confirmed[claim].points_se == pytest.approx(theirs.points_se, abs=1e-12)


def test_numbers_at_rest_that_a_claim_carries_are_unknown_without_it(run: MotionRun) -> None:
    cited = {claim for carrier in run.model.carriers for claim in carrier.claims}
    alone = [
        stance.estimate.claims[0]
        for stance in run.case.stances
        if len(stance.estimate.claims) == 1 and stance.estimate.claims[0] in cited
    ]
    assert alone, "the case has a number that rests on one claim alone"
    bench = Bench.of_case(run.case, 40, 3)
    changed = bench.change_without((alone[0],))
    assert changed.static is not None
    assert changed.static.distributions != run.model.numbers.static.distributions
    off = run_motion(switch_off(run.case, (alone[0],)), 40, 3, before=run.case)
    np.testing.assert_allclose(bench.after(changed)[run.case.questions[0].id], off.chance)


def test_every_link_kept_is_the_run_as_it_is(run: MotionRun) -> None:
    bench = Bench(run.model, run.anchor, AGAIN, run.seed, 4)
    every = np.ones(len(run.model.system.assembly.links), dtype=np.bool_)
    change = bench.change_links(every)
    assert run.chance is not None
    np.testing.assert_allclose(bench.after(change)[run.case.questions[0].id], run.chance[:AGAIN])
    np.testing.assert_array_equal(bench.moved(bench.as_it_is).integral, bench.moved(change).integral)


def test_a_change_that_changes_nothing_is_the_case_as_it_is(run: MotionRun) -> None:
    bench = Bench(run.model, run.anchor, AGAIN, run.seed)
    assert bench.moved(bench.change_carriers((), True)) is bench.moved(bench.as_it_is)


def test_curve_and_layers_end_at_the_answer(run: MotionRun, found: Reruns) -> None:
    assert run.chance is not None
    assert found.curve[0] == 0.0
    assert (np.diff(found.curve) > 0.0).all()
    assert found.curve[-1] == pytest.approx(run.chance.mean())
    assert found.layers[-1].probability == pytest.approx(run.chance.mean())
    assert MECHANISMS in {layer.name for layer in found.layers}
    assert all(0.0 < layer.probability < 1.0 for layer in found.layers)


def test_the_largest_are_confirmed_and_come_first(found: Reruns) -> None:
    sizes = [abs(found.confirmed[each.first].log_odds) for each in found.screened[: len(found.confirmed)]]
    assert sizes == sorted(sizes, reverse=True)
    assert len(found.confirmed) == min(10, len(found.screened))
