"""`majlis review`: accept, mend or reject proposed claims."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from majlis.cli.show import progress_bar, say

if TYPE_CHECKING:
    from majlis.reading.review.sheet import Sheet

DOCUMENTS = "documents"


def review(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case folder of yours.")],
    sources: Annotated[
        Path | None,
        typer.Option("--sources", metavar="DIR", help="Folder of the documents; 'documents' in the case."),
    ] = None,
    proposals: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A sheet that 'majlis read --out' wrote; else review/proposals.csv in the case, which is "
            "made from the documents where it is not there yet.",
        ),
    ] = None,
    coder: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides; your name on this machine.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Only proposals of this kind.")] = None,
    apply: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Take over the decisions of a sheet instead: all of them, or none."
        ),
    ] = None,
) -> None:
    """Accept, mend or reject proposed claims, one after the other.

    What you accept enters the case's ledger (claims.csv, sources.csv) under a statement in your own words.
    Every decision is kept at once in review/NAME.csv in the case, so you can stop at any time.
    """
    from majlis.cli.review_dialogue import Dialogue
    from majlis.evidence.lock import locked
    from majlis.reading.review.review import Review
    from majlis.reading.review.review_file import FOLDER, coder_file
    from majlis.reading.review.sheet import read_sheet

    folder = _folder(case)
    name = _coder(coder)
    coder_file(folder, name)
    desk = Review(folder, _documents(folder, sources), name)
    said = f"the review of '{name}' is open elsewhere; close it there, or decide under another --coder"
    with locked(folder / FOLDER / f".{name}.lock", said):
        if apply is not None:
            typer.echo(desk.apply(read_sheet(apply)))
            return
        sheet = _proposals(case, folder, desk.sources, proposals)
        _check_kind(kind, sheet)
        Dialogue(desk, sheet.entries, kind).run()


def _folder(case: str) -> Path:
    """Return the case folder, which must be one that belongs to the user."""
    from majlis.case.load import find_case

    folder = find_case(case)
    if not Path(case).is_dir():
        raise typer.BadParameter(
            f"'{case}' came with Majlis; copy {folder} and review the copy", param_hint="CASE"
        )
    return folder


def _documents(folder: Path, sources: Path | None) -> Path:
    chosen = folder / DOCUMENTS if sources is None else sources
    if not chosen.is_dir():
        what = "name the folder of the documents" if sources is None else f"there is no folder '{sources}'"
        raise typer.BadParameter(what, param_hint="--sources")
    return chosen


def _coder(name: str | None) -> str:
    if name is not None:
        return name
    import getpass

    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", user).strip("_-") or "coder"


def _proposals(case: str, folder: Path, sources: Path, given: Path | None) -> Sheet:
    """Return the proposals to decide on; read them from the documents once, for all coders."""
    from majlis.case.load import load
    from majlis.reading.case_names import names_of
    from majlis.reading.reading import read_all
    from majlis.reading.review.review_file import proposals_file
    from majlis.reading.review.sheet import read_sheet, write_sheet

    path = proposals_file(folder) if given is None else given
    if given is not None and not path.is_file():
        raise typer.BadParameter(f"there is no file '{path}'", param_hint="--proposals")
    if not path.is_file():
        names = names_of(load(case))
        with progress_bar("reading") as progress:
            reading = read_all([sources], names, progress=progress, processes=os.cpu_count() or 1)
        for refusal in reading.refusals:
            say(refusal)
        path.parent.mkdir(exist_ok=True)
        write_sheet(path, reading.sheet_rows())
        say(f"read {len(reading.documents)} documents; the proposals are kept in {path}")
    return read_sheet(path)


def _check_kind(kind: str | None, sheet: Sheet) -> None:
    from majlis.case.fault import nearest

    kinds = {entry.kind for entry in sheet.entries}
    if kind is not None and kind not in kinds:
        raise typer.BadParameter(
            f"no proposal is of the kind '{kind}'; {nearest(kind, kinds)}", param_hint="--kind"
        )
