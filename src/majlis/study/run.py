"""Running a case: edits, draws, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import CancelledError, ThreadPoolExecutor
from functools import partial
from threading import Event

from majlis.case.case import Case
from majlis.case.edit import drop_actors, set_estimates, switch_off
from majlis.case.load import load
from majlis.ensemble.motion.run import CHUNK as MOTION_CHUNK
from majlis.ensemble.motion.run import run_with_others
from majlis.ensemble.run import CHUNK, Ensemble, run_static
from majlis.ensemble.sample import Design
from majlis.ensemble.side_by_side import Progress
from majlis.models.threads import threads
from majlis.study.findings import Edits
from majlis.study.result import Result


def run(
    case: Case | str,
    draws: int = 10_000,
    seed: int = 1,
    *,
    model: str | None = None,
    without: Iterable[str] = (),
    set: Mapping[str, str | float] | None = None,  # noqa: A002 - the command's own word
    drop: Iterable[str] = (),
    static: bool = False,
    design: Design = "addressed",
    chunk: int | None = None,
    progress: Progress | None = None,
) -> Result:
    """Run a case and answer its questions.

    Parameters
    ----------
    case
        A `Case`, a case folder, or the name of a shipped case.
    draws, seed
        How many draws, and the seed that addresses them. A changed case runs on the same draws.
    model
        Headline model (see ``majlis models``); all others are settled beside it.
    without, set, drop
        Claims switched off, estimates replaced (``{"pm.presence.position": 20}``), actors left out.
    static
        Leave motion out of a case that moves.
    design
        ``addressed`` random numbers, or scrambled ``sobol`` points for the static part.
    chunk
        Draws in memory at once; changes nothing in the result.
    progress
        Called with draws done and draws in all.

    Raises
    ------
    NoSuchCase, CaseFaults, EditError, RunError
        When the case, a change to it or the call is wrong.

    """
    read = case if isinstance(case, Case) else load(case)
    edits = Edits(tuple(without), {name: str(value) for name, value in (set or {}).items()}, tuple(drop))
    changed = _edited(read, edits)
    if model is not None:
        own = changed.options if model == changed.model else {}
        changed = changed.model_copy(update={"model": model, "options": own})
    at_rest = partial(run_static, changed, draws, seed, design, chunk or CHUNK)
    if changed.motion is None or static:
        return Result(at_rest(progress), edits)
    over = Event()
    with ThreadPoolExecutor(max_workers=1) as pool:
        still = pool.submit(_beside, at_rest, over)
        try:
            moved, beside = run_with_others(
                changed, draws, seed, chunk or MOTION_CHUNK, progress, before=read
            )
        except BaseException:
            over.set()
            raise
        return Result(still.result(), edits, moved, beside)


def _beside(run: Callable[[Progress], Ensemble], over: Event) -> Ensemble:
    """Run at rest on one thread, beside the run in motion, which has the others; stop when that is over."""

    def heed(_done: int, _draws: int) -> None:
        if over.is_set():
            raise CancelledError

    with threads(1):
        return run(heed)


def _edited(case: Case, edits: Edits) -> Case:
    if edits.without:
        case = switch_off(case, edits.without)
    if edits.set:
        case = set_estimates(case, edits.set)
    if edits.drop:
        case = drop_actors(case, edits.drop)
    return case
