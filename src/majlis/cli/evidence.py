"""`majlis evidence`: the ledger of claims and the passages that they cite."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from majlis.cli.check import CaseName
from majlis.cli.show import Json, harmless, say, show_json

if TYPE_CHECKING:
    from majlis.case.case import Case
    from majlis.case.claim import Claim
    from majlis.evidence.relocation import Proposal

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
    from majlis.evidence.ledger import claims_of, grade_of

    read = _load(case)
    found = claims_of(read, source, kind, as_of)
    if json:
        show_json([_entry(read, claim) for claim in found])
        return
    for claim in found:
        typer.echo(f"{claim.id}  {claim.kind}  {grade_of(read, claim)}  {claim.source}: {claim.statement}")
    say(f"{len(found)} of {len(read.claims)} claims")


@evidence.command()
def show(case: CaseName, claim: str, sources: MaybeSources = None, json: Json = False) -> None:
    """Show one claim: what it says, its grade, what it carries, and the passage in its context."""
    from majlis.evidence.grade import describe
    from majlis.evidence.ledger import carried_by, claim_of, context_of

    read = _load(case)
    found = claim_of(read, claim)
    source = read.source_by_id[found.source]
    context = None if sources is None else context_of(read, found, sources)
    if json:
        show_json(_entry(read, found) | {"passage": None if context is None else context._asdict()})
        return
    typer.echo(f"{found.id}  {found.kind}\n{found.statement}")
    typer.echo(f"Source: {source.title} ({source.publisher or source.id}, {source.date})")
    typer.echo(f"Grade: {describe(source.reliability, int(found.credibility))}")
    for name, value in (("Speaker", found.speaker), ("Reported by", found.reported_by), ("Note", found.note)):
        if value:
            typer.echo(f"{name}: {value}")
    if found.contradicts:
        typer.echo(f"Contradicts: {', '.join(found.contradicts)}")
    typer.echo(f"Carries: {', '.join(carried_by(read, found)) or 'no number'}")
    if found.locator is not None:
        typer.echo(f"Passage: characters {found.locator.start} to {found.locator.end} of {source.file}")
    if context is not None:
        typer.echo(harmless(f"\n… {context.before}[{context.text}]{context.after} …"))


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
    from majlis.evidence.ledger import document_of, write_locator
    from majlis.evidence.locator import locate as find
    from majlis.evidence.text import read_document

    folder = find_case(case)
    path = document_of(folder, document, sources)
    text = read_document(path.parent, path.name)
    locator = find(text, words, occurrence)
    if claim is not None:
        write_locator(folder, claim, locator, path.name, text)
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
    from majlis.evidence.ledger import accept_proposal, proposals_of

    if accept is not None and claim is None:
        raise typer.BadParameter("name the claim with --claim", param_hint="--accept")
    proposals = proposals_of(_load(case), sources, claim)
    if json:
        show_json({name: [asdict(proposal) for proposal in found] for name, found in proposals.items()})
    else:
        for name, found in proposals.items():
            _show_proposals(name, found)
        if not proposals:
            typer.echo("every passage stands where its claim says")
    if accept is not None and claim is not None:
        accept_proposal(find_case(case), sources, claim, proposals.get(claim, []), accept)
        say(f"wrote proposal {accept} of '{claim}'")


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


@evidence.command()
def agreement(case: CaseName, json: Json = False) -> None:
    """Show how far the coders of a case agree: Krippendorff's alpha for each field of their reviews."""
    from majlis.case.load import find_case
    from majlis.reading.review.coders import agreement as agreement_of
    from majlis.reading.review.review_file import coders_of

    coded = coders_of(find_case(case))
    found = agreement_of(coded)
    if json:
        decided = {coder: len(entries) for coder, entries in coded.items()}
        show_json({"coders": decided, "fields": [each._asdict() for each in found]})
        return
    for coder, entries in coded.items():
        say(f"{coder}: {len(entries)} decided")
    typer.echo(f"{'field':<14}{'level':<10}{'alpha':>7}{'n':>6}")
    for each in found:
        number = "alike" if each.alpha is None else f"{each.alpha:.3f}"
        typer.echo(f"{each.field:<14}{each.level:<10}{number:>7}{each.n:>6}")


@evidence.command()
def pool(
    case: CaseName,
    estimate: Annotated[str, typer.Argument(metavar="ACTOR.ISSUE", help="Whose position on what.")],
    write: Annotated[bool, typer.Option("--write", help="Write it into stances.csv.")] = False,
    json: Json = False,
) -> None:
    """Show an actor's position as its coders see it: their disagreement is the spread of the estimate.

    Nothing is changed without --write.
    """
    from majlis.case.load import find_case
    from majlis.reading.review.coders import pooled
    from majlis.reading.review.pooled_stance import write_stance
    from majlis.reading.review.review_file import coders_of

    actor, _, issue = estimate.partition(".")
    folder = find_case(case)
    found = pooled(_load(case), coders_of(folder), actor, issue)
    if json:
        show_json(found.model_dump(mode="json", exclude={"points"}))
    else:
        typer.echo(
            f"{actor}.{issue}.position: {found.value:g}, from {found.low:g} to {found.high:g} "
            f"(coders {found.coder}; claims {', '.join(found.claims)})"
        )
    if write:
        write_stance(folder, actor, issue, found)
        say(f"wrote it into {folder / 'stances.csv'}")


def _load(name: str) -> Case:
    from majlis.case.load import load

    return load(name)


def _entry(case: Case, claim: Claim) -> dict[str, Any]:
    from majlis.evidence.ledger import carried_by, grade_of

    return claim.model_dump(mode="json") | {
        "grade": grade_of(case, claim),
        "carries": carried_by(case, claim),
    }


def _show_proposals(claim: str, proposals: list[Proposal]) -> None:
    typer.echo(f"{claim}: {len(proposals)} proposals")
    for number, proposal in enumerate(proposals, 1):
        typer.echo(f"  {number}. {proposal.start} to {proposal.end} ({proposal.how}): {proposal.text}")
