"""Before anything moves: the anchored questions under their prior, and what each layer of the model adds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from majlis.explore.reruns import BARE, MECHANISMS, WHOLE
from majlis.report.motion.headline import basis_of
from majlis.report.motion.study import InMotion
from majlis.report.motion.variables import variable_title
from majlis.report.wording import NARROW, joined, percent

NAMES = {
    BARE: ("Nothing acts on anything", "levels drift and return, the record is followed, no arrow acts"),
    MECHANISMS: ("Mechanisms alone", "no link of the case acts: the baseline “nothing pushes”"),
    WHOLE: ("The case as it is", "mechanisms, and the links that the claims carry"),
}
BINS = 20


@dataclass(frozen=True)
class PriorRow:
    """An anchored question: its reference rate, what the model says under it, and what it says in motion."""

    text: str
    hazards: str
    basis: str
    reason: str
    anchored: str
    mean: str
    range: str
    moved: str
    bars: tuple[tuple[float, float], ...]
    words: str


@dataclass(frozen=True)
class Step:
    """One layer: its probability, what it adds to the layer before, and its bar."""

    name: str
    about: str
    number: str
    adds: str
    error: str
    width: float


@dataclass(frozen=True)
class PriorPage:
    """Everything that is said before anything moves."""

    rows: tuple[PriorRow, ...]
    steps: tuple[Step, ...]
    draws: str


def prior_page(found: InMotion) -> PriorPage:
    """Return the prior predictive of every anchored question, and the layers of the headline."""
    return PriorPage(
        _rows(found),
        _steps(found),
        f"{found.reruns.draws:,}" if found.reruns else "",
    )


def _rows(found: InMotion) -> tuple[PriorRow, ...]:
    answers = {answer.question.id: answer for answer in found.answers}
    rows = []
    for prior in found.run.priors:
        answer = answers[prior.question]
        low, high = (float(value) for value in np.quantile(prior.probability, (0.1, 0.9)))
        mean = float(prior.probability.mean())
        counts, _ = np.histogram(prior.probability, bins=BINS, range=(0.0, 1.0))
        tallest = max(int(counts.max()), 1)
        bars = tuple(
            (round(100.0 * at / BINS, 2), round(100.0 * count / tallest, 1))
            for at, count in enumerate(counts)
            if count
        )
        titles = [f"“{variable_title(found.case, found.system, name)}”" for name in prior.hazards]
        moved = "no answer" if answer.probability is None else percent(answer.probability)
        rows.append(
            PriorRow(
                answer.question.text.strip(),
                joined(titles),
                basis_of(answer.question),
                answer.question.anchor.reason or "" if answer.question.anchor else "",
                percent(prior.anchored),
                percent(mean),
                f"{percent(low)} to {percent(high)}",
                moved,
                bars,
                f"Prior probability over the draws: mean {percent(mean)}, 8 of 10 draws {percent(low)} to "
                f"{percent(high)}",
            )
        )
    return tuple(rows)


def _steps(found: InMotion) -> tuple[Step, ...]:
    """Return the layers of the headline, each beside the one before it."""
    if found.reruns is None or not found.reruns.layers:
        return ()
    anchored = next(p.anchored for p in found.run.priors if p.question == found.answers[0].question.id)
    top = max([anchored, *(layer.probability for layer in found.reruns.layers)])
    steps = [
        Step(
            "Every state as it is at the as-of date",
            "the reference rate, by which the one free constant was set",
            percent(anchored),
            "",
            "",
            round(100.0 * anchored / top, 1),
        )
    ]
    before, error = anchored, 0.0
    for layer in found.reruns.layers:
        name, about = NAMES[layer.name]
        change = 100.0 * (layer.probability - before)
        steps.append(
            Step(
                name,
                about,
                percent(layer.probability),
                f"{change:+.1f} points".replace("-", "\u2212"),
                f"±{NARROW}{100.0 * max(layer.se, error):.1f}",
                round(100.0 * layer.probability / top, 1),
            )
        )
        before, error = layer.probability, layer.se
    return tuple(steps)
