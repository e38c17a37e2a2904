"""Coded articles on disputes that no rule was made for: how well they are read."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from majlis.reading.statements.weights import leaning_weights

ARTICLES = Path(__file__).parents[2] / "benchmarks" / "articles"
STANCE = "stance, right sign"
TRAPS = "traps not fallen into"
TODAY = {STANCE: 0.69, TRAPS: 0.39}
SIDES_TODAY = 0.73
"""What is measured where a bar is missed (docs/reading.md says so): it must not get worse."""


@pytest.fixture(scope="module")
def measured(scoring: SimpleNamespace) -> dict[str, tuple[float, float]]:
    with scoring.article.unpacked(ARTICLES / "held") as home:
        golds = list(scoring.gold.read_gold(home))
        totals = scoring.measures.pooled(
            scoring.measures.counts(gold, scoring.readings.read_by_majlis(gold)) for gold in golds
        )
    return {
        one.name: (one.value(totals), one.bar) for one in scoring.measures.MEASURES if one.bar is not None
    }


def test_articles_held_out_are_read_as_well_as_the_bars_ask(measured: dict[str, tuple[float, float]]) -> None:
    missed = {name: value for name, (value, bar) in measured.items() if value < TODAY.get(name, bar)}
    assert missed == {}


def test_sides_of_other_articles_held_out_are_told_as_well_as_today(learning: SimpleNamespace) -> None:
    articles = learning.coded_sides.read_articles(ARTICLES / "marked" / "held")
    right = sum(article.right(leaning_weights()) for article in articles)
    assert right / sum(len(article.signs) for article in articles) >= SIDES_TODAY


def test_no_article_is_held_out_and_learned_from(scoring: SimpleNamespace) -> None:
    held, learn = ({path.name for path in (ARTICLES / name).glob("*.yaml")} for name in ("held", "learn"))
    assert len(held) == 26
    assert not held & learn
    held, learn = (
        {
            article["text"]
            for path in (ARTICLES / "marked" / name).glob("*.txt")
            for article in scoring.marked.marked_articles(path)
        }
        for name in ("held", "learn")
    )
    assert len(held) == 160
    assert not held & learn


def test_a_span_that_does_not_stand_once_is_named(scoring: SimpleNamespace, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(
        "issue: {name: a, plus_pole: b, minus_pole: c, change: plus}\nactors: []\ntext: one two one\n"
        "statements:\n  - {span: one, class: actor}\n",
        encoding="utf-8",
    )
    with (
        pytest.raises(scoring.gold.GoldError, match=r"odd.yaml: 'one' stands 2 times"),
        scoring.article.unpacked(tmp_path),
    ):
        pass
