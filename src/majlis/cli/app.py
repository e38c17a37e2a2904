"""The program `majlis`: commands by name, and what a failure looks like."""

from __future__ import annotations

import os
import sys

import typer

from majlis.cli.cases import cases
from majlis.cli.check import check
from majlis.cli.evidence import evidence
from majlis.cli.models import models
from majlis.cli.new import new
from majlis.cli.run import run
from majlis.cli.schema import schema
from majlis.cli.settle import settle

app = typer.Typer(
    name="majlis",
    help="Reports about a contested decision in; an executable, cited, scored forecast out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(cases)
app.command()(new)
app.command()(check)
app.command()(run)
app.command()(settle)
app.command()(models)
app.command()(schema)
app.add_typer(evidence, name="evidence")


def main() -> None:
    """Run the program: exit 0 done, 1 the work failed, 2 the input or the call is wrong."""
    try:
        app()
    except KeyboardInterrupt:
        _stop("interrupted; nothing was changed", 1)
    except BrokenPipeError:
        # The reader of our output has gone (`majlis cases | head`); nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except ValueError as error:
        _stop(str(error), 2, error)
    except MemoryError:
        _stop("out of memory; try fewer --draws or a smaller --chunk", 1)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _stop(f"{error.strerror or error}{where}", 1, error)
    except Exception as error:
        _stop(f"a fault in majlis itself, please report it: {type(error).__name__}: {error}", 1, error)


def _stop(message: str, code: int, error: BaseException | None = None) -> None:
    if error is not None and os.environ.get("MAJLIS_TRACEBACK"):
        raise error
    typer.echo(message, err=True)
    sys.exit(code)
