r"""Scores of answers to questions: Brier and log score of a probability, CRPS of a distribution.

With p the probability of yes and y = 1 where yes came out, else 0: the Brier score is :math:`(p - y)^2`
(Brier 1950, one category), from 0 to 1; the log score is :math:`-\ln(p)` of what came out (Good 1952), with p
held within [0.01, 0.99], so at most 4.61. A probability of one half scores 0.25 and 0.69. Lower is better in
all three. CRPS is in the unit of the question, see `majlis.forecast.scores`.

Sources: Brier, G.W. (1950), 'Verification of forecasts expressed in terms of probability', *Monthly Weather
Review* 78; Good, I.J. (1952), 'Rational decisions', *JRSS B* 14.
"""

from __future__ import annotations

import math

from majlis.forecast.scores import Mixture, crps

FLOOR = 0.01
"""Lowest probability that the log score counts."""

Said = float | Mixture
"""A probability of yes, or a distribution."""


def brier(probability: float, yes: bool) -> float:
    """Return the Brier score of a probability."""
    return (probability - float(yes)) ** 2


def log_score(probability: float, yes: bool) -> float:
    """Return the log score of a probability, held within the floor."""
    of_what_came = probability if yes else 1.0 - probability
    return -math.log(min(max(of_what_came, FLOOR), 1.0 - FLOOR))


def scores_of(said: Said, outcome: str | float) -> dict[str, float]:
    """Return the scores of an answer by name.

    Raises
    ------
    TypeError
        When a probability meets a number, or a distribution yes or no.

    """
    if isinstance(said, Mixture) and not isinstance(outcome, str):
        return {"crps": crps(said, outcome)}
    if isinstance(said, float) and isinstance(outcome, str):
        return {"brier": brier(said, outcome == "yes"), "log": log_score(said, outcome == "yes")}
    raise TypeError(f"a {type(said).__name__} cannot be scored on {outcome!r}")
