"""`majlis check`: every fault of a case."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from majlis.case.case import Case

CaseName = Annotated[
    str, typer.Argument(metavar="CASE", help="A case folder, or the name of a shipped case.")
]


def check(case: CaseName) -> None:
    """Report every fault of a case, each with file:line:column and the mend."""
    from majlis.case.load import find_case, load
    from majlis.ensemble.assembly import assemble
    from majlis.forecast.resolution import read_resolution

    read = load(case)
    assemble(read)
    outcomes, experts = read_resolution(read, find_case(case))
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
    if read.motion is not None:
        typer.echo(_motion_of(read))
    if outcomes or experts.rows:
        resolved = sum(each.outcome is not None for each in outcomes.values())
        typer.echo(
            f"{resolved} of {len(read.questions)} questions resolved, "
            f"{len(experts.rows)} forecasts of the documents themselves"
        )


def _motion_of(case: Case) -> str:
    """Assemble a case in motion and say how large it is and how near to feeding on itself."""
    from majlis.ensemble.motion.model import assemble_motion, loops_of

    model = assemble_motion(case)
    radius, loops = loops_of(model)
    carried = {claim for carrier in model.carriers for claim in carrier.claims}
    causes = {claim.id for claim in case.claims if claim.kind == "cause"}
    system = model.system
    return (
        f"in motion: {len(system.levels)} levels, {len(system.hazards)} hazards, "
        f"{len(system.assembly.links)} links, {len(loops)} loops, spectral radius {radius:.2f}; "
        f"{len(causes & carried)} of {len(causes)} causal claims carried"
    )
