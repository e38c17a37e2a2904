"""`majlis settle`: one settlement of an actor table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from majlis.cli.show import Json, Seed, pairs_of, progress_bar, show_json

FIELDS = ("position", "capability", "salience")


def settle(
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="A CSV or .xlsx of actors, a KTAB file, or a case.")
    ],
    model: Annotated[str, typer.Option(help="A decision model (see 'majlis models').")] = "mean",
    option: Annotated[list[str] | None, typer.Option(metavar="K=V", help="An option of the model.")] = None,
    scale: Annotated[str | None, typer.Option(metavar="LOW:HIGH", help="Ends of the scale.")] = None,
    salience_scale: Annotated[int, typer.Option(help="What full salience is written as: 100 or 1.")] = 100,
    spread: Annotated[
        str | None,
        typer.Option(metavar="position=5%,...", help="Triangular half-width for numbers without a range."),
    ] = None,
    draws: Annotated[
        int | None, typer.Option(help="How many draws; 1 without any spread, else 1000.", min=1)
    ] = None,
    seed: Seed = 1,
    path: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every round's positions as CSV.")
    ] = None,
    json: Json = False,
) -> None:
    """Settle a table of actors: columns actor, capability, position, salience, and *_low, *_high."""
    from majlis.ensemble.settle_path import write_path
    from majlis.study.settle import settle as settle_table

    with progress_bar("settling") as progress:
        settled = settle_table(
            table,
            model,
            pairs_of(option or []),
            draws,
            seed,
            scale=_scale(scale),
            salience_scale=_full_salience(salience_scale),
            spread=_spread(spread),
            whole_paths=path is not None,
            progress=progress,
        )
    if path is not None:
        write_path(settled, path)
    result = settled.as_json()
    if json:
        show_json(result)
        return
    for issue in result["issues"]:
        outcome = issue["outcome"]
        line = f"{issue['id']}: {outcome['mean']:.6g}"
        if result["draws"] > 1:
            low, high = outcome["quantiles"]["0.1"], outcome["quantiles"]["0.9"]
            line += f"  (8 in 10 of {result['draws']:,} draws between {low:.6g} and {high:.6g})"
        typer.echo(line)


def _full_salience(number: int) -> int:
    if number not in (1, 100):
        raise typer.BadParameter(f"{number} is neither 1 nor 100", param_hint="--salience-scale")
    return number


def _scale(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    low, sign, high = text.partition(":")
    try:
        ends = float(low), float(high)
    except ValueError:
        sign = ""
    if not sign or not ends[0] < ends[1] or abs(ends[0]) == float("inf") or abs(ends[1]) == float("inf"):
        raise typer.BadParameter(f"'{text}' is not LOW:HIGH with low below high", param_hint="--scale")
    return ends


def _spread(text: str | None) -> dict[str, float]:
    shares: dict[str, float] = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        name, sign, share = part.partition("=")
        number = _percent(share)
        if not sign or name.strip() not in FIELDS or number is None:
            raise typer.BadParameter(
                f"'{part.strip()}' is not one of position=5%, capability=10%, salience=10%",
                param_hint="--spread",
            )
        shares[name.strip()] = number
    return shares


def _percent(text: str) -> float | None:
    try:
        value = float(text.strip().removesuffix("%"))
    except ValueError:
        return None
    return value / 100.0 if text.strip().endswith("%") and 0.0 <= value <= 100.0 else None
