"""What commands share: JSON on standard output, messages and progress on standard error."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON object and nothing else on standard output.")
]
Seed = Annotated[int, typer.Option(help="Seed that addresses the draws.", min=0)]


def show_json(value: Any) -> None:
    """Print one JSON object on standard output."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False))


def say(message: str) -> None:
    """Print a message on standard error, unwrapped."""
    typer.echo(message, err=True)


def harmless(text: str) -> str:
    """Return words of a document without the control characters that a terminal would obey."""
    return CONTROL.sub("\ufffd", text)


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on standard error while work goes on; nothing when that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def pairs_of(options: list[str]) -> dict[str, str]:
    """Read ``--option K=V`` pairs."""
    pairs = {}
    for option in options:
        name, sign, value = option.partition("=")
        if not sign:
            raise typer.BadParameter(f"'{option}' is not K=V", param_hint="--option")
        pairs[name.strip()] = value.strip()
    return pairs
