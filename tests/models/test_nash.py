from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from majlis.models import Profile, ProfileError, get

nash = get("nash")
Single = Callable[..., Profile]


@dataclass(frozen=True)
class Bargain:
    """One published or independently computed bargain on the emission case."""

    outcome: float
    options: dict[str, Any]
    status_quo: float | None = None


# Emission case, utility -s (y - x)^2, exponents c; a common disagreement utility -K, in squared units of the
# scale from 4 to 10, hence cost = K / 36. Computed independently to four digits; the limit is the c·s mean.
LOSS = "capability"
COMMON_COST = [
    Bargain(outcome, {"cost": k / 36, "exponent": LOSS})
    for k, outcome in (
        (36, 7.2526),
        (40, 7.2653),
        (50, 7.2887),
        (100, 7.3378),
        (360, 7.3752),
        (3600, 7.3885),
        (36000, 7.3898),
    )
]
# The same with a reversion point, on a scale from 0 to 20, found independently on a grid of 1e-4.
REVERSION = [
    Bargain(outcome, {"disagreement": "status-quo", "exponent": LOSS}, point)
    for point, outcome in ((12, 9.4167), (14, 9.0274), (20, 8.4214), (0, 5.4757), (2, 4.8771))
]


@pytest.mark.parametrize("case", COMMON_COST)
def test_common_cost(case: Bargain, table: Callable[[str], Any], single: Single) -> None:
    settled = nash.settle(single(*table("ExampleActors"), bounds=(4, 10)), nash.options(**case.options))
    assert settled.outcome[0, 0] == pytest.approx(case.outcome, abs=6e-5)
    assert settled.notes == ()


@pytest.mark.parametrize("case", REVERSION)
def test_reversion_point(case: Bargain, table: Callable[[str], Any], single: Single) -> None:
    profile = single(*table("ExampleActors"), bounds=(0, 20), status_quo=case.status_quo)
    settled = nash.settle(profile, nash.options(**case.options))
    assert settled.outcome[0, 0] == pytest.approx(case.outcome, abs=6e-5)


@pytest.mark.parametrize("exponent", ["capability", "capability-salience"])
def test_dear_disagreement_gives_the_compromise(emission: Profile, exponent: str) -> None:
    """Achen (2006): the limit is the mean weighted by capability times salience."""
    settled = nash.settle(emission, nash.options(cost=1e8, exponent=exponent))
    assert settled.outcome[0, 0] == pytest.approx(7.389955686853767, abs=1e-6)


def test_salience_cancels_with_a_status_quo(table: Callable[[str], Any], single: Single) -> None:
    x, s, c = table("ExampleActors")
    options = nash.options(disagreement="status-quo", exponent=LOSS)
    one = nash.settle(single(x, s, c, (0, 20), 12.0), options).outcome
    other = nash.settle(single(x, s[::-1], c, (0, 20), 12.0), options).outcome
    assert one == pytest.approx(other, abs=1e-12)
    counted = nash.options(disagreement="status-quo", exponent="capability-salience")
    assert nash.settle(single(x, s, c, (0, 20), 12.0), counted).outcome[0, 0] == pytest.approx(
        9.4394, abs=6e-5
    )


def test_against_a_grid(plain: ModuleType, single: Single) -> None:
    rng = np.random.default_rng(7)
    for _ in range(50):
        n = int(rng.integers(1, 8))
        x, s, c = rng.uniform(0, 10, n), rng.uniform(0.05, 1, n), rng.uniform(0.05, 3, n)
        cost = float(rng.uniform(1, 3))
        found = nash.settle(single(x, s, c, (0, 10)), nash.options(cost=cost, exponent=LOSS)).outcome[0, 0]
        assert found == pytest.approx(plain.nash_cost(x, s, c, cost * 100), abs=1e-6)


def test_vacuous_bargains_are_said() -> None:
    x = np.array([[2.0, 8.0], [6.0, 8.0], [5.0, 9.0], [7.0, 7.0]])[:, :, None]
    ones = np.ones_like(x)
    profile = Profile.checked(x, ones, ones, [[0, 10]], np.full((4, 1), 5.0))
    settled = nash.settle(profile, nash.options(disagreement="status-quo"))
    # Draws 0 and 2: on both sides of the status quo, or on it. Draw 1 by hand: z = y - 5 solves
    # 2/z = 1/(2 - z) + 1/(6 - z).
    assert settled.outcome[:, 0] == pytest.approx([5.0, 8 - 3**0.5, 5.0, 7.0], abs=1e-12)
    assert settled.notes == (
        "The status quo is the only feasible outcome in 50 % of draws: "
        "somebody there prefers it to any change, so the bargain is vacuous.",
    )


def test_the_powerless_and_the_indifferent_block_nothing(single: Single) -> None:
    profile = single([2, 7, 9, 9], [1, 1, 1, 0], [0, 1, 1, 1], (0, 10), 5.0)
    bare = single([7, 9], [1, 1], [1, 1], (0, 10), 5.0)
    options = nash.options(disagreement="status-quo")
    assert nash.settle(profile, options).outcome == pytest.approx(
        nash.settle(bare, options).outcome, abs=1e-12
    )


def test_needs_a_status_quo(emission: Profile) -> None:
    with pytest.raises(ProfileError, match="needs the status quo of every issue"):
        nash.settle(emission, nash.options(disagreement="status-quo"))


@pytest.mark.parametrize("exponent", ["capability", "capability-salience"])
@pytest.mark.parametrize("disagreement", ["cost", "status-quo"])
def test_extremes(single: Single, exponent: str, disagreement: str) -> None:
    options = nash.options(disagreement=disagreement, exponent=exponent)
    for c in ([1e300, 1e-300], [1e-300, 1e-300], [1e307, 1e-20]):
        for s in ([1.0, 1.0], [0.0, 1.0], [1e-300, 1.0]):
            if np.multiply(c, s).sum() == 0:
                continue
            y = nash.settle(single([1e-12, 1.0], s, c, (0, 1), 0.0), options).outcome[0, 0]
            assert 1e-12 <= y <= 1.0
    opposed = nash.settle(single([0.0, 1.0], [1.0, 1.0], [1.0, 1.0], (0, 1), 0.5), options).outcome[0, 0]
    assert opposed == pytest.approx(0.5)
