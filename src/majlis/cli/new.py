"""`majlis new`: a starter case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.")],
) -> None:
    """Write a commented starter case that runs as it is, with a coding guide."""
    from majlis.case.starter import write_starter

    write_starter(folder)
    typer.echo(f"Wrote {folder}. Read CODING.md there, edit the tables, then:")
    typer.echo(f"  majlis check {folder}\n  majlis run {folder}")
