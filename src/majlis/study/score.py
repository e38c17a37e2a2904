"""The study of how right a case was: every question with its forecast, its outcome and its scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from majlis.case.beside import Experts
from majlis.case.case import Case
from majlis.case.fault import CaseFaults, Fault
from majlis.case.folder_digest import folder_digest
from majlis.case.load import find_case, load
from majlis.case.outcome import Outcome
from majlis.case.question import Question
from majlis.ensemble.side_by_side import Progress
from majlis.forecast.answer import LEVELS
from majlis.forecast.asked import Asked, asked
from majlis.forecast.baselines import BASELINES, Answers, answers_beside
from majlis.forecast.experts import number_of
from majlis.forecast.question_scores import FLOOR, Said, scores_of
from majlis.forecast.resolution import read_resolution
from majlis.forecast.score_means import Paired, paired
from majlis.forecast.scores import Mixture

DIGITS = 4
MEASURES = ("brier", "log")
NO_ROW = "nothing on record resolves it"
NOT_HELD = "its condition did not hold"
TOO_FEW = "its condition holds in too few draws"
WARNINGS = (
    "The questions are few and hang together, so the means support no claim of skill.",
    "Those who coded the cases knew how they ended.",
)

Scores = dict[str, dict[str, float]]


@dataclass(frozen=True)
class QuestionScore:
    """One question: what was said, what came, and the scores by name of the answer and measure."""

    question: Question
    said: Mapping[str, Said | None]
    outcome: Outcome | None
    unscored: str | None
    scores: Scores
    standard_error: float
    experts: tuple[str, ...]


@dataclass(frozen=True)
class CaseScores:
    """The scores of one case; ``digest`` is that of the folder that holds its estimates."""

    case: Case
    digest: str
    draws: int
    seed: int
    questions: tuple[QuestionScore, ...]
    answers: Answers
    experts: Experts

    @property
    def events(self) -> tuple[QuestionScore, ...]:
        """The scored questions, each event once: of those that ask for one event, the first."""
        first: dict[Asked, QuestionScore] = {}
        for each in self.questions:
            if each.scores:
                first.setdefault(asked(each.question)[0], each)
        return tuple(first.values())


def score_case(name: str, draws: int = 10_000, seed: int = 1, progress: Progress | None = None) -> CaseScores:
    """Score the questions of a case in motion whose outcome is known.

    Raises
    ------
    NoSuchCase, CaseFaults
        When the case, its outcomes or its experts are wrong, or the case does not move.

    """
    case, folder = load(name), find_case(name)
    outcomes, experts = read_resolution(case, folder)
    if case.motion is None:
        place = case.places.at("case", "id")
        expected = "a 'motion:' section in case.yaml, which dates the questions"
        raise CaseFaults(
            case.id, [Fault(place, "a case that does not move", expected, "see docs/case-format.md")]
        )
    answers = answers_beside(case, experts, draws, seed, progress)
    questions = tuple(_scored(question, outcomes.get(question.id), answers) for question in case.questions)
    return CaseScores(case, folder_digest(folder), draws, seed, questions, answers, experts)


def _scored(question: Question, outcome: Outcome | None, answers: Answers) -> QuestionScore:
    said = answers.said[question.id]
    unscored = _reason(outcome, said["forecast"])
    scores: Scores = {}
    if unscored is None and outcome is not None and outcome.outcome is not None:
        scores = {name: scores_of(each, outcome.outcome) for name, each in said.items() if each is not None}
    error, experts = answers.standard_error[question.id], answers.asked_of[question.id]
    return QuestionScore(question, said, outcome, unscored, scores, error, experts)


def _reason(outcome: Outcome | None, forecast: Said | None) -> str | None:
    """Say why a question cannot be scored; None where it can."""
    if outcome is None:
        return NO_ROW
    if outcome.held == "no":
        return NOT_HELD
    if outcome.outcome is None:
        return outcome.unscored
    return TOO_FEW if forecast is None else None


def scores_json(scored: Sequence[CaseScores], commit: str | None = None) -> dict[str, Any]:
    """Return the form of ``score --json``."""
    events = [event for each in scored for event in each.events]
    return {
        "commit": commit,
        "floor": FLOOR,
        "cases": [_case(each) for each in scored],
        "pooled": _means(events),
        "warnings": list(WARNINGS),
    }


def _case(found: CaseScores) -> dict[str, Any]:
    case, reference = found.case, found.answers.reference
    scored = [each for each in found.questions if each.scores]
    return {
        "case": case.id,
        "title": case.title,
        "as_of": str(case.as_of),
        "digest": found.digest,
        "draws": found.draws,
        "seed": found.seed,
        "n": {"questions": len(found.questions), "scored": len(scored), "events": len(found.events)},
        "questions": [_question(each) for each in found.questions],
        "means": _means(found.events),
        "quantities": _quantities(found.events),
        "base_rate": None if reference is None else _rounded(vars(reference)),
        "no_base_rate": found.answers.missing,
        "experts": [_expert(found, index) for index in range(len(found.experts.rows))],
    }


def _question(found: QuestionScore) -> dict[str, Any]:
    question, outcome = found.question, found.outcome
    return {
        "id": question.id,
        "text": question.text,
        "kind": question.kind,
        "resolve": question.resolve,
        "by": None if question.by is None else str(question.by),
        "given": question.given,
        "outcome": None if outcome is None else outcome.outcome,
        "resolution": None
        if outcome is None
        else outcome.model_dump(mode="json", exclude={"question", "outcome"}),
        "unscored": found.unscored,
        "monte_carlo_se": round(found.standard_error, DIGITS),
        "answers": {
            name: _said(each) | _rounded(found.scores.get(name, {})) for name, each in found.said.items()
        },
        "experts": list(found.experts),
    }


def _said(said: Said | None) -> dict[str, Any]:
    if said is None:
        return {}
    if isinstance(said, Mixture):
        return {"quantiles": {f"{level:g}": round(said.quantile(level), DIGITS) for level in LEVELS}}
    return {"probability": round(said, DIGITS)}


def _means(events: Sequence[QuestionScore]) -> dict[str, Any]:
    """Return the paired means of probabilities' scores by baseline and measure."""
    scores = [each.scores for each in events]
    found = {name: {of: paired(scores, of, name) for of in MEASURES} for name in BASELINES}
    return {name: {of: _paired(each) for of, each in by.items()} for name, by in found.items()}


def _quantities(events: Sequence[QuestionScore]) -> dict[str, Any]:
    """Return the paired mean CRPS of each quantity that is asked for, by baseline; units do not mix."""
    by_quantity: dict[str, list[Scores]] = {}
    for each in events:
        if each.question.kind == "numeric":
            by_quantity.setdefault(each.question.resolve, []).append(each.scores)
    return {
        quantity: {name: _paired(paired(scores, "crps", name)) for name in BASELINES}
        for quantity, scores in by_quantity.items()
    }


def _paired(found: Paired | None) -> dict[str, Any] | None:
    return None if found is None else _rounded(vars(found))


def _expert(found: CaseScores, index: int) -> dict[str, Any]:
    row = found.experts.rows[index]
    number, question = number_of(row), next(q for q in found.case.questions if q.id == row.question)
    return row.model_dump() | {
        "case": found.case.id,
        "condition": question.given,
        "by": None if question.by is None else str(question.by),
        "value": None if number is None else number.value,
        "value_basis": None if number is None else number.basis,
    }


def _rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: round(value, DIGITS) if isinstance(value, float) else value for name, value in values.items()
    }
