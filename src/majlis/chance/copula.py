"""Uniform numbers that move together: the Gaussian copula.

With z = Phi^-1(u), independent across columns, and L L' = R for a correlation matrix R, v = Phi(z L') is
uniform in every column and its normal scores have correlation R (Nelsen 2006, 'An Introduction to Copulas',
section 2.3). The rank correlation is a little smaller: 6/pi arcsin(rho/2).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

TOLERANCE = 1e-9
"""How far below zero an eigenvalue may lie, or how far from equal two mirrored entries, through rounding."""

_SMALLEST = 2.0**-53


class CorrelationError(ValueError):
    """A matrix that is no correlation matrix: says which entries, what was found and what was expected."""


def correlate(uniforms: ArrayLike, correlation: ArrayLike) -> Floats:
    """Make independent uniform numbers move together.

    Column j depends on columns up to j alone, so a further column leaves the earlier ones as they are, and
    columns without any correlation come back unchanged to the bit. Every row is computed on its own, so the
    numbers of a draw do not depend on the others in its batch.

    Parameters
    ----------
    uniforms
        Independent uniform numbers [d, k], strictly between 0 and 1.
    correlation
        Correlation matrix [k, k] of the normal scores; positive semidefinite is enough.

    Returns
    -------
    Uniform numbers [d, k], strictly between 0 and 1.

    Raises
    ------
    CorrelationError
        When the matrix is none, or its size is not the number of columns.

    """
    numbers = np.array(uniforms, dtype=np.float64)
    matrix = np.asarray(correlation, dtype=np.float64)
    if numbers.ndim != 2 or matrix.shape != (numbers.shape[1], numbers.shape[1]):
        raise CorrelationError(
            f"found uniforms {numbers.shape} and a matrix {matrix.shape}, expected [d, k] and [k, k]"
        )
    columns, factor = _checked(matrix.tobytes(), len(matrix))
    if columns.size:
        scores = special.ndtri(numbers[:, columns])
        for place, column in enumerate(columns):
            numbers[:, column] = special.ndtr(_combined(scores, factor[place]))
    return np.clip(numbers, _SMALLEST, 1 - _SMALLEST)


@lru_cache(maxsize=8)
def _checked(matrix: bytes, size: int) -> tuple[NDArray[np.intp], Floats]:
    """Check a matrix, once for all batches of draws; return the joined columns and their factor."""
    numbers = np.frombuffer(matrix).reshape(size, size)
    check_correlation(numbers)
    columns = _joined(numbers)
    return columns, _factor(numbers[np.ix_(columns, columns)])


def _joined(matrix: Floats) -> NDArray[np.intp]:
    """Return the columns that are correlated with another."""
    return np.flatnonzero((np.abs(matrix) > 0).sum(axis=1) > 1)


def check_correlation(correlation: ArrayLike, names: Sequence[str] | None = None) -> None:
    """Check that a matrix is symmetric with a unit diagonal and positive semidefinite.

    Parameters
    ----------
    correlation
        Matrix [k, k].
    names
        What the rows stand for, for the message; their numbers otherwise.

    Raises
    ------
    CorrelationError
        Naming the pair or the eigenvalue that offends most, and a mend.

    """
    matrix = np.asarray(correlation, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise CorrelationError(f"correlation matrix: found the shape {matrix.shape}, expected a square")
    if names is not None and len(names) != len(matrix):
        raise CorrelationError(f"found {len(names)} names, expected {len(matrix)}")
    labels = [str(row) for row in range(len(matrix))] if names is None else list(names)
    if matrix.size:
        _check_entries(matrix, labels)
        _check_eigenvalues(matrix, labels)


def _check_entries(matrix: Floats, labels: list[str]) -> None:
    faults = (
        (np.where(np.isfinite(matrix), 0.0, np.inf), "a finite number"),
        (np.abs(np.diag(np.diag(matrix) - 1)), "1 on the diagonal"),
        (np.maximum(np.abs(matrix) - 1, 0), "a number from -1 to 1"),
    )
    for size, expected in faults:
        row, column = np.unravel_index(np.argmax(size), size.shape)
        if size[row, column] > TOLERANCE:
            pair = f"{labels[row]} and {labels[column]}"
            raise CorrelationError(
                f"correlation of {pair}: found {matrix[row, column]:g}, expected {expected}"
            )
    gap = np.abs(matrix - matrix.T)
    row, column = np.unravel_index(np.argmax(gap), gap.shape)
    if gap[row, column] > TOLERANCE:
        raise CorrelationError(
            f"correlation of {labels[row]} and {labels[column]}: found {matrix[row, column]:g} one way and "
            f"{matrix[column, row]:g} the other, expected the same"
        )


def _check_eigenvalues(matrix: Floats, labels: list[str]) -> None:
    """Name the pair that adds most to the smallest eigenvalue v' R v = sum of v_i v_j R_ij being negative.

    What is correlated with nothing adds eigenvalues of 1 alone.
    """
    joined = _joined(matrix)
    values, vectors = np.linalg.eigh(matrix[np.ix_(joined, joined)])
    smallest = float(values.min(initial=1.0))
    if smallest >= -TOLERANCE * len(matrix):
        return
    vector = np.zeros(len(matrix))
    vector[joined] = vectors[:, 0]
    shares = np.triu(matrix * np.outer(vector, vector), k=1)
    row, column = np.unravel_index(np.argmin(shares), shares.shape)
    shrink = np.floor(1000 / (1 - smallest)) / 1000
    raise CorrelationError(
        f"correlations that cannot hold together: found an eigenvalue of {smallest:.4g}, expected 0 or more; "
        f"most at odds with the others is {labels[row]} and {labels[column]} ({matrix[row, column]:g}); "
        f"times {shrink:g}, all of them could hold"
    )


def _factor(matrix: Floats) -> Floats:
    """Lower triangle L with L L' = R, column by column; a column without a remainder is zero.

    The outer-product form of Cholesky's method for semidefinite matrices (Higham 2002, 'Accuracy and
    Stability of Numerical Algorithms', section 10.3), without exchange of rows, so that the order of the
    columns holds.
    """
    rest = matrix.copy()
    factor = np.zeros_like(matrix)
    for column in range(len(matrix)):
        pivot = rest[column, column]
        if pivot > TOLERANCE * len(matrix):
            factor[column:, column] = rest[column:, column] / np.sqrt(pivot)
            rest[column:, column:] -= np.outer(factor[column:, column], factor[column:, column])
    return factor


def _combined(scores: Floats, weights: Floats) -> Floats:
    """Weighted sum of columns, one after the other, so that a row's sum does not depend on the other rows."""
    total = np.zeros(len(scores), dtype=np.float64)
    for column in np.flatnonzero(weights):
        total += weights[column] * scores[:, column]
    return total
