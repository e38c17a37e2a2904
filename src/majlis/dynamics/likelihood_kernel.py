"""A particle filter for counts that are known only at some dates: one draw of the parameters at a time.

Within a week the rate of each regime is constant and multiplied by one gamma variable of mean 1 and
variance ``dispersion``, so that weekly counts are negative binomial. The variable is integrated out: after
``n`` occurrences where ``e`` were expected its shape is ``1/a + n`` and its rate ``1/a + e``, and the next
stretch of the week is again negative binomial. The regime is integrated out as well (the forward recursion of
Hamilton 1989), so a particle carries a path of counts only; where counts are known exactly, nothing is left
to sample.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p
from typing import Any, NamedTuple

import numpy as np

from majlis.chance.kernel import kernel, part
from majlis.dynamics.week_kernel import LOGIT_RANGE

QUIET, CAMPAIGN, START, STOP, DISPERSION = 0, 1, 2, 3, 4
HEAT, LOSSES, FEAR, ANGER = 5, 9, 13, 17
OWN, SHIFT, HALF_LIFE, GAIN = 0, 1, 2, 3  # of each of these memories
REACTION, RETALIATION = 21, 22
SHARE, SHARE_DISPERSION = 23, 24

WEEK, DAYS, EXACT, FLOOR, CEILING, OTHER, OTHER_BOUND, BEGIN, BEGIN_OTHER, NEXT, DAYS_TO_NEXT = range(11)
NOTHING = -1


class Cloud(NamedTuple):
    """The particles: chances of the two regimes, memory of attacks, weight, and what was counted since when.

    ``spent`` [particle, regime] and ``week`` are what was expected and what happened so far in the week, and
    ``last`` what happened in the week before.
    """

    chance: Any
    heat: Any
    log_weight: Any
    spent: Any
    week: Any
    last: Any
    total: Any
    other: Any


_EDGE = 1e-4
_POISSON = 1e-9
_LEAST = 1e-280
_MOST = 5_000
_DOUBT = 0.1


@part
def log_mass(n: int, mean: float, shape: float) -> float:
    """Return the log probability of a count: negative binomial, or Poisson where the shape is 0."""
    if mean <= 0.0:
        return 0.0 if n == 0 else -np.inf
    if shape == 0.0:
        return n * log(mean) - mean - lgamma(n + 1.0)
    return (
        lgamma(shape + n)
        - lgamma(shape)
        - lgamma(n + 1.0)
        - (shape + n) * log1p(mean / shape)
        + n * log(mean / shape)
    )


@part
def log_at_least(n: int, mean: float, shape: float) -> float:
    """Return the log probability of a count of ``n`` or more."""
    if n <= 0:
        return 0.0
    below = 0.0
    for k in range(n):
        below += exp(log_mass(k, mean, shape))
    if below < 0.999:
        return log1p(-below)
    total, k = 0.0, n
    while k < n + _MOST:
        mass = exp(log_mass(k, mean, shape))
        total += mass
        if mass <= 1e-12 * total and k > mean:
            break
        k += 1
    return log(total) if total > 0.0 else -np.inf


@part
def log_bounded(value: int, bound: int, mean: float, shape: float) -> float:
    """Return the log probability of a count: exactly (0), at least (1) or at most (-1) the value."""
    if bound == 0:
        return log_mass(value, mean, shape)
    if bound == 1:
        return log_at_least(value, mean, shape)
    total = 0.0
    for k in range(value + 1):
        total += exp(log_mass(k, mean, shape))
    return log(min(total, 1.0)) if total > 0.0 else -np.inf


@part
def _predictive(a: float, so_far: int, spent: float, e: float) -> tuple[float, float]:
    """Return mean and shape of the next count of a week, after ``so_far`` at an expected ``spent``."""
    if a < _POISSON:
        return e, 0.0
    shape = 1.0 / a + so_far
    return shape * e / (1.0 / a + spent), shape


@part
def _next_mass(mass: float, n: int, mean: float, shape: float) -> float:
    """Return the probability of n + 1 from that of n."""
    if shape == 0.0:
        return mass * mean / (n + 1.0)
    return mass * (shape + n) / (n + 1.0) * mean / (shape + mean)


@part
def _mass_before(mass: float, n: int, mean: float, shape: float) -> float:
    """Return the probability of n - 1 from that of n."""
    if shape == 0.0:
        return mass * n / mean
    return mass * n / (shape + n - 1.0) * (shape + mean) / mean


@part
def _tabulate(
    low: int,
    high: int,
    f: Any,
    mean: Any,
    shape: float,
    ahead: Any,
    ahead_shape: float,
    left: int,
    table: Any,
) -> int:
    """Fill the unnormalised masses of counts from ``low``; return how many.

    With ``left`` of 0 or more, that many remain to the next exact count, and each mass is times the chance
    that the days until then bring the rest. Without it the table ends where nothing more is to come.
    """
    p0, p1 = exp(log_mass(low, mean[0], shape)), exp(log_mass(low, mean[1], shape))
    b0 = b1 = 1.0
    if left >= 0:
        b0 = exp(log_mass(left - low, ahead[0], ahead_shape))
        b1 = exp(log_mass(left - low, ahead[1], ahead_shape))
    size, total = 0, 0.0
    for n in range(low, high + 1):
        mass = f[0] * p0 + f[1] * p1
        if left >= 0:
            mass *= (f[0] + _DOUBT) * b0 + (f[1] + _DOUBT) * b1
        table[size] = mass
        size += 1
        total += mass
        if size == table.size or (left < 0 and n > max(mean[0], mean[1]) and mass <= 1e-13 * total):
            break
        p0, p1 = _next_mass(p0, n, mean[0], shape), _next_mass(p1, n, mean[1], shape)
        if left > n:
            b0 = _mass_before(b0, left - n, ahead[0], ahead_shape)
            b1 = _mass_before(b1, left - n, ahead[1], ahead_shape)
    return size


@part
def _choose(uniform: float, size: int, table: Any) -> tuple[int, float]:
    """Return a place of the table by its masses, and its log chance; -1 where all are nought."""
    total = 0.0
    for k in range(size):
        total += table[k]
    if not total > _LEAST:
        return -1, 0.0
    target, running = uniform * total, 0.0
    for k in range(size):
        running += table[k]
        if running > target and table[k] > 0.0:
            return k, log(table[k] / total)
    k = size - 1
    while table[k] == 0.0:
        k -= 1
    return k, log(table[k] / total)


@part
def _take_in(n: int, f: Any, mean: Any, shape: float) -> float:
    """Bring the chances of the regimes up to date with a count; return the log probability of the count."""
    l0, l1 = log_mass(n, mean[0], shape), log_mass(n, mean[1], shape)
    top = max(l0, l1)
    if top == -np.inf:
        return top
    f[0] *= exp(l0 - top)
    f[1] *= exp(l1 - top)
    total = f[0] + f[1]
    if not total > 0.0:
        return -np.inf
    f[0] /= total
    f[1] /= total
    return top + log(total)


@part
def _resample(uniform: float, weight: Any, pick: Any) -> None:
    """Fill which particles live on, systematically; weights add up to 1."""
    size = weight.size
    running, k = weight[0], 0
    for i in range(size):
        while running < (i + uniform) / size and k < size - 1:
            k += 1
            running += weight[k]
        pick[i] = k


@part
def _bring_together(uniform: float, cloud: Cloud, weight: Any) -> float:
    """Return the log of the mean weight; where few particles carry it, let them be many again."""
    size = weight.size
    top = cloud.log_weight.max()
    if top == -np.inf:
        return -np.inf
    for i in range(size):
        weight[i] = exp(cloud.log_weight[i] - top)
    total = weight.sum()
    weight /= total
    if 1.0 / (weight**2).sum() < 0.5 * size:
        pick = np.empty(size, dtype=np.int64)
        _resample(uniform, weight, pick)
        for part in (cloud.chance, cloud.spent):
            part[:] = part[pick]
        for memory in (cloud.week, cloud.last, cloud.total, cloud.other):
            memory[:] = memory[pick]
        cloud.heat[:] = cloud.heat[pick]
        cloud.log_weight[:] = 0.0
    else:
        cloud.log_weight[:] -= top + log(total / size)
    return float(top + log(total / size))


@part
def _logit(value: float) -> float:
    share = min(max(value, _EDGE), 1.0 - _EDGE)
    return log(share / (1.0 - share))


@part
def remembered(value: float, p: Any, memory: int, count: int) -> float:
    """Return a memory a week later: on a logit scale it returns to its own level and jumps at occurrences."""
    latent, back = _logit(value), 1.0 - 2.0 ** (-1.0 / p[memory + HALF_LIFE])
    latent += back * (_logit(p[memory + OWN]) - latent) + p[memory + SHIFT] * LOGIT_RANGE * count
    return 1.0 / (1.0 + exp(-latent))


@part
def _cross_week(p: Any, cloud: Cloud) -> None:
    """Move regimes and memories by a week: a regime ends with the chance that its hazard happens."""
    begins, ends = -np.expm1(-p[START]), -np.expm1(-p[STOP])
    for i in range(cloud.heat.size):
        f = cloud.chance[i]
        f[0] = f[0] * (1.0 - begins) + f[1] * ends
        f[1] = 1.0 - f[0]
        cloud.heat[i] = remembered(cloud.heat[i], p, HEAT, cloud.last[i])
    cloud.last[:] = cloud.week
    cloud.spent[:] = 0.0
    cloud.week[:] = 0


@part
def _react(p: Any, cloud: Cloud, losses: float, number: int, days: int) -> None:
    """Weigh the particles by how likely their attacks made the strikes of a week."""
    for i in range(cloud.heat.size):
        rate = p[REACTION] * exp(p[RETALIATION] * cloud.heat[i] + p[LOSSES + GAIN] * losses)
        cloud.log_weight[i] += log_mass(number, rate * days / 7.0, 0.0)


@part
def _look_ahead(p: Any, row: Any, push: float, ahead: Any) -> float:
    """Fill what each regime expects until the next exact count; return the shape of that count."""
    for r in range(2):
        ahead[r] = p[QUIET + r] * push * row[DAYS_TO_NEXT] / 7.0
    return max(row[DAYS_TO_NEXT] / 7.0, 1.0) / p[DISPERSION] if p[DISPERSION] >= _POISSON else 0.0


@part
def _propose(
    uniform: float, p: Any, row: Any, total: int, push: float, f: Any, mean: Any, shape: float, room: Any
) -> tuple[int, float]:
    """Draw how many happened in a stretch of unknown count; return the log chance of that draw too."""
    low, high, left, ahead_shape = max(row[FLOOR] - total, 0), _MOST, NOTHING, 0.0
    if row[CEILING] != NOTHING:
        high = row[CEILING] - total
    if row[NEXT] != NOTHING:
        left = row[NEXT] - total
        high = min(high, left)
    if high < low:
        return NOTHING, 0.0
    if left != NOTHING:
        ahead_shape = _look_ahead(p, row, push, room[1])
    filled = _tabulate(low, high, f, mean, shape, room[1], ahead_shape, left, room[0])
    at, chance = _choose(uniform, filled, room[0])
    return (low + at if at >= 0 else NOTHING), chance


@part
def _stretch(i: int, uniform: float, p: Any, row: Any, memory: float, cloud: Cloud, room: Any) -> float:
    """Take one particle through one stretch; return its log weight for that."""
    f, total, mean = cloud.chance[i], cloud.total[i], room[2]
    push = exp(p[HEAT + GAIN] * cloud.heat[i] + memory)
    e0, e1 = p[QUIET] * push * row[DAYS] / 7.0, p[CAMPAIGN] * push * row[DAYS] / 7.0
    mean[0], shape = _predictive(p[DISPERSION], cloud.week[i], cloud.spent[i, 0], e0)
    mean[1], _ = _predictive(p[DISPERSION], cloud.week[i], cloud.spent[i, 1], e1)
    n, proposed = row[EXACT] - total, 0.0
    if row[EXACT] == NOTHING:
        n, proposed = _propose(uniform, p, row, total, push, f, mean, shape, room)
    if n < 0 or row[FLOOR] > total + n:
        return -np.inf
    gained = _take_in(n, f, mean, shape) - proposed
    cloud.total[i] += n
    cloud.other[i] += n
    cloud.week[i] += n
    cloud.spent[i, 0] += e0
    cloud.spent[i, 1] += e1
    if row[OTHER] != NOTHING:
        spread = p[SHARE_DISPERSION]
        shape = 1.0 / spread if spread >= _POISSON else 0.0
        gained += log_bounded(row[OTHER], row[OTHER_BOUND], p[SHARE] * cloud.other[i], shape)
    return gained


@part
def _is_observed(row: Any) -> bool:
    known = row[EXACT] != NOTHING or row[OTHER] != NOTHING
    return bool(known or row[FLOOR] > 0 or row[CEILING] != NOTHING)


@part
def _begin_counting(row: Any, cloud: Cloud) -> None:
    if row[BEGIN] == 1:
        cloud.total[:] = 0
    if row[BEGIN_OTHER] == 1:
        cloud.other[:] = 0


@part
def _new_cloud(p: Any, size: int) -> Cloud:
    # Counting often begins because a campaign did, so the first regime says nothing of how they come and go.
    chance = np.full((size, 2), 0.5)
    whole = np.zeros((4, size), dtype=np.int64)
    heat = np.full(size, p[HEAT + OWN])
    return Cloud(chance, heat, np.zeros(size), np.zeros((size, 2)), whole[0], whole[1], whole[2], whole[3])


@part
def _recall(p: Any, kept: Any, strikes: Any, casualties: Any, week: int) -> None:
    """Move losses, fear and anger into a week; what happened acts from the second week after it."""
    struck = strikes[week - 2] if strikes.size > 0 and week >= 2 else 0
    killed = casualties[week - 2] if casualties.size > 0 and week >= 2 else 0
    kept[0] = remembered(kept[0], p, LOSSES, killed)
    kept[1] = remembered(kept[1], p, FEAR, struck)
    kept[2] = remembered(kept[2], p, ANGER, struck)


@part
def filter_draw(p: Any, stretches: Any, strikes: Any, casualties: Any, week_days: Any, uniform: Any) -> float:
    """Return the log likelihood of one history under the parameters ``p``; the rest as `filter_draws`."""
    size = uniform.shape[1] - 1
    cloud = _new_cloud(p, size)
    room = (np.empty(_MOST), np.empty(2), np.empty(2), np.empty(size))
    kept = np.array([p[LOSSES + OWN], p[FEAR + OWN], p[ANGER + OWN]])
    found, week = 0.0, 0
    for s in range(stretches.shape[0]):
        row = stretches[s]
        _begin_counting(row, cloud)
        if row[WEEK] != week:
            _cross_week(p, cloud)
            _recall(p, kept, strikes, casualties, row[WEEK])
        if strikes.size > 0 and (s == 0 or row[WEEK] != week):
            _react(p, cloud, kept[0], strikes[row[WEEK]], week_days[row[WEEK]])
        week = row[WEEK]
        memory = p[ANGER + GAIN] * kept[2] - p[FEAR + GAIN] * kept[1]
        for i in range(size):
            if cloud.log_weight[i] > -np.inf:
                cloud.log_weight[i] += _stretch(i, uniform[s, i], p, row, memory, cloud, room)
        if _is_observed(row) or s == stretches.shape[0] - 1:
            found += _bring_together(uniform[s, size], cloud, room[3])
        if found == -np.inf:
            break
    return found


@kernel
def filter_draws(
    first: int,
    end: int,
    parameters: Any,
    stretches: Any,
    strikes: Any,
    casualties: Any,
    week_days: Any,
    uniform: Any,
    found: Any,
) -> None:
    """Fill the log likelihoods of draws ``first`` to ``end``.

    Parameters
    ----------
    first, end
        The draws.
    parameters
        Parameters [draw, parameter], in the order of the constants above.
    stretches
        Stretches of days [stretch, field], each within a week, in the order of the constants above.
    strikes, casualties, week_days
        Strikes, attacks that killed, and days [week]; the first two are empty where none are recorded.
    uniform
        Random numbers [stretch, draw, particle + 1].
    found
        Log likelihoods [draw].

    """
    for d in range(first, end):
        found[d] = filter_draw(parameters[d], stretches, strikes, casualties, week_days, uniform[:, d])
