"""Each kernel beside the same kernel by hand in C: the same numbers, and the ratio of their times.

Times are processor times, the best of several taken in turn, so that a busy machine does not favour either.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np

from benchmarks import c_kernels, models, spatial
from benchmarks.c_kernels import Found
from majlis.models.challenge import ChallengeOptions
from majlis.models.challenge_kernel import settle_draws as challenge_draws
from majlis.models.profile import comparable
from majlis.models.spatial import MODEL
from majlis.models.spatial_kernel import settle_draws as spatial_draws

TIMES = 15
AIM = 1.2
DRAWS = {"spatial": 32, "challenge": 500}


@dataclass(frozen=True)
class Pair:
    """A kernel and its like in C, both ready to run on the same draws, with the time meant at most."""

    title: str
    draws: int
    ours: Callable[[], Found]
    theirs: Callable[[], Found]
    aim: float

    def equal(self) -> bool:
        """Say whether both leave the same numbers."""
        one, other = self.ours(), self.theirs()
        return all(
            np.array_equal(getattr(one, name), getattr(other, name)) for name in ("final", "moved", "status")
        )

    def times(self) -> tuple[float, float]:
        """Return the processor time of a draw of each, in milliseconds, the best of several."""
        found = [[_once(run) for run in (self.ours, self.theirs)] for _ in range(TIMES)]
        ours, theirs = np.min(found, axis=0) / self.draws * 1e3
        return float(ours), float(theirs)


def _once(run: Callable[[], Found]) -> float:
    start = process_time()
    run()
    return process_time() - start


def pairs(folder: Path, flags: tuple[str, ...], draws: dict[str, int] | None = None) -> Iterator[Pair]:
    """Compile the kernels in C and set each beside its like."""
    given = DRAWS if draws is None else draws
    settle = c_kernels.compiled("spatial", folder, flags)
    for actors, dimensions, aim in ((26, 1, 6.0), (40, 1, 20.0), (26, 3, np.inf)):
        yield _spatial(settle, given["spatial"], actors, dimensions, aim)
    settle = c_kernels.compiled("challenge", folder, flags)
    yield _challenge(settle, given["challenge"], published=False, aim=0.110)
    yield _challenge(settle, given["challenge"], published=True, aim=0.150)


def _spatial(settle: Callable[..., None], draws: int, actors: int, dimensions: int, aim: float) -> Pair:
    case = spatial.profile(draws, actors, dimensions)
    options = MODEL.options(rounds=spatial.TURNS)
    at, capability = case.position / 100.0, case.capability[:, :, 0].copy()
    nothing, lots = np.empty((0, 0)), np.empty((1, spatial.TURNS, 0))
    weight, path = np.empty((draws, actors)), np.empty((0, 0, 0, 0))

    def ours() -> Found:
        found = Found.empty(at.shape)
        spatial_draws(
            at,
            case.salience,
            capability,
            nothing,
            lots,
            found.final,
            weight,
            found.moved,
            found.status,
            path,
            options.rules(),
            options.reals(),
        )
        return found

    title = f"spatial, {actors} actors, {dimensions} dimensions"
    return Pair(
        title,
        draws,
        ours,
        lambda: c_kernels.spatial(settle, at, case.salience, capability, spatial.TURNS),
        aim,
    )


def _challenge(settle: Callable[..., None], draws: int, published: bool, aim: float) -> Pair:
    case = models.profile(draws, 20)
    name = "published-code" if published else "printed"
    options = ChallengeOptions(variant="published-code" if published else "printed", rounds=models.ROUNDS)
    weight, path = comparable(case.weight), np.empty((0, 0, 0, 0))

    def ours() -> Found:
        found = Found.empty(case.position.shape)
        challenge_draws(
            case.position,
            weight,
            case.salience,
            found.final,
            found.moved,
            found.status,
            path,
            options.limits(),
        )
        return found

    return Pair(
        f"challenge, 20 actors, {name}",
        draws,
        ours,
        lambda: c_kernels.challenge(settle, case.position, weight, case.salience, models.ROUNDS, published),
        aim,
    )


def main() -> None:
    """Print everything in one run."""
    print("\nbeside the same kernel by hand in C: milliseconds of processor time a draw, one thread")
    if c_kernels.compiler() is None:
        print("left out: there is no C compiler here (cc)")
        return
    print(f"{'kernel':<36}{'numba':>8}{'aim':>7}{'C':>8}{'ratio':>8}{'at most':>9}  same numbers")
    for flags in (c_kernels.PLAIN, c_kernels.NATIVE):
        print(f"cc {' '.join(flags)}")
        with tempfile.TemporaryDirectory() as folder:
            for pair in pairs(Path(folder), flags):
                same = "yes" if pair.equal() else "NO"
                ours, theirs = pair.times()
                ratio = f"{ours / theirs:8.2f}{AIM:>9}"
                aim = f"{pair.aim:.3g}" if np.isfinite(pair.aim) else ""
                print(f"{pair.title:<36}{ours:8.3f}{aim:>7}{theirs:8.3f}{ratio}  {same}")


if __name__ == "__main__":
    main()
