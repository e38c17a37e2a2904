"""Dividing a unit: the closed form, unequal recognition by hand, and the conditions themselves."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.models.division import DivisionError, division


@pytest.mark.parametrize(
    ("players", "quota", "discount", "keeps", "price"),
    [
        (3, 2, 1, 2 / 3, 1 / 3),
        (3, 2, 0.9, 0.7, 0.3),
        (5, 3, 1, 0.6, 0.2),
        (101, 51, 1, 0.504950, 0.009901),
        (3, 3, 0.8, 0.466667, 0.266667),
    ],
)
def test_closed_form(players: int, quota: int, discount: float, keeps: float, price: float) -> None:
    found = division([1] * players, quota, discount)
    assert set(found.values) == {Fraction(1, players)}
    delta = Fraction(repr(discount)) if isinstance(discount, float) else Fraction(discount)
    assert set(found.keeps) == {1 - delta * (quota - 1) / players}
    assert set(found.prices) == {delta / players}
    assert float(found.keeps[0]) == pytest.approx(keeps, abs=5e-7)
    assert float(found.prices[0]) == pytest.approx(price, abs=5e-7)


def test_unequal_recognition_by_hand() -> None:
    """p = (1/2, 1/4, 1/4), q = 2, all end up with 1/3, since the likely one is bought less often.

    The first keeps 2/3 half the time, which is its 1/3: it is never bought. The others buy each other.
    """
    found = division([2, 1, 1], 2)
    assert found.values == (Fraction(1, 3),) * 3
    dear = division([8, 1, 1], 2)
    assert dear.values[0] == Fraction(8, 10) * dear.keeps[0] > dear.values[1]
    assert dear.values == (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))


def test_impatience_pays_the_likely_proposer() -> None:
    found = division([3, 2, 1], 2, 0.5)
    assert found.values[0] > found.values[1] > found.values[2]
    assert division([3, 2, 1], 2, 0).values == (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))
    assert division([3, 2, 1], 3, 0.5).values == (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))
    assert division([3, 2, 1], 1).keeps == (1, 1, 1)


@settings(max_examples=200, deadline=None)
@given(
    weights=st.lists(st.integers(0, 9), min_size=1, max_size=8).filter(any),
    quota=st.integers(1, 8),
    discount=st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(9, 10), Fraction(99, 100), Fraction(1)]),
)
def test_conditions(weights: list[int], quota: int, discount: Fraction) -> None:
    """The values account for everything, and being bought takes up the rest, with a possible probability."""
    quota = min(quota, len(weights))
    found = division(weights, quota, discount)
    p = [Fraction(each, sum(weights)) for each in weights]
    assert sum(found.values) == 1
    bought = []
    for share, value, keeps, price in zip(p, found.values, found.keeps, found.prices, strict=True):
        rest = value - share * keeps
        assert 0 <= rest <= price * (1 - share)
        bought.append(rest / price if price else None)
    if None not in bought and quota > 1:
        assert sum(each for each in bought if each is not None) == quota - 1
    for i, keeps in enumerate(found.keeps):
        others = sorted(price for j, price in enumerate(found.prices) if j != i)
        assert keeps == 1 - sum(others[: quota - 1])
    cutoff = sorted(found.prices)[quota - 1]
    for share, keeps, value, price in zip(p, found.keeps, found.values, found.prices, strict=True):
        if price > cutoff:
            assert value == share * keeps  # never bought
        if quota > 1 and price < sorted(found.prices)[quota - 2]:
            assert value == share * keeps + price * (1 - share)  # always bought


@settings(max_examples=50, deadline=None)
@given(weights=st.lists(st.integers(0, 9), min_size=3, max_size=7).filter(any))
def test_order_and_unit_do_not_matter(weights: list[int]) -> None:
    found = division(weights, 2, 0.8)
    turned = division([each * 0.5 for each in weights[::-1]], 2, 0.8)
    assert turned.values == found.values[::-1]


@pytest.mark.parametrize(
    ("weights", "quota", "discount", "text"),
    [
        ([], 1, 1, "one of them above"),
        ([0, 0], 1, 1, "one of them above"),
        ([1, -1], 1, 1, "at least 0"),
        ([1, float("nan")], 1, 1, "a recognition weight is nan"),
        ([1, 1], 3, 1, "the quota is 3; it must be from 1 to 2"),
        ([1, 1], 0, 1, "the quota is 0"),
        ([1, 1], 1, 1.5, "the discount is 1.5"),
        ([1, 1], 1, float("inf"), "the discount is inf"),
    ],
)
def test_bad_input(weights: list[float], quota: int, discount: float, text: str) -> None:
    with pytest.raises(DivisionError, match=text):
        division(weights, quota, discount)
