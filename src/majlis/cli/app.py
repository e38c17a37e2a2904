"""The program `majlis`: commands by name, and what a failure looks like."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

import majlis
from majlis.cli.cases import cases
from majlis.cli.check import check
from majlis.cli.claims import claims
from majlis.cli.evidence import evidence
from majlis.cli.fit import fit
from majlis.cli.ktab import export_ktab, import_ktab
from majlis.cli.models import models
from majlis.cli.new import new
from majlis.cli.power import power
from majlis.cli.read import read
from majlis.cli.review import review
from majlis.cli.run import run
from majlis.cli.schema import schema
from majlis.cli.score import score
from majlis.cli.settle import settle
from majlis.cli.validate import validate
from majlis.cli.vote import vote

Version = Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version.")]
INTERRUPTED = 130  # what typer makes of a KeyboardInterrupt

app = typer.Typer(
    name="majlis",
    help="Reports about a contested decision in; an executable, cited, scored forecast out.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _majlis(context: typer.Context, version: Version = False) -> None:
    if version:
        typer.echo(f"majlis {majlis.__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


app.command()(cases)
app.command()(new)
app.command()(check)
app.command()(run)
app.command()(claims)
app.command()(fit)
app.command()(settle)
app.command()(models)
app.command()(power)
app.command()(validate)
app.command()(score)
app.command("import")(import_ktab)
app.command("export")(export_ktab)
app.command()(read)
app.command()(review)
app.command()(schema)
app.command()(vote)
app.add_typer(evidence, name="evidence")


def main() -> None:
    """Run the program: exit 0 done, 1 the work failed, 2 the input or the call is wrong."""
    _spare_the_processor()
    try:
        code = app(standalone_mode=False) or 0
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        sys.exit(code)
    except (KeyboardInterrupt, typer.Abort):
        _stop("interrupted; nothing was changed", 1)
    except BrokenPipeError:
        # The reader of our output has gone (`majlis cases | head`); nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except MemoryError:
        _stop("out of memory; try fewer --draws or a smaller --chunk", 1)
    except Exception as error:
        if os.environ.get("MAJLIS_TRACEBACK"):
            raise
        _stop(*_failure(error))


def _spare_the_processor() -> None:
    """Keep what runs beside the draws from taking their time.

    The matrices here are small, and the threads that BLAS keeps for large ones spin while they wait. Nearly
    all that a command makes lives to its end, so that looking for garbage often finds none.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(50_000, 20, 50)


def _failure(error: Exception) -> tuple[str, int]:
    """Return what a user reads of an error, and the exit status."""
    if isinstance(error, TyperException):
        return _wrong_call(error), 2
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or error}{where}", 1
    if type(error).__module__.startswith("majlis."):
        from majlis.evidence.locator import PassageError

        return str(error), 1 if isinstance(error, PassageError) else 2
    return f"a fault in majlis itself, please report it: {type(error).__name__}: {error}", 1


def _wrong_call(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    if context is None:
        return message
    return f"{message}\nTry '{context.command_path} --help'."


def _stop(message: str, code: int) -> None:
    typer.echo(message, err=True)
    sys.exit(code)
