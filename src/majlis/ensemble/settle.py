"""One settlement: a single model over a case or a table of actors, without the models' own error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from majlis.case.case import Case
from majlis.ensemble.run import Ensemble, run_static
from majlis.ensemble.side_by_side import Progress
from majlis.ensemble.variants import Variant
from majlis.models.options import over
from majlis.models.registry import get
from majlis.models.settlement import Status

LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Settled:
    """Where one model settles every issue of a case."""

    ensemble: Ensemble

    def as_json(self) -> dict[str, Any]:
        """Return the form of ``settle --json``."""
        ensemble = self.ensemble
        variant = ensemble.models[0]
        answers = [answer for answer, _ in ensemble.assembly.answers.values()]
        actors = dict.fromkeys(
            actor for index in answers for actor in ensemble.assembly.bargains[index].actors
        )
        rounds = ensemble.rounds[:, 0, answers]
        statuses = ensemble.status[:, 0, answers]
        return {
            "model": variant.name,
            "options": dict(vars(variant.options)),
            "draws": ensemble.draws,
            "seed": ensemble.seed,
            "actors": list(actors),
            "issues": [{"id": issue, "outcome": self._outcome(issue)} for issue in ensemble.assembly.answers],
            "rounds": {"mean": float(rounds.mean()), "min": int(rounds.min()), "max": int(rounds.max())},
            "status": {status.name.lower(): int((statuses == status).sum()) for status in Status},
        }

    def _outcome(self, issue: str) -> dict[str, Any]:
        draws = self.ensemble.answer(issue)
        levels = zip(LEVELS, np.quantile(draws, LEVELS), strict=True)
        return {
            "mean": float(draws.mean()),
            "sd": float(draws.std()),
            "quantiles": {f"{level:g}": float(value) for level, value in levels},
        }


def settle(
    case: Case,
    model: str = "mean",
    options: Mapping[str, str] | None = None,
    draws: int = 1,
    seed: int = 1,
    *,
    whole_paths: bool = False,
    progress: Progress | None = None,
) -> Settled:
    """Settle a case with one model.

    Parameters
    ----------
    case
        A case, or a table of actors read by `majlis.case.actor_table.case_of_table`.
    model, options
        A name of ``majlis models`` and its options as text (``{"rounds": "10"}``); where the case asks for
        this model, its own options hold beside them.
    draws, seed
        How many draws of the estimates, and the seed that addresses them.
    whole_paths
        Keep every actor's position in every round of every draw.
    progress
        Called with draws done and draws in all.

    Raises
    ------
    UnknownModelError, OptionError, RunError
        When the model, an option or the call is wrong.

    """
    chosen = get(model)
    given = options or {}
    if model == case.model:
        given = over(chosen.options, case.model_options, given)
    variant = Variant(model, chosen, chosen.options_from(given))
    changed = case.model_copy(update={"model": model, "options": dict(given)})
    ensemble = run_static(changed, draws, seed, progress=progress, models=(variant,), whole_paths=whole_paths)
    return Settled(ensemble)
