"""`majlis claims`: the causal claims, what carries each, and what each does to the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from majlis.cli.check import CaseName
from majlis.cli.show import Json, Seed, progress_bar, show_json

if TYPE_CHECKING:
    from majlis.study.claims import ClaimStudy


def claims(
    case: CaseName,
    effect: Annotated[
        bool, typer.Option("--effect", help="Also switch each claim off and say what that changes.")
    ] = False,
    draws: Annotated[int, typer.Option(help="Draws on which claims are switched off.", min=2)] = 2_000,
    seed: Seed = 1,
    json: Json = False,
) -> None:
    """List the causal claims of a case in motion: what carries each and, with --effect, its leverage.

    Leverage is the case as it is minus the case without the claim, on the same draws: `majlis run CASE
    --without ID` gives the same.
    """
    from majlis.case.load import load
    from majlis.study.claims import study_claims

    read = load(case)
    with progress_bar(f"switching claims of {read.id}") as progress:
        study = study_claims(read, effect, draws, seed, progress)
    if json:
        show_json(study.as_json())
    else:
        for line in _lines(study):
            typer.echo(line)


def _lines(study: ClaimStudy) -> list[str]:
    entries: list[dict[str, Any]] = study.as_json()["claims"]
    headline = study.bench.case.questions[0].id
    lines = [_line(entry, headline) for entry in _ordered(entries, headline)]
    if study.effects is None:
        return [*lines, f"{len(entries)} causal claims; --effect says what each does to '{headline}'"]
    return [*lines, *_sums(study, headline)]


def _ordered(entries: list[dict[str, Any]], headline: str) -> list[dict[str, Any]]:
    return sorted(entries, key=lambda e: -abs(e["leverage"].get(headline, {}).get("log_odds", 0.0)))


def _line(entry: dict[str, Any], headline: str) -> str:
    carrier = entry["carrier"]
    on = "carried by nothing here" if carrier is None else f"{carrier['kind']} {carrier['id']}"
    head = f"{entry['id']}  {entry['sign'] or ' '}  {entry['grade']}  {on}"
    found = entry["leverage"].get(headline)
    if found is not None:
        head += f"  log-odds {found['log_odds']:+.3f} (se {found['log_odds_se']:.3f}), "
        head += f"{found['points']:+.1f} points"
    if not entry["local_sign_holds"]:
        head += "  its link does not move as it says here"
    reason = "" if entry["reason"] is None else f"\n    Why: {entry['reason']}"
    return f"{head}\n    {entry['statement']}{reason}"


def _sums(study: ClaimStudy, headline: str) -> list[str]:
    found = study.as_json()
    lines = [
        *_by_name("What each source does (as it is, minus without it)", found["sources"], headline),
        *_by_name("What each speaker does", found["speakers"], headline),
    ]
    alone = found["alone"]
    now, none = alone["all"][headline], alone["none"][headline]
    title = f"alone implies ({100 * now:.1f} % with every claim, {100 * none:.1f} % with none)"
    lines += _by_name(f"What each source {title}", alone["sources"], headline)
    count = study.signs()
    lines.append(
        f"\nOf {count['signed']} claims with a sign {count['right']} push '{headline}' clearly as they say, "
        f"{count['wrong']} clearly the other way, {count['unclear']} neither; {count['uncarried']} stand on "
        "nothing here."
    )
    return lines


def _by_name(title: str, found: dict[str, Any], headline: str) -> list[str]:
    lines = [f"\n{title}:"]
    for name, by_question in found.items():
        each = by_question[headline]
        chance = f"{100 * each['probability']:.1f} %, " if "probability" in each else ""
        lines.append(f"  {name}  {chance}log-odds {each['log_odds']:+.3f} (se {each['log_odds_se']:.3f})")
    return lines
