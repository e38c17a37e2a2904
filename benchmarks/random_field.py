"""How likely the coded sides of articles are by the weights of clues and ties, and the slope of that.

The sides s in {-1, 1} of the speakers of an article have

    log P(s) = sum_i w . clues_i s_i / 2 + sum_ij v . ties_ij s_i s_j / 2 - log Z,

a conditional random field (Lafferty, McCallum and Pereira 2001). Z is summed exactly, over all assignments to
the speakers with a coded side, for all articles with as many of them at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from benchmarks.coded_sides import Article

Floats = NDArray[np.float64]

MOST = 12
"""Speakers of an article that count, the first ones: 4,096 assignments."""


class _Alike(NamedTuple):
    """Articles with as many speakers: clues [speaker, clue], ties [pair, tie], sides [article, speaker]."""

    clues: csr_array
    ties: csr_array
    sides: Floats


class Field:
    """Articles as arrays.

    Parameters
    ----------
    articles
        Those whose change is known.
    clues, ties
        The names of what has a weight, in the order of the weights; any other is left out.

    """

    def __init__(self, articles: Sequence[Article], clues: Sequence[str], ties: Sequence[str]) -> None:
        by_count: dict[int, list[tuple[Article, list[int]]]] = defaultdict(list)
        for article in articles:
            told = [n for n, side in enumerate(article.sides) if side][:MOST]
            if told:
                by_count[len(told)].append((article, told))
        numbered = _numbered(clues), _numbered(ties)
        self._alike = [_alike(some, *numbered) for some in by_count.values()]
        self._clues = len(clues)

    def likelihood(self, weights: Floats) -> tuple[float, Floats]:
        """Give the log-likelihood of the coded sides, and its slope.

        Parameters
        ----------
        weights
            [clues + ties], those of the clues first; the slope has the same shape.

        """
        total, slope = 0.0, np.zeros(len(weights))
        for alike in self._alike:
            one, of_clues, of_ties = _likelihood(alike, weights[: self._clues], weights[self._clues :])
            total += one
            slope[: self._clues] += of_clues
            slope[self._clues :] += of_ties
        return total, slope


def _likelihood(alike: _Alike, weights: Floats, tied: Floats) -> tuple[float, Floats, Floats]:
    count = alike.sides.shape[1]
    states, both = _states(count)
    together = np.stack([alike.sides[:, one] * alike.sides[:, other] for one, other in _pairs(count)], axis=1)
    own = (alike.clues @ weights).reshape(-1, count) / 2
    ties = (alike.ties @ tied).reshape(len(own), -1) / 2
    scores = own @ states.T + ties @ both.T
    most = scores.max(axis=1, keepdims=True)
    chance = np.exp(scores - most)
    sums = chance.sum(axis=1, keepdims=True)
    chance /= sums
    likely = (own * alike.sides).sum() + (ties * together).sum() - (most + np.log(sums)).sum()
    of_clues = alike.clues.T @ (alike.sides - chance @ states).ravel() / 2
    of_ties = alike.ties.T @ (together - chance @ both).ravel() / 2
    return float(likely), of_clues, of_ties


@cache
def _pairs(count: int) -> list[tuple[int, int]]:
    """Give the pairs of speakers; a speaker alone makes a pair with itself, which says nothing."""
    return [*combinations(range(count), 2)] or [(0, 0)]


@cache
def _states(count: int) -> tuple[Floats, Floats]:
    states = np.array(list(product((-1.0, 1.0), repeat=count)))
    return states, np.stack([states[:, one] * states[:, other] for one, other in _pairs(count)], axis=1)


def _alike(
    some: Sequence[tuple[Article, list[int]]], clues: Mapping[str, int], ties: Mapping[str, int]
) -> _Alike:
    return _Alike(
        _table([of_party for article, told in some for of_party in _clues_of(article, told)], clues),
        _table([of_pair for article, told in some for of_pair in _ties_of(article, told)], ties),
        np.array([[np.sign(article.sides[n]) for n in told] for article, told in some], dtype=float),
    )


def _clues_of(article: Article, told: Sequence[int]) -> Iterator[Mapping[str, float]]:
    clues = article.clues
    return (clues[n] for n in told)


def _ties_of(article: Article, told: Sequence[int]) -> Iterator[Mapping[str, float]]:
    tied = article.seen[-1]
    return (tied.get((told[one], told[other]), {}) for one, other in _pairs(len(told)))


def _table(rows: Sequence[Mapping[str, float]], at: Mapping[str, int]) -> csr_array:
    found = [(n, at[name], value) for n, row in enumerate(rows) for name, value in row.items() if name in at]
    down, across, values = np.array(found).reshape(-1, 3).T
    return csr_array((values, (down.astype(int), across.astype(int))), shape=(len(rows), len(at)))


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: n for n, name in enumerate(names)}
