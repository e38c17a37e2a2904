"""The likelihood of coded sides: what it is, its slope, and what is learned by it."""

from __future__ import annotations

from itertools import combinations, product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from majlis.reading.statements.clues import Clues
from majlis.reading.statements.poles import Poles
from majlis.reading.statements.stance import Evidence

CLUES = ["aim own", "worth", "change: job"]
TIES = ["with", "against"]


def _article(learning: SimpleNamespace, seed: int, count: int) -> Any:
    chance = np.random.default_rng(seed)
    parties = [
        Evidence(
            SimpleNamespace(rows=(n,)),  # type: ignore[arg-type]
            Clues({"aim own": float(chance.normal())}, {"worth": float(chance.normal()), "change: job": 1.0}),
            [Clues({}, {})],
        )
        for n in range(count)
    ]
    tied = {pair: {TIES[n % 2]: 1.0} for n, pair in enumerate(combinations(range(count), 2))}
    sides = [int(side) for side in chance.choice([-2, 1], count)]
    issue = Poles("issue", {"dam": 1}, 2.0)
    return learning.coded_sides.Article(f"a{seed}", -1, {}, sides, (parties, issue, tied))


def _exact(article: Any, weights: dict[str, float]) -> float:
    own = [sum(weights[name] * value for name, value in clues.items()) for clues in article.clues]
    ties = {
        pair: sum(weights[name] * value for name, value in tie.items())
        for pair, tie in article.seen[-1].items()
    }

    def score(sides: tuple[float, ...]) -> float:
        alone = sum(value * side / 2 for value, side in zip(own, sides, strict=True))
        return alone + sum(value * sides[one] * sides[other] / 2 for (one, other), value in ties.items())

    total = np.logaddexp.reduce([score(sides) for sides in product((-1.0, 1.0), repeat=len(own))])
    return score(tuple(np.sign(article.sides))) - float(total)


def test_it_is_the_sum_over_all_assignments(learning: SimpleNamespace) -> None:
    articles = [_article(learning, seed, count) for seed, count in enumerate((1, 2, 4, 4, 5))]
    weights = np.random.default_rng(9).normal(size=len(CLUES) + len(TIES))
    likely, _ = learning.random_field.Field(articles, CLUES, TIES).likelihood(weights)
    named = dict(zip((*CLUES, *TIES), weights, strict=True))
    assert likely == pytest.approx(sum(_exact(article, named) for article in articles))


def test_its_slope_is_that_of_small_steps(learning: SimpleNamespace) -> None:
    field = learning.random_field.Field([_article(learning, 3, 4), _article(learning, 4, 3)], CLUES, TIES)
    weights, step = np.random.default_rng(2).normal(size=len(CLUES) + len(TIES)), 1e-5
    _, slope = field.likelihood(weights)
    for n, way in enumerate(np.eye(len(weights))):
        after, before = (field.likelihood(weights + side * step * way)[0] for side in (1, -1))
        assert slope[n] == pytest.approx((after - before) / (2 * step), abs=1e-6), n


def test_a_clue_that_tells_the_sides_is_learned(learning: SimpleNamespace) -> None:
    articles = []
    for seed in range(30):
        article = _article(learning, seed, 3)
        sides = [1 if one.clues.turning["worth"] < 0 else -1 for one in article.seen[0]]
        articles.append(article._replace(sides=sides))
    weights = learning.learn_stances.learn(articles)
    assert weights["worth"] > 1.0  # the minus pole is the change there


def test_what_is_written_is_what_is_read(learning: SimpleNamespace) -> None:
    written = learning.learn_stances._word_file(
        {"change: job": 0.314, "speaker, more: job": -0.2, "worth": 1.0}
    )
    assert written == 'stem,change,more,"speaker, change","speaker, more"\njob,0.31,,,-0.20\n'
