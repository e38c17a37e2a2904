"""The likelihood of a recorded history: closed forms at its limits, small cases enumerated, refusals."""

from __future__ import annotations

from itertools import product
from math import exp, log, log1p

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike
from scipy.special import expit, gammaln, logit, logsumexp
from scipy.stats import nbinom, poisson

from majlis.chance.addressed import Addressed
from majlis.dynamics.likelihood import (
    PARAMETERS,
    Count,
    History,
    HistoryError,
    log_likelihood,
    parameters_of,
)

PLAIN: dict[str, ArrayLike] = dict.fromkeys(PARAMETERS, 0.0) | {
    "quiet": 5.0,
    "campaign": 5.0,
    "start": 0.2,
    "stop": 0.3,
    "heat_own": 0.05,
    "losses_own": 0.1,
    "fear_own": 0.2,
    "anger_own": 0.1,
    "heat_half_life": 2.0,
    "losses_half_life": 3.0,
    "fear_half_life": 3.0,
    "anger_half_life": 4.0,
    "reaction": 0.7,
    "share": 1.0,
}
MOVED = PLAIN | {
    "quiet": 1.0,
    "campaign": 6.0,
    "dispersion": 0.4,
    "heat_shift": 0.03,
    "heat_gain": 1.5,
    "losses_shift": 0.3,
    "losses_gain": 1.1,
    "fear_shift": 0.2,
    "fear_gain": 0.8,
    "anger_shift": 0.1,
    "anger_gain": 0.5,
    "retaliation": 1.2,
}


Told = tuple[tuple[int, ...], tuple[int, ...]]
"""Strikes and attacks that killed, by week."""


def likelihood(
    history: History, values: dict[str, ArrayLike], draws: int = 1, particles: int = 8
) -> np.ndarray:
    return log_likelihood(history, parameters_of(values, draws), Addressed(3), np.arange(draws), particles)


def mass(count: int, mean: float, dispersion: float) -> float:
    """Log mass of a count, straight from scipy."""
    if dispersion == 0.0:
        return float(poisson.logpmf(count, mean))
    return float(nbinom.logpmf(count, 1 / dispersion, 1 / (1 + dispersion * mean)))


def later(value: float, p: dict[str, float], name: str, count: int) -> float:
    """A memory a week later: back on the logit scale by its half-life, and up by its shift."""
    latent = logit(value) * 0.5 ** (1 / p[f"{name}_half_life"])
    latent += logit(p[f"{name}_own"]) * (1 - 0.5 ** (1 / p[f"{name}_half_life"]))
    return float(expit(latent + 2 * log(19) * p[f"{name}_shift"] * count))


def by_hand(weeks: tuple[int, ...], told: Told, p: dict[str, float]) -> float:
    """Log probability of whole weeks' counts and strikes: the sum over every path of the regimes."""
    on, off = -np.expm1(-p["start"]), -np.expm1(-p["stop"])
    move = np.array([[1 - on, on], [off, 1 - off]])
    nothing = (0,) * len(weeks)
    strikes, killed = (each or nothing for each in told)
    feeds = {"heat": weeks, "losses": killed, "fear": strikes, "anger": strikes}
    paths = []
    for regimes in product((0, 1), repeat=len(weeks)):
        found, memory = log(0.5), {name: p[f"{name}_own"] for name in feeds}
        for week, regime in enumerate(regimes):
            if week:
                found += log(move[regimes[week - 1], regime])
                for name, feed in feeds.items():
                    memory[name] = later(memory[name], p, name, feed[week - 2] if week > 1 else 0)
            rate = p["campaign"] if regime else p["quiet"]
            rate *= exp(
                p["heat_gain"] * memory["heat"]
                - p["fear_gain"] * memory["fear"]
                + p["anger_gain"] * memory["anger"]
            )
            found += mass(weeks[week], rate, p["dispersion"])
            if told[0]:
                pull = p["retaliation"] * memory["heat"] + p["losses_gain"] * memory["losses"]
                found += mass(strikes[week], p["reaction"] * exp(pull), 0.0)
        paths.append(found)
    return float(logsumexp(paths))


def whole_weeks(weeks: tuple[int, ...], told: Told = ((), ())) -> History:
    totals = np.cumsum(weeks)
    return History(7 * len(weeks), tuple(Count(7 * k + 7, int(n)) for k, n in enumerate(totals)), *told)


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 20)), min_size=1, max_size=8), st.floats(0.1, 40.0)
)
@settings(max_examples=40, deadline=None)
def test_without_regimes_excitation_and_dispersion_it_is_poisson(
    steps: list[tuple[int, int]], rate: float
) -> None:
    days, totals = np.cumsum([d for d, _ in steps]), np.cumsum([n for _, n in steps])
    history = History(int(days[-1]), tuple(Count(int(d), int(n)) for d, n in zip(days, totals, strict=True)))
    expected = sum(poisson.logpmf(n, rate * d / 7) for d, n in steps)
    found = likelihood(history, PLAIN | {"quiet": rate, "campaign": rate}, 1, 32)[0]
    # Stretches that cross a week are split at random, in proportion: every split is worth the same.
    assert found == pytest.approx(expected, abs=1e-8)


def test_a_week_is_negative_binomial_however_it_is_cut() -> None:
    values = PLAIN | {"dispersion": 0.7}
    whole = History(7, (Count(7, 9),))
    assert likelihood(whole, values)[0] == pytest.approx(mass(9, 5.0, 0.7))
    # Cut: the week's total is negative binomial, its parts are multinomial by their days.
    cut = History(7, (Count(2, 3), Count(3, 3), Count(7, 9)))
    parts, days = np.array([3, 0, 6]), np.array([2, 1, 4])
    shares = gammaln(10) - gammaln(parts + 1).sum() + (parts * np.log(days / 7)).sum()
    assert likelihood(cut, values)[0] == pytest.approx(mass(9, 5.0, 0.7) + shares)


@given(st.lists(st.integers(0, 15), min_size=1, max_size=6), st.booleans())
@settings(max_examples=30, deadline=None)
def test_known_weeks_equal_the_sum_over_all_paths(weeks: list[int], with_strikes: bool) -> None:
    told = (tuple(n % 3 for n in weeks), tuple(n % 2 for n in weeks)) if with_strikes else ((), ())
    found = likelihood(whole_weeks(tuple(weeks), told), MOVED)[0]
    expected = by_hand(tuple(weeks), told, {name: float(v) for name, v in MOVED.items()})  # type: ignore[arg-type]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


def unbiased(history: History, values: dict[str, ArrayLike], expected: float) -> None:
    """The mean likelihood over many draws is the true one, within four standard errors."""
    found = np.exp(likelihood(history, values, 2_000, 16) - expected)
    error = found.std() / np.sqrt(found.size)
    assert error < 0.05
    assert found.mean() == pytest.approx(1.0, abs=4 * error + 1e-9)


def test_unknown_weeks_equal_the_sum_over_all_counts() -> None:
    history = History(28, (Count(21, 12), Count(28, 20)), (0, 2, 0, 1), (1, 0, 1, 0))
    p = {name: float(v) for name, v in MOVED.items()}  # type: ignore[arg-type]
    ways = [(a, b, 12 - a - b, 8) for a in range(13) for b in range(13 - a)]
    unbiased(
        history,
        MOVED,
        float(logsumexp([by_hand(way, (history.strikes, history.casualties), p) for way in ways])),
    )


def test_one_interval_of_whole_weeks_has_the_closed_form() -> None:
    """A sum of weeks without excitation and regimes: negative binomial with as many times the shape."""
    values = PLAIN | {"dispersion": 0.6}
    unbiased(History(28, (Count(28, 31),)), values, float(nbinom(4 / 0.6, 1 / (1 + 0.6 * 5.0)).logpmf(31)))


def test_a_regime_that_never_changes_is_one_or_the_other_all_along() -> None:
    values = PLAIN | {"quiet": 2.0, "campaign": 9.0, "start": 1e-13, "stop": 1e-13}
    weeks = (3, 5, 4)
    ways = [sum(mass(n, rate, 0.0) for n in weeks) for rate in (2.0, 9.0)]
    assert likelihood(whole_weeks(weeks), values)[0] == pytest.approx(logsumexp(ways) - log(2))


def test_an_interval_is_the_sum_over_what_a_count_within_it_may_be() -> None:
    """Splitting is consistent, also within a week and with everything at work."""
    whole = History(21, (Count(7, 4), Count(21, 15)))
    ways = [
        History(21, (Count(7, 4), Count(10, n), Count(14, m), Count(21, 15)))
        for n in range(4, 16)
        for m in range(n, 16)
    ]
    unbiased(whole, MOVED, float(logsumexp([likelihood(way, MOVED, particles=1)[0] for way in ways])))


@pytest.mark.parametrize("other", [Count(7, 9, other=True), Count(7, 5, "lower"), Count(7, 30, "upper")])
def test_the_order_of_rows_of_one_day_says_nothing(other: Count) -> None:
    exact, last = Count(7, 8), Count(14, 12)
    one, two = (likelihood(History(14, rows), MOVED) for rows in ((exact, other, last), (other, exact, last)))
    assert one == two
    assert np.isfinite(one).all()


@pytest.mark.parametrize(("bound", "middle"), [("lower", 9), ("upper", 5)])
def test_bounds_between_exact_counts(bound: str, middle: int) -> None:
    history = History(14, (Count(7, middle, bound), Count(14, 14)))  # type: ignore[arg-type]
    p = {name: float(v) for name, v in MOVED.items()}  # type: ignore[arg-type]
    firsts = range(middle, 15) if bound == "lower" else range(middle + 1)
    unbiased(history, MOVED, float(logsumexp([by_hand((n, 14 - n), ((), ()), p) for n in firsts])))


def test_a_last_bound_is_a_survival_term() -> None:
    known = History(14, (Count(7, 4),))
    with_bound = History(14, (Count(7, 4), Count(14, 13, "lower")))
    gained = likelihood(with_bound, PLAIN) - likelihood(known, PLAIN)
    assert gained[0] == pytest.approx(poisson.logsf(8, 5.0))
    with_bound = History(14, (Count(7, 4), Count(14, 13, "upper")))
    gained = likelihood(with_bound, PLAIN) - likelihood(known, PLAIN)
    assert gained[0] == pytest.approx(poisson.logcdf(9, 5.0))


def test_what_is_below_the_running_maximum_says_nothing() -> None:
    counts = (Count(7, 9), Count(14, 15))
    with_lower = History(14, (*counts, Count(10, 8, "lower")))
    unbiased(with_lower, MOVED, float(likelihood(History(14, counts), MOVED)[0]))


@pytest.mark.parametrize("bound", ["exact", "lower", "upper"])
def test_a_second_basis_has_its_share_and_error(bound: str) -> None:
    counts = (Count(7, 9), Count(14, 15))
    values = PLAIN | {"share": 1.5, "share_dispersion": 0.1}
    seen = History(14, (*counts, Count(14, 21, bound, other=True)))  # type: ignore[arg-type]
    count = nbinom(10, 1 / (1 + 0.1 * 22.5))
    expected = {"exact": count.logpmf(21), "lower": count.logsf(20), "upper": count.logcdf(21)}[bound]
    gained = likelihood(seen, values) - likelihood(History(14, counts), values)
    assert gained[0] == pytest.approx(expected)


def test_each_basis_counts_from_its_own_first_day() -> None:
    """Before the first count begins nothing is known; the second begins with the second week."""
    values = PLAIN | {"share_dispersion": 0.0}
    history = History(21, (Count(14, 4), Count(21, 10), Count(21, 6, other=True)), since=7, other_since=14)
    expected = poisson.logpmf(4, 5) + poisson.logpmf(6, 5) + poisson.logpmf(6, 6)
    assert likelihood(history, values)[0] == pytest.approx(expected)


def test_a_first_week_may_be_short() -> None:
    history = History(10, (Count(3, 2), Count(10, 7)))
    assert history.week_days.tolist() == [3, 7]
    assert likelihood(history, PLAIN)[0] == pytest.approx(
        poisson.logpmf(2, 5.0 * 3 / 7) + poisson.logpmf(5, 5.0)
    )


def test_impossible_is_minus_infinity() -> None:
    values = PLAIN | {"share": 1.0, "share_dispersion": 0.0}
    history = History(7, (Count(7, 0), Count(7, 3, other=True)))
    assert likelihood(history, values)[0] == -np.inf


def test_a_draw_does_not_depend_on_the_others() -> None:
    history = History(30, (Count(20, 30), Count(26, 41, "lower"), Count(24, 50, other=True)))
    values = MOVED | {"share": 1.3, "share_dispersion": 0.1}
    table = parameters_of(values, 40)
    every = log_likelihood(history, table, Addressed(5), np.arange(40), 16)
    some = log_likelihood(history, table[[7, 3]], Addressed(5), np.array([7, 3]), 16)
    assert every[[7, 3]].tolist() == some.tolist()
    assert np.unique(every).size > 30


def test_excitation_moves_the_likelihood_the_right_way() -> None:
    """A burst after a burst speaks for excitation, a lull after a burst against it."""
    excited = PLAIN | {"heat_shift": 0.1, "heat_gain": 1.0}
    burst, lull = whole_weeks((12, 2, 12, 3, 12)), whole_weeks((12, 2, 2, 12, 2))
    assert likelihood(burst, excited)[0] > likelihood(burst, PLAIN)[0]
    assert likelihood(lull, excited)[0] < likelihood(lull, PLAIN)[0]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: History(0, ()), "0 days"),
        (lambda: History(14, (Count(15, 3),)), "day 15"),
        (lambda: History(14, (Count(7, 3),), since=7), "a day after 7"),
        (lambda: History(14, (Count(7, 5), Count(14, 3))), "never falls"),
        (lambda: History(14, (Count(7, 5, "lower"), Count(14, 3, "upper"))), "never falls"),
        (lambda: History(14, (Count(7, 5), Count(7, 6))), "totals of 5 and of 6 at day 7"),
        (lambda: History(14, (Count(7, 9, "lower"), Count(7, 6))), "never falls"),
        (lambda: History(14, (), (1,)), "strikes of 1 weeks, expected 2"),
        (lambda: parameters_of(PLAIN | {"quiet": 0.0}, 1), "quiet: found 0"),
        (lambda: parameters_of(PLAIN | {"dispersion": np.nan}, 1), "dispersion"),
        (lambda: parameters_of(PLAIN | {"shock": 1.0}, 1), "'shock'"),
        (lambda: likelihood(whole_weeks((1,)), PLAIN, particles=0), "0 particles"),
        (lambda: likelihood(whole_weeks((1,)), PLAIN, particles=2**16), "65,536 particles"),
    ],
)
def test_what_is_refused(make: object, message: str) -> None:
    with pytest.raises(HistoryError, match=message):
        make()  # type: ignore[operator]


def test_survival_far_in_the_tail() -> None:
    history = History(7, (Count(7, 60, "lower"),))
    assert likelihood(history, PLAIN)[0] == pytest.approx(poisson.logsf(59, 5.0), rel=1e-6)
    assert log1p(-exp(likelihood(History(7, (Count(7, 1, "lower"),)), PLAIN)[0])) == pytest.approx(-5.0)
