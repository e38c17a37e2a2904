"""Learn what the clues to a stance weigh, on coded articles about invented disputes.

    python -m benchmarks.learn_stances            print what is found
    python -m benchmarks.learn_stances --write    and write it to src/majlis/reading/lexicons/leaning.yaml

The sides s in {-1, 1} of the speakers of an article, given its change, have

    log P(s) = sum_i w . clues_i s_i / 2 + sum_ij v . ties_ij s_i s_j / 2 - log Z,

a conditional random field (Lafferty, McCallum and Pereira 2001). The weights w and v maximise the likelihood
of the coded sides, exactly, over all assignments to the speakers with a coded side, less a penalty that draws
each weight to what it is taken to be beforehand (``BEFORE``, else 0). What the articles cannot tell, how much
the sides and parts that a case names weigh, stays as taken. Cross-validation is grouped by article; there the
reader itself says which pole is the change. Nothing is learned from ``benchmarks/articles/held``.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.score_reading.article import unpacked
from benchmarks.score_reading.gold import Gold, read_gold
from benchmarks.score_reading.matching import pairs
from majlis.reading.actors.aliases import index
from majlis.reading.documents.document import Document
from majlis.reading.documents.folder import documents_of, find_files
from majlis.reading.reader import parsed
from majlis.reading.statements.clues import Weights
from majlis.reading.statements.parties import parties
from majlis.reading.statements.poles import Poles, poles, stem
from majlis.reading.statements.relations import Pair, relations
from majlis.reading.statements.stance import Evidence, Found, evidence, lean
from majlis.reading.statements.statements import spoken

Floats = NDArray[np.float64]

ARTICLES = Path(__file__).parent / "articles"
TARGET = Path(__file__).parents[1] / "src" / "majlis" / "reading" / "lexicons" / "leaning.yaml"
BEFORE = {
    "aim own": 1.5, "aim wish": 1.5, "aim outlook": 1.2, "aim praise": 0.75, "aim called": 1.2,
    "at stake": 0.8, "with": 0.8, "against": -1.0, "answers": -0.5, "agrees": 0.6, "friend": 0.3, "foe": -0.5,
    "speaks for": 0.9, "case: part of": 1.3, "case: same side": 0.7, "case: parts of one": 0.4,
}  # fmt: skip
PENALTY, TIED, TAKEN = 8.0, 3.0, 1e4
FIRMNESS = {"aim": 4.0, "place": 2.0, "opens": 2.0, "role": 2.0, "voice": 0.5, "worth": 0.2, "side": 0.2}
LEAST = 3
MOST = 12
FOLDS = 5
SEED = 1
CHANGES = {"plus": 1, "minus": -1}


class Article(NamedTuple):
    """A coded article as the reader sees it.

    Attributes
    ----------
    name
        Its name.
    change
        1 where the plus pole is the change, -1 where the minus pole is, 0 where both are.
    signs
        By statement, its coded sign.
    sides
        By party, the sum of the signs of its statements.
    seen
        What `lean` is given: the evidence on each party, the issue, and what ties parties.

    """

    name: str
    change: int
    signs: Mapping[int, int]
    sides: Sequence[int]
    seen: tuple[Sequence[Evidence], Poles, Mapping[Pair, Weights]]

    @property
    def clues(self) -> list[Weights]:
        """The clues to the side of each party, with the coded change."""
        return [one.clues.towards(self.change) for one in self.seen[0]]


class Problem(NamedTuple):
    """An article as arrays: clues [party, clue], pairs, ties [pair, tie], the coded side of each party."""

    clues: Floats
    one: NDArray[np.intp]
    other: NDArray[np.intp]
    ties: Floats
    sides: Floats


def main(words: Sequence[str] | None = None) -> None:
    """Cross-validate, learn from all articles, try on those held out, and write if told to."""
    parser = argparse.ArgumentParser(prog="learn_stances", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    write = parser.parse_args(words).write
    learnt, held = (_articles(ARTICLES / name) for name in ("learn", "held"))
    right, coded = _cross_validated(learnt)
    weights = learn(learnt)
    print(f"{len(learnt)} articles, {coded} stances, {len(weights)} weights")
    print(f"right sign, {FOLDS}-fold by article: {right / coded:.3f}")
    print(f"right sign on {len(held)} articles held out: {_share(held, weights):.3f}")
    if write:
        TARGET.write_text(_written(weights, len(learnt), coded), encoding="utf-8")


def learn(articles: Sequence[Article]) -> dict[str, float]:
    """Give the weights of clues and ties by name."""
    known = [article for article in articles if article.change]
    names = _names(known, BEFORE)
    kinds = sorted({kind for article in known for tie in article.seen[-1].values() for kind in tie})
    problems = [one for article in known if (one := _problem(article, names, kinds)) is not None]
    before = np.array([BEFORE.get(name, 0.0) for name in (*names, *kinds)])
    penalty = np.array([_penalty(name) for name in names] + [_tied(kind) for kind in kinds])

    def loss(weights: Floats) -> tuple[float, Floats]:
        total = float((penalty * (weights - before) ** 2).sum() / 2)
        slope = penalty * (weights - before)
        for problem in problems:
            one, its = _likelihood(problem, weights[: len(names)], weights[len(names) :])
            total, slope = total - one, slope - its
        return total, slope

    found = minimize(loss, before, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return dict(zip((*names, *kinds), map(float, found), strict=True))


def _likelihood(problem: Problem, weights: Floats, tied: Floats) -> tuple[float, Floats]:
    """Give the log-likelihood of an article and its slope, over every assignment of sides."""
    states = _states(len(problem.sides))
    both = states[:, problem.one] * states[:, problem.other]
    coded = problem.sides[problem.one] * problem.sides[problem.other]
    own, ties = problem.clues @ weights / 2, problem.ties @ tied / 2
    scores = states @ own + both @ ties
    log_total = scores.max() + np.log(np.exp(scores - scores.max()).sum())
    chance = np.exp(scores - log_total)
    slope = np.concatenate(
        [problem.clues.T @ (problem.sides - chance @ states), problem.ties.T @ (coded - chance @ both)]
    )
    return float(problem.sides @ own + coded @ ties - log_total), slope / 2


@cache
def _states(count: int) -> Floats:
    return np.array(list(product((-1.0, 1.0), repeat=count)))


def _problem(article: Article, names: Sequence[str], kinds: Sequence[str]) -> Problem | None:
    told = [n for n, side in enumerate(article.sides) if side][:MOST]
    if not told:
        return None
    at, clues = {party: n for n, party in enumerate(told)}, article.clues
    tied = [
        (at[one], at[other], tie)
        for (one, other), tie in article.seen[-1].items()
        if {one, other} <= at.keys()
    ]
    return Problem(
        _table([clues[n] for n in told], names),
        np.array([one for one, _, _ in tied], np.intp),
        np.array([other for _, other, _ in tied], np.intp),
        _table([tie for _, _, tie in tied], kinds),
        np.sign([float(article.sides[n]) for n in told]),
    )


def _table(rows: Sequence[Weights], names: Sequence[str]) -> Floats:
    at = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        for name, value in row.items():
            if name in at:
                table[n, at[name]] = value
    return table


def _names(articles: Sequence[Article], before: Weights) -> list[str]:
    """Give the clues that stand in a few articles at least."""
    seen: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for clues in article.clues:
            for name in clues:
                seen[name].add(article.name)
    return sorted(name for name, where in seen.items() if len(where) >= LEAST or name in before)


def _penalty(name: str) -> float:
    return PENALTY * FIRMNESS.get(name.split()[0], 1.0)


def _tied(kind: str) -> float:
    return TAKEN if kind.startswith("case") else TIED


def _cross_validated(articles: Sequence[Article]) -> tuple[int, int]:
    """Count the right signs and the coded ones, each article judged with weights of the other folds."""
    order = list(range(len(articles)))
    random.Random(SEED).shuffle(order)
    right = coded = 0
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS])
        weights = learn([article for n, article in enumerate(articles) if n not in out])
        for n in sorted(out):
            right += _right(articles[n], weights)
            coded += len(articles[n].signs)
    return right, coded


def _share(articles: Sequence[Article], weights: Weights) -> float:
    coded = sum(len(article.signs) for article in articles)
    return sum(_right(article, weights) for article in articles) / coded


def _right(article: Article, weights: Weights) -> int:
    leans = lean(*article.seen, weights)
    return sum(n in leans and leans[n].total * sign > 0 for n, sign in article.signs.items())


def _articles(folder: Path) -> list[Article]:
    with unpacked(folder) as home:
        return [_coded(gold) for gold in read_gold(home)]


def _coded(gold: Gold) -> Article:
    """Read an article, and put its codings by the statements and the parties that were found."""
    (file,) = gold.files
    files, _ = find_files([gold.documents / file])
    (document,) = documents_of(files)
    if not isinstance(document, Document):
        raise SystemExit(document)
    aliases = index(gold.names.known)
    ((_, read),) = parsed([document], aliases)
    found = spoken(document, read, aliases)
    stemmed = [[stem(token.lower) for token in passage.tokens] for passage in read]
    issue = poles(gold.names.subjects[0])
    present = parties(read, found, aliases)
    signs = _signs(gold, file, found)
    with gold.tables["issues"].open(encoding="utf-8", newline="") as handle:
        change = CHANGES.get(next(csv.DictReader(handle))["change"], 0)
    return Article(
        gold.name,
        change,
        signs,
        [sum(signs.get(n, 0) for n in party.rows) for party in present],
        (evidence(found, stemmed, issue, present), issue, relations(read, found, present, aliases)),
    )


def _signs(gold: Gold, file: str, found: Found) -> dict[int, int]:
    """Give the coded signs of the statements that were found."""
    rows = [row for row in gold.rows("statements", file) or () if row["speaker_class"] != "author"]
    there = [(int(row["start"]), int(row["end"])) for row in rows]
    here = [(passage.tokens[row.first].start, passage.tokens[row.last - 1].end) for passage, row in found]
    matched = pairs(there, here, gold.texts[file])
    signs = {n: float(rows[coded]["stance"] or 0) for coded, n in matched}
    return {n: 1 if stance > 0 else -1 for n, stance in signs.items() if stance}


def _written(weights: Weights, articles: int, stances: int) -> str:
    head = (
        "# What each clue to a stance and each tie between speakers weighs, in log-odds.\n"
        f"# Learned by python -m benchmarks.learn_stances --write on {stances} stances in {articles} coded\n"
        "# articles about invented disputes; those named 'case' are taken, not learned.\n"
        "weights:\n"
    )
    told = {name: round(weight, 2) for name, weight in sorted(weights.items())}
    return head + "".join(f'  "{name}": {weight:g}\n' for name, weight in told.items() if weight)


if __name__ == "__main__":
    main()
