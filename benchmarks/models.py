"""Speed of the decision models: each kernel against plain NumPy, more actors, more threads, first use."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks import plain
from majlis.models import Profile, get
from majlis.models.threads import number_of_threads, threads

ROUNDS = 10


@dataclass(frozen=True)
class Subject:
    """A model with options, the plain model that it is timed against, and how many draws to take."""

    model: str
    against: Callable[..., Any]
    options: dict[str, Any] = field(default_factory=dict)
    draws: int = 2_000
    plain_draws: int = 20

    @property
    def title(self) -> str:
        return " ".join([self.model, *(str(value) for value in self.options.values())])


SUBJECTS = [
    Subject("mean", plain.mean, draws=10_000, plain_draws=500),
    Subject("median", plain.median, draws=10_000, plain_draws=500),
    Subject("nash", lambda x, s, c: plain.nash_cost(x, s, c, 1e4), draws=10_000, plain_draws=50),
    Subject("challenge", plain.challenge, {"variant": "printed"}),
    Subject(
        "challenge",
        lambda x, s, c: plain.challenge(x, s, c, variant="published-code"),
        {"variant": "published-code"},
    ),
]


def profile(draws: int, actors: int) -> Profile:
    """Draw actors who stand anywhere and all have some weight."""
    rng = np.random.default_rng(1)
    shape = (draws, actors, 1)
    return Profile.checked(
        rng.uniform(0, 100, shape), rng.uniform(0.1, 1, shape), rng.uniform(0.1, 1, shape), [[0, 100]]
    )


def best(run: Callable[[], Any], repeats: int = 5) -> float:
    """Return the seconds of the fastest of several runs."""
    found = []
    for _ in range(repeats):
        start = perf_counter()
        run()
        found.append(perf_counter() - start)
    return min(found)


def times_as_fast(run: Callable[[], Any], number: int, repeats: int = 15) -> float:
    """Return how many times as fast a run is on so many threads: the best of several, taken in turn.

    On a machine that others use as well the two seldom both find it quiet, so what comes out is a lower bound
    more often than not.
    """
    one, several = [], []
    for _ in range(repeats):
        for count, found in ((1, one), (number, several)):
            with threads(count):
                start = perf_counter()
                run()
                found.append(perf_counter() - start)
    return min(one) / min(several)


def per_draw(subject: Subject, actors: int, number: int) -> float:
    """Return the microseconds that a draw takes on so many threads."""
    model, options, case = (
        get(subject.model),
        get(subject.model).options(**subject.options),
        profile(subject.draws, actors),
    )
    with threads(number):
        model.settle(case, options)  # compiled now
        return best(lambda: model.settle(case, options)) / subject.draws * 1e6


def plain_per_draw(subject: Subject, actors: int) -> float:
    """Return the microseconds that a draw takes in plain NumPy."""
    case = profile(subject.plain_draws, actors)

    def run() -> None:
        for draw in range(subject.plain_draws):
            subject.against(*(each[draw, :, 0] for each in (case.position, case.salience, case.capability)))

    return best(run, 3) / subject.plain_draws * 1e6


def rounds_played(subject: Subject, actors: int) -> float:
    """Return how many rounds a draw plays on average, the last one without moves included."""
    model = get(subject.model)
    settled = model.settle(profile(subject.draws, actors), model.options(**subject.options))
    return float(np.minimum(settled.rounds + 1, ROUNDS).mean())


def first_use(model: str) -> float:
    """Return the seconds of processor time that the first settlement on a new machine takes."""
    program = (
        "from time import process_time as now; start = now();"
        "from majlis.models import Profile, get;"
        "one = [[[1.], [1.]]]; p = Profile.checked([[[0.], [1.]]], one, one, [[0., 1.]]);"
        f"get({model!r}).settle(p); print(now() - start)"
    )
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"NUMBA_CACHE_DIR": folder},
        )
    return float(done.stdout)


def main() -> None:
    """Print everything in one run."""
    print(f"20 actors, {ROUNDS} rounds at most, one thread; microseconds a draw")
    print(f"{'model':<28}{'kernel':>9}{'plain':>10}{'ratio':>8}")
    for subject in SUBJECTS:
        fast, slow = per_draw(subject, 20, 1), plain_per_draw(subject, 20)
        print(f"{subject.title:<28}{fast:9.2f}{slow:10.1f}{slow / fast:8.1f}")
    print("\nfrom 20 to 40 actors: time a draw, and time a round")
    for subject in SUBJECTS[-2:]:
        few, many = per_draw(subject, 20, 1), per_draw(subject, 40, 1)
        rounds = rounds_played(subject, 40) / rounds_played(subject, 20)
        print(f"{subject.title:<28}{many / few:9.2f}{many / few / rounds:10.2f}")
    number = min(number_of_threads(), 8)
    print(f"\nfrom one thread to {number}: times as fast")
    for subject in SUBJECTS[2:]:
        model, case = get(subject.model), profile(subject.draws, 20)
        options = model.options(**subject.options)
        print(f"{subject.title:<28}{times_as_fast(partial(model.settle, case, options), number):9.2f}")
    print("\nfirst use, compiling included: seconds of processor time")
    for model in ("mean", "nash", "challenge"):
        print(f"{model:<28}{first_use(model):9.1f}")
