"""Weighted means and deviations of positions; :mod:`majlis.models.mean` and `landing` have the equations."""

from __future__ import annotations

from typing import Any

import numpy as np

from majlis.chance.kernel import kernel, part


@part
def mean_of(place: Any, share: Any) -> Any:
    """Return the weighted mean of places [actor], within them to the last digit; shares add up to 1."""
    low = high = place[0]
    mean = 0.0
    for a in range(place.size):
        mean += share[a] * place[a]
        low, high = min(low, place[a]), max(high, place[a])
    return min(max(mean, low), high)


@part
def set_shares(weight: Any, share: Any) -> None:
    """Fill the share [actor] of each in all weight; only ratios matter, so that no sum runs over."""
    largest, total = 0.0, 0.0
    for a in range(weight.size):
        largest = max(largest, weight[a])
    for a in range(weight.size):
        share[a] = weight[a] / largest
        total += share[a]
    for a in range(weight.size):
        share[a] /= total


@kernel
def means(position: Any, weight: Any, mean: Any) -> None:
    """Fill the weighted means [draw, issue] of positions [draw, actor, issue]."""
    draws, actors, issues = position.shape
    share = np.empty(actors)
    for draw in range(draws):
        for issue in range(issues):
            set_shares(weight[draw, :, issue], share)
            mean[draw, issue] = mean_of(position[draw, :, issue], share)


@kernel
def deviations(position: Any, weight: Any, bounds: Any, deviation: Any) -> None:
    """Fill the weighted standard deviations [draw, issue] of positions [draw, actor, issue]."""
    draws, actors, issues = position.shape
    place, share = np.empty(actors), np.empty(actors)
    for draw in range(draws):
        for issue in range(issues):
            low, width = bounds[issue, 0], bounds[issue, 1] - bounds[issue, 0]
            for a in range(actors):
                place[a] = (position[draw, a, issue] - low) / width
            set_shares(weight[draw, :, issue], share)
            mean, square = mean_of(place, share), 0.0
            for a in range(actors):
                square += share[a] * (place[a] - mean) * (place[a] - mean)
            deviation[draw, issue] = width * np.sqrt(square)
