"""Learn what the clues to a stance weigh, on coded articles about invented disputes.

    python -m benchmarks.learn_stances            cross-validate
    python -m benchmarks.learn_stances --write    and write what is found to src/majlis/reading/lexicons

The weights of clues, words and ties maximise the likelihood of the coded sides (``random_field``), given
the change, less a penalty that draws each weight to what it is taken to be beforehand (``BEFORE``, else 0).
What the articles cannot tell, how much the sides and parts that a case names weigh, stays as taken.
Cross-validation is grouped by article; there the reader itself says which pole is the change. It learns from
the articles of ``benchmarks/articles/learn`` and ``marked/learn`` and from ``sayings``, and not from ``held``
and ``marked/held``.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.coded_sides import Article, read_articles
from benchmarks.random_field import Field
from benchmarks.sayings import read_sayings
from majlis.reading.statements.clues import Weights
from majlis.reading.statements.weights import WORDS
from majlis.reading.statements.wording import KINDS

Floats = NDArray[np.float64]

ARTICLES = Path(__file__).parent / "articles"
LEARNT = {"learn": 3, "marked/learn": 1}
"""What is learned from, and how often each article counts: more where it was coded in full."""
HELD = ("held", "marked/held")
TARGET = Path(__file__).parents[1] / "src" / "majlis" / "reading" / "lexicons"
BEFORE = {
    "aim own": 1.5, "aim wish": 1.5, "aim outlook": 1.2, "aim praise": 0.75, "aim called": 1.2,
    "at stake": 0.8, "with": 0.8, "against": -1.0, "answers": -0.5, "agrees": 0.6, "friend": 0.3, "foe": -0.5,
    "speaks for": 0.9, "case: part of": 1.3, "case: same side": 0.7, "case: parts of one": 0.4,
}  # fmt: skip
PENALTY, OF_WORDS, TIED, TAKEN = 8.0, 16.0, 3.0, 1e4
FIRMNESS = {"aim": 4.0, "place": 2.0, "opens": 2.0, "voice": 0.5, "worth": 0.2, "side": 0.2}
LEAST, LEAST_OF_WORDS = 3, 4
"""Articles in which a clue, or a word, must stand for its weight to be learned."""
FOLDS = 5
SEED = 1


def main(words: Sequence[str] | None = None) -> None:
    """Cross-validate; if told to, learn from all articles, write that, and try it on those held out."""
    parser = argparse.ArgumentParser(prog="learn_stances", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write leaning.yaml and {WORDS}")
    write = parser.parse_args(words).write
    sayings = read_sayings(ARTICLES / "sayings")
    sets = {name: read_articles(ARTICLES / name) for name in LEARNT}
    for name, (right, coded) in _cross_validated(sets, sayings).items():
        print(f"{name}: {len(sets[name])} articles; right sign of {coded}, {FOLDS}-fold: {right / coded:.3f}")
    if write:
        weights = learn([*_counted((name, one) for name, some in sets.items() for one in some), *sayings])
        articles = [*chain.from_iterable(sets.values()), *sayings]
        (TARGET / "leaning.yaml").write_text(_clue_file(weights, articles), encoding="utf-8")
        (TARGET / WORDS).write_text(_word_file(weights), encoding="utf-8", newline="")
        for name in HELD:
            held = read_articles(ARTICLES / name)
            right, coded = sum(one.right(weights) for one in held), sum(len(one.signs) for one in held)
            print(f"{name}: {len(held)} articles held out; right sign of {coded}: {right / coded:.3f}")


def learn(articles: Sequence[Article]) -> dict[str, float]:
    """Give the weights of clues, words and ties by name."""
    known = [article for article in articles if article.change]
    names = _names(known)
    kinds = sorted({kind for article in known for tie in article.seen[-1].values() for kind in tie})
    field = Field(known, names, kinds)
    before = np.array([BEFORE.get(name, 0.0) for name in (*names, *kinds)])
    penalty = np.array([*map(_penalty, names), *map(_tied, kinds)])

    def loss(weights: Floats) -> tuple[float, Floats]:
        likely, slope = field.likelihood(weights)
        pull = penalty * (weights - before)
        return float(pull @ (weights - before)) / 2 - likely, pull - slope

    found = minimize(loss, before, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return dict(zip((*names, *kinds), map(float, found), strict=True))


def _names(articles: Iterable[Article]) -> list[str]:
    """Give the clues that stand in a few articles at least."""
    seen: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for clues in article.clues:
            for name in clues:
                seen[name].add(article.name)
    return sorted(name for name, where in seen.items() if len(where) >= _least(name) or name in BEFORE)


def _least(name: str) -> int:
    return LEAST_OF_WORDS if _is_word(name) else LEAST


def _is_word(name: str) -> bool:
    return name.split(": ")[0] in KINDS


def _penalty(name: str) -> float:
    return OF_WORDS if _is_word(name) else PENALTY * FIRMNESS.get(name.split()[0], 1.0)


def _tied(kind: str) -> float:
    return TAKEN if kind.startswith("case") else TIED


def _cross_validated(
    sets: Mapping[str, Sequence[Article]], beside: Sequence[Article]
) -> dict[str, tuple[int, int]]:
    """Count by set the right signs and the coded ones, each article judged by weights of the other folds."""
    order = [(name, article) for name, some in sets.items() for article in some]
    random.Random(SEED).shuffle(order)
    counted = dict.fromkeys(sets, (0, 0))
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        weights = learn([*_counted(each for n, each in enumerate(order) if n % FOLDS != fold), *beside])
        for name, article in out:
            right, coded = counted[name]
            counted[name] = right + article.right(weights), coded + len(article.signs)
    return counted


def _counted(named: Iterable[tuple[str, Article]]) -> Iterator[Article]:
    """Repeat each article as often as its set counts."""
    return (article for name, article in named for _ in range(LEARNT[name]))


def _clue_file(weights: Weights, articles: Sequence[Article]) -> str:
    speakers = sum(side != 0 for one in articles for side in one.sides)
    head = (
        "# What each clue to a stance and each tie between speakers weighs, in log-odds.\n"
        f"# Learned by python -m benchmarks.learn_stances --write on the sides of {speakers} speakers in\n"
        f"# {len(articles)} invented disputes; those named 'case' are taken, not learned.\n"
        "weights:\n"
    )
    told = {name: round(weight, 2) for name, weight in sorted(weights.items()) if not _is_word(name)}
    return head + "".join(f'  "{name}": {weight:g}\n' for name, weight in told.items() if weight)


def _word_file(weights: Weights) -> str:
    """Write a row for each word, a column for each thing that it can tell."""
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    for name, weight in weights.items():
        if _is_word(name) and round(weight, 2):
            kind, word = name.split(": ")
            rows[word][kind] = f"{weight:.2f}"
    written = StringIO()
    writer = csv.DictWriter(written, ("stem", *KINDS), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({"stem": word, **rows[word]} for word in sorted(rows))
    return written.getvalue()


if __name__ == "__main__":
    main()
