"""`majlis check`: every fault of a case."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

CaseName = Annotated[
    str, typer.Argument(metavar="CASE", help="A case folder, or the name of a shipped case.")
]


def check(case: CaseName) -> None:
    """Report every fault of a case, each with file:line:column and the mend."""
    from majlis.case.load import load
    from majlis.ensemble.assembly import assemble

    read = load(case)
    assemble(read)
    support = Counter(stance.estimate.support for stance in read.stances)
    actors = len({stance.actor for stance in read.stances})
    typer.echo(f"{read.id}: no faults")
    typer.echo(
        f"{actors} actors with a stance of {len(read.actors)}, {len(read.issues)} issues "
        f"in {len(read.arenas)} arenas, {len(read.claims)} claims from {len(read.sources)} sources"
    )
    typer.echo(
        f"{len(read.stances)} estimates: {support['claims']} cited, {support['judgement']} judgement, "
        f"{support['unsupported']} unsupported"
    )
