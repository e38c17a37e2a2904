"""Which decision models a run settles a case with: the headline model, and the classics beside it."""

from __future__ import annotations

from dataclasses import dataclass

from majlis.ensemble.assembly import Assembly
from majlis.models.model import DecisionModel
from majlis.models.options import Options
from majlis.models.registry import get


@dataclass(frozen=True)
class Variant:
    """A model with its options, under the name that results carry."""

    name: str
    model: DecisionModel
    options: Options
    needs_status_quo: bool = False


HEADLINE = "settlement"
"""The headline model of a case that names none: the distribution learned on decisions that are over."""
SITTING = "mean"
"""The model of a sitting of a case that names none: one round of bargaining, not where it ends."""
BESIDE = ("mean", "median", "nash", "challenge")
STATUS_QUO_NASH = "nash, status quo"


def variants(assembly: Assembly) -> tuple[Variant, ...]:
    """Return the variants that a run settles, the case's headline model first."""
    headline, given = assembly.case.model or HEADLINE, assembly.case.model_options
    found = [Variant(headline, get(headline), get(headline).options_from(given))]
    found += [Variant(name, get(name), get(name).options()) for name in BESIDE if name != headline]
    if all(bargain.status_quo is not None for bargain in assembly.bargains):
        nash = get("nash")
        options = nash.options_from({"disagreement": "status-quo"})
        found.append(Variant(STATUS_QUO_NASH, nash, options, needs_status_quo=True))
    return tuple(found)
