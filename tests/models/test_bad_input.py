"""Odd and hostile profiles over the whole registry: a defined result or a clear error, never NaN."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.models import Profile, ProfileError, all_models, get, names
from majlis.models.model import DecisionModel

TINY, HUGE = 1e-300, 1e300
every = pytest.mark.parametrize("model", all_models(), ids=lambda model: model.name)


def profile_of(x: Any, s: Any, c: Any, ends: tuple[float, float] = (0.0, 100.0)) -> Profile:
    """Make a profile of one draw from [actor] or [actor, issue]; the status quo is a quarter up the scale."""
    x, s, c = (np.asarray(each, dtype=np.float64) for each in (x, s, c))
    x, s, c = (each[None, :, None] if each.ndim == 1 else each[None] for each in (x, s, c))
    issues = x.shape[2]
    quo = np.full((1, issues), ends[0] + 0.25 * (ends[1] - ends[0]))
    return Profile.checked(x, s, c, [ends] * issues, quo)


def check(model: DecisionModel, profile: Profile) -> None:
    """Settle and look for anything that is not a number on the scale."""
    few = {"rounds": 2} if "rounds" in {each.name for each in fields(model.options)} else {}
    try:
        settled = model.settle(profile, model.options(**few), path=True)
    except ProfileError as error:
        assert len(str(error)) > 20  # noqa: PT017 - the model has no answer and says why
        return
    assert settled.outcome.shape == (1, profile.issues)
    low, high = profile.bounds[:, 0], profile.bounds[:, 1]
    assert ((settled.outcome >= low) & (settled.outcome <= high)).all()
    assert settled.path is not None
    assert np.isfinite(settled.path).all()
    if settled.weight is not None:
        assert settled.support is not None
        assert np.isfinite(settled.support).all()
        assert settled.weight.sum(axis=2) == pytest.approx(np.ones((1, profile.issues)))
        assert (settled.weight >= 0).all()


RNG = np.random.default_rng(5)
CROWD = RNG.random((3, 250))
ODD = {
    "all at one place": profile_of([40] * 5, [0.5] * 5, [1, 2, 3, 4, 5]),
    "all at an end": profile_of([0] * 4, [1] * 4, [1] * 4),
    "two camps": profile_of([0, 0, 100, 100], [1] * 4, [1] * 4),
    "two camps, one weightless": profile_of([0, 100, 100], [1, 0, 1], [1, 1, 0]),
    "one actor": profile_of([70], [0.3], [2]),
    "one actor with weight among idle ones": profile_of([10, 70, 90], [0, 0.3, 1], [5, 2, 0]),
    "ends only": profile_of([0, 100, 0, 100, 0], [0.1, 0.9, 0.5, 0.4, 1], [1, 5, 2, 3, 9]),
    "capabilities far apart": profile_of([0, 50, 100], [1, 1, 1], [TINY, 1, HUGE]),
    "next to no salience": profile_of([0, 50, 100], [TINY, 1e-160, 1e-12], [1, 1, 1]),
    "a scale of a hair": profile_of([1.0, 1.0 + 1e-12], [1, 1], [1, 1], (1.0, 1.0 + 1e-12)),
    "a huge scale": profile_of([-1e120, 3e120], [1, 0.5], [1, 1], (-1e120, 3e120)),
    "250 actors": profile_of(100 * CROWD[0], CROWD[1], CROWD[2]),
    "a thousand issues": profile_of(
        100 * RNG.random((3, 1000)),
        RNG.random((3, 1000)) / 1000,
        np.repeat([[1.0], [2.0], [3.0]], 1000, axis=1),
    ),
}


@every
@pytest.mark.parametrize("odd", ODD)
def test_odd_profiles_have_a_defined_result(model: DecisionModel, odd: str) -> None:
    check(model, ODD[odd])


@pytest.mark.parametrize("field", ["capability", "salience"])
def test_nobody_with_weight_is_an_error_that_says_so(field: str) -> None:
    given = {"x": [0, 100], "s": [1, 1], "c": [1, 1]} | {field[0]: [0, 0]}
    with pytest.raises(ProfileError, match="no actor has both capability and salience"):
        profile_of(**given)


number = st.one_of(st.sampled_from([0.0, TINY, 1e-12, 0.5, 1.0]), st.floats(0, 1))


@pytest.mark.parametrize("name", names())
@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(number, number, st.one_of(number, st.sampled_from([HUGE, 1e8]))), min_size=1, max_size=6
    )
)
def test_never_nan(name: str, rows: list[tuple[float, float, float]]) -> None:
    """Ends, ties, nothings and numbers hundreds of orders of magnitude apart."""
    x, s, c = np.array(rows).T
    try:
        profile = profile_of(100 * x, s, c)
    except ProfileError:
        return
    check(get(name), profile)
