"""The mechanism `escalation` and the likelihood of its history are one model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Anchor, drawn
from majlis.dynamics.escalation_parameters import (
    CASUALTIES,
    LEARNABLE,
    STEADY,
    STRIKES,
    learnable,
    likelihood_parameters,
    weekly_attacks,
)
from majlis.dynamics.likelihood import Count, History, log_likelihood, parameters_of
from majlis.dynamics.mechanisms.registry import get
from majlis.dynamics.path import Happened, Path, Record
from majlis.dynamics.system import System

WEEKS = (4, 9, 0, 13, 7, 2, 11, 5)
STRUCK = (0, 1, 0, 2, 1, 0, 3, 0)
KILLED = (1, 0, 0, 1, 0, 0, 1, 0)
TOTALS = tuple(Count(7 * k + 7, int(n)) for k, n in enumerate(np.cumsum(WEEKS)))
HISTORY = History(56, TOTALS, STRUCK, KILLED)


def moved(regime: float) -> tuple[System, dict[str, np.ndarray], np.ndarray]:
    """Run the mechanism along the record in one regime; return its numbers and its weekly rates."""
    assembly = get("escalation").assemble("war", {"challenger": ("a",), "defender": ("b",)})
    system = System(assembly)
    number = {each.name: np.array([each.value]) for each in assembly.quantities}
    # Left out of the likelihood: noise of the memories, and how losses widen the rules.
    number |= {"war.noise": np.zeros(1), "war.licence": np.zeros(1), "war.regime_own": np.array([regime])}
    events = {
        week - len(WEEKS) + 1: tuple(
            Happened(system.hazard_index[f"war.{name}"], counts[week])
            for name, counts in (("attacks", WEEKS), ("strikes", STRUCK), ("casualties", KILLED))
        )
        for week in range(len(WEEKS))
    }
    numbers = drawn(system, np.array([0]), number, {}, Anchor.none())
    path = Path(system, numbers, Addressed(1), Record(events))
    state, rates = path.begin(-len(WEEKS)), []
    for week in range(len(WEEKS)):
        rates.append(path.rates_now(state)[0])
        path.advance(state, week - len(WEEKS) + 1)
    rates.append(path.rates_now(state)[0])
    return system, number, np.array(rates)


def own(number: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name.removeprefix("war."): value for name, value in number.items()}


def test_the_likelihood_is_that_of_the_mechanism_as_it_runs() -> None:
    """Known weeks, no change of regime: the rates of the running mechanism give the same likelihood."""
    both = []
    for regime in (0.0, 1.0):
        system, number, rates = moved(regime)
        attacks = rates[:-1, system.hazard_index["war.attacks"]]
        strikes = rates[:-1, system.hazard_index["war.strikes"]]
        size = 1 / number["war.attacks_dispersion"][0]
        found = (
            nbinom.logpmf(WEEKS, size, size / (size + attacks)).sum() + poisson.logpmf(STRUCK, strikes).sum()
        )
        both.append(found - np.log(2))
    # The mechanism's rates here hold with every memory at nought; the likelihood's with them as at the end.
    values = likelihood_parameters(own(number), HISTORY, 0.0)
    rest = {name: number[f"war.{name}_rate"] for name in ("attacks", "strikes")}
    factor = np.exp(number["war.campaign_effect"] * np.log(number["war.attacks_span"]))
    values |= {
        "quiet": rest["attacks"],
        "campaign": rest["attacks"] * factor,
        "reaction": rest["strikes"],
        "start": 1e-13,
        "stop": 1e-13,
        "share": 1.0,
        "share_dispersion": 0.0,
    }
    found = log_likelihood(HISTORY, parameters_of(values, 1), Addressed(1), np.arange(1), 4)[0]
    assert found == pytest.approx(np.logaddexp(*both), abs=1e-6)


def test_rates_hold_as_at_the_end_of_the_history() -> None:
    """With everything as at the end, attacks come at the coded rate in the regime of the record."""
    number = own(moved(0.0)[1])
    quiet = likelihood_parameters(number, HISTORY, 0.0)
    campaign = likelihood_parameters(number, HISTORY, 1.0)
    still = replace(HISTORY, counts=(Count(56, 0),), strikes=(0,) * 8, casualties=(0,) * 8)
    calm = likelihood_parameters(number, still, 0.0)
    heat, memory = number["heat_own"], number["memory_own"]
    pull = quiet["heat_gain"] * heat + (quiet["anger_gain"] - quiet["fear_gain"]) * memory
    assert calm["quiet"] == pytest.approx(number["attacks_rate"] * np.exp(-pull))
    assert quiet["campaign"] / quiet["quiet"] == pytest.approx(campaign["campaign"] / campaign["quiet"])
    assert quiet["quiet"] == pytest.approx(campaign["campaign"])
    # After a burst the coded rate is a heated one, so the rate at rest lies below it.
    assert quiet["quiet"] < calm["quiet"]
    assert quiet["reaction"] < calm["reaction"]


def test_the_rate_at_the_end_is_the_mechanism_s_own() -> None:
    """The memories that stand between the two sets of rates are those of the running mechanism."""
    system, number, rates = moved(0.0)
    values = likelihood_parameters(own(number), HISTORY, 0.0)
    at_end = rates[-1, system.hazard_index["war.attacks"]] / number["war.attacks_rate"]
    assert number["war.attacks_rate"] / values["quiet"] == pytest.approx(at_end, rel=1e-6)
    at_end = rates[-1, system.hazard_index["war.strikes"]] / number["war.strikes_rate"]
    assert number["war.strikes_rate"] / values["reaction"] == pytest.approx(at_end, rel=1e-6)


def test_unknown_weeks_are_drawn_straight() -> None:
    history = History(21, (Count(14, 10), Count(20, 16, "lower"), Count(21, 90, other=True)))
    assert weekly_attacks(history) == pytest.approx([5.0, 5.0, 6.0])
    later = History(21, (Count(21, 6),), since=7)
    assert weekly_attacks(later) == pytest.approx([0.0, 3.0, 3.0])


def test_only_what_is_recorded_can_be_learned() -> None:
    assert set(learnable(HISTORY)) == set(LEARNABLE)
    assert not set(learnable(replace(HISTORY, strikes=()))) & {*STRIKES, *CASUALTIES}
    assert not set(learnable(replace(HISTORY, casualties=()))) & set(CASUALTIES)
    names = {each.name.removeprefix(".") for each in get("escalation").fixed.quantities}
    assert names >= {*LEARNABLE, *STEADY}
