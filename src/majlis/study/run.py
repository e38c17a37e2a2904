"""Running a case: edits, draws, answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from majlis.case.case import Case
from majlis.case.edit import drop_actors, set_estimates, switch_off
from majlis.case.load import load
from majlis.ensemble.run import CHUNK, Progress, run_static
from majlis.ensemble.sample import Design
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
    design: Design = "addressed",
    chunk: int = CHUNK,
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
    design
        ``addressed`` random numbers or scrambled ``sobol`` points.
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
        changed = changed.model_copy(update={"model": model})
    return Result(run_static(changed, draws, seed, design, chunk, progress), edits)


def _edited(case: Case, edits: Edits) -> Case:
    if edits.without:
        case = switch_off(case, edits.without)
    if edits.set:
        case = set_estimates(case, edits.set)
    if edits.drop:
        case = drop_actors(case, edits.drop)
    return case
