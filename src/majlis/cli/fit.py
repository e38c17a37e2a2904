"""`majlis fit`: what the recorded history says of a mechanism's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from majlis.cli.check import CaseName
from majlis.cli.show import Json, Seed, say, show_json

if TYPE_CHECKING:
    from majlis.explore.updating import Fit


def fit(
    case: CaseName,
    draws: Annotated[int, typer.Option(help="How many posterior draws.", min=100)] = 1_000,
    particles: Annotated[
        int, typer.Option(help="Paths of unknown counts that each draw follows.", min=1)
    ] = 64,
    seed: Seed = 1,
    write: Annotated[
        bool, typer.Option("--write", help="Write what was learned into parameters.csv.")
    ] = False,
    json: Json = False,
) -> None:
    """Learn a mechanism's numbers from the history that the case records up to its as-of date.

    Shows every number before and after: 5, 50 and 95 per cent, and the share of its variance that is gone.
    A number is learned where a fifth is gone.
    """
    from majlis.case.load import find_case, load
    from majlis.explore.learned_rows import write_learned
    from majlis.explore.updating import fit as learn

    read = load(case)
    fits = learn(read, draws, seed, particles)
    if json:
        show_json({"case": read.id, "as_of": str(read.as_of), "fits": [_as_json(each) for each in fits]})
    else:
        for each in fits:
            _show(each)
    if write:
        folder = find_case(case)
        names = write_learned(read, folder, fits)
        say(f"wrote {len(names)} rows into {folder / 'parameters.csv'}: {', '.join(names) or 'none'}")


def _as_json(fit: Fit) -> dict[str, Any]:
    after = fit.posterior
    return {
        "mechanism": fit.recorded.instance,
        "series": list(fit.recorded.series),
        "rows": len(fit.recorded.history.counts),
        "begin": fit.recorded.begin.isoformat(),
        "end": fit.recorded.end.isoformat(),
        "draws": len(after.values),
        "effective_size": after.effective_size,
        "importance_size": after.importance_size,
        "steps": len(after.powers) - 1,
        "accepted": after.accepted,
        "log_evidence": after.log_evidence,
        "numbers": [
            {
                "name": number.name,
                "prior": dict(zip(("0.05", "0.5", "0.95"), number.before, strict=True)),
                "posterior": dict(zip(("0.05", "0.5", "0.95"), number.after, strict=True)),
                "shrinkage": number.shrinkage,
                "learned": number.is_learned,
                "in_conflict": number.in_conflict,
                "estimate": dict(zip(("low", "value", "high"), number.estimate, strict=True)),
            }
            for number in fit.numbers
        ],
    }


def _show(fit: Fit) -> None:
    after = fit.posterior
    typer.echo(f"{fit.recorded.instance}: {fit.recorded}")
    typer.echo(
        f"{len(after.values):,} draws, {after.effective_size:,} of them distinct; importance sampling alone "
        f"would be worth {after.importance_size:,.0f}; log evidence {after.log_evidence:.1f}\n"
    )
    typer.echo(f"{'number':<20}{'before: 5, 50, 95 %':>28}{'after':>28}{'gone':>7}")
    for number in fit.numbers:
        before, found = ("".join(f"{each:9.3g}" for each in three) for three in (number.before, number.after))
        mark = "" if number.is_learned else "  not learned"
        mark += "  against the prior" if number.in_conflict else ""
        typer.echo(f"{number.name:<20}{before:>28}{found:>28}{number.shrinkage:>7.0%}{mark}")
