"""The kernels of the spatial model and of its election: compiled or not, in any order, on any threads."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from majlis.chance.addressed import Addressed
from majlis.models import Profile
from majlis.models.spatial import MODEL
from majlis.models.threads import threads

Floats = NDArray[np.float64]

PROGRAM = """
import numpy as np
from majlis.models import Profile
from majlis.models.spatial import MODEL as spatial
from majlis.models.probabilistic_condorcet import MODEL as election
rng = np.random.default_rng(9)
shape = (6, 5, 2)
x = np.where(rng.random(shape) < .4, rng.integers(0, 4, shape), rng.uniform(0, 4, shape))
a = np.eye(5) * .5 + .1
for accommodation in (None, a):
    profile = Profile.checked(
        x, rng.random(shape) / 2, rng.random(shape), [[0, 4]] * 2, accommodation=accommodation)
    for model, pairs in (
        (spatial, {}),
        (spatial, {'compat': 'true', 'bargain': 'both'}),
        (spatial, {'transitions': 'stochastic', 'voting': 'asym-prospect', 'weighting': 's2pmax'}),
        (spatial, {'election': 'markov-uniform', 'compat': 'true', 'bargain': 'compromise'}),
        (spatial, {'election': 'markov-incentive', 'victory': 'octic', 'voting': 'prop-bin'}),
        (election, {}),
        (election, {'election': 'markov-uniform', 'voting': 'binary', 'victory': 'binary'}),
    ):
        rounds = {'rounds': '4'} if model is spatial else {}
        settled = model.settle(profile, model.options_from({**pairs, **rounds}), path=True)
        for part in ('outcome', 'path', 'support', 'weight', 'status', 'rounds'):
            print(model.name, part, *getattr(settled, part).ravel().tolist())
"""


def test_compiled_equals_plain_python() -> None:
    found = []
    for disabled in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", PROGRAM],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"NUMBA_DISABLE_JIT": disabled},
        )
        assert done.returncode == 0, done.stderr
        found.append(done.stdout)
    assert found[0] == found[1]  # to the last digit


def drawn(draws: int, actors: int, dimensions: int, grid: bool = False) -> Profile:
    rng = np.random.default_rng(7)
    shape = (draws, actors, dimensions)
    x = rng.integers(0, 4, shape) / 4.0 if grid else rng.random(shape)
    s = rng.integers(1, 4, shape) / 4.0 / dimensions if grid else rng.random(shape) / dimensions
    c = rng.integers(1, 3, shape[:2]).astype(float) if grid else rng.random(shape[:2])
    return Profile.checked(x, s, np.repeat(c[:, :, None], dimensions, axis=2), [[0, 1]] * dimensions)


@pytest.mark.parametrize("dimensions", [1, 3])
@pytest.mark.parametrize("bargain", ["initiator", "both", "compromise"])
def test_order_of_actors(dimensions: int, bargain: str) -> None:
    """To the last digit, with ties and with actors who are alike."""
    one = drawn(50, 7, dimensions, grid=True)
    order = [3, 1, 0, 6, 5, 2, 4]
    other = Profile(*(part[:, order] for part in (one.position, one.salience, one.capability)), one.bounds)
    options = MODEL.options(bargain=bargain, rounds=6)
    first, second = (MODEL.settle(each, options, path=True) for each in (one, other))
    assert first.path is not None
    assert second.path is not None
    assert (first.path[:, :, order] == second.path).all()


@pytest.mark.parametrize("dimensions", [1, 2])
def test_both_ends_are_alike_without_ties(dimensions: int) -> None:
    one = drawn(100, 6, dimensions)
    other = Profile(1.0 - one.position, one.salience, one.capability, one.bounds)
    options = MODEL.options(rounds=3)
    first, second = MODEL.settle(one, options).outcome, MODEL.settle(other, options).outcome
    assert second == pytest.approx(1.0 - first, abs=1e-9)


def test_where_heads_count() -> None:
    """Two actors of half the capability make two proposals and are two options, which changes outcomes."""
    one = drawn(50, 5, 1)
    half = one.capability.copy()
    half[:, 0] /= 2

    def doubled(part: Floats) -> Floats:
        return np.concatenate([part, part[:, :1]], axis=1)

    split = Profile(doubled(one.position), doubled(one.salience), doubled(half), one.bounds)
    assert abs(MODEL.settle(one).outcome - MODEL.settle(split).outcome).max() > 0.01


@pytest.mark.parametrize("transitions", ["deterministic", "stochastic"])
def test_number_of_threads_does_not_show(transitions: str) -> None:
    profile = drawn(80, 6, 2)
    found = []
    for number in (1, 3):
        with threads(number):
            options = MODEL.options(transitions=transitions, rounds=8)
            settled = MODEL.settle(profile, options, Addressed(4), path=True)
            assert settled.path is not None
            found.append(settled.path.tobytes() + settled.outcome.tobytes() + settled.status.tobytes())
    assert found[0] == found[1]
