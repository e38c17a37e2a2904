"""`majlis score`: how right the forecasts of cases in motion were."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from majlis.cli.show import Json, Seed, progress_bar, say, show_json

CaseNames = Annotated[
    list[str], typer.Argument(metavar="CASE...", help="Case folders, or names of shipped cases.")
]
COMMIT = re.compile(r"[0-9a-f]{7,40}")


def score(
    cases: CaseNames,
    draws: Annotated[int, typer.Option(help="How many draws.", min=100)] = 10_000,
    seed: Seed = 1,
    digest: Annotated[
        bool, typer.Option("--digest", help="Only print the digest of each case's estimates; score nothing.")
    ] = False,
    commit: Annotated[
        str | None,
        typer.Option(
            metavar="HASH", help="The commit that holds the estimates; without it scores are provisional."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write the scores as a page in Markdown.")
    ] = None,
    json: Json = False,
) -> None:
    """Score the questions whose outcome is known, beside four baselines.

    Outcomes stand in outcomes.csv of a case folder, the documents' own forecasts in experts.csv; no run reads
    either. Brier and log score for yes or no, CRPS for numbers; lower is better.
    """
    if commit is not None and not COMMIT.fullmatch(commit):
        raise typer.BadParameter(
            f"'{commit}' is no hash of 7 to 40 hexadecimal digits", param_hint="--commit"
        )
    if digest:
        _show_digests(cases, json)
        return
    from majlis.study.score import score_case, scores_json

    scored = []
    for name in cases:
        with progress_bar(f"scoring {name}") as progress:
            scored.append(score_case(name, draws, seed, progress))
    found = scores_json(scored, commit)
    if out is not None:
        _write(out, found)
    if json:
        show_json(found)
    else:
        for line in _lines(found):
            typer.echo(line)


def _show_digests(cases: list[str], json: bool) -> None:
    from majlis.case.folder_digest import folder_digest
    from majlis.case.load import find_case

    digests = {name: folder_digest(find_case(name)) for name in cases}
    if json:
        show_json(digests)
        return
    for name, digest in digests.items():
        typer.echo(f"{digest}  {name}")


def _write(path: Path, found: dict[str, Any]) -> None:
    from majlis.case.write import whole_file
    from majlis.report.score_page import score_page

    if path.is_dir():
        raise typer.BadParameter(f"{path} is a folder; name a file", param_hint="--out")
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(score_page(found))
    say(f"wrote {path}")


def _lines(found: dict[str, Any]) -> list[str]:
    lines = []
    for case in found["cases"]:
        n = case["n"]
        lines.append(f"{case['case']} (as of {case['as_of']}, digest {case['digest'][:16]})")
        lines.append(
            f"{n['scored']} of {n['questions']} questions scored, on {n['events']} different events\n"
        )
        lines += [line for question in case["questions"] for line in _question(question)]
        lines += _means(case["means"], case["quantities"])
    if len(found["cases"]) > 1:
        lines += ["All cases:", *_means(found["pooled"], {})]
    return [*lines, *found["warnings"]]


def _question(question: dict[str, Any]) -> list[str]:
    from majlis.forecast.baselines import BASELINES

    answers = question["answers"]
    if question["unscored"] is not None:
        return [f"{question['id']}: {_said(answers['forecast'])}; unscored: {question['unscored']}"]
    head = f"{question['id']}: {_said(answers['forecast'])}; came: {_came(question['outcome'])}; "
    beside = [f"{title} {_score(answers[name])}" for name, title in BASELINES.items() if answers[name]]
    return [f"{head}score {_score(answers['forecast'])}", f"    {'; '.join(beside)}"]


def _came(outcome: str | float) -> str:
    return outcome if isinstance(outcome, str) else f"{outcome:,.4g}"


def _said(answer: dict[str, Any]) -> str:
    if "probability" in answer:
        return f"{answer['probability']:.0%}"
    if "quantiles" in answer:
        low, middle, high = answer["quantiles"].values()
        return f"{middle:,.4g} ({low:,.4g} to {high:,.4g})"
    return "no answer"


def _score(answer: dict[str, Any]) -> str:
    return f"{answer['crps']:,.4g}" if "crps" in answer else f"{answer['brier']:.3f}"


def _means(means: dict[str, Any], quantities: dict[str, Any]) -> list[str]:
    from majlis.forecast.baselines import BASELINES

    lines = ["", f"{'means on the same events':<34}{'n':>3}{'forecast':>10}{'baseline':>10}"]
    for name, title in BASELINES.items():
        for measure in ("brier", "log"):
            lines += _mean(f"{measure} against {title}", means[name][measure])
    for quantity, by in quantities.items():
        for name, title in BASELINES.items():
            lines += _mean(f"CRPS of {quantity} against {title}", by[name])
    return [*lines, ""]


def _mean(title: str, pair: dict[str, Any] | None) -> list[str]:
    if pair is None:
        return []
    return [f"{title:<34}{pair['n']:>3}{pair['forecast']:>10,.4g}{pair['baseline']:>10,.4g}"]
