"""`majlis read`: documents to proposed claims."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from majlis.cli.show import Json, harmless, progress_bar, say, show_json

if TYPE_CHECKING:
    from majlis.reading.case_names import Names
    from majlis.reading.proposal import Proposal
    from majlis.reading.reading import Reading
    from majlis.reading.second_reader.second import SecondReader

MOST_CONTRADICTIONS = 20
QUOTE_SHOWN = 70


def read(
    documents: Annotated[
        list[Path],
        typer.Argument(
            metavar="DOCUMENT_OR_FOLDER...",
            help="Documents (.txt, .html, .md, .pdf, .docx) or folders of them.",
            show_default=False,
        ),
    ],
    case: Annotated[
        str | None, typer.Option(metavar="CASE", help="The case whose actors and issues are meant.")
    ] = None,
    aliases: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="In place of a case: a CSV with id, canonical, aliases (bar-separated), "
            "optional type, side, parent.",
        ),
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Print the normalised text instead.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write the proposals: .csv, a sheet to review or edit, or .json, everything."
        ),
    ] = None,
    llm: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Ask an OpenAI-compatible endpoint too, such as http://localhost:8080/v1."
        ),
    ] = None,
    llm_model: Annotated[str, typer.Option(metavar="NAME", help="The model to ask for there.")] = "default",
    llm_timeout: Annotated[
        float, typer.Option(metavar="SECONDS", help="How long one answer may take.", min=0.1)
    ] = 120.0,
    json: Json = False,
) -> None:
    """Propose claims from documents; nothing is accepted by it, see 'majlis review'.

    A document that cannot be read is said in one line, and the rest is read. Exit 0 if at least one document
    was read, 1 if none was. Nothing is fetched from a network; only --llm sends the texts, to the address you
    give.
    """
    _check_call(documents, case, aliases, out, text, llm)
    if text:
        _print_texts(documents, json)
        return
    from majlis.reading.json_form import json_text
    from majlis.reading.reading import read_all

    names = _names(case, aliases)
    second = None if llm is None else _second(llm, llm_model, llm_timeout, names)
    room = None if out is None else out.absolute().parent
    with progress_bar("reading") as progress:
        reading = read_all(documents, names, second, progress, os.cpu_count() or 1, room)
    _say_refusals(reading.refusals)
    if out is not None:
        _write(out, reading)
    if json:
        for piece in json_text(reading):
            typer.echo(piece, nl=False)
        typer.echo()
    else:
        _show(reading, claims=out is None)
    if not reading.documents:
        raise typer.Exit(1)


def _check_call(
    documents: list[Path],
    case: str | None,
    aliases: Path | None,
    out: Path | None,
    text: bool,
    llm: str | None,
) -> None:
    for path in documents:
        if not path.exists() and not path.is_symlink():
            raise typer.BadParameter(f"there is no file or folder '{path}'", param_hint="DOCUMENT_OR_FOLDER")
    if case is not None and aliases is not None:
        raise typer.BadParameter("a case has its own names; give one of the two", param_hint="--aliases")
    if text and (out is not None or llm is not None):
        raise typer.BadParameter("--out and --llm do not go with it", param_hint="--text")
    if out is not None and out.suffix.lower() not in (".csv", ".json"):
        raise typer.BadParameter(f"'{out}' ends neither in .csv nor in .json", param_hint="--out")
    if out is not None and not out.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder '{out.parent}'", param_hint="--out")


def _names(case: str | None, aliases: Path | None) -> Names:
    from majlis.reading.actors.alias_file import read_aliases
    from majlis.reading.case_names import Names, names_of

    if aliases is not None:
        return Names(read_aliases(aliases))
    if case is None:
        return Names()
    from majlis.case.load import load

    return names_of(load(case))


def _second(url: str, model: str, patience: float, names: Names) -> SecondReader:
    from majlis.reading.second_reader.endpoint import Endpoint, EndpointError
    from majlis.reading.second_reader.second import SecondReader

    try:
        return SecondReader(Endpoint(url, model, patience), names.known, names.subjects, say)
    except EndpointError as error:
        raise typer.BadParameter(str(error), param_hint="--llm") from None


def _write(out: Path, reading: Reading) -> None:
    from majlis.case.write import whole_file
    from majlis.reading.json_form import json_text
    from majlis.reading.review.sheet import write_sheet

    if out.suffix.lower() == ".json":
        with whole_file(out) as file:
            file.writelines(json_text(reading))
            file.write("\n")
    else:
        write_sheet(out, reading.sheet_rows())
    say(f"wrote {out}")


def _print_texts(paths: list[Path], json: bool) -> None:
    """Print the text of one document exactly as it is, those of several each under its path."""
    from majlis.reading.documents.texts import read_texts

    found = read_texts(paths)
    _say_refusals(found.refusals)
    if json:
        show_json(found.as_json())
    for document in () if json else found.documents:
        head = f"==> {document.path} <==\n" if len(found.documents) > 1 else ""
        tail = "\n" if head and not document.text.endswith("\n") else ""
        typer.echo(head + document.text + tail, nl=False)
    if not found.documents:
        raise typer.Exit(1)


def _say_refusals(refusals: tuple[str, ...]) -> None:
    for refusal in refusals:
        say(harmless(refusal))


def _show(reading: Reading, claims: bool) -> None:
    total: Counter[str] = Counter()
    for document, proposals in reading.by_document():
        counted = Counter[str](each.kind for each in proposals)
        total.update(counted)
        date = "no date" if document.date is None else document.date.date
        if document.date is not None and document.date.ambiguous:
            date += f" (or {', '.join(document.date.others)})"
        typer.echo(f"{document.path}: {date}; {_kinds(counted)}")
        if document.title:
            typer.echo(f"  {harmless(document.title)}")
        if document.damage:
            typer.echo(f"  damage: {_kinds(Counter(each.kind for each in document.damage))}")
        if reading.copies.get(document.id):
            typer.echo(f"  shares its text with {', '.join(reading.copies[document.id])}")
        common = dict.fromkeys(other for _, other in reading.passages.of(document.id))
        if common:
            typer.echo(f"  has passages in common with {', '.join(common)}")
        for each in proposals if claims else ():
            if each.kind != "mention":
                typer.echo(f"  {_line(each)}")
    _show_contradictions(reading)
    say(f"{len(reading.documents)} documents; {_kinds(total)}; none of it is accepted yet")


def _show_contradictions(reading: Reading) -> None:
    for each in reading.contradictions[:MOST_CONTRADICTIONS]:
        typer.echo(f"contradiction? {each.first} and {each.second}: {each.reason}")
    left = len(reading.contradictions) - MOST_CONTRADICTIONS
    if left > 0:
        say(f"{left} more contradictions; --json lists them all")


def _kinds(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in sorted(counted.items())) or "no claims"


def _line(each: Proposal) -> str:
    who = each.speaker or each.speaker_text or each.actor or each.actor_text or ""
    target = each.target or each.target_text
    parts = [
        f"{each.start}-{each.end}",
        each.kind,
        f"{who} > {target}" if target else who,
        "" if each.stance is None else f"{each.about or 'stance'} {each.stance:+g}",
        "" if each.value is None else " ".join(filter(None, (f"{each.value:.12g}", each.unit))),
        " ".join(filter(None, (each.status, each.plover))),
        f'"{_short(each.quote)}"',
    ]
    return "  ".join(filter(None, parts))


def _short(quote: str) -> str:
    line = harmless(" ".join(quote.split()))
    return line if len(line) <= QUOTE_SHOWN else f"{line[: QUOTE_SHOWN - 1]}…"
