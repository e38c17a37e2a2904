from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from majlis.models import Profile, ProfileError

GOOD: dict[str, Any] = {
    "position": [[[0.0], [10.0]]],
    "salience": [[[1.0], [0.5]]],
    "capability": [[[1.0], [2.0]]],
    "bounds": [[0.0, 10.0]],
}

FAULTS = [
    ({"salience": [[[1.0]]]}, r"salience has the shape \(1, 1, 1\), but position has \(1, 2, 1\)"),
    ({"position": [[0.0, 10.0]]}, r"position must be \[draw, actor, issue\]; it has the shape \(1, 2\)"),
    ({"bounds": [[0.0, 10.0], [0.0, 1.0]]}, r"bounds must have the shape \(1, 2\), not \(2, 2\)"),
    ({"bounds": [[10.0, 10.0]]}, r"issue 0 has a scale from 10.0 to 10.0; low must be below high"),
    ({"bounds": [[-1e200, 1e200]]}, r"too wide to compute with"),
    ({"bounds": [[0.0, np.nan]]}, r"bounds is nan at issue 0; every number must be finite"),
    (
        {"position": [[[0.0], [np.nan]]]},
        r"position is nan at draw 0, actor 1, issue 0; every number must be finite",
    ),
    ({"capability": [[[1.0], [np.inf]]]}, r"capability is inf at draw 0, actor 1, issue 0"),
    ({"capability": [[[1.0], [-2.0]]]}, r"capability is -2.0 at draw 0, actor 1, issue 0; it cannot be neg"),
    ({"salience": [[[-0.1], [0.5]]]}, r"salience is -0.1 at draw 0, actor 0, issue 0; it cannot be negative"),
    (
        {"salience": [[[1.0], [50.0]]]},
        r"salience is 50.0 at draw 0, actor 1, issue 0; it must be from 0 to 1",
    ),
    ({"position": [[[0.0], [10.5]]]}, r"position is 10.5 at draw 0, actor 1, issue 0, outside the scale"),
    ({"status_quo": [[11.0]]}, r"status_quo is 11.0 at draw 0, issue 0, outside the scale from 0.0 to 10.0"),
    ({"status_quo": [[1.0], [2.0]]}, r"status_quo must have the shape \(1, 1\), not \(2, 1\)"),
    ({"capability": [[[0.0], [0.0]]]}, r"no actor has both capability and salience at draw 0, issue 0"),
    (
        {"capability": [[[1e308], [1e308]]], "salience": [[[1.0], [1.0]]]},
        r"capability is too large to add up",
    ),
    ({"position": [[["x"], ["y"]]]}, r"position is not an array of numbers"),
    ({"position": [[[0.0], [1.0, 2.0]]]}, r"position is not an array of numbers"),
]


@pytest.mark.parametrize(("change", "text"), FAULTS)
def test_faults(change: dict[str, Any], text: str) -> None:
    with pytest.raises(ProfileError, match=text):
        Profile.checked(**(GOOD | change))


@pytest.mark.parametrize(("shape", "axis"), [((0, 2, 1), "draw"), ((1, 0, 1), "actor"), ((1, 2, 0), "issue")])
def test_nothing_to_settle(shape: tuple[int, int, int], axis: str) -> None:
    nothing = np.zeros(shape)
    with pytest.raises(ProfileError, match=f"there is no {axis} to settle"):
        Profile(nothing, nothing, nothing, np.tile([0.0, 1.0], (shape[2], 1)))


def test_one_actor_without_weight_is_fine() -> None:
    profile = Profile.checked(**(GOOD | {"salience": [[[0.0], [0.5]]]}))
    assert profile.weight.tolist() == [[[0.0], [1.0]]]
    assert (profile.draws, profile.actors, profile.issues) == (1, 2, 1)


def test_arrays_are_ready_for_kernels() -> None:
    position = np.broadcast_to(np.array([0.0, 10.0]), (5, 2))[:, :, None]
    ones = np.ones((2, 5, 1)).transpose(1, 0, 2)
    profile = Profile(position, ones, ones, np.array([[0.0, 10.0]]))
    for array in (profile.position, profile.salience, profile.capability):
        assert array.flags.c_contiguous
        assert array.flags.writeable
        assert array.dtype == np.float64
