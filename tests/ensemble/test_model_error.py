"""The models' own error."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from majlis.case.estimate import Estimate
from majlis.case.issue import Issue, Scale, ScalePoint
from majlis.ensemble.model_error import widening
from majlis.models import Profile, all_models, get
from majlis.models.landing import Landing, deviation_of, land, landed
from majlis.models.landing_record import record

SCALE = Scale(low=4, high=10, points=(ScalePoint(at=4, label="a"), ScalePoint(at=10, label="b")))
PROFILE = Profile.checked(
    [[[4.0], [7.0], [10.0], [9.0]]], [[[0.8], [0.4], [0.6], [0.9]]], [[[2.0], [1.0], [3.0], [2.0]]], [[4, 10]]
)


def at(model: str, level: float, wider: float = 1.0, profile: Profile = PROFILE) -> float:
    chosen = get(model)
    options = chosen.options()
    outcome = chosen.settle(profile, options).outcome
    luck, factor = np.array([[level]]), np.array([[wider]])
    return float(landed(chosen, options, profile, outcome, luck, factor)[0, 0])


def test_default_is_a_judgement_with_a_spread() -> None:
    estimate = widening(Issue(id="i", label="I", scale=SCALE))
    assert (estimate.low, estimate.value, estimate.high) == (1.0, 1.25, 2.0)
    assert estimate.support == "judgement"
    assert "EU legislation" in (estimate.reason or "")


def test_the_cases_own_factor_is_used() -> None:
    own = Estimate(value=1.5, reason="known")
    assert widening(Issue(id="i", label="I", scale=SCALE, widening=own)) is own


@example("settlement", 0.5, 2.3e-313)
@given(st.sampled_from(["mean", "median", "settlement"]), st.floats(1e-9, 1 - 1e-9), st.floats(0, 10))
def test_landing_stays_on_the_scale_and_on_the_side_of_its_luck(
    model: str, level: float, wider: float
) -> None:
    place, middle = at(model, level, wider), at(model, 0.5, wider)
    assert 4.0 <= place <= 10.0
    assert (place - middle) * (level - 0.5) >= 0.0


def test_a_point_lands_by_the_equation_of_the_settlement_without_an_election() -> None:
    nothing, level = np.zeros((1, 1, 0)), 0.2
    settled = get("mean").settle(PROFILE).outcome
    points, weight = Landing(
        nothing, nothing, settled, record().alone * 1.3 * deviation_of(PROFILE), 0.0, PROFILE.bounds
    ).points()
    below = float(weight[points <= at("mean", level, 1.3)].sum())
    assert below == pytest.approx(level, abs=0.02)


def test_the_settlement_lands_by_its_own_distribution() -> None:
    for level in (0.01, 0.3, 0.5, 0.99):
        assert at("settlement", level, 1.7) == float(land(PROFILE, [level], widening=[1.7])[0, 0])


def test_deviation_is_that_of_the_weights() -> None:
    x, w = PROFILE.position[0, :, 0], PROFILE.weight[0, :, 0]
    expected = np.sqrt(np.cov(x, aweights=w, ddof=0))
    assert deviation_of(PROFILE)[0, 0] == pytest.approx(float(expected))


@pytest.mark.parametrize("model", ["mean", "median", "settlement"])
def test_where_all_agree_luck_and_widening_change_nothing(model: str) -> None:
    agreed = Profile.checked([[[7.0], [7.0]]], [[[1.0], [0.5]]], [[[1.0], [1.0]]], [[4, 10]])
    assert {at(model, level, 10.0, agreed) for level in (1e-12, 0.5, 1 - 1e-12)} == {7.0}


def test_every_model_has_a_landing() -> None:
    """The headline may be any model that needs nothing but a profile."""
    able = [each for each in all_models() if each.name not in ("setter", "win-set", "consultation")]
    assert len(able) > 8
    for model in able:
        assert 4.0 <= at(model.name, 0.9) <= 10.0
