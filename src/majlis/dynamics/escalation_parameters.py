"""The numbers of the mechanism `escalation` as parameters of the likelihood of its history.

The mechanism's rates hold with everything as at the as-of date, the likelihood's with every memory at nought.
Between them stand the memories at the end of the history, which are taken along the recorded totals, drawn
straight between the days on which they are known. What other levels of a case do to attacks is left out, and
so are the rules of engagement: both are taken as steady over the history.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from majlis.dynamics.likelihood import History
from majlis.dynamics.week_kernel import LOGIT_RANGE

Floats = NDArray[np.float64]

ATTACKS = (
    "attacks_rate",
    "attacks_span",
    "attacks_dispersion",
    "campaign_effect",
    "campaign_rate",
    "truce_rate",
)
EXCITATION = ("excitation", "heat_half_life", "self_excitation")
STRIKES = (
    "strikes_rate",
    "retaliation",
    "imprint",
    "memory_half_life",
    "deterrence_effect",
    "provocation_effect",
)
CASUALTIES = ("loss", "reaction")
LEARNABLE = ATTACKS + EXCITATION + STRIKES + CASUALTIES
"""Numbers of which a history can say something."""
STEADY = ("span", "heat_own", "losses_own", "memory_own")
"""Numbers of which a history says nothing: they count with their mean."""


def learnable(history: History) -> tuple[str, ...]:
    """Return the names of the mechanism's numbers of which a history can say something."""
    names: tuple[str, ...] = ATTACKS + EXCITATION
    if history.strikes:
        names += STRIKES
        if history.casualties:
            names += CASUALTIES
    return names


def likelihood_parameters(
    number: Mapping[str, Floats], history: History, regime: float
) -> dict[str, ArrayLike]:
    """Return the likelihood's parameters but those of the second basis, from columns [draw] by name.

    ``regime`` is 1 where a campaign is under way at the end of the history, 0 where not.
    """
    wide, usual = np.log(number["attacks_span"]), np.log(number["span"])
    found: dict[str, ArrayLike] = {
        "start": number["campaign_rate"],
        "stop": number["truce_rate"],
        "dispersion": number["attacks_dispersion"],
        "retaliation": number["retaliation"] * usual,
    }
    forms = {
        "heat": ("heat_own", "excitation", "heat_half_life", number["self_excitation"] * wide),
        "losses": ("losses_own", "loss", "heat_half_life", number["reaction"] * usual),
        "fear": ("memory_own", "imprint", "memory_half_life", number["deterrence_effect"] * wide),
        "anger": ("memory_own", "imprint", "memory_half_life", number["provocation_effect"] * wide),
    }
    feeds = _feeds(history)
    push: dict[str, Floats] = {}
    for memory, (own, shift, half_life, gain) in forms.items():
        found[f"{memory}_own"], found[f"{memory}_shift"] = number[own], number[shift]
        found[f"{memory}_half_life"], found[f"{memory}_gain"] = number[half_life], gain
        at_end = _remembered(feeds[memory], number[own], number[shift], number[half_life])
        push[memory] = gain * at_end
        if memory == "heat":
            push["retaliation"] = number["retaliation"] * usual * at_end
    campaign = number["campaign_effect"] * wide
    pull = campaign * regime + push["heat"] - push["fear"] + push["anger"]
    found["quiet"] = number["attacks_rate"] * np.exp(-pull)
    found["campaign"] = number["attacks_rate"] * np.exp(campaign - pull)
    found["reaction"] = number["strikes_rate"] * np.exp(-push["retaliation"] - push["losses"])
    return found


def _feeds(history: History) -> dict[str, Floats]:
    """Return what each memory remembers, by week."""
    nothing = np.zeros(len(history.week_days))
    struck = np.array(history.strikes, dtype=np.float64) if history.strikes else nothing
    killed = np.array(history.casualties, dtype=np.float64) if history.casualties else nothing
    return {"heat": weekly_attacks(history), "losses": killed, "fear": struck, "anger": struck}


def weekly_attacks(history: History) -> Floats:
    """Return attacks by week along the known totals, drawn straight between their days."""
    days, totals = [history.since], [0]
    for count in sorted(history.counts, key=lambda each: each.day):
        if not count.other and count.bound != "upper" and count.value >= totals[-1]:
            days.append(count.day)
            totals.append(count.value)
    ends = np.concatenate(([0], np.cumsum(history.week_days)))
    weekly: Floats = np.diff(np.interp(ends, days, totals))
    return weekly


def _remembered(feed: Floats, own: Floats, shift: Floats, half_life: Floats) -> Floats:
    """Return a memory [draw] at the end of a history, on its logit scale between the ends."""
    rest = np.log(own / (1.0 - own))
    latent, kept = rest.copy(), np.exp2(-1.0 / half_life)
    for number in feed[:-1]:
        latent = rest + kept * (latent - rest) + shift * LOGIT_RANGE * number
    remembered: Floats = 1.0 / (1.0 + np.exp(-latent))
    return remembered
