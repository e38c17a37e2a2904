"""The decision models in plain NumPy, one draw of one issue at a time, straight from the equations.

They are what the kernels are timed against and, in the tests, what the kernels must agree with. Nothing
here is clever: probabilities are sums over all voters for all pairs, the best bargain is looked for on a
grid that narrows, offers are listed and sorted.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.float64]


def mean(x: Row, s: Row, c: Row) -> float:
    return float((c * s * x).sum() / (c * s).sum())


def median(x: Row, s: Row, c: Row) -> float:
    """Try every occupied position; midway between the best when there are two."""
    cost = (c * s) @ np.abs(x[:, None] - x[None, :])
    best = x[cost <= cost.min() + 1e-12 * (c * s).sum() * max(np.ptp(x), 1e-300)]
    return float((best.min() + best.max()) / 2)


def nash_cost(x: Row, s: Row, c: Row, cost: float) -> float:
    """Maximise sum c log(K - s (y - x)^2) on a narrowing grid."""

    def value(y: Row) -> Row:
        with np.errstate(divide="ignore"):
            return (c[:, None] * np.log(np.maximum(cost - s[:, None] * (y - x[:, None]) ** 2, 0.0))).sum(
                axis=0
            )

    low, high = float(x.min()), float(x.max())
    for _ in range(12):
        y = np.linspace(low, high, 101)
        k = int(np.argmax(value(y)))
        low, high = y[max(k - 1, 0)], y[min(k + 1, 100)]
    return (low + high) / 2


def pair_probability(x: Row, w: Row) -> NDArray[np.float64]:
    """Equations 30 and 31: of the votes between x_i and x_j, the share for x_i; 1/2 where they meet."""
    gap = np.abs(x[:, None] - x[None, :])
    votes = w[:, None, None] * (gap[:, None, :] - gap[:, :, None])  # [voter, i, j]
    total = np.abs(votes).sum(axis=0)
    return np.where(total > 0, np.maximum(votes, 0).sum(axis=0) / np.where(total > 0, total, 1), 0.5)


def field_probability(x: Row, w: Row, r: Row) -> NDArray[np.float64]:
    """As the published code has it: over the votes between all ordered pairs; x within 0 to 1."""
    gap = np.abs(x[:, None] - x[None, :]) ** r[:, None]
    votes = w[:, None, None] * (gap[:, None, :] - gap[:, :, None])
    total = np.abs(votes).sum()
    return np.maximum(votes, 0).sum(axis=0) / total if total > 0 else np.zeros((x.size, x.size))


def challenge(
    x: Row,
    s: Row,
    c: Row,
    rounds: int = 10,
    q: float = 1.0,
    variant: str = "printed",
    perspective: str = "other",
    resistance: str = "responder",
    choice: str = "order",
) -> NDArray[np.float64]:
    """Return the positions [round, actor], round 0 being the input."""
    published = variant == "published-code"
    own = published or perspective == "own"
    low, spread = x.min(), np.ptp(x)
    path = [x]
    for _ in range(rounds):
        if spread == 0.0:
            path.append(x)
            continue
        u = (path[-1] - low) / spread
        r = _risk(u, s, c * s, q, published)
        p = field_probability(u, c * s, r) if published else pair_probability(u, c * s)
        a, b = _expected(u, s, c * s, r, p, q, published, own, resistance)
        u = _move(u, a, b, published, choice)
        path.append(np.where(u == (path[-1] - low) / spread, path[-1], low + u * spread))
    return np.array(path)


def _expected(
    u: Row,
    s: Row,
    w: Row,
    r: Row,
    p: NDArray[np.float64],
    q: float,
    published: bool,
    own: bool,
    resistance: str,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return E(U_ij) and E(U_ji) as the pair [i, j] has them in i's view."""
    d = np.abs(u[:, None] - u[None, :])
    near = np.broadcast_to(np.abs(u - median(u, np.ones_like(w), w))[:, None], d.shape)

    def utility(base: NDArray[np.float64]) -> NDArray[np.float64]:
        return 2 - 4 * base ** r[:, None]

    def worth(
        p: NDArray[np.float64], resist: NDArray[np.float64], near: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        win, lose = utility(0.5 - 0.5 * d), utility(0.5 + 0.5 * d)
        better = published | (near < d - 1e-12)
        a = np.minimum(near + d, 2.0)
        left_alone = np.where(better, utility(0.5 - 0.25 * a), utility(0.5 + 0.25 * a))
        challenged = resist * (p * win + (1 - p) * lose) + (1 - resist) * win
        return challenged - q * utility(np.full_like(d, 0.5)) - (1 - q) * left_alone

    target = np.broadcast_to(s[None, :], d.shape)
    a = worth(p, target, near)
    if own:
        return a, worth(p.T, target.T if resistance == "responder" else target, near.T)
    return a, (a if resistance == "responder" else worth(p, target.T, near)).T


def _risk(u: Row, s: Row, w: Row, q: float, published: bool) -> Row:
    one = np.ones_like(u)
    p = field_probability(u, w, one) if published else pair_probability(u, w)
    gain, _ = _expected(u, s, w, one, p, q, published, False, "responder")
    apart = u[:, None] != u[None, :]
    security = np.where(apart, gain, 0.0).sum(axis=0)
    if np.ptp(security) <= 1e-12 * u.size:
        return one
    risk = (2 * security - security.max() - security.min()) / np.ptp(security)
    return (1 - risk / 3) / (1 + risk / 3)


def _move(u: Row, a: NDArray[np.float64], b: NDArray[np.float64], published: bool, choice: str) -> Row:
    """List every offer, sort by who gets it and how it is liked, and let each actor take its first."""
    slack = 1e-12
    i, j = np.indices(a.shape)
    more, less = np.maximum(a, b), np.minimum(a, b)
    made = (u[i] != u[j]) & (more > slack) & (np.abs(less) > slack) & (more - less > slack)
    kind = np.where(less > 0, 0, np.where(-less <= more, 1, 2))
    made &= ~(published & (kind == 2))
    i, j, more, less, kind, first = (each[made] for each in (i, j, more, less, kind, a > b))
    mover, maker = np.where(first, j, i), np.where(first, i, j)
    share = np.where(kind == 1, np.minimum(-less / more, 1.0), 1.0)
    to = np.where(share == 1.0, u[maker], u[mover] + (u[maker] - u[mover]) * share)
    rank = np.where(published & (kind == 1), to, np.abs(to - u[mover]))
    rank = rank + 4 * kind if published or choice == "order" else rank
    gain = np.zeros_like(more) if published else more
    order = np.lexsort((to, -gain.round(11), rank.round(11), mover))
    movers, best = np.unique(mover[order], return_index=True)
    moved = u.copy()
    moved[movers] = to[order][best]
    return moved
