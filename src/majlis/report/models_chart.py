"""How the decision models differ: where each settles, and what each says to the questions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from majlis.ensemble.run import Ensemble
from majlis.forecast.answer import Answer
from majlis.report.names import arena_label
from majlis.report.scale_line import Band, ScaleLine
from majlis.report.wording import counted, joined, of_hundred, percent, sentence

STATUS = ("settled", "came back in a circle", "reached the last round still moving")
VACUOUS = 0.5
NEAR = 1e-6


@dataclass(frozen=True)
class ModelRow:
    """One model: its interval of settlements and the answer it gives to each question of the issue."""

    name: str
    about: str
    tag: str
    band: Band
    words: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class ModelsChart:
    """The models side by side on one issue."""

    line: ScaleLine
    columns: tuple[str, ...]
    rows: tuple[ModelRow, ...]
    notes: tuple[str, ...]


def models_chart(ensemble: Ensemble, issue: str, answers: tuple[Answer, ...]) -> ModelsChart:
    """Compare the models on one issue."""
    line = ScaleLine(ensemble.case.issue_by_id[issue])
    asked = [answer for answer in answers if answer.condition.issue == issue]
    empty = vacuous(ensemble, issue)
    rows = tuple(_row(ensemble, line, number, asked, empty) for number in range(len(ensemble.models)))
    columns = tuple(_column(answer) for answer in asked)
    return ModelsChart(line, columns, rows, (*_fallbacks(ensemble, issue), *_endings(ensemble, issue)))


def _row(
    ensemble: Ensemble, line: ScaleLine, number: int, asked: list[Answer], empty: tuple[str, ...]
) -> ModelRow:
    variant = ensemble.models[number]
    low, middle, high = (
        float(v) for v in np.quantile(ensemble.answer(line.issue.id, number), (0.1, 0.5, 0.9))
    )
    band = line.band(low, middle, high)
    values = tuple(_value(line, answer, variant.name) for answer in asked)
    return ModelRow(
        name=variant.name,
        about=sentence(variant.model.about),
        tag="headline" if number == 0 else "vacuous" if variant.name in empty else "",
        band=band,
        words=f"{variant.name}: settlement {band.words}",
        values=values,
    )


def _column(answer: Answer) -> str:
    if answer.question.kind == "numeric":
        return "landing, middle draw"
    return "yes, share of draws" if answer.undated else "probability of yes"


def _value(line: ScaleLine, answer: Answer, name: str) -> str:
    value = answer.by_model.get(name)
    if value is None:
        return "not asked"
    return line.measure.number(value) if answer.question.kind == "numeric" else percent(value)


def status_quo_share(ensemble: Ensemble, number: int, issue: str) -> float:
    """Return the share of draws in which a model that may fall back on the status quo does just that."""
    index = ensemble.assembly.answers[issue][0]
    bargain = ensemble.assembly.bargains[index]
    if bargain.status_quo is None or not ensemble.models[number].needs_status_quo:
        return 0.0
    distance = np.abs(ensemble.outcome[:, number, index] - ensemble.inputs[:, bargain.status_quo])
    return float(np.mean(distance <= NEAR * (bargain.bounds[1] - bargain.bounds[0])))


def vacuous(ensemble: Ensemble, issue: str) -> tuple[str, ...]:
    """Return the names of the models that mostly repeat the status quo."""
    shares = {variant.name: status_quo_share(ensemble, n, issue) for n, variant in enumerate(ensemble.models)}
    return tuple(name for name, share in shares.items() if share >= VACUOUS)


def _fallbacks(ensemble: Ensemble, issue: str) -> list[str]:
    """Say in how many draws a model that may fall back on the status quo does nothing else."""
    notes = []
    for number, variant in enumerate(ensemble.models):
        if not variant.needs_status_quo:
            continue
        same = status_quo_share(ensemble, number, issue)
        meaning = (
            "the model is vacuous here: with actors on both sides of the status quo no move is better for "
            "all of them, so it repeats where things stand and says nothing about the bargain"
            if same >= VACUOUS
            else "in the others some move is better for every actor than no deal"
        )
        draws = of_hundred(same)
        notes.append(f"The model “{variant.name}” returns the status quo itself in {draws} draws; {meaning}.")
    return notes


def _endings(ensemble: Ensemble, issue: str) -> list[str]:
    """Say how the draws of models with rounds ended, arena by arena."""
    notes = []
    for index, bargain in enumerate(ensemble.assembly.bargains):
        if bargain.issue != issue:
            continue
        for number, variant in enumerate(ensemble.models):
            rounds = ensemble.rounds[:, number, index]
            if not rounds.any():
                continue
            counts = np.bincount(ensemble.status[:, number, index], minlength=len(STATUS))
            ended = joined(
                [f"{count:,} {word}" for count, word in zip(counts, STATUS, strict=False) if count]
            )
            where = (
                f" in {arena_label(ensemble.case, bargain.arena)}" if len(ensemble.case.arenas) > 1 else ""
            )
            notes.append(
                f"{variant.name.capitalize()}{where}: of {counted(ensemble.draws, 'draw')}, {ended}; "
                f"{counted(int(np.median(rounds)), 'round')} in the middle draw."
            )
    return notes
