"""`majlis validate`: the decision models scored on decisions whose outcome is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from majlis.cli.show import Json, progress_bar, say, show_json

if TYPE_CHECKING:
    from majlis.forecast.deu import Tables
    from majlis.forecast.validation import Validation

RECORDS = ("deu3",)
File = Annotated[Path | None, typer.Option(metavar="FILE", help="Your own table, columns as in deu3.")]


def validate(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="deu3: decisions of the European Union.")],
    issues: File = None,
    positions: File = None,
    capabilities: File = None,
    per_issue: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write point and CRPS of every issue and model as CSV."),
    ] = None,
    json: Json = False,
) -> None:
    """Score the decision models on decisions with known outcomes (without files: the part shipped)."""
    from majlis.forecast.validation import validate as validate_tables

    if record not in RECORDS:
        raise typer.BadParameter(f"there is no record '{record}'; there is {', '.join(RECORDS)}")
    tables = _tables(issues, positions, capabilities)
    with progress_bar("scoring") as progress:
        validation = validate_tables(tables, progress)
    for note in validation.notes:
        say(note)
    if per_issue is not None:
        validation.write_per_issue(per_issue)
    if json:
        show_json(validation.as_json())
    else:
        typer.echo(_table(validation))


def _tables(issues: Path | None, positions: Path | None, capabilities: Path | None) -> Tables | None:
    from majlis.forecast.deu import Tables

    if issues is None and positions is None and capabilities is None:
        return None
    if (issues is None) != (positions is None):
        lacking = "--issues" if issues is None else "--positions"
        raise typer.BadParameter("issues and positions go together; give both", param_hint=lacking)
    shipped = Tables.shipped()
    return Tables(
        issues or shipped.issues, positions or shipped.positions, capabilities or shipped.capabilities
    )


def _table(validation: Validation) -> str:
    """Return the scores as a table, and what of it is better than chance."""
    result = validation.as_json()
    bounds = result["bootstrap"]["models"]
    width = max(map(len, result["models"]))
    lines = [
        f"{result['issues']} issues of {result['proposals']} proposals; errors in points of 100, "
        "[95 % by bootstrap over proposals]",
        "",
        f"{'model':{width}}   MAE                 RMSE   CRPS                cover80  closed  width",
    ]
    for name, scores in result["models"].items():
        row = [f"{name:{width}}"]
        for score in ("mae", "crps"):
            low, high = bounds[name][score]
            row.append(f"{scores[score]:5.2f} [{low:5.2f}, {high:5.2f}]")
        row.insert(2, f"{scores['rmse']:5.2f}")
        if scores["coverage80"] is not None:
            row.append(
                f"{scores['coverage80']:7.3f}  {scores['interval80_closed']:6.3f}  "
                f"{scores['interval80_width']:5.1f}"
            )
        lines.append("  ".join(row).rstrip())
    return "\n".join([*lines, "", *_verdicts(validation)])


def _verdicts(validation: Validation) -> list[str]:
    from majlis.forecast.validation import POINT_RIVAL, RIVAL

    clusters = validation.clusters
    lines = []
    for value, what, rival in (("error", "MAE", POINT_RIVAL), ("crps", "CRPS", RIVAL)):
        found = validation.difference(clusters, "settlement", value, rival)
        low, high = found.interval
        ratio = (
            validation.card("settlement").values(value).mean() / validation.card(rival).values(value).mean()
        )
        lines.append(
            f"settlement against {rival}: {what} {found.difference:+.2f} [{low:+.2f}, {high:+.2f}], "
            f"ratio {ratio:.3f}; better with probability {found.probability_better:.3f}"
        )
    return lines
