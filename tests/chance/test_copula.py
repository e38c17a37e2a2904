"""Uniform numbers that move together."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from majlis.chance.addressed import Addressed
from majlis.chance.copula import CorrelationError, check_correlation, correlate

MATRIX = np.array([[1, 0.6, 0, -0.3], [0.6, 1, 0, 0.2], [0, 0, 1, 0], [-0.3, 0.2, 0, 1]])


def uniforms(columns: int, draws: int = 40_000) -> np.ndarray:
    return Addressed(5).uniforms_many([str(column) for column in range(columns)], np.arange(draws))


def test_the_correlation_is_recovered():
    found = correlate(uniforms(4), MATRIX)
    scores = stats.norm.ppf(found)
    np.testing.assert_allclose(np.corrcoef(scores.T), MATRIX, atol=4 / np.sqrt(len(found)))
    ranks = stats.spearmanr(found).statistic
    np.testing.assert_allclose(ranks, 6 / np.pi * np.arcsin(MATRIX / 2), atol=4 / np.sqrt(len(found)))
    for column in found.T:
        assert stats.kstest(column, "uniform").pvalue > 0.001


def test_columns_without_correlation_come_back_unchanged():
    given_ = uniforms(4, 1000)
    assert (correlate(given_, MATRIX)[:, 2] == given_[:, 2]).all()
    assert (correlate(given_, np.eye(4)) == given_).all()
    np.testing.assert_allclose(correlate(given_, MATRIX)[:, 0], given_[:, 0], rtol=1e-12)


def test_a_further_column_leaves_the_others():
    given_ = uniforms(4, 1000)
    assert (correlate(given_[:, :3], MATRIX[:3, :3]) == correlate(given_, MATRIX)[:, :3]).all()


def test_a_draw_does_not_depend_on_its_batch():
    given_ = uniforms(4, 1000)
    whole = correlate(given_, MATRIX)
    for rows in ([3], [999, 0], list(range(0, 1000, 7))):
        assert (correlate(given_[rows], MATRIX) == whole[rows]).all()


def test_semidefinite_is_enough():
    matrix = np.array([[1, 1, -1], [1, 1, -1], [-1, -1, 1.0]])
    found = correlate(uniforms(3, 500), matrix)
    np.testing.assert_allclose(found[:, 1], found[:, 0], rtol=1e-9)
    np.testing.assert_allclose(found[:, 2], 1 - found[:, 0], atol=1e-12)


def test_numbers_stay_inside():
    extremes = np.array([[2**-53, 2**-53], [1 - 2**-53, 1 - 2**-53], [2**-53, 1 - 2**-53]])
    found = correlate(extremes, [[1, 0.9], [0.9, 1]])
    assert ((found > 0) & (found < 1)).all()


def test_the_input_is_left_alone():
    given_ = uniforms(4, 10)
    kept = given_.copy()
    correlate(given_, MATRIX)
    assert (given_ == kept).all()


@settings(deadline=None)
@given(st.integers(1, 6), st.integers(0, 6), st.integers(0, 2**32 - 1))
def test_every_gram_matrix_is_a_correlation_matrix(size, rank, seed):
    """Also of deficient rank, as when two numbers are one."""
    vectors = np.random.default_rng(seed).normal(size=(size, max(rank, 1)))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    matrix = vectors @ vectors.T
    check_correlation(matrix)
    found = correlate(uniforms(size, 4000), matrix)
    scores = stats.norm.ppf(found)
    np.testing.assert_allclose(scores.T @ scores / 4000, matrix, atol=0.12)


@pytest.mark.parametrize(
    ("matrix", "said"),
    [
        (
            [[1, 0.2, 0], [0.3, 1, 0], [0, 0, 1]],
            "correlation of a and b: found 0.2 one way and 0.3 the other",
        ),
        (
            [[1, 0, 0], [0, 0.9, 0], [0, 0, 1]],
            "correlation of b and b: found 0.9, expected 1 on the diagonal",
        ),
        (
            [[1, 0, 1.5], [0, 1, 0], [1.5, 0, 1]],
            "correlation of a and c: found 1.5, expected a number from -1 to 1",
        ),
        (
            [[1, np.nan, 0], [np.nan, 1, 0], [0, 0, 1]],
            "correlation of a and b: found nan, expected a finite number",
        ),
        ([[1, 0.9, -0.8], [0.9, 1, 0.9], [-0.8, 0.9, 1]], "most at odds with the others is"),
        ([[1, 0], [0, 1]], "found 3 names, expected 2"),
        ([1, 0], "expected a square"),
    ],
)
def test_faults_name_the_pair(matrix, said):
    with pytest.raises(CorrelationError) as fault:
        check_correlation(matrix, names=["a", "b", "c"])
    assert said in str(fault.value)


def test_the_proposed_shrinking_holds():
    matrix = np.array([[1, 0.9, -0.8], [0.9, 1, 0.9], [-0.8, 0.9, 1]])
    with pytest.raises(
        CorrelationError, match=r"found an eigenvalue of -0\.\d+, expected 0 or more"
    ) as fault:
        check_correlation(matrix)
    times = float(re.search(r"times ([\d.]+)", str(fault.value)).group(1))
    check_correlation(times * matrix + (1 - times) * np.eye(3))


def test_sizes_must_agree():
    with pytest.raises(CorrelationError, match=r"found uniforms \(10, 2\) and a matrix \(3, 3\)"):
        correlate(uniforms(2, 10), np.eye(3))


def test_no_columns():
    assert correlate(np.empty((5, 0)), np.empty((0, 0))).shape == (5, 0)
