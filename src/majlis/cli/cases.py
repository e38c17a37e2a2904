"""`majlis cases`: the shipped cases."""

from __future__ import annotations

import typer

from majlis.cli.show import Json, show_json


def cases(json: Json = False) -> None:
    """List the shipped cases."""
    from majlis.case.load import load, shipped_cases

    found = [load(folder) for folder in shipped_cases().values()]
    if json:
        show_json(
            [
                {"id": c.id, "title": c.title, "as_of": str(c.as_of), "question": c.questions[0].text}
                for c in found
            ]
        )
        return
    for case in found:
        typer.echo(f"{case.id}  (as of {case.as_of})\n  {case.title}\n  {case.questions[0].text}")
