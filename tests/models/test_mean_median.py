from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.models import Profile, Status, get

mean, median = get("mean"), get("median")


def test_emission_case(emission: Profile) -> None:
    """Computed from Table 1 of Scholz, Calbert and Smith (2011)."""
    settled = mean.settle(emission)
    assert settled.outcome == pytest.approx(7.389955686853767, abs=1e-14)
    assert median.settle(emission).outcome.tolist() == [[7.0]]
    assert settled.status.tolist() == [Status.SETTLED]
    assert settled.rounds.tolist() == [0]
    assert settled.path is None


@pytest.mark.parametrize(("tie", "outcome"), [("lower", 2.0), ("middle", 4.0), ("upper", 6.0)])
def test_tie(single: Callable[..., Profile], tie: str, outcome: float) -> None:
    # .1 + .2 against .3: a tie although the sums differ in the last digit; the actor between has no weight
    profile = single([0.0, 2.0, 3.0, 6.0], [1, 1, 0, 1], [0.1, 0.2, 1.0, 0.3])
    assert median.settle(profile, median.options(tie=tie)).outcome.tolist() == [[outcome]]
    assert median.settle(profile).outcome.tolist() == [[4.0]]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_median_beats_every_position(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 8))
    x = np.array(data.draw(st.lists(st.integers(0, 12), min_size=n, max_size=n)), dtype=float)
    w = np.array(data.draw(st.lists(st.integers(0, 5), min_size=n, max_size=n)), dtype=float)
    w[0] += 1
    profile = Profile.checked(x[None, :, None], np.ones((1, n, 1)), w[None, :, None], [[0, 12]])
    for tie in ("lower", "middle", "upper"):
        y = median.settle(profile, median.options(tie=tie)).outcome[0, 0]
        for rival in np.arange(0, 12.5, 0.5):
            votes = w * (np.abs(x - rival) - np.abs(x - y))
            assert votes.sum() >= -1e-9


def test_several_issues_and_draws_stay_apart() -> None:
    rng = np.random.default_rng(3)
    x, w = rng.random((4, 5, 3)), rng.random((4, 5, 3))
    profile = Profile.checked(x, np.ones_like(x), w, [[0, 1]] * 3)
    expected = (x * w).sum(axis=1) / w.sum(axis=1)
    settled = mean.settle(profile, path=True)
    assert settled.outcome == pytest.approx(expected, abs=1e-12)
    assert settled.path is not None
    assert settled.path.shape == (4, 1, 5, 3)
    assert (settled.path[:, 0] == x).all()
