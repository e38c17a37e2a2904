"""Posterior draws: equal to closed forms, and honest about what they cost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import norm

from majlis.chance.distribution import LogNormal, Triangular, TruncatedNormal
from majlis.explore.tempering import Arrays, ImpossibleHistory, effective_size, posterior, worth

Z95 = 1.6448536269514722
STANDARD = TruncatedNormal(-Z95, 0.0, Z95, -50.0, 50.0)


def gaussian(at: float, sd: float):  # type: ignore[no-untyped-def]
    return lambda values, stream: norm.logpdf(at, values[:, 0], sd)


def test_normal_prior_and_normal_data_have_the_closed_form() -> None:
    """One parameter is learned, one is not: the second keeps its prior."""
    found = posterior({"learned": STANDARD, "other": STANDARD}, gaussian(2.0, 0.5), 1, 2_000)
    variance = 1 / (1 + 1 / 0.25)
    mean = variance * 2.0 / 0.25
    assert found.values[:, 0].mean() == pytest.approx(mean, abs=0.05)
    assert found.values[:, 0].std() == pytest.approx(np.sqrt(variance), rel=0.08)
    assert found.values[:, 1].std() == pytest.approx(1.0, rel=0.08)
    assert found.log_evidence == pytest.approx(norm.logpdf(2.0, 0.0, np.sqrt(1.25)), abs=0.1)
    assert found.shrinkage() == pytest.approx([1 - variance, 0.0], abs=0.08)
    assert found.importance_size < 800
    assert found.powers[0] == 0.0
    assert found.powers[-1] == 1.0


def test_a_noisy_likelihood_leaves_the_posterior_where_it_is() -> None:
    """An unbiased estimate in place of the likelihood aims at the same posterior."""
    exact = gaussian(1.0, 0.3)

    def noisy(values: np.ndarray, stream: str) -> np.ndarray:
        # A seed per stream: every evaluation has its own noise, of mean 1.
        noise = np.random.default_rng(list(stream.encode())).normal(0.0, 0.7, len(values))
        found: np.ndarray = exact(values, stream) + noise - 0.7**2 / 2
        return found

    found = posterior({"one": STANDARD}, noisy, 1, 3_000)
    variance = 1 / (1 + 1 / 0.09)
    assert found.values[:, 0].mean() == pytest.approx(variance / 0.09, abs=0.06)
    assert found.values[:, 0].std() == pytest.approx(np.sqrt(variance), rel=0.12)


def test_nothing_learned_leaves_the_prior() -> None:
    prior = {"a": LogNormal(1.0, 2.0, 5.0), "b": Triangular(0.0, 1.0, 4.0)}
    found = posterior(prior, lambda values, _: np.zeros(len(values)), 1, 2_000)
    assert found.importance_size == pytest.approx(2_000)
    assert found.log_evidence == pytest.approx(0.0)
    np.testing.assert_allclose(
        found.quantiles((0.25, 0.5, 0.75)), np.quantile(found.prior, (0.25, 0.5, 0.75), axis=0), rtol=0.12
    )
    assert (found.shrinkage() < 0.08).all()


def test_a_hard_cut_needs_no_small_steps() -> None:
    found = posterior({"one": STANDARD}, lambda v, _: np.where(v[:, 0] > 1.5, 0.0, -np.inf), 1, 2_000)
    assert (found.values > 1.5).all()
    assert found.log_evidence == pytest.approx(norm.logsf(1.5), abs=0.15)


def test_same_seed_same_draws() -> None:
    one, two = (posterior({"one": STANDARD}, gaussian(1.0, 1.0), 4, 200) for _ in range(2))
    assert (one.values == two.values).all()


def test_what_cannot_have_happened_is_said() -> None:
    with pytest.raises(ImpossibleHistory, match="none of 50 draws"):
        posterior({"one": STANDARD}, lambda values, _: np.full(len(values), -np.inf), 1, 50)


@given(arrays(np.float64, st.integers(1, 40), elements=st.floats(-50, 50)))
@settings(max_examples=50)
def test_effective_size_lies_between_one_and_all(log_weights: np.ndarray) -> None:
    found = effective_size(log_weights)
    assert 1.0 - 1e-9 <= found <= log_weights.size + 1e-9
    assert effective_size(log_weights + 3.0) == pytest.approx(found)


def test_effective_size_of_equal_weights_is_their_number() -> None:
    assert effective_size(np.zeros(7)) == pytest.approx(7.0)
    assert effective_size(np.full(3, -np.inf)) == 0.0


def test_many_numbers_of_which_few_are_learned() -> None:
    """Twenty numbers, two learned with a bent ridge between them: the rest keep their prior."""
    prior = {f"n{k}": STANDARD for k in range(20)}
    found = posterior(prior, lambda v, _: norm.logpdf(v[:, 0] + v[:, 1], 2.0, 0.1), 1, 1_000)
    learned = found.normal[:, :2]
    assert learned.mean(axis=0) == pytest.approx([1.0, 1.0], abs=0.12)
    assert learned.var(axis=0) == pytest.approx([0.5, 0.5], abs=0.12)
    assert np.corrcoef(learned.T)[0, 1] < -0.95
    assert found.normal[:, 2:].var(axis=0) == pytest.approx(np.ones(18), abs=0.2)
    assert found.effective_sizes().min() > 300


@given(st.integers(2, 60), st.integers(1, 8), st.integers(0, 2**20))
@settings(max_examples=40)
def test_copies_are_worth_one_draw(families: int, copies: int, seed: int) -> None:
    draws = np.random.default_rng(seed).normal(size=(families, 1))
    found = worth(np.repeat(draws, copies, axis=0), np.repeat(np.arange(families), copies))
    assert found == pytest.approx([families])


def test_draws_that_forgot_their_ancestor_are_worth_what_they_are() -> None:
    draws = np.random.default_rng(1).normal(size=(4_000, 1))
    assert worth(draws, np.arange(4_000) // 4)[0] == pytest.approx(4_000, rel=0.15)
    assert worth(draws, np.zeros(4_000, dtype=np.int64)).tolist() == [1.0]


class Broken:
    """Keeps every state, and breaks the work off after some."""

    def __init__(self, after: int) -> None:
        self.left, self.state = after, None

    def read(self) -> Arrays | None:
        return self.state

    def keep(self, state: Arrays) -> None:
        self.state = {name: value.copy() for name, value in state.items()}
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt

    def forget(self) -> None:
        raise AssertionError("whoever gave the memory forgets it")


@pytest.mark.parametrize("after", [1, 5, 14])
def test_work_that_was_broken_off_goes_on_to_the_same_end(after: int) -> None:
    prior = {"a": STANDARD, "b": LogNormal(1.0, 2.0, 5.0)}
    whole = posterior(prior, gaussian(3.0, 0.1), 1, 200)
    memory = Broken(after)
    with pytest.raises(KeyboardInterrupt):
        posterior(prior, gaussian(3.0, 0.1), 1, 200, memory=memory)
    told: list[int] = []
    again = posterior(prior, gaussian(3.0, 0.1), 1, 200, lambda done, of: told.append(done), memory)
    assert (again.values == whole.values).all()
    assert (again.log_evidence, again.powers, again.accepted) == (
        whole.log_evidence,
        whole.powers,
        whole.accepted,
    )
    assert told == sorted(told)
    assert told[-1] == 1_000
