"""The spatial model in plain NumPy, straight from the equations, and the speed of its kernel.

One draw at a time, actors in the order given. It is what the kernel is timed against and, in the tests, what
it must agree with: all probabilities are whole arrays, nothing is saved or reordered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from majlis.models import Profile
from majlis.models.spatial import MODEL
from majlis.models.threads import threads

Array = NDArray[np.float64]

ADJUST = {"none": 0.0, "one-third": 1 / 3, "half": 0.5, "two-thirds": 2 / 3, "full": 1.0}
RANGE = {"min": (1.0, 0.0), "mid": (1.5, -0.5), "max": (2.0, -1.0)}
POWER = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}
TIE = 1e-12


@dataclass
class Spatial:
    """One draw: positions and saliences [actor, dimension] from 0 to 1, capabilities [actor]."""

    x: Array
    s: Array
    c: Array
    accommodation: Array | None = None
    compat: bool = False
    victory: str = "linear"
    election: str = "conditional"
    voting: str = "prop"
    risk_adjust: str = "one-third"
    risk_range: str = "mid"
    third_party: str = "semi"
    weighting: str = "s2p2"
    bargain: str = "initiator"
    rounds: int = 100
    path: list[Array] = field(default_factory=list)
    settled: bool = False

    def run(self) -> Spatial:
        self.total = np.minimum(self.s.sum(axis=1), 1.0)
        self.ideal = self.x.copy()
        self.path = [self.x.copy()]
        first = 0.0
        for turn in range(1, self.rounds + 1):
            before, ideal = self.path[-1], self.ideal
            after = self.turn(before)
            self.path.append(after)
            a = np.eye(len(before)) if self.accommodation is None else self.accommodation
            self.ideal = a @ after + (1 - a.sum(axis=1))[:, None] * ideal
            moved = np.sqrt(((after - before) ** 2).sum(axis=1)).sum()
            first = moved if turn == 1 else first
            if self.compat:
                self.settled = turn >= 2 and moved / (first + 1e-4) < 0.02
            else:
                self.settled = moved == 0.0 and abs(self.ideal - ideal).max() <= 1e-9
            if self.settled:
                break
        return self

    # Primitives

    def distance(self, v: Array) -> Array:
        """Weighted distance of actors on the first axis, dimensions on the last."""
        s = self.s.reshape(self.s.shape[0], *(1,) * (v.ndim - 2), self.s.shape[1])
        return np.sqrt(((s * v) ** 2).sum(axis=-1) / (s**2).sum(axis=-1))

    def vote(self, w: Array | float, d: Array) -> Array:
        if not self.compat and self.voting in ("binary", "prop-bin"):
            d = np.where(abs(d) < TIE, 0.0, d)
        if self.voting == "prop":
            return w * d
        if self.voting == "prop-cubic":
            return w * (0.5 * d + 0.5 * d**3)
        if self.voting == "cubic":
            return w * d**3
        if self.voting == "asym-prospect":
            return np.where(d < 0, w * d, 2 / 3 * w * d)
        sign = np.clip(d / 1e-8, -1, 1)
        return w * sign if self.voting == "binary" else w * (0.8 * d + 0.2 * sign)

    def beats(self, a: Array, b: Array) -> Array:
        """Probability that a beats b."""
        if self.victory == "binary":
            x = np.where(a >= 1.1 * b, 1.0, np.where(b >= 1.1 * a, 1e-6, (2.1 * a / (a + b) - 1) / 0.1))
            y = np.where(a >= 1.1 * b, 1e-6, np.where(b >= 1.1 * a, 1.0, 1 - x))
            return x / (x + y)
        power = POWER[self.victory]
        return a**power / (a**power + b**power)

    def elect(self, u: Array, reference: int | None = None) -> Array:
        """Probabilistic Condorcet election over the columns of u [actor, option]."""
        m = u.shape[1]
        strength = np.full((m, m), 1e-8)
        for i in range(m):
            for j in range(i):
                v = self.vote(self.c, u[:, i] - u[:, j])
                if not self.compat and j != reference:  # of no account unless gains count less
                    back = -self.vote(self.c, u[:, j] - u[:, i])
                    v = back if i == reference else (v + back) / 2
                strength[i, j] += v[v > 0].sum()
                strength[j, i] -= v[v < 0].sum()
        p = self.beats(strength, strength.T)
        p[np.diag_indices(m)] = 0.5
        if self.election == "conditional":
            won = p.prod(axis=1)
            return won / won.sum()
        if self.election == "markov-uniform":
            flow = p / m  # from column to row
            flow = flow + np.diag(p.sum(axis=1) / m)
            limit = 1e-6
        else:
            incentive = strength * p + 1e-10 * np.eye(m)
            h = incentive / incentive.sum(axis=0)
            flow = p * h + np.diag((p * h.T).sum(axis=1))
            limit = 1e-8
        if self.compat:
            found = np.full(m, 1 / m)
            while True:
                new = flow @ found
                change = abs(new - found).max()
                found = (found + new) / 2
                if change <= limit:
                    return found
        system = np.vstack([flow - np.eye(m), np.ones(m)])
        return np.linalg.lstsq(system, np.append(np.zeros(m), 1.0), rcond=None)[0]

    # One turn

    def risk(self, delta: Array) -> Array | None:
        p = self.elect(1 - delta)
        low, high = p.min(), p.max()
        if self.compat and high == low:
            return None
        slope, shift = RANGE[self.risk_range]
        if not self.compat and high - low <= 1e-9:
            return np.full_like(p, slope / 2 + shift)
        return slope * (p - low) / (high - low) + shift

    def contests(self, h: int, u: Array) -> tuple[Array, Array]:
        """P[i, j] and EDU[i, j] of i against j in the eyes of h, affecting i."""
        n = len(self.c)
        w = self.total * self.c
        own = np.diag(u)
        v_i = self.vote(w[:, None], own[:, None] - u)
        v_j = self.vote(w[None, :], u.T - own[None, :])
        a0 = 1e-10 + v_i.clip(0) + v_j.clip(0)
        b0 = 1e-10 - v_i.clip(max=0) - v_j.clip(max=0)
        a, b = a0.copy(), b0.copy()
        if self.third_party == "semi":
            for k in range(n):
                x, y, z = u[k][:, None], u[k][None, :], own[k]
                v0 = self.vote(w[k], x - y)
                top = a0 + v0.clip(0)
                pi = top / (top + b0 - v0.clip(max=0))
                lean = (pi * (2 * x + z) + (1 - pi) * 3 * y) - (pi * 3 * x + (1 - pi) * (2 * y + z))
                v = self.vote(w[k], lean)
                v[k, :] = v[:, k] = 0.0
                a += v.clip(0)
                b -= v.clip(max=0)
        p = a / (a + b)
        quo = own[:, None] + u
        victory = 2 * own[:, None]
        contest = p * victory + (1 - p) * 2 * u
        s = self.total[None, :]
        return p, (1 - s) * victory + s * contest - quo

    def meet(self, i: int, j: int, p: float, at: Array) -> tuple[Array, Array]:
        s, t, x, y = self.s[i], self.s[j], at[i], at[j]
        eps = 1e-6 if self.compat else 0.0
        if self.weighting == "s2pmax":
            g, k = max(0.0, 1 - 2 * p), max(0.0, 2 * p - 1)
            return x + _share(g * t**2, (1 - g) * s**2, eps) * (y - x), y + _share(
                k * s**2, (1 - k) * t**2, eps
            ) * (x - y)
        m = 1 if self.weighting == "s1p1" else 2
        v, w = (s * p) ** m, (t * (1 - p)) ** m
        if not self.compat:
            share = _share(w, v, 0.0)
            still = v + w == 0.0
            point = x + share * (y - x)
            return np.where(still, x, point), np.where(still, y, point)
        first = ((v + eps) * x + w * y) / (v + w + eps)
        second = (v * x + (w + eps) * y) / (v + w + eps)
        return np.floor(0.5 + 1e4 * first) / 1e4, np.floor(0.5 + 1e4 * second) / 1e4

    def bargains(self, i: int, j: int, p: float, q: float, at: Array) -> list[tuple[Array, Array]]:
        own, other = self.meet(i, j, p, at), self.meet(i, j, q, at)
        if self.bargain == "initiator":
            return [own]
        if self.bargain == "both":
            return [own, other]
        w_i = self.c[i] * self.total[i]
        w_j = self.c[i if self.compat else j] * self.total[j]
        share = w_i / (w_i + w_j)
        return [(share * own[0] + (1 - share) * other[0], share * own[1] + (1 - share) * other[1])]

    def turn(self, at: Array) -> Array:
        n = len(self.c)
        delta = self.distance(self.ideal[:, None, :] - at[None, :, :]).clip(max=1.0)
        risk = self.risk(delta)
        if risk is None:
            return at.copy()
        alpha = ADJUST[self.risk_adjust]
        seen = [_curve(delta, ((1 - alpha) * risk[h] + alpha * risk)[:, None]) for h in range(n)]
        views = [self.contests(h, seen[h]) for h in range(n)]
        own = _curve(delta, risk[:, None])
        made: list[tuple[int, int, Array, Array]] = []
        for i in range(n):
            gain = views[i][1][i].copy()
            gain[i] = -np.inf
            if n == 1 or gain.max() <= 1e-5:
                continue
            partners = [int(gain.argmax())] if self.compat else np.flatnonzero(gain >= gain.max() - TIE)
            for j in partners:
                theirs = views[j][1][i, j] if self.compat else views[j][0][i, j]
                for one, two in self.bargains(i, int(j), views[i][0][i, j], theirs, at):
                    made.append((i, int(j), one, two))
        values = [self.value(own, risk, each) for each in made]
        after = at.copy()
        for k in range(n):
            queue = [m for m, each in enumerate(made) if each[0] < k and each[1] == k]
            place = len(queue)
            mine = [m for m, each in enumerate(made) if each[0] == k]
            queue += mine + [m for m, each in enumerate(made) if each[0] > k and each[1] == k]
            if not queue:
                continue
            columns = [values[m] for m in queue]
            columns.insert(place, own.mean(axis=1))
            p = self.elect(np.array(columns).T, reference=place)
            queue.insert(place, -1)
            taken = self.choose(k, at, p, place, [made[m] if m >= 0 else None for m in queue])
            after[k] = at[k] if taken is None else taken
        return after

    def choose(self, k: int, at: Array, p: Array, place: int, queue: list) -> Array | None:  # type: ignore[type-arg]
        if self.compat:
            best = queue[int(p.argmax())]
            return None if best is None else best[2 if best[0] == k else 3]
        top = p.max()
        if p[place] >= top - TIE:
            return None
        points = [
            e[2 if e[0] == k else 3] for e, chance in zip(queue, p, strict=True) if e and chance >= top - TIE
        ]
        length = [np.sqrt(((b - at[k]) ** 2).sum()) for b in points]
        near = [b for b, far in zip(points, length, strict=True) if far <= min(length) + TIE]
        return min(near, key=lambda b: tuple(b))

    def value(self, own: Array, risk: Array, each: tuple[int, int, Array, Array]) -> Array:
        i, j, one, two = each
        others = np.delete(own, [i, j], axis=1).sum(axis=1)
        moved = [_curve(self.distance(self.ideal - b).clip(max=1.0), risk) for b in (one, two)]
        return (moved[0] + moved[1] + others) / len(self.c)


def _curve(delta: Array, risk: Array) -> Array:
    return (1 - delta) * (1 + risk * delta)


def _share(part: Array, rest: Array, eps: float) -> Array:
    whole = part + eps + rest
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


TURNS = 20


def profile(draws: int, actors: int, dimensions: int = 1) -> Profile:
    """Draw actors who stand anywhere and all have some weight."""
    rng = np.random.default_rng(1)
    shape = (draws, actors, dimensions)
    return Profile.checked(
        rng.uniform(0, 100, shape),
        rng.uniform(0.1, 1, shape) / dimensions,
        np.broadcast_to(rng.uniform(10, 100, (draws, actors, 1)), shape),
        [[0, 100]] * dimensions,
    )


def per_draw(case: Profile, number: int, **options: str) -> float:
    """Return the milliseconds that a draw of at most twenty turns takes on so many threads."""
    chosen = MODEL.options_from({"rounds": str(TURNS), **options})
    found = []
    with threads(number):
        MODEL.settle(case, chosen)  # compiled now
        for _ in range(3):
            start = perf_counter()
            MODEL.settle(case, chosen)
            found.append(perf_counter() - start)
    return min(found) / case.draws * 1e3


def plain_turn(case: Profile) -> float:
    """Return the milliseconds that a turn takes in plain NumPy."""
    draw = Spatial(case.position[0] / 100, case.salience[0], case.capability[0, :, 0], rounds=1)
    start = perf_counter()
    draw.run()
    return (perf_counter() - start) * 1e3


def main() -> None:
    """Print everything in one run."""
    from benchmarks.models import times_as_fast  # here, since tests load this file by itself

    print(f"spatial model, {TURNS} turns at most; milliseconds a draw")
    print(f"{'':<28}{'kernel':>9}{'plain':>10}{'ratio':>8}{'2 threads: times as fast':>28}")
    for actors, dimensions, target in ((26, 1, "at most 6"), (40, 1, "at most 20"), (26, 3, "")):
        case = profile(64, actors, dimensions)
        one = per_draw(case, 1)
        faster = times_as_fast(partial(MODEL.settle, case, MODEL.options(rounds=TURNS)), 2, 9)
        turns = float(MODEL.settle(case, MODEL.options(rounds=TURNS)).rounds.mean())
        slow = plain_turn(case) * turns
        title = f"{actors} actors, {dimensions} dimensions"
        print(f"{title:<28}{one:9.2f}{slow:10.0f}{slow / one:8.0f}{faster:28.2f}  {target}")
    case = profile(64, 26)
    for options in ({"compat": "true"}, {"bargain": "both"}, {"election": "markov-incentive"}):
        title = " ".join(f"{name}={value}" for name, value in options.items())
        print(f"26 actors, {title:<25}{per_draw(case, 1, **options):9.2f}")


if __name__ == "__main__":
    main()
