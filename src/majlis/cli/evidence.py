"""`majlis evidence`: the ledger of claims and the passages that they cite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from majlis.cli.check import CaseName
from majlis.cli.show import Json, say, show_json

if TYPE_CHECKING:
    from majlis.case.case import Case
    from majlis.case.claim import Claim
    from majlis.case.locator import Locator

evidence = typer.Typer(help="The ledger of claims and the passages that they cite.", no_args_is_help=True)

Sources = Annotated[Path, typer.Option("--sources", metavar="DIR", help="Folder of the documents.")]
MaybeSources = Annotated[
    Path | None, typer.Option("--sources", metavar="DIR", help="Folder of the documents.")
]


@evidence.command("list")
def list_claims(
    case: CaseName,
    source: Annotated[str | None, typer.Option(help="Only claims of this source.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only claims of this kind.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Only what was published up to this date.")] = None,
    json: Json = False,
) -> None:
    """List the claims of a case."""
    read = _load(case)
    limit = _date(as_of)
    found = [
        claim
        for claim in read.claims
        if (source is None or claim.source == source)
        and (kind is None or claim.kind == kind)
        and (limit is None or read.source_by_id[claim.source].date.earliest <= limit)
    ]
    if json:
        show_json([_entry(read, claim) for claim in found])
        return
    for claim in found:
        typer.echo(f"{claim.id}  {claim.kind}  {_grade(read, claim)}  {claim.source}: {claim.statement}")
    say(f"{len(found)} of {len(read.claims)} claims")


@evidence.command()
def show(case: CaseName, claim: str, sources: MaybeSources = None, json: Json = False) -> None:
    """Show one claim: what it says, its grade, what it carries, and the passage in its context."""
    from majlis.evidence.grade import describe

    read = _load(case)
    found = _claim(read, claim)
    source = read.source_by_id[found.source]
    context = None if sources is None else _context(read, found, sources)
    if json:
        show_json(_entry(read, found) | {"passage": context})
        return
    typer.echo(f"{found.id}  {found.kind}\n{found.statement}")
    typer.echo(f"Source: {source.title} ({source.publisher or source.id}, {source.date})")
    typer.echo(f"Grade: {describe(source.reliability, int(found.credibility))}")
    for name, value in (("Speaker", found.speaker), ("Reported by", found.reported_by), ("Note", found.note)):
        if value:
            typer.echo(f"{name}: {value}")
    if found.contradicts:
        typer.echo(f"Contradicts: {', '.join(found.contradicts)}")
    typer.echo(f"Carries: {', '.join(_carried(read, found)) or 'no number'}")
    if found.locator is not None:
        typer.echo(f"Passage: characters {found.locator.start} to {found.locator.end} of {source.file}")
    if context is not None:
        typer.echo(f"\n… {context['before']}[{context['text']}]{context['after']} …")


@evidence.command()
def locate(
    case: CaseName,
    document: Annotated[
        str, typer.Argument(help="Path of a document, or the id of a source with --sources.")
    ],
    words: Annotated[str, typer.Argument(help="The words of the passage.")],
    claim: Annotated[str | None, typer.Option(help="Write the locator into this row of claims.csv.")] = None,
    occurrence: Annotated[
        int | None, typer.Option(help="Which one, where the words occur more than once.")
    ] = None,
    sources: MaybeSources = None,
    json: Json = False,
) -> None:
    """Find words in a document and write the locator of the passage."""
    from majlis.case.load import find_case
    from majlis.evidence.locator import locate as find
    from majlis.evidence.text import read_document, text_digest

    folder = find_case(case)
    path = _document(folder, document, sources)
    text = read_document(path.parent, path.name)
    locator = find(text, words, occurrence)
    if claim is not None:
        _write(folder, claim, locator, path.name, text_digest(text))
        say(f"wrote the locator of '{claim}' into {folder / 'claims.csv'}")
    cells = locator.model_dump()
    if json:
        show_json(cells)
    else:
        typer.echo(",".join(str(value) for value in cells.values()))


@evidence.command()
def relocate(
    case: CaseName,
    sources: Sources,
    claim: Annotated[str | None, typer.Option(help="Only this claim.")] = None,
    accept: Annotated[
        int | None, typer.Option(help="Write this proposal (from 1) into claims.csv.", min=1)
    ] = None,
    json: Json = False,
) -> None:
    """Propose where passages stand now in documents that changed; nothing is written without --accept."""
    from majlis.case.load import find_case
    from majlis.evidence.locator import locate_span
    from majlis.evidence.relocation import relocate as propose
    from majlis.evidence.text import read_document, text_digest

    if accept is not None and claim is None:
        raise typer.BadParameter("name the claim with --claim", param_hint="--accept")
    read = _load(case)
    lost = _lost(read, sources, claim)
    report: dict[str, Any] = {}
    for citation in lost:
        text = read_document(sources, citation.file)
        proposals = propose(text, citation.locator)
        report[citation.claim] = [
            {"start": p.start, "end": p.end, "how": p.how, "text": p.text} for p in proposals
        ]
        if not json:
            _show_proposals(citation.claim, report[citation.claim])
        if accept is not None:
            if accept > len(proposals):
                raise ValueError(f"there are {len(proposals)} proposals for '{citation.claim}', not {accept}")
            chosen = proposals[accept - 1]
            locator = locate_span(text, chosen.start, chosen.end)
            _write(find_case(case), citation.claim, locator, citation.file, text_digest(text))
            say(f"wrote proposal {accept} of '{citation.claim}'")
    if json:
        show_json(report)
    elif not lost:
        typer.echo("every passage stands where its claim says")


@evidence.command()
def verify(case: CaseName, sources: Sources, json: Json = False) -> None:
    """Find every cited passage again; exit 1 when one is missing or changed."""
    from majlis.evidence.ledger import citations_of, verify_case

    read = _load(case)
    if not sources.is_dir():
        raise typer.BadParameter(f"there is no folder '{sources}'", param_hint="--sources")
    result = verify_case(read, sources)
    if json:
        cited = len(citations_of(read))
        show_json(
            {"case": read.id, "cited": cited, "found": len(result.found), "faults": list(result.faults)}
        )
    else:
        for fault in result.faults:
            say(fault)
        typer.echo(f"{read.id}: {len(result.found)} of {len(citations_of(read))} cited passages found")
    if not result.holds:
        raise typer.Exit(1)


def _load(name: str) -> Case:
    from majlis.case.load import load

    return load(name)


def _claim(case: Case, name: str) -> Claim:
    from majlis.case.fault import nearest

    if name not in case.claim_by_id:
        raise ValueError(f"there is no claim '{name}'; {nearest(name, case.claim_by_id)}")
    return case.claim_by_id[name]


def _grade(case: Case, claim: Claim) -> str:
    return f"{case.source_by_id[claim.source].reliability}{claim.credibility}"


def _carried(case: Case, claim: Claim) -> list[str]:
    return [stance.name for stance in case.stances if claim.id in stance.estimate.claims]


def _entry(case: Case, claim: Claim) -> dict[str, Any]:
    entry = claim.model_dump(mode="json")
    return entry | {"grade": _grade(case, claim), "carries": _carried(case, claim)}


def _context(case: Case, claim: Claim, sources: Path) -> dict[str, str]:
    from majlis.evidence.locator import passage
    from majlis.evidence.text import read_document

    source = case.source_by_id[claim.source]
    if claim.locator is None or source.file is None:
        raise ValueError(f"the claim '{claim.id}' cites no passage of a document")
    text = read_document(sources, source.file)
    found = passage(text, claim.locator)
    start, end = claim.locator.start, claim.locator.end
    return {"before": text[max(0, start - 200) : start], "text": found, "after": text[end : end + 200]}


def _document(folder: Path, document: str, sources: Path | None) -> Path:
    from majlis.case.load import load

    path = Path(document)
    if path.is_file():
        return path
    if sources is None:
        raise ValueError(
            f"there is no document '{document}'; give its path, or the id of a source with --sources"
        )
    source = load(folder).source_by_id.get(document)
    name = source.file if source is not None and source.file is not None else document
    return sources / name


def _write(folder: Path, claim: str, locator: Locator, file: str, digest: str) -> None:
    """Write a locator into claims.csv and the document's digest into the rows of its source."""
    from majlis.case.load import load
    from majlis.case.write import change_row

    case = load(folder)
    source = case.source_by_id[_claim(case, claim).source]
    if source.file != file:
        raise ValueError(f"the claim '{claim}' cites '{source.id}', whose file is {source.file}, not {file}")
    change_row(
        folder, "claims.csv", claim, {name: str(value) for name, value in locator.model_dump().items()}
    )
    if source.digest != digest:
        change_row(folder, "sources.csv", source.id, {"digest": digest})


def _lost(case: Case, sources: Path, claim: str | None) -> list[Any]:
    from majlis.evidence.ledger import verify_case

    if claim is not None:
        _claim(case, claim)
    lost = [changed.citation for changed in verify_case(case, sources).changed]
    return [citation for citation in lost if claim in (None, citation.claim)]


def _show_proposals(claim: str, proposals: list[dict[str, Any]]) -> None:
    typer.echo(f"{claim}: {len(proposals)} proposals")
    for number, proposal in enumerate(proposals, 1):
        typer.echo(
            f"  {number}. {proposal['start']} to {proposal['end']} ({proposal['how']}): {proposal['text']}"
        )


def _date(text: str | None) -> Any:
    from majlis.case.day import Day

    return None if text is None else Day(text).earliest
