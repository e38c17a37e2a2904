"""A run in motion as named arrays: what ``results.nc`` holds of it."""

from __future__ import annotations

import numpy as np

from majlis.ensemble.motion.run import MotionRun

Variable = tuple[tuple[str, ...], np.ndarray, dict[str, str]]
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


def motion_contents(run: MotionRun) -> tuple[dict[str, Variable], dict[str, Variable]]:
    """Return the variables and the coordinates of a run in motion, each as dimensions, values, attributes."""
    system, tally = run.model.system, run.tally
    hazards = range(len(system.hazards))
    variables: dict[str, Variable] = {
        "level": (
            ("name", "week", "quantile"),
            _stacked(
                [tally.quantiles(system, v, LEVELS).T for v in range(len(system.levels))], len(tally.weeks)
            ),
            {"long_name": "quantiles of each level by week", "units": "its own"},
        ),
        "weekly_count": (
            ("hazard", "week"),
            np.array([tally.mean_count(h) for h in hazards]).reshape(-1, len(tally.weeks)),
            {"long_name": "mean count of each hazard in the week", "units": "1"},
        ),
        "share_happened": (
            ("hazard", "week"),
            tally.ever.T / run.draws,
            {"long_name": "share of draws in which it has happened since the warm-up began", "units": "1"},
        ),
        "question_value": (
            ("draw", "question"),
            run.answers,
            {"long_name": "value of each question at its date; 1 is yes", "units": "its own"},
        ),
        "question_given": (
            ("draw", "question"),
            run.given.astype(np.int8),
            {"long_name": "whether the premise of the question held", "units": "1"},
        ),
        "carrier_held": (
            ("draw", "carrier"),
            run.held.astype(np.int8),
            {"long_name": "whether the draw held what the claims carry", "units": "1"},
        ),
        "world_claim": (
            ("draw", "world"),
            run.worlds,
            {"long_name": "which claim of the world held, from 0; -1 for none", "units": "1"},
        ),
    }
    if run.chance is not None:
        about = "probability of the headline along the path, from its hazards' rates"
        variables["headline_probability"] = (("draw",), run.chance, {"long_name": about, "units": "1"})
    return {name: each for name, each in variables.items() if each[1].size}, _coordinates(run)


def _stacked(quantiles: list[np.ndarray], weeks: int) -> np.ndarray:
    return np.stack(quantiles) if quantiles else np.empty((0, weeks, len(LEVELS)))


def _coordinates(run: MotionRun) -> dict[str, Variable]:
    motion, system = run.case.motion, run.model.system
    assert motion is not None, "the case was run in motion"
    names = {
        "name": [level.id for level in system.levels],
        "hazard": [hazard.id for hazard in system.hazards],
        "question": [question.id for question in run.case.questions],
        "carrier": [f"{carrier.kind}:{carrier.id}" for carrier in run.model.carriers],
        "world": [world.id for world in motion.worlds],
    }
    weeks = np.array(list(run.tally.weeks), dtype=np.int32)
    found: dict[str, Variable] = {
        "week": (("week",), weeks, {"long_name": "weeks since the as-of date", "units": "weeks"}),
        "quantile": (("quantile",), np.array(LEVELS), {}),
    }
    for dimension, values in names.items():
        if values:
            found[dimension] = ((dimension,), np.array(values), {})
    return found
