"""Words of probability (US Intelligence Community Directive 203), on half-open intervals."""

from __future__ import annotations

SCALE: tuple[tuple[float, str], ...] = (
    (0.01, "below 1 %"),
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (0.99, "almost certain"),
)
ABOVE = "above 99 %"


def word_for(probability: float) -> str:
    """Return the word for a probability: the interval [low, high) that holds it.

    Raises
    ------
    ValueError
        When it is not between 0 and 1.

    """
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"a probability lies between 0 and 1; got {probability}")
    for upper, word in SCALE:
        if probability < upper:
            return word
    return ABOVE
