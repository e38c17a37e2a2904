"""The four baselines beside which a forecast is scored.

* nothing pushes: the case without its links, under an anchor of its own, so that every coded rate holds; a
  link of a strength that is certainly 1 defines its effect and pushes nothing, so it stays;
* nothing changes: the status quo of the as-of date goes on (`majlis.forecast.unchanged`);
* base rate: how often forces left a host that had asked them to (`majlis.forecast.reference_class`), for the
  event of the question ``departure``, without the occasions of the case's own country and without any that
  was not over at the as-of date;
* experts: what the documents' own forecasts say in numbers (`majlis.forecast.experts`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from majlis.case.beside import Experts
from majlis.case.case import Case
from majlis.case.question import Question
from majlis.ensemble.motion.pushing import without_pushes
from majlis.ensemble.motion.questions import weeks_of
from majlis.ensemble.motion.run import MotionRun, run_motion
from majlis.ensemble.side_by_side import Progress
from majlis.forecast.asked import asked
from majlis.forecast.experts import experts_say
from majlis.forecast.moving import draws_of, moving_answers
from majlis.forecast.question_scores import Said
from majlis.forecast.reference_class import BaseRate, NoOccasionsError, base_rate
from majlis.forecast.scores import Mixture
from majlis.forecast.unchanged import unchanged_answers

BASELINES = {
    "nothing_pushes": "nothing pushes",
    "nothing_changes": "nothing changes",
    "base_rate": "base rate",
    "experts": "experts",
}
"""Every baseline with what a reader calls it."""

DEPARTURE = "departure"
HOSTS = ("government", "host")


@dataclass(frozen=True)
class Answers:
    """What the forecast and each baseline say to each question.

    Attributes
    ----------
    said
        By question: ``forecast`` and each baseline; None where it has no answer.
    standard_error
        Of the forecast's probability or mean, from the number of draws alone.
    reference, missing
        The reference class of the departure, and why there is none.
    asked_of
        By question, the experts whose words count.

    """

    said: dict[str, dict[str, Said | None]]
    standard_error: dict[str, float]
    reference: BaseRate | None
    missing: str | None
    asked_of: dict[str, tuple[str, ...]]


def answers_beside(
    case: Case, experts: Experts, draws: int, seed: int, progress: Progress | None = None
) -> Answers:
    """Run a case in motion and ask the four baselines the same questions."""
    run = run_motion(case, draws, seed, progress=progress)
    still = run_motion(without_pushes(case), draws, seed)
    reference, missing = reference_of(case)
    unchanged = unchanged_answers(run)
    forecast, pushless = _said_by(run), _said_by(still)
    said: dict[str, dict[str, Said | None]] = {}
    asked_of: dict[str, tuple[str, ...]] = {}
    for column, question in enumerate(case.questions):
        number, asked_of[question.id] = experts_say(case, question, experts)
        said[question.id] = {
            "forecast": forecast[column],
            "nothing_pushes": pushless[column],
            "nothing_changes": _said(question, unchanged[:, column]),
            "base_rate": _rate_for(case, question, reference),
            "experts": number,
        }
    errors = {answer.question.id: answer.monte_carlo_se for answer in moving_answers(run, {})}
    return Answers(said, errors, reference, missing, asked_of)


def reference_of(case: Case) -> tuple[BaseRate | None, str | None]:
    """Return the reference class of a departure as the as-of date could know it, or why there is none."""
    question = next((each for each in case.questions if each.id == DEPARTURE), None)
    if question is None:
        return None, f"the case has no question '{DEPARTURE}'"
    hosts = host_countries(case)
    if not hosts:
        return (
            None,
            "no actor with a country is the government or the host, so its occasions cannot be left out",
        )
    try:
        return base_rate(case.as_of.earliest, weeks_of(case, question), hosts), None
    except NoOccasionsError as error:
        return None, str(error)


def host_countries(case: Case) -> frozenset[str]:
    """Return the countries of the actors that are the government or the host of a case's mechanisms."""
    uses = () if case.motion is None else case.motion.mechanisms
    named = [name for use in uses for role in HOSTS for name in use.roles.get(role, ())]
    actors = [case.actor_by_id[name] for name in named if name in case.actor_by_id]
    return frozenset(actor.country for actor in actors if actor.country is not None)


def _said_by(run: MotionRun) -> list[Said | None]:
    found: list[Said | None] = []
    for column, answer in enumerate(moving_answers(run, {})):
        if answer.quantiles is not None:
            found.append(Mixture.of(draws_of(run, column)[run.given[:, column]]))
        else:
            found.append(answer.probability)
    return found


def _said(question: Question, values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Said:
    return float(values.mean()) if question.kind == "binary" else Mixture.of(values)


def _rate_for(case: Case, question: Question, reference: BaseRate | None) -> float | None:
    departure = next((each for each in case.questions if each.id == DEPARTURE), None)
    if reference is None or departure is None:
        return None
    (event, yes), (wanted, _) = asked(question), asked(departure)
    if event != wanted:
        return None
    return reference.probability if yes else 1.0 - reference.probability
