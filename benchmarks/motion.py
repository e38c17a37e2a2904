"""Speed of motion: the compiled week loop against the same uncompiled, and against Mesa, per draw.

All three run the weekly system of a shipped case (levels, hazards and links with its numbers; without
sittings, votes and record) from the same start, one thread each. The means of Mesa and of the week loop must
agree within Monte Carlo error.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from majlis.case.load import load
from majlis.dynamics.forms import Assembly
from majlis.dynamics.path import Path, Record
from majlis.dynamics.state import State
from majlis.dynamics.system import System
from majlis.ensemble.motion.anchor import anchor_of
from majlis.ensemble.motion.model import assemble_motion

CASE = "iraq-2024"
WEEKS = 104
DRAWS, PLAIN_DRAWS, MESA_DRAWS = 2_000, 3, 60
REPEATS = 3
INSTALL = "pip install --require-hashes -r requirements/bench.lock"
FURTHEST = 5.0
"""Standard errors that the means of one variable may lie apart, among some hundred and fifty."""


def weekly_path(draws: int) -> Path:
    """Return the weekly system of the case, without what else happens in it."""
    model = assemble_motion(load(CASE))
    whole = model.system.assembly
    path = model.path(np.arange(draws), 1, anchor_of(model)[0])
    system = System(Assembly(whole.levels, whole.hazards, whole.links))
    return replace(path, system=system, record=Record())


def seconds_per_draw(path: Path, repeats: int) -> float:
    """Return the seconds of a draw, from the fastest of several runs."""
    found = []
    for _ in range(repeats):
        state = path.begin(0)
        begin = perf_counter()
        path.advance(state, WEEKS)
        found.append(perf_counter() - begin)
    return min(found) / len(path.drawn.draws)


def uncompiled() -> float:
    """Return the seconds of a draw when kernels run as plain Python, in a process of its own."""
    program = (
        "from benchmarks.motion import PLAIN_DRAWS, seconds_per_draw, weekly_path\n"
        "print(seconds_per_draw(weekly_path(PLAIN_DRAWS), 1))"
    )
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def mesa_run(path: Path, draws: int) -> tuple[float, NDArray[np.float64]]:
    """Return the seconds of a draw under Mesa, and every level and total [draw, variable] at the end."""
    from benchmarks.mesa_week import Weekly

    start, ends = path.begin(0), []
    begin = perf_counter()
    for draw in range(draws):
        model = Weekly(path.system, path.drawn, start, draw)
        for _ in range(WEEKS):
            model.step()
        ends.append([each.value for each in model.levels] + [each.so_far for each in model.hazards])
    return (perf_counter() - begin) / draws, np.array(ends, dtype=np.float64)


def apart(path: Path, mesa: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far the means of all variables lie apart, in standard errors of draws with equal numbers."""
    state: State = path.advance(path.begin(0), WEEKS)
    ours = np.concatenate([state.value, state.so_far], axis=1)[: len(mesa)]
    ranges = path.system.shapes[:, 1] - path.system.shapes[:, 0]
    least = np.concatenate([1e-6 * ranges, np.full(len(path.system.hazards), 0.05)])
    difference = ours - mesa
    error = np.maximum(difference.std(axis=0) / np.sqrt(len(mesa)), least)
    return np.abs(difference.mean(axis=0)) / error


def main() -> None:
    """Print everything in one run."""
    path = weekly_path(DRAWS)
    system = path.system
    size = f"{len(system.levels)} levels, {len(system.hazards)} hazards, {len(system.links)} links"
    fast = seconds_per_draw(path, REPEATS)
    print(f"\nthe weeks of {CASE}: {size}, {WEEKS} weeks, one thread; milliseconds a draw")
    print(f"{'':<28}{'time':>9}{'ratio':>8}")
    print(f"{'compiled week loop':<28}{fast * 1e3:9.2f}{1:8.0f}")
    plain = uncompiled()
    print(f"{'the same, uncompiled':<28}{plain * 1e3:9.1f}{plain / fast:8.0f}")
    if find_spec("mesa") is None:
        print(f"Mesa is not installed, so it is left out; it needs: {INSTALL}")
        return
    slow, ends = mesa_run(path, MESA_DRAWS)
    print(f"{'Mesa':<28}{slow * 1e3:9.1f}{slow / fast:8.0f}")
    errors = apart(path, ends)
    near = 100.0 * (errors < 2.0).mean()
    print(
        f"means over {MESA_DRAWS} draws: {near:.0f} % of {len(errors)} within 2 standard errors of each other"
    )
    if errors.max() > FURTHEST:
        raise SystemExit(f"the furthest lie {errors.max():.1f} standard errors apart: one of both is wrong")


if __name__ == "__main__":
    main()
