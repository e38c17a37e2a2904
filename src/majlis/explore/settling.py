"""What it is worth to settle a claim: how much less unsure of the answer one would be, on average."""

from __future__ import annotations

import numpy as np

NEVER = 1e-12


def settling(chance: float, if_true: float, if_false: float) -> float:
    """Return the expected fall of the answer's entropy, in bits, when a claim is found true or false.

    Parameters
    ----------
    chance
        Probability that the claim is true.
    if_true, if_false
        Probability of the answer in either case.

    """
    now = chance * if_true + (1.0 - chance) * if_false
    return _entropy(now) - chance * _entropy(if_true) - (1.0 - chance) * _entropy(if_false)


def _entropy(chance: float) -> float:
    inner = min(max(chance, NEVER), 1.0 - NEVER)
    return float(-inner * np.log2(inner) - (1.0 - inner) * np.log2(1.0 - inner))
