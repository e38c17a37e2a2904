"""`majlis import` and `majlis export`: from and to KTAB files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from majlis.cli.check import CaseName
from majlis.cli.show import say

if TYPE_CHECKING:
    from majlis.case.day import Day
    from majlis.case.ktab.scenario import Scenario


def import_ktab(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A KTAB scenario, .csv or .xml.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.")],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="As-of date; the day the file was last changed."),
    ] = None,
) -> None:
    """Write a KTAB scenario as a case folder: an issue for each dimension."""
    from majlis.case.ktab.file import read_ktab
    from majlis.case.ktab.folder import write_folder

    scenario = read_ktab(file)
    case = write_folder(scenario, folder, _day(file, as_of))
    actors, issues = len(case.actors), len(case.issues)
    typer.echo(f"Wrote {folder}: actors {actors}, issues {issues}. Label the scales in case.yaml, then:")
    typer.echo(f"  majlis check {folder}\n  majlis run {folder}")
    _say_what_stays(scenario)


def export_ktab(
    case: CaseName,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A .csv or .xml file that does not exist yet.")
    ],
    arena: Annotated[
        str | None, typer.Option(metavar="ID", help="The arena; that of the first question.")
    ] = None,
) -> None:
    """Write a case as a KTAB scenario: the centre of each number; what is lost is said on standard error."""
    from majlis.case.ktab.export import scenario_of_case
    from majlis.case.ktab.file import check_target, write_ktab
    from majlis.case.load import load

    check_target(file)
    read = load(case)
    exported = scenario_of_case(read, file.name, arena)
    write_ktab(exported.scenario, file)
    scenario = exported.scenario
    typer.echo(f"Wrote {file}: actors {len(scenario.actors)}, dimensions {len(scenario.dimensions)}.")
    for loss in exported.losses:
        say(loss)


def _day(file: Path, given: str | None) -> Day:
    """Return the date that was given, else the day the file was last changed: nothing in it is later."""
    from pydantic_core import PydanticCustomError

    from majlis.case.day import Day

    if given is None:
        return Day(dt.datetime.fromtimestamp(file.stat().st_mtime).date().isoformat())
    try:
        day = Day(given.strip())
    except PydanticCustomError as error:
        raise typer.BadParameter(error.message(), param_hint="--as-of") from None
    if day.precision != "day":
        raise typer.BadParameter(f"'{given}' is not a full date, year-month-day", param_hint="--as-of")
    return day


def _say_what_stays(scenario: Scenario) -> None:
    """Say what the file asks of a run."""
    if scenario.accommodation:
        say("The accommodation matrix stands in accommodation.csv; the spatial model uses it.")
    if scenario.parameters:
        choices = ", ".join(f"{name} {value}" for name, value in scenario.parameters.items())
        say(f"The case asks for the spatial model with the choices of the file: {choices}")
