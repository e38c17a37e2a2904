"""`majlis fit`: what the recorded history says of a mechanism's numbers."""

from __future__ import annotations

import json as encoder
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from majlis.cli.check import CaseName
from majlis.cli.show import Json, Seed, progress_bar, say, show_json

if TYPE_CHECKING:
    from majlis.explore.unfinished import UnfinishedFit
    from majlis.explore.updating import Fit

KEPT = Path("majlis-out")


def fit(
    case: CaseName,
    draws: Annotated[int, typer.Option(help="How many posterior draws.", min=100, max=1_000_000)] = 1_000,
    particles: Annotated[
        int, typer.Option(help="Paths of unknown counts that each draw follows.", min=1, max=4_096)
    ] = 32,
    seed: Seed = 1,
    out: Annotated[
        Path | None, typer.Option(help="Also write the JSON form to this file.", metavar="FILE")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write what was learned into the case's parameters.csv.")
    ] = False,
    json: Json = False,
) -> None:
    """Learn a mechanism's numbers from the history that the case records before its as-of date.

    Shows every number before and after: the median and the central 80 per cent, the share of its variance
    that is gone, and how many independent draws that rests on. A number is learned where a fifth is gone, by
    three standard errors. The case stays as it is unless --write is given: then numbers that were learned
    become rows of basis data, each with the estimate before it.

    Work of more than some seconds is kept in majlis-out while it lasts; broken off, the same command goes on
    from there.
    """
    from majlis.case.load import find_case, load
    from majlis.explore.learned_rows import write_learned
    from majlis.explore.unfinished import UnfinishedFit
    from majlis.explore.updating import fit as learn

    _check(out)
    read = load(case)
    kept = UnfinishedFit(KEPT, read, (draws, seed, particles))
    with _broken_off(kept), progress_bar(f"learning from the record of {read.id}") as progress:
        fits = learn(read, draws, seed, particles, progress, kept.of)
    found = {
        "case": read.id,
        "as_of": str(read.as_of),
        "seed": seed,
        "fits": [_as_json(each) for each in fits],
    }
    if out is not None:
        _write(out, found)
    if json:
        show_json(found)
    else:
        for each in fits:
            _show(each)
    for each in fits:
        for warning in each.warnings:
            say(f"{each.recorded.instance}: {warning}")
    if write:
        folder = find_case(case)
        names = write_learned(read, folder, fits)
        say(f"wrote {len(names)} rows into {folder / 'parameters.csv'}: {', '.join(names) or 'none'}")


@contextmanager
def _broken_off(kept: UnfinishedFit) -> Iterator[None]:
    """Say where work that is interrupted was kept."""
    try:
        yield
    except KeyboardInterrupt:
        for path in kept.paths():
            say(f"what was done is kept in {path}; the same command goes on from there")
        raise


def _check(out: Path | None) -> None:
    """Refuse a file that cannot be written before any work is done."""
    if out is not None and (out.is_dir() or not out.absolute().parent.is_dir()):
        raise typer.BadParameter(f"'{out}' is no file in a folder that is there", param_hint="--out")


def _write(out: Path, found: dict[str, Any]) -> None:
    from majlis.case.write import whole_file

    with whole_file(out) as file:
        file.write(encoder.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
    say(f"wrote {out}")


def _as_json(fit: Fit) -> dict[str, Any]:
    after = fit.posterior
    return {
        "mechanism": fit.recorded.instance,
        "series": list(fit.recorded.series),
        "rows": len(fit.recorded.history.counts),
        "begin": fit.recorded.begin.isoformat(),
        "end": fit.recorded.end.isoformat(),
        "draws": len(after.values),
        "importance_size": after.importance_size,
        "steps": len(after.powers) - 1,
        "accepted": after.accepted,
        "log_evidence": after.log_evidence,
        "warnings": list(fit.warnings),
        "numbers": [
            {
                "name": number.name,
                "prior": dict(zip(("0.1", "0.5", "0.9"), number.before, strict=True)),
                "posterior": dict(zip(("0.1", "0.5", "0.9"), number.after, strict=True)),
                "shrinkage": number.shrinkage,
                "effective_size": number.effective_size,
                "learned": number.is_learned,
                "in_conflict": number.in_conflict,
                "prior_from_data": number.from_data,
                "estimate": dict(zip(("low", "value", "high"), number.estimate, strict=True)),
            }
            for number in fit.numbers
        ],
    }


def _show(fit: Fit) -> None:
    after = fit.posterior
    typer.echo(f"{fit.recorded.instance}: {fit.recorded}")
    typer.echo(
        f"{len(after.values):,} draws in {len(after.powers) - 1} steps; the prior's own draws would be worth "
        f"{after.importance_size:,.0f}; log evidence {after.log_evidence:.1f}\n"
    )
    typer.echo(f"{'number':<20}{'before: median (80 %)':>30}{'after':>30}{'gone':>7}{'worth':>7}")
    for number in fit.numbers:
        before, found = _median(number.before), _median(number.after)
        mark = "" if number.is_learned else "  not learned"
        mark += "  against the prior" if number.in_conflict else ""
        row = (
            f"{number.name:<20}{before:>30}{found:>30}{number.shrinkage:>7.0%}{number.effective_size:>7,.0f}"
        )
        typer.echo(f"{row}{mark}")


def _median(three: tuple[float, float, float]) -> str:
    low, middle, high = three
    return f"{middle:.3g} ({low:.3g} to {high:.3g})"
