"""What the models cannot see, how the run was made, and how to make it again."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from majlis.case.case import Case
from majlis.ensemble.run import Ensemble
from majlis.models.landing import WIDENING
from majlis.report.wording import capital, counted, day_in_words, joined

SETTLEMENT = (
    "The settlement was learned on other disputes",
    "two numbers learned on 227 decisions of European Union legislation say how often a decision lands on a "
    "position that somebody holds and how far off it lands else. Those sides all come back to the table.",
)
MEAN = (
    "The weighted mean cannot see",
    "vetoes, coalitions, the order of moves, side payments, or that somebody may simply act alone. It always "
    "lies between the wishes: where only the two ends are feasible, it names a middle that nobody can have.",
)
CHALLENGE = (
    "The challenge model does not stand on firm print",
    "its published results do not follow from its printed equations, and those who rebuilt it filled the "
    "gaps differently. Read it as a contrast to the mean, not as a second opinion of equal rank.",
)
MEDIAN = (
    "The weighted median cannot see",
    "how far the losing side is from it: moving an extreme actor further out changes nothing.",
)
NASH = (
    "The Nash solution hangs on its no-deal point",
    "where failure costs everybody alike it stays close to the mean; where the status quo holds without "
    "agreement and wishes lie on both sides of it, it has nothing to add.",
)
TRADES = (
    "Issues settle one by one",
    "no model here trades a concession on one issue for one on another.",
)
CODED = (
    "Only coded actors have a voice",
    "who is left out, and how positions were placed on the scale, matters more than any choice of model.",
)


@dataclass(frozen=True)
class Limit:
    """One limit: what it is, and what it means for the reader."""

    name: str
    text: str


@dataclass(frozen=True)
class Methods:
    """How the run was made, a citation to paste, and the command that makes it again."""

    paragraph: str
    citation: str
    command: str


def limits(ensemble: Ensemble, moves: bool = False) -> tuple[Limit, ...]:
    """Return the limits that hold for this run; those of motion stand elsewhere."""
    models = {variant.model.name for variant in ensemble.models}
    found = [_error(ensemble.case)] if moves else [_time(), _error(ensemble.case)]
    found += [text for name, text in _by_model().items() if name in models]
    found += [TRADES] if len(ensemble.case.issues) > 1 else []
    return tuple(Limit(name, capital(text)) for name, text in (*found, CODED))


def _by_model() -> dict[str, tuple[str, str]]:
    return {"settlement": SETTLEMENT, "mean": MEAN, "median": MEDIAN, "nash": NASH, "challenge": CHALLENGE}


def _time() -> tuple[str, str]:
    return (
        "There is no time in a static run",
        "it weighs the wishes of the as-of date once. It knows no deadline, shock, election or change of "
        "mind, so it says where the dispute points and never when it gets there.",
    )


def _error(case: Case) -> tuple[str, str]:
    text = (
        "error spread learned from EU legislation, likely too narrow here. On 351 decisions of the European "
        "Union a weighted mean missed by a root mean square of 29.8 points of 100; coercive disputes are "
        "surely no easier, by how much no record here says. "
    )
    return "The models' error is borrowed", f"{text}So {widened(case)}."


def widened(case: Case) -> str:
    """Say by how much the models' error is widened, and who says so."""
    own = [(issue.label, issue.widening) for issue in case.issues if issue.widening is not None]
    default = f"it is widened by a factor of {WIDENING[0]:g} to {WIDENING[2]:g}, most likely {WIDENING[1]:g}"
    if not own:
        return f"{default} (a judgement)"
    said = joined([f"{estimate.centre:g} for {label}" for label, estimate in own])
    others = f"; elsewhere {default} (a judgement)" if len(own) < len(case.issues) else ""
    return f"this case sets the factor by which it is widened: {said}{others}"


def methods(ensemble: Ensemble, changes: tuple[str, ...], moves: bool = False) -> Methods:
    """Return how the run was made and how to make it again."""
    case, model = ensemble.case, ensemble.models[0]
    draws = counted(ensemble.draws, "draw")
    design = (
        "random numbers addressed by seed, draw and name"
        if ensemble.design == "addressed"
        else "scrambled Sobol points"
    )
    others = joined([variant.name for variant in ensemble.models[1:]])
    pairs = (
        f" {counted(len(case.correlations), 'pair')} of numbers move together." if case.correlations else ""
    )
    paragraph = (
        f"Each of {draws} takes every number from its range ({design}, seed {ensemble.seed}). In every draw "
        f"each arena settles by the headline model, {model.name} ({model.model.source}); the decision lands "
        f"there with the model's own error, cut at the ends of the scale.{pairs}"
        + (f" The same draws are settled by {others}." if others else "")
    )
    changed = f" Changed for this run: {'; '.join(changes)}." if changes else ""
    still = ["--static"] if case.motion is not None and not moves else []
    command = " ".join([_command(ensemble), *still, *changes])
    return Methods(paragraph, _citation(ensemble) + changed, command)


def _citation(ensemble: Ensemble) -> str:
    case = ensemble.case
    digest = f", digest {case.digest[:16]}" if case.digest else ""
    as_of = day_in_words(case.as_of)
    return (
        f"Majlis {program_version()}. {case.title} (case {case.id}, as of {as_of}{digest}). "
        f"{counted(ensemble.draws, 'draw')}, seed {ensemble.seed}, model {ensemble.models[0].name}."
    )


def _command(ensemble: Ensemble) -> str:
    case = ensemble.case
    return (
        f"majlis run {shlex.quote(case.id)} --draws {ensemble.draws} --seed {ensemble.seed} "
        f"--model {shlex.quote(ensemble.models[0].name)}"
    )


def program_version() -> str:
    """Return the version of Majlis that is installed."""
    try:
        return version("majlis")
    except PackageNotFoundError:  # run from a copy that was never installed
        return "unreleased"
