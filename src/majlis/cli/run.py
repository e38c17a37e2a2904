"""`majlis run`: the main job."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from majlis.cli.check import CaseName
from majlis.cli.show import Json, Seed, progress_bar, show_json

if TYPE_CHECKING:
    from majlis.ensemble.sample import Design


def run(
    case: CaseName,
    draws: Annotated[int, typer.Option(help="How many draws.", min=1)] = 10_000,
    seed: Seed = 1,
    model: Annotated[str | None, typer.Option(help="Headline model (see 'majlis models').")] = None,
    static: Annotated[bool, typer.Option("--static", help="Leave motion out of a case that moves.")] = False,
    without: Annotated[list[str] | None, typer.Option(metavar="CLAIM", help="Switch a claim off.")] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="ACTOR.ISSUE.FIELD=VALUE", help="Replace an estimate: 20, or '10 < 20 < 40'."
        ),
    ] = None,
    drop: Annotated[list[str] | None, typer.Option(metavar="ACTOR", help="Leave an actor out.")] = None,
    design: Annotated[
        str, typer.Option(help="addressed, or sobol for scrambled Sobol points.")
    ] = "addressed",
    chunk: Annotated[
        int | None, typer.Option(help="Draws in memory at once; changes no result.", min=1)
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of the documents; the report then shows the passages."),
    ] = None,
    outcomes: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder with an observed.csv, whose points the report lays over its fans."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to write; majlis-out/CASE here.")
    ] = None,
    json: Json = False,
) -> None:
    """Run a case, write its results and report into a folder, and print the answer."""
    from majlis.case.load import load
    from majlis.study.folder import check_folder
    from majlis.study.observed import observed_in
    from majlis.study.run import run as run_case

    read = load(case)
    folder = out or Path("majlis-out") / read.id
    check_folder(folder)
    _check_folder(sources, "--sources")
    _check_folder(outcomes, "--outcomes")
    if outcomes is not None and static:
        raise typer.BadParameter("a static run has no weeks to lay it over", param_hint="--outcomes")
    later = () if outcomes is None else observed_in(outcomes, read)
    with progress_bar(f"running {read.id}") as progress:
        result = run_case(
            read,
            draws,
            seed,
            model=model,
            without=without or (),
            set=_settings(set_ or []),
            drop=drop or (),
            static=static,
            design=_design(design),
            chunk=chunk,
            progress=progress,
        )
    result = replace(result, later=later)
    result.save(folder, sources)
    if json:
        show_json(result.forecast())
    else:
        typer.echo(str(result))
        typer.echo(f"\nReport: {folder / 'report.html'}")


def _settings(pairs: list[str]) -> dict[str, str]:
    settings = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise typer.BadParameter(f"'{pair}' is not ACTOR.ISSUE.FIELD=VALUE", param_hint="--set")
        settings[name.strip()] = value.strip()
    return settings


def _design(name: str) -> Design:
    if name != "addressed" and name != "sobol":
        raise typer.BadParameter(f"'{name}' is neither addressed nor sobol", param_hint="--design")
    return "sobol" if name == "sobol" else "addressed"


def _check_folder(folder: Path | None, option: str) -> None:
    if folder is not None and not folder.is_dir():
        raise typer.BadParameter(f"there is no folder '{folder}'", param_hint=option)
