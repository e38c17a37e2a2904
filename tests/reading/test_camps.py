"""Camps: the sides of parties, settled together."""

from __future__ import annotations

from itertools import product
from math import exp, log, tanh

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.reading.statements.camps import camps
from majlis.reading.statements.relations import Pair
from majlis.reading.statements.weights import leaning_weights

OWN = st.lists(st.floats(-4, 4), min_size=1, max_size=6)


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[float], dict[Pair, float]]:
    own = draw(OWN)
    pairs = [(one, other) for one in range(len(own)) for other in range(one + 1, len(own))]
    kept = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return own, {pair: draw(st.floats(-2, 2)) for pair in kept}


@given(OWN)
def test_without_ties_each_leans_by_its_own_words(own: list[float]) -> None:
    settled = camps(own, {})
    assert settled.leaning == pytest.approx([tanh(value / 2) for value in own])
    assert settled.fit == pytest.approx(sum(log((exp(v / 2) + exp(-v / 2)) / 2) for v in own), abs=1e-9)


@given(networks())
def test_turning_every_sign_turns_every_leaning(network: tuple[list[float], dict[Pair, float]]) -> None:
    own, ties = network
    there, back = camps(own, ties), camps([-value for value in own], ties)
    assert [-mean for mean in back.leaning] == pytest.approx(there.leaning)
    assert back.fit == pytest.approx(there.fit)


@given(networks())
def test_the_fit_is_a_bound_on_the_exact_one(network: tuple[list[float], dict[Pair, float]]) -> None:
    own, ties = network
    exact = 0.0
    for sides in product((-1, 1), repeat=len(own)):
        score = sum(value * side / 2 for value, side in zip(own, sides, strict=True))
        score += sum(weight * sides[one] * sides[other] / 2 for (one, other), weight in ties.items())
        exact += exp(score)
    assert camps(own, ties).fit <= log(exact) - len(own) * log(2) + 1e-9


def test_an_ally_follows_and_an_opponent_turns_away() -> None:
    leaning = camps([3.0, 0.0, 0.0], {(0, 1): 2.0, (0, 2): -2.0}).leaning
    assert leaning[1] > 0.4
    assert leaning[2] < -0.4


def test_what_is_learned_points_the_way_that_it_must() -> None:
    weights = leaning_weights()
    assert all(weights[name] > 0 for name in ("aim own", "aim wish", "aim praise", "speaks for", "with"))
    assert all(weights[name] < 0 for name in ("against", "answers", "voice warning"))
