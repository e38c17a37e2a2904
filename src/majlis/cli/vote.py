"""`majlis vote`: one vote in a chamber."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from majlis.cli.show import Json, Seed, pairs_of, say, show_json

if TYPE_CHECKING:
    from majlis.ensemble.vote import Vote

MOST_SHOWN = 5


def vote(
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="A CSV or .xlsx with one bloc a row.", show_default=False)
    ],
    rule: Annotated[
        str,
        typer.Option(
            metavar="RULE",
            help="majority-present, majority-cast, absolute or two-thirds-total.",
            show_default=False,
        ),
    ],
    threshold: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Votes for that it needs: beside a majority-..., else in place of the rule's own number.",
        ),
    ] = None,
    quorum: Annotated[int, typer.Option(metavar="N", help="Members who must be present; 0 is none.")] = 0,
    draws: Annotated[int, typer.Option(help="How many draws.", min=1)] = 10_000,
    seed: Seed = 1,
    option: Annotated[
        list[str] | None, typer.Option(metavar="K=V", help="A parameter of the model, such as loyalty=0.97.")
    ] = None,
    json: Json = False,
) -> None:
    """Hold a vote: quorum, attendance, defections, and boycott as a choice.

    Columns: bloc, seats, position (support 0-100) and optional position_low, position_high, salience (0-100),
    party_line (yes, no, abstain, absent, free; empty: not known), boycott_announced (yes, no).
    """
    from majlis.case.vote_table import read_vote
    from majlis.ensemble.vote import vote as hold

    path = Path(table)
    if not path.exists():
        raise typer.BadParameter(f"there is no file '{table}'", param_hint="TABLE")
    found = hold(read_vote(path), rule, threshold, quorum, draws, seed, pairs_of(option or []))
    if json:
        show_json(found.as_json())
    else:
        _show(found)


def _show(found: Vote) -> None:
    result = found.as_json()
    words = [f"{result['rule']} of {result['seats']} seats"]
    if result["threshold"] is not None:
        words.append(f"{result['threshold']} votes for")
    words.append(f"quorum {result['quorum']}" if result["quorum"] else "no quorum")
    typer.echo(", ".join(words))
    typer.echo(f"passed {_percent(result['p_passed'])}, quorum {_percent(result['p_quorum'])}")
    for kind in ("yes", "no", "abstain", "absent"):
        low, middle, high = result[kind]["quantiles"].values()
        typer.echo(f"{kind:<8}{middle:>5}  (8 in 10 of {result['draws']:,} draws from {low} to {high})")
    _show_attendance(found)


def _show_attendance(found: Vote) -> None:
    result = found.as_json()
    sincere, equilibria = result["sincere"], result["equilibria"]
    typer.echo(
        f"if all come who announced no boycott: passed {_percent(sincere['p_passed'])}, "
        f"quorum {_percent(sincere['p_quorum'])}"
    )
    if result["attendance"]["search"] == "none":
        typer.echo("equilibrium of attendance: that one; nobody could break the quorum by staying away")
        return
    for each in equilibria[:MOST_SHOWN]:
        away = ", ".join(each["boycott"]) or "nobody"
        mark = " (from sincere attendance)" if each["from_sincere"] else ""
        typer.echo(
            f"equilibrium: {away} stays away{mark}: passed {_percent(each['p_passed'])}, "
            f"quorum {_percent(each['p_quorum'])}"
        )
    if len(equilibria) > MOST_SHOWN:
        say(f"{len(equilibria) - MOST_SHOWN} more equilibria; --json lists all that were found")
    if result["attendance"]["search"] == "starts":
        say(f"too many blocs to look at all: equilibria found from {result['attendance']['starts']} starts")


def _percent(share: float) -> str:
    percent = 100.0 * share
    if 0.0 < percent < 0.5 or 99.5 < percent < 100.0:
        return f"{percent:.1f} %"
    return f"{percent:.0f} %"
