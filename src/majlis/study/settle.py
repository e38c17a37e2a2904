"""Settling a table of actors, or a case, with one model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from majlis.case.actor_table import Reading, case_of_table
from majlis.case.case import Case
from majlis.case.ktab.case import case_of
from majlis.case.ktab.file import is_ktab, read_ktab
from majlis.case.load import load
from majlis.ensemble.settle import Settled
from majlis.ensemble.settle import settle as settle_case
from majlis.ensemble.side_by_side import Progress

DRAWS = 1_000


class CallError(ValueError):
    """A call that asks for what its input cannot give."""


def settle(
    table: Case | str | Path,
    model: str = "mean",
    options: Mapping[str, str] | None = None,
    draws: int | None = None,
    seed: int = 1,
    *,
    scale: tuple[float, float] | None = None,
    salience_scale: int = 100,
    spread: Mapping[str, float] | None = None,
    whole_paths: bool = False,
    progress: Progress | None = None,
) -> Settled:
    """Settle one table of actors with one model, without the models' own error.

    Parameters
    ----------
    table
        A CSV or .xlsx file with columns actor, capability, position, salience and optional ``*_low`` and
        ``*_high``; a KTAB file (.csv or .xml); a case folder; the name of a shipped case; or a `Case`.
    model, options
        A name of ``majlis models`` and its options as text (``{"rounds": "10"}``).
    draws, seed
        How many draws and their seed; where not given, 1,000 draws, or one if every number is certain.
    scale, salience_scale, spread
        How the numbers of a table are meant; see `majlis.case.actor_table.Reading`. A case has its own.
    whole_paths
        Keep every actor's position in every round of every draw.
    progress
        Called with draws done and draws in all.

    Raises
    ------
    CallError, CaseFaults, NoSuchCase, UnknownModelError, OptionError, RunError
        When the call, the table, the model or an option is wrong.

    """
    case = (
        table if isinstance(table, Case) else _case(Path(table), Reading(scale, salience_scale, spread or {}))
    )
    count = _draws(case) if draws is None else draws
    return settle_case(case, model, options, count, seed, whole_paths=whole_paths, progress=progress)


def _case(path: Path, reading: Reading) -> Case:
    if path.is_file():
        return _case_of_ktab(path, reading) if is_ktab(path) else case_of_table(path, reading)
    if reading != Reading():
        raise CallError("scale, salience scale and spread are for tables; a case has its own")
    return load(path)


def _case_of_ktab(path: Path, reading: Reading) -> Case:
    if reading.scale not in (None, (0.0, 100.0)) or reading.salience_scale != 100:
        raise CallError(
            "scale and salience scale are for tables of actors; a KTAB file has 0 to 100 for both"
        )
    return case_of(read_ktab(path), naming="names", spread=reading.spread)


def _draws(case: Case) -> int:
    certain = all(stance.estimate.ends[0] == stance.estimate.ends[1] for stance in case.stances)
    return 1 if certain else DRAWS
