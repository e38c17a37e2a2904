"""What the probabilistic Condorcet election must give: worked values, its defining equations, its edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from majlis.models import OptionError, Profile, Settlement
from majlis.models.median import weighted_median
from majlis.models.probabilistic_condorcet import MODEL

Floats = NDArray[np.float64]
Single = Callable[..., Profile]
ELECTIONS = ["conditional", "markov-uniform", "markov-incentive"]
VOTING = ["binary", "prop-bin", "prop", "prop-cubic", "cubic"]
VICTORY = ["linear", "square", "quartic", "octic", "binary"]


def settle(profile: Profile, **options: Any) -> Settlement:
    return MODEL.settle(profile, MODEL.options(**options), path=True)


def distribution(settled: Settlement) -> tuple[Floats, Floats]:
    """Return places and probabilities of the first draw and issue, without the idle rest."""
    assert settled.support is not None
    assert settled.weight is not None
    held = settled.weight[0, 0] > 0
    return settled.support[0, 0, held], settled.weight[0, 0, held]


def coalitions(x: Floats, w: Floats) -> Floats:
    """Strengths C[i, j] under proportional votes, one option at a time."""
    found = np.full((len(x), len(x)), 1e-8)
    for i in range(len(x)):
        for j in range(len(x)):
            votes = w * (abs(x - x[j]) - abs(x - x[i]))
            found[i, j] += votes[votes > 0].sum()
    return found


def test_worked_example(single: Single) -> None:
    """Capabilities 100, 60, 80 at 0, .4, 1: the election behind the first turn of KTAB's example."""
    profile = single([0, 40, 100], [0.8, 0.5, 0.9], [100, 60, 80], bounds=(0, 100))
    settled = settle(profile, influence="capability")
    places, chance = distribution(settled)
    assert places.tolist() == [0, 40, 100]
    assert chance == pytest.approx([0.315315, 0.504505, 0.180180], abs=1e-6)
    assert settled.outcome[0, 0] == pytest.approx(float(places @ chance))
    likely = settle(profile, influence="capability", report="most-probable")
    assert likely.outcome.tolist() == [[40.0]]


@pytest.mark.parametrize("seed", range(20))
def test_defining_equations(seed: int, single: Single) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 12))
    x, w = np.sort(rng.random(n)), rng.uniform(64, 127, n)
    c = coalitions(x, 100 * w / w.sum())
    beat = c / (c + c.T)
    profile = single(x, np.ones(n), w, bounds=(0, 1))
    found = {each: distribution(settle(profile, election=each))[1] for each in ELECTIONS}
    product = beat.prod(axis=1)
    assert found["conditional"] == pytest.approx(product / product.sum(), abs=1e-12)
    p = found["markov-uniform"]
    assert p == pytest.approx((beat * (p[:, None] + p[None, :])).mean(axis=1), abs=1e-12)
    p = found["markov-incentive"]
    incentive = c * beat + 1e-10 * np.eye(n)
    h = incentive / incentive.sum(axis=0)
    met = p[:, None] * h.T
    assert p == pytest.approx((beat * (met + met.T)).sum(axis=1), abs=1e-9)


@pytest.mark.parametrize("voting", VOTING)
@pytest.mark.parametrize("victory", VICTORY)
@pytest.mark.parametrize("election", ELECTIONS)
def test_two_positions_are_a_duel(voting: str, victory: str, election: str, single: Single) -> None:
    """Over the whole scale every vote is the full weight: 3 against 1."""
    profile = single([0, 1], [1, 1], [96, 32])
    _, chance = distribution(settle(profile, voting=voting, victory=victory, election=election))
    wanted = {"binary": 1 / (1 + 1e-6)} | {
        name: 3**r / (3**r + 1) for name, r in zip(VICTORY, (1, 2, 4, 8), strict=False)
    }
    p = wanted[victory]
    if election == "conditional":
        assert chance == pytest.approx([p, 1 - p], abs=1e-6)
    else:
        assert chance[0] > 0.5


def test_ramp_of_the_binary_model(single: Single) -> None:
    for ratio, p in ((1.2, 1.0), (1.05, 0.756), (1.0, 0.5), (1 / 1.2, 0.0)):
        _, chance = distribution(settle(single([0, 1], [1, 1], [100 * ratio, 100]), victory="binary"))
        assert chance[0] == pytest.approx(p, abs=1e-3)


def test_the_surer_the_stronger_the_nearer_to_the_median(single: Single) -> None:
    rng = np.random.default_rng(1)
    x, c = rng.random(15), rng.random(15)
    profile = single(x, np.ones(15), c, bounds=(0, 1))
    median = weighted_median(profile.position, profile.weight)[0, 0]
    spread = []
    for victory in VICTORY:
        places, chance = distribution(settle(profile, victory=victory))
        spread.append(float(chance @ abs(places - median)))
        assert places[chance.argmax()] == median
    assert spread == sorted(spread, reverse=True)


@settings(max_examples=60, deadline=None)
@given(
    at=st.lists(st.integers(0, 8), min_size=1, max_size=7),
    data=st.data(),
    election=st.sampled_from(ELECTIONS),
    voting=st.sampled_from(VOTING),
    victory=st.sampled_from(VICTORY),
)
def test_always_a_distribution(
    at: list[int], data: st.DataObject, election: str, voting: str, victory: str
) -> None:
    weights = st.lists(st.sampled_from([0.0, 1e-12, 1.0, 2.0, 1e9]), min_size=len(at), max_size=len(at))
    c = np.array(data.draw(weights))
    c[0] = max(c[0], 1.0)
    x = np.array(at, dtype=float)
    profile = Profile.checked(x[None, :, None], np.ones((1, len(at), 1)), c[None, :, None], [[0, 8]])
    settled = settle(profile, election=election, voting=voting, victory=victory)
    assert settled.weight is not None
    assert settled.weight.shape == (1, 1, len(at))
    assert (settled.weight >= 0).all()
    assert settled.weight.sum() == pytest.approx(1.0)
    places, _ = distribution(settled)
    assert set(places) <= set(x[c > 0])
    assert len(set(places)) == len(places)
    assert np.isfinite(settled.outcome).all()


def test_many_who_stand_together(single: Single) -> None:
    crowd = single([0.0] * 600 + [1.0] * 600, np.ones(1200), np.ones(1200), bounds=(0, 1))
    places, chance = distribution(settle(crowd))
    assert places.tolist() == [0, 1]
    assert chance == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("election", ELECTIONS)
def test_products_do_not_vanish(election: str, single: Single) -> None:
    """Four hundred positions: the products of four hundred chances are far below the smallest number."""
    n = 400
    profile = single(np.arange(n, dtype=float), np.ones(n), np.ones(n))
    _, chance = distribution(settle(profile, election=election))
    assert chance.sum() == pytest.approx(1.0)
    assert abs(chance - chance[::-1]).max() < 1e-12 if len(chance) == n else chance.max() < 1
    assert settle(profile, election=election).outcome[0, 0] == pytest.approx((n - 1) / 2, abs=1e-6)


def test_names_of_ktab() -> None:
    found = MODEL.options_from(
        {"PCEModel": "MarkovIncentive", "VictoryProbModel": "Octic", "VotingRule": "PropCbc"}
    )
    assert found == MODEL.options(election="markov-incentive", victory="octic", voting="prop-cubic")
    with pytest.raises(OptionError, match="option voting is 'ASymProsp'"):
        MODEL.options_from({"VotingRule": "ASymProsp"})
