"""The decision models by name. Importing this compiles nothing and does not import numba."""

from __future__ import annotations

import difflib
from importlib import import_module

from majlis.models.model import DecisionModel

# Name of the model -> file that holds it, in the order in which they are listed.
_FILES = {
    "mean": "majlis.models.mean",
    "median": "majlis.models.median",
    "nash": "majlis.models.nash",
    "challenge": "majlis.models.challenge",
    "spatial": "majlis.models.spatial",
    "probabilistic-condorcet": "majlis.models.probabilistic_condorcet",
    "settlement": "majlis.models.landing",
    "kalai-smorodinsky": "majlis.models.kalai_smorodinsky",
    "exchange": "majlis.models.exchange",
    "win-set": "majlis.models.win_set",
    "setter": "majlis.models.setter",
    "consultation": "majlis.models.consultation",
    "baron-ferejohn": "majlis.models.baron_ferejohn",
}


class UnknownModelError(ValueError):
    """A name that no decision model has; the text lists the known ones and offers the nearest."""


def names() -> tuple[str, ...]:
    """Return the names of the decision models, in the order in which they are listed."""
    return tuple(_FILES)


def get(name: str) -> DecisionModel:
    """Return the decision model of that name.

    Raises
    ------
    UnknownModelError
        When there is none of that name.

    Examples
    --------
    >>> get("mean").title
    'Compromise model'

    """
    if name not in _FILES:
        near = difflib.get_close_matches(name, _FILES, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        if name == "chamber":
            hint = " A vote in a chamber takes seats and lines, not a profile: see 'majlis vote --help'."
        raise UnknownModelError(f"there is no model {name!r}.{hint} The models are: {', '.join(_FILES)}")
    model: DecisionModel = import_module(_FILES[name]).MODEL
    return model


def all_models() -> tuple[DecisionModel, ...]:
    """Return every decision model, in the order of :func:`names`."""
    return tuple(get(name) for name in _FILES)
